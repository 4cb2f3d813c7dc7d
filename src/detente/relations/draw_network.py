"""A signed graph as a picture: friends near one another, foes apart, blocs by colour, hostile ties dashed."""

from typing import Any

import numpy as np

from detente.records.eventtable import Floats, Ints
from detente.relations.balance import Balance
from detente.relations.drawing import FRIENDLY, HOSTILE, INK, Chart, Words, dress, load_altair
from detente.relations.network import SignedGraph

_MOST = 40
_SIZE = 640
_BLOCS = ("#F2F2F2", "#FFE9A8", "#D9C8EC", "#C9E8D2", "#F6CFE0", "#CFE3F2")
_STEPS = 400


def draw_network(graph: SignedGraph, found: Balance, words: Words, *, span: tuple[str, str]) -> Chart:
    """The picture of a signed graph, of the 40 parties with most events where it has more.

    Places come from distances (friends 1, no tie 1.8, foes 2.6) by stress majorisation (Gansner, Koren, North 2005), so that the same graph
    looks the same each time; only nearness means something, directions do not. `span` are the first and last day told of, for the heading.
    Raises MissingExtra where Altair is not installed.
    """
    alt = load_altair()
    strength = graph.weight.sum(0)
    kept = np.sort(np.argsort(-strength, kind="stable")[:_MOST])
    grid = np.ix_(kept, kept)
    sign, value, weight = graph.sign[grid], graph.valence[grid], graph.weight[grid]
    at = layout(sign)
    names = [words.name(graph.names[int(place)]) for place in kept]
    title = words.label("network", number=len(kept))
    basis = words.label(
        "network_basis", first=span[0], last=span[1], count=words.tables["count"][graph.parameters.count], cut=f"{graph.cut:+.2f}"
    )
    chart = _ties(alt, at, sign, value, weight, words) + _parties(alt, at, names, strength[kept], found.blocs.group[kept])
    width = int(np.clip(160 + 140 * np.sqrt(len(kept)), 380, _SIZE))
    tall = float(np.ptp(at[:, 1])) * 0.9 + 0.3  # a flat graph needs no tall page
    return dress(chart.properties(width=width, height=int(width * min(tall, 1.0))), title, [basis, words.label("network_read")])


def layout(sign: Ints) -> Floats:
    """Places in a square from 0 to 1, shape (parties, 2), by stress majorisation from a circle."""
    size = len(sign)
    if size == 1:
        return np.full((1, 2), 0.5)
    far = np.where(sign > 0, 1.0, np.where(sign < 0, 2.6, 1.8)) * np.sqrt(size) / 3
    pull = np.where(sign == 0, 0.4, 1.0) / far**2
    np.fill_diagonal(pull, 0)
    angle = 2 * np.pi * np.arange(size) / size
    at = np.column_stack([np.cos(angle), np.sin(angle)]) * np.sqrt(size) / 3
    spread = np.linalg.pinv(np.diag(pull.sum(1)) - pull)
    for _ in range(_STEPS):
        step = at[:, None] - at
        length = np.maximum(np.sqrt((step**2).sum(-1)), 1e-9)
        push = -pull * far / length
        np.fill_diagonal(push, 0)
        np.fill_diagonal(push, -push.sum(1))
        at = spread @ (push @ at)
    low, high = at.min(0), at.max(0)
    return np.asarray((at - (low + high) / 2) / max(float((high - low).max()), 1e-9) + 0.5, np.float64)


def _ties(alt: Any, at: Floats, sign: Ints, value: Floats, weight: Floats, words: Words) -> Chart:
    kinds = words.label("tie_friendly"), words.label("tie_hostile")
    rows = []
    for a, b in zip(*np.nonzero(np.triu(sign)), strict=True):
        hostile = sign[a, b] < 0
        rows.append({
            "x": float(at[a, 0]), "y": float(at[a, 1]), "x2": float(at[b, 0]), "y2": float(at[b, 1]), "kind": kinds[int(hostile)],
            "width": round(0.5 + 3 * abs(float(value[a, b])) ** 2 * min(1.0, float(np.log1p(weight[a, b]) / 5)), 2),
        })  # fmt: skip
    legend = alt.Legend(title=None, orient="top", symbolSize=500, symbolStrokeWidth=2)
    scale = alt.Scale(domain=list(kinds), range=[FRIENDLY, HOSTILE])
    opacity = float(np.clip(25 / max(len(rows), 1) ** 0.75, 0.25, 0.8))
    return alt.Chart(alt.Data(values=rows)).mark_rule(opacity=opacity).encode(
        x=_axis(alt, "x", "x"), y=_axis(alt, "y", "y"), x2="x2:Q", y2="y2:Q", strokeWidth=alt.StrokeWidth("width:Q", scale=None),
        color=alt.Color("kind:N", scale=scale, legend=legend),
        strokeDash=alt.StrokeDash("kind:N", scale=alt.Scale(domain=list(kinds), range=[[1, 0], [6, 3]]), legend=legend),
    )  # fmt: skip


def _axis(alt: Any, channel: str, field: str) -> Any:
    make = alt.X if channel == "x" else alt.Y
    return make(f"{field}:Q", axis=None, scale=alt.Scale(domain=[-0.08, 1.08]))


def _parties(alt: Any, at: Floats, names: list[str], strength: Floats, group: Ints) -> Chart:
    size = 60 + 260 * np.sqrt(strength / strength.max())
    rows = [
        {"x": float(at[place, 0]), "y": float(at[place, 1]), "name": name, "size": float(size[place]),
         "fill": _BLOCS[min(int(group[place]), len(_BLOCS) - 1)]}
        for place, name in enumerate(names)
    ]  # fmt: skip
    base = alt.Chart(alt.Data(values=rows)).encode(x=_axis(alt, "x", "x"), y=_axis(alt, "y", "y"))
    look = {"size": alt.Size("size:Q", scale=None), "fill": alt.Fill("fill:N", scale=None)}
    dots = base.mark_circle(stroke=INK, strokeWidth=1, opacity=1).encode(**look)
    halo = base.mark_text(dy=-15, fontSize=11, stroke="white", strokeWidth=4, strokeOpacity=0.9).encode(text="name:N")
    labels = base.mark_text(dy=-15, fontSize=11, color=INK).encode(text="name:N")
    return dots + halo + labels
