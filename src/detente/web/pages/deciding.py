"""What analysts decide on a page: each form writes one decision with author and reason, and leads back to where it was sent from."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from detente.assembly.amend import FIELDS
from detente.errors import NotFound, UsageError
from detente.ingest.assemble import load_claims
from detente.records import Decision
from detente.web.pages.article import values_of
from detente.web.pages.page import Visit, visit_of
from detente.web.state import state_of

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=4000)]


@router.post("/claim/{name}/correct")
def correct(  # noqa: PLR0913  the fields of a form
    request: Request, name: str, reason: Text = "", by: Text = "", back: Text = "",
    type: Text = "", actors: Text = "", recipients: Text = "", speakers: Text = "", when: Text = "",  # noqa: A002  names of the fields
    stance: Text = "", certainty: Text = "",
) -> Response:  # fmt: skip
    """Corrects the fields of a claim that differ from what it says now."""
    visit = visit_of(request)
    found = visit.ledger.look(lambda c: load_claims(c, [name])).get(name)
    if found is None:
        raise NotFound(f"{name}: no such claim")
    now = values_of(found.claim)
    sent = dict(zip(FIELDS, (type, actors, recipients, speakers, when, stance, certainty), strict=True))
    changed = {field: value for field, value in sent.items() if value.strip() != now[field]}
    if not changed:
        raise UsageError(visit.w.words["decide"]["nothing"])
    return _decided(visit, back, reason, lambda: visit.ledger.correct(name, changed, reason=reason, by=by))


@router.post("/claim/{name}/{kind}")
def part(request: Request, name: str, kind: str, reason: Text = "", by: Text = "", back: Text = "") -> Response:
    """Parts a claim from its event, or takes it out of account."""
    visit = visit_of(request)
    work = {"split": visit.ledger.split, "retract": visit.ledger.retract}.get(kind)
    if work is None:
        raise NotFound(f"{kind}: no such decision")
    return _decided(visit, back, reason, lambda: work(name, reason=reason, by=by))


@router.post("/event/{name}/merge")
def merge(request: Request, name: str, other: Text = "", reason: Text = "", by: Text = "", back: Text = "") -> Response:
    """Puts an event together with another, which is named by its id or the address of its page."""
    visit, wanted = visit_of(request), urlsplit(other.strip()).path.rstrip("/").rpartition("/")[2]
    return _decided(visit, back, reason, lambda: visit.ledger.merge(name, wanted, reason=reason, by=by))


@router.post("/event/{name}/note")
def note(request: Request, name: str, reason: Text = "", by: Text = "", back: Text = "") -> Response:
    """Writes a note to an event."""
    visit = visit_of(request)
    return _decided(visit, back, reason, lambda: visit.ledger.note(name, reason, by=by))


@router.post("/decision/{name}/undo")
def undo(request: Request, name: str, reason: Text = "", by: Text = "", back: Text = "") -> Response:
    """Takes a decision back."""
    visit = visit_of(request)
    return _decided(visit, back, reason, lambda: visit.ledger.undo(name, reason=reason, by=by))


def _decided(visit: Visit, back: str, reason: str, work: Callable[[], Decision]) -> Response:
    if not reason.strip():
        raise UsageError(visit.w.words["decide"]["needs_reason"])
    decision = state_of(visit.request).deciding.submit(work).result()  # one at a time, as the writer's lock has it
    target = back_to(back)
    path, mark, anchor = target.partition("#")
    done = f"{path}{'&' if '?' in path else '?'}done={decision.id}"
    return RedirectResponse(f"{done}{mark}{anchor}", 303)


def back_to(address: str) -> str:
    """Where a form leads back to: a page of this server, the first one for anything else."""
    own = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable() and address.isascii()
    return address if own else "/"
