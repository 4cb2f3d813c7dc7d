"""What is looked at page by page: who deals with whom now, what stands in an article, who printed what, what an ingest did.

Each answer costs little however much the ledger holds: counts come from the months of pairs, lists have a limit.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from detente.ledger.asking import Question
from detente.ledger.items import Failed
from detente.ledger.many import chunks
from detente.ledger.rollup import COLUMNS, CONTESTED, HAPPENED, Months, find_years
from detente.ledger.schema import articles, claims, codes, decisions, dyads, events, items, members, origins, pairs, versions

_LATEST = 200  # more events than are announced for days to come


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is known of one printing without its text; `claims` is how many it makes."""

    id: str
    text_id: str
    language: str
    published: dt.date | None
    title: str
    publisher: str
    url: str
    learned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Whoever printed articles of a ledger: how many, from which day to which (None where no day is known)."""

    name: str
    articles: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Mark:
    """An event of a timeline: its id, first day (ordinal), type and status."""

    event: str
    first: int
    type: str
    status: str


def find_now(connection: sa.Connection) -> dt.date | None:
    """The day of the latest event that happened or is contested; what is only announced for later does not count."""
    latest = connection.execute(sa.select(events.c.first, events.c.status).order_by(events.c.first.desc()).limit(_LATEST)).all()
    told = [row.first for row in latest if row.first and row.status in HAPPENED | CONTESTED] or [row.first for row in latest if row.first]
    return dt.date.fromordinal(told[0]) if told else None


def find_version(connection: sa.Connection) -> tuple[int, int]:
    """Two numbers that change when the ledger does: the number of the last article, and how many decisions there are."""
    last = connection.execute(sa.select(sa.func.max(articles.c.seq))).scalar() or 0
    return int(last), int(connection.execute(sa.select(sa.func.count()).select_from(decisions)).scalar() or 0)


def find_codes(connection: sa.Connection) -> dict[int, str]:
    """The codes of all parties by number."""
    return {row.seq: row.code for row in connection.execute(sa.select(codes))}


def load_years(connection: sa.Connection, years: Sequence[int]) -> tuple[npt.NDArray[np.int64], Months]:
    """All pairs of some years: keys (year, a, b, mutual) of n rows, and their months, n by 12 by len(COLUMNS)."""
    asked = sa.select(dyads).where(dyads.c.year.in_(list(years)), dyads.c.a > 0).order_by(dyads.c.year, dyads.c.a, dyads.c.b)
    rows = connection.execute(asked).all()
    keys = np.array([(row.year, row.a, row.b, row.mutual) for row in rows], dtype=np.int64).reshape(-1, 4)
    return keys, np.frombuffer(b"".join(bytes(row.months) for row in rows), dtype="<i4").reshape(-1, 12, len(COLUMNS))


def find_span(connection: sa.Connection) -> tuple[int, int] | None:
    """The first and the last year in which any pair has events, None where none has."""
    return find_years(connection, dyads)


def find_marks(connection: sa.Connection, question: Question, *, most: int) -> list[Mark]:
    """The latest `most` events of a pair (or of one party) as marks of a timeline, the latest first."""
    asked = _of_parties(connection, question, pairs.c.event, pairs.c.first, pairs.c.type, pairs.c.status)
    if asked is None:
        return []
    asked = asked.order_by(pairs.c.year.desc(), pairs.c.first.desc(), pairs.c.event).limit(most)
    return [Mark(row.event, row.first, row.type, row.status) for row in connection.execute(asked)]


def count_marks(connection: sa.Connection, question: Question, *, start: int, width: int) -> list[tuple[int, str, str, int]]:
    """How many events of a pair by stretch of `width` days from `start` (ordinal) on: (stretch, type, status, number)."""
    stretch = (pairs.c.first - start) // width  # whole numbers: both databases divide without a rest
    asked = _of_parties(connection, question, stretch.label("stretch"), pairs.c.type, pairs.c.status, sa.func.count().label("number"))
    if asked is None:
        return []
    asked = asked.where(pairs.c.first >= start).group_by(stretch, pairs.c.type, pairs.c.status)
    return [(int(row.stretch), row.type, row.status, int(row.number)) for row in connection.execute(asked)]


def count_events(connection: sa.Connection, question: Question) -> tuple[int, int, int]:
    """How many events of a pair or party fit, and the first and last of their days (ordinals, 0 where none is known)."""
    asked = _of_parties(connection, question, sa.func.count(), sa.func.min(sa.func.nullif(pairs.c.first, 0)), sa.func.max(pairs.c.first))
    row = connection.execute(asked).one() if asked is not None else (0, 0, 0)
    return int(row[0] or 0), int(row[1] or 0), int(row[2] or 0)


def _of_parties(connection: sa.Connection, question: Question, *columns: Any) -> Any:  # a select of `pairs`, None for strangers
    wanted = sorted(set(question.parties))
    known = {row.code: row.seq for row in connection.execute(sa.select(codes).where(codes.c.code.in_(wanted)))}
    years = find_years(connection, pairs)
    if len(known) < len(wanted) or years is None or not wanted:
        return None
    a, b = [*sorted(known.values()), 0][:2]
    low = max(years[0], question.since.year) if question.since else years[0]
    high = min(years[1], question.until.year) if question.until else years[1]
    asked = sa.select(*columns).where(pairs.c.year.in_([*range(low, high + 1)]), pairs.c.a == a, pairs.c.b == b)
    if question.since:
        asked = asked.where(pairs.c.first >= question.since.toordinal())
    if question.until:
        asked = asked.where(pairs.c.first <= question.until.toordinal())
    if question.types:
        asked = asked.where(pairs.c.type.in_(question.types))
    return asked.where(pairs.c.status.in_(question.statuses)) if question.statuses else asked


def find_events_of(connection: sa.Connection, names: Iterable[str]) -> dict[str, str]:
    """The event in which each of some claims stands."""
    found: dict[str, str] = {}
    for some in chunks(names):
        found |= {row.claim: row.event for row in connection.execute(sa.select(members).where(members.c.claim.in_(some)))}
    return found


def find_printing(connection: sa.Connection, name: str) -> str | None:
    """The printing of an id of a printing, of a text, or of a claim, None where there is none."""
    asked = sa.select(articles.c.id).where((articles.c.id == name) | (articles.c.text_id == name))
    found = connection.execute(asked.order_by(articles.c.published, articles.c.id).limit(1)).scalar()
    if found is None:
        held = sa.select(articles.c.id).join(claims, claims.c.article == articles.c.seq).where(claims.c.id == name)
        found = connection.execute(held.order_by(articles.c.published, articles.c.id).limit(1)).scalar()
    return str(found) if found is not None else None


_HEAD = (
    articles.c.id, articles.c.text_id, articles.c.language, articles.c.published, articles.c.title, articles.c.publisher, articles.c.url,
    articles.c.learned,
)  # fmt: skip


def find_heads(connection: sa.Connection, column: str, values: Iterable[str], *, limit: int = 400) -> list[Head]:
    """The printings by a column, `id`, `text_id` or `publisher`, the earliest first."""
    found: list[Head] = []
    for some in chunks(values):
        asked = sa.select(*_HEAD).where(articles.c[column].in_(some)).limit(limit)
        found += [_head(row) for row in connection.execute(asked)]
    return sorted(found, key=lambda one: (one.published or dt.date.max, one.id))[:limit]


def find_latest(connection: sa.Connection, *, limit: int, publisher: str | None = None) -> list[Head]:
    """The printings that the ledger learned last, the latest first."""
    asked = sa.select(*_HEAD).order_by(articles.c.seq.desc()).limit(limit)
    if publisher is not None:
        asked = sa.select(*_HEAD).where(articles.c.publisher == publisher).order_by(articles.c.published.desc(), articles.c.id).limit(limit)
    return [_head(row) for row in connection.execute(asked)]


def _head(row: Any) -> Head:  # a row of the columns of _HEAD
    day = dt.date.fromordinal(row.published) if row.published else None
    return Head(
        id=row.id, text_id=row.text_id, language=row.language, published=day, title=row.title, publisher=row.publisher, url=row.url,
        learned=row.learned,
    )  # fmt: skip


def find_copies_of(connection: sa.Connection, text: str) -> list[str]:
    """The texts that go back to one origin with a text, itself among them."""
    origin = connection.execute(sa.select(origins.c.origin).where(origins.c.article == text)).scalar()
    if origin is None:
        return [text]
    return sorted({text, *connection.execute(sa.select(origins.c.article).where(origins.c.origin == origin)).scalars()})


def find_versions_of(connection: sa.Connection, printing: str) -> tuple[list[str], list[str]]:
    """The printings that a printing took the place of, and those that took its place."""
    before = connection.execute(sa.select(versions.c.previous).where(versions.c.article == printing)).scalars()
    after = connection.execute(sa.select(versions.c.article).where(versions.c.previous == printing)).scalars()
    return sorted(before), sorted(after)


def count_publishers(connection: sa.Connection) -> list[Publisher]:
    """All who printed something, those with most articles first."""
    number = sa.func.count().label("number")
    asked = sa.select(
        articles.c.publisher, number, sa.func.min(sa.func.nullif(articles.c.published, 0)).label("first"),
        sa.func.max(articles.c.published).label("last"),
    ).group_by(articles.c.publisher).order_by(number.desc(), articles.c.publisher)  # fmt: skip
    return [
        Publisher(
            name=row.publisher, articles=int(row.number), first=dt.date.fromordinal(row.first) if row.first else None,
            last=dt.date.fromordinal(row.last) if row.last else None,
        )
        for row in connection.execute(asked)
    ]  # fmt: skip


def count_items(connection: sa.Connection) -> tuple[dict[str, int], dict[str, int]]:
    """How many items were read and failed, and the failed ones by code."""
    states = connection.execute(sa.select(items.c.state, sa.func.count()).group_by(items.c.state))
    reasons = sa.select(items.c.code, sa.func.count()).where(items.c.state == "failed").group_by(items.c.code)
    return {row[0]: int(row[1]) for row in states}, {row[0]: int(row[1]) for row in connection.execute(reasons)}


def count_rows(connection: sa.Connection) -> dict[str, int]:
    """How many articles, claims, events and decisions there are; articles and claims by the number of the last, for none is taken away."""
    last = {
        name: int(connection.execute(sa.select(sa.func.max(table.c.seq))).scalar() or 0)
        for name, table in (("articles", articles), ("claims", claims))
    }
    whole = {
        name: int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0)
        for name, table in (("events", events), ("decisions", decisions))
    }
    return last | whole


def count_statuses(connection: sa.Connection) -> dict[str, int]:
    """How many events there are of each status."""
    asked = sa.select(events.c.status, sa.func.count()).group_by(events.c.status)
    return {row[0]: int(row[1]) for row in connection.execute(asked)}


def find_late_failures(connection: sa.Connection, *, limit: int) -> list[Failed]:
    """The items that failed last, the latest first."""
    asked = sa.select(items.c.key, items.c.code, items.c.reason, items.c.learned).where(items.c.state == "failed")
    return [Failed(**row) for row in connection.execute(asked.order_by(items.c.learned.desc(), items.c.key).limit(limit)).mappings()]
