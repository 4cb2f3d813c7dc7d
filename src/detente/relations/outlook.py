"""What may come next between parties: chances within a horizon, and the past cases behind each."""

from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import EventTable
from detente.relations.outlook_calibration import Quality, quality
from detente.relations.outlook_cases import Precedent, find_precedent
from detente.relations.outlook_chances import Chances, Thin, ask_about, collect, learn_chances, recurring
from detente.relations.outlook_history import History, history_of
from detente.relations.outlook_signals import Eve

_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookParameters:
    """Every number that an outlook rests on; results carry it.

    Args:
        horizon: Days that are told ahead.
        count: Which events count: "reported" (nobody denies them), "confirmed", or "all" (disputed and denied too).
        memory: Days of the past that are used at most.
        party_events: Events that a party, or two parties between them, must have had for anything to be said.
        outcomes: Events within the horizon of past snapshots that chances must rest on.
        questions: Past questions that are learnt from at most: more is slower and a little better.
        candidates: Other parties that are weighed for each type.
        top: Forecasts that are given, the likeliest first.
        seed: Of the questions that are drawn and the first weights.
    """

    horizon: int = 30
    count: str = "reported"
    memory: int = 4 * _YEAR
    party_events: int = 10
    outcomes: int = 50
    questions: int = 12_000
    candidates: int = 40
    top: int = 10
    seed: int = 0

    def __post_init__(self) -> None:
        if min(self.horizon, self.memory, self.questions, self.candidates, self.top) < 1:
            raise ValueError("horizon, memory, questions, candidates and top must be at least 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The past behind a forecast: after `actor` did `type` to `recipient`, the forecast followed in `followed` of `cases`.

    `usual` is the share of all days that were followed so; `last` is when it last happened, `days` the newest cases that were followed
    (days from 1970-01-01). `world` is true where cases of all pairs are counted, as the two have too few. Details: `Precedent`.
    """

    type: str
    actor: str
    recipient: str
    followed: int
    cases: int
    usual: float
    last: int
    days: tuple[int, ...]
    world: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """One forecast: `actor` does `type` to `recipient` at least once within the horizon, with `chance` in (0, 1).

    Past forecasts of about this chance, made the same way, came true in `came_true` of `told`. `times` is how often the same has happened
    on record (days), `last` the newest day, None where it never has.
    """

    type: str
    actor: str
    recipient: str
    chance: float
    came_true: int
    told: int
    times: int
    last: int | None
    case: Case | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What may come in the days after `day` (days from 1970-01-01); `thin` says why there is nothing, where nothing can be said."""

    party: str
    other: str
    day: int
    prospects: tuple[Prospect, ...]
    thin: Thin | None
    parameters: OutlookParameters


def learn_outlook(table: EventTable, *, day: int | None = None, parameters: OutlookParameters | None = None) -> Chances | Thin:
    """What outlooks of all parties on one day rest on, so that many of them learn it once: `outlook(..., learned=learn_outlook(table))`.

    `day` and `parameters` must be those of the outlooks.
    """
    parameters = parameters or OutlookParameters()
    last = int(table.day.max()) if day is None else day
    history = history_of(_seen(table, last, parameters))
    return learn_chances(
        history, last + 1 - history.first, horizon=parameters.horizon, questions=parameters.questions, candidates=parameters.candidates,
        least=parameters.outcomes, seed=parameters.seed,
    )  # fmt: skip


def _seen(table: EventTable, last: int, parameters: OutlookParameters) -> EventTable:
    seen = table.counted(parameters.count)
    return seen.where((seen.day <= last) & (seen.day > last - parameters.memory))


def outlook(
    table: EventTable,
    party: str,
    other: str = "",
    *,
    day: int | None = None,
    parameters: OutlookParameters | None = None,
    learned: Chances | Thin | None = None,
) -> Outlook:
    """What is likely between a party and another, or all others, in the days after `day`, e.g. `outlook(table, "RUS", "PRK")`.

    Events after `day` (days from 1970-01-01, the last on record by default) change nothing. The table should hold the events of many: rules
    and chances are learnt from all of them. The model: decayed counts of the same event and of the pair, confidences of rules by lag, how
    busy parties are, and two-step closeness (docs/outlook.md), weighed by a logistic network on past snapshots, made chances by isotonic
    regression on later ones. `learned` is what `learn_outlook` gave for the same day and parameters, where it is at hand. Raises
    ValueError where a party is in no event or party and other are one.
    """
    parameters = parameters or OutlookParameters()
    for name in filter(None, (party, other)):
        if name not in table.names:
            raise ValueError(f"no event names {name}")
    if party == other:
        raise ValueError(f"{party} has no relation with itself; give two parties")
    last = int(table.day.max()) if day is None else day
    seen = _seen(table, last, parameters)
    history = learned.history if isinstance(learned, Chances) else history_of(seen)
    thin = _thin(history, seen, party, other, parameters)
    chances = thin or learned or learn_outlook(table, day=last, parameters=parameters)
    if isinstance(chances, Thin):
        return Outlook(party=party, other=other, day=last, prospects=(), thin=chances, parameters=parameters)
    prospects = _prospects(chances, seen, party, other, parameters)
    return Outlook(party=party, other=other, day=last, prospects=prospects, thin=None, parameters=parameters)


def _thin(history: History, table: EventTable, party: str, other: str, parameters: OutlookParameters) -> Thin | None:
    place = table.names.index(party)
    own = slice(int(history.starts[place]), int(history.starts[place + 1]))
    met = history.other[own]
    have = int(np.sum(met == table.names.index(other))) if other else len(met)
    if have >= parameters.party_events:
        return None
    return Thin(what="pair" if other else "party", have=have, need=parameters.party_events)


def _prospects(chances: Chances, table: EventTable, party: str, other: str, parameters: OutlookParameters) -> tuple[Prospect, ...]:
    history, subject = chances.history, table.names.index(party)
    relations = np.unique(history.relation[history.known(subject, chances.day)]).tolist()
    eve = Eve(history=history, day=chances.day, rules=chances.rules)
    asked = ask_about(eve, subject, relations, horizon=parameters.horizon, candidates=history.size if other else parameters.candidates)
    scores = chances.score(asked)
    wanted = asked.other != subject
    if other:
        wanted &= asked.other == table.names.index(other)
    row, column = np.nonzero(wanted)
    order = np.argsort(-scores[row, column], kind="stable")[: parameters.top]
    chosen = ((int(row[i]), int(column[i])) for i in order)
    return tuple(
        _prospect(chances, table, subject, int(asked.relation[i]), int(asked.other[i, j]), float(scores[i, j])) for i, j in chosen
    )


def _prospect(chances: Chances, table: EventTable, subject: int, relation: int, other: int, score: float) -> Prospect:
    history = chances.history
    known = history.known(subject, chances.day)
    days = history.day[known][(history.relation[known] == relation) & (history.other[known] == other)]
    precedent = find_precedent(history, subject, relation, other, day=chances.day, horizon=chances.horizon)
    came_true, told = chances.calibration.step(score)
    kind, actor, recipient = _named(history, table, subject, relation, other)
    return Prospect(
        type=kind, actor=actor, recipient=recipient, chance=float(chances.calibration(score)), came_true=came_true, told=told,
        times=len(days), last=int(days.max()) + history.first if len(days) else None,
        case=_case(precedent, history, table, subject, other) if precedent else None,
    )  # fmt: skip


def _case(precedent: Precedent, history: History, table: EventTable, subject: int, other: int) -> Case:
    kind, actor, recipient = _named(history, table, subject, precedent.before, other)
    return Case(
        type=kind, actor=actor, recipient=recipient, followed=precedent.followed, cases=precedent.cases, usual=precedent.usual,
        last=precedent.last + history.first, days=tuple(day + history.first for day in precedent.days), world=precedent.world,
    )  # fmt: skip


def _named(history: History, table: EventTable, subject: int, relation: int, other: int) -> tuple[str, str, str]:
    kind = table.types[relation % history.kinds]
    sides = (subject, other) if relation < history.kinds else (other, subject)
    return kind, table.names[sides[0]], table.names[sides[1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """How outlooks made on past days would have done, each learnt from the days before it only.

    `days` are the days after which they were told (from 1970-01-01). `ours` is the outlook, `recurrence` what the count of the same event
    tells alone, calibrated the same way. `thin` says why there is no test.
    """

    days: tuple[int, ...]
    ours: Quality | None
    recurrence: Quality | None
    thin: Thin | None
    parameters: OutlookParameters


def backtest(table: EventTable, *, parameters: OutlookParameters | None = None, times: int = 4) -> Backtest:
    """How good the outlook is on a table: told on `times` past days of the last third of the record, compared with what came.

    `backtest(table).ours.brier` is lower than `.base` where it knows more than the overall share. Forecasts are those about parties
    drawn by how busy they are, for each type they know and each candidate.
    """
    parameters = parameters or OutlookParameters()
    seen = table.counted(parameters.count)
    if not len(seen):
        return _no_test(Thin(what="days", have=0, need=6 * parameters.horizon), parameters)
    history = history_of(seen, since=int(seen.day.max()) - parameters.memory)
    end = int(history.day.max())
    steps = min(times, max(1, end // 3 // parameters.horizon))
    days = [end + 1 - parameters.horizon * (step + 1) for step in reversed(range(steps))]
    said, simple, came = [], [], []
    for day in days:
        chances = learn_chances(
            history, day, horizon=parameters.horizon, questions=parameters.questions, candidates=parameters.candidates,
            least=parameters.outcomes, seed=parameters.seed,
        )  # fmt: skip
        if isinstance(chances, Thin):
            return _no_test(chances, parameters)
        asked = collect(history, chances.rules, [day], horizon=parameters.horizon, questions=1000, candidates=parameters.candidates, seed=1)
        said.append(chances.calibration(chances.score(asked).ravel()))
        simple.append(chances.recurrence(recurring(asked).ravel()))
        came.append(asked.true.ravel())
    true = np.concatenate(came)
    return Backtest(
        days=tuple(day - 1 + history.first for day in days), ours=quality(np.concatenate(said), true),
        recurrence=quality(np.concatenate(simple), true), thin=None, parameters=parameters,
    )  # fmt: skip


def _no_test(thin: Thin, parameters: OutlookParameters) -> Backtest:
    return Backtest(days=(), ours=None, recurrence=None, thin=thin, parameters=parameters)
