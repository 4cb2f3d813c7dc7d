"""What a series of a relation is made with, and the months or weeks that it runs over."""

from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import COUNTS, Ints

PERIODS = ("month", "week")
REFERENCE_MIX = 0.26
"""Share of conflict, a material act counting four times, in all events between 152 states 2002-14 (ICEWS, 298,376 dyad-years)."""
WORLD = 100.0
"""Pseudo-events of the reference mix that the world's mix of each period is shrunk towards: a file of ten articles knows no world."""
_MONDAY = 3  # 1970-01-01 was a Thursday


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Every number that a series rests on; results carry it.

    Args:
        period: "month" or "week" (from Monday).
        count: Which events count: "reported" (nobody denies them), "confirmed", or "all" (disputed and denied too).
        half_life: Days after which an event weighs half. 90 by default; 30 follows the news, 365 remembers.
        prior: Pseudo-events of the world's mix that every relation is shrunk towards (5: AUC against disputes is flat from 1 to 20).
        material: How much more a material act weighs than a verbal one (4: the same between 2 and 8).
        least: Effective events on either axis under which a point is grey.
        level: Share of the bands, .9 for 5 % on either side.
        mix: Share of conflict that counts as neutral; None takes the world's, period by period.
    """

    period: str = "month"
    count: str = "reported"
    half_life: float = 90.0
    prior: float = 5.0
    material: float = 4.0
    least: float = 5.0
    level: float = 0.9
    mix: float | None = None

    def __post_init__(self) -> None:
        if self.period not in PERIODS:
            raise ValueError(f"period is {self.period!r}; give one of {', '.join(PERIODS)}")
        if self.count not in COUNTS:
            raise ValueError(f"count is {self.count!r}; give one of {', '.join(COUNTS)}")
        if min(self.half_life, self.prior, self.material) <= 0 or not 0 < self.level < 1:
            raise ValueError("half_life, prior and material must be above 0, level between 0 and 1")
        if self.mix is not None and not 0 < self.mix < 1:
            raise ValueError(f"mix is {self.mix}; a share lies between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The periods of a series, from that of the first event to that of the last.

    `first`, `last` are the days of each, counted from 1970-01-01, both included.
    """

    period: str
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.first)

    def place(self, day: Ints) -> Ints:
        """The period that each day lies in, from 0."""
        return period_of(day, self.period) - int(period_of(self.first[:1], self.period)[0])

    def since(self, period: int) -> "Calendar":
        """The same from a period on."""
        return Calendar(period=self.period, first=self.first[period:], last=self.last[period:])

    def label(self, index: int) -> str:
        """The name of a period, "2022-11" or the Monday of a week."""
        day = np.datetime64(int(self.first[index]), "D")
        return str(day)[:7] if self.period == "month" else str(day)


def period_of(day: Ints, period: str) -> Ints:
    """The number of the month or week that each day lies in, counted from 1970."""
    if period == "week":
        return (day + _MONDAY) // 7
    months: Ints = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months


def make_calendar(first: int, last: int, period: str) -> Calendar:
    """The periods from the day `first` to the day `last`; the last one ends with that day, so that nothing fades before it is known."""
    low, high = (int(number) for number in period_of(np.asarray([first, last]), period))
    numbers = np.arange(low, high + 2)
    starts = numbers * 7 - _MONDAY if period == "week" else numbers.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return Calendar(period=period, first=starts[:-1], last=np.minimum(starts[1:] - 1, last))
