"""Modality arithmetic, row by row (arithmetic.tsv here reads as the specification), and which sides an event must name."""

from pathlib import Path

import pytest
from handmade import someone

from detente.events.settle import is_whole, settle
from detente.language import load_pack
from detente.records import Event

PACK = load_pack("en")
LINES = [line.split("\t") for line in Path(__file__).with_name("arithmetic.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
CASES = LINES[1:]
SPEAKERS = {"doer": ("IRN",), "other": ("FRA",), "none": ()}


def event(kind, *, actors=("IRN",), recipients=("SYR",), **changes):
    fields = {
        "sentence": 0, "clause": 0, "trigger": (1,), "row": "x", "type": kind, "modes": ("some",), "contexts": (), "cameo": "123", "flags": frozenset(),
        "actors": someone(*actors), "recipients": someone(*recipients),
    }  # fmt: skip
    return Event(**{**fields, **changes})


@pytest.mark.parametrize(("act", "effects", "speaker", "gives", "voice", "row", "words"), CASES, ids=[case[-1] for case in CASES])
def test_what_an_act_becomes(act, effects, speaker, gives, voice, row, words):
    kind, *auxiliary = gives.split()

    settled = settle(event(act, effects=frozenset(effects.split("|")) - {""}), someone(*SPEAKERS[speaker]), PACK)

    assert (settled.event.type, sorted(settled.auxiliary)) == (kind, auxiliary)
    assert settled.drop_speaker == (voice == "drop")
    assert settled.because == (() if row == "-" else (f"plover:arithmetic/{row}",))


def test_every_row_of_the_arithmetic_has_a_case():
    assert {case[5] for case in CASES} - {"-"} == {row["id"] for row in PACK.rows("plover/arithmetic")}


def test_mode_and_code_go_with_the_type_that_they_belong_to():
    kept = settle(event("ASSAULT", effects=frozenset({"negation"})), (), PACK).event
    changed = settle(event("ASSAULT", effects=frozenset({"end"})), (), PACK).event

    assert (kept.modes, kept.cameo) == (("some",), "123")
    assert (changed.modes, changed.cameo) == ((), "")


def test_one_speaker_of_several_doers_is_not_their_voice():
    both = event("ASSAULT", actors=("IRN", "SYR"), recipients=("ISR",), effects=frozenset({"future"}))

    assert settle(both, someone("IRN"), PACK).event.type == "ASSAULT"
    assert settle(both, someone("IRN", "SYR"), PACK).event.type == "THREATEN"


def test_an_act_of_speech_on_an_accusers_word_keeps_its_speaker():
    assert not settle(event("THREATEN", told_by=0), someone("IRN"), PACK).drop_speaker


@pytest.mark.parametrize(
    ("kind", "actors", "recipients", "whole"),
    [
        ("ASSAULT", ("IRN",), ("SYR",), True),
        ("ASSAULT", (), ("SYR",), True),
        ("ASSAULT", ("IRN",), (), True),
        ("ASSAULT", (), (), False),
        ("AID", ("IRN",), (), False),
        ("SANCTION", (), ("IRN",), True),
        ("CONSULT", (), ("SYR",), False),
        ("ACCUSE", ("IRN",), (), False),
        ("REQUEST", ("IRN",), (), True),
        ("REQUEST", (), ("SYR",), False),
    ],
)
def test_which_sides_an_event_must_name(kind, actors, recipients, whole):
    assert is_whole(event(kind, actors=actors, recipients=recipients), PACK) == whole


def test_of_a_reciprocal_event_the_actors_are_both_sides():
    mutual = frozenset({"reciprocal"})

    assert is_whole(event("ACCUSE", actors=("IRN", "SYR"), recipients=(), flags=mutual), PACK)
    assert not is_whole(event("ACCUSE", actors=("IRN",), recipients=(), flags=mutual), PACK)
