"""Find the frames that a sentence fulfils."""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.events.frames import Condition, Frame, frame_of
from detente.events.slots import NOMINAL, effective_slots, heads_in, nominal_phrase
from detente.language import Entry
from detente.language.view import SentenceView
from detente.records import Clause

COMPLEMENTS = {"comp": ("ccomp", "xcomp", "acl"), "ccomp": ("ccomp",), "xcomp": ("xcomp",)}
GIVING = "AID"
REACH = 5
"""Words that may stand between the parts of a phrase ("carried the attack out")."""


@dataclass(frozen=True, slots=True)
class Match:
    """A frame at its predicate; `theme` are the token indices that fulfilled its conditions."""

    frame: Frame
    clause: Clause
    trigger: tuple[int, ...]
    voice: str
    theme: frozenset[int]


Ranked = tuple[tuple[int, bool, int, int], Match]


def find_matches(view: SentenceView) -> list[Match]:
    """The frames of each predicate of a sentence, governing predicates first, the best of each first."""
    found: dict[int, list[Ranked]] = {}
    written = _written(view)
    for position in range(len(view.tree.dependents)):
        if view.tree.token(position).kind != "word":
            continue
        for rank, (entry, trigger) in enumerate(_entries(view, position)):
            match = _try(view, entry, trigger, written)
            if match is None:
                continue
            noun = (entry.form.pos == "n") != any(a.slot == "subj" for a in match.clause.arguments) and match.clause.kind == "noun"
            key = (len(trigger), noun, sum(not c.negated for c in match.frame.conditions), -rank)
            found.setdefault(match.clause.head, []).append((key, match))
    ordered = sorted(found.values(), key=lambda group: group[0][1].clause.index)
    return [match for group in ordered for match in _of_best_phrase(group)]


def _of_best_phrase(group: list[Ranked]) -> Iterator[Match]:
    """The frames of a predicate, best first, those of its longest phrase alone: a trade war that fits nowhere is no war."""
    ranked = [match for _, match in sorted(group, key=lambda pair: pair[0], reverse=True)]
    return (match for match in ranked if match.trigger == ranked[0].trigger)


def _entries(view: SentenceView, position: int) -> Iterator[tuple[Entry, tuple[int, ...]]]:
    index = view.pack.forms("events")
    alone = (position,)
    for entry in index.starting_with(view.lower(position)):
        if len(entry.words) == 1:  # most rows: nothing more to be found
            yield entry, alone
            continue
        reach = REACH if entry.form.pos == "v" else 1
        trigger = _phrase(view, position, entry.words, reach)
        if reach > 1 and len(trigger) > 1 and view.tree.token(position).upos not in ("VERB", "AUX"):
            trigger = () if trigger[-1] - trigger[0] >= len(trigger) else trigger
        if trigger:
            yield entry, trigger


def _phrase(view: SentenceView, position: int, words: tuple[str, ...], reach: int) -> tuple[int, ...]:
    found = [position]
    for word in words[1:]:
        limit = min(found[-1] + (1 + reach if len(found) == 1 and reach > 1 else 2), len(view.tree.dependents))
        place = next((i for i in range(found[-1] + 1, limit) if view.lower(i) == word), -1)
        if place < 0 or (place > found[-1] + 1 and _opens_phrase(view, place)):
            return ()
        found.append(place)
    return tuple(found)


def _opens_phrase(view: SentenceView, index: int) -> bool:
    """Whether a word belongs to what comes after it: "over" in "took in over a million" is no particle of "took"."""
    token = view.tree.token(index)
    return token.deprel in ("case", "advmod") and token.head > index + 1 and view.tree.token(token.head).upos != "VERB"


def _written(view: SentenceView) -> frozenset[str]:
    """All that the words of a sentence may show to a condition: nothing else need be looked for in its slots."""
    named = (word for t in view.parsed.sentence.tokens if t.kind != "word" for word in _words(view, t.index))
    return frozenset((*view.tree.lowers, *named))


def _try(view: SentenceView, entry: Entry, trigger: tuple[int, ...], written: frozenset[str]) -> Match | None:
    clause = _clause_of(view, trigger)
    if clause is None or not _kind_fits(view, entry, clause):
        return None
    frame = frame_of(entry.row, view.pack)
    if any(c.needs is not None and c.needs.isdisjoint(written) for c in frame.conditions):
        return None
    voice = entry.form.voice if entry.form.voice in ("active", "passive") else "active" if entry.form.pos == "i" else clause.voice
    participle = clause.kind == "adj" and entry.form.pos == "v" and not voice and entry.form.tense != "gerund"
    if participle and view.tree.below(clause.head, "cop"):
        voice = "passive"  # "will not be intimidated", whatever the parser took it for
    theme: set[int] = set()
    for condition in frame.conditions:
        holds, tokens = _holds(view, clause, voice, condition, trigger)
        if not holds:
            return None
        theme.update(tokens)
    return Match(frame, clause, trigger, voice, frozenset(theme))


