"""What the ledger took in: how much, when last, and what it could not read and why."""

from dataclasses import dataclass

from detente.ledger.items import Failed
from detente.ledger.looking import count_items, count_rows, count_statuses, find_late_failures, find_latest
from detente.web.pages.event import Printing, printing_of
from detente.web.pages.page import Page, Visit

_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The page of the ingest: rows by kind, items by state, failures by code, events by status, what came last, what failed last."""

    rows: dict[str, int]
    items: dict[str, int]
    codes: dict[str, int]
    statuses: dict[str, int]
    learned: str
    latest: tuple[Printing, ...]
    failed: tuple[Failed, ...]


def make_intake(visit: Visit) -> Page:
    """The page of the ingest."""
    show = visit.number("show", _SHOWN, low=1, high=1000)
    look = visit.ledger.look
    items, codes = visit.kept.get(visit.ledger, "items", lambda: look(count_items))
    latest = look(lambda c: find_latest(c, limit=12))
    view = Intake(
        rows=visit.kept.get(visit.ledger, "counts", lambda: look(count_rows)), items=items, codes=codes,
        statuses=visit.kept.get(visit.ledger, "statuses", lambda: look(count_statuses)), learned=latest[0].learned if latest else "",
        latest=tuple(map(printing_of, latest)), failed=tuple(look(lambda c: find_late_failures(c, limit=show))),
    )  # fmt: skip
    rows = [{"item": one.key, "code": one.code, "reason": one.reason, "learned": one.learned} for one in view.failed]
    return Page(template="ingest.html", title=visit.w.words["ingest"]["title"], view=view, rows=rows)
