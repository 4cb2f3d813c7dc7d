"""Fetching: only public addresses, within limits, whatever the server does. The server is a real one, on loopback."""

import gzip
import socket
import time

import pytest

from detente.errors import RefusedAddress, SourceError
from detente.load import Limits, load_source
from detente.load.address import is_public, resolve
from detente.load.url import fetch

PAGE = (
    b"<html><head><title>Talks</title><meta property='article:published_time' content='2023-03-10'></head><body><article><h1>Talks</h1>"
    b"<p>Iran and Oman agreed on Friday to resume the ferry between their ports, the two governments said in a joint statement after talks.</p>"
    b"</article></body></html>"
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def get(url: str, **limits: float) -> bytes:
    return fetch(url, limits=Limits(**limits), allow_private=True)[0]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.0.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::", "nonsense",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://0/",
        "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/", "http://user:pass@127.0.0.1/", "http://127.0.0.1:99999/",
        "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http:///x", "https://[::1",
    ],
)  # fmt: skip
def test_what_is_not_fetched(url):
    with pytest.raises(RefusedAddress):
        resolve(url, allow_private=False)


def test_loopback_is_refused_and_nothing_is_asked(site):
    with pytest.raises(RefusedAddress, match="--allow-private"):
        load_source(site.url(), limits=Limits(), stdin=None)
    assert site.asked == []


def test_allow_private_fetches_and_reads_the_page(site):
    site.pages["/2023/03/10/talks"] = (200, HTML, PAGE)
    draft = load_source(site.url("/2023/03/10/talks"), limits=Limits(), stdin=None, allow_private=True)

    assert "ferry" in draft.text
    assert str(draft.published) == "2023-03-10"
    assert draft.url == site.url("/2023/03/10/talks")


def test_the_connection_goes_to_the_address_that_was_checked_with_the_hosts_name(site, monkeypatch):
    site.pages["/"] = (200, HTML, PAGE)
    answers = [[(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", site.port))]]
    real = socket.getaddrinfo

    def rebinding(host, *rest, **options):
        if host == "news.example":
            return answers.pop()  # a second look-up, which could give another address, would fail
        return real(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)

    assert get(f"http://news.example:{site.port}/") == PAGE
    assert site.asked == [("/", f"news.example:{site.port}")]


def test_a_host_with_one_private_address_among_public_ones_is_refused(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    with pytest.raises(RefusedAddress, match=r"10\.0\.0\.1"):
        resolve("http://news.example/", allow_private=False)


def test_redirects_are_followed_and_each_is_checked(site):
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/b"] = (301, {"Location": site.url("/c")}, b"")
    site.pages["/c"] = (200, HTML, PAGE)
    site.pages["/out"] = (302, {"Location": "file:///etc/passwd"}, b"")

    assert get(site.url("/a")) == PAGE
    with pytest.raises(RefusedAddress):
        get(site.url("/out"))


def test_a_public_page_cannot_lead_to_a_private_one(site, monkeypatch):
    from detente.load import address

    site.pages["/"] = (302, {"Location": "http://169.254.169.254/"}, b"")
    monkeypatch.setattr(address, "is_public", lambda found: found == "127.0.0.1")

    with pytest.raises(RefusedAddress, match=r"169\.254"):
        fetch(site.url(), limits=Limits())


def test_redirects_without_end_are_left(site):
    site.pages["/"] = (302, {"Location": "/"}, b"")

    with pytest.raises(SourceError, match="more than 5 redirects"):
        get(site.url())
    assert len(site.asked) == 6


def test_a_packed_page_is_unpacked(site):
    site.pages["/"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE))

    assert get(site.url()) == PAGE


def test_a_page_that_unpacks_beyond_the_limit_is_left(site):
    site.pages["/"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"a" * 5_000_000))

    with pytest.raises(SourceError, match="larger than 1 MB"):
        get(site.url(), page_bytes=1_000_000)


@pytest.mark.parametrize(
    ("headers", "body", "message"),
    [
        ({**HTML, "Content-Encoding": "br"}, b"x", "packed as br"),
        ({**HTML, "Content-Encoding": "gzip"}, b"not packed", "packed wrongly"),
        ({"Content-Type": "application/pdf"}, b"%PDF", "application/pdf"),
        (HTML, b"x" * 2_000_000, "larger than 1 MB"),
    ],
)
def test_answers_that_are_no_page(site, headers, body, message):
    site.pages["/"] = (200, headers, body)

    with pytest.raises(SourceError, match=message):
        get(site.url(), page_bytes=1_000_000)




def test_a_missing_page_is_told_with_its_number(site):
    with pytest.raises(SourceError, match="answers 404"):
        get(site.url("/none"))


def test_a_server_that_trickles_is_left_at_the_time_limit(site):
    def trickle(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.05)

    site.pages["/"] = trickle
    start = time.monotonic()

    with pytest.raises(SourceError, match=r"within 0\.5 s"):
        get(site.url(), fetch_seconds=0.5)
    assert time.monotonic() - start < 2


def test_no_server_and_no_such_host_are_told(monkeypatch):
    with pytest.raises(SourceError, match="no connection"):
        get("http://127.0.0.1:9/")

    def nobody(*_, **__):
        raise socket.gaierror("no such host")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(SourceError, match="was not found"):
        resolve("http://news.invalid/", allow_private=False)
