"""Frames and themes of `events.tsv`: what a row means, and the errors that name its line."""

import pytest

from detente.errors import ResourceError
from detente.events.frames import frame_of
from detente.language import Pack, Row
from detente.language.forms import Inflector

COLUMNS = ("id", "lemma", "pos", "frame", "theme", "type", "mode", "cameo", "flags", "contexts", "example", "expect")


@pytest.fixture
def pack(tmp_path):
    """A pack of one set and the rule that a noun's plural ends in -s."""
    rules = [
        Row({"pos": "n", "voice": "", "tense": tense, "match": "$", "replace": end}, "i:1")
        for tense, end in (("base", ""), ("plural", "s"))
    ]
    sets = (Row({"id": "@arms", "words": "gun|cruise missile"}, "xx/sets.tsv:2"),)
    return Pack(tag="xx", settings={}, tables={"sets": sets}, folder=tmp_path, inflector=Inflector.build(rules, []))


def row(**cells):
    filled = {"id": "supply", "lemma": "supply", "pos": "v", "type": "AID", **cells}
    return Row({name: filled.get(name, "") for name in COLUMNS}, "xx/events.tsv:7")


def test_a_row_becomes_a_frame(pack):
    frame = frame_of(
        row(frame="subj=actor to|for=recipient", mode="arms|food", cameo="072", flags="weak|ongoing", contexts="military"), pack
    )

    assert frame.roles == (("subj", "actor"), ("to", "recipient"), ("for", "recipient"))
    assert (frame.because, frame.type, frame.modes, frame.cameo) == ("events:xx/supply", "AID", ("arms", "food"), "072")
    assert (frame.flags, frame.contexts) == (frozenset({"weak", "ongoing"}), ("military",))


@pytest.mark.parametrize(
    ("cells", "roles"),
    [
        ({"pos": "v"}, (("subj", "actor"), ("obj", "recipient"))),
        ({"pos": "n"}, (("poss", "actor"), ("agent", "actor"))),
        ({"pos": "n", "frame": "poss=recipient"}, (("poss", "recipient"), ("agent", "actor"))),
        ({"pos": "n", "frame": "agent=recipient"}, (("agent", "recipient"),)),
        ({"pos": "v", "frame": "subj|with=party"}, (("subj", "party"), ("with", "party"))),
    ],
)
def test_what_an_empty_or_short_frame_means(pack, cells, roles):
    assert frame_of(row(**cells), pack).roles == roles


def test_a_theme_names_sets_words_kinds_and_their_opposite(pack):
    arms, parties, none, either = frame_of(row(theme="obj:@arms obj|to:ENTITY !comp:any obj:big_gun|none"), pack).conditions

    assert (arms.words, arms.phrases) == ({"gun", "guns"}, (("cruise", "missile"), ("cruise", "missiles")))
    assert (parties.slots, parties.kinds, parties.negated) == (("obj", "to"), {"ENTITY"}, False)
    assert (none.slots, none.kinds, none.negated) == (("comp",), {"any"}, True)
    assert (either.kinds, either.phrases) == ({"none"}, (("big", "gun"), ("big", "guns")))


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"frame": "subj"}, "frame part 'subj' must be slot=role with a role of actor"),
        ({"frame": "subj=doer"}, "frame part 'subj=doer' must be"),
        ({"theme": "obj"}, "theme part 'obj' must be slot:@set"),
        ({"theme": "!obj:"}, "theme part '!obj:' must be slot:@set"),
        ({"theme": "obj:@ships"}, "no set '@ships' in sets.tsv; sets: arms"),
    ],
)
def test_an_error_names_the_line_of_the_row(pack, cells, message):
    broken = row(**cells)

    with pytest.raises(ResourceError) as caught:
        frame_of(broken, pack)

    assert str(caught.value).startswith("xx/events.tsv:7: ")
    assert message in str(caught.value)
