"""What is new put together with what is known: copies, links, events, and how they stand, only where something changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from detente.assembly import amend, join_claims, judge, live_decisions, sketch, spread_links, strip_credits, withdraw
from detente.assembly.profile import Profile
from detente.ingest.copies import add_copies
from detente.ingest.linking import link_anew
from detente.language import load_pack
from detente.ledger import Entry
from detente.ledger import derived as store
from detente.ledger.events import Event, replace_events
from detente.ledger.leads import find_folds_of
from detente.ledger.migrations import STALE
from detente.ledger.schema import meta
from detente.records import Decision, Happening, Link, Told

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
    fresh = new | store.find_claims(connection, "text_id", add_copies(connection, {piece.text: piece.bands for piece in pieces}))
    replaced = store.find_claims(connection, "id", store.find_previous(connection, [piece.printing for piece in pieces]))
    told = load_claims(connection, fresh)
    changed = link_anew(connection, told)
    join_again(connection, changed.keys() | replaced, told, {name: lead.traits for name, lead in changed.items()})


def load_claims(connection: sa.Connection, ids: Iterable[str], decided: Sequence[Decision] | None = None) -> dict[str, Told]:
    """Claims by id as they count: as they were read, with what analysts corrected; `decided` are all decisions where they are at hand."""
    told = store.load_told(connection, ids)
    every = store.load_decisions(connection) if decided is None else decided
    return {one.id: one for one in amend(told.values(), every, load_pack)}


def link_again(connection: sa.Connection, ids: Iterable[str]) -> set[str]:
    """Finds anew with which others some claims go that were corrected; all claims whose links changed."""
    texts = store.find_texts(connection, ids)
    return set(link_anew(connection, load_claims(connection, store.find_claims(connection, "text_id", texts))))


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


def join_again(
    connection: sa.Connection, ids: Iterable[str], known: Mapping[str, Told] | None = None, profiles: Mapping[str, Profile] | None = None
) -> None:
    """Puts together anew all claims that hang on some: after new articles, or an analyst's decision.

    `known` are claims already loaded, `profiles` their profiles.
    """
    decided = store.load_decisions(connection)
    names, links = store.find_component(connection, ids, decided)
    at_hand = known or {}
    rows = {name: at_hand[name] for name in names & at_hand.keys()} | load_claims(connection, names - at_hand.keys(), decided)
    told = {one.id: one for one in withdraw(rows.values(), decided)}
    links = spread(connection, links, decided, names, names)
    happenings = join_claims(told.values(), decided, links, profiles)
    replace_events(connection, told, [make_event(one, told) for one in happenings])


def spread(connection: sa.Connection, links: list[Link], decided: Sequence[Decision], names: set[str], known: set[str]) -> list[Link]:
    """The links among some claims; those of a fold go to each of its claims where its speaker is not `known`, or an analyst split it."""
    apart = {name for one in live_decisions(decided) if one.kind == "split" for name in one.targets}
    if known == names and apart.isdisjoint(names):
        return links
    return spread_links(links, find_folds_of(connection, names), known=known, apart=apart)


def make_event(happening: Happening, told: dict[str, Told]) -> Event:
    """An event with how it stands; class and score are those of its first claim that gives its type."""
    rows = [told[name] for name in happening.claims]
    first = next((one.claim for one in rows if one.claim.type == happening.type), rows[0].claim)
    return Event(happening=happening, standing=judge(rows), quad=first.quad, score=round(first.score * 10))
