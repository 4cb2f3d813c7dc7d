"""Answers of the API: JSON by the records' own writer, pages of lists, and 304 for who has the answer already."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from detente.desk import Ledger
from detente.records.wire import Plain, to_json

_MAX_TAGS = 50  # of an If-None-Match; a browser sends one


class Problem(BaseModel):
    """What went wrong, as RFC 9457 writes it."""

    type: str
    title: str
    status: int
    detail: str = ""


class Page(BaseModel):
    """Some rows, and the cursor of the next page, null on the last."""

    items: list[dict[str, Any]]
    next: str | None = Field(description="Send it as `cursor` for the page behind this one.")


class Row(BaseModel, extra="allow"):
    """One record; docs/output.md and docs/server.md name its fields."""


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}, "description": words}
    for status, words in (
        (400, "A value that makes no sense"), (401, "The token is needed"), (403, "Sent from a page of another server"),
        (404, "Not in the ledger"), (408, "Took too long to come"), (413, "Longer than allowed"), (415, "Not JSON, or packed"),
        (421, "Asked by another name"), (422, "A value of the wrong form, or a text that cannot be read"), (429, "Too much at once"),
        (503, "The ledger cannot be read now"),
    )
}  # fmt: skip


def answer(plain: object, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Something plain as JSON."""
    return Response(to_json(plain), status, headers, media_type="application/json")


def page(request: Request, items: Sequence[Plain], following: str | None, headers: dict[str, str] | None = None) -> Response:
    """A page of rows; the header `Link` leads to the next."""
    headers = dict(headers or {})
    if following:
        headers["Link"] = f'<{request.url.include_query_params(cursor=following).path}?{_query(request, following)}>; rel="next"'
    return answer({"items": list(items), "next": following}, headers=headers)


def _query(request: Request, cursor: str) -> str:
    return request.url.include_query_params(cursor=cursor).query


def fresh(request: Request, ledger: Ledger, make: Callable[[dict[str, str]], Response]) -> Response:
    """The answer that `make` gives with the headers it is handed, or 304 where the client has it: same ledger, same address.

    The version is read first, so an answer is never older than its ETag says.
    """
    tag = _tag(ledger.version(), request.url.path, request.url.query, request.app.version)
    headers = {"ETag": tag, "Vary": "Authorization, Cookie"}
    return Response(status_code=304, headers=headers) if _has(request, tag) else make(headers)


def tagged(request: Request, plain: object) -> Response:
    """Something plain as JSON with an ETag of its content, or 304 where the client has just that."""
    data = to_json(plain)
    headers = {"ETag": _tag(data), "Vary": "Authorization, Cookie"}
    if _has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type="application/json")


def _tag(*parts: str) -> str:
    return f'W/"{hashlib.sha256("|".join(parts).encode("utf-8", "replace")).hexdigest()[:20]}"'


def _has(request: Request, tag: str) -> bool:
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or tag.removeprefix("W/") in [one.strip().removeprefix("W/") for one in given.split(",")[:_MAX_TAGS]]
