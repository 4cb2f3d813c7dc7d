"""Valence, its band, and stakes: formulas that must hold whatever the counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.relations.valence import band, effective, log_odds, odds_error, stakes, trigamma, valence

counts = st.floats(0, 1e6)
mixes = st.floats(0.01, 0.99)


@given(counts, counts, mixes)
def test_valence_lies_between_hostile_and_friendly_and_turns_with_the_sides(cooperation, conflict, mix):
    odds = log_odds(np.array(cooperation), np.array(conflict), mix)

    assert -1 <= valence(odds) <= 1
    assert valence(log_odds(np.array(conflict), np.array(cooperation), 1 - mix)) == pytest.approx(-valence(odds), abs=1e-9)


@given(mixes, st.floats(0, 1e5))
def test_a_relation_with_the_mix_of_the_world_has_valence_zero_however_much_it_is_told_of(mix, volume):
    assert valence(log_odds(np.array(volume * (1 - mix)), np.array(volume * mix), mix)) == pytest.approx(0, abs=1e-6)


@given(counts, counts, mixes)
def test_more_cooperation_is_never_less_friendly(cooperation, conflict, mix):
    assert log_odds(np.array(cooperation + 1), np.array(conflict), mix) >= log_odds(np.array(cooperation), np.array(conflict), mix)


def test_one_attack_says_less_than_a_hundred():
    once, often = (log_odds(np.array(0.0), np.array(4.0 * n), 0.26) for n in (1, 100))

    assert -0.65 < valence(once) < -0.5
    assert valence(often) < -0.98


@given(st.floats(0.05, 500))
def test_trigamma_is_that_of_its_recurrence_and_of_its_limit(x):
    assert trigamma(np.array(x)) == pytest.approx(trigamma(np.array(x + 1)) + 1 / x**2, rel=1e-8)
    assert trigamma(np.array(1.0)) == pytest.approx(np.pi**2 / 6, rel=1e-9)


@pytest.mark.parametrize(("weights", "worth"), [([1, 1, 1, 1], 4), ([4, 4], 2), ([100, 1e-9], 1), ([], 0)])
def test_effective_counts_are_what_equal_observations_would_be(weights, worth):
    array = np.array(weights, float)

    assert effective(np.array([array.sum()]), np.array([(array**2).sum()]))[0] == pytest.approx(worth)


@pytest.mark.parametrize("rate", [0.2, 2.0])
def test_the_band_holds_the_truth_about_as_often_as_it_says(rate):
    chance = np.random.default_rng(3)
    mix, months = 0.26, 2000
    shares = chance.beta(5 * mix, 5 * (1 - mix), months)  # relations as different as the prior says
    conflict, cooperation = chance.poisson(30 * rate * shares).astype(float), chance.poisson(30 * rate * (1 - shares)).astype(float)
    odds = log_odds(cooperation, conflict, mix)
    low, high = band(odds, odds_error(cooperation, conflict, mix), 0.9)
    truth = valence(np.log((1 - shares) / shares) - np.log((1 - mix) / mix))

    assert 0.86 <= np.mean((low <= truth) & (truth <= high)) <= 0.96


def test_stakes_turn_a_decayed_count_back_into_events_a_month():
    daily, half_life = 2.0, 90.0
    decayed = sum(daily * 0.5 ** (age / half_life) for age in range(20_000))

    assert np.expm1(stakes(np.array(decayed), half_life)) == pytest.approx(60, rel=0.01)
