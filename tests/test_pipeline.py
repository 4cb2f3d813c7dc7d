"""From any text to a reading: spans that quote the text, the same ids every time, faults and sport as notices, time that grows with length."""

import datetime as dt
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.errors import UnknownLanguage
from detente.language import available_languages, load_pack
from detente.pipeline import read_article
from detente.reading import Reading
from detente.records import Article, Claim, Entity, Mention, Party
from detente.records.wire import claim_to_dict

DAY = dt.date(2024, 5, 16)
LANGUAGES = available_languages()
MARKS = (
    ".",
    ",",
    ":",
    ";",
    "?",
    '"',
    "\u201c",
    "\u201d",
    "\u2018",
    "\u2019",
    "(",
    ")",
    "[",
    "]",
    "-",
    "\u2014",
    "...",
    "\n",
    "\n\n",
    "\t",
    "$5",
    "2022",
)
ODD = (
    "\x00",
    "\x07",
    "\u200f",
    "\u202e",
    "\u0634\u0631\u0642",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u4e2d\u56fd",
    "\U0001f680",
    "\u0301",
    "\ufeff",
    "\u00ad",
    "\ud800",
    "a" * 300,
)


def words_of_packs() -> list[str]:
    """Words that events, modality, cues and names are made of, in all languages."""
    found: set[str] = set()
    for tag in LANGUAGES:
        pack = load_pack(tag)
        for table in ("events", "modality", "reporting"):
            found.update(pack.forms(table).by_first)
        for row in pack.rows("states")[:60]:
            found.update((*row.items("names")[:2], *row.items("adjectives")[:1]))
    return sorted(found)


def spaced(parts: list[str]) -> str:
    return " ".join(parts)


MIXTURES = st.lists(st.sampled_from(words_of_packs()) | st.sampled_from(MARKS + ODD), max_size=60).map(spaced)
ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=200)
SENTENCES = st.sampled_from([
    'Russia said on Monday that "we did not attack Ukraine," and the US denied it.', "Iran dan Arab Saudi sepakat memulihkan hubungan.",
    "Korut membantah klaim AS bahwa Pyongyang memasok Rusia dengan peluru pekan ini.", "Kim met Putin in Vladivostok last year.",
    "Menurut Kremlin, serangan itu tidak akan terjadi.", "The two countries will hold talks in May 2025.", "Mereka saling menuduh.",
])  # fmt: skip
TEXTS = st.one_of(MIXTURES, ANY_TEXT, st.lists(st.one_of(SENTENCES, MIXTURES, ANY_TEXT), max_size=4).map(spaced))


def read(text: str, language: str = "en") -> Reading:
    return read_article(Article(text=text, language=language, published=DAY, published_basis="given"))


def check_spans(text: str, claim: Claim) -> None:
    """Every stretch of text that a claim rests on is quoted exactly."""
    assert text[claim.trigger_start : claim.trigger_end] == claim.trigger_text != ""
    assert 0 <= claim.sentence_start <= claim.trigger_start < claim.trigger_end <= claim.sentence_end <= len(text)
    for party in (*claim.actors, *claim.recipients, *claim.speakers, *claim.via):
        assert party.start < 0 or text[party.start : party.end] == party.text
    if claim.where is not None and claim.where.start >= 0:
        assert text[claim.where.start : claim.where.end] == claim.where.name
    if claim.when is not None:
        assert claim.when.first <= claim.when.last


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
@example("", "en")
@example("\ud800\udfff Russia attacked Ukraine.", "en")
@example("Rusia menyerang Ukraina. " + "\u202e" * 50 + "Israel menyerang Suriah.", "id")
@example("Russia attacked " + "very " * 3000 + "old Ukraine.", "en")
@example("Russia" * 2000, "en")
def test_any_text_gives_a_reading_whose_spans_quote_it_and_the_same_one_each_time(text, language):
    first = read(text, language)

    assert [notice.code for notice in first.notices if notice.code == "pipeline.fault"] == []
    for sentence in first.sentences:
        assert 0 <= sentence.start <= sentence.end <= len(text)
        words = (token for token in sentence.tokens if token.kind == "word")  # a name or time has its inner white space made plain
        assert all(text[token.start : token.end] == token.text for token in words)
    for claim in first:
        check_spans(text, claim)
    assert [claim_to_dict(claim) for claim in read(text, language)] == [claim_to_dict(claim) for claim in first]


