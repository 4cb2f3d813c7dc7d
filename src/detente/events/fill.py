"""Fill the roles of a frame: from its slots, and where they are empty from what the sentence tells around them."""

from collections.abc import Iterable

from detente.events.beside import announcer, crowd_of, held_by, in_whose_act, is_blow, those_in_purpose, those_under, where_struck
from detente.events.carried import attending, backer, beneficiary, carrier, inherited_doer, relative_doer
from detente.events.match import Match
from detente.events.modality import Modality
from detente.events.slots import PLAIN, effective_slots, heads_in
from detente.language.parties import codes, from_clause, one_a_code, parties_in
from detente.language.view import SentenceView
from detente.records import Argument, Clause, Party

LOCAL = ("ASSAULT", "COERCE", "AID")
"""Types that befall whoever owns the place, where nobody else is named."""
BOTH = 2
PURPOSEFUL = ("AID", "MOBILIZE")
"""Types whose purpose names whom they are for, or against."""

MEETINGS = ("CONSULT", "AGREE", "SUPPORT", "COOPERATE")
"""What one may say or do something in the course of, so that one takes part in it; in a war others may be fighting."""

Filled = dict[str, list[Party]]


def fill_roles(view: SentenceView, match: Match, modality: Modality) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The actors and recipients of a match, e.g. (PRK,), (RUS,) for "Korut memasok Rusia".

    First what stands in the slots of the frame; an empty side is then looked for, in turn, by the rules of `_doers` and `_sufferers`.
    """
    filled = _written(view, match)
    roles = {role for _, role in match.frame.roles}
    if match.clause.kind == "noun" and dict(match.frame.roles).get("poss") == "actor":
        _turn_round(view, match.clause, filled)
    if not filled["actor"] and "actor" in roles and len(codes(tuple(filled["party"]))) < BOTH:
        filled["actor"] = _first(_doers(view, match, modality))
    if not filled["recipient"]:
        filled["recipient"] = _first(_sufferers(view, match, modality, roles))
    return one_a_code([*filled["actor"], *filled["party"]]), one_a_code(filled["recipient"])


def _first(found: Iterable[Iterable[Party]]) -> list[Party]:
    return next((list(parties) for each in found if (parties := tuple(each))), [])


def _written(view: SentenceView, match: Match) -> Filled:
    filled: Filled = {"actor": [], "recipient": [], "party": []}
    topics, direct = view.pack.words("topic_cases"), _direct(view, match)
    for slot, role in match.frame.roles:
        target = "recipient" if role == "owner" else role
        if target not in filled or ((slot == "poss" or role == "owner") and filled[target]):
            continue
        if slot not in PLAIN and target == "recipient" and direct and (slot not in direct or (slot in topics and not direct <= topics)):
            continue  # "joined in the strikes on Iraq" joins those who strike; "protested to Washington over its sale of arms"
        if slot == "comp":
            filled[target].extend(_complement_subjects(view, match.clause))
            continue
        for name in effective_slots(view, match.clause, match.voice, slot):
            for head in heads_in(view, match.clause, name, match.trigger):
                filled[target].extend(parties_in(view, head, doer=target == "actor"))
            if filled[target] and name in ("agent", "subj", "obj"):
                break
    return filled


def _direct(view: SentenceView, match: Match) -> frozenset[str]:
    """The prepositions that themselves hold a recipient at the predicate, not only within another phrase."""
    wanted = {slot for slot, role in match.frame.roles if role in ("recipient", "owner") and slot not in PLAIN}
    return frozenset(slot for slot in wanted if any(parties_in(view, a.head) for a in view.arguments(match.clause, slot)))


def _doers(view: SentenceView, match: Match, modality: Modality) -> Iterable[Iterable[Party]]:
    clause = match.clause
    if clause.kind == "noun":
        yield carrier(view, modality, clause, "actor")
        yield announcer(view, clause)
        yield backer(view, clause, match.frame.type)
        if "reciprocal" in match.frame.flags and match.frame.type in MEETINGS:
            yield attending(view, clause)
    else:
        yield relative_doer(view, clause)
    if clause.link == "xcomp":
        yield from_clause(view, view.parsed.clauses[clause.parent], "subj")
    if clause.kind == "verb" and match.voice != "passive":
        yield inherited_doer(view, clause)
    for token in match.trigger:
        if token in view.clause_at and token != clause.head:
            yield from_clause(view, view.clause_at[token], "poss")
    if match.frame.type == "ASSAULT" and clause.kind != "noun":
        yield in_whose_act(view, clause)
    if match.frame.type == "PROTEST":
        yield crowd_of(view, clause)
    if match.voice == "passive" and "release" in match.frame.modes:
        yield held_by(view, clause)


def _sufferers(view: SentenceView, match: Match, modality: Modality, roles: set[str]) -> Iterable[Iterable[Party]]:
    clause = match.clause
    if clause.kind == "noun":
        yield from_clause(view, clause, "obj")
        yield carrier(view, modality, clause, "recipient")
        yield beneficiary(view, clause, match.frame.type)
    if match.frame.type == "ASSAULT" and clause.kind == "noun":
        yield those_under(view, clause)
    if match.frame.type in PURPOSEFUL:
        yield those_in_purpose(view, clause, match.frame.type)
    if match.frame.type == "REQUEST":
        yield _complement_subjects(view, clause)
        yield _asked_doer(view, clause)
    if "recipient" in roles and match.frame.type in LOCAL:
        yield _aimed_at(view, match)
    if "recipient" in roles and match.frame.type in LOCAL:
        yield _where(view, clause)


def _asked_doer(view: SentenceView, clause: Clause) -> tuple[Party, ...]:
    """Who does what was asked: Canada in "Canada detained him at the request of the United States"."""
    if clause.kind != "noun" or clause.parent < 0 or view.tree.case(clause.head) not in view.pack.words("request_cases"):
        return ()
    governor = view.parsed.clauses[clause.parent]
    return from_clause(view, governor, "agent" if governor.voice == "passive" else "subj")


def _aimed_at(view: SentenceView, match: Match) -> list[Party]:
    """Whom a clause within the act names: Iran in "launched strikes that targeted Iranian bases", "fired shells aimed at Iranian bases"."""
    nouns = {match.clause.head, *match.trigger, *match.theme, *(a.head for a in match.clause.arguments if a.slot == "obj")}
    found: list[Party] = []
    for head in sorted(nouns):
        for child in view.tree.below(head, "acl") if view.tree.token(head).upos == "NOUN" else ():
            inner = view.clause_at.get(child)
            if inner is not None and inner.voice == "active":
                found.extend(from_clause(view, inner, "obj"))
            elif inner is not None:
                aims = view.pack.words("target_cases")
                found.extend(p for a in inner.arguments if a.case in aims for p in parties_in(view, a.head))
    return found


def _where(view: SentenceView, clause: Clause) -> list[Party]:
    """Whose land an act befalls, where its object names nobody: "hacked hospitals in Britain"."""
    cases = view.pack.words("owner_cases")
    if clause.kind != "noun" and not any(a.slot in ("obj", "subj") for a in clause.arguments):
        return []
    places = (a for a in clause.arguments if a.slot == "obl" and a.case in cases and not a.shared and not _is_report(view, a))
    blows = clause.kind != "noun"
    return [p for a in places for p in (where_struck if blows and is_blow(view, a.head) else parties_in)(view, a.head)]


def _is_report(view: SentenceView, argument: Argument) -> bool:
    """Whether a phrase only says whose word it is: "in the view of Washington"."""
    index = view.pack.forms("reporting")
    lowers = view.tree.lowers
    return any(lowers[i : i + len(e.words)] == e.words and len(e.words) > 1
               for i in range(argument.first, argument.head + 1) for e in index.starting_with(lowers[i]))


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
