"""A signed network: parties near their friends and far from their foes, each with its link."""

from dataclasses import dataclass

import numpy as np

from detente.relations import SignedGraph
from detente.relations.camps import Camps
from detente.relations.draw_network import layout

SIZE, MARGIN = 720.0, 60.0
_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A party: its code, where it stands, how much is told of it, and its bloc."""

    code: str
    x: float
    y: float
    radius: float
    bloc: int
    events: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relation between two parties that are drawn."""

    a: str
    b: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    valence: float
    hostile: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphChart:
    """Nodes and ties of a network, of the 40 parties of whom most is told."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    width: float
    height: float


def draw_graph(graph: SignedGraph, blocs: Camps) -> GraphChart:
    """The chart of a signed graph with the bloc of each party; only nearness means something, directions do not."""
    strength = graph.weight.sum(0)
    kept = np.sort(np.argsort(-strength, kind="stable")[:_MOST])
    grid = np.ix_(kept, kept)
    sign, value, weight = graph.sign[grid], graph.valence[grid], graph.weight[grid]
    at = layout(sign)
    tall = float(np.clip(np.ptp(at[:, 1]) * 0.95 + 0.12, 0.35, 1.0))
    across = MARGIN + at[:, 0] * (SIZE - 2 * MARGIN)
    down = MARGIN / 2 + (at[:, 1] - at[:, 1].min()) * (SIZE * tall - MARGIN) / max(float(np.ptp(at[:, 1])), 1e-9)
    codes = [graph.names[int(place)] for place in kept]
    most = max(float(strength.max()), 1e-9)
    nodes = tuple(
        Node(code=code, x=round(float(across[n]), 1), y=round(float(down[n]), 1),
             radius=round(5 + 9 * float(strength[kept[n]] / most) ** 0.5, 1), bloc=int(blocs.group[kept[n]]) % 6,
             events=float(strength[kept[n]]))
        for n, code in enumerate(codes)
    )  # fmt: skip
    ties = tuple(
        Tie(a=codes[a], b=codes[b], x1=nodes[a].x, y1=nodes[a].y, x2=nodes[b].x, y2=nodes[b].y,
            width=round(0.8 + 3 * abs(float(value[a, b])) * min(1.0, float(np.log1p(weight[a, b])) / 5), 2),
            valence=round(float(value[a, b]), 3), hostile=bool(sign[a, b] < 0))
        for a, b in zip(*(axis.tolist() for axis in np.nonzero(np.triu(sign))), strict=True)
    )  # fmt: skip
    return GraphChart(nodes=nodes, ties=ties, width=SIZE, height=round(SIZE * tall, 1))
