"""How one relation moves: valence and stakes over time, with bands, both directions, and the events behind each point."""

from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import EventTable, Flags, Floats, Ints
from detente.relations.panel import Panel, panel
from detente.relations.periods import REFERENCE_MIX, Calendar, Parameters
from detente.relations.valence import valence
from detente.relations.worldmix import WorldCounts

_HALF = 0.5
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One side's valence over time, one value a period: -1 hostile, 0 as the world is, 1 friendly; `low` and `high` are its band.

    `odds` is the same as log-odds, `effective` how many observations it is worth; where `grey` is true it is worth too few to read.
    """

    valence: Floats
    low: Floats
    high: Floats
    odds: Floats
    effective: Floats
    grey: Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Trajectory:
    """How the relation of `a` and `b` moved since their first event, e.g. `t.joint.valence[t.calendar.place(day)]`.

    `joint` takes both directions together, `forward` what a does to b, `back` what b does to a. `asymmetry` is forward minus back, above 0
    where a is the friendlier, nan where either side is grey. `stakes` and `material` are log(1 + events a month) and log(1 + material
    conflicts a month). `events` are the rows of `table` between the two, in order of their days. `mix` is the neutral share of conflict,
    one a period; `mix_basis` says where from: "world", "given", or "reference" where the pair itself is most of what the table tells.
    """

    a: str
    b: str
    calendar: Calendar
    joint: Course
    forward: Course
    back: Course
    asymmetry: Floats
    stakes: Floats
    material: Floats
    mix: Floats
    mix_basis: str
    table: EventTable
    parameters: Parameters

    def events_behind(self, period: int, limit: int = _SHOWN) -> Ints:
        """The rows of `table` that weigh most in a point, heaviest first: those of the period and what has not faded from before it."""
        until = int(self.calendar.last[period])
        table = self.table
        weight = np.where(np.isin(table.quad, (2, 4)), self.parameters.material, 1.0) * np.log2(1 + table.reports)
        weight = weight * np.exp2((table.day - until) / self.parameters.half_life) * (table.day <= until)
        order = np.lexsort((-table.day, -weight))[:limit]
        return order[weight[order] > 0]

    def events_behind_each(self, limit: int = _SHOWN) -> list[list[int]]:
        """The same for all periods, in one walk along the days: what is heavier than another stays so, because both fade alike."""
        table = self.table
        weight = np.where(np.isin(table.quad, (2, 4)), self.parameters.material, 1.0) * np.log2(1 + table.reports)
        heavy = np.log2(weight, out=np.full(len(weight), -np.inf), where=weight > 0) + table.day / self.parameters.half_life
        found: list[list[int]] = []
        best: list[tuple[float, int, int]] = []
        place = 0
        for last in self.calendar.last.tolist():
            begin = place
            while place < len(table) and int(table.day[place]) <= last:
                place += 1
            fresh = ((-float(heavy[at]), -int(table.day[at]), at) for at in range(begin, place) if heavy[at] > -np.inf)
            best = sorted([*best, *fresh])[:limit]
            found.append([at for _, _, at in best])
        return found


def trajectory(
    table: EventTable, a: str, b: str, parameters: Parameters | None = None, *, world: Panel | WorldCounts | None = None
) -> Trajectory:
    """How the relation of two parties moved, e.g. `trajectory(table, "RUS", "UKR").joint.valence`.

    The table should hold the world's events, not those of the two alone: valence is told against the world's mix of conflict and
    cooperation in the same period. Where more than half of all weight is the pair's own, the reference mix takes its place.
    `world` is `panel(table, parameters)` where it is at hand, so that many pairs of one table share it; or monthly counts of the whole
    world, where `table` holds only the events of the two.

    Formulas: `log_odds`, `band` and `stakes` of `detente.relations.valence`. Raises ValueError where a and b are one, or where no event
    between them counts.
    """
    parameters = parameters or Parameters()
    if a == b:
        raise ValueError(f"{a} has no relation with itself; give two parties")
    nothing = f"no event between {a} and {b} counts as {parameters.count!r}"
    if a not in table.names or b not in table.names:
        raise ValueError(nothing)
    counts = world if isinstance(world, WorldCounts) else None
    everything = world if isinstance(world, Panel) else panel(table, parameters, only=(a, b), last=counts.last if counts else None)
    ahead, back = everything.place(a, b), everything.place(b, a)
    counted = table.counted(parameters.count)
    places = {name: place for place, name in enumerate(counted.names)}
    sides = (places[a], places[b])
    between = counted.where(np.isin(counted.actor, sides) & np.isin(counted.recipient, sides))
    if not len(between):
        raise ValueError(nothing)
    everything = _since(everything, int(everything.calendar.place(between.day.min(keepdims=True))[0]))
    basis, mix = _mix(everything, ahead, back, counts)
    forward, backward = (_only(everything, np.asarray([place]), mix) for place in (ahead, back))
    joint = _joined(forward, backward)
    courses = _course(forward), _course(backward)
    thin = courses[0].grey | courses[1].grey
    return Trajectory(
        a=a, b=b, calendar=everything.calendar, joint=_course(joint), forward=courses[0], back=courses[1],
        asymmetry=np.where(thin, np.nan, courses[0].valence - courses[1].valence), stakes=joint.stakes()[:, 0],
        material=joint.material()[:, 0], mix=mix, mix_basis=basis, table=_in_order(between), parameters=parameters,
    )  # fmt: skip


def _since(everything: Panel, period: int) -> Panel:
    return Panel(
        names=everything.names, actor=everything.actor, recipient=everything.recipient, calendar=everything.calendar.since(period),
        tally=everything.tally.since(period), mix=everything.mix[period:], parameters=everything.parameters,
    )  # fmt: skip


def _mix(everything: Panel, ahead: int, back: int, counts: WorldCounts | None) -> tuple[str, Floats]:
    parameters = everything.parameters
    if parameters.mix is not None:
        return "given", everything.mix
    if counts is not None:
        own_share, mix = counts.share_of_own(parameters.material), counts.mix(everything.calendar, parameters)
        return ("world", mix) if own_share <= _HALF else ("reference", np.full(len(mix), REFERENCE_MIX))
    tally = everything.tally
    weight = (tally.cooperation + tally.conflict).sum(0)
    own = sum(float(weight[place]) for place in (ahead, back) if place >= 0)
    if own > _HALF * float(weight.sum()):
        return "reference", np.full(len(everything.calendar), REFERENCE_MIX)
    return "world", everything.mix


def _only(everything: Panel, chosen: Ints, mix: Floats) -> Panel:
    return Panel(
        names=everything.names, actor=everything.actor[chosen], recipient=everything.recipient[chosen], calendar=everything.calendar,
        tally=everything.tally.columns(chosen), mix=mix, parameters=everything.parameters,
    )  # fmt: skip


def _joined(forward: Panel, back: Panel) -> Panel:
    return Panel(
        names=forward.names, actor=forward.actor, recipient=forward.recipient, calendar=forward.calendar,
        tally=forward.tally.plus(back.tally), mix=forward.mix, parameters=forward.parameters,
    )  # fmt: skip


def _course(side: Panel) -> Course:
    odds = side.odds()[:, 0]
    low, high = side.band()
    return Course(
        valence=valence(odds), low=low[:, 0], high=high[:, 0], odds=odds, effective=side.effective()[:, 0], grey=side.grey()[:, 0]
    )


def _in_order(table: EventTable) -> EventTable:
    order = np.argsort(table.day, kind="stable")
    ids = tuple(table.ids[index] for index in order) if table.ids else ()
    arrays = {name: getattr(table, name)[order] for name in ("day", "actor", "recipient", "type", "quad", "status", "reports", "row")}
    return EventTable(names=table.names, types=table.types, ids=ids, **arrays)
