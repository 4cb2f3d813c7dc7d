"""Synthetic relations for `bench/relations.py --phases`: breaks where we put them, or none, and what is found of them.

Events are drawn one by one and go through the whole of `trajectory` and `phases`. Volume is in events a month, valence against a neutral
share of conflict of .26; "drift" adds slow change of the true share (variance .02 p(1-p), memory .4 from month to month) without a break.
"""

import numpy as np
import reading  # noqa: F401  (says what to do where detente is not installed)

from detente.records.eventtable import EventTable
from detente.relations.periods import Parameters
from detente.relations.phases import Phases, phases
from detente.relations.trajectory import trajectory

MIX, MONTHS, START = 0.26, 120, 14610
QUADS = {False: (1, 2), True: (3, 4)}
# name, period, events a month, levels of valence, drift
PLANTED = (
    ("strong, 60 a month", "month", 60, (0.5, -0.5), False),
    ("strong, 20 a month", "month", 20, (0.4, -0.6), False),
    ("strong, drift", "month", 60, (0.5, -0.5), True),
    ("thaw, 60 a month", "month", 60, (-0.6, 0.3), False),
    ("two, 60 a month", "month", 60, (0.5, -0.5, 0.4), False),
    ("two, weekly", "week", 60, (0.5, -0.5, 0.4), False),
)
WEAK = (
    ("weak, 60 a month", "month", 60, (0.2, -0.2), False),
    ("strong, 5 a month", "month", 5, (0.5, -0.5), False),
)
NULLS = (
    ("60 a month", "month", 60, 0.0, False),
    ("5 a month", "month", 5, 0.0, False),
    ("cold, 20 a month", "month", 20, -0.5, False),
    ("drift", "month", 60, 0.0, True),
    ("volume grows 20 times", "month", -60, 0.0, False),
    ("weekly", "week", 60, 0.0, False),
)


def measure(times: int) -> None:
    found, held, planted = 0, 0, 0
    for case in (*PLANTED, *WEAK):
        hits, covers, total, extra, days = _planted(case, times)
        held_share, width = covers / max(hits, 1), days / max(hits, 1)
        found_share, others = f"found {hits / total:.2f}", f"others {extra / times:.2f} a series"
        print(f"  planted: {case[0]:24} {found_share}, date held {held_share:.2f} by {width:.0f} days, {others}")
        if case in PLANTED:
            found, held, planted = found + hits, held + covers, planted + total
    alarms = []
    for case in NULLS:
        false = sum(bool(_phases(case[1], case[2], np.full(MONTHS, case[3]), drift=case[4], seed=seed).breaks) for seed in range(times))
        alarms.append(false / times)
        print(f"  steady:  {case[0]:24} with a break {false / times:.3f}")
    print(f"figure phases.detection {found / planted:.3f}")
    print(f"figure phases.interval_coverage {held / found:.3f}")
    print(f"figure phases.false_breaks {np.mean(alarms):.3f}")


def _planted(case: tuple, times: int) -> tuple[int, int, int, int, int]:
    """Breaks found (interval within 3 months of the truth), those whose interval holds it, all, others found, days of intervals."""
    _, period, rate, levels, drift = case
    hits = covers = total = extra = days = 0
    for seed in range(times):
        chance = np.random.default_rng(10_000 + seed)
        gap = MONTHS // (len(levels) + 1)
        places = [int(chance.integers(gap * (n + 1) - gap // 3, gap * (n + 1) + gap // 3)) for n in range(len(levels) - 1)]
        course = np.repeat(levels, np.diff([0, *places, MONTHS]))
        left = list(_phases(period, rate, course, drift=drift, seed=seed).breaks)
        for place in places:
            total += 1
            truth = START + 30 * place
            near = [b for b in left if _day(b.earliest) - 92 <= truth <= _day(b.latest) + 92]
            near.sort(key=lambda b: abs(_day(b.day) - truth))
            if near:
                hits += 1
                days += _day(near[0].latest) - _day(near[0].earliest) + 1
                covers += _day(near[0].earliest) <= truth <= _day(near[0].latest)
                left.remove(near[0])
        extra += len(left)
    return hits, covers, total, extra, days


def _day(text: str) -> int:
    return int(np.datetime64(text, "D").astype(int))


def _phases(period: str, rate: int, course: np.ndarray, *, drift: bool, seed: int) -> Phases:
    chance = np.random.default_rng(seed)
    neutral = np.log((1 - MIX) / MIX)
    share = 1 / (1 + np.exp(2 * np.arctanh(course) + neutral))  # of weight; material acts weigh four times
    if drift:
        slow = chance.standard_normal(MONTHS)
        for month in range(1, MONTHS):
            slow[month] = 0.4 * slow[month - 1] + np.sqrt(1 - 0.16) * slow[month]
        share = np.clip(share + np.sqrt(0.02 * share * (1 - share)) * slow, 0.01, 0.99)
    rates = np.linspace(abs(rate) / 20, abs(rate), MONTHS) if rate < 0 else np.full(MONTHS, rate)
    number = chance.poisson(rates)
    month = np.repeat(np.arange(MONTHS), number)
    day = START + 30 * month + chance.integers(0, 30, len(month))
    conflict = chance.random(len(day)) < share[month]
    material = chance.random(len(day)) < 0.15
    quad = 1 + 2 * conflict + material
    turn = chance.integers(0, 2, len(day))
    table = EventTable(
        names=("A", "B"), types=tuple(f"{n}" for n in range(20)), day=day, actor=turn, recipient=1 - turn,
        type=chance.integers(0, 20, len(day)), quad=quad, status=np.zeros(len(day), np.int64),
        reports=np.ones(len(day), np.int64), row=np.arange(len(day)),
    )  # fmt: skip
    return phases(trajectory(table, "A", "B", Parameters(period=period, mix=MIX)))


if __name__ == "__main__":
    measure(100)
