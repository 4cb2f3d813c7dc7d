"""The events of a ledger as the analysis of relations takes them: all of them as columns, or one pair's with the world's counts beside."""

import datetime as dt
from collections import defaultdict
from typing import Any

import numpy as np

from detente.ledger.occurrences import find_last_day, load_between, load_occurrences
from detente.ledger.rollup import COLUMNS, find_dyad, find_world
from detente.load.claimrows import rows_of_events
from detente.load.eventfile import events_from_rows
from detente.records import Notice
from detente.records.eventtable import QUADS, EventTable
from detente.relations import Parameters, Trajectory, WorldCounts, trajectory

_CLASSES = [COLUMNS.index(name) for name in QUADS[1:]]
_JANUARY = 1970 * 12


def load_table(connection: Any, where: str, pair: tuple[str, ...] = ()) -> tuple[EventTable, tuple[Notice, ...]]:
    """All events of a ledger, or those between two parties, as columns, and what was left out; `connection` is one of SQLAlchemy."""
    left_out: dict[str, int] = defaultdict(int)
    found = load_between(connection, pair[0], pair[1]) if pair else load_occurrences(connection)
    rows = rows_of_events(found, left_out)
    table = events_from_rows((row for row in rows if row.actor in pair and row.recipient in pair) if pair else rows)
    if not left_out:
        return table, ()
    told = ", ".join(f"{count:,} {reason}" for reason, count in sorted(left_out.items(), key=lambda item: -item[1]))
    return table, (Notice(code="load.rows-left-out", message=f"events that are none between two parties: {told}", where=where),)


def load_world(connection: Any, a: str, b: str) -> WorldCounts | None:
    """How many events of each class the world and a pair have by month, None where the ledger has no event of either."""
    years, last = find_world(connection), find_last_day(connection)
    if not years or last is None:
        return None
    first, end = years[0][0], years[-1][0] + 1
    counts = np.zeros(((end - first) * 12, 4), np.int64)
    own = np.zeros_like(counts)
    for year, months in years:
        counts[_rows(year - first)] = months[:, _CLASSES]
    for _, _, together, year, months in find_dyad(connection, a, b):
        own[_rows(year - first)] += months[:, _CLASSES] * (1 + together)
    return WorldCounts(first=first * 12 - _JANUARY, counts=counts, own=own, last=last)


def _rows(year: int) -> slice:
    return slice(year * 12, year * 12 + 12)


def relate(connection: Any, a: str, b: str, parameters: Parameters, until: dt.date | None) -> Trajectory:
    """How the relation of two parties moved by a ledger, with nothing later than a day; `connection` is one of SQLAlchemy.

    Raises ValueError as `trajectory` does.
    """
    table, world = load_table(connection, "", (a, b))[0], load_world(connection, a, b)
    if until is not None:
        day = (until - dt.date(1970, 1, 1)).days
        table = table.where(table.day <= day)
        world = world and world.until(day)
    return trajectory(table, a, b, parameters, world=world)
