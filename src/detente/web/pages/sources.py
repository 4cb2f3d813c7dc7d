"""Who printed what: publishers with their articles, and the latest articles of one of them or of all."""

import datetime as dt
from dataclasses import dataclass

from detente.ledger.looking import count_publishers, find_latest
from detente.web.pages.event import Printing, printing_of
from detente.web.pages.page import Page, Visit

_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher: how many articles, and the days of the first and last."""

    name: str
    articles: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The page of sources; `articles` are those of `publisher`, or the latest of all where it is None."""

    whole: int
    sources: tuple[Source, ...]
    publisher: str | None
    articles: tuple[Printing, ...]


def make_sources(visit: Visit) -> Page:
    """The page of sources."""
    show = visit.number("show", _SHOWN, low=1, high=1000)
    every = visit.kept.get(visit.ledger, "publishers", lambda: visit.ledger.look(count_publishers), seconds=300)
    publisher = visit.asked("publisher") if "publisher" in visit.request.query_params else None
    latest = visit.ledger.look(lambda c: find_latest(c, limit=min(show, 100), publisher=publisher))
    sources = tuple(Source(name=one.name, articles=one.articles, first=one.first, last=one.last) for one in every[:show])
    view = Sources(whole=len(every), sources=sources, publisher=publisher, articles=tuple(map(printing_of, latest)))
    rows = [{"publisher": one.name, "articles": one.articles, "first": one.first, "last": one.last} for one in sources]
    most = max((one.articles for one in sources), default=1)
    title = visit.w.words["sources"]["title"]
    return Page(template="sources.html", title=title, view=view, rows=rows, charts={"most": most, "more": len(every) > show, "show": show})
