"""The text of an article with what its claims rest on marked, however the marks overlap: as pieces that each know all their marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.records import Claim

ROLES = ("trigger", "actor", "recipient", "speaker", "time", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the text with the roles it plays and the numbers of the claims that it plays them in; `own` are those of one claim."""

    text: str
    roles: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: its pieces, the numbers of the claims that begin in it, and whether it is the headline."""

    pieces: tuple[Piece, ...]
    claims: tuple[int, ...]
    headline: bool


def mark_text(text: str, claims: Sequence[Claim], chosen: str = "") -> tuple[Paragraph, ...]:
    """The paragraphs of a text with the marks of its claims, which are numbered from 1 in their order; `chosen` is one that stands out.

    Pieces of a paragraph put together give its text back.
    """
    marks = [mark for number, claim in enumerate(claims, 1) for mark in _marks(text, claim, number)]
    names = {number: claim.id for number, claim in enumerate(claims, 1)}
    paragraphs = []
    for start, end in _paragraphs(text):
        inside = [(max(low, start), min(high, end), role, number) for low, high, role, number in marks if low < end and high > start]
        edges = sorted({start, end, *(edge for low, high, _, _ in inside for edge in (low, high))})
        pieces = []
        for low, high in pairwise(edges):
            here = [(role, number) for first, last, role, number in inside if first <= low and high <= last]
            own = {role for role, number in here if names[number] == chosen}
            pieces.append(Piece(
                text=text[low:high], roles=_ordered({role for role, _ in here}), own=_ordered(own),
                claims=tuple(sorted({n for _, n in here})),
            ))  # fmt: skip
        begun = tuple(n for n, claim in enumerate(claims, 1) if start <= claim.trigger_start < end)
        paragraphs.append(Paragraph(pieces=tuple(pieces), claims=begun, headline=start == 0 and len(text) > end and "\n\n" in text[:400]))
    return tuple(paragraphs)


def _ordered(roles: set[str]) -> tuple[str, ...]:
    return tuple(role for role in ROLES if role in roles)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where paragraphs begin and end; a line break is one, as articles are stored."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _marks(text: str, claim: Claim, number: int) -> list[tuple[int, int, str, int]]:
    wanted = [(claim.trigger_start, claim.trigger_end, "trigger")]
    for role, parties in (("actor", claim.actors), ("recipient", claim.recipients), ("speaker", claim.speakers)):
        wanted += [(party.start, party.end, role) for party in parties]
    if claim.when and claim.when.text:
        found = text.find(claim.when.text, claim.sentence_start, claim.sentence_end)
        wanted.append((found, found + len(claim.when.text), "time"))
    if claim.where:
        wanted.append((claim.where.start, claim.where.end, "place"))
    return [(start, end, role, number) for start, end, role in wanted if 0 <= start < end <= len(text)]
