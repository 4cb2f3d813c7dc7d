"""What a text says of a claim without taking a side: nobody would comment, nothing could be verified, somebody took a word back."""

from collections.abc import Sequence
from itertools import takewhile

from detente.records import Article, Attribution, Claim, Notice, Parsed

REACH = 3
"""Sentences back in which a claim may be meant."""
HINTS = {
    "no-comment": "the claim stands; whoever would not comment is no voice on it",
    "unverified": "the claim stands on the word of its speakers alone",
    "retract": "the claim stands as it was told; look for what took its place",
}


def find_caveats(said: Sequence[Attribution], told: Sequence[Claim], article: Article, parsed: Parsed) -> tuple[Notice, ...]:
    """The notices of a sentence on claims told in it or before it, e.g. `claims.unverified`.

    Those of the nearest sentence with claims are meant, at most REACH sentences back; where there are none there is no notice.
    """
    kinds = dict.fromkeys(a.kind for a in said if a.kind in HINTS)
    if not kinds:
        return ()
    number = parsed.sentence.index
    near = list(takewhile(lambda c: number - c.sentence_index <= REACH, reversed(told)))
    if not near:
        return ()
    nearest = max(c.sentence_index for c in near)
    ids = ", ".join(c.id for c in reversed(near) if c.sentence_index == nearest)
    return tuple(
        Notice(code=f"claims.{kind}", message=f"{_words(said, kind, article, parsed)!r} is said of claim {ids}", where=_where(article), hint=HINTS[kind])
        for kind in kinds
    )


def _words(said: Sequence[Attribution], kind: str, article: Article, parsed: Parsed) -> str:
    cue = next(a.cue for a in said if a.kind == kind)
    tokens = parsed.sentence.tokens
    return article.text[tokens[cue[0]].start : tokens[cue[-1]].end]


def _where(article: Article) -> str:
    return article.title or article.url
