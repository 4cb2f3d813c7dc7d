"""Saved pages: the article, its title, publisher and date."""

import datetime as dt

import pytest

from detente.load.html import load_html, looks_html

BODY = (
    "<p>Iran and Oman agreed on Friday to resume the ferry between their ports, the two governments said in a joint statement after talks.</p>"
    "<p>The agreement follows four days of talks in Muscat that neither side had announced before, officials of both countries said.</p>"
)


def page(head: str = "", body: str = BODY) -> bytes:
    nav = "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
    return f"<!DOCTYPE html><html><head><title>Ferry to sail</title>{head}</head><body>{nav}<article>{body}</article></body></html>".encode()


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-03-10T09:00:00+07:00">',
        '<meta itemprop="datePublished" content="2023-03-10">',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "datePublished": "2023-03-10T02:00:00Z"}]}</script>',
        '<meta name="content_PublishDate" content="2023-03-10 09:00:00">',
    ],
)
def test_the_date_comes_from_metadata(head):
    draft = load_html(page(head), name="a.html")

    assert (draft.published, draft.published_basis) == (dt.date(2023, 3, 10), "metadata")
    assert not draft.notices


def test_a_date_in_the_body_only_is_weak_and_says_so():
    draft = load_html(page(body=f'<time datetime="2023-03-10">10 March 2023</time>{BODY}'), name="a.html")

    assert (draft.published, draft.published_basis) == (dt.date(2023, 3, 10), "body")
    assert [notice.code for notice in draft.notices] == ["load.weak-date"]


def test_the_article_is_taken_without_the_page_and_the_title_is_its_first_line():
    head = '<meta property="og:title" content="Ferry to sail again"><meta property="og:site_name" content="Gulf Daily">'
    draft = load_html(page(head), name="a.html")

    assert draft.text.startswith("Ferry to sail again\n")
    assert "joint statement" in draft.text
    assert "Home" not in draft.text
    assert (draft.title, draft.publisher) == ("Ferry to sail again", "Gulf Daily")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"datePublished": </script>',
        '<script type="application/ld+json">' + "[" * 5000 + "</script>",
        '<meta property="article:published_time" content="2023-99-99">',
        '<meta property="article:published_time">',
    ],
)
def test_damaged_metadata_does_no_harm(head):
    assert "ferry" in load_html(page(head), name="a.html").text


def test_a_page_nested_a_hundred_thousand_deep_ends_in_a_draft_or_an_error():
    from detente.errors import SourceError

    try:
        load_html(b"<html><body>" + b"<div>" * 100_000 + BODY.encode() + b"</body></html>", name="deep.html")
    except SourceError as error:
        assert "deep.html" in str(error)


@pytest.mark.parametrize(
    ("data", "is_html"),
    [(b"<!DOCTYPE html><p>", True), (b"\xef\xbb\xbf <html lang=id>", True), (b"<!-- saved --><html>", True), (b"1 < 2 html", False), (b"", False)],
)
def test_a_page_is_known_by_how_it_begins(data, is_html):
    assert looks_html(data) is is_html
