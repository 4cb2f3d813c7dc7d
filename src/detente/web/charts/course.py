"""The course of a relation: phases, valence with its band, both directions, and how much was told, month by month."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from detente.records.eventtable import Floats
from detente.relations import Trajectory
from detente.relations.phases import Phases
from detente.relations.trajectory import Course
from detente.web.charts.axis import Axis, Tick, number_ticks, time_ticks

EPOCH = 719_163  # the proleptic ordinal of 1970-01-01
WIDTH, LEFT, RIGHT = 960.0, 64.0, 944.0
STRIP, JOINT, SIDES, VOLUME = (22.0, 20.0), (52.0, 190.0), (274.0, 80.0), (376.0, 74.0)
"""Top and height of the four parts."""
HEIGHT = 478.0
_BEFORE = 366  # days shown before the first point worth reading
_COLUMNS, _POINTS = 100, 150  # bars of the volume, and hollow points: more are neither told apart nor made within the time of a page
_LETTER = 7.2  # pixels of a letter of a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A phase as a bar, `shown` whether its name has room in it."""

    name: str
    x: float
    width: float
    first: str
    last: str
    valence: float
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A month of the volume, or more of them: how many events, how many of them material conflicts, with the days for its link."""

    x: float
    width: float
    y: float
    height: float
    hard_y: float
    hard_height: float
    first: str
    last: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turning point: its number, where it stands, and from where to where its date may lie."""

    number: int
    x: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChart:
    """Where everything of a relation's course stands; lines are the `d` of SVG paths, `lifted` how much the volume moves up.

    That is where neither direction alone has a point worth reading, and their part is left out.
    """

    axis: Axis
    ticks: tuple[Tick, ...]
    phases: tuple[Stretch, ...]
    band: str
    thin: str
    line: str
    points: tuple[tuple[float, float], ...]
    forward: str
    back: str
    turns: tuple[Turn, ...]
    columns: tuple[Column, ...]
    volume: tuple[tuple[float, float], ...]
    levels: tuple[tuple[float, float], ...]
    side_levels: tuple[tuple[float, float], ...]
    lifted: float


def draw_course(
    path: Trajectory, found: Phases, named: dict[str, int], *, since: dt.date | None = None, until: dt.date | None = None
) -> CourseChart | None:
    """The chart of a trajectory with its phases, None where fewer than two periods lie between two days.

    `named` gives how many letters the name of each phase has. Without `since` it begins a year before the first point worth reading.
    """
    path, shown = _clipped(path, since, until)
    if len(path.calendar) < 2:
        return None
    axis = Axis(first=shown[0] + EPOCH, last=shown[1] + EPOCH, left=LEFT, right=RIGHT)
    columns, marks = _volume(path, axis)
    joint = _line(path, path.joint, axis, *JOINT)
    forward, back = (_line(path, side, axis, *SIDES) for side in (path.forward, path.back))
    return CourseChart(
        axis=axis, ticks=tuple(time_ticks(axis)), phases=_phases(found, axis, named), band=_band(path, axis),
        thin=_path(_places(path, path.joint.valence, axis, *JOINT)), line=joint,
        points=_hollow(path, axis),
        forward=forward, back=back,
        turns=tuple(
            Turn(number=n, x=axis.x(_ordinal(one.day)), low=axis.inside(_ordinal(one.earliest)), high=axis.inside(_ordinal(one.latest) + 1))
            for n, one in enumerate(found.breaks, 1) if axis.first <= _ordinal(one.day) <= axis.last
        ),
        columns=columns, volume=marks, levels=tuple((value, _y(value, *JOINT)) for value in (1.0, 0.5, 0.0, -0.5, -1.0)),
        side_levels=tuple((value, _y(value, *SIDES)) for value in (1.0, 0.0, -1.0)), lifted=0.0 if forward or back else SIDES[1] + 22,
    )  # fmt: skip


