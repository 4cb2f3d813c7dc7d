"""What is asked of a ledger: events by parties, time, type and status; articles by their words; counts; what is wrong."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from detente.ledger.rollup import find_years
from detente.ledger.schema import articles, claims, codes, decisions, events, items, members, meta, pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which events: of all parties named, from `since` to `until` (days, both included), of some types and statuses; limit 0 is none.

    `after` is the place of the last event seen, its first day (ordinal, 0 unknown) and id: only what comes behind it is asked for.
    """

    parties: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    limit: int = 0
    after: tuple[int, str] | None = None


def find_events(connection: sa.Connection, question: Question) -> list[str]:
    """The ids of the events asked for, the latest first."""
    if not question.parties:
        return _of_all(connection, question)
    wanted = sorted(set(question.parties))
    known = {row.code: row.seq for row in connection.execute(sa.select(codes).where(codes.c.code.in_(wanted)))}
    if len(known) < len(wanted):
        return []
    numbers = sorted(known.values())
    found = _of_pair(connection, question, numbers[0], numbers[1] if len(numbers) > 1 else 0)
    for number in numbers[2:]:
        others = set(_of_pair(connection, question, numbers[0], number))
        found = [name for name in found if name in others]
    return found[: question.limit] if question.limit else found


def _of_all(connection: sa.Connection, question: Question) -> list[str]:
    """Of several statuses each by itself: then an index gives the latest of each, where all together would be collected and sorted."""
    parts = [replace(question, statuses=(status,)) for status in question.statuses] if question.limit else []
    found: list[tuple[int, str]] = []
    for part in parts or [question]:
        asked = sa.select(events.c.first, events.c.id).where(*_filters(events, part, events.c.id))
        asked = asked.order_by(events.c.first.desc(), events.c.id)
        found += [(-first, name) for first, name in connection.execute(asked.limit(part.limit) if part.limit else asked)]
    return [name for _, name in sorted(set(found))[: question.limit or None]]


def _of_pair(connection: sa.Connection, question: Question, a: int, b: int) -> list[str]:
    """From the latest years on, more of them at each step, so that a short answer costs little and a rare one few steps."""
    found: list[str] = []
    short = question.limit if len(set(question.parties)) <= 2 else 0
    for years in _steps(_years(connection, question)) if short else [_years(connection, question)]:
        there = (pairs.c.year.in_(years), pairs.c.a == a, pairs.c.b == b)
        asked = sa.select(pairs.c.event).where(*there, *_filters(pairs, question, pairs.c.event))
        asked = asked.order_by(pairs.c.first.desc(), pairs.c.event)
        found += connection.execute(asked.limit(short - len(found)) if short else asked).scalars()
        if short and len(found) >= short:
            break
    return found


def _steps(years: list[int]) -> Iterator[list[int]]:
    """Years in lists of one, two, four ..."""
    begin, size = 0, 1
    while begin < len(years):
        yield years[begin : begin + size]
        begin, size = begin + size, 2 * size


def _years(connection: sa.Connection, question: Question) -> list[int]:
    """The years that can hold an answer, the latest first; 0, of events without a day, comes last, not after two thousand empty years."""
    years = find_years(connection, pairs)
    if years is None:
        return []
    low, high = years
    begin = connection.execute(sa.select(sa.func.min(pairs.c.year)).where(pairs.c.year > 0)).scalar() or 1
    last = min(high, question.until.year) if question.until else high
    if question.after:
        last = min(last, dt.date.fromordinal(question.after[0]).year if question.after[0] else 0)
    first = max(begin, question.since.year) if question.since else begin
    undated = [] if low or question.since or question.until else [0]
    return [*range(last, first - 1, -1), *undated]


def _filters(table: sa.Table, question: Question, name: sa.Column[str]) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if question.after:
        day, last = question.after
        # the day by itself first: with it the index is entered at the right place
        found += [table.c.first <= day, (table.c.first < day) | (name > last)]
    if question.since:
        found.append(table.c.first >= question.since.toordinal())
    if question.until:
        found.append(table.c.first.between(1, question.until.toordinal()))
    if question.types:
        found.append(table.c.type.in_(question.types))
    if question.statuses:
        found.append(table.c.status.in_(question.statuses))
    return found


def find_event_of(connection: sa.Connection, name: str) -> str | None:
    """The event of an id: of an event, of a claim, or the beginning of one that no other shares; None where there is none."""
    exact = connection.execute(sa.select(members.c.event).where(members.c.claim == name)).scalar()
    if exact or len(name) < 4:
        return str(exact) if exact else None
    like = sa.select(members.c.event).where(members.c.claim >= name, members.c.claim < name + "~").limit(50)
    found = set(connection.execute(like).scalars())
    return str(found.pop()) if len(found) == 1 else None


def find_printings(connection: sa.Connection, claim_ids: Sequence[str]) -> dict[str, list[str]]:
    """The printings in which each claim stands."""
    found: dict[str, list[str]] = {}
    asked = sa.select(claims.c.id, articles.c.id).join(articles, articles.c.seq == claims.c.article).where(claims.c.id.in_(claim_ids))
    for claim, printing in connection.execute(asked.order_by(articles.c.published, articles.c.id)):
        found.setdefault(claim, []).append(printing)
    return found


def find_printing_of(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The ids of articles by their numbers."""
    asked = sa.select(articles.c.seq, articles.c.id).where(articles.c.seq.in_(numbers))
    return {row.seq: row.id for row in connection.execute(asked)}


def count_all(connection: sa.Connection) -> dict[str, dict[str, int]]:
    """How much a ledger holds, by heading and name."""
    def by(column: sa.Column[str]) -> dict[str, int]:
        asked = sa.select(column, sa.func.count()).group_by(column).order_by(sa.func.count().desc(), column)
        return {str(name): int(number) for name, number in connection.execute(asked)}

    tables = (("articles", articles), ("claims", claims), ("events", events), ("decisions", decisions))
    whole = {name: int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0) for name, table in tables}
    return {
        "ledger": whole, "articles by language": by(articles.c.language), "events by status": by(events.c.status),
        "events by type": by(events.c.type), "claims by stance": by(claims.c.stance), "items": by(items.c.state),
    }  # fmt: skip


def find_faults(connection: sa.Connection) -> list[str]:
    """What is wrong with a ledger, in words; nothing where all is well."""
    faults: list[str] = []
    if connection.dialect.name == "sqlite":
        told = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        faults += [f"damaged: {line}" for line in told if line != "ok"]
    if connection.execute(sa.select(meta.c.value).where(meta.c.key == "stale")).scalar():
        faults.append("events wait to be put together; `detente doctor --rebuild` does it")
    lost = sa.select(sa.func.count(sa.distinct(claims.c.id))).where(~sa.exists().where(members.c.claim == claims.c.id))
    alone = sa.select(sa.func.count()).select_from(members).where(~sa.exists().where(events.c.id == members.c.event))
    whole = sa.select(sa.func.count()).select_from(members).scalar_subquery()
    counts = sa.select(sa.func.coalesce(sa.func.sum(events.c.claims), 0) - whole)
    named = ((lost, "claims that stand in no event"), (alone, "claims whose event is missing"), (counts, "claims counted wrongly"))
    for asked, words in named:
        number = connection.execute(asked).scalar() or 0
        if number:
            faults.append(f"{number} {words}; `detente doctor --rebuild` mends it")
    return faults
