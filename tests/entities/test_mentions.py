"""Who is named in a sentence: the cases of mentions.*.tsv, and what must hold for any text."""

import csv
import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.entities.find import find_mentions
from detente.language import load_pack
from detente.records import Article, Mention
from detente.syntax.sentences import split

HERE = Path(__file__).parent
ITEM = re.compile(r"(?P<text>.+)=(?P<codes>[A-Z0-9.+-]+) (?P<how>[a-z]+)(?: \((?P<name>.+)\))?")


def read_cases() -> list[tuple[str, str, str, str]]:
    """Language, day, sentence and what is expected, of every case."""
    found = []
    for tag in ("en", "id"):
        lines = [line for line in (HERE / f"mentions.{tag}.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        found += [(tag, row["day"], row["sentence"], row["expected"]) for row in rows]
    return found


def mentions_of(tag: str, text: str, day: str = "") -> tuple[Mention, ...]:
    pack = load_pack(tag)
    article = Article(text=text, language=tag, published=dt.date.fromisoformat(day) if day else None)
    return find_mentions(split(text, pack), article, pack)[0]


@pytest.mark.parametrize(("tag", "day", "sentence", "expected"), read_cases(), ids=lambda v: v[:40])
def test_case(tag: str, day: str, sentence: str, expected: str) -> None:
    found = mentions_of(tag, sentence, day)
    told = {(m.text, "+".join(e.code for e in m.entities), m.how): m for m in found}
    wanted = []
    for item in expected.split(" ; "):
        match = ITEM.fullmatch(item)
        if item.startswith("!"):
            assert not [m.text for m in found if m.text.startswith(item[1:])]
        elif match:
            key = (match["text"], match["codes"], match["how"])
            wanted.append(key)
            assert key in told, list(told)
            assert match["name"] is None or told[key].entities[0].name == match["name"]
    if expected.endswith("only"):
        assert sorted(told) == sorted(set(wanted))


@pytest.mark.parametrize("tag", ["en", "id"])
def test_there_are_sixty_cases_a_language(tag: str) -> None:
    assert sum(case[0] == tag for case in read_cases()) >= 60


TEXT = """
the The President Presiden menteri Menlu Russia Rusia Korut-Rusia Kim Jong Jong-un Un ( ) [ ] , . : ; ' ’s - — of for and dan AS US U.S.
(AS) (HNC) Putin Trump North South Barat former mantan Erdoğan Côte d'Ivoire 2022 ! ? " “ ” untuk Foreign Ministry Kementerian x Ø CIA
"""
WORDS = TEXT.split()


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["en", "id"]), st.lists(st.sampled_from(WORDS), max_size=25), st.booleans())
def test_mentions_quote_the_text_in_order_and_do_not_overlap(tag: str, words: list[str], dated: bool) -> None:
    text = " ".join(words)
    found = mentions_of(tag, text, "2022-11-04" if dated else "")

    assert all(text[m.start : m.end] == m.text and m.text and m.entities for m in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_without_a_date_a_notice_says_what_is_lost() -> None:
    pack = load_pack("en")
    _, notices = find_mentions((), Article(text="", language="en"), pack)

    assert [n.code for n in notices] == ["entities.no-date"]


@pytest.mark.parametrize("tag", ["en", "id"])
def test_every_mention_says_what_decided(tag: str) -> None:
    for _, day, sentence, _ in (case for case in read_cases() if case[0] == tag):
        for mention in mentions_of(tag, sentence, day):
            assert mention.because or mention.how in ("unknown", "surname", "acronym"), mention


def test_the_town_of_a_dateline_is_a_place() -> None:
    found = mentions_of("id", "TEHERAN, KOMPAS.com -- Iran menolak usul itu.", "2025-06-18")

    assert [(m.text, m.how) for m in found if m.text in ("TEHERAN", "Iran")] == [("TEHERAN", "place"), ("Iran", "name")]
