"""The last year or two of one relation as a small picture: where it stood, where it stands, and how sure that is."""

from typing import Any

import numpy as np

from detente.relations.drawing import FAINT, FRIENDLY, HOSTILE, INK, Chart, load_altair, moment
from detente.relations.trajectory import Trajectory

BAND = "#BDBDBD"
_WIDTH, _HEIGHT = 300, 92
_BEFORE = 18  # months before the days of the brief that are shown
_MONTH = 30.4


def draw_move(path: Trajectory, first: int, last: int) -> Chart:
    """Valence with its band up to the day `last`, the days from `first` on shaded; days count from 1970-01-01.

    The line is broken where too little is told. Numbers on the axis are those of valence, -1 to 1; dates need no words but the names of
    months, which the writer of the picture gives. Raises MissingExtra where Altair is not installed.
    """
    alt = load_altair()
    start = max(int(path.calendar.first[0]), first - round(_BEFORE * _MONTH))
    rows = _points(path, start, last)
    scale = alt.Scale(domain=[moment(start), moment(max(last, start + 1))], nice=False)
    x = alt.X("at:T", scale=scale, axis=alt.Axis(title=None, grid=False, tickCount=5, format="%b %Y", labelOverlap=True, labelFlush=True))
    fixed, axis = alt.Scale(domain=[-1, 1]), alt.Axis(title=None, values=[-1, 0, 1], grid=False, format="d")
    y = alt.Y("value:Q", scale=fixed, axis=axis)
    base = alt.Chart(alt.Data(values=rows)).properties(width=_WIDTH, height=_HEIGHT)
    told = base.transform_filter("!datum.grey")
    layers = [
        alt.Chart(alt.Data(values=[{"at": moment(max(first, start)), "to": moment(last)}])).mark_rect(color="#FFD54F", opacity=0.28).encode(
            x=x, x2="to:T"
        ),
        told.mark_area(color=BAND, opacity=0.5).encode(x=x, y=alt.Y("low:Q", scale=fixed, axis=axis), y2="high:Q", detail="run:N"),
        alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(color=FAINT, strokeDash=[2, 3]).encode(y=y),
        told.mark_line(color=INK, strokeWidth=1.8).encode(x=x, y=y, detail="run:N"),
        alt.Chart(alt.Data(values=_ends(rows))).mark_point(size=46, filled=True, opacity=1).encode(
            x=x, y=y, color=alt.Color("colour:N", scale=None)
        ),
    ]
    return (
        alt.layer(*layers).properties(background="transparent", padding=4).configure_view(stroke=None)
        .configure_axis(labelFontSize=10, labelColor=INK, domainColor=FAINT, tickColor=FAINT)
    )


def _points(path: Trajectory, start: int, last: int) -> list[dict[str, Any]]:
    side = path.joint
    run = np.cumsum(side.grey)
    return [
        {
            "at": moment(day), "value": round(float(side.valence[index]), 4), "low": round(float(side.low[index]), 4),
            "high": round(float(side.high[index]), 4), "grey": bool(side.grey[index]), "run": int(run[index]),
        }
        for index, day in enumerate(map(int, path.calendar.last)) if start <= day <= last
    ]  # fmt: skip


def _ends(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last point that can be read, in the colour of its side."""
    told = [row for row in rows if not row["grey"]][-1:]
    return [{**row, "colour": HOSTILE if row["value"] < 0 else FRIENDLY} for row in told]