def _clause_of(view: SentenceView, trigger: tuple[int, ...]) -> Clause | None:
    clauses = [view.clause_at[i] for i in trigger if i in view.clause_at]
    return min(clauses, key=lambda c: c.index) if clauses else None


def _kind_fits(view: SentenceView, entry: Entry, clause: Clause) -> bool:
    pos, kind = entry.form.pos, clause.kind
    if pos in ("i", "a"):
        return True
    if pos == "n":
        return kind == "noun"
    if kind == "verb":
        return True
    form = entry.form
    if kind == "adj" and view.tree.token(clause.head).deprel == "amod" and entry.row["type"] == GIVING:
        return False  # "men armed with knives": nobody armed them just now
    return form.voice in ("active", "passive") or form.tense == "gerund" or (kind == "adj" and form.tense in ("past", "participle"))


def _holds(
    view: SentenceView, clause: Clause, voice: str, condition: Condition, trigger: tuple[int, ...]
) -> tuple[bool, set[int]]:
    tokens: set[int] = set()
    holds = False
    filled = False
    for slot in condition.slots:
        if slot in COMPLEMENTS:
            complements = [c.head for c in view.parsed.clauses if c.parent == clause.index and c.link in COMPLEMENTS[slot]]
            filled = filled or bool(complements)
            holds = holds or any(view.lower(head) in condition.words for head in complements)
            continue
        for name in effective_slots(view, clause, voice, slot):
            for head in heads_in(view, clause, name, trigger):
                filled = True
                hits = _hits(view, head, condition)
                tokens.update(hits)
                holds = holds or bool(hits)
    holds = holds or ("any" in condition.kinds and filled) or ("none" in condition.kinds and not filled)
    return (not holds, set()) if condition.negated else (holds, tokens)


def _hits(view: SentenceView, head: int, condition: Condition) -> set[int]:
    phrase = (*nominal_phrase(view, head), *_meant(view, head))
    words = condition.words
    hits = {i for i in phrase if view.lower(i) in words or (view.tree.token(i).kind != "word" and not words.isdisjoint(_words(view, i)))}
    if condition.kinds & {"ENTITY", "STATE"}:
        any_entity = "ENTITY" in condition.kinds
        named = [i for i in _owned(view, head) if i in view.mention_at]
        hits.update(i for i in named if any(_is_party(e.code, state=not any_entity) for e in view.mention_at[i].entities))
    if not words.isdisjoint(view.pack.words("people")):
        hits.update(i for i in phrase if i in view.mention_at and view.mention_at[i].how == "inhabitant")
    for run in condition.phrases:
        for i in phrase:
            if view.lower(i) == run[0] and view.tree.lowers[i : i + len(run)] == run:
                hits.update(range(i, i + len(run)))
    return hits


def _meant(view: SentenceView, head: int) -> tuple[int, ...]:
    """The noun phrase before it that a bare "another" stands for: "signed one document, whereas Russia signed another"."""
    token = view.tree.token(head)
    if token.upos == "NOUN" or view.lower(head) not in view.pack.words("stand_ins"):
        return ()
    before = (i for i in range(head - 1, -1, -1) if view.tree.token(i).upos == "NOUN" and view.tree.token(i).deprel == token.deprel)
    return next((nominal_phrase(view, i) for i in before), ())


def _words(view: SentenceView, index: int) -> tuple[str, ...]:
    """The words of a token: a name of several words ("duta besar India") shows each of them and its first two together."""
    lower = view.lower(index)
    if view.tree.token(index).kind == "word" or " " not in lower:
        return (lower,)
    return (*lower.split(), " ".join(lower.split()[:2]))


def _owned(view: SentenceView, head: int) -> list[int]:
    """The words of a noun phrase that say what or whose it is, not whom it is for."""
    cases = view.pack.words("owner_cases")
    found, stack = [], [head]
    while stack:
        here = stack.pop()
        found.append(here)
        stack.extend(c for c in view.tree.below(here, *NOMINAL) if not view.tree.case(c) or view.tree.case(c) in cases)
    return found


def _is_party(code: str, *, state: bool) -> bool:
    return code != "---" and (not state or (len(code) == 3 and code.isupper()))
