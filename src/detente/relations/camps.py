"""Groups that the fewest ties contradict: friends apart or foes together. Exact for small graphs, else the best of many searches."""

from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import Ints

_RESTARTS = 40
_STEPS = 60_000  # of the exact search; some 25 parties with dense ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Camps:
    """A group for each party, numbered by size from 0; `frustration` is how many ties contradict it, at least `bound`.

    With two groups that is the graph's frustration index (Harary 1959; the line index of balance), 0 where it is balanced. Where
    `frustration` equals `bound` no better grouping exists.
    """

    group: Ints
    frustration: int
    bound: int


def find_camps(sign: Ints, *, groups: int | None, seed: int = 0) -> Camps:
    """The grouping of a symmetric matrix of signs that the fewest ties contradict, into two groups, or into any number (None).

    Starts from many random groupings and moves one party at a time while that helps; two groups of a small graph are then searched
    exactly. The same seed gives the same groups.
    """
    chance = np.random.Generator(np.random.PCG64(seed))
    size = len(sign)
    most = groups or size
    best, cost = np.zeros(size, np.int64), contradictions(sign, np.zeros(size, np.int64))
    for restart in range(_RESTARTS):
        start = chance.integers(0, min(most, 2 + restart % 6), size)
        group = _improve(sign, start, most)
        found = contradictions(sign, group)
        if found < cost:
            best, cost = group, found
    bound = _disjoint_faults(sign, weak=groups is None)
    if groups == 2 and cost > bound:
        exact = _search(sign, cost)
        if exact is not None:
            best, cost = (exact[0], exact[1]) if exact[1] < cost else (best, cost)
            bound = cost
    return Camps(group=_by_size(best), frustration=cost, bound=bound)


def contradictions(sign: Ints, group: Ints) -> int:
    """How many ties contradict a grouping: hostile ones within a group and friendly ones between groups."""
    same = group[:, None] == group
    return int(np.triu(((sign < 0) & same) | ((sign > 0) & ~same)).sum())


def _improve(sign: Ints, group: Ints, most: int) -> Ints:
    group = group.copy()
    moved = True
    while moved:
        moved = False
        for party in range(len(sign)):
            others = group.copy()
            others[party] = -1
            pull = _pulls(sign[party], others, most)
            choice = int(pull.argmax())
            if pull[choice] > pull[group[party]] and choice != group[party]:
                group[party], moved = choice, True
    return group


def _pulls(row: Ints, group: Ints, most: int) -> Ints:
    """The sum of a party's ties to each group; a label that nobody has pulls with 0, as being alone does."""
    return np.bincount(group[group >= 0], row[group >= 0], most).astype(np.int64)


def _disjoint_faults(sign: Ints, *, weak: bool) -> int:
    """A lower bound: triads that no grouping satisfies, chosen one after another so that no two share a tie."""
    left = sign.copy()
    count = 0
    for a in range(len(sign)):
        for b in np.flatnonzero(left[a, a + 1 :]) + a + 1:
            if not left[a, b]:
                continue
            third = (left[a] != 0) & (left[b] != 0)
            fault = third & ((left[a, b] * left[a] * left[b] < 0) if not weak else ((left[a, b] + left[a] + left[b]) == 1))
            places = np.flatnonzero(fault)
            if len(places):
                c = int(places[0])
                for one, other in ((a, b), (a, c), (b, c)):
                    left[one, other] = left[other, one] = 0
                count += 1
    return count


def _search(sign: Ints, limit: int) -> tuple[Ints, int] | None:
    """The best grouping in two by branch and bound, None where it takes too many steps; `limit` is what is known to be possible."""
    order = np.argsort(-(sign != 0).sum(0), kind="stable")
    ties = sign[np.ix_(order, order)]
    size = len(ties)
    against = np.stack([np.maximum(-ties, 0), np.maximum(ties, 0)])  # cost of a tie where both are in one group, and where they are not
    adds = np.stack([against, against[::-1]])  # what a party in either group makes the groups cost the others, [group, :, party]
    rests = [adds[:, :, at, at + 1 :].copy() for at in range(size)]
    best: tuple[Ints, int] = (np.zeros(size, np.int64), limit + 1)
    stack: list[tuple[tuple[int, ...], int, Ints]] = [((0,), 0, rests[0][0])]  # pending: costs of those that are not yet placed
    for _ in range(_STEPS):
        if not stack:
            group = np.zeros(size, np.int64)
            group[order] = best[0]
            return (group, best[1]) if best[1] <= limit else (group, limit)
        chosen, cost, pending = stack.pop()
        at = len(chosen)
        if cost + int(np.minimum(pending[0], pending[1]).sum()) >= best[1]:
            continue
        if at == size:
            best = (np.asarray(chosen, np.int64), cost)
            continue
        one, other = int(pending[0, 0]), int(pending[1, 0])
        later, rest = pending[:, 1:], rests[at]
        for place, more in ((0, one), (1, other)) if one >= other else ((1, other), (0, one)):  # the cheaper last: it is taken first
            stack.append(((*chosen, place), cost + more, later + rest[place]))
    return None


def _by_size(group: Ints) -> Ints:
    labels, counts = np.unique(group, return_counts=True)
    first = np.array([int(np.flatnonzero(group == label)[0]) for label in labels])
    order = np.lexsort((first, -counts))
    places = np.empty(len(labels), np.int64)
    places[order] = np.arange(len(labels))
    return np.asarray(places[np.searchsorted(labels, group)], np.int64)
