"""The network of the parser: numpy only, all sentences of an article at once.

Hashed embeddings -> a window of three words -> bidirectional simple recurrent units (Lei et al. 2018, without the state in the gates) ->
tags, biaffine arcs and labels (Dozat and Manning 2017). Words lie time-major without padding: first the first word of every sentence, the
longest sentence first, then the second words, and so on; so one step of the recurrence is a slice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

DISTANCES = 24  # buckets of how far, and to which side, a head lies


def distance_table(n: int) -> Ints:
    """Buckets for dependents 0..n-1 (rows) and heads (columns; column 0 is the root): exact to 5 words, then doubling ranges."""
    steps = np.arange(n)[None, :] - np.arange(n)[:, None]
    far = np.abs(steps)
    bucket = np.where(far <= 5, far, np.minimum(5 + np.ceil(np.log2(np.maximum(far, 1) / 5 + 1e-9) * 2), 11)).astype(np.int64)
    signed = np.where(steps > 0, 11 + bucket, bucket)
    return np.concatenate((np.zeros((n, 1), np.int64), signed), axis=1)


@dataclass(frozen=True)
class Layout:
    """Where the words of sentences of given lengths (all above 0) lie in the time-major order."""

    lengths: Sequence[int]

    @cached_property
    def order(self) -> Ints:
        """Sentences, longest first."""
        return np.argsort(-np.asarray(self.lengths), kind="stable")

    @cached_property
    def steps(self) -> list[tuple[int, int]]:
        """For each time step its first place and how many sentences are still running."""
        ranked = np.asarray(self.lengths)[self.order]
        running = (ranked[None, :] > np.arange(int(ranked[0]))[:, None]).sum(1)
        firsts = np.concatenate(([0], np.cumsum(running)[:-1]))
        return list(zip(firsts.tolist(), running.tolist(), strict=True))

    @cached_property
    def places(self) -> Ints:
        """For each word in reading order its time-major place."""
        rank = np.empty(len(self.lengths), np.int64)
        rank[self.order] = np.arange(len(self.lengths))
        firsts = np.array([first for first, _ in self.steps])
        return np.concatenate([firsts[:length] + rank[i] for i, length in enumerate(self.lengths)])

    @cached_property
    def mirror(self) -> Ints:
        """For each place that of the word as far from the end of its sentence as this one is from the beginning."""
        found = np.empty(len(self.places), np.int64)
        at = 0
        for length in self.lengths:
            here = self.places[at:at + length]
            found[here] = here[::-1]
            at += length
        return found

    @cached_property
    def neighbours(self) -> tuple[Ints, Ints]:
        """For each place that of the word before and the word after; -1 at the edges of a sentence."""
        before = np.full(len(self.places), -1, np.int64)
        after = np.full(len(self.places), -1, np.int64)
        for (first, _), (second, count) in zip(self.steps, self.steps[1:], strict=False):
            before[second:second + count] = np.arange(first, first + count)
            after[first:first + count] = np.arange(second, second + count)
        return before, after


@dataclass(frozen=True)
class Scores:
    """What the network says, words in reading order: tag and feats classes, arcs per sentence (dependents x 1 + heads), label vectors."""

    upos: Ints
    feats: Ints
    arcs: tuple[Floats, ...]
    dependents: Floats
    heads: Floats


@dataclass(frozen=True)
class Network:
    """The weights of `parser.npz`, ready for use."""

    weights: Mapping[str, Floats]
    embed: Floats
    index: Mapping[int, int]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    labels: tuple[str, ...]
    depth: int
    distances: Ints

    @classmethod
    def build(cls, stored: Mapping[str, Any], attributes: int) -> "Network":
        """From the arrays of `parser.npz`; embeddings are stored as bytes with a scale per row."""
        weights = {k: np.ascontiguousarray(v.T if k.endswith(".weight") and v.ndim == 2 else v, np.float32)
                   for k, v in stored.items() if v.dtype == np.float16}
        names = {k: tuple(str(n) for n in stored["names_" + k]) for k in ("upos", "feats", "labels")}
        embed = stored["embed"].astype(np.float32) * weights.pop("embed_scale")
        index = {key: attributes + row for row, key in enumerate(stored["keys"].tolist())}
        depth = sum(k.endswith("lin.weight") for k in weights)
        matrix = weights["label_matrix"]
        weights["label_matrix"] = np.ascontiguousarray(matrix.reshape(matrix.shape[0], -1))
        for number in range(depth):
            _fold(weights, f"layers.{number}.norm", f"layers.{number}.lin")
        return cls(weights, embed, index, names["upos"], names["feats"], names["labels"], depth, distance_table(300))

    def score(self, rows: Ints, lengths: Sequence[int]) -> Scores:
        """Scores for words given as rows of the embedding table (words x attributes) of sentences of the given lengths."""
        w = self.weights
        layout = Layout(lengths)
        time_major = np.empty_like(rows)
        time_major[layout.places] = rows
        hidden = self._encode(time_major, layout)[layout.places]
        arcs = _gelu(_linear(hidden, w, "heads"))
        rels = _gelu(_linear(hidden, w, "rels"))
        width, rel = arcs.shape[1] // 2, rels.shape[1] // 2
        query = arcs[:, :width] @ w["arc_matrix"] + w["arc_head"]
        far = _linear(np.ascontiguousarray(arcs[:, :width]), w, "distance")
        found = []
        at = 0
        for length in lengths:
            here = slice(at, at + length)
            at += length
            table = self.distances[:length, :length + 1] if length <= len(self.distances) else distance_table(length)
            scores = np.take_along_axis(far[here], table, 1)
            scores[:, 0] += query[here] @ w["root"]
            scores[:, 1:] += query[here] @ arcs[here, width:].T
            found.append(scores)
        return Scores(_linear(hidden, w, "tag").argmax(1), _linear(hidden, w, "feat").argmax(1), tuple(found),
                      np.ascontiguousarray(rels[:, :rel]), np.concatenate((w["root_rel"][None], rels[:, rel:])))

    def label(self, scores: Scores, heads: Ints) -> Ints:
        """The class of the label of each word, given the place of its head in the article: 0 for the root, else word number + 1."""
        w = self.weights
        head = scores.heads[heads]
        mixed = (scores.dependents @ w["label_matrix"]).reshape(len(heads), len(self.labels), -1)
        flat = np.matmul(mixed, head[:, :, None])[:, :, 0]
        classes: Ints = (flat + _linear(scores.dependents, w, "label_dep") + head @ w["label_head.weight"]).argmax(1)
        return classes

    def _encode(self, rows: Ints, layout: Layout) -> Floats:
        w = self.weights
        x = self.embed[rows[:, 0]]
        for place in range(1, rows.shape[1]):
            x += self.embed[rows[:, place]]
        x += w["source"]
        x = np.concatenate((_normalised(x, w, "norm"), w["edge"][None]))
        before, after = layout.neighbours
        hidden = _gelu(_linear(np.concatenate((x[before], x[:-1], x[after]), axis=1), w, "window"))
        for number in range(self.depth):
            hidden = self._layer(hidden, layout, f"layers.{number}.")
        return _normalised(hidden, w, "final")

    def _layer(self, x: Floats, layout: Layout, name: str) -> Floats:
        width = x.shape[1]
        mixed = _linear(_standardised(x), self.weights, name + "lin")
        gates = mixed[:, width:]
        np.exp(np.negative(np.maximum(gates, -30, out=gates), out=gates), out=gates)
        gates += 1
        np.reciprocal(gates, out=gates)
        keep = gates[:, :width]
        state = mixed[:, :width]
        state *= 1 - keep
        back = slice(width // 2, width)  # these columns read the sentence from its end
        state[:, back] = state[layout.mirror, back]
        keep[:, back] = keep[layout.mirror, back]
        _run(state, keep, layout.steps)
        state[:, back] = state[layout.mirror, back]
        state = np.tanh(state)
        state *= gates[:, width:]
        state += x
        return state


def _run(state: Floats, keep: Floats, steps: Sequence[tuple[int, int]]) -> None:
    """state[t] += keep[t] * state[t - 1], in place; as the longest sentences stand first, a step is a slice of the step before."""
    first, _ = steps[0]
    for at, count in steps[1:]:
        here = state[at:at + count]
        here += keep[at:at + count] * state[first:first + count]
        first = at


def _linear(x: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    result: Floats = x @ weights[name + ".weight"]
    result += weights[name + ".bias"]
    return result


def _standardised(x: Floats) -> Floats:
    """Each row with mean 0 and variance 1: layer normalisation before its scale and shift."""
    centred: Floats = x - x.mean(1, keepdims=True)
    variance = np.einsum("nd,nd->n", centred, centred) / x.shape[1]
    centred *= (1 / np.sqrt(variance + 1e-5))[:, None]
    return centred


def _normalised(x: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    result = _standardised(x)
    result *= weights[name + ".weight"]
    result += weights[name + ".bias"]
    return result


def _fold(weights: dict[str, Floats], norm: str, linear: str) -> None:
    """Moves the scale and shift of a layer normalisation into the linear map that follows it."""
    scale, shift = weights.pop(norm + ".weight"), weights.pop(norm + ".bias")
    matrix = weights[linear + ".weight"]
    weights[linear + ".bias"] = weights[linear + ".bias"] + shift @ matrix
    weights[linear + ".weight"] = scale[:, None] * matrix


def _gelu(x: Floats) -> Floats:
    """The tanh form of GELU."""
    inner = x * x
    inner *= 0.044715
    inner += 1
    inner *= x
    inner *= 0.7978845608
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= 0.5
    return inner
