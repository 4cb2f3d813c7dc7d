"""How claims are put in words for people."""

import datetime as dt

import pytest
from samples import PRK, RUS, WEEK, make_claim

from detente.export._wording import join_voices, snippet, when
from detente.records import Moment, Party


def moment(first: str, last: str) -> Moment:
    return Moment(value="", first=dt.date.fromisoformat(first), last=dt.date.fromisoformat(last), basis="stated")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2022-11-04", "2022-11-04", "2022-11-04"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("1950-01-01", "1953-12-31", "1950 \N{EN DASH} 1953"),
        ("2022-02-01", "2022-02-28", "2022-02"),
        ("2022-10-31", "2022-11-06", "2022-10-31 \N{EN DASH} 2022-11-06"),
    ],
)
def test_a_moment_is_said_as_short_as_it_can_be(first, last, said):
    assert when(moment(first, last)) == said


def test_events_at_different_times_stay_on_different_rows():
    past = make_claim(id="c9", speakers=(), when=moment("1950-01-01", "1953-12-31"))

    assert [len(row.claims) for row in join_voices([make_claim(), past])] == [1, 1]


def test_the_same_voice_twice_stays_on_two_rows():
    assert len(join_voices([make_claim(), make_claim(id="c9")])) == 2


def test_two_voices_on_one_event_share_a_row_whatever_the_order_of_parties():
    two = tuple(Party(entity=entity, start=-1, end=-1, text="") for entity in (PRK, RUS))
    rows = join_voices([make_claim(actors=two, speakers=(), when=WEEK), make_claim(actors=two[::-1], when=None)])

    assert [len(row.claims) for row in rows] == [2]


def test_the_snippet_keeps_the_trigger_and_is_cut_at_words():
    text = "word " * 40 + "attacked" + " word" * 40
    claim = make_claim(sentence_start=0, sentence_end=len(text), trigger_start=200, trigger_end=208)
    before, trigger, after = snippet(claim, text, 90)

    assert trigger == "attacked"
    assert before.startswith("\N{HORIZONTAL ELLIPSIS}word ")
    assert after.endswith(" word\N{HORIZONTAL ELLIPSIS}")
    assert len(before + trigger + after) < 110
