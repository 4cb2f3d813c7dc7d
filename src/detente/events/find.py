"""From parsed sentences to the events they tell."""

from collections.abc import Sequence
from dataclasses import replace

from detente.events.carried import beneficiary, carrier, companions, is_joint, relative_doer
from detente.events.demand import find_demands
from detente.events.match import Match, find_matches
from detente.events.modality import Modality
from detente.events.slots import effective_slots, heads_in
from detente.language.parties import codes, from_clause, parties_in
from detente.language.view import SentenceView
from detente.records import Clause, Event, Party

CONFLICT = ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
LOCAL = ("ASSAULT", "COERCE", "AID")
MUTUAL = frozenset({"reciprocal"})
UNDONE = frozenset({"negation", "end", "prevent", "fail", "refuse"})


def find_events(views: Sequence[SentenceView]) -> tuple[tuple[Event, ...], ...]:
    """The events of each sentence, e.g. one AID PRK->RUS for "Korut memasok Rusia dengan peluru".

    Returns one tuple per sentence, in the order of the clauses. Parties named "we" have the code SPEAKER. Events without any party are left out.
    """
    return tuple(_in_sentence(view) for view in views)


def _in_sentence(view: SentenceView) -> tuple[Event, ...]:
    matches = find_matches(view)
    modality = Modality.build(view)
    events = find_demands(view, modality)
    consumed: set[int] = set()
    for match in matches:
        if match.clause.head in consumed or any(t in consumed for t in match.trigger):
            continue
        event = _event(view, match, modality)
        if _stands(event):
            consumed.update(match.trigger)
            consumed.update(match.theme)
            events.append(event)
    events = [e for e in events if not is_joint(view, view.parsed.clauses[e.clause], events)]
    settled = [_told_and_absorbed(view, event, events) for event in events]
    return tuple(_promise(view, event, settled) for event in settled)


def _stands(event: Event) -> bool:
    if not event.actors and not event.recipients:
        return False
    if "weak" in event.flags:
        parties = codes(event.actors) | codes(event.recipients)
        return len(parties) > 1 if "reciprocal" in event.flags else bool(event.actors and event.recipients)
    return True


def _event(view: SentenceView, match: Match, modality: Modality) -> Event:
    actors, recipients = _fill(view, match, modality)
    actors = _merge(actors, companions(view, match.clause))
    effects, reasons = modality.effects(match.clause, skip=frozenset(match.trigger))
    flags = match.frame.flags | (MUTUAL if _is_mutual(view, match) else frozenset())
    if "reciprocal" in flags:
        actors, recipients = _merge(actors, recipients), ()
    own = codes(actors)
    return Event(
        sentence=view.parsed.sentence.index,
        clause=match.clause.index,
        trigger=match.trigger,
        row=match.frame.id,
        type=match.frame.type,
        modes=match.frame.modes,
        contexts=match.frame.contexts,
        cameo=match.frame.cameo,
        flags=flags,
        actors=actors,
        recipients=tuple(r for r in recipients if r.entity.code not in own),
        effects=effects,
        because=(match.frame.because, *reasons),
    )


def _is_mutual(view: SentenceView, match: Match) -> bool:
    """Whether the parties do it to one another ("accused each other", "saling menuduh")."""
    words = view.pack.settings.get("syntax", {}).get("mutual", ())
    near = {i for a in match.clause.arguments if a.slot in ("obj", "obl") and not a.shared for i in range(a.first, min(a.last, a.first + 2) + 1)}
    near.update(i for _, i in match.clause.marks)
    return any(view.lower(i) in words for i in near)


