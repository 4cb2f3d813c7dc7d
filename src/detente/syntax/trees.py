"""One tree from the scores of arcs: the best head for each word, repaired where that is no tree."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def best_heads(scores: Floats) -> list[int]:
    """Heads for words 0..n-1: 0 for the root, else word number + 1; exactly one root, no cycle.

    `scores` is dependents x (1 + heads), column 0 the root; they are changed. Greedy, with the maximum spanning tree (Chu and
    Liu 1965, Edmonds 1967) where the greedy heads make a cycle.
    """
    n = len(scores)
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) != 1:
        others = scores[:, 1:].max(1) if n > 1 else np.zeros(1, np.float32)
        with np.errstate(invalid="ignore"):
            gain = scores[:, 0] - others
        root = int(gain.argmax())
        scores[:, 0] = -np.inf
        heads = scores.argmax(1)
        heads[root] = 0
        scores[root, :] = -np.inf
        scores[root, 0] = 0.0
    else:
        root = int(roots[0])
        scores[np.arange(n) != root, 0] = -np.inf
    chosen: list[int] = heads.tolist()
    if not _cycle(chosen):
        return chosen
    return _spanning_tree(scores, root)


def _cycle(heads: list[int]) -> list[int]:
    """The words of one cycle, none if there is none."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        at = start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at] - 1
        if at >= 0 and state[at] == 1:
            return path[path.index(at):]
        for word in path:
            state[word] = 2
    return []


def _spanning_tree(scores: Floats, root: int) -> list[int]:
    """Contracts cycles until none is left; `root` keeps the only arc from outside."""
    n = len(scores)
    weights = np.full((n + 1, n + 1), -np.inf)
    weights[1:, :] = np.maximum(scores.astype(np.float64), -1e9)
    weights[1:, 0] = -np.inf
    weights[root + 1, :] = -np.inf
    weights[root + 1, 0] = 0.0
    return [int(h) for h in _contract(weights)[1:]]


def _contract(weights: "NDArray[np.float64]") -> "NDArray[np.int64]":
    """Heads of the best tree over nodes 0..m-1 with root 0; weights[dependent, head].

    Each round contracts one cycle; rounds are kept on a stack, so that depth does not grow the call stack.
    """
    stack: list[tuple[NDArray[np.float64], list[int], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]] = []
    heads: NDArray[np.int64]
    while True:
        np.fill_diagonal(weights, -np.inf)
        heads = weights.argmax(1)
        heads[0] = 0
        cycle = [word + 1 for word in _cycle([int(h) for h in heads[1:]])]
        if not cycle:
            break
        rest = np.array([v for v in range(len(weights)) if v not in set(cycle)])
        ring = np.array(cycle)
        inside = weights[ring, heads[ring]]
        into = weights[np.ix_(ring, rest)] - inside[:, None]
        out_of = weights[np.ix_(rest, ring)]
        entry, leave = into.argmax(0), out_of.argmax(1)
        smaller = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
        smaller[:-1, :-1] = weights[np.ix_(rest, rest)]
        smaller[-1, :-1] = into.max(0)
        smaller[:-1, -1] = out_of.max(1)
        stack.append((weights, cycle, heads, entry, leave))
        weights = smaller
    while stack:
        weights, cycle, old, entry, leave = stack.pop()
        rest_list = [v for v in range(len(weights)) if v not in set(cycle)]
        full: NDArray[np.int64] = old.copy()
        for place, node in enumerate(rest_list):
            head = int(heads[place])
            full[node] = cycle[int(leave[place])] if head == len(rest_list) else rest_list[head]
        came_from = int(heads[len(rest_list)])
        full[cycle[int(entry[came_from])]] = rest_list[came_from]
        full[0] = 0
        heads = full
    return heads
