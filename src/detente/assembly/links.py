"""Which claims tell of one event: every join by a stated rule, and never on parties and date alone."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from detente.assembly.leads import Lead, make_lead, sought_keys, stored_keys
from detente.assembly.profile import ALONE, conflicts, same_kind, same_place
from detente.records import Link, Told

ALIKE = 0.6
"""Share of the shorter sentence's words that two copies of it have in common."""
SHARED, SHARED_LEAST = 0.34, 2
"""Share of the shorter sentence's words, and how many, that make two sentences of one language tell the same."""
SURE = 1.0
"""Weight of marks that two claims must share: one name, figure or person, or two kinds of things."""
WEIGHTS = {"name": 1.0, "number": 1.0, "place": 1.0, "object": 0.75, "person": 0.5, "state": 0.5, "thing": 0.5, "deed": 0.5, "kind": 0.25}
VAGUE = {"deed attack": 0.25}


def find_links(new: Sequence[Told], known: Sequence[Told] = ()) -> tuple[Link, ...]:
    """The links among new claims and between them and known ones, in order of their ids.

    Whether two claims are linked depends on these two alone, so links once found never change and the order of ingest does not matter.
    """
    return link_leads([make_lead(one) for one in new], [make_lead(one) for one in known])


def link_leads(new: Iterable[Lead], known: Iterable[Lead] = ()) -> tuple[Link, ...]:
    """As `find_links`, from the leads of the claims."""
    fresh = {lead.id: lead for lead in new}
    every = {lead.id: lead for lead in known} | fresh
    by_key: dict[int, list[str]] = {}
    for name, lead in every.items():
        for key in stored_keys(lead):
            by_key.setdefault(key, []).append(name)
    pairs = {
        (min(name, other), max(name, other))
        for name, lead in fresh.items() for key in sought_keys(lead) for other in by_key.get(key, ()) if other != name
    }  # fmt: skip
    found = (link_pair(every[a], every[b]) for a, b in sorted(pairs))
    return tuple(link for link in found if link is not None)


def link_answers(told: Iterable[Lead]) -> tuple[Link, ...]:
    """The links (J1) between claims that answer one another, each within its text."""
    by_text: dict[str, list[Lead]] = {}
    for lead in told:
        by_text.setdefault(lead.article, []).append(lead)
    pairs = (pair for leads in by_text.values() if any(lead.answer for lead in leads) for pair in combinations(leads, 2))
    found = (link_pair(one, other) for one, other in pairs if _answers(one, other))
    return tuple(link for link in found if link is not None)


def link_pair(one: Lead, other: Lead) -> Link | None:
    """The link between two claims, or None where nothing but parties and date speaks for one event."""
    near = one.article == other.article or not one.words.isdisjoint(other.words) or not one.marks.isdisjoint(other.marks)
    if not near or conflicts(one.traits, other.traits):
        return None
    ground = next(_grounds(one, other), None)
    if ground is None:
        return None
    rule, evidence, strength = ground
    if not same_kind(one.traits, other.traits):
        strength -= 0.1
    if one.said and other.said:
        strength -= min(0.05, abs((one.said - other.said).days) / 8000)
    first, second = sorted((one.id, other.id))
    return Link(first=first, second=second, rule=rule, evidence=evidence, strength=round(strength, 4))


def _grounds(one: Lead, other: Lead) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """The rules that join two claims without conflict, the surest first, with evidence and strength."""
    mine, theirs = one.traits, other.traits
    if one.article == other.article and _answers(one, other):
        yield "J1", (f"an answer in article {one.article}",), 1.0
    words = one.words & other.words
    share = len(words) / max(1, min(len(one.words), len(other.words)))
    if one.origin == other.origin and one.article != other.article and words and share >= ALIKE:
        yield "J2", (f"copies of article {one.origin}", *_told("word", words)), 0.95
    if mine.dated and theirs.dated and one.where and (same_place(mine, theirs) or _shared(one, other, "place")):
        yield "J3", (f"day {max(filter(None, (mine.first, theirs.first)))}", f"place {one.where}"), 0.9
    strict = not same_kind(mine, theirs)
    marks = [mark for kind in WEIGHTS for mark in _shared(one, other, kind)]
    weight = _weigh(marks, same_day=mine.dated and theirs.dated and mine.first == theirs.first and mine.last == theirs.last)
    if one.language == other.language and len(words) >= SHARED_LEAST + strict and share >= SHARED + 0.16 * strict:
        yield "J4", (*_told("word", words), *marks), 0.5 + 0.3 * share
    if weight >= SURE + strict:
        yield "J5", tuple(marks), min(0.8, 0.4 + 0.1 * weight)
    things = [mark for kind in ("object", "thing", "kind") for mark in _shared(one, other, kind)]
    if "help" in mine.families & theirs.families and not strict and len(mine.parties) > 1 and things:
        yield "J6", tuple(things), 0.4


def _weigh(marks: Sequence[str], *, same_day: bool) -> float:
    """The weight of shared marks: a deed that is no other (`ALONE`) weighs more, most where both tell it of one day; a vague one less."""
    weight = 0.0
    for mark in marks:
        kind, _, what = mark.partition(" ")
        weight += VAGUE.get(mark, WEIGHTS[kind]) + (0.25 + 0.25 * same_day) * (f"{kind}:{what}" in ALONE)
    return weight


def _answers(one: Lead, other: Lead) -> bool:
    """Whether one claim answers the other in their article: the same deed with the same words of time, by another voice."""
    return (one.answer or other.answer) and one.deed == other.deed


def _shared(one: Lead, other: Lead, kind: str) -> list[str]:
    head = f"{kind}:"
    return [mark.replace(":", " ", 1) for mark in sorted(one.marks & other.marks) if mark.startswith(head)]


def _told(kind: str, words: frozenset[str]) -> tuple[str, ...]:
    return tuple(f"{kind} {word}" for word in sorted(words))
