"""What made a turning point: the types of events that became more or fewer, and events of these types near it."""

from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import Floats, Ints
from detente.relations.trajectory import Trajectory

_CONFLICT, _MATERIAL = (3, 4), (2, 4)
_AFTER = 28  # days after the interval of the turn in which events may still belong to it
_TYPES, _EACH = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A type of event whose share of all weight changed at a turn, e.g. from .20 to .45; `type` is a place in the table's types."""

    type: int
    quad: int
    before: float
    after: float


def find_shifts(path: Trajectory, edges: tuple[int, int, int], *, down: bool) -> tuple[Shift, ...]:
    """The three types whose shares moved a relation most, of the periods `[left, at)` and `[at, right)`, the largest change first.

    A fall is made by conflict that grows and cooperation that shrinks, a rise by the opposite; what goes against the turn is left out.
    """
    table = path.table
    period = path.calendar.place(table.day)
    weight = _weight(path)
    sides = []
    for first, end in ((edges[0], edges[1]), (edges[1], edges[2])):
        inside = (period >= first) & (period < end)
        sums = np.bincount(table.type[inside], weight[inside], len(table.types))
        sides.append(sums / max(float(sums.sum()), 1e-12))
    quads = np.zeros(len(table.types), np.int64)
    quads[table.type] = table.quad
    change = sides[1] - sides[0]
    helps = np.where(np.isin(quads, _CONFLICT) == down, change, -change)
    order = [int(kind) for kind in np.argsort(-helps, kind="stable")[:_TYPES] if helps[kind] > 0]
    return tuple(Shift(type=kind, quad=int(quads[kind]), before=float(sides[0][kind]), after=float(sides[1][kind])) for kind in order)


def find_makers(path: Trajectory, interval: tuple[int, int, int], shifts: tuple[Shift, ...]) -> Ints:
    """Rows of the events that may have made a turn: of each type that grew, the two nearest to the most likely day, in order of their days.

    `interval` are the first, the likeliest and the last day of the turn; events count from its first day to four weeks after its last.
    """
    first, best, last = interval
    table = path.table
    inside = (table.day >= first) & (table.day <= last + _AFTER)
    found: list[int] = []
    for shift in shifts:
        if shift.after <= shift.before:
            continue
        rows = np.flatnonzero(inside & (table.type == shift.type))
        order = np.lexsort((-table.reports[rows], abs(table.day[rows] - best)))
        found += [int(row) for row in rows[order[:_EACH]]]
    return np.asarray(sorted(found, key=lambda row: (int(table.day[row]), row)), np.int64)


def _weight(path: Trajectory) -> Floats:
    table = path.table
    return np.asarray(np.where(np.isin(table.quad, _MATERIAL), path.parameters.material, 1.0) * np.log2(1 + table.reports), np.float64)
