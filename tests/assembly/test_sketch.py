"""Which texts are copies, and what a text credits."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assembly import find_copies, find_credit, find_origins, is_copy, measure_copy, sketch, strip_credits
from detente.language import load_pack
from detente.records import CopyLink

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
BALAKOT = (EXAMPLES / "en" / "balakot.txt").read_text(encoding="utf-8")
SALISBURY = (EXAMPLES / "en" / "salisbury.txt").read_text(encoding="utf-8")


def half(text: str) -> str:
    return text[: len(text) // 2]


def test_a_text_cut_in_half_is_a_copy_and_another_text_is_none():
    assert is_copy(sketch(BALAKOT), sketch(half(BALAKOT)))
    assert not is_copy(sketch(BALAKOT), sketch(SALISBURY))
    assert set(sketch(BALAKOT).bands) & set(sketch(half(BALAKOT)).bands)


def test_a_line_is_too_short_to_be_a_copy_of_anything():
    assert measure_copy(sketch("Reporting by our Delhi desk"), sketch("Reporting by our Delhi desk")) == (0.0, 0.0)
    assert sketch("two words").bands == ()


def test_a_sketch_is_the_same_in_every_version():
    found = sketch("North Korea denied on Tuesday that it had supplied Russia with artillery shells for its war.")

    assert found.bands[:2] == BANDS
    assert found.shingles[:8].hex() == SHINGLES


BANDS, SHINGLES = (8211284608437765632, 511409641321492738), "425f56037813a80c"


def test_copies_of_copies_go_back_to_one_origin():
    texts = {"a": half(BALAKOT), "b": BALAKOT, "c": BALAKOT[len(BALAKOT) // 3 :], "d": SALISBURY}
    copies = find_copies({name: sketch(text) for name, text in texts.items()})

    assert [(link.first, link.second) for link in copies] == [("a", "b"), ("b", "c")]
    assert find_origins(texts, copies) == {"a": "a", "b": "a", "c": "a", "d": "d"}


@given(st.lists(st.sampled_from("abcdef"), min_size=2, max_size=6, unique=True), st.randoms())
def test_origins_do_not_depend_on_the_order_of_the_copies(names, chance):
    links = [CopyLink(first=a, second=b, containment=1.0, jaccard=1.0) for a, b in zip(sorted(names), sorted(names)[1:], strict=False)]
    mixed = list(links)
    chance.shuffle(mixed)

    assert find_origins("abcdef", mixed) == find_origins("fedcba", links)


@given(st.lists(st.sampled_from(["moscow", "denied", "the", "report", "of", "shells"]), max_size=60))
def test_every_text_is_measured_alike_from_both_sides(words):
    one, other = sketch(" ".join(words)), sketch(" ".join(reversed(words)))

    assert measure_copy(one, other) == measure_copy(other, one)
    assert is_copy(one, one) == (len(one.hashes) >= 8)


CREDITS = [line.split("\t") for line in (Path(__file__).parent / "credits.tsv").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize(("language", "agency", "text", "rest"), CREDITS, ids=[row[2] for row in CREDITS])
def test_datelines_and_credit_lines_are_no_part_of_the_text(language, agency, text, rest):
    text = text.replace("|", "\n")
    pack = load_pack(language)

    assert find_credit(text, pack).agency == agency
    assert [line for line in strip_credits(text, pack).split("\n") if line.strip()] == rest.split("|")
