"""What `detente relations` was asked, and how its answer is written."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.cli.read import _open as open_output
from detente.errors import UsageError
from detente.intake import parse_day
from detente.records.eventtable import EventTable
from detente.records.wire import Plain, to_json
from detente.relations.periods import Parameters
from detente.relations.trajectory import Trajectory, trajectory

_TWO = 2
_BAR = 21  # characters from -1 to 1
_COUNTED = {
    "reported": "events that nobody denies", "confirmed": "confirmed events only", "all": "all events, disputed and denied ones too",
}  # fmt: skip
_NEUTRAL = {
    "world": "the world's mix in the same events", "given": "the mix that was given",
    "reference": "a reference mix, for the pair is most of the events",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The choices of one run of the verb."""

    parties: tuple[str, ...]
    count: str
    period: str
    half_life: float
    mix: float | None
    since: str
    until: str
    format_name: str
    output: str

    @property
    def parameters(self) -> Parameters:
        """The numbers that the series rest on."""
        return Parameters(period=self.period, count=self.count, half_life=self.half_life, mix=self.mix)


def write(request: Request, table: EventTable) -> None:
    """Write the answer to a request. Raises UsageError where the events cannot answer it."""
    if request.until:
        table = table.where(table.day <= _day(request.until))
    unknown = [party for party in request.parties if party not in table.names]
    if unknown:
        near = [name for name in table.names if name.startswith(unknown[0][:2])][:8]
        raise UsageError(f"no event names {unknown[0]}; parties are codes, here e.g. {', '.join(near or table.names[:8])}")
    if len(request.parties) != _TWO:
        raise UsageError("give two parties, e.g. detente relations RUS UKR --events FILE")
    try:
        path = trajectory(table, request.parties[0], request.parties[1], request.parameters)
    except ValueError as error:
        raise UsageError(f"{error}; try --count all") from error
    points = tuple(index for index in range(len(path.calendar)) if not request.since or path.calendar.last[index] >= _day(request.since))
    rows = [point(path, index) for index in points]
    with open_output(request.output) as out:
        if request.format_name == "table":
            out.write(show(path, rows))
        else:
            out.writelines(lines(rows, request.format_name))


def _day(text: str) -> int:
    return int(np.datetime64(parse_day(text), "D").astype(np.int64))


def point(path: Trajectory, index: int) -> Plain:
    """One period as plain values, as docs/relations.md names them."""
    numbers = {
        "valence": path.joint.valence, "low": path.joint.low, "high": path.joint.high, "effective": path.joint.effective,
        "forward": path.forward.valence, "forward_low": path.forward.low, "forward_high": path.forward.high,
        "back": path.back.valence, "back_low": path.back.low, "back_high": path.back.high,
        "asymmetry": path.asymmetry, "stakes": path.stakes, "material": path.material, "mix": path.mix,
    }  # fmt: skip
    values = {name: _plain(column[index]) for name, column in numbers.items()}
    return {
        "a": path.a, "b": path.b, "period": path.calendar.label(index),
        "first": _iso(path.calendar.first[index]), "last": _iso(path.calendar.last[index]),
        **values, "grey": bool(path.joint.grey[index]), "count": path.parameters.count, "half_life": path.parameters.half_life,
        "mix_basis": path.mix_basis, "events": [path.table.event(int(event)) for event in path.events_behind(index)],
    }  # fmt: skip


def _plain(value: Any) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def _iso(day: Any) -> str:
    return str(np.datetime64(int(day), "D"))


def lines(rows: Sequence[Plain], format_name: str) -> Iterable[str]:
    """Rows as JSON Lines, or as CSV with the source rows of the events joined with "; "."""
    if format_name == "jsonl":
        yield from (f"{to_json(row)}\n" for row in rows)
        return
    page = io.StringIO()
    writer = csv.DictWriter(page, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    yield page.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(str(event.get("id") or event.get("row")) if isinstance(event, dict) else str(event) for event in value)
    return value


def counting(path: Trajectory) -> str:
    """What counts and how it fades, in one line: stands on every output for people."""
    numbers = path.parameters
    fading = f"half-life {numbers.half_life:g} days; 0 is {_NEUTRAL[path.mix_basis]}"
    return f"counted: {_COUNTED[numbers.count]} (--count {numbers.count}); {fading}"


def show(path: Trajectory, rows: Sequence[Plain]) -> str:
    """The table for people: a line a period, grey ones in brackets."""
    head = f"{path.a} and {path.b}: valence from -1 (hostile) to 1 (friendly), {path.parameters.level:.0%} band; stakes in events a month"
    sides = f"{path.a + '>' + path.b:>9}  {path.b + '>' + path.a:>9}"
    names = f"{'':10}  {'valence':>7}  {'band':^13}  {'-1':<10}0{'1':>10}  {sides}  {'events':>7}  {'material':>8}"
    body = [names, *(_line(row) for row in rows)]
    foot = "(in brackets: worth fewer than 5 observations, do not read; > who acts towards whom; material: material conflicts a month)"
    return "\n".join((head, counting(path), "", *body, "", foot)) + "\n"


def _line(row: Plain) -> str:
    bar = [" "] * _BAR
    for place in range(_spot(row["low"]), _spot(row["high"]) + 1):
        bar[place] = "-"
    bar[_BAR // 2] = "|"
    bar[_spot(row["valence"])] = "o" if row["grey"] else "#"
    value = f"({row['valence']:+.2f})" if row["grey"] else f"{row['valence']:+.2f} "
    sides = "  ".join(f"{row[side]:>+9.2f}" for side in ("forward", "back"))
    volume, material = (np.expm1(row[name]) for name in ("stakes", "material"))
    ends = f"{row['low']:+.2f} {row['high']:+.2f}"
    return f"{row['period']:10}  {value:>7}  {ends}   {''.join(bar)}  {sides}  {volume:7.1f}  {material:8.1f}".rstrip()


def _spot(value: float) -> int:
    return round((value + 1) / 2 * (_BAR - 1))
