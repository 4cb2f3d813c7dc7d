"""Parties told beside an act: where its crowd stands, who announced it, in whose fire people died, whom a purpose names."""

from collections.abc import Iterator

from detente.events.frames import frame_of
from detente.language.parties import from_clause, parties_in
from detente.language.view import SentenceView
from detente.records import Clause, Party

PLACES = ("place", "capital", "name", "given")
HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "ACCUSE", "THREATEN"})
GOOD = frozenset({"AID", "SUPPORT", "COOPERATE", "CONSULT", "AGREE", "RETREAT", "CONCEDE"})
NAMED = ("nmod", "obl", "appos", "flat")


def crowd_of(view: SentenceView, clause: Clause) -> tuple[Party, ...]:
    """Whose crowd protests that nobody names: China's in "Crowds threw bottles at the Japanese consulate in Shanghai"."""
    cases = view.pack.words("place_cases")
    found = []
    for argument in clause.arguments:
        for i in view.tree.subtree(argument.head) if not argument.shared else ():
            mention = view.mention_at.get(i)
            if mention is not None and mention.how in PLACES and view.tree.case(i) in cases and view.tree.relations[i][1] in NAMED:
                found.append(i)
    return parties_in(view, found[-1]) if found else ()


def announcer(view: SentenceView, clause: Clause) -> tuple[Party, ...]:
    """Who announced or planned the act that a noun tells: the US in "Washington's announcement of a withdrawal from Iraq"."""
    token = view.tree.token(clause.head)
    governor = view.clause_at.get(token.head)
    if governor is None or governor.kind != "noun" or not token.deprel.startswith("nmod") or not view.tree.case(clause.head):
        return ()
    return from_clause(view, governor, "poss") if _tells_own(view, governor.head) else ()


def _tells_own(view: SentenceView, index: int) -> bool:
    """Whether a noun tells what its owner does or will do: an announcement, a plan."""
    rows = (e.row for e in view.pack.forms("modality").starting_with(view.lower(index)) if len(e.words) == 1)
    if any("n" in row.items("pos") and row["effect"] == "plan" for row in rows):
        return True
    return view.lower(index) in view.pack.words("announcing")


def held_by(view: SentenceView, clause: Clause) -> Iterator[Party]:
    """In whose land those were held who are set free by nobody named: Libya's in "were released from captivity in Libya"."""
    cases = view.pack.words("origin_cases") | view.pack.words("owner_cases")
    for argument in clause.arguments:
        if argument.slot == "obl" and argument.case in cases and not argument.shared:
            yield from parties_in(view, argument.head)


def those_under(view: SentenceView, clause: Clause) -> tuple[Party, ...]:
    """Who stands under fire: Russia in "Under fire from Ukraine, Russia withdrew"."""
    if clause.parent < 0 or view.tree.case(clause.head) not in view.pack.words("under_cases"):
        return ()
    governor = view.parsed.clauses[clause.parent]
    return from_clause(view, governor, "subj") if governor.kind != "noun" else ()


def in_whose_act(view: SentenceView, clause: Clause) -> Iterator[Party]:
    """Whose act it was that cost lives: Israel's in "were killed in Israeli shelling"."""
    cases = view.pack.words("place_cases")
    for argument in clause.arguments:
        if argument.slot == "obl" and argument.case in cases and not argument.shared and is_blow(view, argument.head):
            noun = view.clause_at.get(argument.head)
            if noun is not None:
                yield from from_clause(view, noun, "poss") or from_clause(view, noun, "agent") or _opponents(view, noun)


def _opponents(view: SentenceView, noun: Clause) -> tuple[Party, ...]:
    cases = view.pack.words("companion_cases")
    return tuple(p for a in noun.arguments if a.case in cases for p in parties_in(view, a.head))


def where_struck(view: SentenceView, index: int) -> tuple[Party, ...]:
    """Whose land a blow befell that cost lives: Syria's in "was killed in an air strike in Syria"."""
    cases = view.pack.words("owner_cases")
    return tuple(p for i in view.tree.below(index, "nmod") if view.tree.case(i) in cases for p in parties_in(view, i))


def is_blow(view: SentenceView, index: int) -> bool:
    """Whether a noun is an act of force: "shelling", "raid"."""
    return "ASSAULT" in _types(view, index, "n")


def _types(view: SentenceView, index: int, pos: str) -> set[str]:
    entries = view.pack.forms("events").starting_with(view.lower(index))
    return {frame_of(e.row, view.pack).type for e in entries if e.form.pos == pos and len(e.words) == 1}


def those_in_purpose(view: SentenceView, clause: Clause, kind: str) -> tuple[Party, ...]:
    """Whom the purpose of an act of a `kind` names: Syrians in "provided $2m to help Syrian refugees".

    Help harms nobody, and arms are moved to help nobody.
    """
    purposes, unlike = view.pack.words("purpose_marks"), HARM if kind == "AID" else GOOD
    heads = {clause.head, *(a.head for a in clause.arguments if a.slot == "obj")}
    for other in view.parsed.clauses:
        marked = bool(set(other.mark.split()) & purposes) and other.link in ("advcl", "acl", "xcomp")
        if marked and view.tree.token(other.head).head in heads and not unlike & _types(view, other.head, "v"):
            found = from_clause(view, other, "obj")
            if found:
                return found
            named = (a for a in other.arguments if a.slot == "obl" and a.case in view.pack.words("owner_cases") and not a.shared)
            found = tuple(p for a in named for p in parties_in(view, a.head))
            if found:
                return found
    return ()