def _fill(view: SentenceView, match: Match, modality: Modality) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    filled: dict[str, list[Party]] = {"actor": [], "recipient": [], "party": []}
    open_roles = dict.fromkeys(role for _, role in match.frame.roles)
    for slot, role in match.frame.roles:
        if role in ("theme", "place"):
            continue
        target = "recipient" if role == "owner" else role
        if slot == "poss" and filled[target]:
            continue
        if slot == "comp":
            filled[target].extend(_complement_subjects(view, match.clause))
            continue
        for name in effective_slots(view, match.clause, match.voice, slot):
            for head in heads_in(view, match.clause, name, match.trigger):
                filled[target].extend(parties_in(view, head, doer=target == "actor"))
            if filled[target] and name in ("agent", "subj", "obj"):
                break
    if match.clause.kind == "noun" and dict(match.frame.roles).get("poss") == "actor":
        _turn_round(view, match.clause, filled)
    if not filled["actor"] and match.clause.kind == "noun" and "actor" in open_roles:
        filled["actor"].extend(carrier(view, modality, match.clause, "actor"))
    if not filled["actor"] and "actor" in open_roles and match.clause.kind != "noun":
        filled["actor"].extend(relative_doer(view, match.clause))
    if not filled["recipient"] and match.clause.kind == "noun":
        filled["recipient"].extend(from_clause(view, match.clause, "obj"))
    if not filled["recipient"] and match.clause.kind == "noun":
        filled["recipient"].extend(carrier(view, modality, match.clause, "recipient") or beneficiary(view, match.clause, match.frame.type))
    if not filled["recipient"] and match.frame.type == "REQUEST":
        filled["recipient"].extend(_complement_subjects(view, match.clause))
    if not filled["actor"] and "actor" in open_roles and match.clause.link == "xcomp":
        filled["actor"].extend(from_clause(view, view.parsed.clauses[match.clause.parent], "subj"))
    if not filled["recipient"] and "recipient" in open_roles and match.frame.type in LOCAL:
        filled["recipient"].extend(_where(view, match.clause))
    if not filled["actor"] and "actor" in open_roles:
        filled["actor"].extend(p for t in match.trigger if t in view.clause_at and t != match.clause.head for p in from_clause(view, view.clause_at[t], "poss"))
    actors = _unique([*filled["actor"], *filled["party"]])
    return actors, _unique(filled["recipient"])


def _where(view: SentenceView, clause: Clause) -> list[Party]:
    """Whose land an act befalls, where its object names nobody: "hacked hospitals in Britain"."""
    cases = view.pack.settings.get("syntax", {}).get("owner_cases", ())
    if clause.kind != "noun" and not any(a.slot in ("obj", "subj") for a in clause.arguments):
        return []
    return [p for a in clause.arguments if a.slot == "obl" and a.case in cases and not a.shared for p in parties_in(view, a.head)]


def _turn_round(view: SentenceView, clause: Clause, filled: dict[str, list[Party]]) -> None:
    """With a doer written out ("the invasion of Ukraine by Russia"), the possessor of an act is whom it befalls."""
    doers = from_clause(view, clause, "agent")
    owners = from_clause(view, clause, "poss")
    if doers and owners and not codes(doers) & codes(owners):
        filled["actor"] = list(doers)
        filled["recipient"] = [*filled["recipient"], *owners]


def _complement_subjects(view: SentenceView, clause: Clause) -> list[Party]:
    """The subjects of the clauses that a request or wish governs: "urged that Israel withdraw" asks Israel."""
    found: list[Party] = []
    for other in view.parsed.clauses:
        if other.parent == clause.index and other.link in ("ccomp", "xcomp", "advcl", "acl"):
            for argument in view.arguments(other, "subj"):
                if not argument.shared:
                    found.extend(parties_in(view, argument.head))
    return found


