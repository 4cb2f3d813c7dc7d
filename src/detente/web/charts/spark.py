"""Small bars of a relation: cooperation upwards, conflict downwards, a month each."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: left edge, upper edge, height, and "friendly", "hostile" or "contested"."""

    x: float
    y: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """Small bars side by side, `step` wide each, about a line at `middle`."""

    width: float
    height: float
    middle: float
    step: float
    bars: tuple[Bar, ...]


def draw_spark(friendly: Sequence[int], hostile: Sequence[int], *, width: float = 120, height: float = 30) -> Spark:
    """Bars for counts of cooperation and conflict, e.g. `draw_spark([2, 0], [0, 5])`; both sides are on one scale."""
    top, bottom = max([1, *friendly]), max([1, *hostile])
    unit = (height - 1) / (top + bottom)
    middle = round(top * unit, 2)
    step = width / max(1, len(friendly))
    bars = []
    for place, (up, down) in enumerate(zip(friendly, hostile, strict=True)):
        x = round(place * step, 2)
        if up:
            bars.append(Bar(x, round(middle - up * unit, 2), round(up * unit, 2), "friendly"))
        if down:
            bars.append(Bar(x, middle + 1, round(down * unit, 2), "hostile"))
    return Spark(width=width, height=height, middle=middle, step=round(step, 2), bars=tuple(bars))
