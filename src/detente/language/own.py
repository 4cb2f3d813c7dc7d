"""A user's own tables: a folder of TSV files that is laid over the tables of detente."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from detente.errors import UsageError
from detente.language.pack import Pack, available_languages, load_pack
from detente.language.schema import TABLES
from detente.language.tables import Row, scan_table

SHARED = ("actors", "places")
"""Folders of tables that hold for all languages."""
_KEYS = {name: columns[0].name for name, columns in TABLES.items() if columns[0].unique} | {"actors/persons": "id"}


@dataclass(frozen=True, slots=True)
class OwnTables:
    """The rows of a folder by language ("" for all languages) and table, e.g. `tables["en", "events"]`, and what is wrong in it.

    A fault is told as `file:line: what, expected, got`; a row with a fault is not among the rows.
    """

    folder: str
    tables: Mapping[tuple[str, str], tuple[Row, ...]]
    faults: tuple[str, ...]
    packs: dict[str, Pack] = field(default_factory=dict, compare=False, repr=False)

    def pack(self, tag: str) -> Pack:
        """The pack of a language with these rows before its own; a row with the key of another takes its place.

        Raises UnknownLanguage.
        """
        if tag not in self.packs:
            base = load_pack(tag)
            given = {name: rows for (language, name), rows in self.tables.items() if language in ("", tag)}
            self.packs[tag] = base.with_tables({name: _lay_over(rows, base.rows(name), name) for name, rows in given.items()})
        return self.packs[tag]

    def replaced(self, language: str, table: str) -> tuple[str, ...]:
        """The keys of rows that take the place of rows of detente, e.g. ("supply-2",)."""
        if table not in _KEYS:
            return ()
        ours = {_key(row, table) for row in load_pack(language or available_languages()[0]).rows(table)}
        return tuple(dict.fromkeys(key for row in self.tables[language, table] if (key := _key(row, table)) in ours))


def load_own_tables(folder: str) -> OwnTables:
    """The tables of a folder, e.g. `mine/en/events.tsv` and `mine/actors/bodies.tsv`, with all faults of their form.

    Raises UsageError where there is no such folder.
    """
    root = Path(folder)
    if not root.is_dir():
        raise UsageError(f"{folder}: no such folder; give one that holds tables, e.g. en/events.tsv or actors/bodies.tsv")
    tables: dict[tuple[str, str], tuple[Row, ...]] = {}
    faults: list[str] = []
    for path, parts in _files(root):
        label = "/".join((folder.rstrip("/") if folder != "." else ".", *parts))
        table, wrong = _table_of(parts)
        if wrong:
            faults.append(f"{label}: {wrong}")
            continue
        language = parts[0] if "/" not in table else ""
        tables[language, table], wrongs = scan_table(path, table, label)
        faults += wrongs
    if not tables and not faults:
        faults.append(f"{folder}: holds no table; tables are TSV files such as en/events.tsv or actors/bodies.tsv")
    return OwnTables(folder, tables, tuple(faults))


def _files(root: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for path in sorted(root.rglob("*.tsv")):
        parts = path.relative_to(root).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield path, parts


def _table_of(parts: tuple[str, ...]) -> tuple[str, str]:
    """The name of a file's table in the schema, and what is wrong about where it stands ("" for nothing)."""
    languages = available_languages()
    if len(parts) == 1:
        return "", f"stands in no folder; put it into that of a language ({', '.join(languages)}) or into actors"
    name = "/".join((*parts[1:-1], Path(parts[-1]).stem))
    if parts[0] in languages and "/" not in name and name in TABLES:
        return name, ""
    if parts[0] in SHARED and f"{parts[0]}/{name}" in TABLES:
        return f"{parts[0]}/{name}", ""
    if parts[0] not in languages and parts[0] not in SHARED:
        return "", f"{parts[0]!r} is no language that is read, nor {' or '.join(SHARED)}; languages: {', '.join(languages)}"
    known = (table.removeprefix(f"{parts[0]}/") for table in TABLES if (parts[0] in SHARED) == table.startswith(f"{parts[0]}/"))
    return "", f"no such table; {parts[0]} may hold {', '.join(table for table in known if '/' not in table)}"


def _lay_over(own: tuple[Row, ...], ours: tuple[Row, ...], table: str) -> tuple[Row, ...]:
    if table not in _KEYS:
        return (*own, *ours)
    taken = {_key(row, table) for row in own}
    return (*own, *(row for row in ours if _key(row, table) not in taken))


def _key(row: Row, table: str) -> str:
    return row[_KEYS[table]].removeprefix("@")
