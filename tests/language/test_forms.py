"""From a lemma to its written forms, and from a written form back to the rows of a table."""

import pytest

from detente.language import FormIndex, Row, load_pack
from detente.language.forms import Inflector

ENGLISH = [
    # lemma, pos, forms
    ("attack", "v", "attack attacks attacked attacking"),
    ("accuse", "v", "accuse accuses accused accusing"),
    ("bomb", "v", "bomb bombs bombed bombing"),
    ("deny", "v", "deny denies denied denying"),
    ("push", "v", "push pushes pushed pushing"),
    ("ban", "v", "ban bans banned banning"),
    ("veto", "v", "veto vetoes vetoed vetoing"),
    ("strike", "v", "strike strikes struck stricken striking"),
    ("hit", "v", "hit hits hitting"),
    ("meet", "v", "meet meets met meeting"),
    ("strike", "n", "strike strikes"),
    ("ally", "n", "ally allies"),
    ("pass", "n", "pass passes"),
    ("hostile", "a", "hostile"),
    ("at war", "i", "at war"),
    ("according to", "particle", "according to"),
]
INDONESIAN = [
    # stem, active, passive, bare
    ("serang", "menyerang", "diserang", "serang"),
    ("pasok", "memasok", "dipasok", "pasok"),
    ("tuduh", "menuduh", "dituduh", "tuduh"),
    ("kirimkan", "mengirimkan", "dikirimkan", "kirimkan"),
    ("bantu", "membantu", "dibantu", "bantu"),
    ("dukung", "mendukung", "didukung", "dukung"),
    ("jatuhkan", "menjatuhkan", "dijatuhkan", "jatuhkan"),
    ("gempur", "menggempur", "digempur", "gempur"),
    ("ancam", "mengancam", "diancam", "ancam"),
    ("lancarkan", "melancarkan", "dilancarkan", "lancarkan"),
    ("rebut", "merebut", "direbut", "rebut"),
    ("perintahkan", "memerintahkan", "diperintahkan", "perintahkan"),
    ("veto", "memveto", "diveto", "veto"),
]


@pytest.mark.parametrize(("lemma", "pos", "forms"), ENGLISH)
def test_english_forms(lemma, pos, forms):
    written = {form.text for form in load_pack("en").inflector.forms(lemma, pos)}

    assert written == ({forms} if pos in ("i", "particle") else set(forms.split()))


@pytest.mark.parametrize(("stem", "active", "passive", "bare"), INDONESIAN)
def test_indonesian_verbs_show_their_voice(stem, active, passive, bare):
    by_voice = {form.voice: form.text for form in load_pack("id").inflector.forms(stem, "v")}

    assert by_voice == {"active": active, "passive": passive, "bare": bare}


def test_an_irregular_form_takes_the_place_of_the_regular_one():
    assert {form.text for form in load_pack("id").inflector.forms("bom", "v") if form.voice == "active"} == {"membom", "mengebom"}


def test_an_indonesian_noun_may_stand_twice():
    assert {form.text for form in load_pack("id").inflector.forms("serangan", "n")} == {"serangan", "serangan-serangan"}


def test_in_a_phrase_the_first_word_is_inflected():
    past = next(form for form in load_pack("en").inflector.forms("carry out", "v") if form.tense == "past")

    assert past.text == "carried out"


# --- with tables of our own -------------------------------------------------------------------------------------------------------


def row(where="t:1", **cells):
    return Row(cells, where)


def rule(match, replace, voice="", tense="base", pos="v"):
    return row(pos=pos, voice=voice, tense=tense, match=match, replace=replace)


def test_of_the_rules_of_one_tense_the_first_that_fits_makes_the_form():
    inflector = Inflector.build([rule("y$", "ies", tense="present"), rule("$", "s", tense="present")], [])

    assert [form.text for form in inflector.forms("fly", "v")] == ["flies"]
    assert [form.text for form in inflector.forms("run", "v")] == ["runs"]


def test_a_part_of_speech_without_rules_is_written_as_it_is():
    assert [form.text for form in Inflector.build([], []).forms("in flames", "i")] == ["in flames"]


def test_the_index_finds_a_row_by_the_first_word_of_each_form():
    inflector = Inflector.build([rule("$", ""), rule("$", "ed", tense="past")], [])
    table = [row("t:2", lemma="call off|blast", pos="v"), row("t:3", lemma="test-fire", pos="v")]
    index = FormIndex.build(table, inflector)

    assert [(entry.row.where, entry.words, entry.lemma) for entry in index.starting_with("called")] == [
        ("t:2", ("called", "off"), "call off")
    ]
    assert {entry.words for entry in index.starting_with("test")} == {("test", "-", "fire"), ("test", "-", "fireed")}
    assert [entry.form.tense for entry in index.starting_with("test-fire")] == ["base"]
    assert index.starting_with("off") == ()
