"""How much a steady relation varies from month to month, and the penalty that chance alone would need."""

import numpy as np

from detente.records.eventtable import Flags, Floats, Ints
from detente.relations.segment import Noise, largest_gain

_LAGS = (1, 2, 3, 5)
_MEMORIES = np.linspace(0.0, 0.8, 17)  # slower noise than that cannot be told from change in a series of some years
_WINDOW = 9
_CAP = 2.25  # squared differences count up to (1.5 standard errors)^2, so that a break does not pass for noise
_CAPPED = 0.7785  # the mean of min(z^2, 2.25) where z is normal
_EDGE = 0.002
_CAUTION = 0.1
"""Added to the memory that is estimated, which comes out low: steady series of memory .5 break in 10 % without it, in 5 % with it."""


def thinned(total: Floats, noise: Noise) -> Floats:
    """How many independent observations each period is worth where the true share varies too: `n / (1 + n * extra)`."""
    return total / (1 + total * noise.extra)


def estimate_noise(conflict: Floats, total: Floats, segment: Ints | None = None) -> Noise:
    """How a series varies beyond sampling, from differences at lags of 1 to 5 periods, so that a few breaks hardly matter.

    A difference at lag h has the variance p(1-p) (1/n + 1/n' + 2 extra (1 - memory^h)). Each lag gives a robust scale (Huber's proposal 2
    with the sampling part known); memory and extra are those that fit all lags best. Where the `segment` of each period is known, only
    differences within a segment count.
    """
    near = _level(conflict, total, segment)
    spread = near * (1 - near)
    share = np.divide(conflict, total, out=np.zeros_like(total), where=total > 0)
    steps, weights = [], []
    for lag in _LAGS:
        seen: Flags = (total[lag:] > 0) & (total[:-lag] > 0)
        if segment is not None:
            seen &= segment[lag:] == segment[:-lag]
        sampling = 1 / total[lag:][seen] + 1 / total[:-lag][seen]
        square = (share[lag:] - share[:-lag])[seen] ** 2 / np.sqrt(spread[lag:] * spread[:-lag])[seen]
        steps.append(_excess(square, sampling) / 2)
        weights.append(float(seen.sum()))
    return _fit(np.asarray(steps), np.asarray(weights))


def _level(conflict: Floats, total: Floats, segment: Ints | None) -> Floats:
    """The share around each period: of its segment, or of some periods before and after."""
    if segment is not None:
        return np.asarray(((np.bincount(segment, conflict) + 0.5) / (np.bincount(segment, total) + 1))[segment], np.float64)
    kernel = np.ones(min(_WINDOW, len(total)))
    return np.asarray((np.convolve(conflict, kernel, "same") + 0.5) / (np.convolve(total, kernel, "same") + 1), np.float64)


def _excess(square: Floats, sampling: Floats) -> float:
    """The variance beyond sampling that makes capped, scaled squares as large as those of a normal, at least 0."""
    if not len(square):
        return 0.0
    low, high = 0.0, float(square.max()) + 1.0
    for _ in range(40):
        middle = (low + high) / 2
        expected = sampling + middle
        weight = 1 / expected
        mean = float((np.minimum(square / expected, _CAP) * weight).sum() / weight.sum())
        low, high = (middle, high) if mean > _CAPPED else (low, middle)
    return low


def _fit(steps: Floats, weights: Floats) -> Noise:
    best = (np.inf, Noise(extra=0.0, memory=0.0))
    for memory in _MEMORIES:
        shape = 1 - memory ** np.asarray(_LAGS, float)
        below = float((weights * shape**2).sum())
        extra = max(0.0, float((weights * shape * steps).sum()) / below) if below > 0 else 0.0
        miss = float((weights * (steps - extra * shape) ** 2).sum())
        if miss < best[0] - 1e-15:
            best = (miss, Noise(extra=extra, memory=float(memory + _CAUTION) if extra > 0 else 0.0))
    return best[1]


def null_penalty(conflict: Floats, total: Floats, noise: Noise, *, shortest: int, false_alarms: float, seed: int, draws: int) -> float:
    """The penalty that a series without a change would meet in `false_alarms` of cases, by simulation with the same counts and noise.

    The true share of each draw varies as `noise` says around the series' own mean (a first-order autoregression), counts are binomial; the
    penalty is the quantile of what the best single break would gain. The same seed gives the same penalty.
    """
    chance = np.random.Generator(np.random.PCG64(seed))
    mean = float(np.clip((conflict.sum() + 0.5) / (total.sum() + 1), _EDGE, 1 - _EDGE))
    shape = (draws, len(total))
    latent = chance.standard_normal(shape)
    for period in range(1, shape[1]):
        latent[:, period] = noise.memory * latent[:, period - 1] + np.sqrt(1 - noise.memory**2) * latent[:, period]
    share = np.clip(mean + np.sqrt(noise.extra * mean * (1 - mean)) * latent, _EDGE, 1 - _EDGE)
    whole = np.maximum(np.ceil(total).astype(np.int64), 1)
    hits = chance.binomial(whole, share) / whole * thinned(total, noise)
    gains = largest_gain(hits, np.broadcast_to(thinned(total, noise), shape), shortest)
    return float(np.quantile(gains, 1 - false_alarms))
