"""Events in the few fields that counting needs, read without their claims: a million in seconds, those of one pair in milliseconds."""

from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa

from detente.ledger.rollup import CONTESTED, HAPPENED, find_years
from detente.ledger.schema import codes, events, pairs
from detente.records.eventtable import QUADS, Occurrence

_EPOCH = 719_163  # the proleptic ordinal of 1970-01-01
_LATEST = 200  # more events than are announced for days to come
_PLACES = {name: place for place, name in enumerate(QUADS)}
_COLUMNS = (events.c.id, events.c.type, events.c.first, events.c.last, events.c.status, events.c.quad, events.c.origins, events.c.body)


class _Sides(msgspec.Struct):
    """The parties of an event; what else its record holds is skipped, which is half the time of reading."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]


_decoder = msgspec.json.Decoder(tuple[_Sides, msgspec.Raw])


def load_occurrences(connection: sa.Connection) -> Iterator[Occurrence]:
    """All events, in the order of their first days; those without a day come first."""
    return map(_occurrence, connection.execute(sa.select(*_COLUMNS).order_by(events.c.first, events.c.id)))


def load_between(connection: sa.Connection, first: str, second: str) -> Iterator[Occurrence]:
    """The events in which both of two parties take part, in the order of their first days."""
    named = {row.code: row.seq for row in connection.execute(sa.select(codes).where(codes.c.code.in_([first, second])))}
    years = find_years(connection, pairs)
    if len(named) < len({first, second}) or years is None:
        return iter(())
    a, b = sorted(named.values())
    every = [0, *range(years[0], years[1] + 1)]  # naming the years lets the index find the pair in each
    asked = sa.select(*_COLUMNS).join(pairs, pairs.c.event == events.c.id).where(pairs.c.year.in_(every), pairs.c.a == a, pairs.c.b == b)
    return map(_occurrence, connection.execute(asked.order_by(events.c.first, events.c.id)))


def find_last_day(connection: sa.Connection) -> int | None:
    """The day of the latest event that happened or is contested, counted from 1970-01-01, None where there is none."""
    told = HAPPENED | CONTESTED
    # the latest few by the index of days first: SQLite would rather collect all of some statuses and sort them
    latest = connection.execute(sa.select(events.c.first, events.c.status).order_by(events.c.first.desc()).limit(_LATEST))
    found = next((row.first for row in latest if row.status in told and row.first), None)
    if found is None:
        found = connection.execute(sa.select(sa.func.max(events.c.first)).where(events.c.status.in_(sorted(told)))).scalar()
    return int(found) - _EPOCH if found else None


def _occurrence(row: Any) -> Occurrence:  # a row of `events`
    name, kind, first, last, status, quad, origins, body = row
    sides = _decoder.decode(bytes(body))[0]
    return Occurrence(
        name, kind, sides.actors, sides.recipients, first - _EPOCH if first else None, last - _EPOCH if last else None,
        _PLACES.get(quad, 0), status, origins,
    )  # fmt: skip
