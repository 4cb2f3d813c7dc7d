"""The course of one relation as a picture: phases, valence with its band, both directions, stakes, and what made the turning points."""

from typing import Any

import numpy as np

from detente.relations.drawing import FAINT, FRIENDLY, HOSTILE, INK, PHASE_COLOURS, WIDTH, Chart, Words, dress, load_altair, moment
from detente.relations.phases import Phases
from detente.relations.trajectory import Course, Trajectory

_EVENTS = 3  # named beside each turning point
_LINE = 15
_FEW = 60  # so many events or fewer are drawn one by one


def draw_course(path: Trajectory, found: Phases, words: Words) -> Chart:
    """The picture of a trajectory with its phases, e.g. `draw_course(path, phases(path), words).to_dict()` for its Vega-Lite specification.

    Raises MissingExtra where Altair is not installed.
    """
    alt = load_altair()
    start, end = moment(path.calendar.first[0]), moment(path.calendar.last[-1])
    scale = alt.Scale(domain=[start, end], nice=False)
    blank = alt.X("at:T", scale=scale, axis=alt.Axis(title=None, labels=False, ticks=False, grid=False, domain=False))
    dated = alt.X("at:T", scale=scale, axis=alt.Axis(title=None, grid=False, labelOverlap=True))
    parts = [
        _strip(alt, path, found, words, scale), _joint(alt, path, found, words, blank),
        *([] if (path.forward.grey & path.back.grey).all() else [_sides(alt, path, words, blank)]),
        _stakes(alt, path, words, dated), *_turns(alt, path, found, words),
    ]  # fmt: skip
    numbers = path.parameters
    below = [
        words.label("basis", count=words.tables["count"][numbers.count], days=f"{numbers.half_life:g}",
                    neutral=words.tables["neutral"][path.mix_basis]),
        words.label("band", level=f"{numbers.level * 100:g}", least=f"{numbers.least:g}"),
    ]  # fmt: skip
    chart = alt.vconcat(*parts).resolve_scale(color="independent", strokeDash="independent")
    return dress(chart, words.label("pair", a=words.name(path.a), b=words.name(path.b)), below)


def _strip(alt: Any, path: Trajectory, found: Phases, words: Words, scale: Any) -> Chart:
    rows = phase_bars(path, found, words)
    base = alt.Chart(alt.Data(values=rows)).properties(width=WIDTH, height=18)
    bars = base.mark_rect(stroke="white", strokeWidth=1).encode(
        x=alt.X("at:T", scale=scale, axis=None), x2="to:T",
        color=alt.Color("phase:N", scale=alt.Scale(domain=list(PHASE_COLOURS), range=list(PHASE_COLOURS.values())), legend=None),
    )  # fmt: skip
    x = alt.X("middle:T", scale=scale)
    inside = base.mark_text(fontSize=11, baseline="middle").encode(
        x=x, y=alt.value(9), text="name:N", color=alt.condition("datum.phase == 'rupture'", alt.value("white"), alt.value(INK))
    )
    above = base.mark_text(fontSize=10, baseline="bottom", color=INK).encode(x=x, y=alt.value(-2), text="above:N")
    return bars + inside + above


def _told(path: Trajectory, index: int, words: Words) -> str:
    event = path.table.event(index)
    what = words.kind(event["type"], int(path.table.quad[index]))
    return f"{event['day']}  {words.arrow(event['actor'], event['recipient'])}: {what}"


