"""Times as TIMEX3 writes them."""

import datetime as dt
import re
from xml.sax.saxutils import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.language import load_pack
from detente.times.find import find_times
from detente.times.write import to_tags, write_timex3

DAY = dt.date(2024, 3, 14)


def tags(tag: str, text: str) -> list[tuple[str, str]]:
    pack = load_pack(tag)
    return [(text[t.start : t.end], t.value) for t in to_tags(find_times(text, published=DAY, pack=pack), pack=pack)]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "The war ran from 2014 to 2016.", [("2014", "2014"), ("2016", "2016")]),
        ("en", "It sat between March 3 and 5, 2022.", [("March 3", "2022-03-03"), ("5, 2022", "2022-03-05")]),
        ("id", "Perang itu berlangsung dari 2014 hingga 2016.", [("2014", "2014"), ("2016", "2016")]),
        ("id", "Sidang digelar 3-5 Maret 2022.", [("3", "2022-03-03"), ("5 Maret 2022", "2022-03-05")]),
        ("en", "It hid through the Cold War.", [("the Cold War", "1947/1991")]),
        ("en", "They talked last week.", [("last week", "2024-W10")]),
    ],
)
def test_a_range_is_written_as_its_two_ends(tag, text, expected):
    assert tags(tag, text) == expected


def test_the_tags_stand_in_the_text():
    pack, text = load_pack("en"), "A & B met yesterday."

    assert write_timex3(text, find_times(text, published=DAY, pack=pack), pack=pack) == (
        'A &amp; B met <TIMEX3 tid="t1" type="DATE" value="2024-03-13">yesterday</TIMEX3>.'
    )


@pytest.mark.parametrize("tag", ["en", "id"])
@given(text=st.text(st.sampled_from("2 0143-/ <>&amp;\ntoMei hingga dari from May "), max_size=80))
@settings(max_examples=150, deadline=None)
def test_without_the_tags_it_is_the_text_again(tag, text):
    pack = load_pack(tag)
    written = write_timex3(text, find_times(text, published=DAY, pack=pack), pack=pack)

    assert unescape(re.sub(r"</?TIMEX3[^>]*>", "", written)) == text
