"""The two axes in formulas: valence with its band, stakes, and how many events an estimate is worth."""

from statistics import NormalDist

import numpy as np

from detente.records.eventtable import Floats

_SHIFT = 6  # from here on the series of digamma's derivative is exact to nine digits


def log_odds(cooperation: Floats, conflict: Floats, mix: Floats | float, prior: float = 5.0) -> Floats:
    """The log-odds of cooperation against conflict relative to the world's mix, shrunk towards it.

    `log_odds(C, F, p, k) = log((C + k(1-p)) / (F + kp)) - log((1-p) / p)`: 0 where a relation is as the world is, 0.69 where the odds of
    cooperation are twice as good. A relation told of once stays near 0: `k` pseudo-events of the world's mix are added.
    Arrays broadcast; C and F are weighted counts, p the world's share of conflict, between 0 and 1.
    """
    found: Floats = np.log((cooperation + prior * (1 - mix)) / (conflict + prior * mix)) - np.log((1 - mix) / mix)
    return found


def valence(odds: Floats) -> Floats:
    """Log-odds on the scale from -1 (hostile) to 1 (friendly), `tanh(odds / 2)`; 0 is the world's mix."""
    found: Floats = np.tanh(odds / 2)
    return found


def odds_error(effective_cooperation: Floats, effective_conflict: Floats, mix: Floats | float, prior: float = 5.0) -> Floats:
    """The standard error of log-odds from effective counts.

    Counts are Poisson with Gamma priors, so the share is Beta and its log-odds have variance psi1(C + k(1-p)) + psi1(F + kp).
    """
    found: Floats = np.sqrt(trigamma(effective_cooperation + prior * (1 - mix)) + trigamma(effective_conflict + prior * mix))
    return found


def band(odds: Floats, error: Floats, level: float = 0.9) -> tuple[Floats, Floats]:
    """Lower and upper end of the band around a valence, e.g. (-.4, .1), for log-odds and their standard error."""
    reach = NormalDist().inv_cdf((1 + level) / 2) * error
    return valence(odds - reach), valence(odds + reach)


def effective(total: Floats, squares: Floats) -> Floats:
    """How many equal independent observations a weighted sum is worth, `(sum w)^2 / sum w^2` (Kish 1965), 0 where nothing was seen."""
    return np.divide(total**2, squares, out=np.zeros_like(total), where=squares > 0)


def stakes(weight: Floats, half_life: float) -> Floats:
    """How much passes between two: `log(1 + events a month)`, for decayed counts with a half-life in days.

    A steady stream of r events a day has the decayed count r * half_life / log 2, so the count is turned back into a rate of 30 days.
    """
    found: Floats = np.log1p(weight * np.log(2) / half_life * 30)
    return found


def trigamma(x: Floats) -> Floats:
    """The second derivative of log-gamma, for x > 0 (recurrence up to 6, then the asymptotic series; Abramowitz and Stegun 6.4.12)."""
    shifted = x + _SHIFT
    inverse = 1 / shifted
    square = inverse * inverse
    found = inverse + square / 2 + inverse * square * (1 / 6 - square * (1 / 30 - square * (1 / 42 - square / 30)))
    for step in range(_SHIFT):
        found = found + 1 / (x + step) ** 2
    return np.asarray(found, np.float64)
