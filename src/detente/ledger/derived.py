"""Rows that are derived from the facts: copies, origins, blocks, links between claims; all can be rebuilt."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from detente.ledger.append import insert_rows, parse_stamp
from detente.ledger.entry import clean
from detente.ledger.many import among
from detente.ledger.pack import unpack_text, unpack_told
from detente.ledger.schema import (
    DERIVED,
    articles,
    claims,
    copies,
    decisions,
    links,
    members,
    meta,
    origins,
    versions,
)
from detente.records import CopyLink, Decision, Link, Told

_NEVER = 9_999_999  # a printing without a day comes after all others


def load_told(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Told]:
    """Claims by id as the assembly takes them: with the moment of learning, the origin, and the moment since when they count no more.

    Of several printings of one text the first published that still stands speaks, so that the order in which they came does not matter.
    """
    a, c = articles.c, claims.c
    asked = sa.select(c.id, c.place, a.seq, a.id.label("printing"), a.text_id, a.published, a.learned).join(articles, a.seq == c.article)
    found = [row for some in among(connection, c.id, ids) for row in connection.execute(asked.where(some))]
    gone = _withdrawn(connection, {row.printing for row in found})
    best: dict[str, tuple[tuple[bool, int, str], Any]] = {}
    for row in found:
        rank = (row.printing in gone, row.published or _NEVER, row.printing)
        if row.id not in best or rank < best[row.id][0]:
            best[row.id] = (rank, row)
    rows = [row for _, row in best.values()]
    told = _told_of(connection, {row.seq for row in rows})
    origin = _pick(connection, origins, "article", "origin", {row.text_id for row in rows})
    return {
        row.id: _placed(
            told[row.seq][row.place], parse_stamp(row.learned), origin.get(row.text_id, row.text_id),
            parse_stamp(gone[row.printing]) if row.printing in gone else None,
        )
        for row in rows
    }  # fmt: skip


def _placed(one: Told, learned: dt.datetime, origin: str, withdrawn: dt.datetime | None) -> Told:
    """A claim with what the ledger knows of it; written out because `dataclasses.replace` takes four times as long."""
    return Told(
        claim=one.claim, said=one.said, learned=learned, origin=origin, credit=one.credit, publisher=one.publisher, accusing=one.accusing,
        headline=one.headline, words=one.words, marks=one.marks, quantities=one.quantities, caveats=one.caveats, withdrawn=withdrawn,
    )  # fmt: skip


def keep_known(connection: sa.Connection, ids: Iterable[str], day: dt.date, clock: str) -> set[str]:
    """Those of some claims that a printing may have made known by the end of a day; saves unpacking all that came later."""
    a, c = articles.c, claims.c
    learned = a.learned < (day + dt.timedelta(1)).isoformat() if day < dt.date.max else sa.true()
    said = a.published.between(1, day.toordinal()) | ((a.published == 0) & learned)
    known: set[str] = set()
    for some in among(connection, c.id, ids):
        asked = sa.select(c.id).join(articles, a.seq == c.article).where(some, said if clock == "said" else learned)
        known |= set(connection.execute(asked).scalars())
    return known


def _told_of(connection: sa.Connection, numbers: Iterable[int]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = {}
    for some in among(connection, articles.c.seq, numbers):
        for row in connection.execute(sa.select(articles.c.seq, articles.c.told).where(some)):
            found[row.seq] = unpack_told(row.told)
    return found


def _pick(connection: sa.Connection, table: sa.Table, key: str, value: str, keys: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in among(connection, table.c[key], keys):
        for row in connection.execute(sa.select(table.c[key], table.c[value]).where(some)):
            found[row[0]] = row[1]
    return found


def _withdrawn(connection: sa.Connection, printings: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in among(connection, versions.c.previous, printings):
        asked = sa.select(versions.c.previous, sa.func.min(versions.c.learned)).where(some)
        found |= {row[0]: row[1] for row in connection.execute(asked.group_by(versions.c.previous))}
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article as it is stored, unpacked, with the ids of its claims in the order of the text."""

    seq: int
    id: str
    text_id: str
    language: str
    published: dt.date | None
    title: str
    publisher: str
    url: str
    learned: str
    text: str
    claims: tuple[str, ...]


def load_articles(connection: sa.Connection, size: int, *, ids: Iterable[str] | None = None) -> Iterator[list[StoredArticle]]:
    """All articles in the order of their numbers, or those of some printings, `size` at a time."""
    last = 0
    while True:
        asked = sa.select(articles).where(articles.c.seq > last).order_by(articles.c.seq).limit(size)
        rows = list(connection.execute(asked if ids is None else asked.where(articles.c.id.in_(list(ids)))))
        if not rows:
            return
        last = rows[-1].seq
        yield [_stored(row) for row in rows]


def _stored(row: Any) -> StoredArticle:  # a row of `articles`
    day = dt.date.fromordinal(row.published) if row.published else None
    return StoredArticle(
        seq=row.seq, id=row.id, text_id=row.text_id, language=row.language, published=day, title=row.title, publisher=row.publisher,
        url=row.url, learned=row.learned, text=unpack_text(row.text), claims=tuple(told.id for told in unpack_told(row.told)),
    )  # fmt: skip


