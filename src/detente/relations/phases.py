"""The phases of a relation: where it broke, how sure each date is, which events made it, and what to call the time between."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from detente.records.eventtable import Floats, Ints
from detente.relations.naming import Level, Naming, name_levels
from detente.relations.noise import estimate_noise, null_penalty, thinned
from detente.relations.panel import fold_reports
from detente.relations.segment import Noise, best_breaks, deviance, locate_break
from detente.relations.trajectory import Trajectory
from detente.relations.turns import Shift, find_makers, find_shifts
from detente.relations.valence import band, log_odds, odds_error, valence

_CONFLICT = (3, 4)
_NEAREST = 28  # days: a date is not sought nearer to the neighbouring breaks


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Every number that phases rest on; results carry it.

    Args:
        false_alarms: In how many steady series of as many events a break may be seen (.03; much memory makes it twice that).
        weeks: No segment is shorter.
        draws: Steady series that are simulated for the penalty.
        seed: Of that simulation: the same seed, the same phases.
        level: How sure the interval of a date is. It errs to the wide side, for all of a day counts once: see bench/planted.py.
        naming: How segments get their names.
    """

    false_alarms: float = 0.03
    weeks: int = 8
    draws: int = 399
    seed: int = 0
    level: float = 0.9
    naming: Naming = Naming()  # noqa: RUF009  frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A turning point: the new level began on `day` (in the period `at` or next to it), surely between `earliest` and `latest`; ISO days.

    `before` and `after` are the valences of the segments on its two sides; `gain` is how much better two levels fit than one, in units of
    the penalty: 1 is what chance reaches in 3 % of steady series. `shifts` are the types of events that changed most, and `events` rows of
    the trajectory's table near the turn: see `detente.relations.turns`.
    """

    at: int
    day: str
    earliest: str
    latest: str
    before: float
    after: float
    gain: float
    shifts: tuple[Shift, ...]
    events: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch with one name: "rupture", "cold", "warming", "warm", "mixed", or "thin" where too little is told to name it.

    Periods `[start, end)`, days `first` to `last` (a phase that a break begins starts on the day of the break); `valence` with `low` and
    `high` is that of all its events together.
    """

    name: str
    start: int
    end: int
    first: str
    last: str
    valence: float
    low: float
    high: float
    effective: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Phases:
    """The phases of a relation in order, its breaks, and what decided: `verdict` is "change", "no change", or "too thin to say".

    Where it is too thin to say, the only phase is "thin".
    """

    verdict: str
    breaks: tuple[Break, ...]
    phases: tuple[Phase, ...]
    penalty: float
    noise: Noise
    rules: Rules


