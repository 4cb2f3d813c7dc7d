"""What `detente relations` was asked, and how its answer is made and written."""

from dataclasses import dataclass, replace

from detente.cli._events import Events, day_number
from detente.cli._relations_plot import choose_picture, draw_group, save, words_of
from detente.cli._relations_text import show_course, show_network, show_pivots
from detente.cli.read import _open as open_output
from detente.desk.rows import balance_row, lines, phase_rows, pivot_rows, points, tie_rows
from detente.errors import UsageError
from detente.load.layouts import host_states, words_of_type
from detente.records.eventtable import EventTable
from detente.records.wire import Plain
from detente.relations import Parameters, Window, balance, phases, pivots, signed_graph
from detente.relations.draw_course import draw_course
from detente.relations.draw_events import draw_events

_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The choices of one run of the verb."""

    parties: tuple[str, ...]
    show: str
    count: str
    period: str
    half_life: float
    mix: float | None
    hostile: float
    since: str
    until: str
    format_name: str
    output: str
    plot: str
    picture: str | None
    language: str

    @property
    def parameters(self) -> Parameters:
        """The numbers that the series rest on."""
        return Parameters(period=self.period, count=self.count, half_life=self.half_life, mix=self.mix)

    @property
    def window(self) -> Window:
        """The time that third parties or the network are told for; the network only among the parties that were named."""
        graph = self.graph_window
        return graph if self.show == "network" else replace(graph, parties=())

    @property
    def graph_window(self) -> Window:
        """The same with the parties that were named."""
        first, last = (day_number(text) if text else None for text in (self.since, self.until))
        return Window(first=first, last=last, hostile=self.hostile, parties=self.parties)


def write(request: Request, events: Events) -> None:
    """Write the answer to a request. Raises UsageError where the events cannot answer it."""
    if request.show != "network" and len(request.parties) != _TWO:
        raise UsageError(f"--show {request.show} is about two parties, e.g. detente relations RUS UKR --events FILE")
    if request.plot:
        picture = choose_picture(request.picture, request.parties, request.plot)
    answers = {"course": _course, "phases": _course, "pivots": _pivots, "network": _network}
    pair = request.show in ("course", "phases") and events.ledger  # whose events are read alone, and may be none
    if not pair:
        _check_parties(request.parties, events.table)
    try:
        text, rows = answers[request.show](request, events)
        if request.plot:
            _plot(request, picture, events)
    except ValueError as error:
        raise UsageError(f"{error}; try --count all or a longer time") from error
    with open_output(request.output) as out:
        if request.format_name == "table":
            out.write(text)
        else:
            out.writelines(lines(rows, request.format_name))


def _check_parties(parties: tuple[str, ...], table: EventTable) -> None:
    unknown = [party for party in parties if party not in table.names]
    if unknown:
        near = [name for name in table.names if name.startswith(unknown[0][:2])][:8]
        raise UsageError(f"no event names {unknown[0]}; parties are codes, here e.g. {', '.join(near or table.names[:8])}")


def _plot(request: Request, picture: str, events: Events) -> None:
    parameters, until = request.parameters, request.until
    words = words_of(request.language)
    if picture == "course":
        a, b = request.parties
        path = events.trajectory(a, b, parameters, until=until)
        chart = draw_course(path, phases(path), words)
    elif picture == "events":
        a, b = request.parties
        chart = draw_events(_known(events.between(a, b), until), a, b, words)
    else:
        chart = draw_group(picture, _known(events.table, until), request.parties, words, parameters=parameters, window=request.graph_window)
    save(chart.to_dict(), request.plot, words)


def _known(table: EventTable, until: str) -> EventTable:
    return table.where(table.day <= day_number(until)) if until else table


def _course(request: Request, events: Events) -> tuple[str, list[Plain]]:
    a, b = request.parties
    path = events.trajectory(a, b, request.parameters, until=request.until)
    found = phases(path)
    since = day_number(request.since) if request.since else -(10**9)
    course = [row for row, last in zip(points(path), path.calendar.last.tolist(), strict=True) if last >= since]
    rows = course if request.show == "course" else phase_rows(path, found)
    shown = course if request.show == "course" else []
    return show_course(path, found, shown, words_of_type), rows


def _network(request: Request, events: Events) -> tuple[str, list[Plain]]:
    graph = signed_graph(events.table, request.window, request.parameters)
    found = balance(graph)
    rows = tie_rows(graph, found)
    return show_network(graph, found), [*rows, balance_row(graph, found)] if request.format_name == "jsonl" else rows


def _pivots(request: Request, events: Events) -> tuple[str, list[Plain]]:
    a, b = request.parties
    found = pivots(events.table, a, b, request.parameters, window=request.window, hosts=host_states())
    return show_pivots(found, a, b, request.parameters), pivot_rows(found, request.count)
