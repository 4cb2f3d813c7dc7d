"""Search: parties by name, the relation of two of them, and articles by their words."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from detente.errors import UsageError
from detente.web.pages.lines import find_code
from detente.web.pages.page import Page, Visit

_SHOWN, _PARTIES = 25, 12
_BETWEEN = re.compile(r"\s*(?:[-\N{EN DASH}\N{EM DASH}/,+&]|\N{RIGHTWARDS ARROW})\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class HitLine:
    """An article that was found, with the words around."""

    article: str
    title: str
    publisher: str
    published: dt.date | None
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found: parties by code, a pair of them, articles."""

    query: str
    parties: tuple[str, ...]
    pair: tuple[str, ...]
    articles: tuple[HitLine, ...]
    show: int


def make_search(visit: Visit) -> Page:
    """The page of a search; without words it only shows the box."""
    query, show = visit.asked("q"), visit.number("show", _SHOWN, low=1, high=400)
    names = visit.w.names
    pair = find_pair(query, names)
    low = query.casefold()
    parties = [code for code, name in names.items() if low and (low in name.casefold() or low == code.casefold())]
    first = {code: names[code].casefold() for code in parties}
    parties.sort(key=lambda code: (low not in (first[code], code.casefold()), not first[code].startswith(low), first[code]))
    try:
        hits = visit.ledger.search(query, limit=show + 1) if query else []
    except UsageError:  # signs without a word
        hits = []
    lines = tuple(
        HitLine(article=hit.article, title=hit.title, publisher=hit.publisher, published=hit.published, **_parted(hit.snippet, query))
        for hit in hits[:show]
    )
    view = Found(query=query, parties=tuple(parties[:_PARTIES]), pair=pair, articles=lines, show=show)
    rows = [{"article": one.article, "published": one.published, "publisher": one.publisher, "title": one.title} for one in lines]
    title = query or visit.w.words["search"]["title"]
    return Page(template="search.html", title=title, view=view, rows=rows, charts={"more": len(hits) > show})


def find_pair(query: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The two parties that a search names, e.g. ("RUS", "UKR") for "Russia - Ukraine" or "rus ukr"; () for anything else."""
    parts = _BETWEEN.split(query.strip())
    parts = parts if len(parts) == 2 else query.split()
    codes = [find_code(part, names) for part in parts] if len(parts) == 2 else []
    return tuple(codes) if len(codes) == 2 and all(codes) and codes[0] != codes[1] else ()


def _parted(snippet: str, query: str) -> dict[str, str]:
    place = snippet.casefold().find(query.casefold())
    word = next((word for word in query.split() if word.casefold() in snippet.casefold()), "") if place < 0 else query
    place = snippet.casefold().find(word.casefold()) if word else -1
    if place < 0 or len(snippet.casefold()) != len(snippet):
        return {"before": snippet, "found": "", "after": ""}
    return {"before": snippet[:place], "found": snippet[place : place + len(word)], "after": snippet[place + len(word) :]}
