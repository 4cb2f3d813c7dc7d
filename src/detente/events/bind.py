"""What the events of one sentence do to one another: asked, promised, refused, or told on an accuser's word."""

from collections.abc import Sequence
from dataclasses import replace

from detente.events.twofold import as_one
from detente.language.parties import codes, from_clause, is_pronominal, one_a_code, without
from detente.language.view import SentenceView
from detente.records import Clause, Event, Party

CONFLICT = ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
CHARGES = ("ACCUSE", "SANCTION", "COERCE")
PRAISE = ("SUPPORT", "ACCUSE")
HELP = ("AID", "SUPPORT")
UNDONE = frozenset({"negation", "end", "prevent", "fail", "refuse"})


def bind_events(view: SentenceView, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with their bonds, e.g. ASSAULT by Russia told by Georgia in "Georgia accused Russia of bombing its airfields".

    `absorbed_by` and `told_by` are indices into the events given.
    """
    bound = [_bind(view, event, events) for event in events]
    bound = as_one(view, [_backed(view, event, bound) for event in bound])
    promised = [_promise(view, event, bound) for event in bound]
    mutual = {number: pair for number, event in enumerate(promised) if (pair := _by_each(event, promised))}
    turned = [mutual[number][0] if number in mutual else event for number, event in enumerate(promised)]
    return (*turned, *(other for _, other in mutual.values()))


def _backed(view: SentenceView, event: Event, events: Sequence[Event]) -> Event:
    """An act told by its pronoun in help given for it is that of those helped: "North Korea backs Moscow in its war in Ukraine"."""
    clause = view.parsed.clauses[event.clause]
    pronouns = {m.start for m in view.parsed.mentions if m.how == "pronoun"}
    if clause.kind != "noun" or clause.parent < 0 or not event.actors or any(p.start not in pronouns for p in event.actors):
        return event
    help_given = next((e for e in events if e.clause == clause.parent and e.type in HELP and e.recipients), None)
    if help_given is None or not view.tree.case(clause.head) or codes(event.actors) != codes(help_given.actors):
        return event
    return _with_doers(event, help_given.recipients)


def _by_each(event: Event, events: Sequence[Event]) -> tuple[Event, Event] | None:
    """What two accuse each other of, on the word of each: done by the other one; None for all else."""
    accusation = events[event.told_by] if event.told_by >= 0 else None
    if accusation is None or "reciprocal" not in accusation.flags or len(accusation.actors) != 2:
        return None
    one, other = accusation.actors
    outside = without(event.recipients, accusation.actors)

    def told(doer: Party, teller: Party) -> Event:
        return replace(event, actors=(doer,), recipients=outside or (teller,), tellers=(teller,))

    return told(one, other), told(other, one)


def _bind(view: SentenceView, event: Event, events: Sequence[Event]) -> Event:
    """Mark an event that another one only asks for, promises or refuses, or that stands on an accuser's word."""
    clause = view.parsed.clauses[event.clause]
    for number, other in enumerate(events):
        if other is event:
            continue
        holder = view.parsed.clauses[other.clause]
        if "demand" in other.flags and other.clause == event.clause and "demand" not in event.flags:
            return replace(event, absorbed_by=number)
        beside = _beside(view, event, other, number)
        if beside is not None:
            return beside
        charged = other.type == "ACCUSE" and clause.kind == "noun" and not event.actors and other.recipients
        if not ({"absorb", "on-word"} & other.flags or charged) or not _in_content(view, clause, holder):
            continue
        if "absorb" in other.flags and other.type in PRAISE and view.tree.case(clause.head) in view.pack.words("topic_cases"):
            continue  # "congratulated them on their pact": it is there
        if "absorb" in other.flags:
            return replace(event, absorbed_by=number)
        return _on_word(view, event, other, number) if "on-word" in other.flags else _with_doers(event, other.recipients)
    return event


def _on_word(view: SentenceView, event: Event, accusation: Event, number: int) -> Event:
    """What somebody is accused of, by the accused where no doer is named; "its embassy" is then the accuser's."""
    own = any(a.slot in ("subj", "agent", "poss") and not a.shared for a in view.parsed.clauses[event.clause].arguments)
    actors = event.actors if event.actors and own else accusation.recipients or event.actors
    turned = replace(_with_doers(event, actors), told_by=number)
    lost = bool(event.recipients) and not turned.recipients and is_pronominal(view, event.recipients)
    return replace(turned, flags=turned.flags | {"own"}) if lost else turned


def _beside(view: SentenceView, event: Event, other: Event, number: int) -> Event | None:
    """An event that stands beside another as its reason, errand, aim or the deed of the thing that somebody is blamed for; else None."""
    clause, holder = view.parsed.clauses[event.clause], view.parsed.clauses[other.clause]
    if other.type in CHARGES and other.recipients and _is_reason(view, clause, holder):
        return _with_doers(event, other.recipients, instead=other.actors)
    if other.type == "CONSULT" and "reciprocal" not in event.flags and _is_errand(view, clause, holder):
        doers = from_clause(view, holder, "subj") or event.actors
        return _with_doers(event, doers, instead=(*other.actors, *other.recipients))
    if other.type == "PROTEST" and clause.kind == "verb" and clause.index != holder.index and _in_content(view, clause, holder):
        return replace(event, absorbed_by=number)
    if "on-word" in other.flags and not event.actors and _is_blamed(view, clause, holder):
        return replace(_with_doers(event, other.recipients), told_by=number)
    return None


def _is_reason(view: SentenceView, clause: Clause, holder: Clause) -> bool:
    """Whether a clause without a subject tells why somebody is charged: "condemned Australia because of meddling"."""
    own = any(a.slot in ("subj", "agent") and not a.shared for a in clause.arguments)
    marks = view.pack.words("reason_marks")
    return clause.parent == holder.index and not own and clause.voice == "active" and any(m in marks for m in clause.mark.split())


def _is_errand(view: SentenceView, clause: Clause, holder: Clause) -> bool:
    """Whether a clause tells what somebody met, called or visited another for: "phoned Abbas to express support"."""
    own = any(a.slot in ("subj", "agent") and not a.shared for a in clause.arguments)
    close = clause.parent == holder.index and clause.link in ("xcomp", "advcl") and clause.kind == "verb" and holder.voice == "active"
    return close and not own and _is_purpose(view, clause)


def _is_blamed(view: SentenceView, clause: Clause, holder: Clause) -> bool:
    """Whether a relative clause tells what the thing did that somebody is blamed for: "blamed Russia for the missile that hit it"."""
    if clause.link != "relcl" or clause.parent < 0:
        return False
    thing = view.parsed.clauses[clause.parent]
    return thing.kind == "noun" and thing.parent == holder.index and bool(view.tree.case(thing.head))


def _with_doers(event: Event, actors: tuple[Party, ...], instead: tuple[Party, ...] = ()) -> Event:
    return replace(event, actors=actors, recipients=without(event.recipients, actors) or without(instead, actors))


def _promise(view: SentenceView, event: Event, events: Sequence[Event]) -> Event:
    """A promise of conflict is a threat, of yielding a concession; what is promised tells to whom."""
    if ("absorb" not in event.flags and event.type != "PROTEST") or "demand" in event.flags or event.absorbed:
        return event
    holder = view.parsed.clauses[event.clause]
    content = [e for e in events if e.absorbed and _in_content(view, view.parsed.clauses[e.clause], holder)]
    if not content:
        return event
    first = min(content, key=lambda e: view.parsed.clauses[e.clause].kind == "noun")
    kind = event.type
    if kind == "AGREE" and not UNDONE & first.effects:
        kind = "THREATEN" if first.type in CONFLICT else "CONCEDE" if first.type in ("RETREAT", "CONCEDE") else kind
    recipients = event.recipients
    if not recipients and kind in ("AGREE", "THREATEN", "CONCEDE", "REJECT", "REQUEST", "PROTEST"):
        recipients = one_a_code(without((*first.recipients, *first.actors), event.actors))
    return replace(event, type=kind, recipients=recipients, modes=event.modes if kind == event.type else ())


def _in_content(view: SentenceView, clause: Clause, holder: Clause) -> bool:
    """Whether a clause stands in what a predicate asks, promises or says.

    By complements, objects and purposes, not by relative or time clauses.
    """
    here = clause
    if holder.link == "parataxis" and holder.parent == clause.index:
        return True  # '"We will bomb it," the minister vowed'
    while here.parent >= 0:
        parent = view.parsed.clauses[here.parent]
        if here.link in ("relcl", "main", "parataxis") or (here.link == "conj" and parent.index == holder.index):
            return False
        if here.link == "advcl" and not _is_purpose(view, here):
            return False
        if here.link == "nested" and _stands_aside(view, here, holder):
            return False
        if parent.index == holder.index:
            return True
        here = parent
    return False


def _stands_aside(view: SentenceView, noun: Clause, holder: Clause) -> bool:
    """Whether a noun is the subject, or tells only where or when ("promised in a meeting")."""
    aside = view.pack.words("place_cases") | view.pack.words("time_cases")
    return (view.tree.token(noun.head).deprel == "nsubj" and holder.voice != "passive") or view.tree.case(noun.head) in aside


def _is_purpose(view: SentenceView, clause: Clause) -> bool:
    marks = view.pack.words("purpose_marks")
    return any(mark in marks for mark in clause.mark.split())
