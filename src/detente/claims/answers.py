"""A denial that names no event answers the claim before it: "The Kremlin denied the allegation"."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from detente.records import Attribution, Claim, Event, Party

ANSWERS = ("denies", "doubts", "confirms")
REACH = 3
"""Sentences back in which a claim may be answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An attribution that takes up earlier claims."""

    attribution: Attribution
    claims: tuple[Claim, ...]


def find_answers(said: Sequence[Attribution], told: Sequence[Event], before: Sequence[Claim], sentence: int) -> tuple[Answer, ...]:
    """The answers of a sentence to claims told before it, e.g. one by RUS to "Georgia accused Russia of bombing its airfields".

    An attribution answers when it denies, doubts or confirms, its content holds no event of its own, and its speaker is a party of a claim
    that somebody else made in the last REACH sentences; all such claims of the nearest sentence are meant. Who retracts takes back claims
    of its own.
    """
    found: list[Answer] = []
    for a in said:
        if a.stance not in ANSWERS or not a.sources or not a.cue or _has_event(a, told):
            continue
        speakers = _codes(a.sources)
        recent = takewhile(lambda c: sentence - c.sentence_index <= REACH, reversed(before))
        fits = _is_own if a.kind == "retract" else _is_open
        open_claims = [c for c in recent if fits(c, speakers)]
        if open_claims:
            nearest = max(c.sentence_index for c in open_claims)
            found.append(Answer(a, tuple(c for c in open_claims if c.sentence_index == nearest)))
    return tuple(found)


def _has_event(a: Attribution, told: Sequence[Event]) -> bool:
    return any(e.trigger[0] in a.content and (e.actors or e.recipients) and e.type != "ACCUSE" for e in told)


def _is_open(claim: Claim, speakers: frozenset[str]) -> bool:
    others = _codes(claim.speakers)
    parties = _codes((*claim.actors, *claim.recipients))
    return bool(others and parties & speakers) and not others & speakers and claim.stance == "asserts"


def _is_own(claim: Claim, speakers: frozenset[str]) -> bool:
    """Whether a claim is of those who take back their word."""
    return claim.stance in ("asserts", "confirms") and bool(_codes(claim.speakers) & speakers)


def _codes(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.entity.code for p in parties)
