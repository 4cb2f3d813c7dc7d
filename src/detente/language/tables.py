"""Read the TSV tables that hold every word of every language, with errors that name file and line."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.errors import ResourceError
from detente.language.schema import DAY, TABLES, Column


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
    rows, faults = scan_table(path, table, label)
    if faults:
        raise ResourceError(faults[0])
    return rows


def scan_table(path: Path, table: str, label: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of one TSV file that are well formed, and every fault of the others in the order of the lines."""
    columns = TABLES[table]
    raw = path.read_bytes()
    try:
        lines = raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        number = raw.count(b"\n", 0, error.start) + 1
        return (), (f"{label}:{number}: the file is not UTF-8; save it as UTF-8, separated by tabs",)
    rows: list[Row] = []
    faults: list[str] = []
    seen: dict[str, str] = {}
    header_found = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{label}:{number}"
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if not header_found:
            header_found = True
            wrong = _header_fault(cells, columns, where)
            if wrong:
                return (), (wrong,)
            continue
        row, wrongs = _row(cells, columns, where, seen)
        faults += wrongs
        if not wrongs:
            rows.append(row)
    if not header_found:
        faults.append(f"{label}:1: the header is missing; columns must be {' '.join(column.name for column in columns)}")
    return tuple(rows), tuple(faults)


def _header_fault(cells: list[str], columns: Iterable[Column], where: str) -> str:
    expected = [column.name for column in columns]
    return "" if cells == expected else f"{where}: columns must be {' '.join(expected)}; got {' '.join(cells)}"


def _row(cells: list[str], columns: tuple[Column, ...], where: str, seen: dict[str, str]) -> tuple[Row, list[str]]:
    """A row and its faults; `seen` holds the keys of the rows before, with the place of each."""
    named = dict(zip([column.name for column in columns], cells + [""] * (len(columns) - len(cells)), strict=False))
    row = Row(named, where)
    if len(cells) > len(columns):
        return row, [f"{where}: {len(columns)} cells expected, got {len(cells)}; look for a stray tab"]
    faults = [f"{where}: {column.name} is empty; every row needs one" for column in columns if column.required and not named[column.name]]
    for column in columns:
        if column.strict and named[column.name] and named[column.name] not in column.allowed:
            faults += _cell_faults(column, named[column.name], where)
    key = named[columns[0].name] if columns[0].unique else ""
    if key and key in seen:
        faults.append(f"{where}: {columns[0].name} {key!r} stands twice; first at {seen[key]}")
    seen.setdefault(key, where)
    return row, faults


def _cell_faults(column: Column, cell: str, where: str) -> Iterator[str]:
    for value in cell.split("|") if column.allowed or column.pattern else ():
        if value and column.allowed and value not in column.allowed:
            yield f"{where}: {column.name} {value!r} is not one of {', '.join(column.allowed)}"
        if value and column.pattern and not re.fullmatch(column.pattern, value):
            yield f"{where}: {column.name} {value!r} does not look like {column.pattern}"
        elif value and column.pattern == DAY and not _is_day(value):
            yield f"{where}: {column.name} {value!r} is no day of the calendar; write it as YYYY-MM-DD"
    if column.expression and not _is_expression(cell):
        yield f"{where}: {column.name} {cell!r} is no regular expression"


def _is_day(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_expression(value: str) -> bool:
    try:
        re.compile(value)
    except re.error:
        return False
    return True