def phase_bars(path: Trajectory, found: Phases, words: Words, width: int = WIDTH) -> list[dict[str, Any]]:
    """The phases as bars with their names: inside where there is room, else above, and nowhere where that would hide another name."""
    start, whole = path.calendar.first[0], float(path.calendar.last[-1] + 1 - path.calendar.first[0])
    rows: list[dict[str, Any]] = []
    taken = -np.inf
    for phase in found.phases:
        first, last = _number(phase.first), _number(phase.last) + 1
        name, needed = words.tables["phases"][phase.name], 7 * len(words.tables["phases"][phase.name])
        fits = (last - first) / whole * width > needed
        left = ((first + last) / 2 - start) / whole * width - needed / 2
        above = not fits and left > taken
        taken = left + needed if above else taken
        rows.append({
            "at": moment(first), "to": moment(last), "middle": moment((first + last) / 2), "phase": phase.name,
            "name": name if fits else "", "above": name if above else "", "valence": round(phase.valence, 2),
        })  # fmt: skip
    return rows


def _joint(alt: Any, path: Trajectory, found: Phases, words: Words, x: Any) -> Chart:
    title = f"{words.label('hostile')} ← {words.label('valence')} → {words.label('friendly')}"
    axis, fixed = alt.Axis(title=title, values=[-1, -0.5, 0, 0.5, 1]), alt.Scale(domain=[-1, 1])
    y = alt.Y("value:Q", scale=fixed, axis=axis)
    rows = _rows(path, path.joint)
    base = alt.Chart(alt.Data(values=rows)).properties(width=WIDTH, height=210)
    layers = [
        base.mark_area(color="#BDBDBD", opacity=0.6).encode(x=x, y=alt.Y("low:Q", axis=axis, scale=fixed), y2="high:Q"),
        alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(color=FAINT).encode(y=y),
        base.mark_line(color=FAINT, strokeWidth=0.8, strokeDash=[2, 3]).encode(x=x, y=y),
        base.transform_filter("!datum.grey").mark_line(color=INK, strokeWidth=1.8).encode(x=x, y=y, detail="run:N"),
        base.transform_filter("datum.grey").mark_point(color=INK, fill="white", size=26, strokeWidth=1, opacity=1).encode(x=x, y=y),
    ]
    if len(path.table) <= _FEW:
        layers.append(_rug(alt, path, x))
    turns = [
        {"at": turn.day + "T00:00:00", "from": turn.earliest + "T00:00:00", "to": turn.latest + "T23:59:59", "n": str(place)}
        for place, turn in enumerate(found.breaks, 1)
    ]
    if turns:
        marks = alt.Chart(alt.Data(values=turns))
        layers += [
            marks.mark_rect(color=INK, opacity=0.09).encode(x=alt.X("from:T"), x2="to:T"),
            marks.mark_rule(color=INK, strokeDash=[4, 3]).encode(x=x),
            marks.mark_point(shape="circle", size=230, fill="white", stroke=INK, opacity=1, strokeWidth=1).encode(x=x, y=alt.value(12)),
            marks.mark_text(fontSize=11, fontWeight="bold", baseline="middle").encode(x=x, y=alt.value(12.5), text="n:N"),
        ]
    return alt.layer(*layers)


def _rug(alt: Any, path: Trajectory, x: Any) -> Chart:
    """Few events: a stroke for each at the foot, friendly ones in blue, hostile ones taller, so that print tells them apart too."""
    rows = [
        {"at": moment(day), "colour": HOSTILE if quad in (3, 4) else FRIENDLY, "top": -0.88 if quad in (3, 4) else -0.94, "foot": -1.0}
        for day, quad in zip(path.table.day, path.table.quad, strict=True)
    ]
    base = alt.Chart(alt.Data(values=rows))
    return base.mark_rule(strokeWidth=1.6).encode(x=x, y="foot:Q", y2="top:Q", color=alt.Color("colour:N", scale=None))


