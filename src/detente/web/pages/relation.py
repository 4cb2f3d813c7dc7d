"""The relation of two parties: its course with phases and turning points, its events by type and status, and a third party beside it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.errors import NotFound, UsageError
from detente.ledger.asking import find_events
from detente.ledger.looking import count_events, count_marks, find_marks
from detente.relations import Parameters, Trajectory, phases
from detente.relations.phases import Phases
from detente.web.charts.course import EPOCH, CourseChart, draw_course
from detente.web.charts.marks import MarksChart, draw_bubbles, draw_dots
from detente.web.pages.lines import Choice, EventLine, choice_of, code_of, lines_of, rows_of
from detente.web.pages.page import Page, Visit

SINGLE = 160
"""Events up to so many are drawn one by one: more would take the page beyond its time, and their marks onto one another."""
COUNTS = ("reported", "confirmed", "all")
_MAKERS, _STRETCHES = 3, 36


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLine:
    """A phase of a relation with its days and its valence, None where too little is told."""

    name: str
    first: dt.date
    last: dt.date
    valence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLine:
    """A turning point: its day, between which days it surely lies, the valence before and after, and events near it."""

    day: dt.date
    earliest: dt.date
    latest: dt.date
    before: float
    after: float
    events: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Another pair beside this one: the last valence worth reading with its month, and events in all."""

    a: str
    b: str
    events: int
    valence: float | None
    at: dt.date | None
    phase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The page of two parties; `whole` counts all their events, `fit` those that the filters let in."""

    a: str
    b: str
    count: str
    whole: int
    fit: int
    first: dt.date | None
    last: dt.date | None
    verdict: str
    phases: tuple[PhaseLine, ...]
    turns: tuple[TurnLine, ...]
    valence: float | None
    choice: Choice
    events: tuple[EventLine, ...]
    third: str
    compared: tuple[Compared, ...]


def make_relation(visit: Visit) -> Page:
    """The page of two parties. Raises UsageError where they are one, NotFound where no event has both."""
    a, b = code_of(visit.part("a")), code_of(visit.part("b"))
    if a == b:
        raise UsageError(f"{a} has no relation with itself; give two parties")
    choice, count = choice_of(visit), visit.asked("count", COUNTS[0])
    if count not in COUNTS:
        raise UsageError(f"count: {count!r}; there are: {', '.join(COUNTS)}")
    seen = visit.ledger.look(lambda c: _look(c, a, b, choice))
    if not seen.whole[0]:
        raise NotFound(f"no event has both {a} and {b}")
    path, found = course_of(visit, a, b, count)
    third = code_of(visit.asked("with"))
    view = Relation(
        a=a, b=b, count=count, whole=seen.whole[0], fit=seen.fit[0], first=_day(seen.whole[1]), last=_day(seen.whole[2]),
        verdict=found.verdict if found else "",
        phases=_phases(found), turns=_turns(visit, path, found), valence=_last(path)[0], choice=choice,
        events=seen.events[: choice.show], third=third, compared=_compare(visit, a, b, third, count),
    )  # fmt: skip
    charts = {
        "course": _chart(visit, path, found, choice), "marks": seen.chart, "more": len(seen.events) > choice.show,
        "compare": [_chart(visit, *course_of(visit, one.a, one.b, count), choice) for one in view.compared], "counts": COUNTS,
    }  # fmt: skip
    title = visit.w.say("relation.title", a=visit.w.name(a), b=visit.w.name(b))
    return Page(template="relation.html", title=title, view=view, rows=rows_of(view.events), charts=charts)


def course_of(visit: Visit, a: str, b: str, count: str) -> tuple[Trajectory | None, Phases | None]:
    """The course of two parties and its phases, None where no event between them counts; phases are looked for once."""
    try:
        path = visit.ledger.trajectory(a, b, Parameters(count=count))
    except UsageError:
        return None, None
    table = path.table
    key = ("phases", a, b, count, len(table), hash((table.day.tobytes(), table.quad.tobytes(), table.actor.tobytes(), path.mix.tobytes())))
    return path, visit.kept.get(visit.ledger, key, lambda: phases(path), seconds=3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What the ledger holds of two parties: all their events and those that fit, as (number, first, last day), their chart and list."""

    whole: tuple[int, int, int]
    fit: tuple[int, int, int]
    chart: MarksChart | None
    events: tuple[EventLine, ...]


