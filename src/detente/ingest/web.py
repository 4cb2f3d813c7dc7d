"""Addresses, feeds and lists of feeds, asked for politely: a pause between requests to one host, and nothing twice that has not changed."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from detente.errors import SourceError
from detente.ingest.settings import Settings
from detente.load.feed import KINDS, FeedEntry, looks_feed, looks_opml, parse_feed, parse_opml
from detente.load.item import Item, Refusal
from detente.load.url import Answer, Request, fetch_answer


@dataclass(slots=True)
class Web:
    """The web as one ingest meets it.

    `known` holds what servers said of feeds before, ETag and Last-Modified by address; `learned` what they said now, to be kept once all
    that the feeds named is written. `seen` are feeds already read in this run: a list may name one twice, or itself.
    """

    settings: Settings
    known: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    learned: dict[str, tuple[str, str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    last: dict[str, float] = field(default_factory=dict)

    def find(self, url: str) -> Iterator[Item | Refusal]:
        """The items of an address: those of a feed or list of feeds, or the page itself."""
        if url in self.seen:
            return
        self.seen.add(url)
        etag, modified = self.known.get(url, ("", ""))
        asked = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        try:
            answer = self._fetch(url, Request(headers=asked, kinds=KINDS))
            if answer.unchanged:
                return
            if looks_feed(answer.data):
                yield from self.read(answer.data, url)
                self.learned[url] = (answer.etag, answer.modified)
            else:
                yield Item(key=url, kind="page", data=answer.data, address=answer.url)
        except SourceError as error:
            yield Refusal(key=url, reason=_reason(error, url), data=str(error).encode("utf-8", "replace"))

    def read(self, data: bytes, name: str) -> Iterator[Item | Refusal]:
        """The items of a feed or of all feeds of a list. Raises SourceError where it is neither."""
        if looks_opml(data):
            for url in parse_opml(data, name=name):
                yield from self.find(url)
            return
        for entry in parse_feed(data, name=name):
            yield _link(entry)

    def read_file(self, path: Path) -> Iterator[Item | Refusal]:
        """The items of a feed or list that was saved as a file."""
        limit = self.settings.limits.page_bytes
        with path.open("rb") as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise SourceError(f"{path.as_posix()}: is a feed larger than {limit // 1_000_000} MB")
        if not data.strip():
            raise SourceError(f"{path.as_posix()}: is empty")
        if not looks_feed(data):
            raise SourceError(f"{path.as_posix()}: is neither RSS, Atom nor OPML")
        yield from self.read(data, path.as_posix())

    def fetch(self, link: Item) -> Item | Refusal:
        """The page that a link leads to."""
        try:
            answer = self._fetch(link.address, Request())
        except SourceError as error:
            return Refusal(key=link.key, reason=_reason(error, link.key), data=link.mark)
        return Item(key=link.key, kind="page", data=answer.data, address=answer.url, day=link.day, mark=link.mark)

    def _fetch(self, url: str, request: Request) -> Answer:
        self._pause(url)
        return fetch_answer(url, limits=self.settings.limits, allow_private=self.settings.allow_private, request=request)

    def _pause(self, url: str) -> None:
        try:
            host = urlsplit(url).netloc
        except ValueError:
            return  # the fetch itself says what is wrong with it
        wait = self.last.get(host, float("-inf")) + self.settings.delay - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self.last[host] = time.monotonic()


def _link(entry: FeedEntry) -> Item:
    mark = f"link\x1f{entry.url}\x1f{entry.stamp}".encode("utf-8", "replace")
    return Item(key=entry.url, kind="link", data=b"", address=entry.url, day=entry.published, mark=mark)


def _reason(error: SourceError, name: str) -> str:
    return str(error).removeprefix(f"{name}: ")
