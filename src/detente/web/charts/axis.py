"""Where days and numbers stand on a chart, and which of them are written beside it."""

import datetime as dt
from dataclasses import dataclass

_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_MONTH_STEPS = (1, 3, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Days from `first` to `last` (ordinals, both included) across `[left, right]`."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: float) -> float:
        """Where a day begins, e.g. `axis.x(day.toordinal())`."""
        return round(self.left + (day - self.first) / max(1, self.last + 1 - self.first) * (self.right - self.left), 2)

    def inside(self, day: float) -> float:
        """The same, held within the chart."""
        return min(self.right, max(self.left, self.x(day)))


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of a time axis: where it stands, and the day whose year, month or day is written there."""

    x: float
    day: dt.date
    unit: str


def time_axis(first: int, last: int, *, left: float, right: float, least: int = 28) -> Axis:
    """An axis of days with some room on both sides, spanning `least` days or more."""
    missing = max(0, least - (last - first))
    room = max(1, (last - first) // 40) + missing // 2
    low, high = max(1, first - room), min(dt.date.max.toordinal(), last + room)
    return Axis(first=low, last=high, left=left, right=right)


def time_ticks(axis: Axis, most: int = 9) -> list[Tick]:
    """Up to `most` years, months or days along an axis, evenly spread."""
    first, last = dt.date.fromordinal(axis.first), dt.date.fromordinal(axis.last)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months <= 2:
        step = next(n for n in (1, 2, 5, 7, 10, 14, 28, 62) if (axis.last - axis.first) / n <= most)
        return [Tick(axis.x(day), dt.date.fromordinal(day), "day") for day in range(axis.first + 1, axis.last, step)]
    for step in _MONTH_STEPS:
        if months / step <= most:
            begins = [dt.date(first.year + n // 12, n % 12 + 1, 1) for n in range(first.month, first.month + months)]
            return [Tick(axis.x(day.toordinal()), day, "month") for day in begins if (day.month - 1) % step == 0]
    step = next((n for n in _YEAR_STEPS if (last.year - first.year) / n <= most), 1000)
    years = [year for year in range(first.year + 1, last.year + 1) if year % step == 0]
    return [Tick(axis.x(dt.date(year, 1, 1).toordinal()), dt.date(year, 1, 1), "year") for year in years]


def number_ticks(most: float, count: int = 3) -> list[float]:
    """About `count` round numbers from 0 up to a number, e.g. [0, 20, 40] for 50."""
    steps = (unit * 10**power for power in range(12) for unit in (1, 2, 5))
    step = next(step for step in steps if most / step <= count + 1)
    return [float(step * n) for n in range(int(most / step) + 1)]
