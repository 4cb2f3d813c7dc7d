"""A small network that weighs the signals of candidates: a linear part that can be read, and a bend where signals depend on one another."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """How the network is trained. Chosen on the validation days of ICEWS 2014 (MRR linear .470, 32 and 16 units .479, 64 and 32 .481).

    Args:
        hidden: Units of the layers; () leaves the linear part alone.
        traits: Numbers learnt of each relation, which let signals count differently for it; 0 for none.
        epochs: Passes over the questions.
        rate: Highest step of Adam; it rises over the first twentieth and falls as a cosine.
        decay: Weight decay a step.
        batch: Questions a step.
        single: Whether candidates are told apart one by one (chances of events) instead of against one another (who is next).
        seed: Of the first weights and the order of questions.
    """

    hidden: tuple[int, ...] = (64, 32)
    traits: int = 16
    epochs: int = 4
    rate: float = 3e-3
    decay: float = 1e-3
    batch: int = 128
    single: bool = False
    seed: int = 0


@dataclass(slots=True, kw_only=True)
class Net:
    """Weights of the network; `score` is all that its users need."""

    middle: Values
    scale: Values
    layers: list[Values]
    bends: list[Values]
    straight: Values
    traits: Values
    _first: list[Values] = field(default_factory=list)
    _second: list[Values] = field(default_factory=list)
    _step: int = 0

    def score(self, signals: Values, relation: Ints) -> Values:
        """The scores of candidates: `signals` has the shape (questions, candidates, signals), `relation` one number a question."""
        pieces = [self._forward(self._scaled(signals[i : i + 256]), relation[i : i + 256])[0] for i in range(0, len(signals), 256)]
        return np.concatenate(pieces) if pieces else np.zeros(signals.shape[:2], np.float32)

    def _scaled(self, signals: Values) -> Values:
        return (with_best(signals) - self.middle) / self.scale

    def _forward(self, x: Values, relation: Ints) -> tuple[Values, list[Values]]:
        questions, candidates, width = x.shape
        flat = x.reshape(-1, width)
        hidden = [np.concatenate([flat, np.repeat(self.traits[relation], candidates, 0)], 1)]
        for index, (layer, bend) in enumerate(zip(self.layers, self.bends, strict=True)):
            after = hidden[-1] @ layer + bend
            hidden.append(np.maximum(after, 0) if index < len(self.layers) - 1 else after)
        straight = flat @ self.straight
        return (straight + hidden[-1] if self.layers else straight).reshape(questions, candidates), hidden

    def learn(self, signals: Values, relation: Ints, true: Flags, *, rate: float, decay: float, single: bool) -> None:
        """One step of Adam on a batch of questions."""
        x = self._scaled(signals)
        scores, hidden = self._forward(x, relation)
        slope = (_slope_single if single else _slope_among)(scores, true).reshape(-1, 1)
        flat = x.reshape(-1, x.shape[2])
        slopes, below = [flat.T @ slope], slope
        for index in reversed(range(len(self.layers))):
            if index < len(self.layers) - 1:
                below = below * (hidden[index + 1] > 0)
            slopes[1:1] = [hidden[index].T @ below, below.sum(0)]
            below = below @ self.layers[index].T
        of_traits = np.zeros_like(self.traits)
        if self.layers and self.traits.size:
            np.add.at(of_traits, relation, below[:, flat.shape[1] :].reshape(*scores.shape, -1).sum(1))
        self._adam([*slopes, of_traits], rate, decay)

    def _adam(self, slopes: list[Values], rate: float, decay: float) -> None:
        weights = [self.straight, *(w for pair in zip(self.layers, self.bends, strict=True) for w in pair), self.traits]
        if not self._first:
            self._first, self._second = ([np.zeros_like(w) for w in weights] for _ in range(2))
        self._step += 1
        for weight, slope, mean, square in zip(weights, slopes, self._first, self._second, strict=True):
            np.copyto(mean, mean + 0.1 * (slope - mean))
            np.copyto(square, square + 0.001 * (slope * slope - square))
            step = mean / (1 - 0.9**self._step) / (np.sqrt(square / (1 - 0.999**self._step)) + 1e-8)
            np.copyto(weight, weight - (rate * (step + decay * weight)).astype(np.float32))


def train(signals: Values, relation: Ints, true: Flags, *, relations: int, training: Training | None = None) -> Net:
    """A network that learnt from questions: `true` marks the right candidates, shape (questions, candidates).

    Questions without a right candidate teach nothing about who is next, and are passed over unless candidates are told one by one.
    """
    training = training or Training()
    chance = np.random.default_rng(training.seed)
    net = _fresh(signals, relations, training, chance)
    able = np.arange(len(signals)) if training.single else np.flatnonzero(true.any(1))
    batches = max(1, -(-len(able) // training.batch))
    for epoch in range(training.epochs):
        for number, batch in enumerate(np.array_split(chance.permutation(able), batches)):
            done = (epoch * batches + number) / (training.epochs * batches)
            rate = training.rate * min(1.0, (done + 1e-3) / 0.05) * (0.5 + 0.5 * np.cos(np.pi * done))
            net.learn(signals[batch], relation[batch], true[batch], rate=float(rate), decay=training.decay, single=training.single)
    return net


def with_best(signals: Values) -> Values:
    """Signals, and beside each how far it lies under the best of its question."""
    return np.concatenate([signals, signals - signals.max(1, keepdims=True)], 2)


def _fresh(signals: Values, relations: int, training: Training, chance: np.random.Generator) -> Net:
    some = with_best(signals[:: max(1, len(signals) // 4000)])
    width = some.shape[2]
    traits = training.traits if training.hidden else 0
    sizes = (width + traits, *training.hidden, 1) if training.hidden else ()
    draws = [chance.normal(size=pair) * np.sqrt(2 / pair[0]) for pair in pairwise(sizes)]
    if draws:
        draws[-1] *= 0.1
    return Net(
        middle=some.mean((0, 1)), scale=some.std((0, 1)) + np.float32(1e-6), layers=[draw.astype(np.float32) for draw in draws],
        bends=[np.zeros(size, np.float32) for size in sizes[1:]], straight=(chance.normal(size=(width, 1)) * 0.01).astype(np.float32),
        traits=(chance.normal(size=(relations, traits)) * 0.1).astype(np.float32),
    )  # fmt: skip


def _slope_among(scores: Values, true: Flags) -> Values:
    """Of the cross-entropy of each right candidate against all wrong ones."""
    raised = np.exp(scores - scores.max(1, keepdims=True))
    wrong = (raised * ~true).sum(1, keepdims=True)
    shared = (true / (wrong + raised)).sum(1, keepdims=True)
    slope: Values = (np.where(true, raised / (wrong + raised) - 1, raised * shared) / max(1, true.sum())).astype(np.float32)
    return slope


def _slope_single(scores: Values, true: Flags) -> Values:
    """Of the logistic loss of every candidate."""
    slope: Values = ((1 / (1 + np.exp(-scores)) - true) / len(scores)).astype(np.float32)
    return slope
