"""Work out what counts from another time: units, offsets, durations, sets, parts of the day, ranges, modifiers."""

import datetime as dt
from dataclasses import replace
from typing import Any

from detente.times import calendar as cal
from detente.times.context import Context, Resolved, spanning

Slots = dict[str, Any]
_SIDES = {"EARLIER": "START", "LATER": "END"}
_CLOCK_UNITS = {"TH": "H", "TM": "M", "TS": "S"}
_VAGUE = {"D": (7, 1), "W": (42, 7), "M": (270, 30), "Y": (3650, 365), "DE": (14610, 3652), "CE": (73048, 18262), "Q": (540, 91)}
"""A vague number of units back: how many days the furthest and the nearest of it lie back; a choice, not measured."""


def make_unit(slots: Slots, ctx: Context) -> Resolved:
    """This, last or next unit, e.g. pekan lalu = the ISO week before."""
    value, span = cal.shift(ctx.today, str(slots["unit"]), int(slots["rel"]))
    return spanning(value, span, str(slots["unit"]), relative=True)


def make_deictic(slots: Slots, ctx: Context) -> Resolved:
    """A day counted from publication, e.g. kemarin = -1."""
    day = ctx.today + dt.timedelta(days=int(slots["days"]))
    return spanning(day.isoformat(), (day, day), "D", relative=True)


def make_ago(slots: Slots, ctx: Context) -> Resolved:
    """So many units back or ahead, from publication or (`from = "anchor"`) the last time of the narration."""
    unit, count, sign = str(slots["unit"]), slots["count"], int(slots["direction"])
    if unit == "Y" and sign < 0 and count != "X" and count == int(count) and ctx.period is not None and ctx.period.first is not None:
        value, span = cal.shift(ctx.period.first, ctx.period.grain, -int(count) * (4 if ctx.period.grain == "Q" else 2))
        return spanning(value, span, ctx.period.grain, relative=True, anchored=True)
    anchored = slots.get("from") == "anchor"
    base = (ctx.anchor_for(unit) or ctx.before) if anchored else None
    if anchored and sign > 0 and ctx.anchor is None:
        raise ValueError("nothing to count from")
    day = _base_day(base, sign) if base else ctx.today
    if count == "X":
        return _vague(day, unit, sign, anchored=anchored)
    if unit in _CLOCK_UNITS:
        moved = dt.datetime.combine(day, dt.time(12)) + sign * dt.timedelta(hours=count if unit == "TH" else 0)
        found = moved.date() if unit == "TH" and count > 12 else day
        return spanning(found.isoformat(), (found, found), "D", relative=True, anchored=anchored)
    if unit in {"Q", "H"}:
        unit, count = "M", count * (3 if unit == "Q" else 6)
    if unit == "CE":
        unit, count = "DE", count * 10
    if count != int(count):
        unit, count = {"Y": ("M", count * 12), "DE": ("Y", count * 10), "W": ("D", count * 7)}.get(unit, (unit, count))
    count = round(count)
    if base and base.grain in {"D", "W"} and unit in {"M", "Y"} and slots.get("exact"):
        found = cal.add_months(day, sign * count * (12 if unit == "Y" else 1))
        return spanning(found.isoformat(), (found, found), "D", relative=True, anchored=anchored)
    value, span = cal.shift(day, unit, sign * count)
    if "to" in slots and unit in {"D", "W", "M", "Y", "DE"}:  # "thirty years ago this week"
        months = {"M": 1, "Y": 12, "DE": 120}.get(unit, 0) * count
        found = cal.add_months(day, sign * months) if months else day + sign * dt.timedelta(days=count * (7 if unit == "W" else 1))
        unit = str(slots["to"])
        value, span = cal.shift(found, unit, 0)
    return spanning(value, span, unit, relative=True, anchored=anchored)


def _base_day(base: Resolved, sign: int) -> dt.date:
    day = base.last if sign > 0 else base.first
    if day is None:
        raise ValueError("no day to count from")
    return day


def _vague(day: dt.date, unit: str, sign: int, *, anchored: bool) -> Resolved:
    if unit in _CLOCK_UNITS:
        return spanning(day.isoformat(), (day, day), "D", relative=True, anchored=anchored)
    far, near = _VAGUE.get(unit, (365, 1))
    if sign < 0:
        span = day - dt.timedelta(days=far), day - dt.timedelta(days=near)
    else:
        span = day + dt.timedelta(days=near), day + dt.timedelta(days=far)
    return spanning("PAST_REF" if sign < 0 else "FUTURE_REF", span, "", relative=True, anchored=anchored)


def make_ref(slots: Slots, ctx: Context) -> Resolved:
    """Now, the past or the future in general; `far` and `near` say how many days from publication it is taken to lie."""
    value = str(slots["ref"])
    if ctx.published is None:
        return Resolved(value=value, relative=True)
    near, far = int(slots.get("near", 0)), int(slots.get("far", 0))
    if value == "FUTURE_REF":
        span = ctx.today + dt.timedelta(days=near), ctx.today + dt.timedelta(days=far)
    else:
        span = ctx.today - dt.timedelta(days=far), ctx.today - dt.timedelta(days=near)
    return spanning(value, span, "", relative=True)


