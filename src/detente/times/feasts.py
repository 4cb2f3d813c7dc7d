"""Work out feasts, fixed and movable, and periods that have a name."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from detente.times import calendar as cal
from detente.times import moons
from detente.times.context import Context, Resolved, spanning
from detente.times.dates import year_slot

Slots = dict[str, Any]


def make_period(slots: Slots, ctx: Context) -> Resolved:
    """A named period, written in the tables "1947/1991" or with days "2001-09-11"; "NOW" is open at publication."""
    written = str(slots["period"])
    first, _, last = written.partition("/")
    last = last or first
    end = ctx.today if last == "NOW" else _edge(last, at_end=True)
    begin = _edge(first, at_end=False)
    value = first if last == first else f"{first}/{end.year if last == 'NOW' else last}"
    return spanning(value, (begin, max(begin, end)), "", relative=last == "NOW")


def _edge(written: str, *, at_end: bool) -> dt.date:
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return cal.year_span(parts[0])[at_end]
    if len(parts) == 2:
        return cal.month_span(parts[0], parts[1])[at_end]
    return dt.date(parts[0], parts[1], parts[2])


def make_feast(slots: Slots, ctx: Context) -> Resolved:
    """A feast, e.g. Christmas, Lebaran tahun ini, H-7 Lebaran; the nearest in the direction of the sentence where no year is told."""
    name, year = str(slots["feast"]), year_slot(slots, ctx)
    days = int(slots.get("before", 0)) - int(slots.get("after", 0))
    relative = "year" not in slots
    if year is None:
        today = ctx.today
        choices = [span for y in (today.year - 1, today.year, today.year + 1) for span in feast_spans(name, y, ctx)]
        back = [span for span in choices if span[0] <= today]
        ahead = [span for span in choices if span[1] >= today]
        rel = slots.get("rel", 0)
        span = (ahead or back)[0] if (ctx.future or rel > 0) and rel >= 0 else (back or ahead)[-1]
        near = [s for s in ahead if 0 <= (s[0] - today).days <= 60]
        if near and not rel and ctx.direction >= 0 and not slots.get("past"):
            span = near[0]  # a feast of the next two months is the one that is prepared
    else:
        spans = feast_spans(name, year, ctx)
        if not spans:
            raise ValueError("no such feast in that year")
        span = spans[0]
    move = dt.timedelta(days=-days)
    span = (span[0] + move, span[0] + move) if days else span
    value = span[0].isoformat() if span[0] == span[1] else f"{span[0].isoformat()}/{span[1].isoformat()}"
    return spanning(value, span, "D" if span[0] == span[1] else "", relative=relative)


def feast_spans(name: str, year: int, ctx: Context) -> list[cal.Span]:
    """The days of a feast in a year, at times none or two of them.

    "12-25" is fixed, "11-3-4" the fourth Thursday of November, "islamic-10-1" a day and "islamic-9" a month of the Islamic year, all others
    are counted from a movable day: "easter-2". Days that the pack lists under `[feasts]` go before those that are worked out.
    """
    kind, _, rest = name.partition("-")
    if kind == "islamic":
        return _islamic(rest, year, ctx)
    found = re.fullmatch(r"([a-z]+)([+-]?\d*)", name)
    if found:
        listed = _listed(found[1], year, ctx)
        days = listed or [MOVABLE[found[1]](year)]
        move = dt.timedelta(days=int(found[2] or 0))
        return [(day + move, day + move) for day in days]
    fixed = re.fullmatch(r"(\d+)-(\d+)(?:-(-?\d+))?", name)
    if fixed is None:
        raise ValueError(f"{name!r} is no feast")
    month, weekday = int(fixed[1]), int(fixed[2])
    day = cal.nth_weekday(year, month, weekday, int(fixed[3])) if fixed[3] else dt.date(year, month, weekday)
    return [(day, day)]


def _listed(name: str, year: int, ctx: Context) -> list[dt.date]:
    table = ctx.settings.get("feasts", {}).get(name, ())
    return [dt.date.fromisoformat(day) for day in table if day.startswith(f"{year:04d}")]


def _islamic(written: str, year: int, ctx: Context) -> list[cal.Span]:
    month, _, day = written.partition("-")
    hours = float(ctx.settings.get("new_moon_before", 12))
    if day:
        days = _listed(f"islamic-{written}", year, ctx) or moons.islamic_days(year, int(month), int(day), hours=hours)
        return [(found, found) for found in days]
    ends = [span[0] for y in (year, year + 1) for span in _islamic(f"{int(month) + 1}-1", y, ctx)]
    spans = [(end - dt.timedelta(days=29), end - cal.DAY) for end in ends]
    return [span for span in spans if span[0].year == year]


MOVABLE: dict[str, Callable[[int], dt.date]] = {
    "easter": cal.easter,
    "orthodox": moons.orthodox_easter,
    "chinese": moons.chinese_new_year,
    "hebrew": moons.hebrew_new_year,
    "nyepi": lambda year: moons.moon_day(dt.date(year, 3, 8), phase=0, hours=-4) + cal.DAY,
    "vesak": lambda year: moons.moon_day(dt.date(year, 5, 6), phase=0.5, hours=7),
    "diwali": lambda year: moons.moon_day(dt.date(year, 10, 17), phase=0, hours=-12.4),
}
"""The day that a movable feast is counted from, in a year.

Nyepi follows the new moon of March (in some years the calendar of Bali takes the moon before or after), Vesak is the full moon of May,
Diwali the evening before the new moon of October or November.
"""
