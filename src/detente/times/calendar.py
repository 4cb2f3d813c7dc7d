"""Days, weeks, months and years as spans of days, and how TIMEX3 writes them."""

import calendar
import datetime as dt

Span = tuple[dt.date, dt.date]
DAY = dt.timedelta(days=1)
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SPAN_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365, "DE": 3652, "CE": 36524, "Q": 91, "H": 182, "WE": 2}
"""How long a unit is, in days, where only the order of size matters."""


def year_span(year: int) -> Span:
    """1 January to 31 December."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def month_span(year: int, month: int) -> Span:
    """The first and the last day of a month; months beyond 1..12 run into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def week_span(day: dt.date) -> Span:
    """The Monday and the Sunday of the week that a day stands in."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def years_span(first: int, last: int) -> Span:
    """1 January of the first year to 31 December of the last."""
    return dt.date(max(first, 1), 1, 1), dt.date(min(max(last, 1), 9999), 12, 31)


def week_value(day: dt.date) -> str:
    """The ISO week, e.g. 2022-W44."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(first: dt.date) -> str:
    """A month, e.g. 2022-10."""
    return f"{first.year:04d}-{first.month:02d}"


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months on, or the last day of a shorter month."""
    first, last = month_span(day.year, day.month + months)
    return dt.date(first.year, first.month, min(day.day, last.day))


def shift(day: dt.date, unit: str, amount: int) -> tuple[str, Span]:
    """The unit that stands `amount` units from a day: its TIMEX3 value and span, e.g. ("2022-W43", (24 Oct, 30 Oct))."""
    if unit == "D":
        day = day + dt.timedelta(days=amount)
        return day.isoformat(), (day, day)
    if unit in {"W", "WE"}:
        span = week_span(day + dt.timedelta(days=7 * amount))
        if unit == "W":
            return week_value(span[0]), span
        return week_value(span[0]) + "-WE", (span[1] - DAY, span[1])
    if unit == "M":
        span = month_span(day.year, day.month + amount)
        return month_value(span[0]), span
    if unit in {"Q", "H"}:
        size = 3 if unit == "Q" else 6
        first = month_span(day.year, (day.month - 1) // size * size + 1 + amount * size)[0]
        return f"{first.year:04d}-{unit}{(first.month - 1) // size + 1}", (first, month_span(first.year, first.month + size - 1)[1])
    if unit == "DE":
        decade = day.year // 10 + amount
        return f"{decade:03d}", years_span(decade * 10, decade * 10 + 9)
    if unit == "CE":
        century = day.year // 100 + amount
        return f"{century:02d}", years_span(century * 100, century * 100 + 99)
    return f"{day.year + amount:04d}", year_span(day.year + amount)


def season_span(season: str, year: int) -> Span:
    """The months of a northern season; winter runs from December to February of the next year."""
    first = SEASON_MONTHS[season]
    return month_span(year, first)[0], month_span(year, first + 2)[1]


def easter(year: int) -> dt.date:
    """Western Easter Sunday (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth weekday (Monday = 0) of a month, e.g. the fourth Thursday of November; -1 is the last."""
    first, last = month_span(year, month)
    if nth < 0:
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def part_of(span: Span, mod: str, *, parts: int = 3) -> Span:
    """The first, middle or last part of a span, e.g. early 2017 = January to April; of a long period with `parts` 5 the first fifth."""
    days = (span[1] - span[0]).days + 1
    if days < parts or mod not in {"START", "MID", "END"}:
        return span
    part = days / parts
    if mod == "START":
        return span[0], span[0] + dt.timedelta(days=round(part) - 1)
    if mod == "MID":
        return span[0] + dt.timedelta(days=round((days - part) / 2)), span[0] + dt.timedelta(days=round((days + part) / 2) - 1)
    return span[0] + dt.timedelta(days=round(days - part)), span[1]