def write_duration(count: Any, unit: str) -> str:
    """A TIMEX3 duration, e.g. (3, "Y") = P3Y, ("X", "DE") = PXDE, (48, "TH") = PT48H."""
    number = count if count == "X" else f"{count:g}"
    if unit == "Q":
        return f"P{number}Q"
    if unit in _CLOCK_UNITS:
        return f"PT{number}{_CLOCK_UNITS[unit]}"
    return f"P{number}{'WE' if unit == 'WE' else unit}"


def make_duration(slots: Slots, ctx: Context) -> Resolved:
    """A length of time, e.g. tiga tahun = P3Y; with `edge` "past" or "future" it ends or begins at publication."""
    unit, count = str(slots["unit"]), slots["count"]
    value = write_duration(count, unit)
    edge = slots.get("edge")
    first = last = None
    if edge and ctx.published is not None:
        days = _length(count, unit)
        first, last = (ctx.today - days, ctx.today) if edge == "past" else (ctx.today, ctx.today + days)
        if edge == "past" and unit in {"M", "Y"} and count != "X" and count == int(count):
            first = cal.add_months(ctx.today, -int(count) * (12 if unit == "Y" else 1))
    return Resolved(type="DURATION", value=value, first=first, last=last, relative=bool(edge), grain=unit)


