"""What an article tells twice with nothing new is one claim."""

import datetime as dt

import pytest
from handmade import someone
from samples import make_claim

from detente.claims.fold import fold
from detente.records import Moment


def moment(first, last=None, basis="stated"):
    day = dt.date.fromisoformat(first)
    return Moment(value=first, first=day, last=dt.date.fromisoformat(last or first), basis=basis)


def claim(name, actors="RUS", recipients="UKR", sentence=0, trigger=None, **changes):
    start = 100 * sentence + int(name[1:]) if trigger is None else trigger
    fields = {
        "id": name, "type": "ASSAULT", "speakers": (), "when": None, "sentence_index": sentence, "trigger_start": start, "auxiliary": (),
        "actors": someone(*actors.split()), "recipients": someone(*recipients.split()),
    }  # fmt: skip
    return make_claim(**{**fields, **changes})


MAY, JUNE = moment("2024-05-01", "2024-05-31"), moment("2024-06-03")
CASES = {
    # title: (claims, ids of those that rest on nouns, ids kept)
    "a noun takes up what a verb told": ([claim("c0"), claim("c1", sentence=2)], "c1", "c0"),
    "a noun before the verb": ([claim("c0", recipients=""), claim("c1", sentence=2)], "c0", "c1"),
    "a second verb tells it anew": ([claim("c0"), claim("c1", sentence=2)], "", "c0 c1"),
    "the noun knows more": ([claim("c0", recipients=""), claim("c1", sentence=2)], "c1", "c0 c1"),
    "other parties": ([claim("c0"), claim("c1", actors="ISR", recipients="SYR", sentence=1)], "c1", "c0 c1"),
    "the sides turned round": ([claim("c0"), claim("c1", actors="UKR", recipients="RUS", sentence=1)], "c1", "c0 c1"),
    "another type": ([claim("c0"), claim("c1", type="COERCE", sentence=1)], "c1", "c0 c1"),
    "another voice": ([claim("c0"), claim("c1", speakers=someone("USA"), sentence=1)], "c1", "c0 c1"),
    "a denial": ([claim("c0", speakers=someone("RUS")), claim("c1", speakers=someone("RUS"), stance="denies", sentence=1)], "c1", "c0 c1"),
    "planned, then done": ([claim("c0", auxiliary=("future",)), claim("c1", sentence=1)], "c1", "c0 c1"),
    "at another time": ([claim("c0", when=MAY), claim("c1", when=JUNE, sentence=1)], "c1", "c0 c1"),
    "at a time within": ([claim("c0", when=MAY), claim("c1", when=moment("2024-05-12"), sentence=1)], "c1", "c0"),
    "at a time not stated": ([claim("c0", when=MAY), claim("c1", when=moment("2024-06-03", basis="published"), sentence=1)], "c1", "c0"),
    "two nouns of the same": ([claim("c0"), claim("c1", sentence=1)], "c0 c1", "c0"),
    "twice on the same words": ([claim("c0", trigger=7), claim("c1", trigger=7, recipients="")], "", "c0"),
    "nothing": ([], "", ""),
}


@pytest.mark.parametrize(("claims", "nominal", "kept"), CASES.values(), ids=CASES)
def test_what_is_kept(claims, nominal, kept):
    assert [c.id for c in fold(claims, frozenset(nominal.split()))] == kept.split()
