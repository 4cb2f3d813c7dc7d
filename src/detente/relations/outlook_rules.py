"""How often one relation follows another on the same pair, by how long ago the other was."""

from typing import Any

import numpy as np
import numpy.typing as npt

from detente.records.eventtable import Ints
from detente.relations.outlook_history import History, ranges

LAGS = np.array([1, 2, 3, 5, 8, 14, 30, 60, 120])
"""Days that end the ten classes of lag; the last class is open. Confidences fall about by a third from each to the next."""
_PAIR, _HEAD = 20.0, 10.0
"""Pseudo-cases: a rule and lag shrink towards the rule over all lags, that towards its consequence over all rules."""
_CHUNK = 2_000_000

Rules = npt.NDArray[np.float32]
"""`rules[r, q, lag]`: of those to whom a subject last stood in `q` that long ago, the share to whom it stands in `r` next."""


def learn_rules(history: History, day: int, until: int, *, most: int = 80_000) -> Rules:
    """The rules that the days `[day, until)` teach, from at most `most` questions of them, evenly drawn.

    E.g. with r = q = "meets": of those whom a state met the day before, it meets 56 % today on a day when it meets anybody (ICEWS 2014).
    """
    asked = history.asked(day, until)
    if len(asked) > most:
        asked = asked[np.linspace(0, len(asked) - 1, most).astype(np.int64)]
    cells = history.relations**2 * (len(LAGS) + 1)
    hits, cases = np.zeros(cells), np.zeros(cells)
    told: list[Ints] = []
    right: list[Ints] = []
    lag = np.searchsorted(LAGS, np.arange(history.span))
    mark, waiting = np.zeros(history.size, bool), 0
    for today, subject, relation in asked.tolist():
        known = history.known(subject, today)
        last = known.start + np.flatnonzero(history.after[known] >= today)
        code = (relation * history.relations + history.relation[last]) * (len(LAGS) + 1) + lag[today - history.day[last]]
        truth = history.others(subject, relation, today, today + 1)
        mark[truth] = True
        told.append(code)
        right.append(code[mark[history.other[last]]])
        mark[truth] = False
        waiting += len(code)
        if waiting > _CHUNK:
            _pour(cases, told)
            _pour(hits, right)
            waiting = 0
    _pour(cases, told)
    _pour(hits, right)
    shape = (history.relations, history.relations, len(LAGS) + 1)
    return _shrunk(hits.reshape(shape), cases.reshape(shape))


def learn_rules_within(history: History, day: int, until: int, *, horizon: int, most: int = 3000) -> Rules:
    """The rules for `horizon` days: of those to whom a subject last stood in `q` that long ago, the share to whom it stands in `r` in time.

    They come from the pasts of `most` subjects and days of `[day, until - horizon)`, evenly drawn from those on which the subject did
    anything; unlike those of a single day, they do not know that the subject does `r` at all.
    """
    lags = len(LAGS) + 1
    hits, cases = np.zeros((history.relations, history.relations, lags)), np.zeros((history.relations, lags))
    drawn = np.unique(history.asked(day, until - horizon)[:, :2], axis=0)
    if len(drawn) > most:
        drawn = drawn[np.linspace(0, len(drawn) - 1, most).astype(np.int64)]
    lag = np.searchsorted(LAGS, np.arange(history.span))
    for today, subject in drawn.tolist():
        known = history.known(subject, today)
        last = known.start + np.flatnonzero(history.after[known] >= today)
        last = last[np.argsort(history.other[last], kind="stable")]
        relation, age = history.relation[last], lag[today - history.day[last]]
        np.add.at(cases, (relation, age), 1)
        coming = slice(known.stop, history.known(subject, today + horizon).stop)
        came = np.unique(history.other[coming] * history.relations + history.relation[coming])
        low, high = (np.searchsorted(history.other[last], came // history.relations, side=side) for side in ("left", "right"))
        at = ranges(low, high)
        np.add.at(hits, (np.repeat(came % history.relations, high - low), relation[at], age[at]), 1)
    return _shrunk(hits, np.broadcast_to(cases, hits.shape))


def _pour(counts: npt.NDArray[Any], codes: list[Ints]) -> None:
    if codes:
        counts += np.bincount(np.concatenate(codes), minlength=len(counts))
        codes.clear()


def _shrunk(hits: npt.NDArray[Any], cases: npt.NDArray[Any]) -> Rules:
    curve = (hits.sum((0, 1)) + 1) / (cases.sum((0, 1)) + 10) / ((hits.sum() + 1) / (cases.sum() + 10))
    head = (hits.sum((1, 2)) + 0.1) / (cases.sum((1, 2)) + 10)
    mean = (hits.sum(2) + _HEAD * head[:, None]) / ((cases * curve).sum(2) + _HEAD)
    prior = np.minimum(mean[:, :, None] * curve, 0.9)
    rules: Rules = ((hits + _PAIR * prior) / (cases + _PAIR)).astype(np.float32)
    return rules
