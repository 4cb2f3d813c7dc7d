"""Appends to a ledger: entries, failures, versions; the same again changes nothing."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from detente.ledger.entry import Entry, Failure, clean, notices_json
from detente.ledger.schema import articles, claims, items, versions
from detente.ledger.words import add_words

_CHUNK = 500  # rows a statement on PostgreSQL, whose driver sends executemany row by row


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch brought: numbers of the articles that were new with their entries."""

    articles: tuple[tuple[int, Entry], ...]
    first_claim: int


def append(connection: sa.Connection, batch: Sequence[Entry | Failure], *, learned: dt.datetime) -> Added:
    """Writes a batch within the caller's transaction; `learned` is the moment that the ledger learns it, with a time zone."""
    entries = [one for one in batch if isinstance(one, Entry)]
    now = stamp(learned)
    fresh = _fresh(connection, entries)
    number = next_number(connection, articles)
    numbered = tuple((number + place, entry) for place, entry in enumerate(fresh))
    first = next_number(connection, claims)
    insert_rows(connection, articles, [_article(seq, entry, now) for seq, entry in numbered])
    rows = [(seq, place, row) for seq, entry in numbered for place, row in enumerate(entry.rows)]
    insert_rows(
        connection, claims, [(first + n, row.id, seq, place, row.type, row.stance, row.first) for n, (seq, place, row) in enumerate(rows)]
    )
    add_words(connection, ((seq, entry.words, entry.stems) for seq, entry in numbered))
    _link_versions(connection, entries, now)
    insert_rows(connection, items, [_item(one, now) for one in batch], replace=True)
    return Added(numbered, first)


def stamp(moment: dt.datetime) -> str:
    """A moment as the ledger writes it: UTC, microseconds, sorts as text."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_stamp(text: str) -> dt.datetime:
    """The moment that `stamp` wrote."""
    return dt.datetime.fromisoformat(text)


def next_number(connection: sa.Connection, table: sa.Table) -> int:
    """The number of the next row of a table; safe because there is one writer."""
    return (connection.execute(sa.select(sa.func.max(table.c.seq))).scalar() or 0) + 1


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[Sequence[object]], *, replace: bool = False) -> None:
    """Inserts rows in the order of the table's columns; those whose key is there are kept, or replaced with `replace`."""
    found = list(rows)
    if not found:
        return
    keys = [column.name for column in table.primary_key]
    others = [column.name for column in table.columns if column.name not in keys]
    if connection.dialect.name == "sqlite":  # plain tuples: twice as fast as SQLAlchemy's dictionaries
        marks = ", ".join("?" * len(table.columns))
        verb = "INSERT OR REPLACE" if replace else "INSERT OR IGNORE"
        connection.exec_driver_sql(f"{verb} INTO {table.name} VALUES ({marks})", [tuple(row) for row in found])
        return
    names = [column.name for column in table.columns]
    if replace:  # one statement may not touch a row twice
        places = [names.index(key) for key in keys]
        found = list({tuple(row[place] for place in places): row for row in found}.values())
    for start in range(0, len(found), _CHUNK):
        statement = postgresql.insert(table).values([dict(zip(names, row, strict=True)) for row in found[start : start + _CHUNK]])
        statement = (
            statement.on_conflict_do_update(index_elements=keys, set_={name: statement.excluded[name] for name in others})
            if replace and others
            else statement.on_conflict_do_nothing()
        )
        connection.execute(statement)


def _fresh(connection: sa.Connection, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that the ledger does not hold, each once."""
    by_id = {entry.id: entry for entry in reversed(entries)}
    known = set(connection.execute(sa.select(articles.c.id).where(articles.c.id.in_(list(by_id)))).scalars())
    return [entry for key, entry in reversed(by_id.items()) if key not in known]


def _article(seq: int, entry: Entry, now: str) -> tuple[object, ...]:
    article = entry.article
    day = article.published.toordinal() if article.published else 0
    return (
        seq, entry.id, article.id, article.language, day, article.published_basis, clean(article.title), clean(article.publisher),
        clean(article.url), now, entry.coder, notices_json(entry.notices), entry.text, entry.told, entry.sketch,
    )  # fmt: skip


def _item(one: Entry | Failure, now: str) -> tuple[object, ...]:
    if isinstance(one, Entry):
        return (clean(one.key), one.digest, "read", one.id, "", "", now)
    return (clean(one.key), one.digest, "failed", "", one.code, clean(one.reason), now)


def _link_versions(connection: sa.Connection, entries: Sequence[Entry], now: str) -> None:
    """Links an article to what the same item held before: an edited page, a corrected row."""
    keys = list({clean(entry.key) for entry in entries})
    asked = sa.select(items.c.key, items.c.article).join(articles, articles.c.id == items.c.article)
    asked = asked.where(items.c.key.in_(keys), items.c.state == "read").order_by(items.c.learned, articles.c.seq)
    last: dict[str, str] = {row.key: row.article for row in connection.execute(asked)}
    rows = []
    for entry in entries:
        key = clean(entry.key)
        if last.get(key, entry.id) != entry.id:
            rows.append((entry.id, last[key], now))
        last[key] = entry.id
    insert_rows(connection, versions, rows)


__all__ = ["Added", "append", "insert_rows", "next_number", "parse_stamp", "stamp"]
