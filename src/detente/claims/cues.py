"""Find the cues of a sentence: words that hand the word to somebody."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.language import Entry, Pack, Row
from detente.language.parties import is_person, parties_in
from detente.language.view import SentenceView
from detente.records import Clause, Party

VERB = "subj=source comp|obj=content"
NOUN = "poss|agent=source comp=content"


PASSIVE = {"subj": "agent", "obj": "subj"}
"""Where what stands in a slot of the active goes in the passive: "the strike angered Kyiv", "Kyiv was angered by the strike"."""
NO_CUE = ("none", "verdict", "colon")
"""Kinds that are no cues, or are looked for by themselves."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word at its tokens with its clause, and the row that knows it."""

    row: Row
    tokens: tuple[int, ...]
    head: int
    clause: Clause | None
    voice: str


def find_cues(view: SentenceView, table: str = "reporting") -> Iterator[Cue]:
    """The cues of a sentence in text order; the longest phrase wins at each place."""
    index = view.pack.forms(table)
    size = len(view.tree.dependents)
    position = 0
    while position < size:
        best: Entry | None = None
        for entry in index.starting_with(view.lower(position)):
            fits = all(position + k < size and view.lower(position + k) == w for k, w in enumerate(entry.words))
            if fits and _kind_fits(view, entry, position) and (best is None or len(entry.words) > len(best.words)):
                best = entry
        if best is None or view.tree.token(position).kind != "word":
            position += 1
            continue
        tokens = tuple(range(position, position + len(best.words)))
        if best.row["kind"] not in NO_CUE:
            yield _cue(view, best, tokens)
        position += len(best.words)


def _kind_fits(view: SentenceView, entry: Entry, position: int) -> bool:
    if len(entry.words) > 1 or entry.form.pos in ("i", "particle"):
        return True
    clause = view.clause_at.get(position)
    if clause is None:
        return False
    if entry.form.pos == "n":
        return clause.kind == "noun"
    if clause.kind == "verb" or entry.form.voice in ("active", "passive"):
        return entry.form.voice != "bare" or clause.kind == "verb"
    return bool(view.tree.below(position, "ccomp", "nsubj"))


def _cue(view: SentenceView, entry: Entry, tokens: tuple[int, ...]) -> Cue:
    inside = set(tokens)
    head = next((t for t in tokens if view.tree.token(t).head not in inside), tokens[0])
    clause = view.clause_at.get(head) or next((view.clause_at[t] for t in tokens if t in view.clause_at), None)
    voice = entry.form.voice if entry.form.voice in ("active", "passive") else clause.voice if clause else ""
    if clause is not None and _opens_passive(view, entry, clause, tokens[0]):
        voice = "passive"
    return Cue(entry.row, tokens, head, clause, voice)


def _opens_passive(view: SentenceView, entry: Entry, clause: Clause, first: int) -> bool:
    """Whether a participle opens the sentence: "Asked about the raid, the minister ..." is what was asked of him."""
    if first > 0 or clause.kind != "verb" or clause.marks or any(not a.shared and a.slot in ("subj", "obj") for a in clause.arguments):
        return False
    found = (e for table in ("reporting", "acts") for e in view.pack.forms(table).starting_with(view.lower(first)))
    return any(e.form.tense == "participle" and e.row["id"] == entry.row["id"] for e in found)


def roles_of(cue: Cue, pack: Pack) -> dict[str, list[str]]:
    """The slots of a cue's frame by role, e.g. {"source": ["subj"], "content": ["comp", "obj"]}."""
    noun = cue.clause is not None and cue.clause.kind == "noun"
    text = cue.row["frame"] or (pack.settings.get("syntax", {}).get("noun_cue", NOUN) if noun else VERB)
    roles: dict[str, list[str]] = {"source": [], "content": [], "addressee": []}
    for part in text.split():
        slots, _, role = part.partition("=")
        roles.setdefault(role, []).extend(slots.split("|"))
    return roles


def source_of(view: SentenceView, cue: Cue) -> tuple[tuple[Party, ...], int]:
    """The parties that speak, and the head of the words that stand for who speaks, -1 for none (an unknown official is somebody)."""
    heads = [head for head in _source_heads(view, cue) if not _is_ground(view, cue, head)]
    parties = tuple(p for head in heads for p in parties_in(view, head))
    if not parties and heads and (cue.clause is None or cue.row["kind"] in ("according", "relay", "citing")):
        beside = heads[0] + 1
        if beside < len(view.tree.dependents) and view.tree.token(beside).kind == "name":
            parties = parties_in(view, beside)
    return tuple(p if not _is_outsider(view, heads) else _private(p) for p in parties), heads[0] if heads else -1


def _is_outsider(view: SentenceView, heads: list[int]) -> bool:
    """Whether those who speak speak for no government: "an analyst in Riyadh"."""
    return bool(heads) and view.lower(heads[0]) in view.pack.words("outsiders")


