"""Saved web pages: the article without the page around it (Barbaresi 2021, trafilatura), its date and its publisher."""

import datetime as dt
import json
import re
from typing import Any

from detente.errors import SourceError
from detente.load.draft import Draft
from detente.records import Notice

_HEAD = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_ISO_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})")
_DATE_FIELDS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.issued", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dc.date", "publishdate", "publish_date", "publication_date", "pubdate", "content_publishdate",
    "cxenseparse:recs:publishtime", "parsely-pub-date", "sailthru.date", "date",
)  # fmt: skip


def looks_html(data: bytes) -> bool:
    """Whether the bytes begin as a web page does."""
    return bool(_HEAD.match(data[:5000]))


def load_html(data: bytes, *, name: str, url: str = "") -> Draft:
    """The article of a page: title, text, publisher, and the date of its metadata (JSON-LD or meta tags) or, weakly, of its body.

    The title stands as the first line of the text, so that it is read too. Raises SourceError where the page holds no article.
    Notices: load.weak-date.
    """
    tree = _tree(data, name)
    published = _metadata_date(tree)
    basis = "metadata" if published else "none"
    notices: tuple[Notice, ...] = ()
    if not published:
        published = _body_date(tree)
        if published:
            basis = "body"
            hint = "give --date if it is wrong"
            notices = (Notice(code="load.weak-date", message=f"{published} was found in the body of the page only", where=name, hint=hint),)
    fields = _extract(data, name, url)
    title = _one_line(fields.get("title"))
    text = str(fields.get("text") or "").replace("\r\n", "\n").strip("\n") + "\n"
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    return Draft(
        text=text, name=name, title=title, publisher=_one_line(fields.get("sitename")), url=url or _one_line(fields.get("url")),
        published=published, published_basis=basis, notices=notices,
    )  # fmt: skip


def _tree(data: bytes, name: str) -> Any:  # an lxml element; lxml ships no types
    from trafilatura import load_html as parse

    tree = parse(data)
    if tree is None:
        raise SourceError(f"{name}: is no web page that can be read; save the article as text")
    return tree


def _extract(data: bytes, name: str, url: str) -> dict[str, Any]:  # fields of trafilatura's own document
    from trafilatura import bare_extraction

    # the date is found above, by sources in a stated order; trafilatura would mix them
    found = bare_extraction(
        data, url=url or None, favor_precision=True, include_comments=False, include_tables=False, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    fields: dict[str, Any] = found.as_dict() if found is not None and hasattr(found, "as_dict") else dict(found or {})
    if not str(fields.get("text") or "").strip():
        raise SourceError(f"{name}: no article was found on the page; save its text and read that")
    return fields


def _metadata_date(tree: Any) -> dt.date | None:  # an lxml element
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            day = _day(_published_in(_json(script.text_content())))
            if day:
                return day
    fields: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if meta.get(key) and meta.get("content"):
                fields.setdefault(meta.get(key).lower(), meta.get("content"))
    return next((day for key in _DATE_FIELDS if (day := _day(fields.get(key, "")))), None)


def _json(text: str) -> object:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found


def _published_in(value: object, depth: int = 0) -> str:
    """The first datePublished in a JSON-LD value, "" where there is none."""
    if depth > 6:
        return ""
    if isinstance(value, dict):
        own = value.get("datePublished")
        if isinstance(own, str):
            return own
        value = list(value.values())
    if isinstance(value, list):
        return next((found for item in value if (found := _published_in(item, depth + 1))), "")
    return ""


def _body_date(tree: Any) -> dt.date | None:  # an lxml element
    from htmldate import find_date

    try:
        return _day(find_date(tree, original_date=True, extensive_search=False) or "")
    except (ValueError, TypeError, AttributeError):  # htmldate raises these on damaged pages; no date is no harm
        return None


def _day(value: str) -> dt.date | None:
    found = _ISO_DAY.match(value)
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _one_line(value: object) -> str:
    return " ".join(str(value).split()) if value else ""
