"""Where a share changes: exact segmentation against ruptures, the penalty against steady series, dates against where they were put."""

from itertools import pairwise

import numpy as np
import pytest
import ruptures
from hypothesis import given, settings
from hypothesis import strategies as st
from ruptures.base import BaseCost

from detente.relations.noise import estimate_noise, null_penalty, thinned
from detente.relations.segment import Noise, best_breaks, deviance, largest_gain, locate_break


class BinomialCost(BaseCost):
    """The deviance of a share as a cost of ruptures, whose dynamic programme is another's code."""

    model, min_size = "binomial", 2

    def fit(self, signal):
        self.signal = signal
        return self

    def error(self, start, end):
        return float(deviance(self.signal[start:end, 0].sum(), self.signal[start:end, 1].sum()))


def series(chance, size, levels, volume):
    total = chance.poisson(volume, size).astype(float)
    return chance.binomial(total.astype(int), np.repeat(levels, -(-size // len(levels)))[:size]).astype(float), total


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1.0, 6.0, 20.0]), st.sampled_from([2, 4]))
def test_no_segmentation_of_ruptures_is_better_than_ours(seed, penalty, shortest):
    conflict, total = series(np.random.default_rng(seed), 40, (0.2, 0.6, 0.1), 8)

    found = best_breaks(conflict, total, penalty=penalty, shortest=shortest)
    oracle = ruptures.Dynp(custom_cost=BinomialCost(), min_size=shortest, jump=1).fit(np.column_stack([conflict, total]))
    others = {count: oracle.predict(n_bkps=count)[:-1] for count in range(max(1, len(found) - 1), min(len(found) + 2, 40 // shortest - 1))}

    ours = cost(conflict, total, found, penalty)
    if len(found) in others:
        assert ours == pytest.approx(cost(conflict, total, others[len(found)], penalty))
    assert all(ours <= cost(conflict, total, theirs, penalty) + 1e-6 for theirs in [[], *others.values()])


def cost(conflict, total, breaks, penalty):
    edges = [0, *breaks, len(total)]
    return sum(float(deviance(conflict[a:b].sum(), total[a:b].sum())) for a, b in pairwise(edges)) + penalty * len(breaks)


@given(st.integers(0, 10_000))
def test_one_break_gains_what_the_best_gain_says(seed):
    conflict, total = series(np.random.default_rng(seed), 30, (0.2, 0.7), 10)
    gain = float(largest_gain(conflict, total, 3))

    assert len(best_breaks(conflict, total, penalty=gain + 1e-6, shortest=15)) == 0
    assert len(best_breaks(conflict, total, penalty=max(gain - 1e-6, 0.0), shortest=3)) >= 1


@pytest.mark.parametrize("volume", [3, 40])
def test_a_steady_series_hardly_ever_breaks(volume):
    broken = 0
    for seed in range(60):
        conflict, total = series(np.random.default_rng(seed), 96, (0.3,), volume)
        noise = estimate_noise(conflict, total)
        penalty = null_penalty(conflict, total, noise, shortest=2, false_alarms=0.03, seed=0, draws=199)
        worth = thinned(total, noise)
        broken += len(best_breaks(conflict * worth / np.maximum(total, 1), worth, penalty=penalty, shortest=2)) > 0
    assert broken <= 5


def test_noise_is_found_where_it_is_and_a_break_is_none():
    chance = np.random.default_rng(2)
    total = np.full(400, 200.0)
    slow = np.zeros(400)
    for period in range(1, 400):
        slow[period] = 0.6 * slow[period - 1] + 0.8 * chance.standard_normal()
    noisy = chance.binomial(200, np.clip(0.3 + np.sqrt(0.03 * 0.21) * slow, 0, 1)) * 1.0
    broken = chance.binomial(200, np.repeat([0.2, 0.5], 200)) * 1.0

    assert estimate_noise(noisy, total).extra == pytest.approx(0.03, rel=0.35)
    assert 0.5 <= estimate_noise(noisy, total).memory <= 0.8
    assert estimate_noise(broken, total).extra < 0.004


def test_the_interval_of_a_date_narrows_with_what_is_known():
    widths = []
    for volume in (2, 20):
        chance = np.random.default_rng(4)
        conflict, total = series(chance, 60, (0.2, 0.6), volume)
        first, best, last = locate_break(conflict, total, left=0, right=60, shortest=2, inflation=1.0, level=0.9)
        assert first <= best <= last
        assert first - 1 <= 30 <= last + 1
        widths.append(last - first)
    assert widths[1] < widths[0]


def test_silence_is_neither_change_nor_noise():
    empty = np.zeros(20)

    assert estimate_noise(empty, empty) == Noise(extra=0.0, memory=0.0)
    assert len(best_breaks(empty, empty, penalty=5.0, shortest=2)) == 0
    assert Noise(extra=0.0, memory=0.0).inflation(empty) == 1.0
