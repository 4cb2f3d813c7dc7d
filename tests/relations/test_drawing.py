"""Pictures as the specifications that they are drawn from: what stands on them, in either language, for little and for much."""

import json

import numpy as np
import pytest
from worlds import events, world

from detente.cli._relations_plot import words_of
from detente.language import available_languages
from detente.relations import Parameters, Window, balance, phases, signed_graph, trajectory
from detente.relations.draw_course import draw_course, phase_bars
from detente.relations.draw_events import draw_events
from detente.relations.draw_many import draw_courses, draw_phases
from detente.relations.draw_network import draw_network, layout

CALM, WAR = (0.5, (0.85, 0.05, 0.07, 0.03)), (0.5, (0.3, 0.02, 0.28, 0.40))
SPARSE = (
    ("2020-01-05", "PRK", "RUS", "CONSULT"), ("2022-11-04", "PRK", "RUS", "AID"), ("2023-09-13", "RUS", "PRK", "CONSULT"),
    ("2020-03-01", "CHN", "USA", "ACCUSE"), ("2023-12-20", "USA", "CHN", "CONSULT"),
)  # fmt: skip


@pytest.fixture(scope="module")
def dense():
    turn = lambda day: WAR if day >= 600 else CALM  # noqa: E731
    return world(days=1000, pairs={("RUS", "UKR"): turn, ("UKR", "RUS"): turn}, rate=0.2)


def texts(chart) -> str:
    """A specification as JSON; a number that is none would make it fail."""
    return json.dumps(chart.to_dict(), ensure_ascii=False, allow_nan=False)


def shape(tables):
    return {name: set(table) for name, table in tables.items()}


def test_every_language_has_the_same_words_for_pictures():
    english = shape(words_of("en").tables)
    for tag in available_languages():
        assert shape(words_of(tag).tables) == english


@pytest.mark.parametrize(("tag", "said"), [
    ("en", ["Russia and Ukraine", "Russia → Ukraine", "hostile ← valence → friendly", "events that nobody denies", "rupture", "attacks"]),
    ("id", ["Rusia dan Ukraina", "Rusia → Ukraina", "bermusuhan ← valensi → bersahabat", "tidak dibantah", "pecah", "menyerang"]),
])
def test_a_course_says_who_what_counts_and_what_made_the_turn(dense, tag, said):
    path = trajectory(dense, "RUS", "UKR")
    found = phases(path)

    drawn = texts(draw_course(path, found, words_of(tag)))

    assert [word for word in said if word not in drawn] == []
    assert found.breaks[0].day in drawn


def test_a_course_of_three_events_is_drawn_with_each_event_and_without_a_firm_line():
    path = trajectory(events(*SPARSE), "PRK", "RUS", Parameters(mix=0.26))

    drawn = texts(draw_course(path, phases(path), words_of("en")))

    assert "too little is told to say" in drawn
    assert drawn.count('"foot": -1.0') == 3


def test_names_of_phases_stand_inside_where_there_is_room_and_never_upon_one_another(dense):
    path = trajectory(dense, "RUS", "UKR")
    bars = phase_bars(path, phases(path), words_of("en"))

    assert [bar["phase"] for bar in bars] == ["mixed", "rupture", "cold"]
    assert all(not (bar["name"] and bar["above"]) for bar in bars)
    assert [bar["to"] for bar in bars[:-1]] == [bar["at"] for bar in bars[1:]]


def test_events_have_a_half_for_either_direction_and_their_status(dense):
    few = texts(draw_events(events(*SPARSE), "PRK", "RUS", words_of("id")))
    many = texts(draw_events(dense, "RUS", "UKR", words_of("id")))

    assert "Korea Utara → Rusia" in few
    assert "Rusia → Korea Utara" in few
    assert "dilaporkan" in few
    assert "kosong: diperdebatkan" in many
    assert '"number"' in many
    with pytest.raises(ValueError, match="no event between PRK and USA"):
        draw_events(events(*SPARSE), "PRK", "USA", words_of("en"))


def test_parties_are_called_as_their_language_calls_them():
    english, indonesian = words_of("en"), words_of("id")

    assert [english.name(code) for code in ("PRK", "UNO", "NATO", "PSE.HAMAS", "ZZZ")] == ["North Korea", "United Nations", "NATO", "Hamas", "ZZZ"]
    assert [indonesian.name(code) for code in ("PRK", "UNO", "NATO", "PSE.HAMAS")] == ["Korea Utara", "Perserikatan Bangsa-Bangsa", "NATO", "Hamas"]


def test_a_request_that_cameo_counts_as_cooperation_is_not_called_a_demand():
    words = words_of("en")

    assert words.kind("0211", 1) == "states, appeals"
    assert words.kind("100", 3) == words.kind("REQUEST", 3) == "asks, demands"
    assert words.kind("042", 1) == "meets, talks"


def test_a_network_draws_friends_near_and_foes_far_the_same_way_twice(dense):
    sign = np.array([[0, 1, -1, -1], [1, 0, -1, -1], [-1, -1, 0, 1], [-1, -1, 1, 0]])
    at = layout(sign)
    apart = np.sqrt(((at[:, None] - at) ** 2).sum(-1))

    assert max(apart[0, 1], apart[2, 3]) < min(apart[0, 2], apart[0, 3], apart[1, 2], apart[1, 3])
    np.testing.assert_array_equal(at, layout(sign))
    graph = signed_graph(dense, Window())
    drawn = texts(draw_network(graph, balance(graph, draws=1), words_of("en"), span=("2010-01-01", "2012-09-26")))
    assert "Ties between 7 parties" in drawn
    assert "2010-01-01 to 2012-09-26; counted: events that nobody denies" in drawn


def test_many_relations_share_their_axes(dense):
    relations = [(path, phases(path)) for path in (trajectory(dense, *pair) for pair in (("RUS", "UKR"), ("CHN", "USA"), ("FRA", "IDN"), ("IDN", "JPN")))]

    small, bars = texts(draw_courses(relations, words_of("en"))), texts(draw_phases(relations, words_of("id")))

    assert "4 relations" in small
    assert "China and United States" in small
    assert "Fase 4 hubungan" in bars
    assert "pecah" in bars
