"""What analysts decide: rows with author and reason, never overwritten; each wants the token."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import AfterValidator, BaseModel, Field, model_validator
from starlette.responses import Response

from detente.desk import Ledger
from detente.records import Decision
from detente.web.api.answers import Row, answer
from detente.web.api.asking import decision_row
from detente.web.state import ledger_of, state_of

router = APIRouter(tags=["decide"])
_ONE = ("undo", "note", "correct")


def _plain(text: str) -> str:
    """Refuses what no database and no page shows: NUL and halves of surrogate pairs."""
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("holds a character that cannot be kept")
    return text


Id = Annotated[str, Field(pattern="^[0-9A-Za-z]{4,40}$")]
Words = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_plain)]


class Decided(BaseModel, extra="forbid"):
    """A decision: `merge` events; `split` or `retract` claims; `correct` a claim; `note` an event; `undo` a decision."""

    kind: Literal["merge", "split", "retract", "correct", "note", "undo"]
    targets: Annotated[list[Id], Field(min_length=1, max_length=100)]
    reason: Words
    fields: dict[Annotated[str, Field(max_length=20)], Annotated[str, Field(max_length=500), AfterValidator(_plain)]] = Field(
        default={}, max_length=10, description="What `correct` changes, e.g. {\"type\": \"AID\", \"actors\": \"PRK\"}."
    )
    by: Annotated[str, Field(max_length=100, description="Who decides; else who runs the server."), AfterValidator(_plain)] = ""

    @model_validator(mode="after")
    def _fits(self) -> "Decided":
        if self.kind in _ONE and len(self.targets) != 1:
            raise ValueError(f"{self.kind} is about one target")
        if bool(self.fields) != (self.kind == "correct"):
            raise ValueError("fields belong to correct, and correct needs them")
        return self


@router.post("/decisions", response_model=Row, status_code=201)
async def decide(request: Request, ledger: Annotated[Ledger, Depends(ledger_of)], decided: Decided) -> Response:
    """Writes a decision; what it touches is put together anew before the answer. `undo` takes it back."""
    made = await asyncio.get_running_loop().run_in_executor(state_of(request).deciding, write_decision, ledger, decided)
    return answer(decision_row(made), status=201)


def write_decision(ledger: Ledger, decided: Decided) -> Decision:
    """A decision written. Raises NotFound where the ledger does not hold a target, UsageError for one that makes no sense."""
    why = {"reason": decided.reason, "by": decided.by}
    first = decided.targets[0]
    if decided.kind == "note":
        return ledger.note(first, decided.reason, by=decided.by)
    if decided.kind == "correct":
        return ledger.correct(first, decided.fields, **why)
    if decided.kind == "undo":
        return ledger.undo(first, **why)
    writers = {"merge": ledger.merge, "split": ledger.split, "retract": ledger.retract}
    return writers[decided.kind](*decided.targets, **why)
