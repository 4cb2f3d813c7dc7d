"""What stands beside an article: NAME.json next to NAME.txt, with its day, title, publisher, address and language."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from detente.load.dates import parse_any_day
from detente.load.draft import Draft
from detente.records import Notice

ARTICLES = (".txt", ".md", ".markdown", ".mdown", ".html", ".htm", ".xhtml")
"""Endings of files that may have a NAME.json beside them."""
LARGEST = 1_000_000
"""Bytes of a NAME.json that are looked at; one of a few facts has a few hundred."""


def find_beside(path: Path) -> bytes:
    """The bytes of the NAME.json beside an article, b"" where there is none, or only a link that leads out of the folder."""
    beside = path.with_suffix(".json")
    if path.suffix.lower() not in ARTICLES or not beside.is_file():
        return b""
    if beside.is_symlink() and not beside.resolve().is_relative_to(path.parent.resolve()):
        return b""
    with beside.open("rb") as file:
        return file.read(LARGEST + 1)


def add_beside(draft: Draft, data: bytes, fields: Mapping[str, tuple[str, ...]]) -> Draft:
    """The draft with what its NAME.json tells, which goes before what the file itself says, e.g. `{"published": "2015-08-21"}`.

    `fields` names the keys that are looked for (`item.FIELDS`), capitals do not matter; an address may also stand in a `locator`, as
    `{"locator": {"url": ...}}`. Notices: load.bad-metadata where it is no JSON object, load.bad-date where its day is none.
    """
    try:
        told = json.loads(data.decode("utf-8-sig")) if len(data) <= LARGEST else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        message = f"the .json beside it is no JSON object of at most {LARGEST // 1_000_000} MB; nothing was taken from it"
        hint = "mend it, or take it away"
        notice = Notice(code="load.bad-metadata", message=message, where=draft.name, hint=hint)
        return replace(draft, notices=(*draft.notices, notice))
    found = {field: value for field, names in fields.items() if (value := _value(told, names))}
    locator = told.get("locator")
    if "url" not in found and isinstance(locator, dict):
        found["url"] = _value(locator, fields["url"])
    return _with(draft, found)


def _with(draft: Draft, found: Mapping[str, str]) -> Draft:
    stamp = found.get("date", "")
    day = parse_any_day(stamp)
    notices = draft.notices
    if day:
        notices = tuple(notice for notice in notices if notice.code != "load.weak-date")
    elif stamp:
        message = f"{stamp[:40]!r}, in the .json beside it, is no date"
        notices = (*notices, Notice(code="load.bad-date", message=message, where=draft.name, hint="write it as YYYY-MM-DD"))
    return replace(
        draft, title=found.get("title") or draft.title, publisher=found.get("publisher") or draft.publisher,
        url=found.get("url") or draft.url, language=found.get("language") or draft.language, published=day or draft.published,
        published_basis="metadata" if day else draft.published_basis, notices=notices,
    )  # fmt: skip


def _value(told: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first text or number that stands under one of some keys, "" for none."""
    lowered = {str(key).strip().lower(): value for key, value in told.items()}
    values = (lowered.get(name) for name in names)
    return next((" ".join(str(value).split()) for value in values if isinstance(value, str | int) and not isinstance(value, bool)), "")
