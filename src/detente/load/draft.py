"""What a source holds before its language is known, and how much of it detente takes in."""

import datetime as dt
from dataclasses import dataclass

from detente.records import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is taken in: bytes of a file or page, characters of a text, seconds and redirects of a fetch.

    `row_bytes` is the longest line of a table of articles. `text_chars` is some 150,000 words: no article is longer, and reading stays
    within a minute.
    """

    file_bytes: int = 50_000_000
    page_bytes: int = 20_000_000
    row_bytes: int = 20_000_000
    text_chars: int = 1_000_000
    fetch_seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text with what its source tells of it, e.g. name "demo.html", title "Summit ends", published 2022-11-04 by "metadata".

    `name` is what messages call the source. `published_basis` is `metadata`, `body` (weak) or `none`.
    `language` is what the source itself says, "" for nothing.
    """

    text: str
    name: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: dt.date | None = None
    published_basis: str = "none"
    language: str = ""
    notices: tuple[Notice, ...] = ()
