"""The results of `detente relations` for people: lines of text that say what counts, and what may not be read."""

from collections.abc import Callable, Sequence
from itertools import groupby

import numpy as np

from detente.records.wire import Plain
from detente.relations.balance import AgainstChance, Balance
from detente.relations.network import SignedGraph
from detente.relations.periods import Parameters
from detente.relations.phases import Phases
from detente.relations.pivots import Courtship, Pivot
from detente.relations.trajectory import Trajectory

Words = Callable[[str], str]  # the words for a type of event
_BAR = 21  # characters from -1 to 1
_MOST = 15
_SHORT = 24  # periods
_READ = "(in brackets: worth fewer than {:g} observations, do not read; > who acts towards whom; material: material conflicts a month)"
_FOOT = (
    "comes after: change of the log share of its cooperation in the 3 {period}s after the other's warming; q: rate of false discoveries",
    "against the same dates put elsewhere. A high index is no game by itself; that of a host is mostly that of its guests.",
)
_VERDICTS = {"change": "", "no change": "no change that chance does not explain"}
_COUNTED = {
    "reported": "events that nobody denies", "confirmed": "confirmed events only", "all": "all events, disputed and denied ones too",
}  # fmt: skip
_QUIET = 0.1  # events a month, those of before still counted in part
_SPELL = 3  # quiet periods; fewer are shown one by one
_NEUTRAL = {
    "world": "the world's mix in the same events", "given": "the mix that was given",
    "reference": "a reference mix, for the pair is most of the events",
}  # fmt: skip


def counted(count: str) -> str:
    """What counts, e.g. "counted: events that nobody denies (--count reported)"."""
    return f"counted: {_COUNTED[count]} (--count {count})"


def show_course(path: Trajectory, found: Phases, rows: Sequence[Plain], words: Words) -> str:
    """Phases with their turning points, then a line a period, grey ones in brackets."""
    numbers = path.parameters
    sides = f"{path.a + '>' + path.b:>9}  {path.b + '>' + path.a:>9}"
    names = f"{'':10}  {'valence':>7}  {'band':^13}  {'-1':<10}0{'1':>10}  {sides}  {'events':>7}  {'material':>8}"
    return "\n".join((
        f"{path.a} and {path.b}: valence from -1 (hostile) to 1 (friendly), {numbers.level:.0%} band; events a month",
        f"{counted(numbers.count)}; half-life {numbers.half_life:g} days; 0 is {_NEUTRAL[path.mix_basis]}",
        "", *_phases(path, found, words), *(["", names, *_lines(rows), "", _READ.format(numbers.least)] if rows else []), "",
    ))  # fmt: skip


def _phases(path: Trajectory, found: Phases, words: Words) -> list[str]:
    turns = f"{len(found.breaks)} turning point{'s' * (len(found.breaks) != 1)}"
    hint = "; weeks may show more of so short a time (--period week)"
    short = found.verdict == "no change" and len(path.calendar) < _SHORT and path.parameters.period == "month"
    lines = [f"phases: {_VERDICTS.get(found.verdict, found.verdict) or turns}{hint * short}"]
    breaks = {turn.at: turn for turn in found.breaks}
    named = [phase for phase in found.phases if len(found.phases) > 1 or phase.name != "thin"]
    for phase in named:
        turn = breaks.get(phase.start)
        if turn:
            lines.append(f"  turn {turn.day} (between {turn.earliest} and {turn.latest}): valence {turn.before:+.2f} to {turn.after:+.2f}")
            changes = "; ".join(f"{words(path.table.types[s.type])} {s.before:.0%} to {s.after:.0%}" for s in turn.shifts)
            lines.append(f"    share of all weight: {changes}")
            for index in turn.events:
                event = path.table.event(int(index))
                lines.append(f"    {event['day']} {event['actor']} > {event['recipient']} {words(event['type'])} (row {event['row']})")
        lines.append(f"  {phase.name:8} {phase.first} to {phase.last}  {phase.valence:+.2f} ({phase.low:+.2f} to {phase.high:+.2f})")
    return lines


def _lines(rows: Sequence[Plain]) -> list[str]:
    """A line a period; of a long time with next to no events only that it was quiet."""
    lines: list[str] = []
    for quiet, group in groupby(rows, key=lambda row: bool(np.expm1(row["stakes"]) < _QUIET)):
        spell = list(group)
        if quiet and len(spell) >= _SPELL:
            lines.append(f"{spell[0]['period']} to {spell[-1]['period']}: quiet, fewer than {_QUIET:g} events a month")
        else:
            lines += map(_line, spell)
    return lines


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


