"""Many relations in one picture: small courses side by side, or their phases as bars below one another."""

from collections.abc import Sequence
from typing import Any

from detente.relations.draw_course import phase_bars
from detente.relations.drawing import FAINT, INK, PHASE_COLOURS, WIDTH, Chart, Words, dress, load_altair, moment
from detente.relations.phases import Phases
from detente.relations.trajectory import Trajectory

_ACROSS = 3
_SMALL = 236
_BAR = 22

Relation = tuple[Trajectory, Phases]


def draw_courses(relations: Sequence[Relation], words: Words) -> Chart:
    """Small multiples of valence with its band and a strip of phases, three in a row, all on the same axes.

    Points that are worth too little are left out. Raises MissingExtra where Altair is not installed.
    """
    alt = load_altair()
    panels = [_small(alt, path, found, words) for path, found in relations]
    rows = [alt.hconcat(*panels[start : start + _ACROSS], spacing=18) for start in range(0, len(panels), _ACROSS)]
    return dress(alt.vconcat(*rows, spacing=14), words.label("many", number=len(relations)), _basis(relations, words))


def _small(alt: Any, path: Trajectory, found: Phases, words: Words) -> Chart:
    x = alt.X("at:T", scale=alt.Scale(domain=_ends(path)), axis=alt.Axis(title=None, grid=False, tickCount=4, labelOverlap=True))
    y = alt.Y("value:Q", scale=alt.Scale(domain=[-1, 1.25]), axis=alt.Axis(title=None, values=[-1, 0, 1]))
    rows = [
        {"at": moment(day), "value": round(float(path.joint.valence[index]), 3), "low": round(float(path.joint.low[index]), 3),
         "high": round(float(path.joint.high[index]), 3), "run": int(path.joint.grey[:index].sum())}
        for index, day in enumerate(path.calendar.last) if not path.joint.grey[index]
    ]  # fmt: skip
    title = {"text": words.label("pair", a=words.name(path.a), b=words.name(path.b)), "fontSize": 11, "anchor": "start", "offset": 2}
    base = alt.Chart(alt.Data(values=rows)).properties(width=_SMALL, height=96, title=title)
    bars = alt.Chart(alt.Data(values=phase_bars(path, found, words, _SMALL))).mark_rect(stroke="white").encode(
        x=x, x2="to:T", y=alt.value(0), y2=alt.value(9), color=_phase_colour(alt, words, orient="bottom")
    )
    layers = [
        bars, alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(color=FAINT).encode(y=y),
        base.mark_area(color="#BDBDBD", opacity=0.6).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", detail="run:N"),
        base.mark_line(color=INK, strokeWidth=1.4).encode(x=x, y=y, detail="run:N"),
    ]  # fmt: skip
    return alt.layer(*layers)


def draw_phases(relations: Sequence[Relation], words: Words) -> Chart:
    """The phases of many relations as bars, one relation a row, with names where there is room and a mark at each turning point.

    Raises MissingExtra where Altair is not installed.
    """
    alt = load_altair()
    bars, turns = [], []
    order = [words.label("pair", a=words.name(path.a), b=words.name(path.b)) for path, _ in relations]
    for pair, (path, found) in zip(order, relations, strict=True):
        bars += [{**bar, "pair": pair} for bar in phase_bars(path, found, words)]
        turns += [{"at": f"{turn.day}T00:00:00", "pair": pair} for turn in found.breaks]
    ends = [_ends(path) for path, _ in relations]
    scale = alt.Scale(domain=[min(first for first, _ in ends), max(last for _, last in ends)])
    x = alt.X("at:T", scale=scale, axis=alt.Axis(title=None, grid=False, labelOverlap=True))
    y = alt.Y("pair:N", sort=order, axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=220))
    base = alt.Chart(alt.Data(values=bars)).properties(width=WIDTH - 120, height=_BAR * len(order))
    rect = base.mark_rect(stroke="white", strokeWidth=2).encode(x=x, x2="to:T", y=y, color=_phase_colour(alt, words, orient="right"))
    inverse = alt.condition("datum.phase == 'rupture'", alt.value("white"), alt.value(INK))
    names = base.mark_text(fontSize=10, baseline="middle").encode(x=alt.X("middle:T", scale=scale), y=y, text="name:N", color=inverse)
    marks = alt.Chart(alt.Data(values=turns)).mark_tick(color=INK, thickness=2, size=_BAR - 4).encode(x=x, y=y)
    layers = [rect, names, *([marks] if turns else [])]
    return dress(alt.layer(*layers), words.label("phases_of", number=len(relations)), _basis(relations, words))


def _phase_colour(alt: Any, words: Words, *, orient: str) -> Any:
    names = [words.tables["phases"][name] for name in PHASE_COLOURS]
    labels = " : ".join(f"datum.value == '{key}' ? '{name}'" for key, name in zip(PHASE_COLOURS, names, strict=True)) + " : ''"
    shown = alt.Legend(title=words.label("phase"), symbolStrokeColor="#999999", symbolStrokeWidth=1, labelExpr=labels, orient=orient)
    return alt.Color("phase:N", scale=alt.Scale(domain=list(PHASE_COLOURS), range=list(PHASE_COLOURS.values())), legend=shown)


def _ends(path: Trajectory) -> tuple[str, str]:
    return moment(path.calendar.first[0]), moment(path.calendar.last[-1] + 1)


def _basis(relations: Sequence[Relation], words: Words) -> list[str]:
    path = relations[0][0]
    numbers = path.parameters
    return [words.label("basis", count=words.tables["count"][numbers.count], days=f"{numbers.half_life:g}",
                        neutral=words.tables["neutral"][path.mix_basis])]  # fmt: skip
