"""Reading a text at once, and coding two parties of it; nothing is kept."""

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BaseModel, Field, model_validator
from starlette.responses import Response

from detente.errors import UsageError
from detente.records.wire import Plain
from detente.web.api.answers import Row, answer
from detente.web.state import state_of

router = APIRouter(tags=["read"])
MOST_CHARACTERS = 300_000


def _whole(text: str) -> str:
    """Refuses halves of surrogate pairs, which JSON can hold and no text does."""
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("holds half of a surrogate pair")
    return text


Text = Annotated[str, Field(max_length=MOST_CHARACTERS), AfterValidator(_whole)]
Short = Annotated[str, Field(max_length=500), AfterValidator(_whole)]
Span = tuple[Annotated[int, Field(ge=0, le=MOST_CHARACTERS)], Annotated[int, Field(ge=0, le=MOST_CHARACTERS)]]


class Posted(BaseModel, extra="forbid"):
    """An article: its `text`, or its page as `html`, and what is known of it."""

    text: Text = ""
    html: Text = ""
    published: dt.date | None = Field(default=None, description="Day of publication; relative times count from it.")
    language: Short = Field(default="", description="en, id; else it is detected.")
    title: Short = ""
    publisher: Short = ""

    @model_validator(mode="after")
    def _one(self) -> "Posted":
        if bool(self.text.strip()) == bool(self.html.strip()):
            raise ValueError("give the article as text or as html, one of the two")
        return self


class Pair(BaseModel, extra="forbid"):
    """A text and two parties of it: the words themselves, or character spans [start, end]; null where nobody is named."""

    text: Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(_whole)]
    source: Short | Span | Annotated[list[Span], Field(max_length=20)] | None
    target: Short | Span | Annotated[list[Span], Field(max_length=20)] | None
    language: Short = Field(description="en, id.")


@router.post("/read", response_model=Row)
async def read(request: Request, posted: Posted) -> Response:
    """The claims of an article, each as `detente read --format jsonl` writes it, with the article's facts and the notices."""
    return answer(await state_of(request).reader.call(read_posted, posted.model_dump()))


@router.post("/code", response_model=Row)
async def code(request: Request, pair: Pair) -> Response:
    """The claim that a text makes about two parties, null where it makes none."""
    return answer({"claim": await state_of(request).reader.call(code_posted, pair.model_dump())})


def read_posted(posted: dict[str, Any]) -> Plain:
    """The reading of what was posted, as plain values; called in a process of its own."""
    from detente.intake import Given, read_draft, read_text
    from detente.load import Limits
    from detente.load.html import load_html
    from detente.load.source import cut

    given = Given(
        published=posted["published"], language=posted["language"], title=posted["title"], publisher=posted["publisher"]
    )
    if posted["html"].strip():
        reading = read_draft(cut(load_html(posted["html"].encode(), name="the page"), Limits()), given=given)
    else:
        reading = read_text(posted["text"], given=given)
    article = reading.article
    return {
        "article": {
            "id": article.id, "language": article.language, "published": article.published and article.published.isoformat(),
            "published_basis": article.published_basis, "title": article.title, "publisher": article.publisher, "url": article.url,
            "text": article.text,
        },
        "claims": reading.to_dicts(),
        "notices": [{"code": one.code, "message": one.message, "where": one.where, "hint": one.hint} for one in reading.notices],
    }  # fmt: skip


def code_posted(pair: dict[str, Any]) -> Plain | None:
    """The claim about a pair as plain values; called in a process of its own."""
    import detente
    from detente.records.wire import claim_to_dict

    try:
        found = detente.code(pair["text"], source=pair["source"], target=pair["target"], language=pair["language"])
    except IndexError as error:
        raise UsageError("a span lies outside the text") from error
    return claim_to_dict(found) if found else None
