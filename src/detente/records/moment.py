"""When: time expressions of a text, and the moment given to an event."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression, e.g. "pekan ini" = 2022-W44, first 2022-10-31, last 2022-11-06.

    Offsets are characters, `[start, end)`. `type` is DATE, TIME, DURATION or SET; `value` a TIMEX3 value, a range written `start/end`,
    vague past `PAST_REF`. `first`, `last` are the days spanned, both included, None where none can be told. `relative` is true where
    the publication date or an earlier time was needed. `anchored` is true where it counts from another time of the text ("tiga tahun
    kemudian"). `mod` is a TIMEX3 mod (START, MID, END, APPROX, BEFORE, AFTER) or "". `because` names the entry that decided, e.g.
    "times:id/this-week". `alternatives` are other values that the words may honestly have: 3/11/2022, "last Thursday", a weekday on that
    same weekday.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    first: dt.date | None
    last: dt.date | None
    relative: bool = False
    anchored: bool = False
    mod: str = ""
    because: str = ""
    alternatives: tuple[str, ...] = ()

    @property
    def interval(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day spanned, both included, e.g. Monday and Sunday of "pekan ini"; None where none can be told."""
        return (self.first, self.last) if self.first is not None and self.last is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The time given to an event; `basis` is `stated`, `carried`, `published` or `unknown`.

    `first` and `last` are days, both included. `text` is the expression it rests on, "" where none.
    """

    value: str
    first: dt.date
    last: dt.date
    basis: str
    text: str = ""
    because: str = ""
