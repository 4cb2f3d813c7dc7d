"""How text is cut into words, and how names and times become one word."""

import pytest

from detente.language.pack import load_pack
from detente.records.syntax import Sentence
from detente.syntax.sentences import split
from detente.syntax.tokens import collapse, find_tokens


def words(text: str, tag: str) -> list[str]:
    return [word for _, _, word in find_tokens(text, load_pack(tag))]


@pytest.mark.parametrize(("text", "expected"), [
    ("The army didn't fire.", "The army did n't fire ."),
    ("Norway's envoys can't leave; they’ll stay.", "Norway 's envoys ca n't leave ; they ’ll stay ."),
    ("Nobody cannot hear it", "Nobody can not hear it"),
    ("the Danish-backed group", "the Danish - backed group"),
    ("Moon Jae-in met al-Sisi", "Moon Jae-in met al-Sisi"),
    ("a long-range missile and an anti-tank gun", "a long - range missile and an anti-tank gun"),
    ("Chad-Libya border", "Chad - Libya border"),
    ("the F-16 flew at 6.30 with 1,200 kg", "the F-16 flew at 6.30 with 1,200 kg"),
    ("Gen. J. Doe of the U.S. spoke", "Gen. J. Doe of the U.S. spoke"),
    ("McDonald uses YouTube on an iPhone", "McDonald uses YouTube on an iPhone"),
    ("In PeruCarlos spoke", "In Peru Carlos spoke"),
    ("see CNN.com or a@b.org", "see CNN.com or a@b.org"),
    ("(5/6/2021)", "( 5/6/2021 )"),
    ("wait... what?!", "wait ... what ?!"),
])
def test_english(text: str, expected: str) -> None:
    assert words(text, "en") == expected.split()


@pytest.mark.parametrize(("text", "expected"), [
    ("Chad menyerang tetangganya.", "Chad menyerang tetangga nya ."),
    ("Kenya hanya punya satu sebelumnya", "Kenya hanya punya satu sebelumnya"),
    ("Ia adalah menteri, bukanlah raja", "Ia adalah menteri , bukan lah raja"),
    ("Apakah itu benar?", "Apa kah itu benar ?"),
    ("negara-negara anggotanya", "negara-negara anggota nya"),
    ("uji-coba di perbatasan Chad-Libya", "uji-coba di perbatasan Chad - Libya"),
    ("pukul 06.12 WIB, Senin (3/4/2023)", "pukul 06.12 WIB , Senin ( 3/4/2023 )"),
    ("PT. Maju Tbk. di Jl. Mawar", "PT. Maju Tbk. di Jl. Mawar"),
    ("dilansirBBC dari PeruCarlos", "dilansir BBC dari Peru Carlos"),
    ("Rp9,5 triliun atau US$600 juta", "Rp 9,5 triliun atau US$ 600 juta"),
    ("pada 1960-an dan ke-20", "pada 1960-an dan ke-20"),
])
def test_indonesian(text: str, expected: str) -> None:
    assert words(text, "id") == expected.split()


def only(text: str) -> Sentence:
    (sentence,) = split(text, load_pack("en"))
    return sentence


def test_a_name_and_a_time_become_one_token_each() -> None:
    sentence = collapse(only("Prime Minister Jane Doe left Peru last year."), [(0, 23, "name"), (34, 43, "time")])
    assert [(t.text, t.kind) for t in sentence.tokens] == [
        ("Prime Minister Jane Doe", "name"), ("left", "word"), ("Peru", "word"), ("last year", "time"), (".", "word")]
    assert [t.index for t in sentence.tokens] == [0, 1, 2, 3, 4]


def test_a_span_that_ends_inside_a_token_leaves_the_rest() -> None:
    sentence = collapse(only("Yesterday Perulater agreed."), [(10, 14, "name")])
    assert [(t.start, t.end, t.text) for t in sentence.tokens] == [
        (0, 9, "Yesterday"), (10, 14, "Peru"), (14, 19, "later"), (20, 26, "agreed"), (26, 27, ".")]


def test_spans_that_overlap_or_lie_outside_are_passed_over() -> None:
    sentence = only("Chad and Peru agreed.")
    assert collapse(sentence, [(0, 4, "name"), (2, 8, "name"), (90, 99, "name")]).tokens[0].kind == "name"
    assert len(collapse(sentence, [(0, 4, "name"), (2, 8, "name")]).tokens) == len(sentence.tokens)
