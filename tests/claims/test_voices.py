"""Who says it: the innermost voice speaks, one around it that denies is a voice of its own; "we" is the speaker."""

import pytest
from handmade import someone, who

from detente.claims.voices import find_voices, weaker
from detente.records import SPEAKER, Attribution, Event

DEED = 5  # where the event's predicate stands


def event(**changes):
    fields = {
        "sentence": 0, "clause": 0, "trigger": (DEED,), "row": "x", "type": "AID", "modes": (), "contexts": (), "cameo": "", "flags": frozenset(),
        "actors": someone("PRK"), "recipients": someone("RUS"),
    }  # fmt: skip
    return Event(**{**fields, **changes})


def said(*sources, content=(4, 5, 6), **changes):
    fields = {
        "sentence": 0, "cue": (1,), "sources": someone(*sources), "via": (), "content": frozenset(content), "stance": "asserts", "certainty": "certain",
        "author": "neutral", "kind": "speech", "because": "reporting:en/say",
    }  # fmt: skip
    return Attribution(**{**fields, **changes})


def voices(told, *around, events=()):
    return [(who(v.speakers), v.stance, v.certainty) for v, _ in find_voices(told, events, around)]


WIDE = range(12)
CASES = {
    "the reporter": (event(), [], [("", "asserts", "certain")]),
    "somebody says it": (event(), [said("USA")], [("USA", "asserts", "certain")]),
    "said of something else": (event(), [said("USA", content=(8, 9))], [("", "asserts", "certain")]),
    "the innermost of two": (event(), [said("USA", content=WIDE), said("KOR")], [("KOR", "asserts", "certain")]),
    "a claim and its denial": (event(), [said("RUS", content=WIDE, stance="denies"), said("USA")], [("USA", "asserts", "certain"), ("RUS", "denies", "certain")]),
    "a denial told by another": (event(), [said("USA", content=WIDE), said("RUS", stance="denies")], [("RUS", "denies", "certain")]),
    "doubt is a voice of its own": (event(), [said("GBR", content=WIDE, stance="doubts", certainty="possible"), said("USA")],
                                    [("USA", "asserts", "certain"), ("GBR", "doubts", "possible")]),
    "a belief": (event(), [said("USA", kind="thought", certainty="probable")], [("USA", "asserts", "probable")]),
    "hearsay": (event(), [said(kind="hearsay", certainty="possible")], [("", "asserts", "possible")]),
    "hearsay inside what somebody says": (event(), [said(kind="hearsay", certainty="possible"), said("USA", content=WIDE)], [("USA", "asserts", "possible")]),
    "a possible act": (event(effects=frozenset({"possible"})), [said("USA")], [("USA", "asserts", "possible")]),
    "a probable act": (event(effects=frozenset({"probable"})), [], [("", "asserts", "probable")]),
    "a conditional act": (event(effects=frozenset({"hypothetical"})), [], [("", "asserts", "possible")]),
    "the weaker certainty wins": (event(effects=frozenset({"probable"})), [said("USA", certainty="possible")], [("USA", "asserts", "possible")]),
    "did not rule out": (event(effects=frozenset({"double-negation"})), [said("USA", certainty="probable")], [("USA", "confirms", "certain")]),
    "nobody named says it, within somebody's word": (event(), [said(), said("USA", content=WIDE)], [("USA", "asserts", "certain")]),
}  # fmt: skip


@pytest.mark.parametrize(("told", "around", "expected"), CASES.values(), ids=CASES)
def test_the_voices_on_an_event(told, around, expected):
    assert voices(told, *around) == expected


def test_what_an_accusation_tells_is_on_the_accusers_word():
    accusation = event(type="ACCUSE", actors=someone("USA"), recipients=someone("PRK"))

    assert voices(event(told_by=0), events=(accusation,)) == [("USA", "asserts", "certain")]
    assert voices(event(told_by=0), said("PRK", stance="denies"), events=(accusation,)) == [
        ("USA", "asserts", "certain"),
        ("PRK", "denies", "certain"),
    ]


def test_we_is_the_speaker_and_never_both_sides():
    ours = event(actors=someone(SPEAKER), recipients=someone("RUS", SPEAKER))

    ((_, meant),) = find_voices(ours, (), [said("PRK")])

    assert (who(meant.actors), who(meant.recipients)) == ("PRK", "RUS")


def test_we_without_a_speaker_is_nobody():
    ((_, meant),) = find_voices(event(actors=someone(SPEAKER)), (), [])

    assert meant.actors == ()


def test_the_medium_that_relays_stands_beside_the_speaker():
    ((voice, _),) = find_voices(event(), (), [said(kind="relay", via=someone("KOR"))])

    assert (who(voice.speakers), who(voice.via)) == ("", "KOR")


@pytest.mark.parametrize(
    ("one", "other", "less"), [("certain", "probable", "probable"), ("possible", "probable", "possible"), ("certain", "certain", "certain")]
)
def test_the_less_certain_of_two(one, other, less):
    assert weaker(one, other) == weaker(other, one) == less
