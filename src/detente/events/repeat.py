"""Acts told by a verb that only takes up another: "but Bahrain did so", "Canada followed suit"."""

from collections.abc import Sequence
from dataclasses import replace

from detente.events.modality import Modality
from detente.language.parties import codes, from_clause, without
from detente.language.view import SentenceView
from detente.records import Event


def repeated(view: SentenceView, events: Sequence[Event], modality: Modality) -> list[Event]:
    """The event that each "did so" of a sentence takes up, done by its own subject, e.g. SANCTION BHR->IRN."""
    found: list[Event] = []
    for place, words in _pro_verbs(view):
        clause = next((view.clause_at[i] for i in range(place, place + len(words)) if i in view.clause_at), None)
        before = [e for e in events if e.trigger[-1] < place and view.parsed.clauses[e.clause].kind != "noun"]
        if clause is None or not before or any(set(e.trigger) & set(range(place, place + len(words))) for e in events):
            continue
        actors = from_clause(view, clause, "subj")
        told = before[-1]
        if not codes(actors) or codes(actors) == codes(told.actors):
            continue
        effects, reasons = modality.effects(clause)
        again = replace(told, clause=clause.index, trigger=tuple(range(place, place + len(words))), effects=effects)
        because = (told.because[0], *reasons, "events:repeated")
        found.append(replace(again, actors=actors, recipients=without(told.recipients, actors), because=because))
    return found


def _pro_verbs(view: SentenceView) -> list[tuple[int, tuple[str, ...]]]:
    phrases = [tuple(phrase.split()) for phrase in sorted(view.pack.words("pro_verbs"))]
    size = len(view.tree.lowers)
    return [(i, words) for i in range(size) for words in phrases if view.tree.lowers[i : i + len(words)] == words]
