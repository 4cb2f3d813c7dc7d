"""What needs all events at once; called in the analyst's process, which keeps them as columns from one question to the next."""

import time

from detente.desk import Ledger
from detente.desk.rows import balance_row, outlook_rows, pivot_rows, tie_rows
from detente.errors import UsageError
from detente.load.layouts import host_states
from detente.records.eventtable import EventTable
from detente.records.wire import Plain
from detente.relations import Parameters, Window, balance, signed_graph
from detente.relations import pivots as pivots_between
from detente.relations.outlook import OutlookParameters, outlook

_SECONDS = 60.0  # a million claims take some seconds to load; an ingest would make every question wait for them
_kept: dict[str, tuple[float, str, EventTable]] = {}
Day = int | None


def find_network(where: str, parties: tuple[str, ...], count: str, hostile: float, first: Day, last: Day) -> tuple[list[Plain], Plain]:
    """The ties of a signed network as rows, and its balance. Raises UsageError where the events cannot answer."""
    table = _table(where)
    _check(parties, table)
    try:
        graph = signed_graph(table, Window(first=first, last=last, hostile=hostile, parties=parties), Parameters(count=count))
        found = balance(graph)
    except ValueError as error:
        raise UsageError(str(error)) from error
    return tie_rows(graph, found), balance_row(graph, found)


def find_pivots(where: str, a: str, b: str, count: str, first: Day, last: Day) -> list[Plain]:
    """Third parties between two as rows. Raises UsageError where the events cannot answer."""
    table = _table(where)
    _check((a, b), table)
    try:
        found = pivots_between(table, a, b, Parameters(count=count), window=Window(first=first, last=last), hosts=host_states())
    except ValueError as error:
        raise UsageError(str(error)) from error
    return pivot_rows(found, count)


def find_outlook(where: str, parties: tuple[str, ...], count: str, horizon: int, top: int, day: Day) -> list[Plain]:
    """What may come next as rows. Raises UsageError where the events cannot answer."""
    table = _table(where)
    _check(parties, table)
    last = day if day is not None else int(table.day.max())
    try:
        return list(outlook_rows(outlook(table, *parties, day=last, parameters=OutlookParameters(horizon=horizon, count=count, top=top))))
    except ValueError as error:
        raise UsageError(str(error)) from error


def _check(parties: tuple[str, ...], table: EventTable) -> None:
    unknown = [party for party in parties if party not in table.names]
    if unknown:
        raise UsageError(f"no event names {unknown[0]}; parties are codes, e.g. {', '.join(table.names[:8])}")


def _table(where: str) -> EventTable:
    """The events of a ledger as they were at most a minute ago. Raises UsageError where there are none between two parties."""
    now, known = time.monotonic(), _kept.get(where)
    if known is None or now - known[0] > _SECONDS:
        with Ledger(where) as ledger:
            version = ledger.version()
            table = known[2] if known and known[1] == version else ledger.table()[0]
        _kept[where] = known = (now, version, table)
    if not len(known[2]):
        raise UsageError("the ledger holds no event between two parties yet")
    return known[2]
