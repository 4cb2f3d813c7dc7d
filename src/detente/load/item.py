"""One article of a source that may hold thousands: where it stands, its bytes, and how a draft is made of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

import msgspec

from detente.errors import SourceError
from detente.load.beside import add_beside
from detente.load.dates import parse_any_day
from detente.load.draft import Draft, Limits
from detente.load.html import load_html, looks_html
from detente.load.source import cut, load_bytes
from detente.load.text import load_text
from detente.records import Notice

NO_TEXT = "no column holds a text"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext"),
    "title": ("title", "headline"),
    "date": ("published", "date", "published_at", "publishedat", "date_publish", "pubdate"),
    "publisher": ("publisher", "source", "outlet"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "id": ("id",),
}
"""What a row may tell of an article, and the names of columns that tell it where the user names none; capitals do not matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article before it is read, e.g. key "/news/all.jsonl#12" of kind `row`.

    `key` says where it came from and stays the same from day to day. `kind` is `file` (any bytes, judged by name and first bytes), `row`
    (JSON of FIELDS), `page` (a web page) or `link` (an address that is still to be fetched). `address` is the URL of a page or link, `day`
    what a feed gives as its day. `mark` is what its digest is made of where that is not the data: a link is known before it is fetched.
    `beside` is the NAME.json next to a file, b"" for none.
    """

    key: str
    kind: str
    data: bytes
    address: str = ""
    day: dt.date | None = None
    mark: bytes = b""
    beside: bytes = b""

    @property
    def identity(self) -> bytes:
        """What changes when the article does, or what is told of it beside it."""
        return (self.mark or self.data) + (b"\x1d" + self.beside if self.beside else b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A part of a source that holds no article that can be read, with the reason; `data` is what its digest is made of."""

    key: str
    reason: str
    data: bytes = b""

    @property
    def identity(self) -> bytes:
        """What changes when the source does."""
        return self.data


def load_item(item: Item, limits: Limits) -> Draft:
    """The draft of an item. Raises SourceError where it holds no article."""
    if item.kind == "row":
        return cut(_row(item), limits)
    if item.kind == "page":
        return cut(_page(item, limits), limits)
    draft = load_bytes(item.data, name=item.key, suffix=PurePath(item.key).suffix.lower(), limits=limits)
    return cut(add_beside(draft, item.beside, FIELDS) if item.beside else draft, limits)


def row_item(key: str, row: Mapping[str, object], columns: Mapping[str, str]) -> Item:
    """The item of a row, e.g. of {"body": "Russia ...", "date": "2022-11-04"}; `columns` says which column holds which of FIELDS.

    Raises SourceError where no column holds a text.
    """
    lowered = {str(name).strip().lower(): name for name in row}
    fields: dict[str, str] = {}
    for field, usual in FIELDS.items():
        names = [columns[field]] if field in columns else [lowered[name] for name in usual if name in lowered]
        value = next((row[name] for name in names if row.get(name) not in (None, "")), None)
        if isinstance(value, dict | list):
            kind = type(value).__name__
            raise SourceError(f"{key}: the column {names[0]!r} holds a {kind}, no text; name another with --column {field}=NAME")
        if value is not None:
            fields[field] = value.isoformat() if isinstance(value, dt.date) else str(value)
    if not fields.get("text", "").strip():
        known = ", ".join(map(str, list(row)[:12]))
        raise SourceError(f"{key}: {NO_TEXT}; name it with --column text=NAME (columns: {known})")
    try:
        return Item(key=key, kind="row", data=msgspec.json.encode(fields, order="sorted"))
    except UnicodeEncodeError as error:
        raise SourceError(f"{key}: is not UTF-8; save the file as UTF-8") from error


def _row(item: Item) -> Draft:
    fields: dict[str, str] = msgspec.json.decode(item.data, type=dict[str, str])
    draft = load_text(fields["text"].encode(), name=item.key)
    text, title = draft.text, " ".join(fields.get("title", "").split())
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"  # as of a web page: the headline is read too
    told = fields.get("date", "")
    day = parse_any_day(told)
    notices = draft.notices
    if told and day is None:
        hint = "write it as YYYY-MM-DD"
        notices = (*notices, Notice(code="load.bad-date", message=f"{told[:40]!r} is no date", where=item.key, hint=hint))
    return Draft(
        text=text, name=item.key, title=title, publisher=fields.get("publisher", ""), url=fields.get("url", ""), published=day,
        published_basis="metadata" if day else "none", language=fields.get("language", ""), notices=notices,
    )  # fmt: skip


def _page(item: Item, limits: Limits) -> Draft:
    if len(item.data) > limits.page_bytes:
        raise SourceError(f"{item.key}: is a page larger than {limits.page_bytes // 1_000_000} MB")
    if not item.data.strip():
        raise SourceError(f"{item.key}: the page is empty")
    if looks_html(item.data) or b"<" in item.data[:200]:
        draft = load_html(item.data, name=item.key, url=item.address)
    else:
        draft = replace(load_text(item.data, name=item.key), url=item.address)
    if item.day and draft.published_basis != "metadata":
        kept = tuple(notice for notice in draft.notices if notice.code != "load.weak-date")
        draft = replace(draft, published=item.day, published_basis="metadata", notices=kept)
    return draft
