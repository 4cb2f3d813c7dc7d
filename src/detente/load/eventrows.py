"""Events of a ledger as `detente export` and `detente ask` wrote them (CSV, Parquet, PLOVER records), back to rows."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations, product
from typing import Any

from detente.load.claimrows import EventRow
from detente.load.layouts import Codes, printable
from detente.records.eventtable import STATUSES

_COLUMNS = frozenset(("id", "first", "last", "type", "actors", "recipients", "status"))
_NOBODY = ("---", "")
_LONGEST = 366  # days: what is only known to lie in a longer time has no place in a series of months
_EPOCH = dt.date(1970, 1, 1)


def is_ledger_table(header: Iterable[str]) -> bool:
    """Whether a table is one of events of a ledger, by its columns."""
    return set(header) >= _COLUMNS


def rows_of_ledger(rows: Iterable[Mapping[str, Any]], left_out: dict[str, int]) -> Iterator[EventRow]:
    """The rows of a table of events, one a pair of parties; what is shared counts in both directions. `left_out` counts what gives none."""
    codes = Codes("", {}, {})
    for number, row in enumerate(rows, 1):
        kind, quad = codes.kind(_text(row["type"]), _text(row.get("quad")))
        yield from _rows(
            number, left_out, id_=_text(row["id"]), days=(_day(row["first"]), _day(row["last"])), kind=(kind, quad),
            sides=(_listed(row["actors"]), _listed(row["recipients"])), status=_text(row["status"]), reports=_text(row.get("origins")),
        )  # fmt: skip


def is_plover(record: Any) -> bool:  # of any line of JSON
    """Whether something is a record of an event as the PLOVER manual lays it out."""
    return isinstance(record, Mapping) and {"id", "date", "actor", "event"} <= set(record) and isinstance(record["event"], list)


def rows_of_plover(records: Iterable[tuple[int, Mapping[str, Any]]], left_out: dict[str, int]) -> Iterator[EventRow]:
    """The rows of PLOVER records; status and number of origins come from our `comment`, "reported" and 1 where it has none."""
    codes = Codes("", {}, {})
    for number, record in records:
        try:
            told = dict(part.split("=", 1) for part in str(record.get("comment", "")).split("; ") if "=" in part)
            kind = codes.kind(str(record["event"][0]), str(record.get("quad_code") or ""))
            sides = tuple(tuple(str(one["code"]) for one in record.get(side) or ()) for side in ("actor", "recipient"))
            days = _day(record["date"]), _day(record.get("enddate") or record["date"])
        except (KeyError, IndexError, TypeError, AttributeError):
            left_out["no PLOVER record"] += 1
            continue
        yield from _rows(
            number, left_out, id_=str(record["id"]), days=days, kind=kind, sides=(sides[0], sides[1]),
            status=told.get("status", "reported"), reports=told.get("origins", "1"),
        )  # fmt: skip


def _rows(
    number: int, left_out: dict[str, int], *, id_: str, days: tuple[int | None, int | None], kind: tuple[str, int],
    sides: tuple[tuple[str, ...], tuple[str, ...]], status: str, reports: str,
) -> Iterator[EventRow]:  # fmt: skip
    actors, recipients = (tuple(sorted({printable(code) for code in side} - set(_NOBODY))) for side in sides)
    pairs = tuple((a, b) for a, b in (product(actors, recipients) if recipients else permutations(actors, 2)) if a != b)
    first, last = days
    fault = (
        "no day" if first is None or last is None or last - first > _LONGEST else "one party only" if not pairs
        else "no type that is known" if not kind[1] else "no status that is known" if status not in STATUSES else ""
    )  # fmt: skip
    if fault or first is None:
        left_out[fault] += 1
        return
    many = max(1, int(reports)) if reports.isdecimal() and len(reports) < 7 else 1
    for actor, recipient in pairs:
        yield EventRow(first, actor, recipient, kind[0], kind[1], status, many, number, printable(id_))


def _text(value: Any) -> str:  # a cell of CSV or Parquet
    return "" if value is None else str(value)


def _listed(value: Any) -> tuple[str, ...]:  # a list of Parquet, or a cell of CSV that joins one
    return tuple(map(str, value)) if isinstance(value, list | tuple) else tuple(_text(value).split("; "))


def _day(value: Any) -> int | None:  # a date, a day in ISO form, or nothing
    if isinstance(value, dt.date):
        return (dt.date(value.year, value.month, value.day) - _EPOCH).days
    try:
        return (dt.date.fromisoformat(_text(value)[:10]) - _EPOCH).days
    except ValueError:
        return None
