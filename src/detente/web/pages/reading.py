"""An article read at once: pasted or dropped on the first page, shown with its claims, and kept nowhere."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from detente.errors import UnknownLanguage
from detente.intake import Given, parse_day, read_text
from detente.language import available_languages
from detente.records import Told
from detente.web.pages.article import Coded, code_claim
from detente.web.pages.marking import Paragraph, mark_text
from detente.web.pages.page import Page, Visit, respond, visit_of

router = APIRouter(include_in_schema=False)
LONGEST = 200_000
"""Characters of an article that is read while somebody waits; longer ones are for `detente ingest`."""
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadView:
    """What was read: the marked text, the claims, and notices in words; `refusal` says why nothing was."""

    text: str
    date: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[Coded, ...]
    notices: tuple[str, ...]
    refusal: str


@router.get("/read")
def open_read(request: Request) -> Response:
    """The box alone."""
    return _answer(request, "", "", "")


@router.post("/read")
def read(
    request: Request, text: Annotated[str, Form()] = "", date: Annotated[str, Form(max_length=40)] = "",
    language: Annotated[str, Form(max_length=20)] = "",
) -> Response:  # fmt: skip
    """The reading of a text that was sent."""
    return _answer(request, text.replace("\r\n", "\n"), date.strip(), language.strip())


def _answer(request: Request, text: str, date: str, language: str) -> Response:
    return respond(visit_of(request), lambda visit: _make(visit, text, date, language))


def _make(visit: Visit, text: str, date: str, language: str) -> Page:
    words = visit.w.words["read"]
    paragraphs: tuple[Paragraph, ...] = ()
    claims: tuple[Coded, ...] = ()
    notices: tuple[str, ...] = ()
    refusal = words["too_long"] if len(text) > LONGEST else ""
    if text.strip() and not refusal:
        try:
            reading = read_text(text, given=Given(published=parse_day(date) if date else None, language=language))
        except UnknownLanguage:
            refusal = words["no_language"]
        else:
            told = [Told(claim=claim, said=None, learned=_NEVER, origin="") for claim in reading.claims]
            claims = tuple(code_claim(n, one, "") for n, one in enumerate(told, 1))
            paragraphs = mark_text(reading.article.text, reading.claims)
            notices = tuple(dict.fromkeys(notice.message for notice in reading.notices))
    view = ReadView(
        text=text, date=date, language=language, paragraphs=paragraphs, claims=claims, notices=notices, refusal=refusal
    )
    return Page(template="read.html", title=words["title"], view=view, charts={"languages": available_languages()})
