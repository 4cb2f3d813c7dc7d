"""Where a share changes: exact segmentation of counts, its penalty from what chance alone does, and how sure each date is."""

from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """How a steady series varies beyond sampling.

    `extra` is the variance of the true share between periods, as a part of p(1-p), from 0; `memory` how much of it carries over to the
    next period, from 0 to 0.9.
    """

    extra: float
    memory: float

    def inflation(self, total: Floats) -> float:
        """How much less a run of periods is worth than as many independent ones, from 1: what varies slowly repeats itself."""
        seen = total[total > 0]
        if not len(seen) or self.extra == 0:
            return 1.0
        slow = self.extra * (1 + self.memory) / (1 - self.memory)
        return float(np.mean((1 / seen + slow) / (1 / seen + self.extra)))


def best_breaks(conflict: Floats, total: Floats, *, penalty: float, shortest: int) -> Ints:
    """Where the segments of a series of counts begin, the first (0) left out, so () is a series without a change.

    Minimises the sum over segments of the deviance -2 log L of one share of conflict, plus `penalty` for each break, exactly
    (optimal partitioning; Jackson et al. 2005). Segments have at least `shortest` periods.
    """
    size = len(total)
    hits, tries = (np.append(0.0, np.cumsum(column)) for column in (conflict, total))
    best = np.full(size + 1, np.inf)
    best[0] = -penalty
    came = np.zeros(size + 1, np.int64)
    for end in range(shortest, size + 1):
        starts = np.arange(0, end - shortest + 1)
        costs = best[starts] + deviance(hits[end] - hits[starts], tries[end] - tries[starts]) + penalty
        choice = int(np.argmin(costs))
        best[end], came[end] = costs[choice], choice
    found = []
    end = size
    while end > 0 and came[end] > 0:
        end = int(came[end])
        found.append(end)
    return np.asarray(found[::-1], np.int64)


def deviance(hits: Floats, tries: Floats) -> Floats:
    """-2 log-likelihood of counts under their own share, `-2 (h log(h/n) + (n-h) log(1-h/n))`; 0 where there are none."""
    misses = np.maximum(tries - hits, 0.0)
    hits = np.maximum(hits, 0.0)
    return np.asarray(-2 * (_x_log_x(hits) + _x_log_x(misses) - _x_log_x(hits + misses)), np.float64)


def _x_log_x(x: Floats) -> Floats:
    return np.asarray(x * np.log(np.where(x > 0, x, 1.0)), np.float64)


def largest_gain(conflict: Floats, total: Floats, shortest: int) -> Floats:
    """How much the best single break lowers the deviance, for each row of series of the shape (series, periods)."""
    hits, tries = conflict.cumsum(-1), total.cumsum(-1)
    whole = deviance(hits[..., -1:], tries[..., -1:])
    left = deviance(hits, tries)
    right = deviance(hits[..., -1:] - hits, tries[..., -1:] - tries)
    gains = (whole - left - right)[..., shortest - 1 : -shortest]
    return np.asarray(gains.max(-1) if gains.shape[-1] else np.zeros(gains.shape[:-1]), np.float64)


def locate_break(
    conflict: Floats, total: Floats, *, left: int, right: int, shortest: int, inflation: float, level: float
) -> tuple[int, int, int]:
    """The place where a new level most likely began between two breaks, with the interval that holds it: (first, best, last).

    Every place gets the likelihood of its two shares, tempered by `inflation` for noise with memory; the interval is the smallest set of
    places that holds `level` of it, from its first to its last.
    """
    reach = min(shortest, (right - left - 1) // 2)
    places = np.arange(left + reach, right - reach + 1)
    hits, tries = (np.append(0.0, np.cumsum(column)) for column in (conflict, total))
    before = deviance(hits[places] - hits[left], tries[places] - tries[left])
    fit = before + deviance(hits[right] - hits[places], tries[right] - tries[places])
    weight = np.exp(-(fit - fit.min()) / 2 / inflation)
    order = np.argsort(-weight, kind="stable")
    enough = int(np.searchsorted(np.cumsum(weight[order]) / weight.sum(), level)) + 1
    held = places[order[:enough]]
    return int(held.min()), int(places[order[0]]), int(held.max())