def _told_and_absorbed(view: SentenceView, event: Event, events: list[Event]) -> Event:
    """Mark an event that another one only asks for, promises or refuses, or that stands on an accuser's word."""
    clause = view.parsed.clauses[event.clause]
    for number, other in enumerate(events):
        if other is event:
            continue
        holder = view.parsed.clauses[other.clause]
        if "demand" in other.flags and other.clause == event.clause and "demand" not in event.flags:
            return replace(event, absorbed_by=number)
        charged = other.type == "ACCUSE" and clause.kind == "noun" and not event.actors and other.recipients
        if not ({"absorb", "on-word"} & other.flags or charged) or not _in_content(view, clause, holder):
            continue
        if "absorb" in other.flags:
            return replace(event, absorbed_by=number)
        if "on-word" not in other.flags:
            return _with_doers(event, other.recipients)
        own = any(a.slot in ("subj", "agent", "poss") and not a.shared for a in clause.arguments)
        actors = event.actors if event.actors and own else other.recipients or event.actors
        told = replace(_with_doers(event, actors), told_by=number)
        if not told.recipients and told.type in LOCAL and _speaks_of_own(view, clause):
            return replace(told, recipients=tuple(p for p in other.actors if p.entity.code not in codes(actors)))
        return told
    return event


def _speaks_of_own(view: SentenceView, clause: Clause) -> bool:
    """Whether the object of an act is "its", that is the accuser's ("accused Sudan of bombing its oil fields")."""
    return any(
        i in view.mention_at and view.mention_at[i].how == "pronoun" for a in clause.arguments if not a.shared for i in range(a.first, a.last + 1)
    )


def _with_doers(event: Event, actors: tuple[Party, ...]) -> Event:
    kept = tuple(r for r in event.recipients if r.entity.code not in codes(actors))
    return replace(event, actors=actors, recipients=kept)


def _promise(view: SentenceView, event: Event, events: list[Event]) -> Event:
    """A promise of conflict is a threat, of yielding a concession; what is promised tells to whom."""
    if "absorb" not in event.flags or "demand" in event.flags or event.absorbed:
        return event
    holder = view.parsed.clauses[event.clause]
    content = [e for e in events if e.absorbed and _in_content(view, view.parsed.clauses[e.clause], holder)]
    if not content:
        return event
    first = content[0]
    kind = event.type
    if kind == "AGREE" and not UNDONE & first.effects:
        kind = "THREATEN" if first.type in CONFLICT else "CONCEDE" if first.type == "RETREAT" else kind
    recipients = event.recipients
    if not recipients and kind in ("AGREE", "THREATEN", "CONCEDE", "REJECT", "REQUEST"):
        own = codes(event.actors)
        others = (*first.recipients, *first.actors)
        recipients = _unique([p for p in others if p.entity.code not in own])
    return replace(event, type=kind, recipients=recipients, modes=event.modes if kind == event.type else ())


def _in_content(view: SentenceView, clause: Clause, holder: Clause) -> bool:
    """Whether a clause stands in what a predicate asks, promises or says: by complements, objects and purposes, not by relative or time clauses."""
    here = clause
    while here.parent >= 0:
        parent = view.parsed.clauses[here.parent]
        if here.link in ("relcl", "main", "parataxis") or (here.link == "conj" and parent.index == holder.index):
            return False
        if here.link == "advcl" and not _is_purpose(view, here):
            return False
        if here.link == "nested" and view.tree.token(here.head).deprel == "nsubj" and holder.voice != "passive":
            return False
        if parent.index == holder.index:
            return True
        here = parent
    return False


def _is_purpose(view: SentenceView, clause: Clause) -> bool:
    marks = view.pack.settings.get("syntax", {}).get("purpose_marks", ())
    return any(mark in marks for mark in clause.mark.split())


def _merge(first: tuple[Party, ...], second: tuple[Party, ...]) -> tuple[Party, ...]:
    return _unique([*first, *second])


def _unique(parties: list[Party]) -> tuple[Party, ...]:
    seen: dict[str, Party] = {}
    for party in parties:
        seen.setdefault(f"{party.entity.code}/{party.entity.name}", party)
    by_code: dict[str, Party] = {}
    for party in seen.values():
        by_code.setdefault(party.entity.code, party)
    return tuple(by_code.values())