def drop_all(connection: sa.Connection) -> None:
    """Empties all derived tables."""
    for table in DERIVED:
        connection.execute(sa.delete(table))
    connection.execute(sa.delete(meta).where(meta.c.key == "stale"))


def find_claims(connection: sa.Connection, column: str, values: Iterable[str]) -> set[str]:
    """The ids of the claims of articles by a column of these, `id` (printings) or `text_id`."""
    found: set[str] = set()
    for some in among(connection, articles.c[column], values):
        asked = sa.select(claims.c.id).join(articles, articles.c.seq == claims.c.article).where(some)
        found |= set(connection.execute(asked).scalars())
    return found


def find_texts(connection: sa.Connection, ids: Iterable[str]) -> set[str]:
    """The texts that some claims were read from."""
    found: set[str] = set()
    for some in among(connection, claims.c.id, ids):
        asked = sa.select(articles.c.text_id).join(claims, articles.c.seq == claims.c.article).where(some)
        found |= set(connection.execute(asked).scalars())
    return found


def find_previous(connection: sa.Connection, printings: Iterable[str]) -> set[str]:
    """The printings that some printings took the place of."""
    found: set[str] = set()
    for some in among(connection, versions.c.article, printings):
        found |= set(connection.execute(sa.select(versions.c.previous).where(some)).scalars())
    return found


def find_pairs_by(connection: sa.Connection, table: sa.Table, key: str, value: str, keys: Iterable[int]) -> set[str]:
    """The values that stand under keys of an index, e.g. claims under block keys."""
    found: set[str] = set()
    for some in among(connection, table.c[key], keys):
        found |= set(connection.execute(sa.select(table.c[value]).where(some)).scalars())
    return found


def load_sketches(connection: sa.Connection, texts: Iterable[str]) -> dict[str, bytes]:
    """The stored word triples of articles by text."""
    return {key: bytes(value) for key, value in _pick(connection, articles, "text_id", "sketch", texts).items()}  # type: ignore[arg-type]


def add_copies(connection: sa.Connection, found: Sequence[CopyLink], find_origins: Callable[..., dict[str, str]]) -> set[str]:
    """Adds copies and gives all that hang on them their origin; the texts whose origin changed or that had no copy before."""
    insert_rows(connection, copies, [(link.first, link.second, link.containment, link.jaccard) for link in found])
    texts = {name for link in found for name in (link.first, link.second)}
    known = _pick(connection, origins, "article", "origin", texts)
    groups = find_pairs_by(connection, origins, "origin", "article", known.values()) | texts  # type: ignore[arg-type]
    before = _pick(connection, origins, "article", "origin", groups)
    old = [CopyLink(first=min(n, o), second=max(n, o), containment=1.0, jaccard=1.0) for n, o in before.items() if n != o]
    after = find_origins(sorted(groups | set(before.values())), [*found, *old])
    changed = {name: origin for name, origin in after.items() if before.get(name, name) != origin or name not in before}
    insert_rows(connection, origins, sorted(changed.items()), replace=True)
    return set(changed)


def add_links(connection: sa.Connection, found: Iterable[Link]) -> None:
    """Adds links between claims; a link found again keeps its latest grounds (an origin may have become known)."""
    rows = [(link.first, link.second, link.rule, clean(msgspec.json.encode(link.evidence).decode()), link.strength) for link in found]
    insert_rows(connection, links, rows, replace=True)


def find_component(connection: sa.Connection, ids: Iterable[str], decided: Iterable[Decision]) -> tuple[set[str], list[Link]]:
    """All claims that hang on some by links, by the event they stand in, or by an analyst's word, and the links between them."""
    together = [set(decision.targets) for decision in decided if decision.kind in ("merge", "split")]
    seen: set[str] = set()
    kept: dict[tuple[str, str], Link] = {}
    frontier = set(ids)
    while frontier:
        seen |= frontier
        reached: set[str] = set()
        for some in (*among(connection, links.c.first, frontier), *among(connection, links.c.second, frontier)):
            for row in connection.execute(sa.select(links).where(some)):
                evidence = msgspec.json.decode(row.evidence, type=tuple[str, ...])
                kept[row.first, row.second] = Link(
                    first=row.first, second=row.second, rule=row.rule, evidence=evidence, strength=row.strength
                )
                reached |= {row.first, row.second}
        stand_in = _pick(connection, members, "claim", "event", frontier).values()
        reached |= find_pairs_by(connection, members, "event", "claim", stand_in)  # type: ignore[arg-type]
        reached |= set().union(*(targets for targets in together if targets & seen))
        frontier = reached - seen
    return seen, list(kept.values())


def load_decisions(connection: sa.Connection) -> list[Decision]:
    """All that analysts decided, in its order."""
    asked = sa.select(decisions).order_by(decisions.c.at, decisions.c.id)
    return [
        Decision(
            id=row.id, kind=row.kind, targets=msgspec.json.decode(row.targets, type=tuple[str, ...]), by=row.by, reason=row.reason,
            at=parse_stamp(row.at),
        )
        for row in connection.execute(asked)
    ]  # fmt: skip
