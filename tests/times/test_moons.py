"""Calendars of the moon, against days that are known."""

import datetime as dt

import pytest

from detente.times import moons

# (year, month, day) of feasts as they were kept or are printed in calendars
CHINESE = [(1900, 1, 31), (1949, 1, 29), (1968, 1, 30), (1985, 2, 20), (2015, 2, 19), (2024, 2, 10), (2034, 2, 19), (2050, 1, 23), (2100, 2, 9)]
HEBREW = [(1948, 10, 4), (1973, 9, 27), (2000, 9, 30), (2023, 9, 16), (2024, 10, 3)]
ORTHODOX = [(1918, 5, 5), (1991, 4, 7), (2017, 4, 16), (2024, 5, 5), (2025, 4, 20)]


@pytest.mark.parametrize("day", CHINESE)
def test_chinese_new_year(day):
    assert moons.chinese_new_year(day[0]) == dt.date(*day)


@pytest.mark.parametrize("day", HEBREW)
def test_rosh_hashanah(day):
    assert moons.hebrew_new_year(day[0]) == dt.date(*day)


@pytest.mark.parametrize("day", ORTHODOX)
def test_orthodox_easter(day):
    assert moons.orthodox_easter(day[0]) == dt.date(*day)


def test_the_war_of_yom_kippur_began_on_yom_kippur():
    assert moons.hebrew_new_year(1973) + dt.timedelta(days=9) == dt.date(1973, 10, 6)


@pytest.mark.parametrize("day", [(2010, 9, 10), (2015, 7, 17), (2022, 5, 2), (2024, 4, 10), (2030, 2, 5)])
def test_the_end_of_the_fast_to_a_day(day):
    found = moons.islamic_days(day[0], 10, 1, hours=12)

    assert min(abs((d - dt.date(*day)).days) for d in found) <= 1


def test_an_islamic_day_falls_twice_in_some_years():
    assert len(moons.islamic_days(2000, 10, 1, hours=12)) == 2


def test_every_year_of_two_centuries_has_its_new_year_in_its_season():
    for year in range(1900, 2101):
        assert dt.date(year, 1, 20) <= moons.chinese_new_year(year) <= dt.date(year, 2, 21)
        assert dt.date(year, 9, 4) <= moons.hebrew_new_year(year) <= dt.date(year, 10, 7)
        assert dt.date(year, 4, 1) <= moons.orthodox_easter(year) <= dt.date(year, 5, 10)
        assert 1 <= len(moons.islamic_days(year, 12, 10, hours=12)) <= 2
        assert dt.date(year, 5, 5) <= moons.moon_day(dt.date(year, 5, 6), phase=0.5, hours=7) <= dt.date(year, 6, 5)


def test_new_moons_follow_one_another():
    gaps = [moons.new_moon(n + 1) - moons.new_moon(n) for n in range(-1240, 1240)]

    assert 29.2 < min(gaps) < max(gaps) < 29.9
