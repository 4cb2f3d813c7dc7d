"""What speaks for each party as the next one: counts that fade, rules, who is busy, who stands near."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from detente.records.eventtable import Floats, Ints
from detente.relations.outlook_history import RATES, History, ranges
from detente.relations.outlook_rules import LAGS, Rules

SIGNALS = (
    *(f"same relation, fading {rate:g}" for rate in RATES), *(f"any relation, fading {rate:g}" for rate in RATES),
    "any act of the subject", "rules together", "strongest rule", "second rule", "rule of the relation itself", "rule of its inverse",
    "days since the same", "days since anything", "share of the subject's relation",
    "relation to the other, ever", "relation to the other, lately", "relation to the other, this season", "the other, ever",
    "the other, lately", "two steps", "likeness of partners", "partners of the like",
)  # fmt: skip
"""The signals of one candidate by column, each as log(x + e) - log(e)."""
_NEAR = np.array([0.01] * 9 + [0.003] * 5 + [1, 1, 0.02], np.float32)
_WIDE = np.array([0.5, 0.05, 0.05, 1, 0.1, 1e-4, 1e-3, 1e-3], np.float32)
_UNSEEN = 400.0  # days since what never was
_DAYS_SINCE = (14, 15)
_STEPS, _LIKE = 60, 30
"""Partners that two steps go through, and alike parties that are asked: more of either changed nothing on validation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What a subject's own past tells, by `others` whom it ever met; the facts are given by place among them."""

    others: Ints
    place: Ints
    age: Ints
    relation: Ints
    pair: Floats
    last: Floats
    acts: Floats
    newest: tuple[Ints, Ints, Ints]  # of facts that have not come again: place, relation, class of lag
    steps: Floats
    alike: Floats
    like: Ints


