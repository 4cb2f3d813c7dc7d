"""Events with their claims as they stand now, or as they were known on a day."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from detente.desk.found import EventFound
from detente.errors import UsageError
from detente.records import Happening, Told

_LAST_DAY = dt.date.max.toordinal()


def find_now(connection: Any, ids: Sequence[str]) -> Iterator[EventFound]:
    """The events of some ids with their claims, in the order of the ids."""
    from detente.ingest.assemble import load_claims
    from detente.ledger.events import load_events

    events = load_events(connection, ids)
    told = load_claims(connection, (claim for event in events.values() for claim in event.happening.claims))
    for name in ids:
        event = events[name]
        claims = tuple(told[claim] for claim in event.happening.claims)
        yield EventFound(event=event.happening, standing=event.standing, claims=claims)


def find_as_of(connection: Any, ids: Sequence[str], day: dt.date, clock: str, asked: Any, statuses: Sequence[str]) -> Iterator[EventFound]:
    """The events as they were known at the end of a day: put together from the claims known then."""
    from detente.assembly import join_claims, judge, withdraw
    from detente.ingest.assemble import load_claims, spread
    from detente.ledger.derived import find_component, keep_known, load_decisions
    from detente.ledger.events import load_events

    wanted = {claim for event in load_events(connection, ids).values() for claim in event.happening.claims}
    decided = [one for one in load_decisions(connection) if one.at.astimezone(dt.UTC).date() <= day]
    names, links = find_component(connection, keep_known(connection, wanted, day, clock), decided)
    known = keep_known(connection, names, day, clock)
    told = {one.id: one for one in withdraw(load_claims(connection, known, decided).values(), decided) if known_on(one, day, clock)}
    events = join_claims(told.values(), decided, spread(connection, links, decided, names, set(told)))
    for event in sorted(events, key=lambda one: (-(one.first.toordinal() if one.first else 0), one.id)):
        rows = tuple(told[claim] for claim in event.claims)
        standing = judge(rows, as_of=day, clock=clock)
        if fits(event, asked) and (not statuses or standing.status in statuses):
            yield EventFound(event=event, standing=standing, claims=rows)


def find_after(found: Iterator[EventFound], place: tuple[int, str] | None) -> Iterator[EventFound]:
    """Those of some events, the latest first, that come after a place."""
    for one in found:
        day, name = one.event.first.toordinal() if one.event.first else 0, one.event.id
        if place is None or (-day, name) > (-place[0], place[1]):
            yield one


def parse_place(value: str) -> tuple[int, str] | None:
    """The first day (ordinal) and id that `EventFound.place` wrote, None for "". Raises UsageError."""
    if not value:
        return None
    day, _, name = value.partition("-")
    if not (day.isascii() and day.isdigit() and len(day) <= 7 and int(day) <= _LAST_DAY and name):
        raise UsageError(f"{value!r} is no place to go on from; take that of the last event seen")
    return int(day), name


def fits(event: Happening, question: Any) -> bool:
    """Whether an event is one of those that a question asks for by parties, types and days."""
    first = event.first
    return (
        set(question.parties) <= {*event.actors, *event.recipients}
        and (not question.types or event.type in question.types)
        and (question.since is None or (first is not None and first >= question.since))
        and (question.until is None or (first is not None and first <= question.until))
    )


def known_on(told: Told, day: dt.date, clock: str) -> bool:
    """Whether a claim was known at the end of a day: printed by then, or in the ledger by then."""
    learned = told.learned.astimezone(dt.UTC).date()
    return (told.said if clock == "said" and told.said else learned) <= day
