"""What a text says of two given spans: for users with their own entities, and for relation benchmarks."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.claims.build import build_claim
from detente.claims.voices import Voice
from detente.errors import UsageError
from detente.events.opinion import Opinion, find_evidence, judge
from detente.language import OwnTables
from detente.language.view import SentenceView
from detente.pipeline import read_views
from detente.records import Article, Claim, Entity, Event, Mention, Party

SOURCE, TARGET = "SRC", "TGT"
SURE = 2
"""How many sides of a pair the frames must have right to be believed (`_rank`); docs/decisions/0006-coding.md tells why."""
LEAST = 0.25
"""The share of belief below which the second opinion alone is none: a text may well say nothing about two names in it."""
YIELDS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
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
    views, claims = read_views(article, given=given, tables=tables)
    ranked = sorted((c for c in claims if _rank(c) > 0), key=lambda claim: (-_rank(claim), claim.trigger_start))
    pair = find_pair(views)
    if pair is None:
        return ranked[0] if ranked else None
    if ranked and _rank(ranked[0]) >= SURE:
        return ranked[0]
    opinion = judge(find_evidence(pair.view, pair.source, pair.target), pair.view.pack)
    return _decided(ranked, opinion, pair, article)


@dataclass(frozen=True, slots=True)
class Pair:
    """The two spans in one sentence: token indices, -1 for one that nobody names there."""

    view: SentenceView
    source: int
    target: int


def find_pair(views: Sequence[SentenceView]) -> Pair | None:
    """Where source and target stand nearest to each other; else where either stands; None where neither does."""
    best: tuple[tuple[bool, int], Pair] | None = None
    for view in views:
        places = {code: [i for i, m in view.mention_at.items() if m.entities[0].code == code] for code in (SOURCE, TARGET)}
        for source in places[SOURCE] or [-1]:
            for target in places[TARGET] or [-1]:
                key = (source < 0 or target < 0, abs(source - target))
                if max(source, target) >= 0 and (best is None or key < best[0]):
                    best = (key, Pair(view, source, target))
    return best[1] if best else None


def root_of(kind: str) -> str:
    """The class of a type in the second opinion: CONCEDE and RETREAT are one."""
    return YIELDS.get(kind, kind)


def _decided(ranked: Sequence[Claim], opinion: Opinion | None, pair: Pair, article: Article) -> Claim | None:
    """The claim of the frames that the second opinion shares, else one of its own type."""
    if opinion is None or (opinion.share < LEAST and not ranked):
        return ranked[0] if ranked else None
    shared = [c for c in ranked if root_of(c.type) == opinion.type]
    if shared:
        return shared[0]
    because = f"events:opinion/{opinion.type}/{opinion.share:.2f}"
    kind = next((k for k, root in YIELDS.items() if root == opinion.type), opinion.type)
    return _own_claim(kind, because, pair, article)


def _own_claim(kind: str, because: str, pair: Pair, article: Article) -> Claim:
    view = pair.view
    parties = {place: view.mention_at[place] for place in (pair.source, pair.target) if place >= 0}
    named = {p: Party(entity=m.entities[0], start=m.start, end=m.end, text=m.text) for p, m in parties.items()}
    top = next((i for i in view.tree.above(max(pair.source, pair.target)) if i in view.clause_at), max(pair.source, pair.target))
    clause = view.clause_at.get(top)
    event = Event(
        sentence=view.parsed.sentence.index, clause=clause.index if clause else 0, trigger=(top,), row="opinion", type=kind,
        modes=(), contexts=(), cameo="", flags=frozenset(),
        actors=tuple(named[p] for p in (pair.source,) if p in named), recipients=tuple(named[p] for p in (pair.target,) if p in named),
        because=(because,),
    )  # fmt: skip
    return build_claim(event, Voice(), None, place=None, article=article, view=view, auxiliary=frozenset())


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
