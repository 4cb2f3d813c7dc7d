"""What is new put together with what is known: copies, links, events, and how they stand, only where something changed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from detente.assembly import (
    Sketch,
    amend,
    block_keys,
    find_links,
    find_origins,
    join_claims,
    judge,
    measure_copy,
    sketch,
    strip_credits,
    withdraw,
)
from detente.assembly.sketch import CONTAINED
from detente.language import load_pack
from detente.ledger import Entry
from detente.ledger import derived as store
from detente.ledger.append import insert_rows
from detente.ledger.events import Event, replace_events
from detente.ledger.migrations import STALE
from detente.ledger.schema import bands, blocks, meta
from detente.records import CopyLink, Decision, Happening, Told

_REBUILD = 200  # articles a step of a rebuild


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article as it is put together: its printing, its text, what copies of it are known by, and its claims."""

    printing: str
    text: str
    bands: tuple[int, ...]
    claims: tuple[str, ...]


def pieces_of(entries: Iterable[Entry]) -> list[Piece]:
    """The pieces of new entries."""
    return [Piece(printing=e.id, text=e.article.id, bands=e.bands, claims=tuple(row.id for row in e.rows)) for e in entries]


def assemble(connection: sa.Connection, pieces: Sequence[Piece]) -> None:
    """Puts new articles into what the ledger knows, within the transaction that wrote them.

    What comes of it depends on the articles alone, not on their order: a claim that is read anew, because its text is now known in an
    earlier printing or as a copy, is linked anew.
    """
    new = {name for piece in pieces for name in piece.claims}
    fresh = new | store.find_claims(connection, "text_id", _find_copies(connection, pieces))
    replaced = store.find_claims(connection, "id", store.find_previous(connection, [piece.printing for piece in pieces]))
    _link(connection, load_claims(connection, fresh))
    join_again(connection, fresh | replaced)


def load_claims(connection: sa.Connection, ids: Iterable[str], decided: Sequence[Decision] | None = None) -> dict[str, Told]:
    """Claims by id as they count: as they were read, with what analysts corrected; `decided` are all decisions where they are at hand."""
    told = store.load_told(connection, ids)
    every = store.load_decisions(connection) if decided is None else decided
    return {one.id: one for one in amend(told.values(), every, load_pack)}


def link_again(connection: sa.Connection, before: dict[str, Told]) -> None:
    """Finds anew with which others some claims go that were corrected; `before` is how they were until now."""
    store.drop_blocks(connection, _keys(before))
    _link(connection, load_claims(connection, before))


def _link(connection: sa.Connection, told: dict[str, Told]) -> None:
    store.drop_links(connection, told)
    keys = _keys(told)
    store.add_blocks(connection, keys)
    near = store.find_pairs_by(connection, blocks, "key", "claim", {key for key, _ in keys}) - set(told)
    known = load_claims(connection, near)
    store.add_links(connection, find_links([told[name] for name in sorted(told)], [known[name] for name in sorted(known)]))


def _keys(told: dict[str, Told]) -> set[tuple[int, str]]:
    return {(_number(key), name) for name, one in told.items() for key in block_keys(one)}


def rebuild_stale(connection: sa.Connection) -> None:
    """Derives all anew where an earlier version of the tables left it to be done."""
    if connection.execute(sa.select(meta.c.value).where(meta.c.key == STALE)).scalar():
        rebuild(connection)


def rebuild(connection: sa.Connection) -> int:
    """Derives all anew from the facts; the number of articles."""
    store.drop_all(connection)
    count = 0
    for rows in store.load_articles(connection, _REBUILD):
        pieces = [Piece(printing=row.id, text=row.text_id, bands=_bands(row), claims=tuple(row.claims)) for row in rows]
        assemble(connection, pieces)
        count += len(pieces)
    return count


def _bands(row: store.StoredArticle) -> tuple[int, ...]:
    return sketch(strip_credits(row.text, load_pack(row.language))).bands


def _number(key: str) -> int:
    """A block key as a number of 63 bits: eight bytes in the index instead of thirty; a chance hit only proposes a pair too many."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def join_again(connection: sa.Connection, ids: Iterable[str]) -> None:
    """Puts together anew all claims that hang on some: after new articles, or an analyst's decision."""
    decided = store.load_decisions(connection)
    names, links = store.find_component(connection, ids, decided)
    told = {one.id: one for one in withdraw(load_claims(connection, names, decided).values(), decided)}
    happenings = join_claims(told.values(), decided, links)
    replace_events(connection, told, [make_event(one, told) for one in happenings])


def make_event(happening: Happening, told: dict[str, Told]) -> Event:
    """An event with how it stands; class and score are those of its first claim that gives its type."""
    rows = [told[name] for name in happening.claims]
    first = next((one.claim for one in rows if one.claim.type == happening.type), rows[0].claim)
    return Event(happening=happening, standing=judge(rows), quad=first.quad, score=round(first.score * 10))


def _find_copies(connection: sa.Connection, pieces: Sequence[Piece]) -> set[str]:
    """Finds copies of the new articles, old and new, and gives them their origins; the texts whose origin changed."""
    by_text = {piece.text: piece for piece in pieces if piece.bands}
    insert_rows(connection, bands, sorted({(band, text) for text, piece in by_text.items() for band in piece.bands}))
    mates = _mates(connection, by_text)
    data = store.load_sketches(connection, {text for pair in mates for text in pair})
    sketches = {text: Sketch(bands=(), shingles=shingles) for text, shingles in data.items()}
    found = []
    for first, second in sorted(mates):
        containment, jaccard = measure_copy(sketches[first], sketches[second])
        if containment >= CONTAINED:
            found.append(CopyLink(first=first, second=second, containment=round(containment, 4), jaccard=round(jaccard, 4)))
    return store.add_copies(connection, found, find_origins)


def _mates(connection: sa.Connection, by_text: dict[str, Piece]) -> set[tuple[str, str]]:
    """Pairs of texts that share a band."""
    wanted: dict[int, set[str]] = {}
    for text, piece in by_text.items():
        for band in piece.bands:
            wanted.setdefault(band, set()).add(text)
    mates: set[tuple[str, str]] = set()
    for some in store.chunks(wanted):
        for row in connection.execute(sa.select(bands).where(bands.c.band.in_(some))):
            mates |= {(min(text, row.article), max(text, row.article)) for text in wanted[row.band] if text != row.article}
    return mates
