"""What was tried: every item with how it ended, so that nothing is read twice and nothing is dropped without a word."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from detente.ledger.entry import clean
from detente.ledger.schema import items


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An item that could not be read, e.g. key "/news/a.txt", code "source", reason "is empty; give a file that holds an article"."""

    key: str
    code: str
    reason: str
    learned: str


def known_items(connection: sa.Connection, keys: Sequence[str]) -> dict[tuple[str, str], str]:
    """How items ended, `read` or `failed`, by key and digest."""
    by_clean = {clean(key): key for key in keys}
    found = connection.execute(sa.select(items.c.key, items.c.digest, items.c.state).where(items.c.key.in_(list(by_clean))))
    return {(by_clean[key], digest): state for key, digest, state in found}


def find_failed(connection: sa.Connection, *, limit: int = 0) -> list[Failed]:
    """The items that failed and were not read since, latest first; `limit` 0 gives all."""
    later = items.alias()
    read = sa.exists().where(later.c.key == items.c.key, later.c.state == "read", later.c.learned > items.c.learned)
    asked = (
        sa.select(items.c.key, items.c.code, items.c.reason, items.c.learned)
        .where(items.c.state == "failed", ~read)
        .order_by(items.c.learned.desc(), items.c.key)
    )
    return [Failed(**row) for row in connection.execute(asked.limit(limit) if limit else asked).mappings()]
