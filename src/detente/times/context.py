"""What a time expression is read against, and what comes of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from detente.times.calendar import Span


class NoReference(Exception):
    """The expression needs a publication date or an earlier time, and there is none. Never leaves this room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A time expression worked out; see records.moment.Timex for the fields.

    `grain` is D, W, M, Q, H, Y, DE, CE or "" (a span of its own).
    """

    type: str = "DATE"
    value: str
    first: dt.date | None = None
    last: dt.date | None = None
    mod: str = ""
    relative: bool = False
    anchored: bool = False
    grain: str = ""
    alternatives: tuple[str, ...] = ()

    @property
    def span(self) -> Span | None:
        """First and last day, None where no days can be told."""
        return (self.first, self.last) if self.first and self.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The publication date, the last dated time of the narration, and where the sentence looks: 1 ahead, -1 back, 0 not told.

    `told` is true where the expression itself says so ("last", "mendatang"). `period` is the quarter or half-year that figures are being
    reported for, which "a year earlier" and "periode yang sama" count from; `day` the last day of the narration, where `anchor` is longer.
    """

    published: dt.date | None
    anchor: Resolved | None
    direction: int
    settings: Mapping[str, Any]
    told: bool = False
    period: Resolved | None = None
    day: Resolved | None = None

    @property
    def today(self) -> dt.date:
        """The publication date; raises NoReference where there is none."""
        if self.published is None:
            raise NoReference
        return self.published

    @property
    def future(self) -> bool:
        """Whether the sentence looks ahead."""
        return self.direction > 0

    def anchor_for(self, unit: object) -> Resolved | None:
        """The last time of the narration that a unit can count from: for days a day, else the last of any length."""
        if unit == "D" and self.day is not None and self.anchor is not None and self.anchor.grain not in {"D", "W"}:
            return self.day
        return self.anchor

    @property
    def before(self) -> Resolved:
        """The last dated time of the narration, or the publication day; raises NoReference where there is neither."""
        if self.anchor is not None:
            return self.anchor
        return Resolved(value=self.today.isoformat(), first=self.today, last=self.today, grain="D")

    def looking(self, direction: int) -> "Context":
        """The same context with an explicit direction: -1 back, +1 ahead, 0 as the sentence has it."""
        return replace(self, direction=direction, told=True) if direction else self


def spanning(value: str, span: Span, grain: str, *, relative: bool = False, anchored: bool = False) -> Resolved:
    """A DATE over a span of days."""
    return Resolved(value=value, first=span[0], last=span[1], grain=grain, relative=relative, anchored=anchored)
