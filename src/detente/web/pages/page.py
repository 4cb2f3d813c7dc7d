"""A page as a record, and how it is answered: as HTML for people, as JSON and CSV for programs, all under one address."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import Response

from detente.desk import Ledger
from detente.errors import UsageError
from detente.records.wire import Plain
from detente.web.pages.kept import Kept
from detente.web.pages.wording import Wording, choose_tag, tags, wording
from detente.web.state import ledger_of
from detente.web.templating import render

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs cells that begin with these
_LONGEST = 400  # characters of one value of an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows: `view` is its record, which is also its JSON; `rows` its CSV; `charts` what only the HTML shows."""

    template: str
    title: str
    view: Any
    rows: Sequence[Plain] = ()
    charts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for what: the ledger, the reader's language, and the values in the address."""

    request: Request
    ledger: Ledger
    w: Wording
    kept: Kept

    def asked(self, name: str, default: str = "") -> str:
        """A value of the address without blanks around it, e.g. `asked("since")` for ?since=2022."""
        value = self.request.query_params.get(name, default).strip()
        if len(value) > _LONGEST:
            raise UsageError(f"{name}: is longer than {_LONGEST} characters")
        return value

    def several(self, name: str) -> tuple[str, ...]:
        """All values of a name, e.g. ("AID", "ASSAULT") for ?type=AID&type=ASSAULT."""
        found = (value.strip() for value in self.request.query_params.getlist(name)[:40])
        return tuple(dict.fromkeys(value for value in found if value))

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        """A whole number of the address, within bounds. Raises UsageError for what is none."""
        value = self.asked(name)
        if not value:
            return default
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise UsageError(f"{name}: {value!r} is no number")
        return min(high, max(low, int(value)))

    def part(self, name: str) -> str:
        """A part of the path, e.g. `part("name")` of /event/{name}."""
        return str(self.request.path_params[name])


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of links: `here` changes some values of this page's, `to` leads to another; both keep the language asked for."""

    path: str
    query: tuple[tuple[str, str], ...]
    language: str

    def here(self, **changes: object) -> str:
        """This page with other values, None or "" to leave one out, e.g. `here(since="2022-11", until=None)`."""
        kept = [(name, value) for name, value in self.query if name not in changes]
        fresh = [(name, str(one)) for name, value in changes.items() if value not in (None, "") for one in _many(value)]
        return _joined(self.path, [*kept, *fresh])

    def to(self, *parts: str, **values: object) -> str:
        """Another page, e.g. `to("relation", "RUS", "UKR", since="2022")`."""
        path = "/" + "/".join(quote(part, safe="") for part in parts)
        found = [(name, str(one)) for name, value in values.items() if value not in (None, "") for one in _many(value)]
        return _joined(path, [*found, *([("lang", self.language)] if self.language and "lang" not in values else [])])

    def form(self, name: str) -> str:
        """This page as JSON or CSV."""
        return _joined(f"{'/home' if self.path == '/' else self.path}.{name}", list(self.query))


def _many(value: object) -> Sequence[object]:
    return value if isinstance(value, tuple | list) else (value,)


def _joined(path: str, values: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(values)}" if values else path


def add_page(router: APIRouter, path: str, make: Callable[[Visit], Page], *, named: str = "") -> None:
    """Adds a page in its three forms, e.g. `add_page(router, "/event/{name}", make_event)` with /event/{name}.json and .csv."""
    for form in ("json", "csv", ""):
        address = f"{named or path}.{form}" if form else path
        router.add_api_route(address, _endpoint(make, form), methods=["GET"], include_in_schema=False)


def _endpoint(make: Callable[[Visit], Page], form: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return respond(visit_of(request), make, form)

    return answer


def visit_of(request: Request) -> Visit:
    """The visit of a request."""
    tag = choose_tag(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))
    kept = getattr(request.app.state, "kept", None)
    if kept is None:
        kept = request.app.state.kept = Kept()
    return Visit(request, ledger_of(request), wording(tag), kept)


def respond(visit: Visit, make: Callable[[Visit], Page], form: str = "", *, status: int = 200, **more: Any) -> Response:  # of a template
    """The answer to a visit."""
    page = make(visit)
    headers = {"Vary": "Accept-Language"}
    if form == "json":
        return Response(json.dumps(msgspec.to_builtins(page.view), ensure_ascii=True), status, headers, "application/json")
    if form == "csv":
        return Response(to_csv(page.rows), status, headers, "text/csv; charset=utf-8")
    request = visit.request
    asked = request.query_params.get("lang", "")
    kept = tuple((k, v) for k, v in request.query_params.multi_items() if k != "done")
    links = Addresses(request.url.path, kept, asked if asked in tags() else "")
    context = {"w": visit.w, "link": links, "tags": tags(), "title": page.title, "v": page.view, "charts": page.charts, **more}
    answer = render(request, page.template, status=status, **context)
    answer.headers.update(headers)
    return answer


def to_csv(rows: Sequence[Plain]) -> str:
    """Rows as CSV with a header; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if not rows:
        return ""
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    table.writeheader()
    for row in rows:
        table.writerow({k: f"'{v}" if isinstance(v, str) and v.startswith(_FORMULA) else v for k, v in row.items()})
    return out.getvalue().encode("utf-8", "replace").decode("utf-8")
