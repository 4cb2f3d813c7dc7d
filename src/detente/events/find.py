"""From parsed sentences to the events they tell."""

from collections.abc import Sequence

from detente.events.bind import bind_events
from detente.events.carried import companions, is_joint
from detente.events.demand import find_demands
from detente.events.fill import fill_roles
from detente.events.match import Match, find_matches
from detente.events.modality import Modality
from detente.events.repeat import repeated
from detente.language.parties import codes, is_person, is_pronominal, one_a_code, without
from detente.language.view import SentenceView
from detente.records import Event, Party

QUESTION = frozenset({"possible"})
"""What is asked is not told: possible at most."""
MUTUAL = frozenset({"reciprocal"})
OWN = frozenset({"own"})
LOSSES = frozenset({"losses"})
HOME = frozenset({"home"})
"""The flag of what a state does to its own people, so that both sides have one code."""
GIVING = "AID"
PEOPLE = ("person", "surname", "title", "inhabitant")
AT_HOME = frozenset({"COERCE", "ASSAULT", "ACCUSE", "RETREAT", "REQUEST", "SANCTION", "PROTEST"})


def find_events(views: Sequence[SentenceView]) -> tuple[tuple[Event, ...], ...]:
    """The events of each sentence, e.g. one AID PRK->RUS for "Korut memasok Rusia dengan peluru".

    Returns one tuple per sentence, in the order of the clauses. Parties named "we" have the code SPEAKER. Events without any party are
    left out.
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
        if _stands(event, active=match.clause.kind == "verb" and match.voice != "passive"):
            consumed.update(match.trigger)
            consumed.update(match.theme)
            events.append(event)
        elif event.type == "REQUEST" and "absorb" in event.flags:
            consumed.update(match.theme)  # "protesters demanded his resignation" is no news of one, whoever they are
    events += repeated(view, events, modality)
    events = [e for e in events if not is_joint(view, view.parsed.clauses[e.clause], events)]
    return bind_events(view, events)


def _stands(event: Event, *, active: bool) -> bool:
    if not event.actors and not event.recipients:
        return False
    if "weak" in event.flags:
        parties = codes(event.actors) | codes(event.recipients)
        if event.type == "ACCUSE" and active and event.actors and not event.recipients:
            return True  # whom it blames may be told before; `complete_parties` finds it, or nothing is claimed
        return len(parties) > 1 if "reciprocal" in event.flags else bool(event.actors and event.recipients)
    return True


def _event(view: SentenceView, match: Match, modality: Modality) -> Event:
    actors, recipients = fill_roles(view, match, modality)
    actors = one_a_code([*actors, *companions(view, match.clause)])
    effects, reasons = modality.effects(match.clause, skip=frozenset(match.trigger), refuses=match.frame.type == "REJECT")
    flags = match.frame.flags | (MUTUAL if _is_mutual(view, match) else frozenset())
    flags |= OWN if _is_own(view, actors, recipients) else frozenset()
    if recipients and not without(recipients, actors):
        flags -= LOSSES  # whom it befell is told: the doer's own
    if view.tree.lowers[-1:] == ("?",):
        effects |= QUESTION
    if "reciprocal" in flags:
        actors, recipients = one_a_code([*actors, *recipients]), ()
    others = without(recipients, actors)
    if not others and _at_home(view, match, actors, recipients):
        others, flags = recipients, flags | HOME
    elif recipients and not others and match.frame.type == GIVING:
        actors = ()  # nobody helps himself: "sent soldiers to its islands" is another frame's
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
        recipients=others,
        effects=effects,
        because=(match.frame.because, *reasons),
        theme=tuple(sorted(match.theme)) if ("obj", "theme") in match.frame.roles else (),
    )


def _at_home(view: SentenceView, match: Match, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Whether a state's act befalls people of its own that the text names: "A Kyrgyz court freed a Kyrgyz journalist"."""
    if match.frame.type not in AT_HOME or len(actors) != 1 or len(recipients) != 1 or match.clause.kind == "noun":
        return False
    if is_pronominal(view, recipients) or actors[0].start == recipients[0].start:
        return False
    place = next((i for i, m in view.mention_at.items() if m.start == recipients[0].start), -1)
    if (place < match.trigger[0]) != (match.voice == "passive"):
        return False  # who flees suffers what others do
    return place >= 0 and (view.mention_at[place].how in PEOPLE or any(is_person(view, i) for i in (place, view.tree.token(place).head)))


def _is_own(view: SentenceView, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Whether an act seems to befall its doer's own ("its airfields"): where somebody else says so, that is whose they are."""
    return bool(recipients) and not without(recipients, actors) and is_pronominal(view, recipients)


def _is_mutual(view: SentenceView, match: Match) -> bool:
    """Whether the parties do it to one another ("accused each other", "saling menuduh")."""
    words = view.pack.words("mutual")
    objects = [a for a in match.clause.arguments if a.slot in ("obj", "obl") and not a.shared]
    near = {i for a in objects for i in range(a.first, min(a.last, a.first + 2) + 1)}
    near.update(i for _, i in match.clause.marks)
    return any(view.lower(i) in words for i in near)
