"""Which clause of a sentence a time expression belongs to, by the heads of the dependency tree."""

import datetime as dt
from dataclasses import dataclass

from detente.records.moment import Timex
from detente.records.syntax import Clause, Parsed, Token

CLOSED = frozenset({"relcl", "acl"})
"""Clauses inside a noun phrase: their times say nothing of the clause around them."""
SHIELDS = CLOSED | {"ccomp"}
UPWARD = frozenset({"nested", "xcomp", "conj", "advcl"})
"""Clauses whose time also holds for the clause that governs them, where that one has none; what somebody says has a time of its own."""
_INSIDE_NOUN = frozenset({"nmod", "compound", "amod", "nummod", "flat", "appos", "dep"})
_TAKES_PART = frozenset({"nsubj", "obj", "iobj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A time expression with the clause that it hangs on (index, -1 for none) and its token.

    `inside` is true where it stands inside a noun phrase ("the 2015 deal").
    """

    timex: Timex
    owner: int
    token: int
    inside: bool


def place_times(parsed: Parsed) -> tuple[Placed, ...]:
    """Every time expression of a sentence with its clause, in text order."""
    return tuple(placed for timex in parsed.timexes if (placed := _place(parsed, timex)) is not None)


def _place(parsed: Parsed, timex: Timex) -> Placed | None:
    tokens = parsed.sentence.tokens
    covered = [i for i, t in enumerate(tokens) if t.start < timex.end and timex.start < t.end]
    if not covered:
        return None
    held = set(covered)
    top = next((i for i in covered if tokens[i].head not in held), covered[0])
    heads = {clause.head: clause.index for clause in parsed.clauses}
    owner, inside = -1, _stands_inside(tokens, top, timex, held)
    at, steps = top, 0
    while 0 <= at < len(tokens) and steps <= len(tokens):
        if at in heads and at not in held:
            owner = heads[at]
            break
        at, steps = tokens[at].head, steps + 1
    return Placed(timex=timex, owner=owner, token=top, inside=inside)


def _stands_inside(tokens: tuple[Token, ...], top: int, timex: Timex, held: set[int]) -> bool:
    """A year or longer that hangs bare on a noun names it ("the 2015 deal"); with a preposition, or finer, it says when."""
    if timex.first is None or timex.last is None or timex.last - timex.first < dt.timedelta(days=300) or timex.mod == "AFTER":
        return False
    relation = tokens[top].deprel.partition(":")[0]
    if relation in _TAKES_PART:
        return True
    if relation not in _INSIDE_NOUN:
        return _names_noun(tokens, top, timex)
    introduced = any(t.head == top and t.deprel.partition(":")[0] == "case" for i, t in enumerate(tokens) if i not in held)
    return not introduced and not timex.relative


def _names_noun(tokens: tuple[Token, ...], top: int, timex: Timex) -> bool:
    """Whether a bare year belongs to the noun beside it, whatever it hangs on: "a 1951 defence pact", "Konvensi Hukum Laut 1982"."""
    if not (timex.text.isdecimal() and top > 0) or any(t.head == top and t.deprel.partition(":")[0] == "case" for t in tokens):
        return False
    before, after = tokens[top - 1], tokens[top + 1] if top + 1 < len(tokens) else None
    if before.upos == "DET" and after is not None and after.upos in ("ADJ", "NOUN", "PROPN"):
        return True
    return before.kind == "name" or (before.upos == "PROPN" and before.kind == "word")


def own_times(clause: Clause, placed: tuple[Placed, ...], *, adverbial: bool = False) -> tuple[Placed, ...]:
    """The time expressions that hang on a clause; with `adverbial` only those that others may share: not vague, not naming a noun in it."""
    if adverbial:
        return tuple(p for p in placed if p.owner == clause.index and _shared(p))
    return tuple(p for p in placed if p.owner == clause.index and (clause.kind == "noun" or not p.inside))


def _shared(placed: Placed) -> bool:
    return not placed.inside and not placed.timex.value.endswith("_REF")


def near_times(clause: Clause, parsed: Parsed, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Times of the clauses around one that has none: of those that govern it, then of those under it, then the only one of the sentence."""
    by_index = {c.index: c for c in parsed.clauses}
    seen, here = {clause.index}, by_index.get(clause.parent)
    while here is not None and here.index not in seen:
        found = own_times(here, placed, adverbial=True)
        if found:
            return found
        seen.add(here.index)
        here = by_index.get(here.parent)
    under = [p for p in placed if _shared(p) and _is_under(p.owner, clause, by_index)]
    if under:
        return (min(under, key=lambda p: abs(p.token - clause.head)),)
    open_times = [p for p in placed if _shared(p) and p.timex.type in {"DATE", "TIME"} and not _shielded(p.owner, clause, by_index)]
    return tuple(open_times) if len(open_times) == 1 else ()


def _is_under(owner: int, clause: Clause, by_index: dict[int, Clause]) -> bool:
    steps = 0
    while owner in by_index and steps <= len(by_index):
        here = by_index[owner]
        if here.index == clause.index:
            return True
        if here.link in CLOSED or not (here.link in UPWARD or here.kind == "noun"):
            return False
        owner, steps = here.parent, steps + 1
    return False


def _shielded(owner: int, clause: Clause, by_index: dict[int, Clause]) -> bool:
    """Whether a time stands inside a report or a relative clause, so that it tells nothing of a clause outside it."""
    steps = 0
    while owner in by_index and owner != clause.index and steps <= len(by_index):
        here = by_index[owner]
        if here.link in CLOSED or (here.link in SHIELDS and here.kind != "noun"):
            return True
        owner, steps = here.parent, steps + 1
    return False
