"""Who is on good and who on bad terms in some months: a signed network, of all or of one party and those around it."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from detente.errors import UsageError
from detente.ledger.looking import find_now, find_span
from detente.records.eventtable import QUADS, EventTable, table_from_columns
from detente.relations import SignedGraph, Window, signed_graph
from detente.relations.camps import Camps, find_camps
from detente.web.charts.graph import GraphChart, draw_graph
from detente.web.pages.lines import code_of
from detente.web.pages.page import Page, Visit
from detente.web.pages.pulse import Pulse, find_pulse

WINDOWS = (12, 36, 120)
_PARTIES, _EACH, _TIES = 40, 60, 200
"""Parties drawn; events of one class that a pair's month counts at most (more change no sign); ties in the table."""
_YEARS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TieLine:
    """A tie: valence from -1 to 1, whether it is hostile, and events in the window."""

    a: str
    b: str
    valence: float
    hostile: bool
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The page of the network: the last day of the window of `months` months, `ego` the party it is seen from or ""."""

    until: dt.date | None
    first: dt.date | None
    months: int
    ego: str
    parties: int
    cut: float | None
    ties: tuple[TieLine, ...]
    camps: tuple[tuple[str, ...], ...]


def make_network(visit: Visit) -> Page:
    """The page of the network."""
    asked, ego = visit.number("months", 0, low=1, high=600), code_of(visit.asked("ego"))
    now, span = visit.ledger.look(find_now), visit.ledger.look(find_span)
    until = _until(visit.asked("until"), now)
    months, found = next(
        ((n, kept) for n in ((asked,) if asked else WINDOWS) if (kept := _kept(visit, n, until, ego))), (asked or WINDOWS[-1], None)
    )
    pulse = find_pulse(visit, months, until=until)
    graph, held, chart = (found[0], found[1], found[2]) if found else (None, None, None)
    view = Network(
        until=pulse.last, first=pulse.first_of(months), months=months, ego=ego, parties=len(graph.names) if graph else 0,
        cut=round(float(graph.cut), 3) if graph else None, ties=_ties(pulse, months, graph), camps=_camps(graph, held),
    )  # fmt: skip
    rows = [{"a": one.a, "b": one.b, "valence": one.valence, "hostile": one.hostile, "events": one.events} for one in view.ties]
    charts = {"graph": chart, "windows": WINDOWS, "years": _years(span, now), "year": until.year if until else None}
    return Page(template="network.html", title=visit.w.words["network"]["title"], view=view, rows=rows, charts=charts)


def _kept(visit: Visit, months: int, until: dt.date | None, ego: str) -> tuple[SignedGraph, Camps, GraphChart] | None:
    pulse = find_pulse(visit, months, until=until)
    return visit.kept.get(visit.ledger, ("network", months, until, ego), lambda: _graph(pulse, months, ego), seconds=120)


def _until(asked: str, now: dt.date | None) -> dt.date | None:
    """The last day of the window: of a year, a month, or the day itself, never later than now."""
    from detente.desk.days import parse_until

    day = parse_until(asked)
    if day is None:
        return now
    if day.year < 2:
        raise UsageError(f"{asked!r} is too long ago")
    return min(day, now) if now else day


def _years(span: tuple[int, int] | None, now: dt.date | None) -> tuple[int, ...]:
    if span is None or now is None:
        return ()
    return tuple(range(max(span[0], now.year - _YEARS + 1), now.year + 1))


def _graph(pulse: Pulse, months: int, ego: str) -> tuple[SignedGraph, Camps, GraphChart] | None:
    """The graph of a window, the parties with most events of all, or one party and those it deals with most."""
    events = pulse.events(months)
    if ego:
        events = np.where([ego in pair for pair in zip(pulse.a, pulse.b, strict=True)], events, 0)
    strength: dict[str, int] = {}
    for a, b, number in zip(pulse.a, pulse.b, events.tolist(), strict=True):
        if number:
            strength[a] = strength.get(a, 0) + number
            strength[b] = strength.get(b, 0) + number
    kept = set(sorted(strength, key=lambda code: (-strength[code], code))[:_PARTIES])
    table = _table(pulse, months, kept)
    if table is None:
        return None
    try:
        graph = signed_graph(table, Window())
    except ValueError:  # no pair has enough events in the window
        return None
    held = find_camps(graph.sign, groups=None)  # blocs alone: the rest of `balance` is not shown here, and would double the time
    return graph, held, draw_graph(graph, held)


def _table(pulse: Pulse, months: int, kept: set[str]) -> EventTable | None:
    """The monthly counts of some parties as events, those of a month spread evenly over its days."""
    assert pulse.last is not None or not pulse.a
    chosen = [n for n, pair in enumerate(zip(pulse.a, pulse.b, strict=True)) if set(pair) <= kept]
    counts = np.minimum(pulse.months[chosen][:, -months:, :4], _EACH)
    places = np.argwhere(counts > 0)
    if pulse.last is None or not len(places):
        return None
    numbers = counts[tuple(places.T)]
    rows = np.repeat(places, numbers, axis=0)
    within = np.concatenate([(np.arange(n) * 28) // n for n in numbers.tolist()])
    last_month = (pulse.last.year - 1970) * 12 + pulse.last.month - 1
    begins = np.arange(last_month - months + 1, last_month + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    pairs = [chosen[n] for n in rows[:, 0].tolist()]
    return table_from_columns(
        day=begins[rows[:, 1]] + within, actor=[pulse.a[n] for n in pairs], recipient=[pulse.b[n] for n in pairs],
        type=[QUADS[n + 1] for n in rows[:, 2].tolist()], quad=rows[:, 2] + 1,
    )  # fmt: skip


def _ties(pulse: Pulse, months: int, graph: SignedGraph | None) -> tuple[TieLine, ...]:
    if graph is None:
        return ()
    events = dict(zip(zip(pulse.a, pulse.b, strict=True), pulse.events(months).tolist(), strict=True))
    return tuple(
        TieLine(a=a, b=b, valence=round(value, 3), hostile=sign < 0, events=events.get((a, b)) or events.get((b, a), 0))
        for a, b, value, sign in graph.ties()[:_TIES]
    )


def _camps(graph: SignedGraph | None, found: Camps | None) -> tuple[tuple[str, ...], ...]:
    """The parties of each bloc, the largest first."""
    if graph is None or found is None:
        return ()
    groups: dict[int, list[str]] = {}
    for name, group in zip(graph.names, found.group.tolist(), strict=True):
        groups.setdefault(group, []).append(name)
    return tuple(tuple(sorted(names)) for _, names in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))
