"""Events as they stand: put together from claims, replaced when more is learned, counted by pair and month."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import msgspec
import numpy as np
import sqlalchemy as sa

from detente.ledger.append import insert_rows
from detente.ledger.many import among
from detente.ledger.rollup import COLUMNS, CONTESTED, HAPPENED, Key, Months, add_months, empty_year, number_codes
from detente.ledger.schema import events, members, pairs
from detente.records import Happening, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event as the ledger holds it: what was put together, how it stands, and the class and score (tenths) of its type."""

    happening: Happening
    standing: Standing
    quad: str
    score: int


class _Body(msgspec.Struct, array_like=True):
    happening: Happening
    standing: Standing


_decoder = msgspec.json.Decoder(_Body)


def unpack_event(row: Any) -> Event:  # a row of `events`
    """The event of a row."""
    body = _decoder.decode(bytes(row.body))
    return Event(happening=body.happening, standing=body.standing, quad=row.quad, score=row.score)


def load_events(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Event]:
    """Events by their ids."""
    found: dict[str, Event] = {}
    for some in among(connection, events.c.id, ids):
        found |= {row.id: unpack_event(row) for row in connection.execute(sa.select(events).where(some))}
    return found


def replace_events(connection: sa.Connection, claims: Iterable[str], found: Sequence[Event]) -> None:
    """Puts events in the place of those that held some claims; the counts of pairs and months follow."""
    old: set[str] = set()
    for some in among(connection, members.c.claim, claims):
        old |= set(connection.execute(sa.select(members.c.event).where(some)).scalars())
    before = load_events(connection, old)
    same = {event.happening.id for event in found if before.get(event.happening.id) == event}
    gone = {name: event for name, event in before.items() if name not in same}
    fresh = [event for event in found if event.happening.id not in same]
    numbers = number_codes(connection, (code for event in (*gone.values(), *fresh) for code in _parties(event)))
    for some in among(connection, events.c.id, gone):
        connection.execute(sa.delete(events).where(some))
    for some in among(connection, members.c.event, gone):
        connection.execute(sa.delete(members).where(some))
    keys = [(year, a, b, name) for name, event in gone.items() for year, a, b, _ in _pairs(event, numbers)]
    for start in range(0, len(keys), 400):
        chosen = sa.tuple_(pairs.c.year, pairs.c.a, pairs.c.b, pairs.c.event).in_(keys[start : start + 400])
        connection.execute(sa.delete(pairs).where(chosen))
    insert_rows(connection, events, [_row(event) for event in fresh])
    insert_rows(connection, members, [(claim, event.happening.id) for event in fresh for claim in event.happening.claims], replace=True)
    rows = [
        (year, a, b, first, event.happening.id, event.happening.type, event.standing.status)
        for event in fresh for year, a, b, first in _pairs(event, numbers)
    ]  # fmt: skip
    insert_rows(connection, pairs, rows)
    changes: dict[Key, Months] = {}
    for sign, some_events in ((-1, gone.values()), (1, fresh)):
        for event in some_events:
            _count(event, sign, numbers, changes)
    add_months(connection, changes)


def _row(event: Event) -> tuple[object, ...]:
    happening, standing = event.happening, event.standing
    first, last = _ordinal(happening.first), _ordinal(happening.last)
    body = msgspec.json.encode(_Body(happening, standing))
    return (
        happening.id, happening.type, first, last, standing.status, standing.rule, standing.origins, len(happening.claims), event.quad,
        event.score, body,
    )  # fmt: skip


def _parties(event: Event) -> list[str]:
    return sorted({*event.happening.actors, *event.happening.recipients} - {"---", ""})


def _pairs(event: Event, numbers: dict[str, int]) -> Iterator[tuple[int, int, int, int]]:
    """Under what (year, a, b, first day) an event is looked up: each party alone and any two together."""
    parties = sorted(numbers[code] for code in _parties(event))
    first = _ordinal(event.happening.first)
    year = dt.date.fromordinal(first).year if first else 0
    for a in parties:
        yield year, a, 0, first
    for a, b in combinations(parties, 2):
        yield year, a, b, first


def _count(event: Event, sign: int, numbers: dict[str, int], changes: dict[Key, Months]) -> None:
    happening, status = event.happening, event.standing.status
    if happening.first is None or status not in HAPPENED | CONTESTED or event.quad not in COLUMNS[:4]:
        return
    month = np.zeros(len(COLUMNS), dtype="<i4")
    month[COLUMNS.index(event.quad) if status in HAPPENED else COLUMNS.index("contested")] = sign
    month[COLUMNS.index("claims")] = sign * len(happening.claims)
    month[COLUMNS.index("score")] = sign * event.score if status in HAPPENED else 0
    actors, recipients = ({numbers[code] for code in codes if code in numbers} for codes in (happening.actors, happening.recipients))
    found = {(min(a, b), max(a, b), 1) for a, b in combinations(actors, 2)} if not recipients else set()
    found |= {(a, b, 0) for a in actors for b in recipients if a != b}
    for a, b, mutual in found:
        changes.setdefault((happening.first.year, a, b, mutual), empty_year())[happening.first.month - 1] += month


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else 0
