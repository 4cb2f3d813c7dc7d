"""What a text says of two given spans: for users with their own entities, and for relation benchmarks."""

from collections.abc import Sequence

from detente.errors import UsageError
from detente.language import OwnTables
from detente.pipeline import read_article
from detente.records import Article, Claim, Entity, Mention, Party

SOURCE, TARGET = "SRC", "TGT"
Given = str | tuple[int, int] | Sequence[tuple[int, int]]


def code_pair(
    text: str, *, source: Given | None, target: Given | None, language: str, tables: OwnTables | None = None
) -> Claim | None:
    """The claim that a text makes about two of its spans, or None, e.g. ASSAULT for source "Russia", target "Kyiv".

    `source` and `target` are the words themselves (every place where they stand counts), character spans `(start, end)`, or None where
    the text names nobody. The claim in
    which the source acts and the target receives is preferred, then one with both, then one with either. The parties' codes are `SRC`
    and `TGT`, their names the words given. Raises UsageError where the words do not stand in the text.
    """
    given = (*_mentions(text, source, SOURCE), *_mentions(text, target, TARGET))
    article = Article(text=text, language=language)
    claims = read_article(article, given=given, tables=tables).claims
    ranked = sorted(claims, key=lambda claim: (-_rank(claim), claim.trigger_start))
    return ranked[0] if ranked and _rank(ranked[0]) > 0 else None


def _mentions(text: str, given: Given | None, code: str) -> list[Mention]:
    return [
        Mention(start=s, end=e, text=text[s:e], entities=(Entity(code=code, name=text[s:e]),), how="given", because="given")
        for s, e in (() if given is None else _spans(text, given))
    ]


def _spans(text: str, given: Given) -> list[tuple[int, int]]:
    if isinstance(given, str):
        spans, start = [], text.find(given) if given else -1
        while start >= 0:
            spans.append((start, start + len(given)))
            start = text.find(given, start + len(given))
        if not spans:
            raise UsageError(f"{given!r} does not stand in the text; give words of the text or a span (start, end)")
        return spans
    several: list[tuple[int, ...]] = [pair for pair in given if isinstance(pair, tuple)]
    several = several or [tuple(n for n in given if isinstance(n, int))]
    for pair in several:
        if len(pair) != 2 or not 0 <= pair[0] < pair[1] <= len(text):
            raise UsageError(f"the span {pair} does not lie in a text of {len(text)} characters; give (start, end)")
    return [(pair[0], pair[1]) for pair in several]


def _rank(claim: Claim) -> int:
    actors, recipients = _codes(claim.actors), _codes(claim.recipients)
    if SOURCE in actors and (TARGET in recipients or TARGET in actors):
        return 4
    if TARGET in actors and SOURCE in recipients:
        return 3
    if SOURCE in actors:
        return 2
    return 1 if TARGET in recipients or TARGET in actors or SOURCE in recipients else 0


def _codes(parties: tuple[Party, ...]) -> set[str]:
    return {p.entity.code for p in parties}
