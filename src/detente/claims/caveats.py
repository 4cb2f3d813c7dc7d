"""What a text says of a claim without taking a side: nobody would comment, nothing could be verified, somebody took a word back."""

from collections.abc import Sequence
from itertools import takewhile

from detente.records import Article, Attribution, Claim, Notice, Parsed

REACH = 3
"""Sentences back in which a claim may be meant."""
KINDS = ("no-comment", "unverified", "retract")


def find_caveats(said: Sequence[Attribution], told: Sequence[Claim], article: Article, parsed: Parsed) -> tuple[Notice, ...]:
    """The notices of a sentence on claims told in it or before it, e.g. `claims.unverified`.

    Those of the nearest sentence with claims are meant, at most REACH sentences back; where there are none there is no notice.
    """
    caveats = {a.kind: a for a in reversed(said) if a.kind in KINDS}
    if not caveats:
        return ()
    number = parsed.sentence.index
    near = list(takewhile(lambda c: number - c.sentence_index <= REACH, reversed(told)))
    if not near:
        return ()
    nearest = max(c.sentence_index for c in near)
    ids = ", ".join(c.id for c in reversed(near) if c.sentence_index == nearest)
    return tuple(_notice(kind, caveats[kind], ids, article, parsed) for kind in KINDS if kind in caveats)


def _notice(kind: str, a: Attribution, ids: str, article: Article, parsed: Parsed) -> Notice:
    tokens = parsed.sentence.tokens
    message = f"{article.text[tokens[a.cue[0]].start : tokens[a.cue[-1]].end]!r} is said of claim {ids}"
    where = article.title or article.url
    if kind == "no-comment":
        hint = "the claim stands; who would not comment is no voice on it"
        return Notice(code="claims.no-comment", message=message, where=where, hint=hint)
    if kind == "unverified":
        return Notice(code="claims.unverified", message=message, where=where, hint="the claim stands on the word of its speakers alone")
    return Notice(code="claims.retracted", message=message, where=where, hint="the claim stands as it was told; its speaker took it back")
