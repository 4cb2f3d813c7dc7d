"""Work out calendar dates: days, months, years, weekdays, quarters, seasons, feasts, named periods."""

import datetime as dt
from dataclasses import replace
from typing import Any

from detente.times import calendar as cal
from detente.times.context import Context, Resolved, spanning

Slots = dict[str, Any]


def year_slot(slots: Slots, ctx: Context) -> int | None:
    """The year that a phrase names: a number, or an offset from the publication year ("last year" = -1)."""
    if "year" in slots:
        return int(slots["year"])
    if "yy" in slots:
        short = int(slots["yy"])
        return short + (2000 if short <= (ctx.published.year if ctx.published else 2030) % 100 + 10 else 1900)
    if "offset" in slots:
        return ctx.today.year + int(slots["offset"])
    if "same_year" in slots:
        first = ctx.before.first
        return first.year if first else None
    return None


_RECENT = 30
"""Days: so near a day past is meant without its year also beside a word that looks ahead: the same day of next year is too far."""

_CHECKED = 400
"""Days back, and half of them ahead, within which a weekday settles the year; one that agrees only further off is a slip of the pen."""
_SOON = 100
"""Days ahead within which a day without a year is a plan even beside a word that looks back; all but one of 30 in TimeBank lie nearer."""


def make_day(slots: Slots, ctx: Context) -> Resolved:
    """A day of a month, e.g. 31 October [2022]; without a year the nearest in the direction of the sentence."""
    month, day = int(slots["month"]), int(slots["day"])
    year = year_slot(slots, ctx)
    if year is not None:
        found = dt.date(year, month, day)
        return spanning(found.isoformat(), (found, found), "D", relative="year" not in slots and "yy" not in slots)
    if ctx.published is None:
        return Resolved(value=f"XXXX-{month:02d}-{day:02d}", grain="D", relative=True)
    found = _near_day(month, day, ctx, slots.get("weekday"))
    return spanning(found.isoformat(), (found, found), "D", relative=True)


