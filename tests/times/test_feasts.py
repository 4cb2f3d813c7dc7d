"""Feasts of every year from 1900 to 2100, in both languages."""

import datetime as dt

import pytest

from detente.language import load_pack
from detente.times.context import Context
from detente.times.feasts import feast_spans
from detente.times.find import find_times
from detente.times.grammar import build_grammar

TAGS = ["en", "id"]


def context(tag: str) -> Context:
    return Context(published=dt.date(2024, 3, 14), anchor=None, direction=0, settings=build_grammar(load_pack(tag)).settings)


@pytest.mark.parametrize("tag", TAGS)
def test_every_feast_has_a_day_in_every_year(tag):
    ctx = context(tag)
    names = set(load_pack(tag).settings["times"]["lexicon"]["feast"].values())
    for year in range(1900, 2101):
        for name in names:
            spans = feast_spans(name, year, ctx)

            assert spans, (name, year)
            assert all(first <= last for first, last in spans)


@pytest.mark.parametrize("tag", TAGS)
def test_listed_days_stand_in_order_and_near_those_worked_out(tag):
    settings = build_grammar(load_pack(tag)).settings
    empty = Context(published=None, anchor=None, direction=0, settings={**settings, "feasts": {}})
    for name, days in settings["feasts"].items():
        assert days == sorted(days), name
        if name == "nyepi":  # in some years the calendar of Bali takes another moon
            continue
        for written in days:
            day = dt.date.fromisoformat(written)
            near = [span[0] for year in (day.year - 1, day.year, day.year + 1) for span in feast_spans(name, year, empty)]

            assert min(abs((found - day).days) for found in near) <= (1 if name != "vesak" else 30), (name, written)


@pytest.mark.parametrize(
    ("tag", "text", "published", "value"),
    [
        ("en", "They met before Ramadan 2024.", "2024-06-01", "2024-03-12/2024-04-09"),
        ("en", "Guards were doubled for Passover 1967.", "1967-05-01", "1967-04-25"),
        ("id", "Pasar tutup pada Tahun Baru Islam 2023.", "2023-08-01", "2023-07-19"),
        ("id", "Mereka bertemu sebelum Ramadan 2022.", "2022-06-01", "2022-04-03/2022-05-01"),
    ],
)
def test_the_days_of_a_feast(tag, text, published, value):
    (timex,) = find_times(text, published=dt.date.fromisoformat(published), pack=load_pack(tag))

    assert timex.value == value
