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
from detente.relations.outlook import OutlookParameters, learn_outlook, outlook
from detente.relations.outlook_chances import Chances, Thin

_SECONDS = 240.0  # a million claims take some seconds to load; an ingest would make every question wait for them
_DAYS_LEARNT = 4
_kept: dict[str, tuple[float, str, EventTable]] = {}
_learnt: dict[tuple[int, int, str], tuple[EventTable, Chances | Thin]] = {}
Day = int | None


def find_network(where: str, parties: tuple[str, ...], count: str, hostile: float, first: Day, last: Day) -> tuple[list[Plain], Plain]:
    """The ties of a signed network as rows, and its balance. Raises UsageError where the events cannot answer."""
    table = _table(where)
    _check(parties, table)
    inside = (table.day >= (first if first is not None else table.day[0])) & (table.day <= (last if last is not None else table.day[-1]))
    table = table.where(inside)  # first, because the rest goes over all events several times
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
    parameters = OutlookParameters(horizon=horizon, count=count, top=top)
    try:
        learned = _learn(where, last, horizon, count)
        return list(outlook_rows(outlook(table, *parties, day=last, parameters=parameters, learned=learned)))
    except ValueError as error:
        raise UsageError(str(error)) from error


def _learn(where: str, day: int, horizon: int, count: str) -> Chances | Thin:
    """What outlooks of a day rest on: seconds of work, kept for the next party as long as the events are."""
    table, key = _table(where), (day, horizon, count)
    if key not in _learnt or _learnt[key][0] is not table:
        while len(_learnt) >= _DAYS_LEARNT:
            _learnt.pop(next(iter(_learnt)))
        _learnt[key] = (table, learn_outlook(table, day=day, parameters=OutlookParameters(horizon=horizon, count=count)))
    return _learnt[key][1]


def _check(parties: tuple[str, ...], table: EventTable) -> None:
    unknown = [party for party in parties if party not in table.names]
    if unknown:
        raise UsageError(f"no event names {unknown[0]}; parties are codes, e.g. {', '.join(table.names[:8])}")


def _table(where: str) -> EventTable:
    """The events of a ledger in the order of their days, as they were a few minutes ago, but with every decision.

    Raises UsageError where there are none between two parties.
    """
    now, known = time.monotonic(), _kept.get(where)
    with Ledger(where) as ledger:
        version = ledger.version()
        decided = version.partition(".")[2]
        if known is None or known[1].partition(".")[2] != decided or (known[1] != version and now - known[0] > _SECONDS):
            _kept[where] = known = (now, version, ledger.table()[0])
    if not len(known[2]):
        raise UsageError("the ledger holds no event between two parties yet")
    return known[2]
