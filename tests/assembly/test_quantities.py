"""The numbers of a sentence, with what they count and how far they reach."""

from pathlib import Path

import pytest

from detente.assembly.quantities import find_quantities
from detente.language import load_pack
from detente.records import Quantity

LINES = (Path(__file__).parent / "quantities.tsv").read_text(encoding="utf-8").splitlines()
CASES = [[*line.split("\t"), ""][:3] for line in LINES if line and not line.startswith("#")]


def written(quantity: Quantity) -> str:
    low, high = ("*" if bound is None else f"{round(bound)}" for bound in (quantity.low, quantity.high))
    return f"{quantity.what} {low}..{high}"


@pytest.mark.parametrize(("language", "sentence", "expected"), CASES, ids=[sentence for _, sentence, _ in CASES])
def test_a_sentence_gives_its_numbers(language, sentence, expected):
    found = find_quantities(sentence, 0, len(sentence), load_pack(language))

    assert " ".join(written(q) for q in found) == expected
    assert all(sentence[q.start : q.end] == q.text for q in found)
