"""How relations move and hang together, and what may come next."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from detente.desk.days import parse_since, parse_until
from detente.desk.rows import phase_rows, points
from detente.relations import Parameters, phases
from detente.web.api import analysis
from detente.web.api.answers import Page, fresh, page, tagged
from detente.web.api.asking import Code, Day, Opened
from detente.web.state import state_of

router = APIRouter(tags=["relations"])
Count = Literal["reported", "confirmed", "all"]
_EPOCH = 719_163  # the ordinal of 1970-01-01


class Counted(BaseModel, extra="forbid"):
    """Which events count, and when."""

    since: Day = ""
    until: Day = ""
    count: Count = Field(default="reported", description="Events that nobody denies, only confirmed ones, or disputed and denied ones too.")


class Course(Counted):
    """The choices of `detente relations` about two."""

    show: Literal["course", "phases"] = "course"
    period: Literal["month", "week"] = "month"
    half_life: float = Field(default=90.0, ge=1, le=36_500, description="Days after which an event weighs half.")
    mix: float | None = Field(default=None, ge=0.001, le=0.999, description="Share of conflict that counts as neutral; else the world's.")


class Net(Counted):
    """The choices of `detente relations --show network`."""

    party: list[str] = Field(default=[], max_length=200, description="Only ties among these.")
    hostile: float = Field(default=0.25, ge=0.01, le=0.99, description="Share of the ties that is hostile.")
    limit: int = Field(default=500, ge=1, le=5000, description="Ties a page.")
    cursor: int = Field(default=0, ge=0, le=10**9, description="`next` of the page before.")


class Between(Counted):
    """The choices of `detente relations --show pivots`."""


class Ahead(BaseModel, extra="forbid"):
    """The choices of `detente outlook`."""

    until: Day = ""
    count: Count = "reported"
    horizon: int = Field(default=30, ge=1, le=366, description="Days ahead.")
    top: int = Field(default=10, ge=1, le=100, description="Forecasts, the likeliest first.")


@router.get("/relations/{first}/{second}", response_model=Page)
def relation(request: Request, ledger: Opened, first: Code, second: Code, asked: Annotated[Course, Query()]) -> Response:
    """How the relation of two parties moved, period by period or in phases, as `detente relations --format jsonl`."""

    def make(headers: dict[str, str]) -> Response:
        since = parse_since(asked.since)
        chosen = Parameters(period=asked.period, count=asked.count, half_life=asked.half_life, mix=asked.mix)
        path = ledger.trajectory(first, second, chosen, until=asked.until)
        if asked.show == "phases":
            return page(request, phase_rows(path, phases(path)), None, headers)
        begin = since.toordinal() - _EPOCH if since else -_EPOCH
        rows = [row for row, last in zip(points(path), path.calendar.last.tolist(), strict=True) if last >= begin]
        return page(request, rows, None, headers)

    return fresh(request, ledger, make)


@router.get("/relations/{first}/{second}/pivots", response_model=Page)
async def pivots(request: Request, first: Code, second: Code, asked: Annotated[Between, Query()]) -> Response:
    """Third parties between two, as `detente relations --show pivots --format jsonl`; a minute old at most."""
    rows = await _analysed(request, analysis.find_pivots, first.upper(), second.upper(), asked.count, *_window(asked))
    return tagged(request, {"items": rows, "next": None})


@router.get("/network", response_model=Page)
async def network(request: Request, asked: Annotated[Net, Query()]) -> Response:
    """The signed network, the most hostile ties first, with its `balance`; a minute old at most."""
    parties = tuple(sorted({code.upper() for code in asked.party}))
    ties, balance = await _analysed(request, analysis.find_network, parties, asked.count, asked.hostile, *_window(asked))
    end = asked.cursor + asked.limit
    following = str(end) if len(ties) > end else None
    return tagged(request, {"items": ties[asked.cursor : end], "next": following, "balance": balance})


@router.get("/outlook/{party}", response_model=Page)
async def outlook_of(request: Request, party: Code, asked: Annotated[Ahead, Query()]) -> Response:
    """What may come next for a party, as `detente outlook --format jsonl`; a minute old at most."""
    return await _outlook(request, (party.upper(),), asked)


@router.get("/outlook/{party}/{other}", response_model=Page)
async def outlook_between(
    request: Request, party: Code, other: Annotated[str, Path(max_length=40)], asked: Annotated[Ahead, Query()]
) -> Response:
    """What may come next between two parties."""
    return await _outlook(request, (party.upper(), other.upper()), asked)


async def _outlook(request: Request, parties: tuple[str, ...], asked: Ahead) -> Response:
    until = parse_until(asked.until)
    day = until.toordinal() - _EPOCH if until else None
    rows = await _analysed(request, analysis.find_outlook, parties, asked.count, asked.horizon, asked.top, day)
    return tagged(request, {"items": rows, "next": None})


def _window(asked: Counted) -> tuple[int | None, int | None]:
    """The first and last day, counted from 1970-01-01."""
    first, last = parse_since(asked.since), parse_until(asked.until)
    return (first.toordinal() - _EPOCH if first else None, last.toordinal() - _EPOCH if last else None)


async def _analysed(request: Request, function: Callable[..., Any], *arguments: Any) -> Any:  # rows of plain values
    """What the analyst's process finds, kept for a minute or until the next decision."""
    state = state_of(request)
    version = await run_in_threadpool(state.ledger.version)
    decided = version.partition(".")[2]
    return await state.memory.fetch(
        (function.__name__, decided, *arguments), lambda: state.analyst.call(function, state.ledger.where, *arguments)
    )
