"""Which claims tell of one event: every join by a stated rule, and never on parties and date alone."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import combinations

from detente.assembly.profile import ALONE, NEAR, Profile, conflicts, profile, same_kind, same_place
from detente.records import Link, Told

ALIKE = 0.6
"""Share of the shorter sentence's words that two copies of it have in common."""
SHARED, SHARED_LEAST = 0.34, 2
"""Share of the shorter sentence's words, and how many, that make two sentences of one language tell the same."""
SURE = 1.0
"""Weight of marks that two claims must share: one name, figure or person, or two kinds of things."""
WEIGHTS = {"name": 1.0, "number": 1.0, "place": 1.0, "object": 0.75, "person": 0.5, "state": 0.5, "thing": 0.5, "deed": 0.5, "kind": 0.25}
VAGUE = {"deed attack": 0.25}
BUCKET = 7
"""Days a key of a block spans."""


def block_keys(told: Told) -> frozenset[str]:
    """The keys under which a claim is looked up: two claims can be joined only where they share one, e.g. "force|UKR|105434".

    One for each party and week in which its event may lie, three days added on both sides; a period has its decades instead of weeks.
    """
    traits = profile(told)
    codes = {code.partition(".")[0] for code in traits.parties} or {"---"}
    return frozenset(f"{family}|{code}|{when}" for family in traits.families for code in codes for when in _buckets(traits))


def _buckets(traits: Profile) -> Iterator[str]:
    if traits.first is None or traits.last is None:
        yield "undated"
    elif traits.long:
        yield from (f"{decade}0s" for decade in range(traits.first.year // 10, traits.last.year // 10 + 1))
    else:
        slack = dt.timedelta(days=NEAR)
        last = min(traits.last, dt.date.max - slack) + slack
        first = max(traits.first, dt.date.min + slack) - slack
        yield from (str(week) for week in range(first.toordinal() // BUCKET, last.toordinal() // BUCKET + 1))


def find_links(new: Sequence[Told], known: Sequence[Told] = ()) -> tuple[Link, ...]:
    """The links among new claims and between them and known ones, in order of their ids.

    Whether two claims are linked depends on these two alone, so links once found never change and the order of ingest does not matter.
    """
    fresh = {told.id for told in new}
    every = {told.id: told for told in (*known, *new)}
    traits = {name: profile(told) for name, told in every.items()}
    by_key: dict[str, list[str]] = {}
    for name, one in every.items():
        for key in block_keys(one):
            by_key.setdefault(key, []).append(name)
    pairs = {tuple(sorted(pair)) for names in by_key.values() for pair in combinations(names, 2) if pair[0] in fresh or pair[1] in fresh}
    told = {name: frozenset((f"article {one.claim.article}", *one.words, *one.marks)) for name, one in every.items()}
    likely = (pair for pair in sorted(pairs) if not told[pair[0]].isdisjoint(told[pair[1]]))
    found = (link_pair(every[a], every[b], traits[a], traits[b]) for a, b in likely)
    return tuple(link for link in found if link is not None)


def link_pair(one: Told, other: Told, mine: Profile, theirs: Profile) -> Link | None:
    """The link between two claims with their profiles, or None where nothing but parties and date speaks for one event."""
    if conflicts(mine, theirs):
        return None
    ground = next(_grounds(one, other, mine, theirs), None)
    if ground is None:
        return None
    rule, evidence, strength = ground
    if not same_kind(mine, theirs):
        strength -= 0.1
    if one.said and other.said:
        strength -= min(0.05, abs((one.said - other.said).days) / 8000)
    first, second = sorted((one.id, other.id))
    return Link(first=first, second=second, rule=rule, evidence=evidence, strength=round(strength, 4))


def _grounds(one: Told, other: Told, mine: Profile, theirs: Profile) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """The rules that join two claims without conflict, the surest first, with evidence and strength."""
    if one.claim.article == other.claim.article and _answers(one, other):
        yield "J1", (f"an answer in article {one.claim.article}",), 1.0
    words = set(one.words) & set(other.words)
    share = len(words) / max(1, min(len(one.words), len(other.words)))
    if one.origin == other.origin and one.claim.article != other.claim.article and words and share >= ALIKE:
        yield "J2", (f"copies of article {one.origin}", *_told("word", words)), 0.95
    if mine.dated and theirs.dated and one.claim.where and (same_place(mine, theirs) or _shared(one, other, "place")):
        yield "J3", (f"day {max(filter(None, (mine.first, theirs.first)))}", f"place {one.claim.where.name}"), 0.9
    strict = not same_kind(mine, theirs)
    marks = [mark for kind in WEIGHTS for mark in _shared(one, other, kind)]
    weight = _weigh(marks, same_day=mine.dated and theirs.dated and mine.first == theirs.first and mine.last == theirs.last)
    if one.claim.language == other.claim.language and len(words) >= SHARED_LEAST + strict and share >= SHARED + 0.16 * strict:
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


def _answers(one: Told, other: Told) -> bool:
    """Whether one claim answers the other in their article: the same deed with the same words of time, by another voice."""
    mine, theirs = one.claim, other.claim
    if "claims:answer" not in (*mine.because, *theirs.because):
        return False
    return (mine.type, mine.actors, mine.recipients) == (theirs.type, theirs.actors, theirs.recipients)


def _shared(one: Told, other: Told, kind: str) -> list[str]:
    head = f"{kind}:"
    return [mark.replace(":", " ", 1) for mark in sorted(set(one.marks) & set(other.marks)) if mark.startswith(head)]


def _told(kind: str, words: set[str]) -> tuple[str, ...]:
    return tuple(f"{kind} {word}" for word in sorted(words))
