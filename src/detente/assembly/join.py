"""From claims, links and an analyst's decisions to events: the same ones in whatever order the claims came."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.assembly.links import find_links
from detente.assembly.profile import FAMILIES, Profile, conflicts, is_announced, profile
from detente.assembly.tally import tally
from detente.records import Decision, Happening, Link, Told


def join_claims(
    told: Iterable[Told], decisions: Iterable[Decision] = (), links: Iterable[Link] | None = None,
    profiles: Mapping[str, Profile] | None = None,
) -> tuple[Happening, ...]:  # fmt: skip
    """The events that claims tell of, in order of their ids; every claim is in exactly one.

    `links` are those between these claims, found here where they are left out; `profiles` are those that are known already. The surest
    link is taken first; a link that would bring together claims in conflict, or such as an analyst split, is not taken. The result depends
    on the set of claims, links and decisions alone: a store that gives all claims that hang together by links gets the same events as one
    that gives everything.
    """
    rows = {one.id: one for one in sorted(told, key=lambda one: one.id)}
    found = find_links(tuple(rows.values())) if links is None else tuple(links)
    known = profiles or {}
    groups = {name: _Group([name], [known.get(name) or profile(one)]) for name, one in rows.items()}
    course = _Course(groups, {name: name for name in rows})
    live = live_decisions(decisions)
    course.apart = _apart(live, rows)
    for link in (*sorted(found, key=lambda link: (-link.strength, link.first, link.second)), *_merges(live, rows)):
        if link.first in rows and link.second in rows:
            course.take(link)
    kept = (group for name, group in course.groups.items() if course.find(name) == name)
    return tuple(sorted((_happening(group, rows) for group in kept), key=lambda event: event.id))


def live_decisions(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that no later one undid, in the order in which they were made; an undone undo restores what it undid."""
    ordered = sorted(decisions, key=lambda d: (d.at, d.id))
    undone: set[str] = set()
    for decision in reversed(ordered):
        if decision.kind == "undo" and decision.id not in undone:
            undone.update(decision.targets)
    return tuple(d for d in ordered if d.id not in undone and d.kind != "undo")


def withdraw(told: Iterable[Told], decisions: Iterable[Decision]) -> tuple[Told, ...]:
    """The claims with those that an analyst retracted marked as withdrawn from that moment on."""
    since: dict[str, dt.datetime] = {}
    for decision in live_decisions(decisions):
        for target in decision.targets if decision.kind == "retract" else ():
            since.setdefault(target, decision.at)
    return tuple(replace(one, withdrawn=min(since[one.id], one.withdrawn or since[one.id])) if one.id in since else one for one in told)


@dataclass(slots=True)
class _Group:
    """Claims that were put together so far, with their distinct profiles, the joins made, and the groups that can never be put to them."""

    claims: list[str]
    profiles: list[Profile]
    links: list[Link] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Course:
    """The way through the links: groups by the name of one of their claims, and which claims are kept apart."""

    groups: dict[str, _Group]
    above: dict[str, str]
    apart: dict[str, set[str]] = field(default_factory=dict)

    def find(self, name: str) -> str:
        """The name of the group that holds a claim."""
        while name != self.above[name]:
            self.above[name] = name = self.above[self.above[name]]
        return name

    def take(self, link: Link) -> None:
        """Joins two groups by a link, unless claims of them are in conflict or kept apart; larger groups are in conflict all the more."""
        low, high = sorted((self.find(link.first), self.find(link.second)))
        one, other = self.groups[low], self.groups[high]
        analyst = link.rule == ANALYST
        if low == high or (high in one.refused and not analyst):
            return
        if self._kept_apart(one, other) or (not analyst and self._conflict(one, other)):
            one.refused.add(high)
            other.refused.add(low)
            return
        self.above[high] = low
        joined = dict.fromkeys((*one.profiles, *other.profiles))
        self.groups[low] = _Group([*one.claims, *other.claims], list(joined), [*one.links, *other.links, link], one.refused | other.refused)
        for name in other.refused:
            self.groups[name].refused.add(low)

    def _conflict(self, one: _Group, other: _Group) -> bool:
        return any(conflicts(mine, theirs) for mine in one.profiles for theirs in other.profiles)

    def _kept_apart(self, one: _Group, other: _Group) -> bool:
        small, large = sorted((one.claims, other.claims), key=len)
        theirs = set(large)
        return any(name in self.apart and not self.apart[name].isdisjoint(theirs) for name in small)


ANALYST = "analyst"


def _merges(live: Sequence[Decision], rows: dict[str, Told]) -> list[Link]:
    """A link for every claim that an analyst put with another."""
    found = []
    for decision in live:
        targets = sorted({t for t in decision.targets if t in rows}) if decision.kind == "merge" else []
        for other in targets[1:]:
            evidence = (f"{decision.by}: {decision.reason}",)
            found.append(Link(first=targets[0], second=other, rule=ANALYST, evidence=evidence, strength=1.0))
    return found


def _apart(live: Sequence[Decision], rows: dict[str, Told]) -> dict[str, set[str]]:
    """The claims with which each must not be put: a split parts its claims from all that were known then; a later merge takes that back."""
    found: dict[str, set[str]] = {}
    for decision in live:
        targets = [t for t in decision.targets if t in rows]
        if decision.kind == "split":
            rest = [name for name, one in rows.items() if name not in targets and one.learned <= decision.at]
            for name in targets:
                found.setdefault(name, set()).update(rest)
            for name in rest:
                found.setdefault(name, set()).update(targets)
        elif decision.kind == "merge":
            for name in targets:
                found.get(name, set()).difference_update(targets)
    return found


def _happening(group: _Group, rows: dict[str, Told]) -> Happening:
    told = [rows[name] for name in sorted(group.claims)]
    first, last = _days(group.profiles)
    kind = _most(one.claim.type for one in told if not is_announced(one.claim)) or _most(one.claim.type for one in told)
    return Happening(
        id=told[0].id,
        claims=tuple(one.id for one in told),
        family=FAMILIES[kind],
        type=kind,
        actors=tuple(sorted({code for p in group.profiles for code in p.actors})),
        recipients=tuple(sorted({code for p in group.profiles for code in p.recipients})),
        first=first,
        last=last,
        place=_most(one.claim.where.name for one in told if one.claim.where),
        quantities=tally(told),
        links=tuple(sorted(group.links, key=lambda link: (link.first, link.second))),
    )


def _days(profiles: Sequence[Profile]) -> tuple[dt.date | None, dt.date | None]:
    """The days that all agree on who give any; where they do not agree, all days that they give."""
    timed = [p for p in profiles if p.dated] or profiles
    firsts, lasts = [p.first for p in timed if p.first], [p.last for p in timed if p.last]
    if not firsts or not lasts:
        return None, None
    if max(firsts) <= min(lasts):
        return max(firsts), min(lasts)
    return min(firsts), max(lasts)


def _most(names: Iterable[str]) -> str:
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], name)) if counted else ""