def test_claims_come_in_text_order_each_with_an_id_of_its_own():
    claims = read("Iran attacked Iraq. Russia attacked Ukraine. Israel bombed Syria, and the US condemned Israel.").claims

    assert len(claims) >= 4
    assert [claim.trigger_start for claim in claims] == sorted(claim.trigger_start for claim in claims)
    assert len({claim.id for claim in claims}) == len(claims)


def test_an_id_is_that_of_the_text_and_place():
    claim, other = (read(text).claims[0] for text in ("Israel attacked Syria.", "Israel attacked Syria. "))

    assert claim.id != other.id
    assert claim.article != other.article


@pytest.mark.parametrize("text", ["", " \n\t ", "...", "\x00\x01", "42"])
def test_a_text_without_words_gives_no_claims_and_no_error(text):
    assert len(read(text)) == 0


def test_an_unknown_language_is_an_error_that_names_those_there_are():
    with pytest.raises(UnknownLanguage, match=r"available: .*en"):
        read("Any text.", "xx")


# --- notices ----------------------------------------------------------------------------------------------------------------------

MATCH_REPORT = {
    "en": "The striker scored a late goal. Spain attacked Italy from the kick-off in the stadium. The coach praised his goalkeeper. Italy won the cup.",
    "id": "Striker itu mencetak gol. Spanyol menyerang Italia sejak menit pertama di stadion. Pelatih memuji kiper. Italia menjuarai liga dan piala itu.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sports_report_gives_a_notice_and_no_claims(language):
    reading = read(MATCH_REPORT[language], language)

    assert [notice.code for notice in reading.notices] == ["events.sport"]
    assert len(reading) == 0
    assert len(reading.sentences) == 4


def test_a_fault_inside_becomes_a_notice_that_says_where():
    broken = Mention(start=0, end=6, text="Russia", entities=(None,), how="given")  # type: ignore[arg-type]
    article = Article(text="Russia attacked Ukraine.", language="en", title="A poisoned one")

    reading = read_article(article, given=(broken,))

    (notice,) = reading.notices
    assert (notice.code, notice.where, len(reading)) == ("pipeline.fault", "A poisoned one", 0)
    assert "AttributeError" in notice.message or "TypeError" in notice.message  # compiled rooms refuse None where they are handed it
    assert "report it" in notice.hint


def test_given_mentions_take_the_place_of_those_found():
    mine = Mention(start=0, end=6, text="Russia", entities=(Entity(code="X1", name="Russia"),), how="given")

    claim = read_article(Article(text="Russia attacked Ukraine.", language="en"), given=(mine,)).claims[0]

    assert claim.actors == (Party(entity=mine.entities[0], start=0, end=6, text="Russia"),)
    assert [party.entity.code for party in claim.recipients] == ["UKR"]


# --- a line full of names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "sides"),
    [
        ("The United States sanctioned Russia.", "en", ("USA", "RUS")),
        ("China condemned the United States.", "en", ("CHN", "USA")),
        ("United States Condemns Russia", "en", ("USA", "RUS")),
        ("Amerika Serikat mengecam Korea Utara.", "id", ("USA", "PRK")),
    ],
)
def test_a_line_of_capitals_keeps_its_names(text, language, sides):
    (claim,) = read(text, language)

    assert ("+".join(p.entity.code for p in claim.actors), "+".join(p.entity.code for p in claim.recipients)) == sides


# --- time grows with length, not with its square ----------------------------------------------------------------------------------

MOST_GROWTH = 8  # for four times the text: 4 is linear, 16 quadratic


def seconds(text: str, language: str) -> float:
    begin = time.process_time()
    read(text, language)
    return time.process_time() - begin


@pytest.mark.parametrize(
    ("unit", "count", "language"),
    [
        ("we saw the old house and then the river near a town ", 100_000 // 12, "en"),  # one sentence of 100,000 words
        ("Rusia menyerang Ukraina. ", 5_000, "id"),
        ("Iran said on Monday that it bombed Syria. ", 2_000, "en"),
    ],
    ids=["one-sentence", "short-sentences", "names-and-times"],
)
def test_four_times_the_text_takes_nothing_like_sixteen_times_as_long(unit, count, language):
    read(unit, language)  # tables and weights are loaded once
    quarter = seconds(unit * (count // 4), language)

    assert seconds(unit * count, language) < MOST_GROWTH * quarter
