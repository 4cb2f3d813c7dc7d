"""Read the TSV tables that hold every word of every language, with errors that name file and line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.errors import ResourceError
from detente.language.schema import TABLES, Column


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: cells by column name, and where it stands ("en/events.tsv:12")."""

    cells: Mapping[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        """Cells that hold several values separated by "|", e.g. ("supply", "provide")."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())


def read_table(path: Path, table: str, label: str) -> tuple[Row, ...]:
    """The rows of one TSV file, e.g. `read_table(p, "events", "en/events.tsv")`.

    Blank lines and lines that begin with "#" are passed over; the first other line is the header, which must hold
    exactly the columns that `schema.TABLES` names, in that order. Missing trailing cells are "".
    Raises ResourceError with `file:line: what, expected, got`.
    """
    columns = TABLES[table]
    lines = path.read_text(encoding="utf-8").split("\n")
    rows: list[Row] = []
    seen: dict[str, str] = {}
    header_found = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{label}:{number}"
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if not header_found:
            _check_header(cells, columns, where)
            header_found = True
            continue
        row = _row(cells, columns, where)
        key = row.cells[columns[0].name] if columns[0].unique else ""
        if key and key in seen:
            raise ResourceError(f"{where}: {columns[0].name} {key!r} stands twice; first at {seen[key]}")
        seen[key] = where
        rows.append(row)
    return tuple(rows)


def _check_header(cells: list[str], columns: Iterable[Column], where: str) -> None:
    expected = [column.name for column in columns]
    if cells != expected:
        raise ResourceError(f"{where}: columns must be {' '.join(expected)}; got {' '.join(cells)}")


def _row(cells: list[str], columns: tuple[Column, ...], where: str) -> Row:
    if len(cells) > len(columns):
        raise ResourceError(f"{where}: {len(columns)} cells expected, got {len(cells)}; look for a stray tab")
    cells = cells + [""] * (len(columns) - len(cells))
    for column, cell in zip(columns, cells, strict=True):
        if not cell and column.required:
            raise ResourceError(f"{where}: {column.name} is empty; every row needs one")
        for value in cell.split("|") if column.allowed or column.pattern else ():
            if value and column.allowed and value not in column.allowed:
                raise ResourceError(f"{where}: {column.name} {value!r} is not one of {', '.join(column.allowed)}")
            if value and column.pattern and not re.fullmatch(column.pattern, value):
                raise ResourceError(f"{where}: {column.name} {value!r} does not look like {column.pattern}")
    return Row({column.name: cell for column, cell in zip(columns, cells, strict=True)}, where)
