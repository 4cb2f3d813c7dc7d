"""One party: with whom it deals now, how, and what happened last."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from detente.errors import NotFound
from detente.ledger.asking import find_events
from detente.ledger.looking import count_events
from detente.web.pages.home import RelationLine, relation_lines, sparks
from detente.web.pages.lines import Choice, EventLine, choice_of, code_of, lines_of, rows_of
from detente.web.pages.page import Page, Visit
from detente.web.pages.pulse import Pulse, find_pulse

_PARTNERS = 24
WINDOWS = (12, 60, 240)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The page of a party; `months` is the window of its partners, from `since` to `until`."""

    code: str
    whole: int
    fit: int
    first: dt.date | None
    last: dt.date | None
    months: int
    since: dt.date | None
    until: dt.date | None
    partners: tuple[RelationLine, ...]
    choice: Choice
    events: tuple[EventLine, ...]


def make_state(visit: Visit) -> Page:
    """The page of a party by its code. Raises NotFound where no event has it."""
    code, choice = code_of(visit.part("code")), choice_of(visit)
    everything = Choice(since="", until="", types=(), statuses=(), show=1)
    whole = visit.ledger.look(lambda c: count_events(c, everything.question(code)))
    if not whole[0]:
        raise NotFound(f"no event has {code}; search finds parties by their names")
    fit = visit.ledger.look(lambda c: count_events(c, choice.question(code))) if choice.narrows else whole
    events = visit.ledger.look(lambda c: lines_of(c, find_events(c, choice.question(code))))
    asked = visit.number("months", 0, low=1, high=600)
    months = asked or next((n for n in WINDOWS if len(_of(find_pulse(visit, n), code, n)) >= 3), WINDOWS[-1])
    pulse = find_pulse(visit, months)
    chosen = _of(pulse, code, months)[:_PARTNERS]
    partners = tuple(_turned(line, code) for line in relation_lines(pulse, chosen, months))
    view = State(
        code=code, whole=whole[0], fit=fit[0], first=dt.date.fromordinal(whole[1]) if whole[1] else None,
        last=dt.date.fromordinal(whole[2]) if whole[2] else None, months=months, since=pulse.first_of(months), until=pulse.last,
        partners=partners, choice=choice, events=events[: choice.show],
    )  # fmt: skip
    charts = {"partners": sparks(pulse, chosen, months), "more": len(events) > choice.show, "windows": WINDOWS}
    return Page(template="state.html", title=visit.w.name(code), view=view, rows=rows_of(view.events), charts=charts)


def _of(pulse: Pulse, code: str, months: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The pairs of a party with events in the window, those with most first."""
    events = pulse.events(months)
    rows = np.array([n for n, pair in enumerate(zip(pulse.a, pulse.b, strict=True)) if code in pair and events[n]], np.int64)
    return rows[np.argsort(-events[rows], kind="stable")] if len(rows) else rows


def _turned(line: RelationLine, code: str) -> RelationLine:
    """A line with the party itself first."""
    return line if line.a == code else RelationLine(
        a=line.b, b=line.a, events=line.events, before=line.before, contested=line.contested, conflict=line.conflict
    )  # fmt: skip