def _clipped(path: Trajectory, since: dt.date | None, until: dt.date | None) -> tuple[Trajectory, tuple[int, int]]:
    """The periods between two days, and the first and last day that they span."""
    calendar = path.calendar
    good = np.flatnonzero(~path.joint.grey)
    low = since.toordinal() - EPOCH if since else int(calendar.first[good[0]]) - _BEFORE if len(good) else int(calendar.first[0])
    high = until.toordinal() - EPOCH if until else int(calendar.last[-1])
    keep = np.flatnonzero((calendar.last >= low) & (calendar.first <= high))
    part = slice(int(keep[0]), int(keep[-1]) + 1) if len(keep) else slice(0, 0)
    first, last = calendar.first[part], calendar.last[part]
    days = (int(first[0]), int(last[-1])) if len(keep) else (0, -1)
    clipped = replace(
        path, calendar=replace(calendar, first=first, last=last), joint=_cut(path.joint, part), forward=_cut(path.forward, part),
        back=_cut(path.back, part), table=path.table.where((path.table.day >= days[0]) & (path.table.day <= days[1])),
    )  # fmt: skip
    return clipped, days


def _cut(side: Course, part: slice) -> Course:
    return Course(**{f.name: getattr(side, f.name)[part] for f in fields(Course)})


def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


def _y(value: float, top: float, height: float) -> float:
    return round(top + (1 - value) / 2 * height, 2)


def _phases(found: Phases, axis: Axis, named: dict[str, int]) -> tuple[Stretch, ...]:
    rows = []
    for phase in found.phases:
        if _ordinal(phase.last) < axis.first or _ordinal(phase.first) > axis.last:
            continue
        left, right = axis.inside(_ordinal(phase.first)), axis.inside(_ordinal(phase.last) + 1)
        rows.append(Stretch(
            name=phase.name, x=left, width=round(right - left, 2), first=phase.first, last=phase.last, valence=float(phase.valence),
            shown=right - left > _LETTER * named.get(phase.name, 8) + 8,
        ))  # fmt: skip
    return tuple(rows)


def _places(path: Trajectory, values: Floats, axis: Axis, top: float, height: float) -> list[tuple[float, float]]:
    days = path.calendar.last + EPOCH + 0.5
    return [(axis.x(float(day)), _y(float(value), top, height)) for day, value in zip(days, values, strict=True)]


def _path(places: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in places) if len(places) > 1 else ""


def _line(path: Trajectory, side: Course, axis: Axis, top: float, height: float) -> str:
    """A line through the points that are worth reading, broken where they are not."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place, grey in zip(_places(path, side.valence, axis, top, height), side.grey, strict=True):
        if grey:
            runs.append([])
        else:
            runs[-1].append(place)
    return "".join(_path(run) for run in runs)


def _hollow(path: Trajectory, axis: Axis) -> tuple[tuple[float, float], ...]:
    """The points that rest on too little, none where the series is long: its dotted line tells the same."""
    places = _places(path, path.joint.valence, axis, *JOINT)
    found = tuple(place for place, grey in zip(places, path.joint.grey, strict=True) if grey)
    return found if len(found) <= _POINTS else ()


def _band(path: Trajectory, axis: Axis) -> str:
    upper, lower = (_places(path, values, axis, *JOINT) for values in (path.joint.high, path.joint.low))
    return _path([*upper, *reversed(lower)]) + "Z" if len(upper) > 1 else ""


def _volume(path: Trajectory, axis: Axis) -> tuple[tuple[Column, ...], tuple[tuple[float, float], ...]]:
    """Bars of events, not faded: a period each, or as many periods together as keep them few."""
    table, (top, height), periods = path.table, VOLUME, len(path.calendar)
    step = -(-periods // _COLUMNS)
    place = np.clip(path.calendar.place(table.day), 0, periods - 1) // step
    counts, hard = np.bincount(place), np.bincount(place[table.quad == 4], minlength=1)
    hard = np.pad(hard, (0, max(0, len(counts) - len(hard))))
    most = max(1, int(counts.max(initial=0)))
    rows = []
    for index in np.flatnonzero(counts).tolist():
        begins, ends = index * step, min((index + 1) * step, periods) - 1
        first, last = int(path.calendar.first[begins]) + EPOCH, int(path.calendar.last[ends]) + EPOCH
        left, right = axis.x(first), axis.x(last + 1)
        whole, part = counts[index] / most * height, hard[index] / most * height
        rows.append(Column(
            x=left, width=round(max(2.0, (right - left) * 0.86), 2), y=round(top + height - whole, 2), height=round(float(whole), 2),
            hard_y=round(top + height - part, 2), hard_height=round(float(part), 2), first=dt.date.fromordinal(first).isoformat(),
            last=dt.date.fromordinal(last).isoformat(), value=float(counts[index]),
        ))  # fmt: skip
    return tuple(rows), tuple((value, round(top + height - value / most * height, 2)) for value in number_ticks(most, 2))