def show_network(graph: SignedGraph, found: Balance) -> str:
    """Ties, triads against chance, camps, and who bridges hostile pairs."""
    ties, triads = graph.ties(), found.triads.counts
    hostile = [tie for tie in ties if tie[3] < 0]
    window = graph.window
    rule = f"the worst {window.hostile:.0%} of ties, " if graph.by_share else ""
    number = f"{len(ties)} tie{'s' * (len(ties) != 1)}"
    lines = [
        f"{len(graph.names)} parties, {number}, {len(hostile)} hostile: {rule}valence under {graph.cut:+.2f}",
        f"{counted(graph.parameters.count)}; a tie is worth {graph.parameters.least:g} observations or more",
        "", "most hostile", *(f"  {a} - {b}  {value:+.2f}" for a, b, value, _ in ties[:_MOST] if value < graph.cut),
        "friendliest ", *(f"  {a} - {b}  {value:+.2f}" for a, b, value, _ in ties[: -_MOST - 1 : -1] if value >= graph.cut),
        "", f"triads with 0, 1, 2, 3 hostile ties: {', '.join(map(str, triads))}", *(_balance(found) if sum(triads) else []),
        "", f"two camps leave {_faults(found.camps.frustration, found.camps.bound)}", *_groups(graph, found.camps.group),
        f"any number of blocs leaves {_faults(found.blocs.frustration, found.blocs.bound)}", *_groups(graph, found.blocs.group),
    ]  # fmt: skip
    bridging = graph.bridging()
    order = [int(place) for place in np.argsort(-np.nan_to_num(bridging, nan=-1.0), kind="stable")[:_MOST] if bridging[place] > 0]
    lines += ["", "on good terms with both sides of hostile pairs (share of those that it has ties to)"]
    lines += [f"  {graph.names[place]} {bridging[place]:.0%}" for place in order]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _balance(found: Balance) -> list[str]:
    others = (_against(f"  {row.hostile:.0%}", row) for row in found.sensitivity)
    strong, weak = _against("balanced (0 or 2 hostile)", found.strong), _against("weakly balanced (not 1)", found.weak)
    return [strong, weak, "the same with other shares of ties called hostile:", *others]


def _against(label: str, row: AgainstChance) -> str:
    return f"{label}: {row.share:.1%}, by chance {row.chance:.1%} (z {row.z:+.1f}, p {row.p:.3f})"


def _faults(found: int, bound: int) -> str:
    return f"{found} ties that contradict them" + ("" if found == bound else f" (no grouping leaves fewer than {bound})")


def _groups(graph: SignedGraph, group: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> list[str]:
    sides = [[name for name, label in zip(graph.names, group, strict=True) if label == side] for side in range(int(group.max()) + 1)]
    return [f"  {', '.join(side)}" for side in sides if len(side) > 1 or len(sides) <= 2]


def show_pivots(found: Sequence[Pivot], a: str, b: str, parameters: Parameters) -> str:
    """Third parties with their index and whether one courts them after the other."""
    if not found:
        return f"no party has ties to both {a} and {b} in this window; {counted(parameters.count)}\n"
    lines = [
        f"between {a} and {b} (valence {found[0].valence_ab:+.2f}): index = warmth with the cooler x evenness, 0 to 1",
        counted(parameters.count), "",
        f"{'':8}  index  {a:>6}  {b:>6}  {b + ' comes after ' + a:<24}  {a + ' comes after ' + b:<24}  host",
    ]  # fmt: skip
    for pivot in found:
        numbers = f"{pivot.index:5.2f}  {pivot.valence_a:+6.2f}  {pivot.valence_b:+6.2f}"
        lines.append(f"{pivot.name:8}  {numbers}  {_test(pivot.after_a):<24}  {_test(pivot.after_b):<24}  {pivot.host}".rstrip())
    return "\n".join([*lines, "", *_FOOT]).format(period=parameters.period) + "\n"


def _test(test: Courtship) -> str:
    return "history too short" if np.isnan(test.p) else f"{test.rise:+.2f} (q {test.q:.2f}, {len(test.dates)} times)"
