"""Work out quarters and half-years, and what counts from the one that figures are reported for."""

import datetime as dt
from typing import Any

from detente.times import calendar as cal
from detente.times.context import Context, Resolved, spanning
from detente.times.dates import year_slot

Slots = dict[str, Any]
_JUST_ENDED = dt.timedelta(days=130)
"""News looks ahead to the figures of a quarter that has ended; only one longer over than this is taken to be next year's."""


def make_part_year(slots: Slots, ctx: Context) -> Resolved:
    """A quarter or half of a year, e.g. kuartal III 2022; without a year the last that has begun."""
    number, unit = int(slots.get("nth") or slots.get("roman") or slots["int"]), str(slots["unit"])
    size, count = (3, 4) if unit == "Q" else (6, 2)
    if not 1 <= number <= count:
        raise ValueError("no such part of a year")
    year = year_slot(slots, ctx)
    relative = "year" not in slots
    if year is None:
        year = ctx.today.year
        if ctx.future:
            year += cal.month_span(year, number * size)[1] + _JUST_ENDED < ctx.today
        else:
            year -= dt.date(year, (number - 1) * size + 1, 1) > ctx.today
    first = dt.date(year, (number - 1) * size + 1, 1)
    return spanning(f"{year:04d}-{unit}{number}", (first, cal.month_span(year, number * size)[1]), unit, relative=relative)


def make_period_again(slots: Slots, ctx: Context) -> Resolved:
    """The quarter or half-year that is reported on, or (`years` -1) that of the year before, e.g. periode yang sama tahun lalu.

    A `unit` that was not named before is the last that has ended; a period that was not named is the year.
    """
    base, unit = ctx.period, slots.get("unit")
    if base is not None and base.last is not None and base.last >= ctx.today:
        base = None  # figures are reported of what has ended
    if base is None or base.first is None or (unit is not None and base.grain != unit):
        if unit is None and "years" not in slots:
            raise ValueError("no period was named")
        unit, day = unit or "Y", ctx.today
        steps = -1 if unit != "Y" else 0
    else:
        unit, day, steps = base.grain, base.first, 0
    years = int(slots.get("years", 0))
    if "year" in slots:
        years = int(slots["year"]) - cal.shift(day, str(unit), steps)[1][0].year
    value, span = cal.shift(day, str(unit), steps + years * {"Q": 4, "H": 2, "Y": 1}[str(unit)])
    return spanning(value, span, str(unit), relative=True, anchored=base is not None)