def _length(count: Any, unit: str) -> dt.timedelta:
    if unit in _CLOCK_UNITS:
        return dt.timedelta(days=0 if count == "X" else min(int(count) // (24 if unit == "TH" else 1440), 3650))
    number = 5 if count == "X" else count
    return dt.timedelta(days=min(round(number * cal.SPAN_DAYS[unit]), 365_000))


def make_in_units(slots: Slots, ctx: Context) -> Resolved:
    """A length of time after "in": a point ahead where the sentence looks ahead ("will leave in two weeks"), else a length."""
    return make_ago({**slots, "direction": 1}, ctx) if ctx.future else make_duration(slots, ctx)


def make_set(slots: Slots, ctx: Context) -> Resolved:
    """A repeated time, e.g. every day = P1D, every Thursday = XXXX-WXX-4."""
    if "weekday" in slots:
        value = f"XXXX-WXX-{int(slots['weekday']) + 1}"
    elif "day" in slots:
        value = f"XXXX-{int(slots['month']):02d}-{int(slots['day']):02d}"
    elif "month" in slots:
        value = f"XXXX-{int(slots['month']):02d}"
    elif "part" in slots:
        value = f"XXXX-XX-XXT{slots['part']}"
    elif "season" in slots:
        value = f"XXXX-{slots['season']}"
    else:
        value = write_duration(slots.get("count", 1), str(slots["unit"]))
    return Resolved(type="SET", value=value)


def make_part(slots: Slots, ctx: Context) -> Resolved:
    """A part of a day, e.g. Tuesday night = 2022-11-01TNI; without a day that of the narration, else of publication."""
    day = _day_of(slots, ctx)
    return Resolved(type="TIME", value=f"{day.value}T{slots['part']}", first=day.first, last=day.last, relative=day.relative, grain="D")


def make_clock(slots: Slots, ctx: Context) -> Resolved:
    """A time of day, e.g. pukul 21.15 Wita = T21:15; the day is the one named, else that of the narration, else publication's."""
    hour, minute = divmod(int(slots["hhmm"]), 100) if "hhmm" in slots else (int(slots["hour"]), int(slots.get("minute", 0)))
    half = slots.get("half")
    if half == "PM" and hour < 12:
        hour += 12
    if (half == "AM" and hour == 12) or hour == 24:
        hour = 0
    if slots.get("part") in {"EV", "NI", "AF"} and 1 <= hour < 12 and not (slots["part"] == "NI" and hour < 4):
        hour += 12
    day = _day_of(slots, ctx)
    value = f"{day.value}T{hour:02d}:{minute:02d}"
    return Resolved(type="TIME", value=value, first=day.first, last=day.last, relative=day.relative, grain="D")


def _day_of(slots: Slots, ctx: Context) -> Resolved:
    inner = slots.get("date")
    if isinstance(inner, Resolved):
        if inner.grain != "D":
            raise ValueError("no day")
        return Resolved(value=inner.value.partition("T")[0], first=inner.first, last=inner.last, relative=inner.relative, grain="D")
    if "days" in slots:
        return make_deictic(slots, ctx)
    base = ctx.anchor if ctx.anchor is not None and ctx.anchor.grain == "D" else None
    if base is None or slots.get("today"):
        return spanning(ctx.today.isoformat(), (ctx.today, ctx.today), "D", relative=True)
    return Resolved(value=base.value.partition("T")[0], first=base.first, last=base.last, relative=True, anchored=True, grain="D")


def make_same(slots: Slots, ctx: Context) -> Resolved:
    """The time of the narration again, e.g. pada tahun yang sama, that year, saat itu; `unit` widens or picks its grain."""
    unit = slots.get("unit")
    base = ctx.anchor_for(unit)
    if base is None or base.span is None:
        if slots.get("unless_anchor") != "past" or ctx.published is None:
            raise ValueError("nothing to count from")
        return Resolved(value="PAST_REF", relative=True)
    if unit is None:
        return spanning(base.value, base.span, base.grain, relative=True, anchored=True)
    value, span = cal.shift(base.span[0], str(unit), int(slots.get("step", 0)))
    return spanning(value, span, str(unit), relative=True, anchored=True)


def make_since(slots: Slots, ctx: Context) -> Resolved:
    """From the time of the narration until publication, e.g. since then, sejak itu."""
    base = ctx.anchor
    if base is None or base.span is None or base.span[0] > ctx.today:
        return Resolved(value="PAST_REF", relative=True)
    value = f"{base.span[0].isoformat()}/{ctx.today.isoformat()}"
    return Resolved(value=value, first=base.span[0], last=ctx.today, relative=True, anchored=True)


def make_mod(slots: Slots, ctx: Context) -> Resolved:
    """An early, middle or late part, e.g. awal 2020, mid-2019, late last year."""
    inner: Resolved = slots["date"]
    mod = str(slots["mod"])
    value, span = inner.value, inner.span
    if "/" in value and inner.grain == "" and mod in {"START", "END"} and "-" not in value:
        value = value.split("/")[0 if mod == "START" else 1]
    if span is None:
        return Resolved(value=value, mod=mod, relative=inner.relative, grain=inner.grain)
    narrow = _side(span, mod, ctx) if mod in _SIDES else cal.part_of(span, mod, parts=3 if inner.grain else 5)
    mod = _SIDES.get(mod, mod)
    return replace(inner, value=value, first=narrow[0], last=narrow[1], mod=mod)


def _side(span: cal.Span, mod: str, ctx: Context) -> cal.Span:
    """What lies before or after publication of a running unit: earlier this year = 1 January until publication."""
    if ctx.published is None or not span[0] <= ctx.published <= span[1]:
        return cal.part_of(span, _SIDES[mod])
    return (span[0], ctx.published) if mod == "EARLIER" else (ctx.published, span[1])


def make_range(slots: Slots, ctx: Context) -> Resolved:
    """From one time to another, e.g. dari Senin hingga Rabu = 2022-10-31/2022-11-02."""
    begin: Resolved = slots["from"]
    end: Resolved = slots["to"]
    if not (begin.span and end.span):
        raise ValueError("a range needs two times")
    first, last = begin.span[0], end.span[1]
    if first > last and begin.relative:
        size = {"D": 7, "M": 365, "Y": 0}.get(begin.grain, 0)
        moved = first - dt.timedelta(days=size)
        if begin.grain == "M":
            moved = cal.add_months(first, -12 * (first.year - last.year + (first.month > last.month)))
            begin = spanning(cal.month_value(moved), (moved, moved), "M")
        elif begin.grain == "D":
            begin = spanning(moved.isoformat(), (moved, moved), "D")
        first = moved
    if first > last:
        raise ValueError("a range runs forward")
    return spanning(f"{begin.value}/{end.value}", (first, last), "", relative=begin.relative or end.relative)


def make_years(slots: Slots, ctx: Context) -> Resolved:
    """A range of years, e.g. 1950-1953, 2019-20, the 1970s-style "1950-an hingga 1960-an" is a range of dates instead."""
    first = int(slots["year"])
    last = int(slots["to_year"]) if "to_year" in slots else first // 100 * 100 + int(slots["to_yy"])
    if not first < last <= first + 700:
        raise ValueError("no range of years")
    return spanning(f"{first:04d}/{last:04d}", cal.years_span(first, last), "")


def make_months(slots: Slots, ctx: Context) -> Resolved:
    """A range of months of one year, e.g. Januari-Oktober 2022."""
    year = slots.get("year", ctx.today.year + int(slots.get("offset", 0)) if "year" not in slots else 0)
    first, last = cal.month_span(int(year), int(slots["from_month"])), cal.month_span(int(year), int(slots["to_month"]))
    if "year" not in slots and "offset" not in slots and not ctx.future and first[0] > ctx.today:
        first, last = (cal.month_span(first[0].year - 1, first[0].month), cal.month_span(last[0].year - 1, last[0].month))
    if first[0] > last[0]:
        first = cal.month_span(first[0].year - 1, first[0].month)
    return spanning(f"{cal.month_value(first[0])}/{cal.month_value(last[0])}", (first[0], last[1]), "", relative="year" not in slots)