def phases(path: Trajectory, rules: Rules | None = None) -> Phases:
    """The phases of a relation, e.g. `phases(trajectory(table, "RUS", "UKR")).breaks[0].day`.

    The series is that of each period's own events, not faded, with the drift of the world's mix taken out. Breaks are those that lower
    the deviance of a piecewise constant share of conflict by more than a penalty each (exact optimal partitioning). The penalty is what
    the best break of a steady series with the same counts, extra variance and memory gains in `rules.false_alarms` of simulations, so
    that "no change" is an answer. Nothing is known of the future: a change in the last weeks cannot be seen yet.
    """
    rules = rules or Rules()
    counts = period_counts(path)
    conflict, total = counts.conflict, counts.total
    shortest = max(2, rules.weeks if path.parameters.period == "week" else rules.weeks // 4)
    enough = float(total.sum()) >= 2 * path.parameters.least and len(total) >= 2 * shortest
    noise = estimate_noise(conflict, total) if enough else Noise(extra=0.0, memory=0.0)
    worth = thinned(total, noise)
    hits = conflict * np.divide(worth, total, out=np.zeros_like(total), where=total > 0)
    penalty, found = np.inf, np.zeros(0, np.int64)
    if enough:
        penalty = null_penalty(
            conflict, total, noise, shortest=shortest, false_alarms=rules.false_alarms, seed=rules.seed, draws=rules.draws
        )
        found = best_breaks(hits, worth, penalty=penalty, shortest=shortest)
    edges = np.concatenate([[0], found, [len(total)]]).astype(np.int64)
    levels = tuple(_level(path, counts.sums, worth, int(a), int(b)) for a, b in pairwise(edges))
    if not enough:  # what is too thin to say gets no name either
        levels = tuple(replace(level, thin=True) for level in levels)
    within = estimate_noise(conflict, total, np.repeat(np.arange(len(levels)), np.diff(edges))) if len(found) else noise
    breaks = tuple(
        _break(path, counts, worth, edges, place, levels, noise=within, penalty=penalty, rules=rules)
        for place in range(1, len(edges) - 1)
    )
    named = name_levels(levels, path, rules.naming)
    verdict = "too thin to say" if not enough else "change" if breaks else "no change"
    firsts = _first_days(path, named, breaks)
    stretches = tuple(_phase(path, counts.sums, worth, stretch, days) for stretch, days in zip(named, firsts, strict=True))
    return Phases(verdict=verdict, breaks=breaks, phases=stretches, penalty=penalty, noise=noise, rules=rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The series that breaks are sought in: conflict and all observations of each period and of each day from the first, and weighted sums.

    `sums` are cooperation and conflict by period, shape (2, periods).
    """

    conflict: Floats
    total: Floats
    sums: Floats
    day_conflict: Floats
    day_total: Floats


def period_counts(path: Trajectory) -> Counts:
    """The counts of a trajectory's own events, not faded.

    All of one day is one observation of the share of conflict, so a period is worth `(sum w)^2 / sum w^2` over its days. The world's mix is
    taken out: conflict weighs less in a period in which all the world quarrels.
    """
    events = fold_reports(path.table, path.parameters.material)
    period = path.calendar.place(events.day)
    mean = float(path.mix.mean())
    hard = np.isin(events.quad, _CONFLICT)
    weight = events.weight * np.where(hard, mean / path.mix[period], (1 - mean) / (1 - path.mix[period]))
    first = int(path.calendar.first[0])
    days = int(path.calendar.last[-1]) - first + 1
    daily = np.stack([np.bincount(events.day[side] - first, weight[side], days) for side in (~hard, hard)]).astype(np.float64)
    starts = path.calendar.first - first
    sums = np.asarray(np.add.reduceat(daily, starts, axis=1), np.float64)
    whole = daily.sum(0)
    squares = np.add.reduceat(whole**2, starts)
    total = np.asarray(np.divide(sums.sum(0) ** 2, squares, out=np.zeros(len(starts)), where=squares > 0), np.float64)
    share = np.divide(sums[1], sums.sum(0), out=np.zeros(len(starts)), where=total > 0)
    worth = np.divide(total, sums.sum(0), out=np.zeros(len(starts)), where=total > 0)
    spread = np.repeat(worth, np.diff(np.append(starts, days)))
    return Counts(conflict=share * total, total=total, sums=sums, day_conflict=daily[1] * spread, day_total=whole * spread)


def _level(path: Trajectory, sums: Floats, worth: Floats, start: int, end: int) -> Level:
    mix, prior = float(path.mix.mean()), path.parameters.prior
    cooperation, conflict = sums[:, start:end].sum(1)
    odds = log_odds(np.asarray(cooperation), np.asarray(conflict), mix, prior)
    number = float(worth[start:end].sum())
    share = float(conflict / (cooperation + conflict)) if cooperation + conflict > 0 else mix
    error = odds_error(np.asarray(number * (1 - share)), np.asarray(number * share), mix, prior)
    low, high = band(odds, error, path.parameters.level)
    return Level(
        start=start, end=end, valence=float(valence(odds)), low=float(low), high=float(high), effective=number,
        thin=number < path.parameters.least,
    )  # fmt: skip


def _break(
    path: Trajectory, counts: Counts, worth: Floats, edges: Ints, place: int, levels: tuple[Level, ...],
    *, noise: Noise, penalty: float, rules: Rules,
) -> Break:  # fmt: skip
    left, at, right = (int(edges[place + step]) for step in (-1, 0, 1))
    thinner = np.divide(worth, counts.total, out=np.zeros_like(worth), where=counts.total > 0)
    starts = np.append(path.calendar.first, path.calendar.last[-1] + 1) - path.calendar.first[0]
    daily = np.repeat(thinner, np.diff(starts))
    turn = locate_break(
        counts.day_conflict * daily, counts.day_total * daily, left=int(starts[left]), right=int(starts[right]),
        shortest=_NEAREST, inflation=noise.inflation(worth), level=rules.level,
    )  # fmt: skip
    first, best, last = (int(path.calendar.first[0]) + day for day in turn)
    before, after = levels[place - 1].valence, levels[place].valence
    shifts = find_shifts(path, (left, at, right), down=after < before)
    return Break(
        at=at, day=_iso(best), earliest=_iso(first), latest=_iso(last), before=before, after=after,
        gain=gain_of(counts.conflict * thinner, worth, left, at, right) / penalty,
        shifts=shifts, events=find_makers(path, (first, best, last), shifts),
    )  # fmt: skip


def gain_of(hits: Floats, worth: Floats, left: int, at: int, right: int) -> float:
    """How much the deviance of the periods `[left, right)` falls by two shares instead of one."""
    parts = [(float(hits[a:b].sum()), float(worth[a:b].sum())) for a, b in ((left, right), (left, at), (at, right))]
    whole, first, second = (float(deviance(np.asarray(h), np.asarray(n))) for h, n in parts)
    return whole - first - second


def _first_days(path: Trajectory, named: tuple[tuple[str, int, int], ...], breaks: tuple[Break, ...]) -> list[tuple[int, int]]:
    """First and last day of each phase: a phase that a break begins starts on its day, others with a period."""
    turns = {turn.at: int(np.datetime64(turn.day, "D").astype(np.int64)) for turn in breaks}
    firsts: list[int] = []
    for _, start, end in named:
        day = min(turns.get(start, int(path.calendar.first[start])), int(path.calendar.last[end - 1]))
        firsts.append(max(day, firsts[-1] + 1) if firsts else int(path.calendar.first[0]))
    return [(first, after - 1) for first, after in pairwise([*firsts, int(path.calendar.last[-1]) + 1])]


def _phase(path: Trajectory, sums: Floats, worth: Floats, stretch: tuple[str, int, int], days: tuple[int, int]) -> Phase:
    name, start, end = stretch
    level = _level(path, sums, worth, start, end)
    return Phase(
        name=name, start=start, end=end, first=_iso(days[0]), last=_iso(days[1]),
        valence=level.valence, low=level.low, high=level.high, effective=level.effective,
    )  # fmt: skip


def _iso(day: int | np.int64) -> str:
    return str(np.datetime64(int(day), "D"))
