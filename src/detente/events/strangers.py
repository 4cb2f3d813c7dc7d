"""Names that no table knows, kept in the claim where a side would be empty: "Gunmen killed Ahmad Karimi"."""

from dataclasses import replace

from detente.language.parties import UNNAMED
from detente.language.view import SentenceView
from detente.records import Event, Party


def with_strangers(view: SentenceView, event: Event) -> Event:
    """The event with a name of unknown allegiance on a side that nobody known fills, e.g. recipient ("---", "Ahmad Karimi").

    Only names that stand as subject or object of the predicate count; nothing that decided the event changes.
    """
    clause = view.parsed.clauses[event.clause]
    if clause.kind != "verb" or "reciprocal" in event.flags:
        return event
    doing, suffering = ("agent", "subj") if clause.voice == "passive" else ("subj", "obj")
    actors = event.actors or _named(view, event, doing)
    recipients = event.recipients or _named(view, event, suffering)
    same = actors == event.actors and recipients == event.recipients
    return event if same else replace(event, actors=actors, recipients=recipients)


def _named(view: SentenceView, event: Event, slot: str) -> tuple[Party, ...]:
    clause = view.parsed.clauses[event.clause]
    found: dict[int, Party] = {}
    for argument in clause.arguments:
        for head in (argument.head, *view.tree.below(argument.head, "conj", "appos")) if argument.slot == slot else ():
            mention = view.mention_at.get(head)
            if mention is None or not mention.entities or any(e.code != UNNAMED for e in mention.entities):
                continue
            named = replace(mention.entities[0], name=mention.entities[0].name or mention.text)
            found.setdefault(mention.start, Party(entity=named, start=mention.start, end=mention.end, text=mention.text))
    return tuple(found.values())
