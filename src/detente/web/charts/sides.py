"""The claims of one event over time: those for it above the line, those against below, and how it stood in between."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from detente.web.charts.axis import Axis, Tick, time_axis, time_ticks

WIDTH, LEFT, RIGHT = 960.0, 92.0, 944.0
STEP, STRIP = 15.0, 16.0
_APART = 13.0
_LEVELS = 5


@dataclass(frozen=True, slots=True)
class Stood:
    """How an event stood from a day on."""

    day: dt.date
    status: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A claim on the chart."""

    x: float
    y: float
    claim: str
    side: str
    label: str
    day: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A stretch of one status."""

    x: float
    width: float
    status: str
    rule: str
    day: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class SidesChart:
    """Where the claims and the statuses of an event stand."""

    axis: Axis
    ticks: tuple[Tick, ...]
    voices: tuple[Voice, ...]
    strip: tuple[Standing, ...]
    middle: float
    height: float
    now: float | None


def draw_sides(
    claims: Sequence[tuple[str, str, dt.date, str]], stood: Sequence[Stood], *, as_of: dt.date | None = None
) -> SidesChart:
    """A chart of claims as (id, side, day said, who says it), e.g. side "for", "against", "planned" or "doubts"."""
    days = [day.toordinal() for _, _, day, _ in claims] + [one.day.toordinal() for one in stood]
    axis = time_axis(min(days, default=1), max(days, default=1), left=LEFT, right=RIGHT, least=10)
    taken: dict[bool, list[tuple[float, int]]] = {True: [], False: []}
    placed = []
    for name, side, day, label in sorted(claims, key=lambda one: (one[2], one[0])):
        below = side == "against"
        x = axis.x(day.toordinal() + 0.5)
        level = _level(taken[below], x)
        placed.append((x, (1 if below else -1) * (13 + STEP * level), name, side, label, day))
    highest, deepest = (max((level for _, level in taken[below]), default=0) for below in (False, True))
    middle = 26 + STEP * (highest + 1)
    voices = [Voice(x=x, y=middle + lift, claim=name, side=side, label=label, day=day) for x, lift, name, side, label, day in placed]
    strip = []
    for place, one in enumerate(stood):
        left = axis.x(one.day.toordinal())
        right = axis.x(stood[place + 1].day.toordinal()) if place + 1 < len(stood) else axis.right
        strip.append(Standing(x=left, width=round(right - left, 2), status=one.status, rule=one.rule, day=one.day))
    return SidesChart(
        axis=axis, ticks=tuple(time_ticks(axis)), voices=tuple(voices), strip=tuple(strip), middle=middle,
        height=middle + 30 + STEP * (deepest + 1) + 26 + STRIP, now=axis.inside(as_of.toordinal() + 1) if as_of else None,
    )  # fmt: skip


def _level(taken: list[tuple[float, int]], x: float) -> int:
    near = {level for at, level in taken[-_LEVELS:] if x - at < _APART}
    level = next((n for n in range(_LEVELS) if n not in near), _LEVELS - 1)
    taken.append((x, level))
    return level
