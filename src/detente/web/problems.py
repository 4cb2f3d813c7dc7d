"""What goes wrong, told as RFC 9457 problems to programs and as a short page to people; never with a path, a query or a trace."""

import http
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.errors import DetenteError, LedgerError, NotFound, SourceError, UsageError
from detente.records.wire import to_json
from detente.web.workers import Busy

_LOG = logging.getLogger("detente.web")
_STATUS = ((NotFound, 404), (Busy, 429), (UsageError, 400), (SourceError, 422), (LedgerError, 503))
_SHOWN = 20  # faults of one request that are told
_PROBLEM = "application/problem+json"


def problem(status: int, detail: str = "", *, headers: dict[str, str] | None = None, **more: Any) -> Response:  # any JSON
    """A problem as JSON, e.g. `problem(404, "no such event")`."""
    told = {"type": "about:blank", "title": http.HTTPStatus(status).phrase, "status": status}
    told |= {"detail": detail} if detail else {}
    told |= more
    return Response(to_json(told), status, headers, media_type=_PROBLEM)


def tell(scope: Scope, status: int, detail: str = "", *, headers: dict[str, str] | None = None, **more: Any) -> Response:  # any JSON
    """A problem as the one who asks can read it: JSON for the API, a page for a browser."""
    if scope["path"].startswith("/api/"):
        return problem(status, detail, headers=headers, **more)
    from detente.web.templating import render_problem

    return render_problem(status, detail, headers=headers)


def add_handlers(app: FastAPI) -> None:
    """Makes an app tell all that it raises as problems."""
    app.add_exception_handler(HTTPException, _told_http)
    app.add_exception_handler(RequestValidationError, _told_input)
    app.add_exception_handler(DetenteError, _told_own)


def _told_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    phrase = http.HTTPStatus(error.status_code).phrase
    return tell(request.scope, error.status_code, "" if error.detail == phrase else error.detail, headers=dict(error.headers or {}))


def _told_input(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [{"where": ".".join(str(part) for part in fault["loc"]), "what": str(fault["msg"])} for fault in error.errors()[:_SHOWN]]
    return tell(request.scope, 422, "; ".join(f"{fault['where']}: {fault['what']}" for fault in faults), faults=faults)


def _told_own(request: Request, error: Exception) -> Response:
    status = next(code for kind, code in (*_STATUS, (DetenteError, 500)) if isinstance(error, kind))
    if status < 500:
        return tell(request.scope, status, str(error), headers={"Retry-After": "5"} if status == 429 else None)
    _LOG.error("%s %s: %s", request.method, request.url.path, error)  # names the ledger's file: for the log, not for the client
    return tell(request.scope, status, headers={"Retry-After": "5"} if status == 503 else None)


class Faults:
    """Answers 500 for a fault of ours and writes it to the log; inside the headers, so that this answer carries them too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception:
            _LOG.exception("%s %s", scope["method"], scope["path"])
            if begun:
                raise
            await tell(scope, 500)(scope, receive, send)
