"""Calendars that follow the moon, for the feasts of 1900 to 2100: Islamic, Chinese, Hebrew, Balinese, Buddhist, Hindu, Orthodox Easter.

New moons after Meeus, Astronomical Algorithms (1998), chapter 49, to a few minutes; the sun's longitude after chapter 25, to a hundredth of
a degree. Days that a sighting decides can be a day off: that is how far countries differ too. Checked against the package `holidays` (MIT)
when this was written: Chinese new years 1901-2099 198 of 199, Passover 1950-2099 all, Orthodox Easter all, Islamic days within one day.
"""

import datetime as dt
from functools import cache
from math import floor, radians, sin

_MONTH = 29.530588861
_EPOCH = 1721424.5  # the Julian day at which `date.toordinal()` is 0
_ISLAM = 1948439.5  # 16 July 622: 1 Muharram of the first year
_CREATION = 1373427  # days between the first Hebrew new year and the first of January of the year 1


def new_moon(number: float) -> float:
    """The Julian day (UTC, to a few minutes between 1800 and 2200) of a new moon; 0 is 6 January 2000, 0.5 the full moon after it."""
    t = number / 1236.85
    mean = 2451550.09766 + _MONTH * number + t * t * (0.00015437 - 0.00000015 * t)
    e = 1 - 0.002516 * t
    sun = radians(2.5534 + 29.10535670 * number)
    moon = radians(201.5643 + 385.81693528 * number + 0.0107582 * t * t)
    lat = radians(160.7108 + 390.67050284 * number - 0.0016118 * t * t)
    node = radians(124.7746 - 1.56375588 * number + 0.0020672 * t * t)
    return (
        mean - 0.40720 * sin(moon) + 0.17241 * e * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * lat)
        + 0.00739 * e * sin(moon - sun) - 0.00514 * e * sin(moon + sun) + 0.00208 * e * e * sin(2 * sun) - 0.00111 * sin(moon - 2 * lat)
        - 0.00057 * sin(moon + 2 * lat) + 0.00056 * e * sin(2 * moon + sun) - 0.00042 * sin(3 * moon) + 0.00042 * e * sin(sun + 2 * lat)
        + 0.00038 * e * sin(sun - 2 * lat) - 0.00024 * e * sin(2 * moon - sun) - 0.00017 * sin(node) - 0.0007
    )  # fmt: skip


def sun_longitude(day: float) -> float:
    """Where the sun stands at a Julian day, in degrees from 0 (spring) to 360; 270 is the winter solstice."""
    t = (day - 2451545.0) / 36525
    anomaly = radians(357.52911 + 35999.05029 * t)
    centre = (1.914602 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    return (280.46646 + 36000.76983 * t + centre - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * t))) % 360


def _day(julian: float, *, hours: float = 0.0) -> dt.date:
    """The date at a Julian day where clocks are so many hours ahead of UTC."""
    return dt.date.fromordinal(floor(julian + hours / 24 - _EPOCH))


def _julian(day: dt.date) -> float:
    return day.toordinal() + _EPOCH


def _last_new_moon(julian: float) -> int:
    """The number of the last new moon at or before a Julian day."""
    number = floor((julian - 2451550.09766) / _MONTH) + 1
    while new_moon(number) > julian:
        number -= 1
    return number


def islamic_day(year: int, month: int, day: int, *, hours: float) -> dt.date:
    """The date of a day of the Islamic calendar, months beginning the day after the first evening at which the moon is old enough.

    `hours` is the hour of UTC at which a new moon must have been for the next day to begin the month.
    """
    about = _ISLAM + _MONTH * ((year - 1) * 12 + month - 1)
    number = _last_new_moon(about + 4)
    return _day(new_moon(number), hours=24 - hours) + dt.timedelta(days=day)


def islamic_days(gregorian: int, month: int, day: int, *, hours: float) -> list[dt.date]:
    """The dates in a year of the common calendar on which a day of the Islamic year falls: one, at times two or none."""
    about = floor((gregorian - 621.57) * 1.0307)
    days = (islamic_day(year, month, day, hours=hours) for year in range(about - 1, about + 3))
    return [found for found in days if found.year == gregorian]


@cache
def chinese_new_year(year: int) -> dt.date:
    """The first day of the Chinese year, in January or February, e.g. 10 February 2024."""
    hours = 8.0 if year >= 1929 else 7.76  # Beijing's own time until 1928
    eleventh, following = _solstice_month(year - 1, hours), _solstice_month(year, hours)
    months = 2
    if following - eleventh == 13 and any(not _holds_sign(eleventh + n, hours) for n in (1, 2)):
        months = 3  # a leap month stands between the eleventh month and the new year
    return _day(new_moon(eleventh + months), hours=hours)


def _solstice_month(year: int, hours: float) -> int:
    """The number of the new moon that begins the month of the winter solstice."""
    day = dt.date(year, 12, 19)
    while sun_longitude(_julian(day) + 1 - hours / 24) < 270:
        day += dt.timedelta(days=1)
    return _last_new_moon(_julian(day) + 1 - hours / 24 - 1e-6)


def _holds_sign(number: int, hours: float) -> bool:
    """Whether the sun enters a sign of the zodiac in the month of a new moon: a month in which it does not is a leap month."""
    first, after = (_julian(_day(new_moon(n), hours=hours)) - hours / 24 for n in (number, number + 1))
    return floor(sun_longitude(first) / 30) != floor(sun_longitude(after) / 30)


def moon_day(first: dt.date, *, phase: float, hours: float) -> dt.date:
    """The date of the first new moon (`phase` 0) or full moon (0.5) from a day on, where days begin so many hours before those of UTC."""
    begin = _julian(first) - hours / 24
    number = _last_new_moon(begin) + phase - 1
    while new_moon(number) < begin:
        number += 1
    return _day(new_moon(number), hours=hours)


@cache
def hebrew_new_year(year: int) -> dt.date:
    """Rosh Hashanah, the first of Tishri, in a year of the common calendar, e.g. 3 October 2024 (molad and its delays)."""
    before, here, after = (_elapsed(year + 3761 + n) for n in (-1, 0, 1))
    delay = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return dt.date.fromordinal(here + delay - _CREATION)


def _elapsed(hebrew: int) -> int:
    """Days from the first Hebrew new year to that of a year, before the delays that depend on the years beside it."""
    months = (235 * hebrew - 234) // 19
    day = months * 29 + (12084 + 13753 * months) // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the Orthodox churches in the common calendar, e.g. 5 May 2024 (Meeus, Julian calendar)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    later = year // 100 - year // 400 - 2
    return dt.date(year, month, day + 1) + dt.timedelta(days=later)
