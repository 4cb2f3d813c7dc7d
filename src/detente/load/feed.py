"""Feeds (RSS, Atom) and lists of feeds (OPML): the addresses that they name, with the day that they give them."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from detente.errors import MissingExtra, SourceError

FEEDS = (".rss", ".opml", ".xml")
KINDS = ("text/", "application/")  # servers call feeds by a dozen names; the bytes decide
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_OPML = re.compile(rb"<opml[\s>]", re.IGNORECASE)
_FEED = re.compile(rb"<(rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HEAD_BYTES = 5000
MOST_ENTRIES = 10_000
"""Entries of one feed that are looked at; a real one has some dozens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An article that a feed names: its address, the day it gives, and `stamp`, which changes when the feed calls it updated."""

    url: str
    title: str
    published: dt.date | None
    stamp: str


def looks_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed or a list of feeds does."""
    head = data[:_HEAD_BYTES]
    return bool(_FEED.search(head) or _OPML.search(head))


def looks_opml(data: bytes) -> bool:
    """Whether bytes begin as a list of feeds does."""
    return bool(_OPML.search(data[:_HEAD_BYTES]))


def parse_feed(data: bytes, *, name: str) -> list[FeedEntry]:
    """The entries of a feed in its order, each address once. Raises SourceError where it is none, MissingExtra without feedparser."""
    _check(data, name)
    try:
        import feedparser
    except ImportError as error:
        raise MissingExtra("feedparser is not installed; install it with: python -m pip install 'detente[feeds]'") from error
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version") and not found.entries:
        raise SourceError(f"{name}: is no RSS or Atom feed; give the address of the feed itself")
    if not found.entries:
        raise SourceError(f"{name}: the feed holds no entry")
    base = str(found.feed.get("link", "") or name)
    entries = [entry for one in found.entries[:MOST_ENTRIES] if (entry := _entry(one, base))]
    if not entries:
        raise SourceError(f"{name}: no entry of the feed names an http(s) address")
    return list({entry.url: entry for entry in reversed(entries)}.values())[::-1]


def _entry(one: Any, base: str) -> FeedEntry | None:  # an entry of feedparser, which ships no types
    try:
        url = urljoin(base, str(one.get("link", "") or "").strip())
        if urlsplit(url).scheme not in ("http", "https"):
            return None
    except ValueError:
        return None
    told = one.get("published_parsed") or one.get("updated_parsed")
    day = None
    if told:
        try:
            day = dt.date(*told[:3])
        except (ValueError, TypeError):
            day = None
    stamp = str(one.get("updated") or one.get("published") or one.get("id") or "")
    return FeedEntry(url=url, title=" ".join(str(one.get("title", "")).split()), published=day, stamp=stamp)


def parse_opml(data: bytes, *, name: str) -> list[str]:
    """The addresses of the feeds of a list, each once. Raises SourceError where it holds none."""
    _check(data, name)
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{name}: is no OPML that can be read ({error})") from error
    urls = _outlines(root) if root is not None else iter(())
    found = list(dict.fromkeys(url for url in urls if url.lower().startswith(("http://", "https://"))))
    if not found:
        raise SourceError(f"{name}: the list names no feed with an http(s) address")
    return found[:MOST_ENTRIES]


def _outlines(root: Any) -> Iterator[str]:  # an lxml element
    for outline in root.iter("outline"):
        yield str(outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()


def _check(data: bytes, name: str) -> None:
    """Refuses what an XML reader could be made to swell or to fetch with."""
    if not data.strip():
        raise SourceError(f"{name}: is empty")
    if _ENTITY.search(data.replace(b"\0", b"")):  # UTF-16 too
        raise SourceError(f"{name}: declares XML entities, which are refused: they can swell or fetch without end")
