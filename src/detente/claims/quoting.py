"""Whose a quotation in a sentence is: that of the cue whose words hold it, else of the cue beside it."""

from collections.abc import Sequence
from dataclasses import replace

from detente.language.view import SentenceView
from detente.records import Attribution

QUOTING = ("speech", "utter")
BESIDE = ("relay", "according", "citing")
"""Kinds of phrases that stand beside what is told and say whose word it is."""
FAR = 25
"""Tokens between a cue and a quotation at most; a long name with its office may stand between them."""
ACTS = ("accuse", "demand", "promise", "threaten", "suggest")
NEAR = 4
"""Tokens between the words of an act and a quotation at most: '"It will flow," he promised, "before the winter"'."""
SCARE = 2
"""Words of a quotation that only holds a word at arm's length: it belongs to nobody unless the cue stands right beside it."""


def hand_out(
    view: SentenceView, said: Sequence[Attribution], quotes: tuple[tuple[int, int], ...], others: Sequence[Attribution] = ()
) -> list[Attribution]:
    """The attributions with the quotations of their sentence, each given to one cue.

    '"We struck," Tehran said' gives "We struck" to "said". A quotation that content of `others` holds is theirs.
    """
    content = [_kept_in(view, a, quotes) for a in said]
    for piece in _pieces(view, quotes):
        if any(len(piece & a.content) * 2 > len(piece) for a in others):
            continue
        number = _holder(said, content, piece)
        if number < 0:
            number = _nearest(view, said, content, piece, quotes)
        if number >= 0:
            content[number] |= piece - set(said[number].cue)
    return [
        a if content[n] == a.content else replace(a, content=frozenset(content[n]), quoted=True) for n, a in enumerate(said)
    ]


def relayed(view: SentenceView, said: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with the media that relay them: KCNA in "Kim said ..., as quoted by KCNA"; a relay of nobody stays.

    A phrase that tells who relays or reports it ("according to ...") is no part of what is said.
    """
    beside = [a for a in said if a.kind in BESIDE]
    if not beside:
        return list(said)
    out = []
    used: set[int] = set()
    for a in said:
        around = [n for n, r in enumerate(beside) if a is not r and a.kind not in BESIDE and a.cue and a.cue[0] in r.content]
        via = tuple(p for n in around for p in beside[n].via)
        gone = {i for n in around for i in _phrase(view, beside[n])} - set(a.cue)
        used.update(n for n in around if beside[n].kind == "relay")
        out.append(replace(a, via=(*a.via, *via), content=a.content - gone) if around else a)
    return [a for a in out if not any(a is r and n in used for n, r in enumerate(beside))]


def cited(view: SentenceView, said: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with those cited as speakers, and the media that cite them as relays: KCNA via Yonhap in "Yonhap said, citing KCNA".

    Where no medium of the text cites, a cited medium only relays: "Mengutip Reuters, ..." is nobody's word yet.
    """
    citing = next((a for a in said if a.kind == "citing"), None)
    if citing is None:
        return list(said)
    media = [a for a in said if a is not citing and a.kind in ("speech", "according") and a.sources and _are_media(a) and a.verbal]
    out = [a for a in said if a is not citing and a not in media]
    if media:
        phrases = {i for a in media for i in (*a.cue, a.source)}
        named = [a.source for a in (citing, *media) if a.source >= 0 and (a is citing or a.kind == "according")]
        phrases |= {i for head in named for i in view.tree.subtree(head)}
        content = frozenset().union(citing.content, *(a.content for a in media)) - phrases
        told = replace(citing, via=tuple(p for a in media for p in a.sources), content=content - set(citing.cue), kind="according")
    elif _are_media(citing):
        told = replace(citing, sources=(), via=citing.sources, kind="relay")
    else:
        told = replace(citing, kind="according")
    return [*out, told]


def _are_media(a: Attribution) -> bool:
    return bool(a.sources) and all(p.entity.sector == "JRN" for p in a.sources)


def _phrase(view: SentenceView, a: Attribution) -> set[int]:
    """The words of "according to the ministry": the cue and all that belongs to its source."""
    return {*a.cue, *(i for i in view.tree.subtree(a.source) if i not in a.content)} if a.source >= 0 else set(a.cue)


def _kept_in(view: SentenceView, a: Attribution, quotes: tuple[tuple[int, int], ...]) -> set[int]:
    """The content of an attribution; one that somebody quoted makes reaches no further than the quotation."""
    at = view.tree.token(a.cue[0]).start
    around = next(((s, e) for s, e in quotes if s <= at < e), None)
    return {i for i in a.content if around is None or around[0] <= view.tree.token(i).start < around[1]}


def _pieces(view: SentenceView, quotes: tuple[tuple[int, int], ...]) -> list[frozenset[int]]:
    """The tokens of each quotation in the sentence."""
    tokens = view.parsed.sentence.tokens
    if not tokens:
        return []
    first, last = tokens[0].start, tokens[-1].end
    found = [frozenset(t.index for t in tokens if s <= t.start < e) for s, e in quotes if s < last and first < e]
    return [piece for piece in found if any(view.tree.token(i).upos != "PUNCT" for i in piece)]


def _holder(said: Sequence[Attribution], content: Sequence[set[int]], piece: frozenset[int]) -> int:
    """The attribution with the smallest content that already holds most of a quotation, -1 for none."""
    holding = [n for n, a in enumerate(said) if a.verbal and len(piece & content[n]) * 2 > len(piece) and not set(a.cue) & piece]
    return min(holding, key=lambda n: len(content[n]), default=-1)


def _nearest(
    view: SentenceView, said: Sequence[Attribution], content: Sequence[set[int]], piece: frozenset[int], quotes: tuple[tuple[int, int], ...]
) -> int:
    """The cue of speech outside quotations that stands nearest to one, -1 for none."""
    first, last = min(piece), max(piece)
    best, least = -1, FAR + 1
    for n, a in enumerate(said):
        if (a.kind not in QUOTING and a.kind not in ACTS) or not a.verbal or not a.cue or _is_inside(view, a.cue[0], quotes):
            continue
        gap = a.cue[0] - last if a.cue[0] > last else first - a.cue[-1]
        words = sum(view.tree.token(i).upos != "PUNCT" for i in piece)
        goes_on = any(_is_inside(view, i, quotes) for i in content[n])
        limit = FAR if goes_on else NEAR if a.kind in ACTS else FAR if words > SCARE or (a.source >= 0 and not a.content) else SCARE + 1
        if 0 < gap <= limit and gap < least:
            best, least = n, gap
    if best >= 0 and (said[best].sources or said[best].source >= 0):
        return best
    nouns = (n for n, a in enumerate(said) if not a.verbal and a.kind == "speech" and a.sources and not _is_inside(view, a.cue[0], quotes))
    return next(nouns, best) if len(piece) > SCARE else best  # '"We agreed," a statement by the minister said'


def _is_inside(view: SentenceView, index: int, quotes: tuple[tuple[int, int], ...]) -> bool:
    at = view.tree.token(index).start
    return any(s <= at < e for s, e in quotes)
