"""What pronouns and descriptions stand for: the cases of references.tsv, read with detente's own parser."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from detente.language import load_pack
from detente.pipeline import read_sentences
from detente.records import Article

CASES = Path(__file__).with_name("references.tsv")


def read_cases() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: f"{case['language']}-{case['text'][:50]}")
def test_reference(case: dict[str, str]) -> None:
    start = case["text"].index("[[")
    text = case["text"].replace("[[", "").replace("]]", "")
    article = Article(text=text, language=case["language"], published=dt.date.fromisoformat(case["day"]))
    parsed, _ = read_sentences(article, load_pack(case["language"]))
    found = [m for p in parsed for m in p.mentions if m.start == start]

    if case["codes"] == "-":
        assert [m for m in found if m.how in ("pronoun", "description")] == []
        return
    assert [sorted(e.code for e in m.entities) for m in found] == [sorted(case["codes"].split("+"))]
    assert not case["name"] or found[0].entities[0].name == case["name"]
    assert found[0].because
