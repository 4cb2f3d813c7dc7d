"""Which phrases of a clause stand in a slot of a frame, whatever the voice."""

from detente.language.view import SentenceView
from detente.records import Clause

NOMINAL = ("compound", "flat", "amod", "nmod", "conj", "appos", "nummod", "det", "fixed", "case", "goeswith")
PLAIN = ("subj", "obj", "iobj", "agent", "poss", "appos", "comp")


def effective_slots(view: SentenceView, clause: Clause, voice: str, slot: str) -> tuple[str, ...]:
    """The slots of the written clause that hold a slot of the active frame: in a passive the subject is the object."""
    if voice != "passive" or clause.kind == "noun":
        return (slot,)
    has_object = any(a.slot == "obj" for a in clause.arguments)
    bare_agent = bool(view.pack.settings.get("syntax", {}).get("bare_agent"))
    if slot == "subj":
        return ("agent", "obj") if bare_agent else ("agent",)
    if slot == "obj":
        return ("obj",) if has_object and not bare_agent else ("subj",)
    if slot == "iobj":
        return ("subj",) if has_object else ("iobj",)
    return (slot,)


def heads_in(view: SentenceView, clause: Clause, slot: str, trigger: tuple[int, ...] = ()) -> list[int]:
    """Token indices of the head nouns in a slot of a clause.

    A prepositional phrase is looked for at the predicate and the other words of its phrase ("went to war with"), then under its
    arguments ("sent shells to Russia", "exchange of prisoners between"), then, for a noun, at the verb that governs it.
    """
    key = (clause.index, slot, trigger)
    if key not in view.heads:
        view.heads[key] = _heads(view, clause, slot, trigger)
    return view.heads[key]


def _heads(view: SentenceView, clause: Clause, slot: str, trigger: tuple[int, ...]) -> list[int]:
    clauses = [clause, *(view.clause_at[t] for t in trigger if t in view.clause_at and t != clause.head)]
    own = [a.head for a in view.arguments(clause, slot)]
    if not own and slot != "subj":
        own = [a.head for c in clauses[1:] for a in view.arguments(c, slot) if not a.shared]
    if slot == "obj" and not own:
        own = [a.head for a in view.arguments(clause, "iobj")]
    if own or slot in PLAIN:
        return own
    for argument in sorted((a for c in clauses for a in c.arguments if not a.shared), key=lambda a: a.slot != "obj"):
        if argument.head in view.mention_at:
            continue
        inside = nominal_phrase(view, argument.head)
        found = [c for n in inside for c in view.tree.below(n, "nmod", "obl") if view.tree.case(c) == slot and c > argument.head]
        if found:
            return found[-1:] if len(found) > 1 and found[0] not in view.tree.dependents[argument.head] else found
    if clause.kind == "noun" and slot not in view.pack.words("agent_cases"):
        return _at_governor(view, clause, slot)
    if clause.link in ("advcl", "xcomp") and clause.parent >= 0 and slot not in view.pack.words("agent_cases"):
        above = view.parsed.clauses[clause.parent]  # "joined Oslo in imposing curbs on Minsk": what stands behind a verb is its own
        return [a.head for a in view.arguments(above, slot) if a.head > clause.head and above.head < clause.head and not a.shared]
    return []


def nominal_phrase(view: SentenceView, head: int) -> tuple[int, ...]:
    """The words of a noun phrase without its clauses, the head first."""
    if head not in view.phrases:
        view.phrases[head] = tuple(_nominal(view, head))
    return view.phrases[head]


def _nominal(view: SentenceView, head: int) -> list[int]:
    found, stack = [], [head]
    while stack:
        here = stack.pop()
        found.append(here)
        pairing = view.pack.words("pair_cases")  # "cooperation between their coast guards" is no guards
        stack.extend(c for c in view.tree.below(here, *NOMINAL) if not pairing or view.tree.case(c) not in pairing)
    return found


def _at_governor(view: SentenceView, clause: Clause, slot: str) -> list[int]:
    token = view.tree.token(clause.head)
    governor = view.clause_at.get(token.head)
    if governor is None or token.deprel.partition(":")[0] not in ("obj", "obl"):
        return []
    return [a.head for a in view.arguments(governor, slot) if a.head != clause.head and a.head > clause.head]
