"""Who is meant where a sentence leaves a party out: by coordination, by the event that is taken up, by the exchange of blows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from detente.events.find import HOME
from detente.events.frames import frame_of
from detente.events.slots import nominal_phrase
from detente.language.parties import codes, is_pronominal, parties_in, without
from detente.language.view import SentenceView
from detente.records import SPEAKER, Event, Party

EVALUATIONS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
"""Types whose object may be an event: whom they concern is its doer."""
SHARED = frozenset({"ASSAULT", "COERCE", "SANCTION", "AID", "MOBILIZE", "ACCUSE", "THREATEN", "REQUEST"})
TAKEN_UP = SHARED | {"RETREAT", "PROTEST"}
CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
OWN = frozenset({"own"})
OF_DEED = frozenset({"of-deed"})
SAID_TO = frozenset({"AGREE", "CONCEDE", "REQUEST"})
HELD = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
CONCERNING = frozenset({"REJECT", "THREATEN", "AGREE"})
ADDRESSED = frozenset({"REQUEST", "REJECT", "SANCTION", "AID", "ACCUSE"})
CHORUS = frozenset({"ACCUSE", "REQUEST"})
HOME_ACTS = frozenset({"ASSAULT", "COERCE", "ACCUSE"})
KEEPERS = frozenset({"COP", "JUD", "SPY"})
"""Sectors of those who keep order at home: whom they act against is mostly of their own state."""
HOMELY = ("OPP", "JRN", "EDU", "REL", "LAB")
SUFFERING = (*HOMELY, "CVL")
UNDERSTOOD = "events:understood"
ANSWERED = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "MOBILIZE"})
REACH = 6
"""Sentences back in which an event may be taken up."""


def complete_parties(views: Sequence[SentenceView], events: Sequence[tuple[Event, ...]]) -> tuple[tuple[Event, ...], ...]:
    """The events with recipients that the text leaves to the reader, e.g. PAK->IND for "shot down two Indian jets and captured a pilot".

    Only events without recipients are touched. In turn: the recipients of a coordinated or governing event of the same doer; the
    doer of the event that the object takes up ("condemned the attack"); of the act that is answered ("retaliated"); for ASSAULT, the other
    side of the last exchange.
    """
    told: list[Event] = []
    done: list[tuple[Event, ...]] = []
    for view, here in zip(views, events, strict=True):
        known = tuple(_mirrored(e, here, told) if "mirror" in e.flags else e for e in here)
        known = tuple(_as_before(e, known, told) if "same" in e.flags else e for e in known)
        finished = [_complete(view, e, known, told) if _open(e) else e for e in known]
        finished = [_same_blow(view, e, finished) for e in finished]
        told.extend(e for e in finished if e.actors and not e.absorbed)
        done.append(tuple(finished))
    return tuple(done)


def _mirrored(event: Event, here: Sequence[Event], told: Sequence[Event]) -> Event:
    """An answer in kind: the deed that somebody last did to its doer, done back ("responded in kind"); without parties if none was."""
    earlier = (e for e in reversed(here) if e is not event and e.trigger[-1] < event.trigger[0])
    for other in (*earlier, *_recent(event, told, REACH // 2)):
        if codes(other.recipients) & codes(event.actors) and other.actors and not other.absorbed:
            return replace(event, type=other.type, modes=other.modes, contexts=other.contexts, cameo=other.cameo, recipients=other.actors)
    return replace(event, actors=(), recipients=())


def _as_before(event: Event, here: Sequence[Event], told: Sequence[Event]) -> Event:
    """An event that only says "the same" as the deed told last by somebody else: "Denmark followed suit"; without parties if none was."""
    earlier = (e for e in reversed(here) if e is not event and e.trigger[-1] < event.trigger[0] and "same" not in e.flags)
    for other in (*earlier, *_recent(event, told, REACH // 2)):
        named = not event.recipients or codes(other.actors) & codes(event.recipients)
        if other.actors and not other.absorbed and named and not codes(other.actors) & codes(event.actors):
            recipients = without(other.recipients, event.actors)
            return replace(event, type=other.type, modes=other.modes, contexts=other.contexts, cameo=other.cameo, recipients=recipients)
    return replace(event, actors=(), recipients=())


def _same_blow(view: SentenceView, event: Event, here: Sequence[Event]) -> Event:
    """An event is told by the next one where two verbs of one object make one type of act ("stormed and burned the embassy")."""
    for number, other in enumerate(here):
        alike = other.type == event.type or {other.type, event.type} == {"PROTEST", "ASSAULT"}
        same = alike and bool(event.recipients) and codes(other.recipients) == codes(event.recipients)
        if other is not event and ((same and _share_object(view, event, other)) or _is_shot(view, event, other)):
            return replace(event, absorbed_by=number)
    return event


def _is_shot(view: SentenceView, event: Event, other: Event) -> bool:
    """Whether a participle tells only how the blow was struck: "Firing missiles from the coast, they hit a British ship"."""
    clause = view.parsed.clauses[event.clause]
    weapons = event.type == "MOBILIZE" and "weapons" in event.modes and other.type == "ASSAULT"
    participle = clause.link == "advcl" and not clause.mark and clause.parent == other.clause
    return weapons and participle and codes(event.actors) == codes(other.actors)


def _open(event: Event) -> bool:
    return bool(event.actors) and not event.recipients and "reciprocal" not in event.flags and not event.absorbed


def _complete(view: SentenceView, event: Event, here: Sequence[Event], told: Sequence[Event]) -> Event:
    if _asks_own_people(view, event):
        return replace(event, flags=event.flags | {"own-people"})
    found = _from_neighbour(view, event, here) or _from_taken_up(view, event, here, told)
    found = found or _from_meeting(view, event, here) or _from_complement(view, event, here)
    found = found or _from_chorus(view, event, here) or _from_owner(event, here) or _from_same_act(view, event, told)
    found = found or _from_accused(view, event, told)
    found = found or _from_answer(event, here, told) or _from_exchange(event, told)
    own = codes(event.actors)
    recipients = tuple(p for p in found if p.entity.code not in own and p.entity.code != SPEAKER)
    if not recipients and (people := _own_people(view, event)):
        return replace(event, recipients=people, flags=event.flags | HOME, because=(*event.because, UNDERSTOOD))
    if not recipients:
        own_only = found and event.type in CONCERNING and is_pronominal(view, found)
        event = replace(event, flags=event.flags | OWN) if own_only else event
        return replace(event, flags=event.flags | OF_DEED) if _judges_deed(view, event) else event
    return replace(event, recipients=recipients, because=(*event.because, UNDERSTOOD))


def _from_neighbour(view: SentenceView, event: Event, here: Sequence[Event]) -> tuple[Party, ...]:
    if event.type not in TAKEN_UP:
        return ()
    clause = view.parsed.clauses[event.clause]
    if _hits_own_people(view, event):
        return ()
    for other in here:
        holder = view.parsed.clauses[other.clause]
        if other is event or not other.recipients or codes(other.actors) != codes(event.actors):
            continue
        linked = clause.parent == holder.index and clause.link in ("conj", "advcl", "xcomp", "parataxis")
        linked = linked or (holder.parent == clause.index and holder.link == "relcl" and other.type == event.type)
        if linked and {other.type, event.type} <= SHARED and (other.type == "AID") == (event.type == "AID"):
            return other.recipients
        if {other.type, event.type} <= {*SHARED, "PROTEST"} and _share_object(view, event, other):
            return other.recipients
        if linked and event.type == "RETREAT" and other.type in HELD:
            return other.recipients  # "occupied Lebanon before it withdrew its troops"
    return ()


def _share_object(view: SentenceView, event: Event, other: Event) -> bool:
    """Whether two verbs stand side by side before one object: "stormed and burned the embassy"."""
    first, second = view.parsed.clauses[event.clause], view.parsed.clauses[other.clause]
    joined = second.parent == first.index and second.link == "conj" and second.head - event.trigger[-1] == 2
    return joined and not any(a.slot in ("obj", "iobj") or (a.slot == "obl" and a.head > first.head) for a in first.arguments)


def _hits_own_people(view: SentenceView, event: Event) -> bool:
    """Whether an act befalls people of whom each state has its own: "detained a blogger", "threatened reporters"."""
    clause = view.parsed.clauses[event.clause]
    nouns = (i for a in clause.arguments if a.slot == "obj" and not a.shared for i in nominal_phrase(view, a.head))
    return any(_sector(view, i) in HOMELY for i in nouns)


def _asks_own_people(view: SentenceView, event: Event) -> bool:
    """Whether a state asks something of its own citizens: "urged its citizens to leave", "mengimbau warganya waspada"."""
    if event.type != "REQUEST" or "own" not in event.flags:
        return False
    arguments = view.parsed.clauses[event.clause].arguments
    return any(_sector(view, a.head) == "CVL" for a in arguments if a.slot in ("obj", "iobj", "obl") and not a.shared)


def _own_people(view: SentenceView, event: Event) -> tuple[Party, ...]:
    """Those of its own state whom a state's police or courts act against: (LKA, CVL) in "Sri Lankan police beat protesters"."""
    clause = view.parsed.clauses[event.clause]
    doing, suffering = ("agent", ("subj",)) if clause.voice == "passive" else ("subj", ("obj", "obl"))
    keepers = any(_sector(view, a.head) in KEEPERS for a in clause.arguments if a.slot == doing)
    if event.type not in HOME_ACTS or len(event.actors) != 1 or not keepers:
        return ()
    for argument in clause.arguments:
        for index in nominal_phrase(view, argument.head) if argument.slot in suffering and not argument.shared else ():
            sector = _sector(view, index)
            if sector in SUFFERING:
                token, who = view.tree.token(index), event.actors[0].entity
                entity = replace(who, sector=sector, office="")
                return (Party(entity=entity, start=token.start, end=token.end, text=token.text),)
    return ()


