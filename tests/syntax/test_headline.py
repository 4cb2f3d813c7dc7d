"""Headlines in title case: what the parser is shown, and what cannot be a name."""

import pytest
from handmade import sentence

from detente.language import load_pack
from detente.syntax.headline import is_title_case, lower_headline, lower_known, with_texts

HEADLINES = [
    # language, as printed (names with =), as the parser sees it
    ("id", "AS=USA Kecam Serangan Iran=IRN", "AS mengecam serangan Iran"),
    ("id", "Korut=PRK Tembakkan Rudal ke Laut", "Korut menembakkan rudal ke laut"),
    ("en", "China=CHN Imposes New Curbs On NATO Envoys", "China imposes new curbs on NATO envoys"),
    ("en", "The army left Chad=TCD on foot", "the army left Chad on foot"),
    ("en", "Chad=TCD Army left on foot today", "Chad Army left on foot today"),
    ("id", "Pasukan itu mundur", "pasukan itu mundur"),
    ("en", "NATO said so", "NATO said so"),
    ("en", "Go", "go"),
    ("en", "30 Soldiers died in the north", "30 Soldiers died in the north"),
    ("en", "\u201c We left \u201d", "\u201c we left \u201d"),
]


def unparsed(text):
    return sentence("\n".join(f"{form} X 0 dep" for form in text.split()))


def texts(read):
    return " ".join(token.text for token in read.tokens)


@pytest.mark.parametrize(("tag", "printed", "seen"), HEADLINES, ids=[printed for _, printed, _ in HEADLINES])
def test_capitals_that_say_nothing_are_lowered(tag, printed, seen):
    before = unparsed(printed)
    after = lower_headline(before, frozenset(), load_pack(tag))

    assert texts(after) == seen
    assert with_texts(after, before) == before


def test_a_word_to_be_kept_keeps_its_capital():
    assert texts(lower_headline(unparsed("Russian Troops Leave"), frozenset({0}), load_pack("en"))) == "Russian troops leave"


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("Iran Rejects US Request", True),
        ("Talks Fail in Oslo", True),
        ("Talks fail in Oslo", False),
        ("Oslo", False),
        ("", False),
        ("12 - 13", False),
    ],
)
def test_what_is_title_case(line, holds):
    assert is_title_case(unparsed(line)) == holds


def test_words_of_the_tables_are_no_names_in_a_title():
    assert texts(lower_known(unparsed("Gorvia Attacks Meldania"), frozenset(), load_pack("en"))) == "Gorvia attacks Meldania"
    assert (
        texts(lower_known(unparsed("General Attacks left Meldania alone then"), frozenset(), load_pack("en")))
        == "General Attacks left Meldania alone then"
    )
