"""Tables of events from files: claims as JSON Lines, CSV or TSV (ICEWS, GDELT, POLECAT and the like), Parquet."""

import csv
import gzip
import io
import json
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np

from detente.errors import MissingExtra, SourceError
from detente.load.claimrows import EventRow, check_claim, rows_of_claims
from detente.load.coded import load_claims
from detente.load.eventrows import is_ledger_table, is_plover, rows_of_ledger, rows_of_plover
from detente.load.layouts import Codes, choose_columns, printable, settings
from detente.records import Notice
from detente.records.eventtable import STATUSES, EventTable

_LINES = (".jsonl", ".ndjson", ".json")
_PARQUET = (".parquet", ".pq")
_SNIFF = 65536  # characters that tell the separator
_MOST_IDS = _MOST_REPORTS = 1_000_000
_YEARS = range(1700, 2200)  # a day outside is a slip of a table, and would make a series of millennia
_DAY_DIGITS = 8  # "20141231", as GDELT writes a day


def load_events(sources: Iterable[str], *, columns: Mapping[str, str] | None = None) -> tuple[EventTable, tuple[Notice, ...]]:
    """The events of files, "-" for standard input, with what was left out as notices.

    `load_events(["claims.jsonl"])` reads what `detente read --format jsonl` wrote; `load_events(["events.2014.tab"])` a file of ICEWS;
    `load_events(["coded"])` what `detente code` wrote into a folder.
    `columns` says which column of a table holds what, e.g. {"day": "EVENT_DATE"}; what it does not say is told from the header.
    Ids are kept for claims, and for tables under a million rows. Notice: load.rows-left-out. Raises SourceError where a file cannot be
    read, UsageError where no column is known to hold the days, the parties or the type, MissingExtra for Parquet without polars.
    """
    notices: list[Notice] = []
    columns_of = _Columns()
    for source in sources:
        left_out: dict[str, int] = defaultdict(int)
        columns_of.extend(_read(source, columns or {}, left_out))
        if left_out:
            told = ", ".join(f"{count:,} {reason}" for reason, count in sorted(left_out.items(), key=lambda item: -item[1]))
            notices.append(Notice(code="load.rows-left-out", message=f"rows without an event between two parties: {told}", where=source))
    return columns_of.table(), tuple(notices)


def events_from_rows(rows: Iterable[EventRow]) -> EventTable:
    """The table of rows, e.g. of those that a ledger gives; rows are taken one by one, so that millions need no list."""
    columns = _Columns()
    columns.extend(rows)
    return columns.table()


class _Columns:
    """Rows of events as they come, kept as numbers: some 60 bytes a row."""

    def __init__(self) -> None:
        self._numbers = {name: array("q") for name in ("day", "actor", "recipient", "type", "quad", "status", "reports", "row")}
        self._names: dict[str, int] = {}
        self._types: dict[str, int] = {}
        self._ids: list[str] = []

    def extend(self, rows: Iterable[EventRow]) -> None:
        """Take in all rows; ids are forgotten once there are more than a million."""
        names, types, numbers = self._names, self._types, self._numbers
        day, actor, recipient, kind, quad, status, reports, place = (numbers[name].append for name in numbers)
        for row in rows:
            day(row.day)
            actor(names.setdefault(row.actor, len(names)))
            recipient(names.setdefault(row.recipient, len(names)))
            kind(types.setdefault(row.type, len(types)))
            quad(row.quad)
            status(STATUSES.index(row.status))
            reports(row.reports)
            place(row.row)
            if len(self._ids) <= _MOST_IDS:
                self._ids.append(row.id)

    def table(self) -> EventTable:
        """The table, names and types in the order of the alphabet."""
        columns = {name: np.array(column, np.int64) for name, column in self._numbers.items()}
        names, types = sorted(self._names), sorted(self._types)
        for coded, listed, fields in ((self._names, names, ("actor", "recipient")), (self._types, types, ("type",))):
            places = np.argsort(np.array([coded[name] for name in listed], np.int64)) if listed else np.zeros(0, np.int64)
            columns |= {field: places[columns[field]] for field in fields}
        kept = len(self._ids) == len(columns["day"]) and any(self._ids)
        return EventTable(names=tuple(names), types=tuple(types), ids=tuple(self._ids) if kept else (), **columns)


def _read(source: str, columns: Mapping[str, str], left_out: dict[str, int]) -> Iterator[EventRow]:
    if "://" in source or Path(source).is_dir():
        yield from rows_of_claims(enumerate(load_claims(source), 1), left_out)
        return
    suffix = Path(source.removesuffix(".gz")).suffix.lower()
    if suffix in _PARQUET:
        yield from _rows_of_table(*_parquet(source), columns, left_out, source)
        return
    try:
        with _open(source) as file:
            start = file.read(1)
            lines = _after(start, file)
            if suffix in _LINES or start == "{":
                yield from _rows_of_lines(lines, source, left_out)
            else:
                yield from _rows_of_table(*_separated(lines, source), columns, left_out, source)
    except (OSError, EOFError, csv.Error, zlib.error) as error:
        raise SourceError(f"{source}: is damaged ({error}); fetch or save it again") from error


