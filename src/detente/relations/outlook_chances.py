"""Chances that events happen within a horizon: the same signals as for who is next, told one by one and calibrated."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import Flags, Floats, Ints
from detente.relations.outlook_calibration import Calibration, calibrate
from detente.relations.outlook_history import History
from detente.relations.outlook_net import Net, Training, Values, train
from detente.relations.outlook_rules import Rules, learn_rules_within
from detente.relations.outlook_signals import Eve

_RECENT = 180
_SNAPSHOTS = 18
_ENOUGH_FOR_BENDS = 1500
"""Events to learn from under which the linear part of the network stands alone."""
_RECURRENCE = 2
"""The signal that recurrence alone goes by: how often the same stood lately."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """A forecaster that learnt from the days before `day`; `recurrence` tells chances from how often the same happened lately alone."""

    history: History
    day: int
    horizon: int
    candidates: int
    rules: Rules
    net: Net
    calibration: Calibration
    recurrence: Calibration

    def score(self, asked: "Asked") -> Values:
        """The scores of candidates, to be turned into chances by `calibration`."""
        return self.net.score(asked.signals, asked.relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom subjects may stand in relations to within the horizon: one row a subject and relation, one column a candidate."""

    subject: Ints
    relation: Ints
    other: Ints
    signals: Values
    true: Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Thin:
    """Why nothing can be said: `days` (too short a record), `outcomes` (too few events to learn from), or a party without a past.

    `have` and `need` are numbers of days or events.
    """

    what: str
    have: int
    need: int


def learn_chances(
    history: History, day: int, *, horizon: int, questions: int = 12_000, candidates: int = 40, least: int = 50, seed: int = 0
) -> Chances | Thin:
    """A forecaster for the `horizon` days from `day`, or why there can be none.

    Rules come from the first half of the days before `day`; weights and the curve of chances from snapshots of the second half whose
    horizon is over, the curve from the last third of them, after the end of all that the weights have seen. `questions` bounds the cost.
    """
    if day - 1 < 6 * horizon:
        return Thin(what="days", have=max(0, day - 1), need=6 * horizon)
    rules_until = (day + 1) // 2
    snapshots = np.unique(np.linspace(rules_until, day - horizon, _SNAPSHOTS).astype(np.int64))
    late = snapshots[2 * len(snapshots) // 3 :]
    early = snapshots[snapshots + horizon <= late[0]]
    rules = learn_rules_within(history, max(2, rules_until // 10), rules_until, horizon=horizon)
    share = questions // max(1, len(early) + len(late))
    taught, held = (
        collect(history, rules, days, horizon=horizon, questions=share, candidates=candidates, seed=seed) for days in (early, late)
    )
    have = min(int(taught.true.sum()), 2 * int(held.true.sum()))
    if have < least:
        return Thin(what="outcomes", have=have, need=least)
    bends = int(taught.true.sum()) >= _ENOUGH_FOR_BENDS
    training = Training(
        hidden=(32, 16) if bends else (), traits=8, epochs=12 if bends else 40, decay=1e-2 if bends else 1e-3, batch=64,
        single=True, seed=seed,
    )  # fmt: skip
    net = train(taught.signals, taught.relation, taught.true, relations=history.relations, training=training)
    calibration = calibrate(net.score(held.signals, held.relation).ravel().astype(np.float64), held.true.ravel())
    recurrence = calibrate(recurring(held).ravel(), held.true.ravel())
    return Chances(history=history, day=day, horizon=horizon, candidates=candidates, rules=rules, net=net, calibration=calibration,
                   recurrence=recurrence)  # fmt: skip


def recurring(asked: Asked) -> Floats:
    """What recurrence alone goes by."""
    return asked.signals[:, :, _RECURRENCE].astype(np.float64)


def collect(
    history: History, rules: Rules, days: Sequence[int] | Ints, *, horizon: int, questions: int, candidates: int, seed: int = 0
) -> Asked:
    """Questions about snapshots: about `questions` a day, drawn from what was done in the half year before."""
    chance = np.random.default_rng(seed)
    parts = []
    for day in np.asarray(days).tolist():
        eve = Eve(history=history, day=day, rules=rules)
        for subject, relations in _drawn(history, day, questions, chance).items():
            parts.append(ask_about(eve, subject, relations, horizon=horizon, candidates=candidates))
    return joined(parts, history, candidates)


def _drawn(history: History, day: int, questions: int, chance: np.random.Generator) -> dict[int, list[int]]:
    """Subjects and relations of theirs that were there in the half year before, drawn by the root of how often."""
    recent = (history.day < day) & (history.day >= day - _RECENT)
    asked, often = np.unique(history.subject[recent] * history.relations + history.relation[recent], return_counts=True)
    if len(asked) > questions:
        weight = np.sqrt(often)
        asked = np.sort(chance.choice(asked, questions, replace=False, p=weight / weight.sum()))
    drawn: dict[int, list[int]] = {}
    for one in asked.tolist():
        subject, relation = divmod(one, history.relations)
        drawn.setdefault(subject, []).append(relation)
    return drawn


def ask_about(eve: Eve, subject: int, relations: list[int], *, horizon: int, candidates: int) -> Asked:
    """The questions about one subject on one day; `true` tells what happened, all false where the horizon lies after the record."""
    history = eve.history
    most = min(candidates, history.size)
    found = [eve.candidates(subject, relation, most=most) for relation in relations]
    until = min(eve.day + horizon, history.span)
    true = [np.isin(f[0], history.others(subject, relation, eve.day, until)) for relation, f in zip(relations, found, strict=True)]
    return Asked(
        subject=np.full(len(relations), subject), relation=np.asarray(relations, np.int64), other=np.stack([f[0] for f in found]),
        signals=np.stack([f[1] for f in found]), true=np.stack(true),
    )  # fmt: skip


def joined(parts: Sequence[Asked], history: History, candidates: int) -> Asked:
    """Several questions in one."""
    if not parts:
        most = min(candidates, history.size)
        none = np.zeros(0, np.int64)
        return Asked(subject=none, relation=none, other=np.zeros((0, most), np.int64), signals=np.zeros((0, most, 25), np.float32),
                     true=np.zeros((0, most), bool))  # fmt: skip
    return Asked(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in Asked.__slots__})