def _private(party: Party) -> Party:
    return replace(party, entity=replace(party.entity, sector="CVL"))


def _is_ground(view: SentenceView, cue: Cue, head: int) -> bool:
    """Whether what is cited is a reason, not somebody's word: "Citing Iranian defiance, the White House reimposed sanctions"."""
    verb = len(cue.tokens) == 1 and cue.clause is not None and cue.clause.kind == "verb" and cue.head == cue.tokens[0]
    token = view.tree.token(head)
    if cue.row["kind"] not in ("according", "citing") or not verb or token.kind == "name" or token.upos == "PRON":
        return False
    beside = head + 1 < len(view.tree.dependents) and view.tree.token(head + 1).kind == "name"
    if beside or head in view.mention_at or any(p.entity.sector == "JRN" for p in parties_in(view, head)):
        return False
    return not (is_person(view, head) or any(e.form.pos == "n" for e in view.pack.forms("reporting").starting_with(view.lower(head))))


def _source_heads(view: SentenceView, cue: Cue) -> list[int]:
    if cue.row["kind"] == "hearsay" and cue.row["pos"] == "particle" and not cue.row["frame"]:
        return []
    if cue.clause is None or cue.row["kind"] in ("according", "relay", "citing"):
        return _after_particle(view, cue)
    after = stands_after(view, cue)
    if after >= 0:
        return [after]
    passive = cue.voice == "passive" and cue.clause.kind != "noun"
    for slot in roles_of(cue, view.pack)["source"]:
        wanted = PASSIVE.get(slot, slot) if passive else slot
        plain = wanted in ("subj", "obj", "agent", "poss", "iobj")
        heads = [a.head for a in cue.clause.arguments if (a.slot if plain else a.case) == wanted and a.head not in cue.tokens]
        if heads:
            own = [a.head for a in cue.clause.arguments if a.head in heads and not a.shared]
            before = [head for head in own if head < cue.tokens[0]] if slot == "subj" else []
            return before[-1:] or own[:1] or heads[:1]
    for case in roles_of(cue, view.pack)["source"] if len(cue.tokens) > 1 else ():
        below = [i for t in cue.tokens for i in view.tree.below(t, "nmod", "obl") if view.tree.case(i) == case]
        if below:
            return below[:1]
    if passive and view.pack.settings.get("syntax", {}).get("bare_agent"):
        nearby = [a.head for a in cue.clause.arguments if a.slot == "obj" and 0 < a.head - cue.head <= 2]
        return nearby[:1]
    return []


def stands_after(view: SentenceView, cue: Cue) -> int:
    """The speaker behind a verb that itself stands behind what is said: '..., said Geoff Garin, a pollster'; -1 for none."""
    if cue.row["kind"] not in ("speech", "utter") or cue.voice == "passive" or cue.clause is None or cue.clause.kind == "noun":
        return -1
    first = cue.tokens[0]
    if first < 2 or view.tree.token(first - 1).upos != "PUNCT" or view.tree.below(cue.head, "mark"):
        return -1
    after = [i for i in view.tree.below(cue.head, "nsubj", "obj", "iobj", "appos") if i > cue.tokens[-1]]
    if not after or any(i > cue.head for i in view.tree.below(cue.head, "ccomp", "xcomp")):
        return -1
    who = after[0]
    left = min(view.tree.subtree(who))
    is_next = left == cue.tokens[-1] + 1
    named = view.tree.token(who).kind == "name" or who in view.mention_at or view.tree.relations[who][1] == "nsubj" or is_person(view, who)
    return who if is_next and named else -1


def _after_particle(view: SentenceView, cue: Cue) -> list[int]:
    """The noun after "according to", "menurut": the phrase that the particle marks, else the next name or noun."""
    inside = set(cue.tokens)
    governor = view.tree.token(cue.head).head
    relation = view.tree.token(cue.head).deprel.partition(":")[0]
    if relation in ("case", "fixed", "mark", "amod") and governor > cue.tokens[-1]:
        return [governor]
    for i in range(cue.tokens[-1] + 1, min(cue.tokens[-1] + 8, len(view.tree.dependents))):
        if i in inside:
            continue
        token = view.tree.token(i)
        if token.upos == "PUNCT":
            break
        if token.kind == "name" or token.upos in ("NOUN", "PROPN", "PRON"):
            return [_head_noun(view, i)]
    return []


def _head_noun(view: SentenceView, index: int) -> int:
    """The noun further right that a noun only modifies: "ministry" for "foreign" in "the foreign ministry"."""
    head = view.tree.token(index).head
    while head > index and view.tree.token(head).upos in ("NOUN", "PROPN"):
        index, head = head, view.tree.token(head).head
    return index
