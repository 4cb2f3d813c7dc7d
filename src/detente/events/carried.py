"""Parties that stand with a governing verb: of light verbs, of joint action, of help given for something."""

from collections.abc import Sequence

from detente.events.modality import Modality, light_role
from detente.language.parties import from_clause, parties_in
from detente.language.view import SentenceView
from detente.records import Clause, Event, Party

HELP = ("AID", "SUPPORT")


def carrier(view: SentenceView, modality: Modality, clause: Clause, role: str) -> tuple[Party, ...]:
    """The subject of the verb that carries or plans a noun of action: "Russia" in "Russia carried out a strike"."""
    token = view.tree.token(clause.head)
    governor = view.clause_at.get(token.head)
    carried = token.deprel in ("obj", "nsubj:pass", "conj") or (token.deprel == "obl" and not view.tree.case(clause.head))
    if governor is None or not carried:
        return ()
    if light_role(view, governor) != role and not (role == "actor" and (modality.carries(governor) or _answers(view, governor, clause))):
        return ()
    slot = "agent" if governor.voice == "passive" and token.deprel.startswith("nsubj") else "subj"
    return from_clause(view, governor, slot)


def _answers(view: SentenceView, clause: Clause, noun: Clause) -> bool:
    """Whether a verb denies or admits a deed: that is its subject's own doing, where nobody else is named."""
    if any(entry.form.pos == "n" for entry in view.pack.forms("reporting").starting_with(view.lower(noun.head))):
        return False
    entries = view.pack.forms("reporting").starting_with(view.lower(clause.head))
    return any(entry.row["stance"] in ("denies", "confirms") and len(entry.words) == 1 for entry in entries)


def beneficiary(view: SentenceView, clause: Clause, kind: str) -> tuple[Party, ...]:
    """Whom help serves that is only mentioned as a means: "North Korea" in "North Korea was founded with Soviet support"."""
    if kind not in HELP or clause.parent < 0:
        return ()
    cases = view.pack.words("means_cases")
    governor = view.parsed.clauses[clause.parent]
    if view.tree.case(clause.head) not in cases:
        return ()
    return from_clause(view, governor, "subj")


def backer(view: SentenceView, clause: Clause, kind: str) -> tuple[Party, ...]:
    """Who does something as help: Russia in "Russia bombed the town in support of the Syrian army"."""
    if kind != "SUPPORT" or clause.parent < 0 or view.tree.case(clause.head) not in view.pack.words("cause_cases"):
        return ()
    governor = view.parsed.clauses[clause.parent]
    if governor.kind == "noun" or view.tree.token(clause.head).head != governor.head:
        return ()
    return from_clause(view, governor, "agent" if governor.voice == "passive" else "subj")


def attending(view: SentenceView, clause: Clause) -> tuple[Party, ...]:
    """Who attends a meeting that a sentence names by the way: "Seoul" in "Seoul pledged in talks with Tokyo to ..."."""
    head = clause.head
    while view.tree.token(head).deprel == "nmod" and view.tree.case(head) in view.pack.words("measure_cases"):
        head = view.tree.token(head).head  # "after a day of talks"
    if clause.parent < 0 or view.tree.case(head) not in view.pack.words("time_cases") | view.pack.words("place_cases"):
        return ()
    governor = view.clause_at.get(view.tree.token(head).head) or view.parsed.clauses[clause.parent]
    return from_clause(view, governor, "agent" if governor.voice == "passive" else "subj")


def relative_doer(view: SentenceView, clause: Clause) -> tuple[Party, ...]:
    """Who does what a relative clause tells where its antecedent names nobody: the nearest party right before the clause."""
    here = clause
    for _ in range(3):
        if any(a.slot == "subj" and not a.shared for a in here.arguments) or here.parent < 0:
            return ()
        if here.link == "relcl":
            break
        here = view.parsed.clauses[here.parent]
    if here.link != "relcl" or here.voice == "passive":
        return ()
    antecedent = view.tree.token(here.head).head
    first = min(view.tree.subtree(here.head))
    for i in range(first - 1, max(antecedent, first - 5), -1):
        bare = view.tree.token(i).upos in ("PUNCT", "DET", "ADP") or _tells_where(view, i)
        found = () if bare else parties_in(view, i)
        if found:
            return found
    return ()


def _tells_where(view: SentenceView, index: int) -> bool:
    """Whether a name only says where something was: Nice and France in "an attack in Nice, France, which killed dozens"."""
    if index in view.mention_at and view.mention_at[index].how == "place":
        return True
    places = view.pack.words("place_cases")
    names = (i for i in (index, *view.tree.above(index)) if view.tree.token(i).kind == "name")
    return any(view.tree.case(i) in places for i in names)


def inherited_doer(view: SentenceView, clause: Clause) -> tuple[Party, ...]:
    """Who does what is told of a thing that somebody does: "North Korea" in "it took steps such as stopping its tests"."""
    here = clause
    while here.parent >= 0 and here.link not in ("main", "relcl"):
        if any(a.slot == "subj" and not a.shared for a in here.arguments) or here.voice == "passive":
            return ()
        here = view.parsed.clauses[here.parent]
        if here.kind == "verb":
            own = tuple(p for a in view.arguments(here, "subj") if not a.shared for p in parties_in(view, a.head, doer=True))
            if own or any(a.slot == "subj" and not a.shared for a in here.arguments):
                return own
    return ()


def companions(view: SentenceView, clause: Clause) -> tuple[Party, ...]:
    """Those with whom the doer acts: "China" in "Russia joined China in vetoing the draft"."""
    if clause.kind == "noun" or any(a.slot == "subj" and not a.shared for a in clause.arguments):
        return ()
    here = clause
    for _ in range(3):
        if here.parent < 0 or here.link not in ("advcl", "xcomp", "ccomp", "conj"):
            return ()
        here = view.parsed.clauses[here.parent]
        if light_role(view, here) == "joint":
            return _with_whom(view, here)
        if any(a.slot == "subj" and not a.shared for a in here.arguments):
            return ()
    return ()


def _with_whom(view: SentenceView, joint: Clause) -> tuple[Party, ...]:
    cases = view.pack.words("companion_cases")
    return tuple(p for a in joint.arguments if a.slot == "obj" or a.case in cases for p in parties_in(view, a.head))


def is_joint(view: SentenceView, clause: Clause, events: Sequence[Event]) -> bool:
    """Whether an event is only the joining in another one that the sentence tells."""
    if light_role(view, clause) != "joint":
        return False
    return any(_under(view, view.parsed.clauses[e.clause], clause) for e in events if e.clause != clause.index)


def _under(view: SentenceView, clause: Clause, top: Clause) -> bool:
    while clause.parent >= 0 and clause.link in ("advcl", "xcomp", "ccomp", "conj"):
        if clause.parent == top.index:
            return True
        clause = view.parsed.clauses[clause.parent]
    return False
