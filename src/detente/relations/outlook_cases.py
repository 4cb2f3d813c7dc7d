"""Past cases behind a forecast: how often the same followed the same before."""

from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import Ints
from detente.relations.outlook_history import History

_LEAST = 5
_MOST = 50_000  # cases of the whole world that are counted: the newest
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """After `before` (a relation of the subject to the other) the forecast one followed in `followed` of `cases`.

    A case is a day with `before` whose time is over; overlapping cases may share an answer. `usual` is the share of all days that
    were followed so. `last` is the newest day of `before`, which the forecast stands on; `days` are the newest cases that were followed.
    `world` is true where the two had fewer than five cases and those of all pairs are told; days count from 1 in the history.
    """

    before: int
    followed: int
    cases: int
    usual: float
    last: int
    days: tuple[int, ...]
    world: bool


def find_precedent(history: History, subject: int, relation: int, other: int, *, day: int, horizon: int) -> Precedent | None:
    """The precedent that speaks most for a relation in the `horizon` days from `day`, None where nothing happened just before.

    What is weighed is what happened between the two in the last `horizon` days; shares are shrunk by five cases of the usual one.
    """
    known = history.known(subject, day)
    between = known.start + np.flatnonzero(history.other[known] == other)
    relations, days = history.relation[between], history.day[between]
    recent = np.unique(relations[days >= day - horizon]).tolist()
    wanted = np.unique(days[relations == relation])
    usual = _covered(wanted, horizon, day) / max(1, day - 1 - horizon)
    found = [_of_pair(np.unique(days[relations == one]), wanted, one, day, horizon, usual) for one in recent]
    own = [precedent for precedent in found if precedent.cases >= _LEAST]
    if not own:
        own = [_of_world(history, one, relation, day, horizon, int(days[relations == one].max())) for one in recent]
        own = [precedent for precedent in own if precedent.cases >= _LEAST]
    return max(own, key=_strength, default=None)


def _strength(precedent: Precedent) -> tuple[float, int, int]:
    share = (precedent.followed + _LEAST * precedent.usual) / (precedent.cases + _LEAST)
    return share - precedent.usual, precedent.cases, -precedent.before


def _of_pair(cases: Ints, wanted: Ints, before: int, day: int, horizon: int, usual: float) -> Precedent:
    closed = cases[cases + horizon < day]
    place = np.searchsorted(wanted, closed, side="right")
    answer = np.append(wanted, np.iinfo(np.int64).max)[place]
    followed = closed[answer - closed <= horizon]
    return Precedent(
        before=before, followed=len(followed), cases=len(closed), usual=usual, last=int(cases.max()), world=False,
        days=tuple(followed[::-1][:_SHOWN].tolist()),
    )  # fmt: skip


def _of_world(history: History, before: int, relation: int, day: int, horizon: int, last: int) -> Precedent:
    pair = history.subject * history.size + history.other
    is_before = (history.relation == before) & (history.day + horizon < day)
    is_wanted = (history.relation == relation) & (history.day < day)
    cases = np.sort(pair[is_before] * history.span + history.day[is_before])
    wanted = np.sort(pair[is_wanted] * history.span + history.day[is_wanted])
    pairs = np.unique(cases // history.span)
    among = wanted[np.isin(wanted // history.span, pairs)]
    # in keys, a case and its answer are at most `horizon` apart only on one pair: days of the next pair begin beyond the span
    gaps = np.diff(among, prepend=-(history.span + horizon))
    usual = float(np.minimum(gaps, horizon).sum()) / max(1, len(pairs) * (day - 1 - horizon))
    cases = cases[np.argsort(cases % history.span, kind="stable")][-_MOST:]
    place = np.searchsorted(wanted, cases, side="right")
    answer = np.append(wanted, np.iinfo(np.int64).max)[place]
    same_pair = answer // history.span == cases // history.span
    followed = int(np.sum(same_pair & (answer - cases <= horizon)))
    return Precedent(before=before, followed=followed, cases=len(cases), usual=min(usual, 1.0), last=last, days=(), world=True)


def _covered(wanted: Ints, horizon: int, day: int) -> int:
    """How many days of `[1, day - horizon)` have one of `wanted` in the `horizon` days after them."""
    if not len(wanted):
        return 0
    spread = np.unique((wanted[:, None] - np.arange(1, horizon + 1)[None]).ravel())
    return int(np.sum((spread >= 1) & (spread < day - horizon)))
