"""What an ingest hands to the store: one entry an article, one failure an item that could not be read."""

import datetime as dt
import hashlib
from dataclasses import dataclass

import msgspec

from detente.records import Article, Notice

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""Stands for the moment of learning until the ledger gives its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The columns of a claim that are asked by: its id, type, stance, and first day (ordinal, 0 unknown)."""

    id: str
    type: str
    stance: str
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article with its claims, packed by whoever read it, so that the one who writes has little to do.

    `key` and `digest` are those of the item that it was read from. `text` and `told` are packed (`pack.py`). `words` is the text as the
    full-text index takes it, `stems` the same words cut to their stems. `bands` and `sketch` are those of the assembly's sketch.
    """

    key: str
    digest: str
    article: Article
    coder: str
    notices: tuple[Notice, ...]
    text: bytes
    told: bytes
    rows: tuple[Row, ...]
    words: str
    stems: str
    bands: tuple[int, ...] = ()
    sketch: bytes = b""

    @property
    def id(self) -> str:
        """Digest of the text and all that is known of its printing: one text in two papers is two entries (16 hex digits)."""
        return printing_id(self.article)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An item that could not be read, with a code (`source`, `language`, `fault` ...) and the reason in words."""

    key: str
    digest: str
    code: str
    reason: str


def printing_id(article: Article) -> str:
    """The id of one printing of a text: the same facts give the same id on every machine (16 hex digits)."""
    day = article.published.isoformat() if article.published else ""
    facts = [article.id, article.language, day, article.published_basis, article.title, article.publisher, article.url]
    return hashlib.sha256("\x1f".join(facts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def notices_json(notices: tuple[Notice, ...]) -> str:
    """Notices as one JSON list."""
    return clean(msgspec.json.encode([[clean(n.code), clean(n.message), clean(n.where), clean(n.hint)] for n in notices]).decode())


def clean(text: str) -> str:
    """Text that every database takes: no half of a surrogate pair, no NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
