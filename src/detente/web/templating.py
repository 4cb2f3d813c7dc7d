"""Templates: Jinja with escaping always on; what an article says can never become markup."""

import http
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

FOLDER = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The environment of all templates; filters and globals of the pages are added to it once."""
    return Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def templates() -> Jinja2Templates:
    """Templates for responses; each knows `csrf`, the token that a form must send, and `may_write`, whether forms are of use."""
    return Jinja2Templates(env=environment(), context_processors=[_rights])


def render(request: Request, name: str, *, status: int = 200, **context: Any) -> Response:  # whatever a template shows
    """A page made of a template, e.g. `render(request, "event.html", event=view)`."""
    return templates().TemplateResponse(request, name, context, status_code=status)


def render_problem(status: int, detail: str = "", *, headers: dict[str, str] | None = None) -> Response:
    """A page that says what went wrong."""
    page = environment().get_template("problem.html").render(status=status, title=http.HTTPStatus(status).phrase, detail=detail)
    return HTMLResponse(page, status, headers)


def _rights(request: Request) -> dict[str, Any]:
    return {"csrf": getattr(request.state, "csrf", ""), "may_write": bool(getattr(request.state, "may_write", False))}
