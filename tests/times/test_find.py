"""Time expressions: the cases of tests/cases/times.*.tsv, and what must hold for any text."""

import csv
import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.language import load_pack
from detente.records.moment import Timex
from detente.times.find import find_times

CASES = Path(__file__).parents[1] / "cases"
PIECES = {
    "en": "on in the last next this since 3 12 31 2022 1998 - / ( ) . , : % May March Monday week years ago from to late first of "
    "quarter 's s 10 30 a.m. Christmas",
    "id": "pada hari ini lalu depan 3 12 31 2022 1998 - / ( ) . , : % an Mei Senin Minggu minggu tahun dua puluh sejak awal abad ke "
    "XVI pukul WIB pekan malam Lebaran H",
}


def read_cases() -> list[tuple[str, dict[str, str]]]:
    """The language and the row of every case."""
    found = []
    for tag in ("en", "id"):
        with (CASES / f"times.{tag}.tsv").open(encoding="utf-8") as stream:
            found += [(tag, row) for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found


@pytest.mark.parametrize(("tag", "row"), read_cases(), ids=lambda v: v if isinstance(v, str) else v["text"][:40])
def test_value(tag: str, row: dict[str, str]) -> None:
    marked = re.search(r"\[\[(.*?)\]\]", row["text"])
    text = row["text"].replace("[[", "").replace("]]", "")
    found = find_times(text, published=dt.date.fromisoformat(row["dct"]), pack=load_pack(tag))
    if row["timex_type"] == "NONE":
        assert not found
        return
    assert marked is not None
    start, end = marked.start(), marked.start() + len(marked.group(1))
    over = [(t.type, t.value) for t in found if t.start < end and start < t.end]
    assert (row["timex_type"], row["value"]) in over


def check_sound(text: str, found: tuple[Timex, ...]) -> None:
    """Spans quote the text, stand in order without overlap, and days run forward."""
    last = 0
    for timex in found:
        assert text[timex.start : timex.end] == timex.text
        assert last <= timex.start < timex.end
        assert (timex.first is None) == (timex.last is None)
        if timex.first is not None and timex.last is not None:
            assert timex.first <= timex.last
        last = timex.end


@pytest.mark.parametrize("tag", ["en", "id"])
@given(text=st.text(max_size=300), published=st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
@settings(max_examples=150, deadline=None)
def test_any_string_is_read(tag: str, text: str, published: dt.date | None) -> None:
    check_sound(text, find_times(text, published=published, pack=load_pack(tag)))


@pytest.mark.parametrize("tag", ["en", "id"])
@given(data=st.data(), published=st.none() | st.dates())
@settings(max_examples=400, deadline=None)
def test_any_words_of_time_are_read(tag: str, data: st.DataObject, published: dt.date | None) -> None:
    words = data.draw(st.lists(st.sampled_from(PIECES[tag].split()), max_size=25))
    text = data.draw(st.sampled_from([" ", " ", ""])).join(words)
    check_sound(text, find_times(text, published=published, pack=load_pack(tag)))


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "They met last week."),
        ("en", "He left three months ago."),
        ("en", "Talks failed on Tuesday."),
        ("en", "It fell in May."),
        ("en", "They left two years ago."),
        ("en", "It closed last summer."),
        ("en", "They have met since last December."),
        ("en", "Sales fell in the second quarter."),
        ("en", "They met late last year."),
        ("en", "They spoke on Friday night."),
        ("id", "Mereka bertemu pekan lalu."),
        ("id", "Ia pergi tiga bulan lalu."),
        ("id", "Perundingan gagal pada Selasa."),
        ("id", "Harga turun pada Mei."),
        ("id", "Mereka pergi dua tahun silam."),
        ("id", "Harga turun pada kuartal II."),
        ("id", "Mereka bertemu akhir tahun lalu."),
        ("id", "Mereka berunding beberapa bulan terakhir."),
        ("id", "Mereka bicara pada Jumat malam."),
    ],
)
@given(day=st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)), later=st.integers(0, 800))
@settings(max_examples=60, deadline=None)
def test_relative_times_move_with_publication(tag: str, text: str, day: dt.date, later: int) -> None:
    pack = load_pack(tag)
    (before,) = find_times(text, published=day, pack=pack)
    (after,) = find_times(text, published=day + dt.timedelta(days=later), pack=pack)
    assert before.relative
    assert before.first is not None
    assert after.first is not None
    assert before.first <= after.first
    assert before.first <= day


@pytest.mark.parametrize(
    ("tag", "text"),
    [("en", "It began on March 8, 2014 and ended in 2016."), ("id", "Itu dimulai pada 8 Maret 2014 dan berakhir pada 2016.")],
)
def test_full_dates_need_no_publication_date(tag: str, text: str) -> None:
    found = find_times(text, published=None, pack=load_pack(tag))
    assert [t.value for t in found] == ["2014-03-08", "2016"]
    assert not any(t.relative for t in found)


@pytest.mark.parametrize("tag", ["en", "id"])
def test_relative_times_without_publication_have_no_days(tag: str) -> None:
    text = {"en": "They met yesterday.", "id": "Mereka bertemu kemarin."}[tag]
    (timex,) = find_times(text, published=None, pack=load_pack(tag))
    assert timex.first is None
    assert timex.value == "XXXX"


@pytest.mark.parametrize("tag", ["en", "id"])
@pytest.mark.parametrize("unit", ["1-", "the first of ", "2022 ", "(1/2) ", "3 tahun ", "Mei-", "from 1990 to "])
def test_time_grows_with_length_only(tag: str, unit: str) -> None:
    assert find_times(unit * 3000, published=dt.date(2022, 11, 4), pack=load_pack(tag)) is not None


def test_weekday_and_week_are_told_apart() -> None:
    pack = load_pack("id")
    day = dt.date(2024, 3, 14)
    sunday = find_times("Mereka tiba pada Minggu.", published=day, pack=pack)
    week = find_times("Mereka tiba dua minggu lalu.", published=day, pack=pack)
    assert [t.value for t in sunday] == ["2024-03-10"]
    assert [t.value for t in week] == ["2024-W09"]


@pytest.mark.parametrize(
    ("tag", "text", "value", "others"),
    [
        ("en", "They met on 3/11/2024.", "2024-03-11", ("2024-11-03",)),
        ("en", "They met on 3/14/2024.", "2024-03-14", ()),
        ("id", "Mereka bertemu pada 3/11/2024.", "2024-11-03", ()),
        ("en", "They met last Tuesday.", "2024-03-12", ("2024-03-05",)),
        ("en", "They met last Friday.", "2024-03-08", ()),
        ("en", "They met on Thursday.", "2024-03-14", ("2024-03-07",)),
        ("id", "Mereka bertemu pada Kamis.", "2024-03-14", ("2024-03-07",)),
        ("en", "They met on Monday.", "2024-03-11", ()),
    ],
)
def test_what_may_honestly_be_another_day_says_so(tag: str, text: str, value: str, others: tuple[str, ...]) -> None:
    (timex,) = find_times(text, published=dt.date(2024, 3, 14), pack=load_pack(tag))
    assert (timex.value, timex.alternatives) == (value, others)


def test_since_is_marked_as_a_beginning() -> None:
    (timex,) = find_times("The embargo has applied since 2006.", published=dt.date(2022, 11, 4), pack=load_pack("en"))
    assert timex.mod == "AFTER"