def _sector(view: SentenceView, index: int) -> str:
    """The sector of a common noun for those who act ("police" COP, "protesters" CVL), "" for any other word."""
    if "agent-sectors" not in view.pack.caches:
        words = ((w, row["sector"]) for row in view.pack.rows("agents") for w in row.items("words"))
        view.pack.caches["agent-sectors"] = {f.text.lower(): sector for w, sector in words for f in view.pack.inflector.forms(w, "n")}
    found: dict[str, str] = view.pack.caches["agent-sectors"]
    return found.get(view.lower(index), "")


def _from_chorus(view: SentenceView, event: Event, here: Sequence[Event]) -> tuple[Party, ...]:
    """Whom another one before it in the sentence blames or asks: "Japan condemned the North, and the South called for restraint"."""
    if event.type not in CHORUS:
        return ()
    clause = view.parsed.clauses[event.clause]
    for other in here:
        holder = view.parsed.clauses[other.clause]
        blamed = other is not event and other.type in CHORUS and other.recipients and "reciprocal" not in other.flags
        alike = event.type == "REQUEST" or _names_nothing(view, event)
        if blamed and alike and clause.parent == holder.index and clause.link in ("conj", "parataxis", "advcl"):
            return other.recipients
    return ()


def _names_nothing(view: SentenceView, event: Event) -> bool:
    """Whether a charge leaves open what it is about, or only points at it: "also voiced concern", "mengecam peta tersebut"."""
    clause = view.parsed.clauses[event.clause]
    own = {*event.trigger, *event.theme, clause.head}
    things = [a.head for a in clause.arguments if a.slot in ("obj", "iobj") and not a.shared and a.head not in own]
    said = any(c.parent == clause.index and c.link in ("ccomp", "xcomp") for c in view.parsed.clauses)
    return not said and all(_is_pointed_at(view, head) and not _event_types(view, head) for head in things)


