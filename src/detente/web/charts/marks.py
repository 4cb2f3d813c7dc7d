"""Events on a line of time, a row a type: each its own mark with its link, or circles of many where they are too many."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from detente.language.plover import QUADS
from detente.ledger.looking import Mark
from detente.web.charts.axis import Axis, Tick, time_axis, time_ticks

WIDTH, LEFT, RIGHT, ROW, TOP = 960.0, 176.0, 944.0, 27.0, 10.0
HOLLOW = frozenset({"alleged", "disputed", "denied", "announced", "unassessed", "retracted"})
_ORDER = {"material cooperation": 0, "verbal cooperation": 1, "verbal conflict": 2, "material conflict": 3}
_APART = 7.5  # pixels within which marks of one row are moved off one another


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One event: where, what, how it stands; `lift` moves it off others of the same days."""

    x: float
    y: float
    event: str
    day: dt.date
    type: str
    status: str
    hostile: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """Several events of a row: how many, from which to which day, and how many of them nobody denies."""

    x: float
    y: float
    radius: float
    inner: float
    number: int
    type: str
    first: dt.date
    last: dt.date
    hostile: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksChart:
    """Rows of types with their marks."""

    axis: Axis
    ticks: tuple[Tick, ...]
    rows: tuple[tuple[str, float], ...]
    dots: tuple[Dot, ...]
    bubbles: tuple[Bubble, ...]
    height: float


def is_hostile(kind: str) -> bool:
    """Whether a type is conflict."""
    return QUADS.get(kind, "").endswith("conflict")


def order_types(kinds: Sequence[str]) -> list[str]:
    """Types from material cooperation through words to material conflict."""
    return sorted(set(kinds), key=lambda kind: (_ORDER.get(QUADS.get(kind, ""), 9), kind))


def draw_dots(marks: Sequence[Mark]) -> MarksChart:
    """A chart of single events."""
    dated = [mark for mark in marks if mark.first]
    days = [mark.first for mark in dated]
    axis = time_axis(min(days, default=1), max(days, default=1), left=LEFT, right=RIGHT)
    rows = _rows([mark.type for mark in dated])
    taken: dict[str, list[tuple[float, int]]] = {}
    dots = []
    for mark in sorted(dated, key=lambda one: (one.first, one.event)):
        x = axis.x(mark.first + 0.5)
        level = _level(taken.setdefault(mark.type, []), x)
        dots.append(Dot(
            x=x, y=rows[mark.type] + (0, -7.5, 7.5)[level], event=mark.event, day=dt.date.fromordinal(mark.first), type=mark.type,
            status=mark.status, hostile=is_hostile(mark.type),
        ))  # fmt: skip
    return _chart(axis, rows, dots=tuple(dots))


def draw_bubbles(counts: Sequence[tuple[int, str, str, int]], *, start: int, width: int, last: int) -> MarksChart:
    """A chart of counts by stretches of `width` days from `start` on: (stretch, type, status, number)."""
    axis = time_axis(start, last, left=LEFT, right=RIGHT)
    rows = _rows([kind for _, kind, _, _ in counts])
    sums: dict[tuple[int, str], list[int]] = {}
    for stretch, kind, status, number in counts:
        found = sums.setdefault((stretch, kind), [0, 0])
        found[0] += number
        found[1] += 0 if status in HOLLOW else number
    most = max((whole for whole, _ in sums.values()), default=1)
    bubbles = []
    for (stretch, kind), (whole, told) in sorted(sums.items()):
        first = start + stretch * width
        radius = 2.5 + 10.0 * (whole / most) ** 0.5
        bubbles.append(Bubble(
            x=axis.x(first + width / 2), y=rows[kind], radius=round(radius, 2), inner=round(radius * (told / whole) ** 0.5, 2),
            number=whole, type=kind, first=dt.date.fromordinal(first), last=dt.date.fromordinal(min(first + width - 1, last)),
            hostile=is_hostile(kind),
        ))  # fmt: skip
    return _chart(axis, rows, bubbles=tuple(bubbles))


def _level(taken: list[tuple[float, int]], x: float) -> int:
    near = {level for at, level in taken[-6:] if x - at < _APART}
    level = next((n for n in range(3) if n not in near), 0)
    taken.append((x, level))
    return level


def _rows(kinds: Sequence[str]) -> dict[str, float]:
    return {kind: TOP + ROW * (place + 0.5) for place, kind in enumerate(order_types(kinds))}


def _chart(axis: Axis, rows: dict[str, float], *, dots: tuple[Dot, ...] = (), bubbles: tuple[Bubble, ...] = ()) -> MarksChart:
    height = TOP + ROW * len(rows) + 28
    return MarksChart(axis=axis, ticks=tuple(time_ticks(axis)), rows=tuple(rows.items()), dots=dots, bubbles=bubbles, height=height)
