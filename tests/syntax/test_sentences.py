"""Sentences, paragraphs, headlines and datelines; any text must do."""

import time

import pytest

from detente.language.pack import load_pack
from detente.syntax.sentences import MAX_TOKENS, split

hypothesis = pytest.importorskip("hypothesis")


def parts(text: str, tag: str = "en") -> list[tuple[str, str]]:
    return [(s.kind, text[s.start:s.end]) for s in split(text, load_pack(tag))]


def test_headline_and_body() -> None:
    text = "Chad recalls its envoy\n\nChad recalled its envoy. Peru protested."
    assert parts(text) == [("headline", "Chad recalls its envoy"), ("body", "Chad recalled its envoy."), ("body", "Peru protested.")]


def test_lines_of_a_fixed_width_are_put_together() -> None:
    text = ("Talks fail again\n\nThe envoys of Chad and of its neighbours in the north met for\n"
            "Peru's sake and for that of the others who had come to see\n"
            "Oslo once more, as the hosts had asked them to do in a letter\nthat went out in May. Nothing came of it, and the envoys left\n"
            "Oslo again.\n\nThey will not meet soon.\n")
    assert [kind for kind, _ in parts(text)] == ["headline", "body", "body", "body"]


@pytest.mark.parametrize(("lead", "tag"), [
    ("LIMA (Reuters) -", "en"), ("OSLO, Norway (AP) —", "en"), ("GENEVA —", "en"),
    ("OSLO, KABAR.com --", "id"), ("KABAR.CO.ID, OSLO -", "id"), ("Kabar6.com, Oslo -", "id"), ("Oslo (ANTARA) -", "id"),
    ("Jakarta, CNN Indonesia --", "id"), ("KBRN, Oslo:", "id"), ("OSLO, May 3. /TASS/.", "en"), ("(CNN)", "en"),
])
def test_a_dateline_is_a_sentence_of_its_own(lead: str, tag: str) -> None:
    assert parts(f"{lead} Chad menang.", tag) == [("dateline", lead), ("body", "Chad menang.")]


@pytest.mark.parametrize("text", [
    "Chad and Peru - old rivals - agreed.", "The deal - signed in Oslo - failed.", "Chad-Libya talks failed.",
    "Kim - who had not spoken - left.",
])
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert parts(text) == [("body", text)]


@pytest.mark.parametrize(("text", "tag", "count"), [
    ("Gen. Doe met Mr. Roe in St. Gallen.", "en", 1),
    ("He lives in the U.S. The army left.", "en", 2),
    ("The U.S. Navy left.", "en", 1),
    ("It rose 3.5 percent to 1.2 million.", "en", 1),
    ('"We agree." Peru then left.', "en", 2),
    ('"Will they agree?" asked Doe.', "en", 1),
    ("They left... Nobody knew.", "en", 2),
    ("PT. Maju Tbk. menjual kapal di Jl. Mawar.", "id", 1),
    ("H. Slamet pergi. Ia pulang pukul 06.12 WIB.", "id", 2),
    ("Mereka pergi.Chad menolak.", "id", 2),
])
def test_where_sentences_end(text: str, tag: str, count: int) -> None:
    assert len(split(text, load_pack(tag))) == count


def test_a_name_that_lost_the_space_after_it() -> None:
    text = "Menteri Harald Olsendalam kunjungan. Olsen pulang ke Medan dan Jordan."
    assert [t.text for t in split(text, load_pack("id"))[0].tokens] == ["Menteri", "Harald", "Olsen", "dalam", "kunjungan", "."]
    assert "Medan" in [t.text for t in split(text, load_pack("id"))[1].tokens]


@pytest.mark.parametrize("text", ["one two three, " * 400 + "end.", "So." + '"' * 1000, ". " * 1000, "word " * 1000])
def test_a_very_long_sentence_is_cut(text: str) -> None:
    sentences = split(text, load_pack("en"))
    assert max(len(s.tokens) for s in sentences) <= MAX_TOKENS
    assert "".join(t.text for s in sentences for t in s.tokens) == text.replace(" ", "")


@pytest.mark.parametrize("text", [
    "a" * 100_000, ". " * 20_000, "-" * 50_000, "a-" * 20_000, "a." * 20_000, "(" * 20_000, "A.B" * 20_000, "1." * 20_000,
    "\n" * 50_000, "x@" * 20_000, "'s" * 20_000, "aB" * 20_000, "abcD" * 20_000,
])
def test_bad_text_takes_bounded_time(text: str) -> None:
    begin = time.process_time()
    split(text, load_pack("en"))
    assert time.process_time() - begin < 5


@hypothesis.settings(max_examples=150, deadline=None)
@hypothesis.given(hypothesis.strategies.text(max_size=200), hypothesis.strategies.sampled_from(["en", "id"]))
def test_spans_quote_the_text_and_cover_it(text: str, tag: str) -> None:
    sentences = split(text, load_pack(tag))
    last = 0
    for number, sentence in enumerate(sentences):
        assert sentence.index == number
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
        for place, token in enumerate(sentence.tokens):
            assert token.index == place
            assert text[token.start:token.end] == token.text
            assert last <= token.start < token.end
            last = token.end
    covered = "".join(t.text for s in sentences for t in s.tokens)
    assert [c for c in text if c.isalnum()] == [c for c in covered if c.isalnum()]
