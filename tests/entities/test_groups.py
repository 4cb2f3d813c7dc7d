"""Groups told by what they are."""

import datetime as dt

import pytest

from detente.language import load_pack
from detente.pipeline import read_sentences
from detente.records import Article

CASES = {
    "known by a name": ("en", "The rebel [[coalition]] from Syria known as the High Negotiations Committee met on Saturday.", "SYR.HNC"),
    "the only group of its state": ("en", "Hezbollah fired rockets at Israel. The Lebanese [[group]] lost two men.", "LBN.HEZBOLLAH"),
    "joined once, meant twice": (
        "en", "The rebel coalition from Syria known as the High Negotiations Committee met. Islamic State shelled Aleppo. The main rebel [[coalition]] in Syria fled.", "SYR.HNC",
    ),
    "one of several": ("en", "Islamic State fought the High Negotiations Committee. A Syrian [[group]] watched.", ""),
    "the opposition among several": (
        "en", "Islamic State fought the High Negotiations Committee. Syria's main opposition [[group]] watched.", "SYR.HNC",
    ),
    "oposisi di antara beberapa": (
        "id", "ISIS memerangi High Negotiations Committee. [[Kelompok]] oposisi Suriah menyaksikan.", "SYR.HNC",
    ),
    "of another state": ("en", "Hezbollah fired rockets at Israel. The Iraqi [[group]] lost two men.", ""),
    "nobody named": ("en", "The Lebanese [[group]] lost two men.", ""),
    "kelompok satu-satunya": ("id", "Hizbullah menembakkan roket ke Israel. [[Kelompok]] Lebanon itu kehilangan dua orang.", "LBN.HEZBOLLAH"),
    "milisi yang disebut namanya": ("id", "[[Milisi]] Lebanon, Hizbullah, menembakkan roket ke Israel.", "LBN.HEZBOLLAH"),
}  # fmt: skip


@pytest.mark.parametrize(("tag", "marked", "code"), CASES.values(), ids=CASES)
def test_whom_a_group_noun_means(tag, marked, code):
    start = marked.index("[[")
    article = Article(text=marked.replace("[[", "").replace("]]", ""), language=tag, published=dt.date(2016, 2, 21))
    parsed, _ = read_sentences(article, load_pack(tag))
    found = [e.code for p in parsed for m in p.mentions if m.start == start for e in m.entities]

    assert found == ([code] if code else [])
