"""An article read at once: pasted or dropped on the first page, shown with its claims, and kept nowhere."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from detente.errors import UnknownLanguage
from detente.intake import Given, parse_day, read_text
from detente.language import available_languages
from detente.reading import Reading
from detente.records import Told
from detente.web.pages.article import Coded, code_claim
from detente.web.pages.marking import Paragraph, mark_text
from detente.web.pages.page import Page, Visit, respond, visit_of
from detente.web.state import state_of

router = APIRouter(include_in_schema=False)
LONGEST = 200_000
"""Characters of an article that is read while somebody waits; longer ones are for `detente ingest`."""
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadView:
    """What was read: the marked text, the claims, and notices in words; `refusal` says why nothing was."""

    text: str = ""
    date: str = ""
    language: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    claims: tuple[Coded, ...] = ()
    notices: tuple[str, ...] = ()
    refusal: str = ""


@router.get("/read")
def open_read(request: Request) -> Response:
    """The box alone."""
    return respond(visit_of(request), lambda visit: _page(visit, ReadView()))


@router.post("/read")
async def read(
    request: Request, text: Annotated[str, Form()] = "", date: Annotated[str, Form(max_length=40)] = "",
    language: Annotated[str, Form(max_length=20)] = "",
) -> Response:  # fmt: skip
    """The reading of a text that was sent, done in a process of its own."""
    sent = ReadView(text=text.replace("\r\n", "\n"), date=date.strip(), language=language.strip())
    view = await _read(visit_of(request), sent)
    return await run_in_threadpool(respond, visit_of(request), lambda visit: _page(visit, view))


async def _read(visit: Visit, sent: ReadView) -> ReadView:
    words = visit.w.words["read"]
    if not sent.text.strip() or len(sent.text) > LONGEST:
        return replace(sent, refusal=words["too_long"] if sent.text.strip() else "")
    day = parse_day(sent.date) if sent.date else None
    try:
        reading: Reading = await state_of(visit.request).reader.call(read_pasted, sent.text, day, sent.language)
    except UnknownLanguage:
        return replace(sent, refusal=words["no_language"])
    told = [Told(claim=claim, said=None, learned=_NEVER, origin="") for claim in reading.claims]
    return replace(
        sent, paragraphs=mark_text(reading.article.text, reading.claims),
        claims=tuple(code_claim(n, one, "") for n, one in enumerate(told, 1)),
        notices=tuple(dict.fromkeys(notice.message for notice in reading.notices)),
    )  # fmt: skip


def read_pasted(text: str, day: dt.date | None, language: str) -> Reading:
    """The reading of a text, printed on a day and in a language where these are known; a worker calls it."""
    return read_text(text, given=Given(published=day, language=language))


def _page(visit: Visit, view: ReadView) -> Page:
    return Page(template="read.html", title=visit.w.words["read"]["title"], view=view, charts={"languages": available_languages()})
