"""What `detente outlook` was asked, and how its answer is written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np

from detente.cli._events import day_number
from detente.cli._relations_plot import check_kind, save, words_of
from detente.cli.read import _open as open_output
from detente.desk.rows import outlook_rows
from detente.errors import UsageError
from detente.language import load_pack
from detente.load.layouts import words_of_type
from detente.records.eventtable import EventTable
from detente.records.wire import Plain, to_json
from detente.relations.draw_outlook import draw_backtest, draw_outlook
from detente.relations.drawing import Chart, Words
from detente.relations.outlook import Backtest, Case, Outlook, OutlookParameters, Prospect, backtest, outlook
from detente.relations.outlook_calibration import Quality
from detente.relations.outlook_chances import Thin


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The choices of one run of the verb."""

    parties: tuple[str, ...]
    parameters: OutlookParameters
    until: str
    backtest: bool
    language: str
    format_name: str
    output: str
    plot: str


def write(request: Request, table: EventTable) -> None:
    """Write the answer to a request. Raises UsageError where the events cannot answer it."""
    words = load_pack(request.language).settings["outlook"]
    if request.plot:
        check_kind(request.plot)
    day = day_number(request.until) if request.until else int(table.day.max())
    if request.backtest:
        tested = backtest(table.where(table.day <= day), parameters=request.parameters)
        chart = partial(draw_backtest, tested)
        text = f"{to_json(_tested_row(tested))}\n" if request.format_name == "jsonl" else "\n".join(tell_backtest(tested, words)) + "\n"
    else:
        try:
            told = outlook(table, *request.parties, day=day, parameters=request.parameters)
        except ValueError as error:
            raise UsageError(f"{error}; parties are codes, here e.g. {', '.join(table.names[:8])}") from error
        known = table.where(table.day <= day)
        chart = partial(draw_outlook, told, known)
        jsonl = request.format_name == "jsonl"
        text = "".join(f"{to_json(row)}\n" for row in outlook_rows(told)) if jsonl else "\n".join(tell(told, known, words)) + "\n"
    with open_output(request.output) as out:
        out.write(text)
    if request.plot:
        _plot(request, chart)


def _plot(request: Request, chart: Callable[[Words], Chart]) -> None:
    picture = words_of(request.language)
    try:
        save(chart(picture).to_dict(), request.plot, picture)
    except ValueError as error:
        raise UsageError(f"--plot {request.plot}: {error}") from error


def _iso(day: int) -> str:
    return str(np.datetime64(day, "D"))


def tell(told: Outlook, table: EventTable, words: Mapping[str, Any]) -> Iterator[str]:
    """An outlook in sentences: a line a forecast with its chance, and under it what it rests on."""
    said, horizon = words["words"], told.parameters.horizon
    about = {"party": told.party, "other": told.other, "days": horizon, "day": _iso(told.day)}
    if told.thin:
        yield _thin(told.thin, words, about)
        yield said["counted"].format(count=told.parameters.count)
        return
    yield said["head_pair" if told.other else "head"].format(**about)
    first, last = (int(table.day.min()), int(table.day.max())) if len(table) else (told.day, told.day)
    first = max(first, told.day - told.parameters.memory + 1)
    number = int(np.sum(table.counted(told.parameters.count).day >= first))
    yield said["basis"].format(events=f"{number:,}", first=_iso(first), last=_iso(last), count=told.parameters.count)
    for prospect in told.prospects:
        yield ""
        yield from _told(prospect, said, horizon)


def _told(prospect: Prospect, said: Mapping[str, str], horizon: int) -> Iterator[str]:
    percent = round(100 * prospect.chance)
    chance = said["chance"].format(percent=percent) if percent else said["under_one"]
    yield f"{chance:>6}  {_event(prospect, said)}"
    if prospect.case:
        yield f"        {_case(prospect.case, said, horizon)}"
    recorded = said["before"].format(times=prospect.times, last=_iso(prospect.last)) if prospect.last is not None else said["never"]
    yield f"        {recorded}; {said['held'].format(came_true=prospect.came_true, told=prospect.told)}"


def _event(what: Prospect | Case, said: Mapping[str, str]) -> str:
    return said["event"].format(actor=what.actor, recipient=what.recipient, type=words_of_type(what.type))


def _case(case: Case, said: Mapping[str, str], horizon: int) -> str:
    return said["world_case" if case.world else "pair_case"].format(
        after=_event(case, said), last=_iso(case.last), days=horizon, followed=case.followed, cases=case.cases,
        usual=round(100 * case.usual),
    )  # fmt: skip


def _thin(thin: Thin, words: Mapping[str, Any], about: Mapping[str, Any]) -> str:
    sentence: str = words["thin"][thin.what].format(have=thin.have, need=thin.need, **about)
    return sentence


def tell_backtest(tested: Backtest, words: Mapping[str, Any]) -> Iterator[str]:
    """A backtest in sentences, with the curve of what was said and what came true."""
    said, parameters = words["backtest"], tested.parameters
    ours, recurrence = tested.ours, tested.recurrence
    if ours is None or recurrence is None:
        if tested.thin:
            yield _thin(tested.thin, words, {"days": parameters.horizon, "party": "", "other": ""})
            yield words["words"]["counted"].format(count=parameters.count)
        return
    yield said["head"].format(days=parameters.horizon, dates=", ".join(map(_iso, tested.days)))
    yield said["counted"].format(count=parameters.count, cases=f"{ours.cases:,}", hits=f"{ours.hits:,}")
    yield said["brier"].format(ours=f"{ours.brier:.5f}", recurrence=f"{recurrence.brier:.5f}", base=f"{ours.base:.5f}")
    yield said["columns"]
    yield from (said["row"].format(said=f"{100 * a:5.1f}", came=f"{100 * b:8.1f}", many=f"{many:10,}") for a, b, many in ours.curve)


def _tested_row(tested: Backtest) -> Plain:
    def plain(one: Quality | None) -> Plain | None:
        return None if one is None else {**asdict(one), "curve": [list(row) for row in one.curve]}

    return {
        "days": [_iso(day) for day in tested.days], "horizon": tested.parameters.horizon, "count": tested.parameters.count,
        "ours": plain(tested.ours), "recurrence": plain(tested.recurrence), "thin": asdict(tested.thin) if tested.thin else None,
    }  # fmt: skip
