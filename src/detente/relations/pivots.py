"""Third parties between two others: how warm and how even with both, and whether one courts them after the other has."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import EventTable, Flags, Floats, Ints
from detente.relations.network import Window, signed_graph
from detente.relations.panel import fold_reports
from detente.relations.periods import Parameters, make_calendar

_COOPERATION = (1, 2)
_AFTER = 3  # periods (months or weeks) before and after that are compared
_BEFORE, _APART = 12, 6  # periods that a warming stands out from, and that lie between two
_SHORTEST = 36
_FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Courtship:
    """Whether `suitor` comes with offers after the third party has warmed to `rival`.

    `rise` is the mean of log(share of the suitor's cooperation that goes to the third party in the 3 periods after) minus the same of the
    3 before, over `dates`, the periods of warming (first days, ISO); periods are months or weeks, as `parameters.period` says. `p` is how
    often as much a rise follows the same pattern of dates shifted to other times (placebo dates), `q` the same after Benjamini and Hochberg
    over all third parties; nan where the series is too short.
    """

    suitor: str
    rival: str
    rise: float
    dates: tuple[str, ...]
    p: float
    q: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivot:
    """A party between two others, e.g. Vietnam between the United States and China.

    `index` is warmth times evenness, 0 to 1: `min((S1+1)/2, (S2+1)/2) * 2 min(n1,n2) / (n1+n2)` with valences S and events n of its ties
    to `a` and `b`. `host` says why much that is told of it is told of its guests, "" where nothing does. A high index alone is no game:
    `after_a` (b courts after warming to a) and `after_b` are the test of that.
    """

    name: str
    a: str
    b: str
    index: float
    valence_a: float
    valence_b: float
    valence_ab: float
    after_a: Courtship
    after_b: Courtship
    host: str


def pivots(
    table: EventTable,
    a: str,
    b: str,
    parameters: Parameters | None = None,
    *,
    window: Window | None = None,
    hosts: Mapping[str, str] | None = None,
) -> tuple[Pivot, ...]:
    """Third parties between two others, the highest index first, e.g. `pivots(table, "USA", "CHN")[0].name`.

    `window` is the time that the index is told for; the lead-lag test uses the whole table, by month or week (`parameters.period`).
    `hosts` names host states with reasons (`detente.load.layouts.host_states`). Raises ValueError where a or b has no tie in the window.
    """
    parameters = parameters or Parameters()
    graph = signed_graph(table, window, parameters)
    one, other = graph.place(a), graph.place(b)
    thirds = np.flatnonzero((graph.sign[one] != 0) & (graph.sign[other] != 0))
    series = _Series.build(table, (a, b), parameters)
    names = tuple(graph.names[int(place)] for place in thirds)
    after_a, after_b = _courtships(series, names, suitor=b, rival=a), _courtships(series, names, suitor=a, rival=b)
    found = []
    for place, first, second in zip(thirds, after_a, after_b, strict=True):
        warm = min(graph.valence[one, place], graph.valence[other, place]) / 2 + 0.5
        sizes = graph.weight[one, place], graph.weight[other, place]
        found.append(Pivot(
            name=graph.names[int(place)], a=a, b=b, index=float(warm * 2 * min(sizes) / sum(sizes)),
            valence_a=float(graph.valence[one, place]), valence_b=float(graph.valence[other, place]),
            valence_ab=float(graph.valence[one, other]), after_a=first, after_b=second, host=(hosts or {}).get(graph.names[int(place)], ""),
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda pivot: (-pivot.index, pivot.name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """Cooperation by period of two parties with everybody: `sent[a]` and `received[a]` have the shape (parties, periods)."""

    places: Mapping[str, int]
    first: Ints
    sent: Mapping[str, Floats]
    received: Mapping[str, Floats]

    @classmethod
    def build(cls, table: EventTable, sides: tuple[str, str], parameters: Parameters) -> "_Series":
        folded = fold_reports(table.counted(parameters.count), parameters.material)
        calendar = make_calendar(int(folded.day.min()), int(folded.day.max()), parameters.period)
        places = {name: place for place, name in enumerate(table.names)}
        good: Flags = np.isin(folded.quad, _COOPERATION)
        size, periods = len(table.names), len(calendar)
        ends = folded.pair // size, folded.pair % size
        period = calendar.place(folded.day)

        def sums(near: Ints, far: Ints, party: int) -> Floats:
            chosen = good & (near == party)
            cells = far[chosen] * periods + period[chosen]
            return np.asarray(np.bincount(cells, folded.weight[chosen], size * periods).reshape(size, periods), np.float64)

        return cls(
            places=places, first=calendar.first, sent={side: sums(*ends, places[side]) for side in sides},
            received={side: sums(*ends[::-1], places[side]) for side in sides},
        )  # fmt: skip


def _courtships(series: _Series, thirds: tuple[str, ...], *, suitor: str, rival: str) -> tuple[Courtship, ...]:
    raw = []
    for name in thirds:
        dates = _warmings(series, name, rival)
        rise, p = lead_lag(_offers(series, suitor, name), dates)
        raw.append((rise, p, tuple(str(np.datetime64(int(series.first[place]), "D")) for place in dates)))
    adjusted = benjamini_hochberg(np.array([p for _, p, _ in raw]))
    return tuple(
        Courtship(suitor=suitor, rival=rival, rise=rise, dates=dates, p=p, q=float(q))
        for (rise, p, dates), q in zip(raw, adjusted, strict=True)
    )


def _offers(series: _Series, suitor: str, third: str) -> Floats:
    """The log of the share of a suitor's cooperation that goes to the third party, so that its own busy periods do not count."""
    sent = series.sent[suitor]
    return np.asarray(np.log(sent[series.places[third]] + 0.5) - np.log(sent.sum(0) + 1), np.float64)


def _warmings(series: _Series, third: str, rival: str) -> Ints:
    """Periods in which cooperation (both ways) stands a standard deviation above that of the twelve before, at least six apart."""
    place = series.places[third]
    level = np.log1p(series.sent[rival][place] + series.received[rival][place])
    found: list[int] = []
    for period in range(_BEFORE, len(level) - _AFTER):
        past = level[period - _BEFORE : period]
        risen = level[period] > past.mean() + max(float(past.std()), 0.25)
        if risen and (not found or period - found[-1] >= _APART):
            found.append(period)
    return np.asarray(found, np.int64)


def lead_lag(offers: Floats, dates: Ints) -> tuple[float, float]:
    """How much a series rises after some dates and how often it rises as much after the same pattern of dates put elsewhere.

    The dates are shifted around the series (circularly), which keeps their spacing; every shift is tried, so there is no chance in it. The
    result is (nan, nan) for fewer than 3 dates or 36 periods.
    """
    size = len(offers)
    if size < _SHORTEST or len(dates) < _FEWEST:
        return np.nan, np.nan
    sums = np.append(0.0, np.cumsum(np.concatenate([offers, offers, offers])))
    at = np.arange(size) + size
    rises = (sums[at + 1 + _AFTER] - sums[at + 1] - sums[at] + sums[at - _AFTER]) / _AFTER
    usable = np.arange(_AFTER, size - _AFTER)  # periods whose neighbours do not wrap around
    shifts = np.arange(len(usable))
    places = (dates - _AFTER + shifts[:, None]) % len(usable)
    means = rises[usable][places].mean(1)
    return float(means[0]), float((means >= means[0] - 1e-12).mean())


def benjamini_hochberg(p: Floats) -> Floats:
    """Each p-value as the smallest rate of false discoveries at which it is one; nan stays nan."""
    known = np.flatnonzero(~np.isnan(p))
    found = np.full(len(p), np.nan)
    order = known[np.argsort(p[known])]
    scaled = p[order] * len(known) / np.arange(1, len(known) + 1)
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return found
