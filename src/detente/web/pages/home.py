"""The first page: search, the busiest and the most contested relations now, the latest events, and a box to read an article at once."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from detente.ledger.asking import find_events
from detente.ledger.looking import count_rows
from detente.web.charts.spark import Spark, draw_spark
from detente.web.pages.lines import Choice, EventLine, lines_of
from detente.web.pages.page import Page, Visit
from detente.web.pages.pulse import CONFLICT, COOPERATION, Ints, Pulse, find_pulse

WINDOWS = (3, 12, 60, 240)
_RELATIONS, _EVENTS, _FEW = 8, 14, 5
"""Lines of a list; a window with fewer pairs than the last makes room for a longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """A pair in a list: events in the window and in the one before, disputed and denied ones, and the share of conflict, None for none."""

    a: str
    b: str
    events: int
    before: int
    contested: int
    conflict: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The first page: `months` is the window, from `first` to `last`; the contested ones may need a longer one, from `contested_first`."""

    months: int
    first: dt.date | None
    contested_first: dt.date | None
    last: dt.date | None
    active: tuple[RelationLine, ...]
    contested: tuple[RelationLine, ...]
    latest: tuple[EventLine, ...]
    counts: dict[str, int]


def make_home(visit: Visit) -> Page:
    """The first page of a ledger."""
    asked = visit.number("months", 0, low=1, high=600)
    months = asked or next((n for n in WINDOWS if np.count_nonzero(find_pulse(visit, n).events(n)) >= _FEW), WINDOWS[-1])
    pulse = find_pulse(visit, months)
    active = _top(pulse.events(months), pulse.events(months))
    longer = (n for n in WINDOWS if n >= months)
    wide = asked or next((n for n in longer if np.count_nonzero(find_pulse(visit, n).contested(n)) >= _FEW), WINDOWS[-1])
    other = find_pulse(visit, wide)
    disputed = _top(other.contested(wide), other.events(wide))
    limits = Choice(since="", until=pulse.last.isoformat() if pulse.last else "", types=(), statuses=(), show=_EVENTS)
    latest = visit.ledger.look(lambda c: lines_of(c, find_events(c, limits.question(limit=_EVENTS))))
    view = Home(
        months=months, first=pulse.first_of(months), contested_first=other.first_of(wide), last=pulse.last,
        active=relation_lines(pulse, active, months), contested=relation_lines(other, disputed, wide), latest=latest,
        counts=visit.kept.get(visit.ledger, "counts", lambda: visit.ledger.look(count_rows)),
    )  # fmt: skip
    rows = [
        {"list": name, "a": one.a, "b": one.b, "events": one.events, "before": one.before, "contested": one.contested}
        for name, some in (("active", view.active), ("contested", view.contested)) for one in some
    ]  # fmt: skip
    charts = {"active": sparks(pulse, active, months), "contested": sparks(other, disputed, wide), "windows": WINDOWS}
    return Page(template="home.html", title="", view=view, rows=rows, charts=charts)


def relation_lines(pulse: Pulse, chosen: Ints, months: int) -> tuple[RelationLine, ...]:
    """Some pairs of a pulse as lines."""
    some = pulse.chosen(chosen)
    friendly, hostile = some.side(COOPERATION, months).sum(1), some.side(CONFLICT, months).sum(1)
    columns = zip(some.a, some.b, some.events(months), some.events(months, back=1), some.contested(months), friendly, hostile, strict=True)
    return tuple(
        RelationLine(
            a=a, b=b, events=int(number), before=int(before), contested=int(contested),
            conflict=round(float(bad) / float(good + bad), 3) if good + bad else None,
        )
        for a, b, number, before, contested, good, bad in columns
    )  # fmt: skip


def sparks(pulse: Pulse, chosen: Ints, months: int) -> tuple[Spark, ...]:
    """Small bars of some pairs, twice the window long so that it shows what was before; longer windows by quarters or years."""
    some, length = pulse.chosen(chosen), 2 * months
    step = max(1, length // 24)
    sides = [some.side(columns, length) for columns in (COOPERATION, CONFLICT)]
    folded = [side[:, length % step :].reshape(len(side), length // step, step).sum(2) for side in sides]
    return tuple(draw_spark(up.tolist(), down.tolist()) for up, down in zip(*folded, strict=True))


def _top(values: Ints, ties: Ints) -> Ints:
    order = np.lexsort((-ties, -values))[:_RELATIONS]
    return np.asarray(order[values[order] > 0], np.int64)
