"""Every pack hangs together: what its tables name is there."""

import re

import pytest

from detente.errors import UnknownLanguage
from detente.events.frames import frame_of
from detente.language import available_languages, load_pack
from detente.language.schema import TYPES

PACKS = available_languages()
UNSCORED = {("PROTEST", "vandalize")}  # a mode that the table of scores leaves out: it has the score of its type
SLOTS = {"subj", "obj", "iobj", "agent", "poss", "comp", "ccomp", "xcomp", "appos"}


@pytest.mark.parametrize("tag", PACKS)
def test_every_frame_and_theme_compiles(tag):
    pack = load_pack(tag)

    assert {frame_of(row, pack).type for row in pack.rows("events")} == set(TYPES)


@pytest.mark.parametrize("tag", PACKS)
def test_slots_of_frames_are_known_ones_or_prepositions(tag):
    for row in load_pack(tag).rows("events"):
        for slot, _ in frame_of(row, load_pack(tag)).roles:
            assert slot in SLOTS or re.fullmatch(r"[a-z]+(_[a-z]+)*", slot), row.where


@pytest.mark.parametrize("tag", PACKS)
def test_frames_of_reporting_name_sources_and_contents(tag):
    for row in load_pack(tag).rows("reporting"):
        for part in row["frame"].split():
            slots, equals, role = part.partition("=")

            assert slots, row.where
            assert equals, row.where
            assert role in ("source", "content", "addressee", "via"), row.where


@pytest.mark.parametrize("tag", PACKS)
def test_an_example_says_what_it_gives(tag):
    for row in load_pack(tag).rows("events"):
        assert bool(row["example"]) == bool(row["expect"]), row.where
        assert not row["expect"] or re.fullmatch(r"([A-Z-]{2,5}(\.[A-Z]+)?\+?)*>?([A-Z-]{2,5}(\.[A-Z]+)?\+?)*", row["expect"]), row.where


@pytest.mark.parametrize("tag", PACKS)
def test_sets_are_not_empty_and_words_are_trimmed(tag):
    for row in load_pack(tag).rows("sets"):
        assert row.items("words"), row.where
        assert all(word == word.strip() and "  " not in word for word in row.items("words")), row.where


@pytest.mark.parametrize("tag", PACKS)
def test_cameo_codes_of_events_are_those_of_the_table(tag):
    known = {row["cameo"] for row in load_pack(tag).rows("plover/cameo")}

    assert [row.where for row in load_pack(tag).rows("events") if row["cameo"] and row["cameo"] not in known] == []


@pytest.mark.parametrize("tag", PACKS)
def test_modes_of_events_have_a_score(tag):
    pack = load_pack(tag)
    scored = {(row["event"], row["mode"]) for row in pack.rows("plover/scores")}

    assert [
        (row.where, mode) for row in pack.rows("events") for mode in row.items("mode") if (row["type"], mode) not in scored | UNSCORED
    ] == []
    assert {kind for kind, mode in scored if not mode} == set(TYPES)


def test_the_arithmetic_names_types_and_effects_that_exist():
    pack = load_pack("en")
    effects = {row["effect"] for row in pack.rows("modality")}
    for row in pack.rows("plover/arithmetic"):
        assert set(row.items("types")) <= {*TYPES, "*"}, row.where
        assert row["type"] in (*TYPES, "="), row.where
        assert set(row.items("effects")) | set(row.items("without")) <= effects, row.where


def test_an_unknown_language_is_refused_with_those_available():
    with pytest.raises(UnknownLanguage, match=f"no language 'tlh'; available: {', '.join(PACKS)}"):
        load_pack("tlh")
