"""Where the publication date comes from."""

import datetime as dt

import pytest

from detente.language import load_pack
from detente.load import choose_date, find_dateline, find_url_date
from detente.load.dates import head_of
from detente.times.find import find_times

DAY = dt.date(2022, 10, 31)


def dateline(text: str, language: str) -> dt.date | None:
    head = head_of(text)
    return find_dateline(head, find_times(head, published=None, pack=load_pack(language)))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Talks begin\n\nMonday, October 31, 2022\n\nThe ministers met.", "en"),
        ("Published: 31 October 2022\nThe ministers met.", "en"),
        ("GENEVA, 31 October 2022 \u2013 The ministers met.", "en"),
        ("Perundingan dimulai\n\nSenin, 31 Oktober 2022 17:32 WIB\n\nPara menteri bertemu.", "id"),
        ("Perundingan dimulai\nSenin (31/10/2022)\nPara menteri bertemu.", "id"),
        ("JENEWA, Senin (31/10/2022) - Para menteri bertemu.", "id"),
    ],
)
def test_a_dateline_is_found(text, language):
    assert dateline(text, language) == DAY


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers met in Geneva on October 31, 2022, and signed the treaty that they had drafted.", "en"),
        ("Para menteri bertemu di Jenewa pada Senin (31/10/2022) dan menandatangani perjanjian itu.", "id"),
        ("Talks begin\n\nA.\n\nB.\n\nMonday, October 31, 2022", "en"),
        ("The ministers met on Monday.", "en"),
        ("", "en"),
    ],
)
def test_a_date_inside_a_sentence_is_no_dateline(text, language):
    assert dateline(text, language) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.org/world/2022/10/31/talks.html", DAY),
        ("https://a.org/read/20221031/talks", DAY),
        ("https://a.org/2022-10-31-talks", DAY),
        ("https://a.org/2022/02/31/talks", None),
        ("https://a.org/2022/10/talks", None),
        ("https://a.org/a?d=/2022/10/31/", None),
        ("", None),
    ],
)
def test_a_date_in_the_address(url, day):
    assert find_url_date(url) == day


def test_the_more_reliable_source_goes_first():
    days = [dt.date(2022, 1, n) for n in range(1, 6)]
    names = ["given", "metadata", "dateline", "url", "body"]
    for n, name in enumerate(names):
        sources = dict.fromkeys(names[:n]) | dict(zip(names[n:], days[n:], strict=True))

        assert choose_date(**sources) == (days[n], name)
    assert choose_date(**dict.fromkeys(names)) == (None, "none")