def _near_day(month: int, day: int, ctx: Context, weekday: int | None) -> dt.date:
    choices = []
    for year in (ctx.today.year - 1, ctx.today.year, ctx.today.year + 1, ctx.today.year - 2):
        try:
            choices.append(dt.date(year, month, day))
        except ValueError:
            continue
    if not choices:
        raise ValueError("no such day")
    agreeing = [c for c in choices if c.weekday() == weekday and -_CHECKED <= (c - ctx.today).days <= _CHECKED // 2]
    if weekday is not None and agreeing:
        return min(agreeing, key=lambda c: abs((c - ctx.today).days))
    ahead = [c for c in choices if c >= ctx.today]
    back = [c for c in choices if c <= ctx.today]
    since = (ctx.today - max(back)).days if back else 366
    if ctx.future and ahead and not (since <= 7 or (since <= _RECENT and not ctx.told)):
        return min(ahead)
    if since > 240 and ahead and not ctx.told and (ctx.direction >= 0 or (min(ahead) - ctx.today).days <= _SOON):
        return min(ahead)  # a day of the coming months is a plan: of one that lies so far back a paper names the year
    return max(back) if back else min(ahead)


def make_numeric(slots: Slots, ctx: Context) -> Resolved:
    """A date in figures, e.g. 31/10/2022 or 3/11; which figure is the month is a setting, and so is settled by figures above 12."""
    first, second = int(slots["a"]), int(slots["b"])
    day, month = (second, first) if ctx.settings.get("month_first") else (first, second)
    if ctx.settings.get("month_first") and first <= 12 and second <= 12:
        day, month = _closer(first, second, slots, ctx)
    if month > 12:
        day, month = month, day
    found = make_day({**slots, "day": day, "month": month}, ctx)
    if not ctx.settings.get("month_first") or first > 12 or second > 12 or first == second:
        return found
    return replace(found, alternatives=(make_day({**slots, "day": month, "month": day}, ctx).value,))


def _closer(first: int, second: int, slots: Slots, ctx: Context) -> tuple[int, int]:
    """Day and month of an ambiguous "3/11": month first, unless day first falls within ten days of publication and the other does not."""
    year = year_slot(slots, ctx) or (ctx.published.year if ctx.published else None)
    if year is None or ctx.published is None:
        return second, first
    american, european = dt.date(year, first, second), dt.date(year, second, first)
    near = abs((european - ctx.published).days) <= 10 < abs((american - ctx.published).days)
    return (first, second) if near else (second, first)


def make_month(slots: Slots, ctx: Context) -> Resolved:
    """A month, e.g. October [2022], October lalu, next March."""
    month, year = int(slots["month"]), year_slot(slots, ctx)
    if year is not None:
        span = cal.month_span(year, month)
        return spanning(cal.month_value(span[0]), span, "M", relative="year" not in slots)
    if ctx.published is None:
        return Resolved(value=f"XXXX-{month:02d}", grain="M", relative=True)
    today, rel = ctx.today, slots.get("rel")
    if rel == 0:
        year = today.year
    elif rel is not None:
        year = today.year if (month - today.month) * rel > 0 else today.year + (1 if rel > 0 else -1)
    elif ctx.future:
        year = today.year + (month < today.month)
    else:
        year = today.year - (month > today.month)
    span = cal.month_span(year, month)
    return spanning(cal.month_value(span[0]), span, "M", relative=True)


def make_year(slots: Slots, ctx: Context) -> Resolved:
    """A year, e.g. 2017."""
    year = year_slot(slots, ctx)
    if year is None:
        raise ValueError("no year")
    return spanning(f"{year:04d}", cal.year_span(year), "Y", relative="year" not in slots)


def make_decade(slots: Slots, ctx: Context) -> Resolved:
    """Ten years, e.g. the 1990s, 1990-an, the 90s, the 2000s; a hundred for the 1500s."""
    year = int(slots["year"]) if "year" in slots else int(slots["yy"]) + (2000 if int(slots["yy"]) <= 20 else 1900)
    if year % 10:
        raise ValueError("no decade")
    if year % 100 == 0 and year < 1950 and slots.get("hundreds"):
        return spanning(f"{year // 100:02d}", cal.years_span(year, year + 99), "CE")
    return spanning(f"{year // 10:03d}", cal.years_span(year, year + 9), "DE")


def make_century(slots: Slots, ctx: Context) -> Resolved:
    """A hundred years, e.g. the 19th century = "18"."""
    number = int(slots.get("int") or slots.get("roman") or slots["ordinal"])
    if not 0 < number < 30:
        raise ValueError("no century")
    return spanning(f"{number - 1:02d}", cal.years_span(number * 100 - 100, number * 100 - 1), "CE")


def make_weekday(slots: Slots, ctx: Context) -> Resolved:
    """A day of the week, e.g. Thursday, last Thursday, Jumat pekan lalu."""
    today, weekday = ctx.today, int(slots["weekday"])
    ahead = (weekday - today.weekday()) % 7
    if "week" in slots:
        found = cal.week_span(today)[0] + dt.timedelta(days=7 * int(slots["week"]) + weekday)
    elif slots.get("rel") == 0:
        found = cal.week_span(today)[0] + dt.timedelta(days=weekday)
    elif slots.get("rel") is not None:
        found = today + dt.timedelta(days=(ahead or 7) if slots["rel"] > 0 else -((7 - ahead) or 7))
    elif ahead == 0:
        found = today
    else:
        found = today + dt.timedelta(days=ahead if ctx.future else ahead - 7)
    others = tuple(day.isoformat() for day in _other_weekdays(found, slots, ctx))
    return replace(spanning(found.isoformat(), (found, found), "D", relative=True), alternatives=others)


def _other_weekdays(found: dt.date, slots: Slots, ctx: Context) -> list[dt.date]:
    """The other day that is often meant: "last Thursday" on a Saturday also that of the week before, "Friday" on a Friday a week off."""
    rel = slots.get("rel")
    if "week" in slots or rel == 0:
        return []
    if rel is None:
        return [found + dt.timedelta(days=7 if ctx.future else -7)] if found == ctx.today else []
    calendar_week = cal.week_span(ctx.today)[0] + dt.timedelta(days=7 * rel + found.weekday())
    return [calendar_week] if calendar_week != found else []


def make_monthday(slots: Slots, ctx: Context) -> Resolved:
    """A bare day of the month, e.g. tanggal 15 [bulan ini]."""
    day, today = int(slots["day"]), ctx.today
    if "rel" in slots:
        first = cal.month_span(today.year, today.month + int(slots["rel"]))[0]
    elif ctx.future:
        first = cal.month_span(today.year, today.month + (day < today.day))[0]
    else:
        first = cal.month_span(today.year, today.month - (day > today.day))[0]
    found = first.replace(day=day)
    return spanning(found.isoformat(), (found, found), "D", relative=True)


def make_season(slots: Slots, ctx: Context) -> Resolved:
    """A season, e.g. last summer; a season that TIMEX3 has no sign for is written as its year."""
    season, year = str(slots["season"]), year_slot(slots, ctx)
    relative = "year" not in slots
    if year is None:
        first = cal.season_span(season, ctx.today.year)[0] if season in cal.SEASON_MONTHS else ctx.today
        rel = slots.get("rel")
        ahead = ctx.future if rel is None else rel > 0
        year = ctx.today.year + (first < ctx.today if ahead else -(first > ctx.today))
        if rel == -1 and first <= ctx.today <= cal.season_span(season, ctx.today.year)[1]:
            year = ctx.today.year - 1
        if rel == 0:
            year = ctx.today.year
    if season not in cal.SEASON_MONTHS:
        months = [int(month) for month in season.split("-")]
        span = cal.month_span(year, months[0])[0], cal.month_span(year, months[1])[1]
        return spanning(f"{year:04d}", span, "", relative=relative)
    return spanning(f"{year:04d}-{season}", cal.season_span(season, year), "", relative=relative)


def make_week_around(slots: Slots, ctx: Context) -> Resolved:
    """The week that holds a day, e.g. the week of March 6."""
    inner: Resolved = slots["date"]
    if inner.first is None or inner.grain != "D":
        raise ValueError("no day")
    span = cal.week_span(inner.first)
    return spanning(cal.week_value(inner.first), span, "W", relative=inner.relative)


def make_week_of(slots: Slots, ctx: Context) -> Resolved:
    """The nth week of a month, e.g. the first week of October = its first seven days; -1 is the last."""
    inner: Resolved = slots["date"]
    nth = int(slots["nth"])
    if inner.span is None or inner.grain != "M":
        raise ValueError("no month")
    first = inner.span[0] + dt.timedelta(days=7 * (nth - 1)) if nth > 0 else inner.span[1] - dt.timedelta(days=6)
    last = min(first + dt.timedelta(days=6), inner.span[1])
    return spanning(f"{first.isoformat()}/{last.isoformat()}", (first, last), "", relative=inner.relative)


def make_weekday_of(slots: Slots, ctx: Context) -> Resolved:
    """The nth weekday of a month, e.g. the first Friday of May."""
    inner: Resolved = slots["date"]
    if inner.span is None or inner.grain != "M":
        raise ValueError("no month")
    found = cal.nth_weekday(inner.span[0].year, inner.span[0].month, int(slots["weekday"]), int(slots["nth"]))
    return spanning(found.isoformat(), (found, found), "D", relative=inner.relative)
