"""What a ledger learned in some days: the events that claims, corrections or decisions of these days touched."""

import datetime as dt

import sqlalchemy as sa

from detente.ledger.append import stamp
from detente.ledger.decide import reach
from detente.ledger.derived import load_decisions
from detente.ledger.many import chunks
from detente.ledger.schema import articles, claims, members, versions


def find_touched(connection: sa.Connection, first: dt.date, last: dt.date, clock: str) -> list[str]:
    """The ids of the events of which something became known from `first` to `last` (both included), in order.

    With the clock `said` a claim becomes known on the day that it was printed, where that is known; else, and with `learned`, on the day
    on which the ledger learned it (UTC). Corrections of articles and decisions of analysts count on the day on which they came.
    """
    low, high = _start(first), _start(last + dt.timedelta(1))
    learned = sa.and_(articles.c.learned >= low, articles.c.learned < high)
    printed = articles.c.published.between(first.toordinal(), last.toordinal())
    known = learned if clock == "learned" else sa.or_(printed, sa.and_(articles.c.published == 0, learned))
    found = _events_of(connection, known)
    corrected = sa.select(versions.c.previous).where(versions.c.learned >= low, versions.c.learned < high)
    found |= _events_of(connection, articles.c.id.in_(corrected))
    touched = {
        claim for one in load_decisions(connection) if first <= one.at.astimezone(dt.UTC).date() <= last for claim in reach(connection, one)
    }
    for some in chunks(touched):
        found |= set(connection.execute(sa.select(members.c.event).where(members.c.claim.in_(some))).scalars())
    return sorted(found)


def _events_of(connection: sa.Connection, which: sa.ColumnElement[bool]) -> set[str]:
    asked = sa.select(members.c.event).distinct().join(claims, claims.c.id == members.c.claim)
    return set(connection.execute(asked.join(articles, articles.c.seq == claims.c.article).where(which)).scalars())


def _start(day: dt.date) -> str:
    return stamp(dt.datetime.combine(day, dt.time(), dt.UTC))