@dataclass(slots=True, kw_only=True)
class Eve:
    """The evening before a day: every question about that day is answered from what was known then.

    >>> others, signals = Eve(history=history, day=336, rules=rules).candidates(subject, relation, most=200)    # doctest: +SKIP
    """

    history: History
    day: int
    rules: Rules
    _busy: tuple[Floats, Floats] = field(init=False)
    _weight: Floats = field(init=False)
    _total: Floats = field(init=False)
    _norm: Floats = field(init=False)
    _relations: dict[int, tuple[Floats, ...]] = field(init=False, default_factory=dict)
    _subjects: dict[int, Near] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        history = self.history
        days, others, pairs = history.by_day
        known = int(np.searchsorted(days, self.day))
        age = self.day - days[:known]
        subjects = history.pairs[1]
        self._busy = (_count(others[:known], history.size), _count(others[:known], history.size, history.fading[1][age]))
        self._weight = _count(pairs[:known], len(subjects), history.fading[2][age])
        self._total = _count(subjects, history.size, self._weight) + 1e-9
        self._norm = np.sqrt(_count(subjects, history.size, self._weight**2)) + 1e-9

    def candidates(self, subject: int, relation: int, *, most: int) -> tuple[Ints, npt.NDArray[np.float32], Floats]:
        """The `most` likeliest parties that a subject stands in a relation to next, their signals, and a rough score of every party.

        The signals have the shape (candidates, SIGNALS). The rough score only chooses the candidates and ranks those left out.
        """
        near, wide = self._subject(subject), self._relation(relation)
        own = self._own(near, relation)
        liked = self._liked(near, relation)
        rough = (
            0.15 * np.log(wide[0] + 0.3) + 0.35 * np.log(wide[1] + 0.05) + 0.1 * np.log(near.steps + 1e-4) + 0.15 * np.log(liked + 1e-3)
            + 0.1 * np.log(self._busy[1] + 0.1)
        )  # fmt: skip  # weights set by hand: another choice changes which candidates come last, not how the first are ranked
        rough[near.others] += 0.35 * np.log1p(own[:, 2] / 0.05) + 0.3 * np.log1p(own[:, 6] / 0.05) + 0.5 * np.log1p(own[:, 9] / 0.005)
        top = np.argpartition(-rough, most)[:most] if most < len(rough) else np.arange(len(rough))
        columns = (*wide, *self._busy, near.steps, near.alike, liked)
        around = np.stack([column[top] for column in columns], 1)
        mine = np.zeros((len(top), own.shape[1]))
        mine[:, _DAYS_SINCE] = _UNSEEN
        if len(near.others):
            place = np.minimum(np.searchsorted(near.others, top), len(near.others) - 1)
            met = near.others[place] == top
            mine[met] = own[place[met]]
        signals = np.concatenate([np.log(mine + _NEAR) - np.log(_NEAR), np.log(around + _WIDE) - np.log(_WIDE)], 1)
        return top, signals.astype(np.float32), rough

    def _relation(self, relation: int) -> tuple[Floats, ...]:
        """How often each party is met in a relation: ever, lately, this season."""
        if relation not in self._relations:
            history = self.history
            keys, days, others = history.by_relation
            low, high = np.searchsorted(keys, [relation * history.span, relation * history.span + self.day])
            met, age = others[low:high], self.day - days[low:high]
            fading = (None, history.fading[1][age], history.fading[2][age])
            self._relations[relation] = tuple(_count(met, history.size, weight) for weight in fading)
        return self._relations[relation]

    def _subject(self, subject: int) -> Near:
        if subject not in self._subjects:
            history = self.history
            known = history.known(subject, self.day)
            others, place = np.unique(history.other[known], return_inverse=True)
            age, relation, size = self.day - history.day[known], history.relation[known], len(others)
            last = np.full(size, _UNSEEN)
            np.minimum.at(last, place, age)
            newest = np.flatnonzero(history.after[known] >= self.day)
            steps, alike = self._two_steps(subject)
            like = np.argpartition(-alike, _LIKE)[:_LIKE] if history.size > _LIKE else np.arange(history.size)
            self._subjects[subject] = Near(
                others=others, place=place, age=age, relation=relation, last=last, steps=steps, alike=alike, like=like[alike[like] > 0],
                pair=np.stack([_count(place, size, fading[age]) for fading in history.fading], 1),
                acts=_count(place, size, history.fading[2][age] * (relation < history.kinds)),
                newest=(place[newest], relation[newest], np.searchsorted(LAGS, age[newest])),
            )  # fmt: skip
        return self._subjects[subject]

    def _two_steps(self, subject: int) -> tuple[Floats, Floats]:
        """Over its partners to theirs: the chance of a walk that ends there, and the cosine of their circles of partners."""
        starts, _, partners = self.history.pairs
        own = slice(int(starts[subject]), int(starts[subject + 1]))
        weight = self._weight[own]
        chosen = np.argsort(-weight, kind="stable")[:_STEPS]
        chosen = chosen[weight[chosen] > 1e-4]
        middle, weight = partners[own][chosen], weight[chosen]
        on = ranges(starts[middle], starts[middle + 1])
        often = starts[middle + 1] - starts[middle]
        end = partners[on]
        walk = np.repeat(weight / self._total[subject] / self._total[middle], often) * self._weight[on]
        cosine = np.repeat(weight / self._norm[subject], often) * self._weight[on] / self._norm[end]
        alike = _count(end, self.history.size, cosine)
        alike[subject] = 0
        return _count(end, self.history.size, walk), alike

    def _own(self, near: Near, relation: int) -> Floats:
        history, size = self.history, len(near.others)
        same = np.flatnonzero(near.relation == relation)
        place, age = near.place[same], near.age[same]
        counts = np.stack([_count(place, size, fading[age]) for fading in history.fading], 1)
        since = np.full(size, _UNSEEN)
        np.minimum.at(since, place, age)
        at, other_relation, lag = near.newest
        rule = self.rules[relation, other_relation, lag]
        first, second = np.zeros(size, np.float32), np.zeros(size, np.float32)
        np.maximum.at(first, at, rule)
        np.maximum.at(second, at, np.where(rule >= first[at], 0, rule))
        itself, inverse = other_relation == relation, other_relation == history.inverse(relation)
        return np.column_stack([
            counts, near.pair, near.acts, _count(at, size, -np.log1p(-rule)), first, second, _count(at[itself], size, rule[itself]),
            _count(at[inverse], size, rule[inverse]), since, near.last, counts[:, 2] / (counts[:, 2].sum() + 0.5),
        ])  # fmt: skip

    def _liked(self, near: Near, relation: int) -> Floats:
        """Whom those with like partners stood in the relation to."""
        history = self.history
        keys, days, others = history.by_subject_relation
        low, high = (np.searchsorted(keys, history.key(near.like, relation, day)) for day in (0, self.day))
        found = ranges(low, high)
        weight = np.repeat(near.alike[near.like], high - low) * history.fading[2][self.day - days[found]]
        return _count(others[found], history.size, weight)


def _count(place: Ints, size: int, weight: Floats | None = None) -> Floats:
    return np.bincount(place, weight, minlength=size).astype(np.float64)