def _from_accused(view: SentenceView, event: Event, told: Sequence[Event]) -> tuple[Party, ...]:
    """Whom all blame, where one more who has no part in it joins them: China after "Manila accused Beijing", for "Japan voiced concern"."""
    if event.type != "ACCUSE" or view.parsed.clauses[event.clause].link == "relcl" or not _names_nothing(view, event):
        return ()
    recent = [e for e in _recent(event, told) if e.type == "ACCUSE" and e.recipients]
    own = codes(event.actors)
    sides = {code for e in recent for code in codes((*e.actors, *e.recipients))}
    blamed = {code for e in recent for code in codes(e.recipients)}
    if not recent or own & sides or len(blamed) != 1:
        return ()
    return recent[0].recipients


def _from_taken_up(view: SentenceView, event: Event, here: Sequence[Event], told: Sequence[Event]) -> tuple[Party, ...]:
    if event.type not in EVALUATIONS:
        return ()
    clause = view.parsed.clauses[event.clause]
    judged = ("subj",) if clause.voice == "passive" else ("obj", "obl")
    heads = [a.head for a in clause.arguments if a.slot in judged and (a.slot != "obl" or a.case) and a.head not in event.theme]
    for head in heads:
        kinds = _event_types(view, head)
        aside = _is_aside(view, head)
        if not kinds and not aside and not _is_deed(view, head):
            continue
        inside = [e for e in here if e is not event and head in e.trigger and e.actors]
        inside += [e for e in reversed(here) if _took_up(view, e, event, head, aside=aside)]
        recent = _recent(event, told)
        before = [e for e in recent if e.type in kinds or not kinds]
        for other in (*inside, *before):
            doers = tuple(p for p in other.actors if p.entity.code not in codes(event.actors))
            if doers:
                return doers
    return ()


