"""What stands around an event: its contexts, its place, and whether the text is a sports report."""

import dataclasses

import pytest
from handmade import sentence, view
from hypothesis import given
from hypothesis import strategies as st

from detente.events.contexts import MOST, add_contexts
from detente.events.find import find_events
from detente.events.place import find_place
from detente.events.sport import LEAST, about_sport
from detente.language import load_pack
from detente.records import Parsed

MET = "Kim=PRK PROPN 2 nsubj\nmet VERB 0 root\nPutin=RUS PROPN 2 obj\nin ADP 5 case\n{} PROPN 2 obl"


def words(text):
    return sentence("\n".join(f"{word} X 0 dep" for word in text.split()))


def event_of(lines, tag="en"):
    ready = view(lines, tag)
    return ready, find_events([ready])[0][0]


# --- contexts ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "text", "context"),
    [
        ("en", "Two missiles fell", "military"),
        ("id", "Dua rudal jatuh", "military"),
        ("en", "An election was held", "election"),
        ("en", "It rained", ""),
    ],
)
def test_words_of_the_sentence_show_a_context(tag, text, context):
    _, event = event_of("Iran=IRN PROPN 2 nsubj\nmet VERB 0 root\nIraq=IRQ PROPN 2 obj")
    before = set(event.contexts)

    assert (context in add_contexts(event, words(text), load_pack(tag))) == bool(context)
    assert set(add_contexts(event, words("It rained"), load_pack(tag))) == before


def test_the_paragraph_shows_a_context_where_the_sentence_shows_none():
    ready = view("Iran=IRN PROPN 2 nsubj\nleft VERB 0 root\nIraq=IRQ PROPN 2 obj", "en")
    event = dataclasses.replace(event_of(MET.format("Oslo"))[1], contexts=())
    around = [ready.parsed.sentence, words("Two missiles fell")]

    assert add_contexts(event, ready.parsed.sentence, load_pack("en")) == ()
    assert "military" in add_contexts(event, ready.parsed.sentence, load_pack("en"), paragraph=around)
    assert "military" not in add_contexts(event, words("An election was held"), load_pack("en"), paragraph=around)


def test_a_crowded_sentence_shows_a_few_contexts_only():
    pack = load_pack("en")
    _, event = event_of("Iran=IRN PROPN 2 nsubj\nmet VERB 0 root\nIraq=IRQ PROPN 2 obj")
    every = " ".join(row.items("words")[0] for row in pack.rows("contexts"))

    assert len(add_contexts(event, words(every), pack)) <= MOST + len(event.contexts)


# --- places -----------------------------------------------------------------------------------------------------------------------


def test_a_town_has_coordinates():
    place = find_place(*event_of(MET.format("Vladivostok=RUS")))

    assert (place.name, place.country) == ("Vladivostok", "RUS")
    assert (round(place.lat), round(place.lon)) == (43, 132)
    assert (place.start, place.end) == (17, 28)


def test_a_state_is_a_place_without_coordinates():
    place = find_place(*event_of(MET.format("Oman=OMN")))

    assert (place.name, place.country, place.lat, place.lon) == ("Oman", "OMN", None, None)


@pytest.mark.parametrize(
    "lines",
    [
        "Kim=PRK PROPN 2 nsubj\nmet VERB 0 root\nPutin=RUS PROPN 2 obj",
        MET.format("secret"),
        MET.replace("in ADP", "with ADP").format("Oman=OMN"),
    ],
)
def test_without_a_name_after_in_or_at_there_is_no_place(lines):
    assert find_place(*event_of(lines)) is None


# --- sport ------------------------------------------------------------------------------------------------------------------------


def read(*sentences):
    return [Parsed(sentence=words(text), clauses=(), mentions=(), timexes=()) for text in sentences]


@pytest.mark.parametrize(
    ("sentences", "is_sport"),
    [
        (["The striker scored a goal", "The coach praised the goalkeeper", "It rained"], True),
        (["The president praised the coach after the football match in the stadium", *["It rained"] * 2], False),  # three words
        (["The striker , the coach , the goalkeeper and the league", *["It rained"] * 9], False),  # in one sentence of ten
        (["The army attacked", "The army left"], False),
        ([], False),
    ],
)
def test_a_sports_report_is_known_by_many_words_in_many_sentences(sentences, is_sport):
    assert about_sport(read(*sentences), load_pack("en")) == is_sport


@given(st.integers(0, 12), st.integers(0, 12))
def test_more_politics_never_makes_it_sport(goals, politics):
    report = read(*["a goal"] * goals, *["The army left"] * politics)

    assert about_sport(report, load_pack("en")) == (goals >= LEAST and goals >= 0.2 * (goals + politics))
