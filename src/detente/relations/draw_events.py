"""The events between two parties as a picture: when, of which type, who towards whom, and how each stands."""

from collections import Counter
from typing import Any

import numpy as np

from detente.records.eventtable import STATUSES, EventTable
from detente.relations.drawing import CONFLICT, FRIENDLY, HOSTILE, INK, WIDTH, Chart, Words, dress, load_altair, moment, span_of
from detente.relations.periods import period_of

_MANY = 300  # events; more are counted by month or longer instead of drawn one by one
_ROW = 26
_ACROSS = 18
_STEPS = (1, 3, 6, 12, 24, 60, 120, 600)
_SHAPES = {
    "reported": "circle", "confirmed": "square", "alleged": "triangle-up", "unassessed": "circle", "disputed": "diamond", "denied": "cross",
}  # fmt: skip
_HOLLOW = ("alleged", "disputed", "denied")


def draw_events(table: EventTable, a: str, b: str, words: Words) -> Chart:
    """The picture of all events between two parties, disputed and denied ones too, e.g. `draw_events(table, "PRK", "RUS", words)`.

    Rows are what was done, cooperation above conflict, with a half for either direction. Up to 300 events are drawn one by one, with their
    status as shape; more become circles a month or longer. Hollow is what somebody disputes or denies, or what has only been alleged.
    Raises ValueError where there is no event, MissingExtra where Altair is not installed.
    """
    alt = load_altair()
    places = {name: place for place, name in enumerate(table.names)}
    sides = (places.get(a, -1), places.get(b, -1))
    between = table.counted("all")
    between = between.where(np.isin(between.actor, sides) & np.isin(between.recipient, sides))
    if not len(between):
        raise ValueError(f"no event between {a} and {b}")
    rows = _rows(between, words)
    order = _order(rows)
    single = len(between) <= _MANY
    shown = rows if single else _by_time(between, rows)
    directions = words.arrow(a, b), words.arrow(b, a)
    first, last = span_of(between)
    margin = max(12, (int(between.day.max()) - int(between.day.min())) // 30)
    look: dict[str, Any] = {"ends": [moment(between.day.min() - margin), moment(between.day.max() + margin)], "single": single}
    chart = alt.hconcat(*(_panel(alt, shown, order, words, side, first=side == directions[0], **look) for side in directions))
    below = [f"{words.tables['count']['all']}: {len(between)}; {first} - {last}", words.label("hollow")]
    return dress(chart.resolve_scale(y="shared"), words.label("events_of", a=words.name(a), b=words.name(b)), below)


def _panel(
    alt: Any, rows: list[dict[str, Any]], order: list[str], words: Words, side: str, *, ends: list[str], single: bool, first: bool
) -> Chart:
    dates = alt.Axis(title=None, grid=True, tickCount=6, labelOverlap=True)
    x = alt.X("at:T", scale=alt.Scale(domain=ends, nice=False), axis=dates)
    kinds = alt.Axis(title=None, labelLimit=220, ticks=False, domain=False, labels=first)
    y = alt.Y("what:N", sort=order, scale=alt.Scale(domain=order), axis=kinds)
    title = {"text": side, "fontSize": 12, "fontWeight": "bold", "anchor": "start", "frame": "group"}
    base = alt.Chart(alt.Data(values=[row for row in rows if row["side"] == side]))
    base = base.properties(width=(WIDTH - 140) // 2, height=_ROW * len(order), title=title)
    colour = alt.Color("colour:N", scale=None)
    if not single:
        most = max(row["number"] for row in rows)
        steps = [number for number in (1, 5, 20, 50, 200, 1000, 5000) if number <= most]
        scale = alt.Scale(type="sqrt", range=[0, 300], domain=[0, most])
        size = alt.Size("number:Q", scale=scale, legend=alt.Legend(title=words.label("number"), values=steps))
        return base.mark_point(opacity=0.8, strokeWidth=1.6).encode(x=x, y=y, size=size, color=colour, fill=alt.Fill("fill:N", scale=None))
    present = [status for status in STATUSES if any(row["status"] == words.tables["statuses"].get(status) for row in rows)]
    names = [words.tables["statuses"][status] for status in present]
    shape = alt.Shape("status:N", scale=alt.Scale(domain=names, range=[_SHAPES[status] for status in present]),
                      legend=alt.Legend(title=words.label("status"), symbolStrokeColor=INK, symbolFillColor="white"))  # fmt: skip
    fill = alt.Fill("fill:N", scale=None)
    return base.mark_point(size=70, strokeWidth=1.6, opacity=0.9).encode(x=x, y=y, shape=shape, color=colour, fill=fill)


def _rows(table: EventTable, words: Words) -> list[dict[str, Any]]:
    rows = []
    for index in range(len(table)):
        event, quad = table.event(index), int(table.quad[index])
        colour = HOSTILE if quad in CONFLICT else FRIENDLY
        rows.append({
            "at": moment(table.day[index]), "what": words.kind(event["type"], quad), "quad": quad, "colour": colour,
            "side": words.arrow(event["actor"], event["recipient"]), "status": words.tables["statuses"][event["status"]],
            "fill": "white" if event["status"] in _HOLLOW else colour,
        })  # fmt: skip
    return rows


def _by_time(table: EventTable, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Counts by month, quarter, half-year, year ...: so many months that a row has 18 circles or fewer; the large ones first."""
    months = period_of(table.day, "month")
    whole = int(months.max() - months.min()) + 1
    step = next(number for number in _STEPS if whole <= _ACROSS * number)
    looks = ("what", "side", "colour", "fill")
    counts = Counter((int(month) // step * step, *(row[name] for name in looks)) for month, row in zip(months, rows, strict=True))
    return [
        {"at": f"{np.datetime64(key[0], 'M') + step // 2}-{1 if step > 1 else 15:02}T00:00:00", **dict(zip(looks, key[1:], strict=True)),
         "number": number}
        for key, number in sorted(counts.items(), key=lambda item: -item[1])
    ]  # fmt: skip


def _order(rows: list[dict[str, Any]]) -> list[str]:
    """What was done, from material cooperation through words to material conflict."""
    rank = {2: 0, 1: 1, 3: 2, 4: 3}
    places: dict[str, int] = {}
    for row in rows:
        places[row["what"]] = min(rank[row["quad"]], places.get(row["what"], len(rank)))
    return sorted(places, key=lambda what: (places[what], what))
