"""Feeds, lists of feeds, addresses and web archives as sources; what has not changed is not asked for twice."""

import gzip

import pytest
from ledgers import new_ledger
from sqlalchemy import select

from detente.ingest import Settings, ingest
from detente.intake import Given
from detente.ledger.items import find_failed
from detente.ledger.schema import articles

SENTENCE = "North Korea denied on Tuesday that it had supplied Russia with artillery shells. The United States had accused it of doing so."
PAGE = f"<html><head><title>Shells {{0}}</title></head><body><article><h1>Shells {{0}}</h1><p>{SENTENCE} Number {{0}}.</p><p>{SENTENCE}</p></article></body></html>"
WEB = Settings(given=Given(language="en"), allow_private=True, delay=0.0)
HTML = {"Content-Type": "text/html"}


def feed(site, *names, updated="Tue, 08 Nov 2022 10:00:00 GMT"):
    entries = "".join(f"<item><title>{n}</title><link>{site.url('/' + n)}</link><pubDate>{updated}</pubDate></item>" for n in names)
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Our Paper</title><link>{site.url()}</link>{entries}</channel></rss>".encode()


def rows_of(store):
    with store.reading() as connection:
        return list(connection.execute(select(articles)))


def failures(store):
    with store.reading() as connection:
        return {one.key: one.reason for one in find_failed(connection)}


@pytest.fixture
def paper(site):
    for name in ("a", "b"):
        site.pages[f"/{name}"] = (200, HTML, PAGE.format(name).encode())
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml", "ETag": '"1"'}, feed(site, "a", "b", "gone"))
    return site


def test_a_feed_brings_its_articles_with_their_day_and_what_fails_is_kept(paper, tmp_path):
    store = new_ledger(tmp_path)
    summary = ingest(store, [paper.url("/feed")], settings=WEB)

    assert (summary.articles, summary.failed) == (2, 1)
    assert {row.url for row in rows_of(store)} == {paper.url("/a"), paper.url("/b")}
    assert {row.published for row in rows_of(store)} == {738467}  # 8 November 2022
    assert "404" in failures(store)[paper.url("/gone")]


def test_what_was_read_is_not_fetched_again_until_the_feed_says_that_it_changed(paper, tmp_path):
    store = new_ledger(tmp_path)
    ingest(store, [paper.url("/feed")], settings=WEB)
    asked = len(paper.asked)
    ingest(store, [paper.url("/feed")], settings=WEB)
    assert [path for path, _ in paper.asked[asked:]] == ["/feed"]
    paper.pages["/a"] = (200, HTML, PAGE.format("a, corrected").encode())
    paper.pages["/feed"] = (200, {}, feed(paper, "a", updated="Wed, 09 Nov 2022 10:00:00 GMT"))

    assert ingest(store, [paper.url("/feed")], settings=WEB).articles == 1


def test_a_feed_that_has_not_changed_is_not_sent_again(paper, tmp_path):
    store = new_ledger(tmp_path)
    ingest(store, [paper.url("/feed")], settings=WEB)
    seen = []

    def unchanged(handler):
        seen.append(handler.headers.get("If-None-Match"))
        handler.send_response(304)
        handler.end_headers()

    paper.pages["/feed"] = unchanged
    summary = ingest(store, [paper.url("/feed")], settings=WEB)

    assert seen == ['"1"']
    assert (summary.seen, summary.failed) == (0, 0)


def test_a_list_of_feeds_in_a_file_leads_to_their_articles_and_may_name_itself(paper, tmp_path):
    urls = [paper.url("/feed"), paper.url("/feed"), paper.url("/list")]
    outlines = "".join(f"<outline type='rss' xmlUrl='{url}'/>" for url in urls)
    opml = f"<opml version='2.0'><body><outline>{outlines}</outline></body></opml>"
    paper.pages["/list"] = (200, {"Content-Type": "text/xml"}, opml.encode())
    (tmp_path / "feeds.opml").write_text(opml)
    store = new_ledger(tmp_path)

    assert ingest(store, [str(tmp_path / "feeds.opml")], settings=WEB).articles == 2


def test_an_address_is_read_as_a_page_and_a_private_one_is_refused(paper, tmp_path):
    store = new_ledger(tmp_path)
    assert ingest(store, [paper.url("/a")], settings=WEB).articles == 1
    ingest(store, [paper.url("/b")], settings=Settings())
    assert "no public address" in failures(store)[paper.url("/b")]


def test_requests_to_one_host_keep_their_distance(paper, tmp_path, monkeypatch):
    pauses = []
    monkeypatch.setattr("detente.ingest.web.time.sleep", pauses.append)
    ingest(new_ledger(tmp_path), [paper.url("/feed")], settings=Settings(given=Given(language="en"), allow_private=True, delay=100.0))

    assert len(pauses) == 3
    assert min(pauses) > 90


# --- web archives -----------------------------------------------------------------------------------------------------------------


def record(kind, url, body, headers=""):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-11-08T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url)):032x}>\r\n"
    return f"{head}Content-Length: {len(body)}\r\n{headers}\r\n".encode() + body + b"\r\n\r\n"


def response(url, body, status="200 OK", headers=""):
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
    return record("response", url, http, "Content-Type: application/http; msgtype=response\r\n")


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_gives_its_pages_and_refuses_the_rest(tmp_path, packed):
    records = [
        record("warcinfo", "", b"software: ours"),
        response("https://example.org/a", PAGE.format("a").encode()),
        response("https://example.org/b", gzip.compress(PAGE.format("b").encode()), headers="Content-Encoding: gzip\r\n"),
        response("https://example.org/c", b"none", status="404 Not Found"),
    ]
    path = tmp_path / ("news.warc.gz" if packed else "news.warc")
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    store = new_ledger(tmp_path)
    ingest(store, [str(path)], settings=WEB)

    assert {row.url for row in rows_of(store)} == {"https://example.org/a", "https://example.org/b"}
    (reason,) = failures(store).values()
    assert "had answered 404" in reason


def test_an_archive_cut_short_gives_what_stands_before_the_cut(tmp_path):
    whole = gzip.compress(response("https://example.org/a", PAGE.format("a").encode())) * 2
    (tmp_path / "news.warc.gz").write_bytes(whole[:-40])
    store = new_ledger(tmp_path)
    ingest(store, [str(tmp_path / "news.warc.gz")], settings=WEB)

    assert len(rows_of(store)) == 1
    assert failures(store)
