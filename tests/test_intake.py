"""From a draft to an article: language, publication date, and the notices that tell of both."""

import datetime as dt

import pytest

import detente
from detente.errors import UnknownLanguage, UsageError
from detente.intake import Given, open_draft, parse_day
from detente.load import Draft

ENGLISH = "Tehran said that it had not attacked the ship, and that it would answer any strike on its own ports with force."
DAY = dt.date(2022, 11, 4)


def opened(text: str = ENGLISH, **fields: object):
    given = fields.pop("given", Given())
    return open_draft(Draft(text=text, name="a.txt", **fields), given=given)


def codes(notices) -> list[str]:
    return [notice.code for notice in notices]


def test_what_the_user_gives_goes_first():
    given = Given(published=DAY, language="id", title="T", publisher="P")
    article, notices = opened(published=dt.date(2020, 1, 1), published_basis="metadata", title="x", publisher="y", given=given)

    assert (article.published, article.published_basis) == (DAY, "given")
    assert (article.language, article.title, article.publisher) == ("id", "T", "P")
    assert notices == ()


def test_metadata_goes_before_the_dateline_and_the_dateline_before_the_address():
    dated = f"Ship struck\n\nThursday, November 3, 2022\n\n{ENGLISH}"
    by_metadata, _ = opened(dated, published=DAY, published_basis="metadata")
    by_dateline, _ = opened(dated, url="https://a.org/2022/11/05/ship")
    by_url, _ = opened(url="https://a.org/2022/11/05/ship", published=DAY, published_basis="body")

    assert (by_metadata.published_basis, by_dateline.published_basis, by_url.published_basis) == ("metadata", "dateline", "url")
    assert by_dateline.published == dt.date(2022, 11, 3)


def test_without_any_date_one_notice_says_so():
    article, notices = opened()

    assert (article.published, article.published_basis) == (None, "none")
    assert codes(notices) == ["times.no-date"]
    assert codes(detente.read(ENGLISH).notices) == ["times.no-date"]


@pytest.mark.parametrize("value", ["4 November 2022", "2022-13-01", "", "yesterday"])
def test_a_date_that_is_none_is_refused(value):
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        parse_day(value)


def test_an_unknown_language_names_those_available():
    with pytest.raises(UnknownLanguage, match="en, id"):
        opened(given=Given(language="xx"))
    with pytest.raises(UnknownLanguage, match="'nl', which is not read; available: en, id"):
        opened("De regering heeft gezegd dat zij niet met het land zal onderhandelen over een nieuw verdrag.")
    with pytest.raises(UnknownLanguage, match="too short to tell"):
        opened("Iran.")
    with pytest.raises(UnknownLanguage, match="no language that is known"):
        opened("zxcv qwer tyui " * 30)


def test_a_text_in_two_languages_is_told():
    indonesian = "Pemerintah mengatakan bahwa kedua negara itu telah sepakat untuk tidak saling menyerang dalam waktu dekat ini. "
    _, notices = opened(indonesian * 12 + ENGLISH * 5, given=Given(published=DAY))

    assert codes(notices) == ["load.mixed-languages"]


def test_read_takes_a_date_as_text_day_or_moment():
    for value in ("2022-11-04", DAY, dt.datetime(2022, 11, 4, 12, 30)):
        assert detente.read(ENGLISH, published=value).article.published == DAY


def test_reading_twice_gives_the_same_reading():
    assert detente.read(ENGLISH, published=DAY) == detente.read(ENGLISH, published=DAY)


def test_code_tells_what_a_text_says_of_two_spans():
    claim = detente.code("Moscow shelled Kyiv on Monday.", source="Moscow", target="Kyiv", language="en")

    assert claim.type == "ASSAULT"
