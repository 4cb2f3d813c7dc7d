"""What a ledger holds: events, timelines, articles, decisions, counts."""

from dataclasses import asdict
from pathlib import PurePath
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from detente.desk import EventFound, Ledger
from detente.errors import UsageError
from detente.records import Decision
from detente.records.wire import Plain
from detente.web.api.answers import Page, Row, answer, fresh, page, tagged
from detente.web.state import ledger_of, state_of

router = APIRouter(tags=["ask"])
MOST_AS_OF = 2_000
"""Events that are put together anew for one question as of a day: some seconds of work."""

Opened = Annotated[Ledger, Depends(ledger_of)]
Code = Annotated[str, Path(description="A party, e.g. RUS or UNO.UNSC.", max_length=40)]
Name = Annotated[str, Path(description="An id, or the beginning of one.", pattern="^[0-9A-Za-z]{4,40}$")]
Limit = Annotated[int, Query(ge=1, le=200, description="Rows a page.")]
Day = Annotated[str, Field(description="2019, 2019-05 or 2019-05-16.", max_length=10)]


class Asked(BaseModel, extra="forbid"):
    """The question of `detente ask`; another word than these is refused, so that a slip does not widen the answer."""

    party: list[str] = Field(default=[], description="Events in which all of these take part.", max_length=10)
    since: Day = ""
    until: Day = ""
    type: list[str] = Field(default=[], description="PLOVER types, e.g. AID.", max_length=20)
    status: list[str] = Field(default=[], description="confirmed, reported, alleged, disputed, denied, announced ...", max_length=20)
    as_of: Day = Field(default="", description="As it was known at the end of this day, month or year.")
    clock: Literal["said", "learned"] = Field(default="said", description="What makes a claim known on a day.")
    limit: int = Field(default=50, ge=1, le=200, description="Events a page.")
    cursor: str = Field(default="", max_length=80, description="`next` of the page before.")


@router.get("/ask", response_model=Page)
async def ask(request: Request, ledger: Opened, asked: Annotated[Asked, Query()]) -> Response:
    """The events of a ledger, the latest first, as `detente ask --format jsonl` writes them."""
    if not asked.as_of:
        return await run_in_threadpool(fresh, request, ledger, lambda headers: page(request, *find_page(ledger, asked), headers))
    # put together anew: seconds of work for many events, so another process does it
    items, following = await state_of(request).historian.call(find_page_as_of, ledger.where, asked)
    return tagged(request, {"items": items, "next": following})


def find_page(ledger: Ledger, asked: Asked) -> tuple[list[Plain], str | None]:
    """The rows of a page and the cursor of the next."""
    found = ledger.ask(
        *asked.party, since=asked.since, until=asked.until, types=asked.type, statuses=asked.status, as_of=asked.as_of, clock=asked.clock,
        limit=asked.limit + 1, after=asked.cursor,
    )  # fmt: skip
    following = found.events[asked.limit - 1].place if len(found) > asked.limit else None
    return [one.to_dict() for one in found.events[: asked.limit]], following


def find_page_as_of(where: str, asked: Asked) -> tuple[list[Plain], str | None]:
    """The same as of a day. Raises UsageError where too many events would have to be put together."""
    with Ledger(where) as ledger:
        if len(ledger.ids(*asked.party, since=asked.since, until=asked.until, limit=MOST_AS_OF + 1)) > MOST_AS_OF:
            raise UsageError(f"more than {MOST_AS_OF:,} events to put together as of {asked.as_of}; name parties, or since and until")
        return find_page(ledger, asked)


@router.get("/events/{name}", response_model=Row)
def event(request: Request, ledger: Opened, name: Name) -> Response:
    """One event with all that is said of it: as `detente show --format jsonl`, with `sentences` by claim and the `decisions` on it."""

    def make(headers: dict[str, str]) -> Response:
        found = ledger.show(name)
        return answer({**found.to_dict(), "sentences": ledger.sentences(found), "decisions": _decided(ledger, found)}, headers=headers)

    return fresh(request, ledger, make)


def _decided(ledger: Ledger, found: EventFound) -> list[Plain]:
    names = {found.event.id, *found.event.claims}
    return [decision_row(one) for one in ledger.decisions() if names & set(one.targets)]


def decision_row(one: Decision) -> Plain:
    """A decision as a row."""
    return {"id": one.id, "kind": one.kind, "targets": list(one.targets), "by": one.by, "reason": one.reason, "at": one.at.isoformat()}


@router.get("/timeline/{first}/{second}", response_model=Page)
def timeline(request: Request, ledger: Opened, first: Code, second: Code) -> Response:
    """One row a month of two parties, as `detente timeline --format jsonl`."""
    return fresh(request, ledger, lambda headers: page(request, ledger.timeline(first, second), None, headers))


@router.get("/articles/{name}", response_model=Row)
def article(request: Request, ledger: Opened, name: Annotated[str, Path(pattern="^[0-9a-f]{16}$")]) -> Response:
    """An article as it was printed, with its claims."""
    return fresh(request, ledger, lambda headers: answer(ledger.article(name).to_dict(), headers=headers))


@router.get("/search", response_model=Page)
def search(
    request: Request, ledger: Opened, words: Annotated[str, Query(min_length=1, max_length=200)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:  # fmt: skip
    """The articles that hold some words together, in any of their forms, best first."""

    def make(headers: dict[str, str]) -> Response:
        hits = [{**asdict(hit), "published": hit.published and hit.published.isoformat()} for hit in ledger.search(words, limit=limit)]
        return page(request, hits, None, headers)

    return fresh(request, ledger, make)


@router.get("/decisions", response_model=Page)
def decisions(request: Request, ledger: Opened, limit: Limit = 50, cursor: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
    """What analysts decided, in its order."""

    def make(headers: dict[str, str]) -> Response:
        rows = [decision_row(one) for one in ledger.decisions()]
        following = str(cursor + limit) if len(rows) > cursor + limit else None
        return page(request, rows[cursor : cursor + limit], following, headers)

    return fresh(request, ledger, make)


@router.get("/stats", response_model=Row)
def stats(request: Request, ledger: Opened) -> Response:
    """How much the ledger holds, by heading and name; a minute old at most."""
    return tagged(request, state_of(request).memory.get("stats", ledger.stats))


@router.get("/failed", response_model=Page)
def failed(request: Request, ledger: Opened, limit: Limit = 50) -> Response:
    """The latest items that could not be read, each with its reason; files by their names, without their folders."""
    found = ledger.failed(limit=limit)
    rows = [{**asdict(one), "key": _bare(one.key), "reason": one.reason.replace(one.key, _bare(one.key))} for one in found]
    return tagged(request, {"items": rows, "next": None})


def _bare(key: str) -> str:
    return key if key.lower().startswith(("http://", "https://")) else PurePath(key).name
