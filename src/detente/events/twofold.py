"""One act told by two verbs: "sent drones to strike the Kremlin", "stormed and set fire to the embassy"."""

from collections.abc import Sequence
from dataclasses import replace

from detente.language.parties import codes
from detente.language.view import SentenceView
from detente.records import Clause, Event

MEANS = {"MOBILIZE": ("ASSAULT", "COERCE"), "ASSAULT": ("ASSAULT",), "SANCTION": ("SANCTION",), "AID": ("AID",)}
"""Types that are only how an act of another type is done, by the same doer."""


def as_one(view: SentenceView, events: Sequence[Event]) -> list[Event]:
    """The events, those that only tell how or why another one is done marked as absorbed by it.

    Of two coordinated verbs that share the object behind the second, the first gets its recipients; of one type, it is absorbed.
    """
    found = list(events)
    for number, event in enumerate(events):
        for other_number, other in enumerate(events):
            if number == other_number or event.absorbed or found[other_number].absorbed or codes(event.actors) != codes(other.actors):
                continue
            one, two = view.parsed.clauses[event.clause], view.parsed.clauses[other.clause]
            if not event.actors or "noun" in (one.kind, two.kind):
                continue
            if _is_means(view, event, other, one, two):
                found[number] = replace(found[number], absorbed_by=other_number)
            elif not event.recipients and other.recipients and _shares_object(view, one, two):
                found[number] = replace(found[number], recipients=other.recipients)
                if event.type == other.type:
                    found[number] = replace(found[number], absorbed_by=other_number)
    return found


def _is_means(view: SentenceView, event: Event, other: Event, one: Clause, two: Clause) -> bool:
    """Whether an event is the means to another ("sent drones to strike X"), or the aim of one like it ("raised duties to punish X")."""
    if other.type not in MEANS.get(event.type, ()) or event.effects != other.effects:
        return False
    if event.type == other.type:
        return _is_purpose(view, one, two) and codes(event.recipients) <= codes(other.recipients)
    aims = codes(event.recipients) <= codes(other.recipients) or event.type == "MOBILIZE"
    return aims and (_is_purpose(view, two, one) or _is_manner(one, two))


def _is_purpose(view: SentenceView, clause: Clause, governor: Clause) -> bool:
    marked = bool(set(clause.mark.split()) & view.pack.words("purpose_marks"))
    return clause.parent == governor.index and clause.link in ("advcl", "xcomp", "acl") and marked


def _is_manner(clause: Clause, governor: Clause) -> bool:
    own = any(a.slot == "subj" and not a.shared for a in clause.arguments)
    return clause.parent == governor.index and clause.link == "advcl" and not clause.mark and not own


def _shares_object(view: SentenceView, first: Clause, second: Clause) -> bool:
    """Whether two verbs stand side by side, the first without an object of its own: "attacked and sank a ship"."""
    joined = second.parent == first.index and second.link == "conj" and second.head - first.head == 2
    return joined and view.tree.token(first.head + 1).upos == "CCONJ" and not any(a.slot == "obj" for a in first.arguments)
