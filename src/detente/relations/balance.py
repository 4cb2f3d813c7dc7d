"""Whether friends of friends are friends: signed triads against chance, and how far a graph is from two camps."""

from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import Floats, Ints
from detente.relations.camps import Camps, find_camps
from detente.relations.network import SignedGraph

_SHARES = (0.1, 0.2, 0.25, 0.3, 0.4, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triads:
    """Triads of a graph by how many of their ties are hostile: `counts` for 0, 1, 2, 3.

    `strong` is the share that is balanced in the strict sense (0 or 2 hostile ties; Cartwright and Harary 1956), `weak` in the weak sense
    (all but 1; Davis 1967), nan where there is no triad.
    """

    counts: tuple[int, int, int, int]
    strong: float
    weak: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstChance:
    """A share of balanced triads beside that of the same graph with its signs shuffled: mean, z, and `p` for as much balance by chance."""

    hostile: float
    share: float
    chance: float
    z: float
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How balanced a graph is, e.g. `balance(signed_graph(table)).strong.z`.

    `sensitivity` is `strong` again with other shares of ties called hostile: a finding that hangs on one of them is none. `camps` are the
    two groups that the fewest ties contradict, `blocs` any number of them.
    """

    triads: Triads
    strong: AgainstChance
    weak: AgainstChance
    sensitivity: tuple[AgainstChance, ...]
    camps: Camps
    blocs: Camps
    draws: int
    seed: int


def balance(graph: SignedGraph, *, draws: int = 499, seed: int = 0) -> Balance:
    """Triads, their balance against `draws` shufflings of the signs over the same ties, and the camps that the graph falls into.

    Shuffling keeps who is tied to whom and how many ties are hostile, so that what remains is only where they lie. The same seed gives the
    same result.
    """
    strong, weak = _against_chance(graph.sign, draws, seed)
    edges = np.triu(graph.sign) != 0
    values = graph.valence[edges]
    rows = []
    for share in _SHARES:
        sign = np.where(graph.sign == 0, 0, np.where(graph.valence < np.quantile(values, share), -1, 1)).astype(np.int64)
        rows.append(_against_chance(sign, draws, seed)[0])
    return Balance(
        triads=count_triads(graph.sign), strong=strong, weak=weak, sensitivity=tuple(rows),
        camps=find_camps(graph.sign, groups=2, seed=seed), blocs=find_camps(graph.sign, groups=None, seed=seed), draws=draws, seed=seed,
    )  # fmt: skip


def count_triads(sign: Ints) -> Triads:
    """The closed triads of a symmetric matrix of signs, from traces of products of its positive and negative parts."""
    plus, minus = ((sign == value).astype(np.float64) for value in (1, -1))
    counts = (
        _trace(plus, plus, plus) / 6, _trace(plus, plus, minus) / 2, _trace(plus, minus, minus) / 2, _trace(minus, minus, minus) / 6,
    )  # fmt: skip
    whole = tuple(round(count) for count in counts)
    total = sum(whole)
    strong = (whole[0] + whole[2]) / total if total else np.nan
    weak = (total - whole[1]) / total if total else np.nan
    return Triads(counts=(whole[0], whole[1], whole[2], whole[3]), strong=strong, weak=weak)


def _trace(a: Floats, b: Floats, c: Floats) -> float:
    return float(np.einsum("ij,ji->", a @ b, c))


def _against_chance(sign: Ints, draws: int, seed: int) -> tuple[AgainstChance, AgainstChance]:
    chance = np.random.Generator(np.random.PCG64(seed))
    signs = sign[np.nonzero(np.triu(sign))]
    corners = _triads_of(sign)
    hostile = float((signs < 0).mean())
    if not len(corners):
        return (_compared(hostile, np.nan, np.zeros(1)),) * 2

    def shares(values: Ints) -> tuple[float, float]:
        foes = (values < 0)[corners].sum(1)
        return float((foes % 2 == 0).mean()), float((foes != 1).mean())

    found = shares(signs)
    shuffled = np.array([shares(chance.permutation(signs)) for _ in range(draws)])
    return _compared(hostile, found[0], shuffled[:, 0]), _compared(hostile, found[1], shuffled[:, 1])


def _triads_of(sign: Ints) -> Ints:
    """The closed triads as the numbers of their three ties, shape (triads, 3), in the order of the upper half of the matrix."""
    number = np.full(sign.shape, -1)
    rows, columns = np.nonzero(np.triu(sign))
    number[rows, columns] = number[columns, rows] = np.arange(len(rows))
    found = []
    for tie, (a, b) in enumerate(zip(rows, columns, strict=True)):
        third = np.flatnonzero((number[a, b + 1 :] >= 0) & (number[b, b + 1 :] >= 0)) + b + 1
        found.append(np.column_stack([np.full(len(third), tie), number[a, third], number[b, third]]))
    return np.concatenate(found) if found else np.zeros((0, 3), np.int64)


def _compared(hostile: float, share: float, shuffled: Floats) -> AgainstChance:
    if np.isnan(share):
        return AgainstChance(hostile=hostile, share=share, chance=np.nan, z=np.nan, p=1.0)
    spread = float(shuffled.std())
    return AgainstChance(
        hostile=hostile, share=share, chance=float(shuffled.mean()), z=(share - float(shuffled.mean())) / spread if spread > 0 else np.nan,
        p=float((1 + (shuffled >= share - 1e-12).sum()) / (1 + len(shuffled))),
    )  # fmt: skip