def _look(connection: Any, a: str, b: str, choice: Choice) -> _Seen:
    question = choice.question(a, b)
    whole, fit = count_events(connection, Choice(since="", until="", types=(), statuses=(), show=1).question(a, b)), (0, 0, 0)
    if whole[0]:
        fit = count_events(connection, question) if choice.narrows else whole
    chart = None
    if fit[1] and fit[0] <= SINGLE:
        chart = draw_dots(find_marks(connection, question, most=SINGLE))
    elif fit[1]:
        width = max(1, -(-(fit[2] + 1 - fit[1]) // _STRETCHES))
        counts = count_marks(connection, question, start=fit[1], width=width)
        chart = draw_bubbles(counts, start=fit[1], width=width, last=fit[2])
    return _Seen(whole=whole, fit=fit, chart=chart, events=lines_of(connection, find_events(connection, question)))


def _day(number: int) -> dt.date | None:
    return dt.date.fromordinal(number) if number else None


def _phases(found: Phases | None) -> tuple[PhaseLine, ...]:
    return tuple(
        PhaseLine(
            name=one.name, first=dt.date.fromisoformat(one.first), last=dt.date.fromisoformat(one.last),
            valence=None if one.name == "thin" or np.isnan(one.valence) else round(float(one.valence), 3),
        )
        for one in (found.phases if found else ())
    )  # fmt: skip


def _turns(visit: Visit, path: Trajectory | None, found: Phases | None) -> tuple[TurnLine, ...]:
    if path is None or found is None or not found.breaks:
        return ()
    ids = {n: [path.table.ids[int(i)] for i in one.events[:_MAKERS]] for n, one in enumerate(found.breaks)} if path.table.ids else {}
    lines = visit.ledger.look(lambda c: {one.id: one for one in lines_of(c, [name for some in ids.values() for name in some])})
    return tuple(
        TurnLine(
            day=dt.date.fromisoformat(one.day), earliest=dt.date.fromisoformat(one.earliest), latest=dt.date.fromisoformat(one.latest),
            before=round(float(one.before), 3), after=round(float(one.after), 3),
            events=tuple(lines[name] for name in dict.fromkeys(ids.get(n, [])) if name in lines),
        )
        for n, one in enumerate(found.breaks)
    )  # fmt: skip


def _last(path: Trajectory | None) -> tuple[float | None, dt.date | None]:
    """The last valence worth reading, and the month it is of."""
    if path is None or path.joint.grey.all():
        return None, None
    good = np.flatnonzero(~path.joint.grey)
    return round(float(path.joint.valence[good[-1]]), 3), dt.date.fromordinal(int(path.calendar.last[good[-1]]) + EPOCH)


def _chart(visit: Visit, path: Trajectory | None, found: Phases | None, choice: Choice) -> CourseChart | None:
    if path is None or found is None or path.joint.grey.all():
        return None
    asked, named = choice.question(), {phase.name: len(visit.w.term("phases", phase.name)) for phase in found.phases}
    return draw_course(path, found, named, since=asked.since, until=asked.until)


def _compare(visit: Visit, a: str, b: str, third: str, count: str) -> tuple[Compared, ...]:
    if not third or third in (a, b):
        return ()
    return tuple(_compared(visit, one, other, count) for one, other in ((a, b), (a, third), (b, third)))


def _compared(visit: Visit, a: str, b: str, count: str) -> Compared:
    path, found = course_of(visit, a, b, count)
    valence, at = _last(path)
    phase = found.phases[-1].name if found and found.phases else ""
    return Compared(a=a, b=b, events=len(path.table) if path else 0, valence=valence, at=at, phase=phase)
