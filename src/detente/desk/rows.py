"""The results of `detente.relations` as plain rows: the fields that docs/relations.md and docs/outlook.md name, for JSON and CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from detente.records.wire import Plain, to_json
from detente.relations.balance import AgainstChance, Balance
from detente.relations.network import SignedGraph
from detente.relations.outlook import Outlook
from detente.relations.phases import Break, Phases
from detente.relations.pivots import Pivot
from detente.relations.trajectory import Trajectory

_FORMULA_SIGNS = ("=", "+", "-", "@")  # a spreadsheet runs cells that begin with these, as in export/csv.py


def points(path: Trajectory) -> list[Plain]:
    """All periods of a trajectory, each with the events behind it."""
    return [_point(path, index, events) for index, events in enumerate(path.events_behind_each())]


def _point(path: Trajectory, index: int, events: Sequence[int]) -> Plain:
    numbers = {
        "valence": path.joint.valence, "low": path.joint.low, "high": path.joint.high, "effective": path.joint.effective,
        "forward": path.forward.valence, "forward_low": path.forward.low, "forward_high": path.forward.high,
        "back": path.back.valence, "back_low": path.back.low, "back_high": path.back.high,
        "asymmetry": path.asymmetry, "stakes": path.stakes, "material": path.material, "mix": path.mix,
    }  # fmt: skip
    return {
        "a": path.a, "b": path.b, "period": path.calendar.label(index),
        "first": day_text(path.calendar.first[index]), "last": day_text(path.calendar.last[index]),
        **{name: plain(column[index]) for name, column in numbers.items()}, "grey": bool(path.joint.grey[index]), **_basis(path),
        "events": [path.table.event(event) for event in events],
    }  # fmt: skip


def _basis(path: Trajectory) -> Plain:
    return {"count": path.parameters.count, "half_life": path.parameters.half_life, "mix_basis": path.mix_basis}


def phase_rows(path: Trajectory, found: Phases) -> list[Plain]:
    """Phases, and each break before the phase that it begins; `verdict` stands in every row, so that "no change" is said too."""
    rows: list[Plain] = []
    breaks = {turn.at: turn for turn in found.breaks}
    for phase in found.phases:
        turn = breaks.get(phase.start)
        rows.append({
            "a": path.a, "b": path.b, "verdict": found.verdict, "phase": phase.name, "first": phase.first, "last": phase.last,
            "valence": plain(phase.valence), "low": plain(phase.low), "high": plain(phase.high), "effective": plain(phase.effective),
            "break": turn.day if turn else None, "earliest": turn.earliest if turn else None, "latest": turn.latest if turn else None,
            "before": plain(turn.before) if turn else None, "after": plain(turn.after) if turn else None,
            "gain": plain(turn.gain) if turn else None, "shifts": _shifts(path, turn) if turn else [], **_basis(path),
            "events": [path.table.event(int(event)) for event in turn.events] if turn else [],
        })  # fmt: skip
    return rows


def _shifts(path: Trajectory, turn: Break) -> list[Plain]:
    return [{"type": path.table.types[s.type], "before": plain(s.before), "after": plain(s.after)} for s in turn.shifts]


def tie_rows(graph: SignedGraph, found: Balance) -> list[Plain]:
    """The ties of a graph, the most hostile first, each with the camps and blocs of its two sides."""
    place = {name: index for index, name in enumerate(graph.names)}
    window = _window(graph)
    return [
        {
            "a": a, "b": b, "valence": plain(value), "sign": sign, "effective": plain(graph.weight[place[a], place[b]]),
            "camp_a": int(found.camps.group[place[a]]), "camp_b": int(found.camps.group[place[b]]),
            "bloc_a": int(found.blocs.group[place[a]]), "bloc_b": int(found.blocs.group[place[b]]), **window,
        }
        for a, b, value, sign in graph.ties()
    ]  # fmt: skip


def _window(graph: SignedGraph) -> Plain:
    window = graph.window
    return {
        "since": None if window.first is None else day_text(window.first), "until": None if window.last is None else day_text(window.last),
        "cut": plain(graph.cut), "count": graph.parameters.count,
    }  # fmt: skip


def balance_row(graph: SignedGraph, found: Balance) -> Plain:
    """How balanced a graph is, as one row."""
    return {
        "parties": len(graph.names), "ties": len(graph.ties()), "triads": list(found.triads.counts),
        "strong": _chance(found.strong), "weak": _chance(found.weak), "sensitivity": [_chance(row) for row in found.sensitivity],
        "frustration": found.camps.frustration, "frustration_at_least": found.camps.bound,
        "bloc_frustration": found.blocs.frustration, "bloc_frustration_at_least": found.blocs.bound,
        "draws": found.draws, "seed": found.seed, **_window(graph),
    }  # fmt: skip


def _chance(row: AgainstChance) -> Plain:
    return {"hostile": plain(row.hostile), "share": plain(row.share), "chance": plain(row.chance), "z": plain(row.z), "p": plain(row.p)}


def pivot_rows(found: Sequence[Pivot], count: str) -> list[Plain]:
    """Third parties, the highest index first."""
    rows = []
    for pivot in found:
        tests: Plain = {}
        for label, test in (("a", pivot.after_a), ("b", pivot.after_b)):
            tests |= {f"rise_after_{label}": plain(test.rise), f"p_after_{label}": plain(test.p), f"q_after_{label}": plain(test.q),
                      f"dates_{label}": list(test.dates)}  # fmt: skip
        rows.append({
            "name": pivot.name, "a": pivot.a, "b": pivot.b, "index": plain(pivot.index), "valence_a": plain(pivot.valence_a),
            "valence_b": plain(pivot.valence_b), "valence_ab": plain(pivot.valence_ab), "host": pivot.host, "count": count, **tests,
        })  # fmt: skip
    return rows


def outlook_rows(told: Outlook) -> Iterator[Plain]:
    """An outlook as plain values, a row a forecast, as docs/outlook.md names them; one row with `thin` where nothing can be said."""
    parameters = told.parameters
    shared = {"party": told.party, "other": told.other, "day": day_text(told.day), "horizon": parameters.horizon, "count": parameters.count}
    if told.thin:
        yield {**shared, "thin": asdict(told.thin)}
        return
    for prospect in told.prospects:
        case = prospect.case
        days = [day_text(day) for day in case.days] if case else []
        past = case and {**asdict(case), "usual": round(case.usual, 4), "last": day_text(case.last), "days": days}
        last = None if prospect.last is None else day_text(prospect.last)
        yield {**shared, **asdict(prospect), "chance": round(prospect.chance, 4), "last": last, "case": past}


def plain(value: Any) -> float | None:
    """A number for people and files: four digits, None for nan."""
    return None if np.isnan(value) else round(float(value), 4)


def day_text(day: Any) -> str:
    """A day counted from 1970-01-01 in ISO form."""
    return str(np.datetime64(int(day), "D"))


def lines(rows: Sequence[Plain], format_name: str) -> Iterable[str]:
    """Rows as JSON Lines, or as CSV with lists joined with "; " (of events their ids, else their rows in the source)."""
    if format_name == "jsonl":
        yield from (f"{to_json(row)}\n" for row in rows)
        return
    page = io.StringIO()
    writer = csv.DictWriter(page, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    yield page.getvalue()


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    return f"{item['type']} {item['before']} {item['after']}" if "before" in item else str(item.get("id") or item.get("row"))


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        value = "; ".join(_item(item) for item in value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value
