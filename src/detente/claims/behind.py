"""What is said where the tree does not hold it: the words behind a cue, or before a speaker and a cue that close a sentence."""

from detente.claims.cues import Cue
from detente.language.view import SentenceView

REACH = 14
"""Tokens between a cue and the word that opens what is said at most: "told the Senate on Friday after the vote that ..."."""
NOMINAL = ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM")
"""Parts of speech that begin a noun phrase."""
ASIDE = ("CCONJ", "SCONJ")


def told_behind(view: SentenceView, cue: Cue) -> set[int]:
    """The tokens behind a cue from the word that opens a clause to the end of the sentence; none where nothing opens one.

    "Ryan said in the CNN interview that the onus is on Trump" gives "that ... Trump", whatever the clause hangs on in the tree. A colon
    opens it too, and so does a clause with a subject and a verb of its own right behind the cue.
    """
    size = len(view.tree.dependents)
    first = cue.tokens[-1] + 1
    opened = _opening(view, first, size)
    if opened < 0:
        return set()
    end = next((i for i in range(opened, size) if view.tree.token(i).text == ";"), size)
    told = set(range(opened, end))
    return told if any(view.tree.token(i).upos in ("VERB", "AUX") for i in told) else set()


def told_of(view: SentenceView, cue: Cue) -> set[int]:
    """What a noun tells in a clause that the tree hangs elsewhere: "criticism from rivals that he ...", "their fear is that he ..."."""
    size = len(view.tree.dependents)
    words = view.pack.words("complementizers")
    seen = False
    for i in range(cue.tokens[-1] + 1, min(cue.tokens[-1] + REACH, size)):
        token = view.tree.token(i)
        if view.lower(i) in words and token.upos == "SCONJ":
            return set(range(i, size)) if _begins_clause(view, i) else set()
        if token.upos in ("PUNCT", "VERB", "CCONJ", "SCONJ", "PRON") or (token.upos == "AUX" and seen):
            return set()
        seen = seen or token.upos == "AUX"
    return set()


def _opening(view: SentenceView, first: int, size: int) -> int:
    """Where what is said begins behind a cue, -1 where nothing shows it."""
    words = view.pack.words("complementizers")
    for i in range(first, min(first + REACH, size)):
        token = view.tree.token(i)
        if view.lower(i) in words and token.upos in ("SCONJ", "PRON", "DET") and _begins_clause(view, i):
            return -1 if _is_of_noun(view, i) else i
        if token.text == ":" and i + 2 < size:
            return i + 1
        if token.upos in ("VERB", "AUX") or view.lower(i) in view.pack.words("relatives"):
            break
    return _bare(view, first, size)


def next_phrase(view: SentenceView, cue: Cue) -> set[int]:
    """The words from right behind a cue to the next mark: what is backed in "By 82%, voters support background checks"."""
    size = len(view.tree.dependents)
    first = cue.tokens[-1] + 1
    if first >= size or view.tree.token(first).upos not in NOMINAL or view.lower(first) in view.pack.words("relatives"):
        return set()
    end = next((i for i in range(first, size) if view.tree.token(i).upos == "PUNCT"), size)
    return set(range(first, end))


def _is_of_noun(view: SentenceView, mark: int) -> bool:
    """Whether a clause tells what a noun says: "protested at the assertion that ..."."""
    above = view.tree.token(view.tree.token(mark).head).head if view.tree.token(mark).head >= 0 else -1
    return above >= 0 and any(e.form.pos == "n" for e in view.pack.forms("reporting").starting_with(view.lower(above)))


def _begins_clause(view: SentenceView, index: int) -> bool:
    """Whether a verb with a subject follows: "that" in "said that he would", not in "said that much"."""
    size = len(view.tree.dependents)
    after = [view.tree.token(i) for i in range(index + 1, min(index + REACH, size))]
    noun = next((n for n, t in enumerate(after) if t.upos in ("NOUN", "PROPN", "PRON") or t.kind == "name"), -1)
    return noun >= 0 and any(t.upos in ("VERB", "AUX") for t in after[noun + 1 :])


def _bare(view: SentenceView, first: int, size: int) -> int:
    """The beginning of a clause with a subject right behind the cue, -1 else: "say [the review will take years]"."""
    if first >= size or view.tree.token(first).upos not in NOMINAL or view.lower(first) in view.pack.words("relatives"):
        return -1
    for i in range(first + 1, min(first + REACH, size)):
        token = view.tree.token(i)
        if token.upos == "PUNCT" or token.upos in ASIDE or view.lower(i) in view.pack.words("relatives"):
            return -1
        if token.upos in ("VERB", "AUX"):
            subjects = view.tree.below(i, "nsubj") or (view.tree.below(token.head, "nsubj") if token.head >= 0 else ())
            return first if any(first <= s < i for s in subjects) else -1
    return -1
