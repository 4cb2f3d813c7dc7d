"""Work out expressions that join others: days in brackets with a part of day, runs of days, offsets from an event."""

import datetime as dt
from dataclasses import replace
from typing import Any

from detente.times import dates, feasts, spans
from detente.times.context import Context, Resolved, spanning

Slots = dict[str, Any]


def make_numeric_part(slots: Slots, ctx: Context) -> Resolved:
    """A part of a day given in figures, e.g. Kamis malam (3/11/2022)."""
    return spans.make_part({"part": slots["part"], "date": dates.make_numeric(slots, ctx)}, ctx)


def make_day_part(slots: Slots, ctx: Context) -> Resolved:
    """A part of a day of a month, e.g. Kamis malam, 3 November."""
    return spans.make_part({"part": slots["part"], "date": dates.make_day(slots, ctx)}, ctx)


def make_feast_eve(slots: Slots, ctx: Context) -> Resolved:
    """The night before a feast, e.g. malam tahun baru 2022 = 2021-12-31TNI."""
    return spans.make_part({"part": slots["part"], "date": feasts.make_feast({**slots, "before": 1}, ctx)}, ctx)


def make_days(slots: Slots, ctx: Context) -> Resolved:
    """A run of days of one month, e.g. 1-3 November 2022; or of two, where `from_month` is told."""
    end = dates.make_day(slots, ctx)
    return _run(slots, end, int(slots["from_month"] if "from_month" in slots else slots["month"]), int(slots["from_day"]))


def make_numeric_days(slots: Slots, ctx: Context) -> Resolved:
    """A run of days in figures, e.g. (1-3/11/2022)."""
    end = dates.make_numeric(slots, ctx)
    if end.first is None:
        raise ValueError("no days")
    month = int(slots["from_b"]) if "from_b" in slots else end.first.month
    return _run(slots, end, month, int(slots["from_a"] if "from_a" in slots else slots["from_day"]))


def _run(slots: Slots, end: Resolved, month: int, day: int) -> Resolved:
    if end.first is None:
        raise ValueError("no days")
    begin = dt.date(end.first.year - (month > end.first.month), month, day)
    if not dt.timedelta(0) < end.first - begin < dt.timedelta(days=366):
        raise ValueError("days run forward")
    return spanning(f"{begin.isoformat()}/{end.first.isoformat()}", (begin, end.first), "", relative=end.relative)


def make_to_now(slots: Slots, ctx: Context) -> Resolved:
    """From a time to publication, e.g. 2014 hingga kini."""
    begin: Resolved = slots["from"]
    if begin.first is None or begin.first > ctx.today:
        raise ValueError("a range runs forward")
    return spanning(f"{begin.value}/{ctx.today.isoformat()}", (begin.first, ctx.today), "", relative=True)


def make_after_event(slots: Slots, ctx: Context) -> Resolved:
    """So long after or before an event: counted from the date that follows (`find` puts it into the context), else a length of time.

    The length has the mod AFTER or BEFORE, so that the event can be dated by what it lies after or before.
    """
    if ctx.anchor is None:
        length = spans.make_duration({"unit": slots["unit"], "count": slots["count"]}, ctx)
        return replace(length, mod="AFTER" if int(slots["direction"]) > 0 else "BEFORE")
    return spans.make_ago({**slots, "from": "anchor", "exact": True}, ctx)


def make_next_part(slots: Slots, ctx: Context) -> Resolved:
    """A part of the day after the last of the narration, e.g. the next morning."""
    return spans.make_part({"part": slots["part"], "date": spans.make_ago(slots, ctx)}, ctx)
