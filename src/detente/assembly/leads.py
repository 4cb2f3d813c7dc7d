"""What of a claim decides which others it is put with, small enough to be kept beside each claim and loaded by the thousand."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from zlib import crc32

import msgspec

from detente.assembly.profile import NEAR, Profile, profile
from detente.records import Told

BUCKET = 7
"""Days a key of a block spans."""
_DECADES, _UNDATED = 1 << 20, 1 << 21
_REACH = (NEAR + 1) // 2  # on both sides: together they reach over the days by which times may differ
_encoder = msgspec.msgpack.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The traits of a claim, and what it can be known again by.

    `article` is the text it stands in. `deed` names type and parties with their places in the text, `answer` says that it takes up another
    claim of its text: both matter within one text only, and are left out where a lead is kept.
    """

    id: str
    article: str
    language: str
    origin: str
    said: dt.date | None
    where: str
    words: frozenset[str]
    marks: frozenset[str]
    traits: Profile
    deed: str = ""
    answer: bool = False


class _Core(msgspec.Struct, array_like=True):
    language: str
    origin: str
    said: dt.date | None
    where: str
    words: frozenset[str]
    marks: frozenset[str]
    families: frozenset[str]
    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    first: dt.date | None
    last: dt.date | None
    dated: bool
    long: bool
    place: tuple[float, float] | None
    things: frozenset[str]
    deeds: frozenset[str]


_decoder = msgspec.msgpack.Decoder(_Core)


def make_lead(told: Told) -> Lead:
    """The lead of a claim."""
    claim = told.claim
    parties = (f"{p.entity.code}@{p.start}-{p.end}" for side in (claim.actors, claim.recipients) for p in (*side, None) if p)
    return Lead(
        id=told.id, article=claim.article, language=claim.language, origin=told.origin, said=told.said,
        where=claim.where.name if claim.where else "", words=frozenset(told.words), marks=frozenset(told.marks), traits=profile(told),
        deed=" ".join((claim.type, str(len(claim.actors)), *parties)), answer="claims:answer" in claim.because,
    )  # fmt: skip


def pack_lead(lead: Lead) -> bytes:
    """All of a lead but its id, its text and what matters within that alone; leads of one content are the same bytes."""
    t = lead.traits
    return _encoder.encode(
        _Core(
            lead.language, lead.origin, lead.said, lead.where, lead.words, lead.marks, t.families, t.type, t.actors, t.recipients, t.first,
            t.last, t.dated, t.long, t.place, t.things, t.deeds,
        )
    )  # fmt: skip


def unpack_lead(name: str, article: str, data: bytes) -> Lead:
    """The lead of a claim's id, its text, and what `pack_lead` packed."""
    c = _decoder.decode(data)
    traits = Profile(
        families=c.families, type=c.type, actors=c.actors, recipients=c.recipients, first=c.first, last=c.last, dated=c.dated, long=c.long,
        place=c.place, things=c.things, deeds=c.deeds,
    )  # fmt: skip
    return Lead(
        id=name, article=article, language=c.language, origin=c.origin, said=c.said, where=c.where, words=c.words, marks=c.marks,
        traits=traits,
    )  # fmt: skip


def stored_keys(lead: Lead) -> frozenset[int]:
    """The keys under which a claim is kept, numbers of 53 bits: those of `sought_keys` of every claim that it can be joined with.

    A key stands for a family, a week in which the event may lie (a decade for a period), and any two of the parties, or one: with two
    parties or more a claim is of use only to claims of two of them, and to those that name one of them alone. The week leads, so that the
    news of a day is written to one place.
    """
    roots = _roots(lead)
    alone = (f"alone {roots[0]}",) if len(roots) == 1 else ()
    return _keys(lead.traits, (*_pairs(roots), *(f"any {one}" for one in roots), *alone))


def sought_keys(lead: Lead) -> frozenset[int]:
    """The keys under which the claims are found that a claim can be joined with."""
    roots = _roots(lead)
    return _keys(lead.traits, (f"any {roots[0]}",) if len(roots) == 1 else (*_pairs(roots), *(f"alone {one}" for one in roots)))


def _roots(lead: Lead) -> list[str]:
    """The states and bodies of the parties: a group of a state goes as the state here."""
    return sorted({code.partition(".")[0] for code in lead.traits.parties}) or ["---"]


def _pairs(roots: list[str]) -> list[str]:
    return [f"{one} {other}" for one, other in combinations(roots, 2)]


def _keys(traits: Profile, names: tuple[str, ...]) -> frozenset[int]:
    heads = [_number(family, name) for family in traits.families for name in names]
    return frozenset([when << 32 | head for when in _buckets(traits) for head in heads])


@lru_cache(maxsize=100_000)
def _number(family: str, name: str) -> int:
    """A number of 32 bits; a chance hit only proposes a pair too many."""
    return crc32(f"{family}|{name}".encode())


def _buckets(traits: Profile) -> Iterator[int]:
    if traits.first is None or traits.last is None:
        yield _UNDATED
    elif traits.long:
        yield from (_DECADES + decade for decade in range(traits.first.year // 10, traits.last.year // 10 + 1))
    else:
        yield from range((traits.first.toordinal() - _REACH) // BUCKET, (traits.last.toordinal() + _REACH) // BUCKET + 1)
