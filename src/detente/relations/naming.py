"""What to call a stretch of a relation: rupture, cold, warming, warm, mixed; with hysteresis, so that a name does not flicker."""

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from detente.relations.trajectory import Trajectory


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The limits of the names, on the scale of valence.

    Args:
        cold: At or below it a stretch is cold: 12 % of the dyad-years of ICEWS 2002-14 with 50 events or more.
        warm: At or above it a stretch is warm: 61 % of them, for the world's mix is that of the loudest pairs, which quarrel more.
        stay: How far a level may come back over its limit before the name changes.
        fall: A drop of this much that ends below 0 is a rupture for its first days.
        rupture_days: How long a rupture is called one; then its level gives the name.
        rise: A rise of this much within a stretch that is not warm, or out of a cold one, is warming.
        sure: How probable the rise within a stretch must be.
    """

    cold: float = -0.3
    warm: float = 0.3
    stay: float = 0.1
    fall: float = 0.4
    rupture_days: int = 56
    rise: float = 0.2
    sure: float = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A segment `[start, end)` of a series with its valence, band, and what it is worth."""

    start: int
    end: int
    valence: float
    low: float
    high: float
    effective: float
    thin: bool


def name_levels(levels: tuple[Level, ...], path: "Trajectory", naming: Naming) -> tuple[tuple[str, int, int], ...]:
    """Names and periods `[start, end)` of the phases in order.

    Segments that get one name are one phase; a rupture is cut off the segment that it begins.
    """
    named: list[tuple[str, int, int]] = []
    before: Level | None = None
    kept = "mixed"
    for level in levels:
        start = level.start
        fell = before is not None and not before.thin and not level.thin and before.valence - level.valence >= naming.fall
        if fell and level.valence < 0:
            start = _after(path, level, naming.rupture_days)
            named.append(("rupture", level.start, start))
        kept = "thin" if level.thin else _name(level, before, kept, path, naming)
        if start < level.end:
            named.append((kept, start, level.end))
        before = level
    return _merged(named)


def _name(level: Level, before: Level | None, kept: str, path: "Trajectory", naming: Naming) -> str:
    cold = naming.cold + (naming.stay if kept == "cold" else 0.0)
    warm = naming.warm - (naming.stay if kept == "warm" else 0.0)
    if level.valence >= warm:
        return "warm"
    out_of_cold = before is not None and not before.thin and before.valence <= naming.cold and level.valence - before.valence >= naming.rise
    if level.valence <= cold and not out_of_cold:
        return "warming" if _rises(level, path, naming) else "cold"
    return "warming" if out_of_cold or _rises(level, path, naming) else "mixed"


def _rises(level: Level, path: "Trajectory", naming: Naming) -> bool:
    """Whether valence rises within a segment by `rise` or more, and with probability `sure` at all (weighted least squares)."""
    inside = slice(level.start, level.end)
    worth, value = path.joint.effective[inside], path.joint.valence[inside]
    if (worth > 0).sum() < 4:
        return False
    at = np.arange(len(value), dtype=np.float64)
    weight = worth / worth.sum()
    middle = float((weight * at).sum())
    spread = float((weight * (at - middle) ** 2).sum())
    slope = float((weight * (at - middle) * value).sum()) / spread
    rest = value - (weight * value).sum() - slope * (at - middle)
    # neighbouring points share most of their events, so that only about one in three months is news of its own
    independent = max(2.0, len(value) * _days(path) / (2 * path.parameters.half_life))
    error = np.sqrt(float((weight * rest**2).sum()) / spread / independent)
    probability = NormalDist().cdf(slope / error) if error > 0 else float(slope > 0)
    return slope * (len(value) - 1) >= naming.rise and probability >= naming.sure


def _days(path: "Trajectory") -> int:
    return 7 if path.parameters.period == "week" else 30


def _after(path: "Trajectory", level: Level, days: int) -> int:
    until = int(path.calendar.first[level.start]) + days
    return min(level.end, max(level.start + 1, int(np.searchsorted(path.calendar.first, until))))


def _merged(named: list[tuple[str, int, int]]) -> tuple[tuple[str, int, int], ...]:
    merged: list[tuple[str, int, int]] = []
    for name, start, end in named:
        if merged and merged[-1][0] == name:
            merged[-1] = (name, merged[-1][1], end)
        else:
            merged.append((name, start, end))
    return tuple(merged)
