"""The thread of time that a text follows: what "the next day" and "three years later" count from."""

import datetime as dt
from dataclasses import dataclass

from detente.times.context import Resolved

_REPORT_PIECES = 150
"""How many words and signs on a report still speaks of the quarter that it named: about a paragraph; set by hand."""


def next_anchor(current: Resolved | None, found: Resolved, published: dt.date | None) -> Resolved | None:
    """The time that the narration stands at after an expression, e.g. 26 December 2004 after "hit on December 26, 2004".

    Vague times, durations, sets, plans (after publication) and what reaches up to now leave it where it was.
    """
    if found.type not in {"DATE", "TIME"} or found.first is None or found.last is None or found.value.endswith("_REF"):
        return current
    if published is not None and found.first > published:
        return current
    if published is not None and found.grain not in {"D", ""} and found.first <= published <= found.last:
        return current
    return found


@dataclass(frozen=True, slots=True)
class Reported:
    """The quarter or half-year that figures are given for, and the piece that named it last."""

    period: Resolved | None = None
    at: int = 0

    def after(self, found: Resolved, at: int) -> "Reported":
        """What is reported on after an expression: a quarter or half-year begins or keeps it, another year ends it."""
        if found.grain in {"Q", "H"} and found.type == "DATE":
            return self if found.anchored and found.first != (self.period and self.period.first) else Reported(found, at)
        return Reported() if found.grain == "Y" and found.type == "DATE" and not found.relative else self

    def within(self, at: int) -> Resolved | None:
        """The period reported on at a piece, None where it was named too far back."""
        return self.period if at - self.at <= _REPORT_PIECES else None