def _sides(alt: Any, path: Trajectory, words: Words, x: Any) -> Chart:
    names = words.arrow(path.a, path.b), words.arrow(path.b, path.a)
    courses = zip(names, (path.forward, path.back), strict=True)
    rows = [{**row, "side": name} for name, side in courses for row in _rows(path, side) if not row["grey"]]
    y = alt.Y("value:Q", scale=alt.Scale(domain=[-1, 1]), axis=alt.Axis(title=words.label("valence"), values=[-1, 0, 1]))
    legend = alt.Legend(title=words.label("direction"), orient="top", titleOrient="left", symbolSize=500, offset=2)
    base = alt.Chart(alt.Data(values=rows)).properties(width=WIDTH, height=90)
    colours = alt.Scale(domain=list(names), range=["#6B3FA0", "#1B7837"])
    lines = base.mark_line(strokeWidth=1.6).encode(
        x=x, y=y, detail="run:N", color=alt.Color("side:N", scale=colours, legend=legend),
        strokeDash=alt.StrokeDash("side:N", scale=alt.Scale(domain=list(names), range=[[1, 0], [5, 3]]), legend=legend),
    )  # fmt: skip
    zero = alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(color=FAINT).encode(y=y)
    return zero + lines


def _stakes(alt: Any, path: Trajectory, words: Words, x: Any) -> Chart:
    kinds = words.label("events"), words.label("material")
    volume, material = np.expm1(path.stakes), np.expm1(path.material)
    rows = [
        {"at": moment(day), "value": round(float(column[index]), 3), "kind": kind}
        for kind, column in zip(kinds, (volume, material), strict=True)
        for index, day in enumerate(path.calendar.last)
    ]
    y = alt.Y("value:Q", stack=None, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(title=kinds[0], tickCount=3))
    legend = alt.Legend(title=None, orient="top", offset=2)
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(kinds), range=["#B9C4CC", HOSTILE]), legend=legend)
    return alt.Chart(alt.Data(values=rows)).mark_area(opacity=1).properties(width=WIDTH, height=80).encode(x=x, y=y, color=colour)


def _turns(alt: Any, path: Trajectory, found: Phases, words: Words) -> list[Chart]:
    """The turning points in words below the picture, each with the events that did most to make it."""
    if not found.breaks:
        lines = [("", words.label("thin" if found.verdict == "too thin to say" else "nochange"), INK)]
    else:
        lines = []
        for place, turn in enumerate(found.breaks, 1):
            levels = {"before": f"{turn.before:+.2f}", "after": f"{turn.after:+.2f}"}
            said = words.label("turn", day=turn.day, earliest=turn.earliest, latest=turn.latest, **levels)
            lines.append((str(place), said, INK))
            changes = [f"{words.kind(path.table.types[s.type], s.quad)} {s.before:.0%} → {s.after:.0%}" for s in turn.shifts]
            lines.append(("", words.label("changed", changes="; ".join(changes)), "#555555"))
            told = [_told(path, int(index), words) for index in turn.events]
            lines += [("", line, "#555555") for line in tuple(dict.fromkeys(told))[:_EVENTS]]
    rows = [{"n": number, "text": text, "colour": colour, "y": place * _LINE + 8} for place, (number, text, colour) in enumerate(lines)]
    base = alt.Chart(alt.Data(values=rows)).properties(width=WIDTH, height=_LINE * len(rows))
    place = alt.Y("y:Q", scale=alt.Scale(domain=[_LINE * len(rows), 0]), axis=None)
    numbers = base.mark_text(align="left", fontWeight="bold", fontSize=11).encode(x=alt.value(0), y=place, text="n:N")
    texts = base.mark_text(align="left", fontSize=11).encode(
        x=alt.value(18), y=place, text="text:N", color=alt.Color("colour:N", scale=None)
    )
    return [numbers + texts]


def _number(day: str) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))


def _rows(path: Trajectory, side: Course) -> list[dict[str, Any]]:
    """The points of one side; `run` numbers the stretches between grey points, so that no line crosses what is not known."""
    run = np.cumsum(side.grey)
    return [
        {
            "at": moment(path.calendar.last[index]), "value": round(float(side.valence[index]), 4), "low": round(float(side.low[index]), 4),
            "high": round(float(side.high[index]), 4), "grey": bool(side.grey[index]), "run": int(run[index]),
        }
        for index in range(len(path.calendar))
    ]  # fmt: skip
