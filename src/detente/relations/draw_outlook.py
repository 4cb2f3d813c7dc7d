"""An outlook as a picture: how likely each event is and what it rests on; and how good such chances were, said against came true."""

from typing import Any

import numpy as np

from detente.records.eventtable import EventTable
from detente.relations.drawing import CONFLICT, FAINT, FRIENDLY, HOSTILE, INK, WIDTH, Chart, Words, dress, load_altair
from detente.relations.outlook import Backtest, Case, Outlook, Prospect
from detente.relations.outlook_calibration import Quality

_ROW, _NAME, _BAR_TOP, _BAR_FOOT, _CASE, _HELD = 74, 12, 20, 32, 44, 58  # the parts of a forecast in pixels from its top
_SIDE = 380


def draw_outlook(told: Outlook, table: EventTable, words: Words) -> Chart:
    """The forecasts of an outlook as bars, the likeliest first, each with its past cases.

    `draw_outlook(outlook(table, "PRK", "USA"), table, words).to_dict()` is its Vega-Lite specification.
    `table` is what the outlook was learnt from; it tells which types are conflict. Raises ValueError where the outlook says nothing,
    MissingExtra where Altair is not installed.
    """
    if told.thin:
        raise ValueError("history is too thin to say anything, so there is nothing to draw")
    alt = load_altair()
    quads = np.zeros(len(table.types), np.int64)
    quads[table.type] = table.quad
    kinds = dict(zip(table.types, quads.tolist(), strict=True))
    days = told.parameters.horizon
    rows = [_row(place, prospect, kinds, words, days) for place, prospect in enumerate(told.prospects)]
    height = _ROW * max(1, len(rows))
    axis = alt.Axis(title=words.label("chance"), format="%", orient="top", tickCount=5, grid=False)
    x = alt.X("chance:Q", scale=alt.Scale(domain=[0, 1]), axis=axis)
    base = alt.Chart(alt.Data(values=rows)).properties(width=WIDTH, height=height)
    down = alt.Scale(domain=[height, 0])
    y = {name: alt.Y(f"{name}:Q", scale=down, axis=None) for name in ("name_at", "top", "middle", "case_at", "held_at")}
    bars = base.mark_bar(opacity=0.85).encode(x=x, x2=alt.datum(0), y=y["top"], y2="foot:Q", color=alt.Color("colour:N", scale=None))
    left = {"align": "left", "fontSize": 12, "baseline": "middle"}
    layers = [
        bars, base.mark_text(**left, color=INK).encode(x=alt.value(0), y=y["name_at"], text="name:N"),
        base.mark_text(**left, dx=5, fontWeight="bold", color=INK).encode(x=x, y=y["middle"], text="percent:N"),
        base.mark_text(**{**left, "fontSize": 10.5}, color="#555555").encode(x=alt.value(0), y=y["case_at"], text="case:N"),
        base.mark_text(**{**left, "fontSize": 10.5}, color="#555555").encode(x=alt.value(0), y=y["held_at"], text="held:N"),
    ]  # fmt: skip
    names = {"party": words.name(told.party), "other": words.name(told.other), "days": days, "day": str(np.datetime64(told.day, "D"))}
    title = words.label("outlook_pair" if told.other else "outlook", **names)
    below = [words.label("outlook_basis", count=words.tables["count"][told.parameters.count]), words.label("outlook_read")]
    return dress(alt.layer(*layers), title, below)


def _row(place: int, prospect: Prospect, kinds: dict[str, int], words: Words, days: int) -> dict[str, Any]:
    top = place * _ROW
    percent = round(100 * prospect.chance)
    case = _case(prospect.case, kinds, words, days) if prospect.case else words.label("case_none")
    held = words.label("outlook_held", came_true=prospect.came_true, told=prospect.told)
    return {
        "chance": round(prospect.chance, 4), "percent": f"{percent} %" if percent else words.label("under_one"),
        "name": _event(prospect, kinds, words), "case": case, "held": held,
        "colour": HOSTILE if kinds.get(prospect.type, 0) in CONFLICT else FRIENDLY,
        "name_at": top + _NAME, "top": top + _BAR_TOP, "foot": top + _BAR_FOOT, "middle": top + (_BAR_TOP + _BAR_FOOT) / 2,
        "case_at": top + _CASE, "held_at": top + _HELD,
    }  # fmt: skip


def _event(what: Prospect | Case, kinds: dict[str, int], words: Words) -> str:
    return f"{words.arrow(what.actor, what.recipient)}: {words.kind(what.type, kinds.get(what.type, 0))}"


def _case(case: Case, kinds: dict[str, int], words: Words, days: int) -> str:
    return words.label(
        "case_world" if case.world else "case_pair", after=_event(case, kinds, words), last=str(np.datetime64(case.last, "D")), days=days,
        followed=case.followed, cases=case.cases, usual=round(100 * case.usual),
    )  # fmt: skip


def draw_backtest(tested: Backtest, words: Words) -> Chart:
    """What past outlooks said against what came true, by class, beside what the count of the same event alone would have said.

    Raises ValueError where there was too little to test, MissingExtra where Altair is not installed.
    """
    ours, simple = tested.ours, tested.recurrence
    if ours is None or simple is None:
        raise ValueError("the record is too thin for a backtest, so there is nothing to draw")
    alt = load_altair()
    names = words.label("outlook_ours"), words.label("outlook_recurrence")
    rows = [row for name, one in zip(names, (ours, simple), strict=True) for row in _classes(name, one)]
    most = max(max(row["said"], row["came"]) for row in rows)
    scale = alt.Scale(domain=[0, min(1.0, 1.1 * most)], type="sqrt")
    axis = {"format": "%", "values": [0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0]}
    x = alt.X("said:Q", scale=scale, axis=alt.Axis(title=words.label("outlook_said"), **axis))
    y = alt.Y("came:Q", scale=scale, axis=alt.Axis(title=words.label("outlook_came"), **axis))
    colour = alt.Color("who:N", scale=alt.Scale(domain=list(names), range=[FRIENDLY, FAINT]), legend=alt.Legend(title=None, orient="top"))
    shape = alt.Shape("who:N", scale=alt.Scale(domain=list(names), range=["circle", "square"]), legend=alt.Legend(title=None, orient="top"))
    base = alt.Chart(alt.Data(values=rows)).properties(width=_SIDE, height=_SIDE)
    even = alt.Chart(alt.Data(values=[{"said": 0, "came": 0}, {"said": most * 1.1, "came": most * 1.1}]))
    line = even.mark_line(color=FAINT, strokeDash=[4, 3], clip=True).encode(x=x, y=y)
    points = base.mark_point(size=70, filled=True, opacity=0.9).encode(x=x, y=y, color=colour, shape=shape)
    numbers = base.transform_filter(f"datum.who == '{names[0]}'").mark_text(dy=13, fontSize=9.5, color=INK).encode(x=x, y=y, text="many:N")
    days = ", ".join(str(np.datetime64(day, "D")) for day in tested.days)
    below = [
        words.label("outlook_errors", ours=f"{ours.brier:.5f}", recurrence=f"{simple.brier:.5f}", base=f"{ours.base:.5f}"),
        f"{days}; {words.label('outlook_counted', count=words.tables['count'][tested.parameters.count])}",
    ]  # fmt: skip
    return dress(line + points + numbers, words.label("backtest", days=tested.parameters.horizon), below)


def _classes(name: str, one: Quality) -> list[dict[str, Any]]:
    return [{"who": name, "said": round(said, 4), "came": round(came, 4), "many": f"{many:,}"} for said, came, many in one.curve]