def _took_up(view: SentenceView, other: Event, event: Event, head: int, *, aside: bool) -> bool:
    """Whether a noun that sums up or points at a deed means what the same sentence told before it, done by somebody else."""
    if other is event or not other.actors or other.trigger[-1] >= head:
        return False
    return aside or (_is_deed(view, head) and not codes(other.actors) & codes(event.actors))


def _judges_deed(view: SentenceView, event: Event) -> bool:
    """Whether a charge is brought against a deed whose doer nobody names: "condemned the shelling of the plant"."""
    if event.type != "ACCUSE":
        return False
    clause = view.parsed.clauses[event.clause]
    return any(CONFLICT & _event_types(view, a.head) for a in clause.arguments if a.slot == "obj")


def _recent(event: Event, told: Sequence[Event], reach: int = REACH) -> Iterator[Event]:
    """The events told at most `reach` sentences before, the last first."""
    return takewhile(lambda e: event.sentence - e.sentence <= reach, reversed(told))


def _is_deed(view: SentenceView, head: int) -> bool:
    """Whether a noun only points at something done before: "that step", "keputusan tersebut"."""
    return view.lower(head) in view.pack.words("deeds") and _is_pointed_at(view, head)


def _is_aside(view: SentenceView, head: int) -> bool:
    """Whether a noun sums up what the sentence has just told: ", a step denounced by Germany"."""
    return view.lower(head) in view.pack.words("deeds") and view.tree.token(head).deprel in ("parataxis", "appos", "dislocated")


def _is_pointed_at(view: SentenceView, head: int) -> bool:
    pointers = view.pack.words("pointers")
    return any(view.lower(i) in pointers for i in view.tree.below(head, "det", "amod", "nmod"))


def _event_types(view: SentenceView, head: int) -> frozenset[str]:
    entries = view.pack.forms("events").starting_with(view.lower(head))
    return frozenset(frame_of(e.row, view.pack).type for e in entries if e.form.pos == "n")


def _from_meeting(view: SentenceView, event: Event, here: Sequence[Event]) -> tuple[Party, ...]:
    """To whom something is promised or whom it is asked of in a meeting: the other side of it ("pledged in talks with Seoul to disarm")."""
    if event.type not in SAID_TO:
        return ()
    meetings = (e for e in here if e.type == "CONSULT" and codes(e.actors) > codes(event.actors))
    held = (e for e in meetings if view.parsed.clauses[e.clause].parent == event.clause and view.parsed.clauses[e.clause].kind == "noun")
    return next((without(e.actors, event.actors) for e in held), ())


def _from_complement(view: SentenceView, event: Event, here: Sequence[Event]) -> tuple[Party, ...]:
    """Whom what is refused, promised or threatened concerns: the AU in "refused to receive a delegation from the African Union"."""
    if event.type not in CONCERNING:
        return ()
    clause = view.parsed.clauses[event.clause]
    told = {e.clause for e in here if e is not event}
    inner = [c for c in view.parsed.clauses if c.parent == clause.index and c.link in ("xcomp", "ccomp") and c.kind == "verb"]
    if any(c.index in told for c in inner):
        return ()
    aside = view.pack.words("place_cases") | view.pack.words("time_cases")
    named = (a for c in inner for a in c.arguments if a.slot in ("obj", "iobj", "obl") and a.case not in aside and not a.shared)
    found = tuple(p for a in named for p in parties_in(view, a.head))
    return found if found or event.type == "REJECT" else _from_object(view, event, aside)