def _open(source: str) -> IO[str]:
    try:
        if source == "-":
            return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="")
        if source.endswith(".gz"):
            return gzip.open(source, "rt", encoding="utf-8-sig", errors="replace", newline="")
        return Path(source).open(encoding="utf-8-sig", errors="replace", newline="")
    except FileNotFoundError as error:
        raise SourceError(f"{source}: no such file; give claims as JSON Lines, or a CSV or Parquet file of events") from error
    except OSError as error:
        raise SourceError(f"{source}: cannot be read ({error.strerror})") from error


def _after(start: str, file: IO[str]) -> Iterator[str]:
    for line in file:
        yield start + line
        start = ""


def _rows_of_lines(lines: Iterator[str], source: str, left_out: dict[str, int]) -> Iterator[EventRow]:
    """The rows of JSON Lines: PLOVER records where the first line is one, else claims of ours."""
    first = next((line for line in lines if line.strip()), "")
    try:
        plover = is_plover(json.loads(first)) if first else False
    except (ValueError, RecursionError):
        plover = False
    whole = _with(first, lines)
    if plover:
        yield from rows_of_plover(_records(whole, left_out), left_out)
    else:
        yield from rows_of_claims(_claims(whole, source, left_out), left_out)


def _records(lines: Iterable[str], left_out: dict[str, int]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if is_plover(record):
            yield number, record
        else:
            left_out["no PLOVER record"] += 1


def _claims(lines: Iterable[str], source: str, left_out: dict[str, int]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            claim = json.loads(line)
            check_claim(claim)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            if number == 1:
                raise SourceError(f"{source}:1: is no claim of detente ({error}); write claims with --format jsonl") from error
            left_out["no claim of detente"] += 1
            continue
        yield number, claim


def _separated(lines: Iterator[str], source: str) -> tuple[list[str], Iterator[Mapping[str, str]]]:
    first = next(lines, "")
    if not first.strip():
        raise SourceError(f"{source}: is empty; give a table of events with a header")
    separator = max("\t,;|", key=first[:_SNIFF].count)
    header = next(csv.reader([first], delimiter=separator))
    raw = settings()["raw_gdelt"]
    if separator == "\t" and len(header) in raw["widths"] and header[0].isdigit():
        places = {name: place for name, place in raw.items() if name != "widths"}
        cells = csv.reader(_with(first, lines), delimiter="\t", quoting=csv.QUOTE_NONE)
        return list(places), ({name: row[place] for name, place in places.items()} for row in cells if len(row) in raw["widths"])
    return header, csv.DictReader(lines, fieldnames=header, delimiter=separator, restval="")


def _with(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _parquet(source: str) -> tuple[list[str], Iterator[Mapping[str, Any]]]:
    try:
        import polars as pl
    except ImportError as error:
        raise MissingExtra("Parquet is read with polars; install it with: python -m pip install 'detente[polars]'") from error
    if not Path(source).is_file():
        raise SourceError(f"{source}: no such file; give claims as JSON Lines, or a CSV or Parquet file of events")
    try:
        frame = pl.read_parquet(source)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceError(f"{source}: is no Parquet file ({error})") from error
    return frame.columns, frame.iter_rows(named=True)


def _rows_of_table(
    header: list[str], rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str], left_out: dict[str, int], source: str
) -> Iterator[EventRow]:
    if not columns and is_ledger_table(header):
        yield from rows_of_ledger(rows, left_out)
        return
    layout, chosen = choose_columns(header, columns, name=source)
    codes = Codes(layout, {}, {})
    cell: Callable[[Mapping[str, Any], str], str] = lambda row, name: str(row.get(chosen.get(name, ""), "") or "")  # noqa: E731
    days: dict[str, int | None] = {}
    for number, row in enumerate(rows, 1):
        actor, recipient = codes.actor(cell(row, "actor")), codes.actor(cell(row, "recipient"))
        kind, quad = codes.kind(cell(row, "type"), cell(row, "quad"))
        text = cell(row, "day")
        if text not in days:
            days[text] = _day(text)
        day, status = days[text], cell(row, "status") or "reported"
        fault = (
            "one party only" if not actor or not recipient or actor == recipient else "no day" if day is None
            else "no type that is known" if not quad else "no status that is known" if status not in STATUSES else ""
        )  # fmt: skip
        if fault or day is None:
            left_out[fault] += 1
            continue
        reports = cell(row, "reports")
        many = min(int(reports), _MOST_REPORTS) if reports.isdecimal() else 1
        yield EventRow(day, actor, recipient, kind, quad, status, many, number, printable(cell(row, "id")))


def _day(text: str) -> int | None:
    text = text.strip()
    if len(text) == _DAY_DIGITS and text.isdigit():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        return int(np.datetime64(text[:10], "D").astype(np.int64)) if text[:4].isdecimal() and int(text[:4]) in _YEARS else None
    except ValueError:
        return None
