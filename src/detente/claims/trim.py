"""What the tree hangs on a content and its speaker did not say: the next thing told of him, an aside, somebody else's word."""

from collections.abc import Sequence
from dataclasses import replace

from detente.language.view import SentenceView
from detente.records import Attribution

ACTS = ("accuse", "demand", "promise", "threaten", "suggest", "support", "reject", "wish")
"""Kinds whose content is whom and what they are about; a participle behind a comma tells more of the actor."""
LOOSE = ("advcl", "conj", "parataxis", "appos", "acl", "ccomp", "list")
"""Relations by which a clause hangs that may as well stand beside."""


def trimmed(view: SentenceView, a: Attribution, others: Sequence[Attribution]) -> Attribution:
    """An attribution without what its speaker says besides: "said it was ready, adding that ..."; and without the reporter's asides."""
    gone = _besides(view, a, others) | _asides(view, a) | _others(view, a, others)
    kept = a.content - gone
    return replace(a, content=kept) if gone and any(view.tree.token(i).upos != "PUNCT" for i in kept) else a


def _besides(view: SentenceView, a: Attribution, others: Sequence[Attribution]) -> set[int]:
    gone: set[int] = set()
    for o in others:
        if o is a or not o.cue or o.cue[0] not in a.content:
            continue
        head = o.cue[0]
        if (view.tree.token(head - 1).text == "," and _is_gerund(view, head)) or _goes_on(view, a, head):
            gone.update(view.tree.subtree(head))
    return gone


def _goes_on(view: SentenceView, a: Attribution, head: int) -> bool:
    """Whether a second cue is told of the speaker, not by him: "vowed to keep it legal and celebrated the ruling"."""
    token = view.tree.token(head)
    if view.tree.relations[head][1] != "conj" or view.tree.below(head, "nsubj", "mark") or token.head < 0:
        return False
    first = view.clause_at.get(token.head)
    if first is not None and first.kind == "verb" and first.link in ("ccomp", "conj") and a.kind not in ACTS:
        return False  # "said that it had struck and denied ..." may be one word of his
    mine, second = (_tenses(view, i) for i in (a.cue[0], head))
    return bool(mine & second) and not (first is not None and _tenses(view, token.head) & second)


def _tenses(view: SentenceView, index: int) -> set[str]:
    word = view.lower(index)
    return {e.form.tense for table in ("reporting", "acts") for e in view.pack.forms(table).starting_with(word) if e.form.tense}


def _asides(view: SentenceView, a: Attribution) -> set[int]:
    """Relative clauses, and participles behind what somebody does, set off at the end."""
    gone: set[int] = set()
    last = max(a.content, default=-1)
    for i in a.content:
        relation = view.tree.relations[i]
        if relation[0] != "acl:relcl" and not (a.kind in ACTS and relation[1] == "advcl"):
            continue
        below = view.tree.subtree(i)
        first = view.tree.token(below[0])
        set_off = "PUNCT" in (first.upos, view.tree.token(below[0] - 1).upos)
        if below[-1] >= last and set_off and (relation[1] != "advcl" or not view.tree.below(i, "mark", "nsubj")):
            gone.update(below)
    return gone


def _others(view: SentenceView, a: Attribution, others: Sequence[Attribution]) -> set[int]:
    """What somebody else says behind a comma at the end: "..., while the minister said", "..., as the agency reported"."""
    gone: set[int] = set()
    last = max(a.content, default=-1)
    for o in others:
        if o is a or not o.cue or o.source < 0 or o.source == a.source or not o.verbal or o.cue[0] not in a.content:
            continue
        if o.source not in a.content or view.tree.relations[o.cue[0]][1] not in LOOSE or o.cue[0] < a.cue[0]:
            continue
        below = view.tree.subtree(o.cue[0])
        if below[0] > a.cue[-1] and below[-1] >= last and "PUNCT" in (view.tree.token(below[0]).upos, view.tree.token(below[0] - 1).upos):
            gone.update(below)
    return gone


def _is_gerund(view: SentenceView, index: int) -> bool:
    return "gerund" in _tenses(view, index)