def _from_object(view: SentenceView, event: Event, aside: frozenset[str]) -> tuple[Party, ...]:
    """Whom a thing goes to that is promised or allowed: Ukraine in "approved the delivery of tanks to Ukraine"."""
    goals = view.pack.words("target_cases") - aside
    objects = [view.clause_at[a.head] for a in view.parsed.clauses[event.clause].arguments if a.slot == "obj" and a.head in view.clause_at]
    return tuple(p for o in objects for a in o.arguments if a.case in goals for p in parties_in(view, a.head))


def _from_owner(event: Event, here: Sequence[Event]) -> tuple[Party, ...]:
    """Whose "its diplomats" are that are taken hostage: not their captor's but those of the other doer in the sentence."""
    if "own" not in event.flags or event.type == "MOBILIZE":
        return ()
    own = codes(event.actors)
    for other in here:
        sides = without((*other.actors, *other.recipients), event.actors)
        if other is not event and own & codes((*other.actors, *other.recipients)) and sides:
            return sides  # "spoke with Kim and praised his reforms"
    others = (e.actors for e in here if e is not event and e.actors and not codes(e.actors) & own)
    return next(others, ())


def _from_same_act(view: SentenceView, event: Event, told: Sequence[Event]) -> tuple[Party, ...]:
    """Whom an act befell that is named again with a pointer: "they had carried out the attack"."""
    if event.type not in SHARED or event.type in EVALUATIONS:
        return ()
    clause = view.parsed.clauses[event.clause]
    nouns = [a.head for a in clause.arguments if a.slot == "obj" and not a.shared] if clause.kind != "noun" else [clause.head]
    if not any(event.type in _event_types(view, noun) and _is_pointed_at(view, noun) for noun in nouns):
        return ()
    recent = _recent(event, told)
    return next((e.recipients for e in recent if e.type == event.type and without(e.recipients, event.actors)), ())


def _from_answer(event: Event, here: Sequence[Event], told: Sequence[Event]) -> tuple[Party, ...]:
    """Whom a blow answers: the doer of the act of conflict told beside it or before ("If A attacks B, C will retaliate" against A)."""
    if "answer" not in event.flags:
        return ()
    for other in (*here, *_recent(event, told, REACH // 2)):
        if other is not event and other.type in ANSWERED and not codes(other.actors) & codes(event.actors) and other.actors:
            return other.actors
    return ()


def _from_exchange(event: Event, told: Sequence[Event]) -> tuple[Party, ...]:
    if event.type != "ASSAULT":
        return ()
    own = codes(event.actors)
    for other in _recent(event, told, REACH // 2):
        if other.type != "ASSAULT":
            continue
        if own & codes(other.recipients):
            return other.actors
        if own & codes(other.actors) and other.recipients:
            return other.recipients
    return ()


def address(event: Event, told: Sequence[Event]) -> Event:
    """A demand, refusal, charge, sanction or gift without addressee, addressed to the other side of its doer's last dealing.

    Of two acts of one type in a sentence the second is the first told again, not an answer to it. Runs on settled events ("we will not
    disarm" is a REJECT only then); `told` are those before it, in text order.
    """
    if event.type not in ADDRESSED or event.recipients or not event.actors or event.flags & {"reciprocal", "of-deed"}:
        return event
    if (event.type == "ACCUSE" and "weak" in event.flags) or "own-people" in event.flags:
        return event  # "voiced concern" may blame anybody; "urged its citizens to leave" asks nobody abroad
    own = codes(event.actors)
    for other in _recent(event, told, REACH // 2):
        if other.sentence == event.sentence and other.trigger[0] > event.trigger[0]:
            continue
        sides = (*other.actors, *other.recipients)
        rest = tuple(p for p in sides if p.entity.code not in own)
        if other.type == "REJECT" and event.type == "REQUEST" and other.sentence == event.sentence:
            continue  # who turns down a draft is not the one whom it asks
        if other.type == event.type and other.sentence == event.sentence and own & codes(other.recipients):
            return event  # "doubled tariffs on Turkey to punish Ankara, which ..."
        if own & codes(sides) and rest:
            return replace(event, recipients=rest, because=(*event.because, UNDERSTOOD))
    return event
