"""Articles into the ledger: texts that are sent, or addresses that are fetched; never a file of the server. Wants the token."""

import asyncio
import datetime as dt
import hashlib
import secrets
from collections import OrderedDict
from dataclasses import asdict, dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field, HttpUrl, model_validator
from starlette.responses import Response

from detente.errors import DetenteError, NotFound
from detente.records.wire import Plain
from detente.web.api.answers import Page, Row, answer, tagged
from detente.web.api.reading import Posted
from detente.web.state import State, state_of

router = APIRouter(tags=["ingest"])
_KEPT = 200


class Article(Posted, extra="forbid"):
    """An article that is sent, with its address where it has one: an article sent again under its address becomes its new version."""

    url: Annotated[HttpUrl, Field(max_length=2000)] | None = None


class Sent(BaseModel, extra="forbid"):
    """What to ingest: articles, addresses of pages or feeds, or both."""

    articles: Annotated[list[Article], Field(max_length=100)] = []
    urls: Annotated[list[Annotated[HttpUrl, Field(max_length=2000)]], Field(max_length=20)] = []

    @model_validator(mode="after")
    def _some(self) -> "Sent":
        if not self.articles and not self.urls:
            raise ValueError("give articles or urls")
        return self


@dataclass(slots=True, kw_only=True)
class Job:
    """An ingest that was asked for: `waiting`, `done` or `failed`, with what it brought or the reason."""

    id: str
    state: str = "waiting"
    begun: str = field(default_factory=lambda: dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
    reason: str = ""
    summary: Plain | None = None


class Jobs:
    """The ingests of one run of the server, the latest two hundred."""

    def __init__(self) -> None:
        self.known: OrderedDict[str, Job] = OrderedDict()
        self._running: set[asyncio.Task[None]] = set()

    def start(self, state: State, sent: Sent) -> tuple[Job, "asyncio.Task[None]"]:
        """A job that has begun, and its task. Raises Busy where too much waits already."""
        state.writer.check()
        job = Job(id=secrets.token_hex(8))
        self.known[job.id] = job
        while len(self.known) > _KEPT:
            self.known.popitem(last=False)
        task = asyncio.get_running_loop().create_task(self._run(state, job, sent))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return job, task

    async def _run(self, state: State, job: Job, sent: Sent) -> None:
        articles = [one.model_dump(mode="json") for one in sent.articles]
        try:
            job.summary = await state.writer.call(ingest_sent, state.ledger.where, articles, [str(url) for url in sent.urls])
            job.state = "done"
        except DetenteError as error:
            job.state, job.reason = "failed", str(error).replace(state.ledger.where, "the ledger")
        except Exception:
            job.state, job.reason = "failed", "a fault of detente's; the server's log tells more"
            raise


@router.post("/ingest", response_model=Row, status_code=202)
async def start(
    request: Request, sent: Sent, wait: Annotated[float, Query(ge=0, le=30, description="Seconds to wait for it.")] = 0
) -> Response:
    """Begins an ingest and says where it can be followed. Private and loopback addresses are never fetched."""
    state = state_of(request)
    job, task = jobs_of(request).start(state, sent)
    if wait:
        await asyncio.wait([task], timeout=wait)
    return answer(asdict(job), status=202, headers={"Location": f"/api/v1/ingest/{job.id}"})


@router.get("/ingest", response_model=Page)
def list_jobs(request: Request) -> Response:
    """The ingests that this server was asked for, the latest first."""
    return tagged(request, {"items": [asdict(job) for job in reversed(list(jobs_of(request).known.values()))], "next": None})


@router.get("/ingest/{name}", response_model=Row)
def show_job(request: Request, name: Annotated[str, Path(pattern="^[0-9a-f]{16}$")]) -> Response:
    """How an ingest stands."""
    job = jobs_of(request).known.get(name)
    if job is None:
        raise NotFound(f"{name}: no such ingest of this run of the server")
    return tagged(request, asdict(job))


def jobs_of(request: Request) -> Jobs:
    """The jobs of the server of a request."""
    found: Jobs = request.app.state.jobs
    return found


def ingest_sent(where: str, articles: list[dict[str, Any]], urls: list[str]) -> Plain:
    """What an ingest of articles and addresses brought; called in a process of its own."""
    from detente.ingest import Settings, ingest
    from detente.ledger import open_store

    store = open_store(where, write=True)
    try:
        summary = ingest(store, [*(make_item(one) for one in articles), *urls], settings=Settings(), retry_failed=True)
    finally:
        store.close()
    found = asdict(summary)
    return {**found, "failures": [{"item": key, "reason": reason} for key, reason in summary.failures]}


def make_item(article: dict[str, Any]) -> Any:  # a load.item.Item, not imported with the server
    """An article that was sent as an item: known by its address, else by what it holds."""
    from detente.load.item import Item, row_item

    url = article["url"] or ""
    content = article["text"] or article["html"]
    key = url or f"sent:{hashlib.sha256(content.encode()).hexdigest()[:16]}"
    day = article["published"]
    if article["html"].strip():
        given = dt.date.fromisoformat(day) if day else None
        return Item(key=key, kind="page", data=article["html"].encode(), address=url, day=given)
    row = {name: article[name] for name in ("text", "title", "publisher", "language")} | {"date": day, "url": url}
    return row_item(key, {name: value for name, value in row.items() if value}, {})
