"""From scores to chances that come true as often as they say."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.records.eventtable import Floats, Ints

_LEAST = 50
"""Forecasts that a step of the curve rests on at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A rising curve from score to chance, by isotonic regression (Zadrozny and Elkan 2002) on forecasts whose outcome is known.

    `score` and `chance` are the steps, `hits` and `cases` how often forecasts of each step came true and how many there were. Every step is
    shrunk by one case of the overall share, so that no chance is 0 or 1.
    """

    score: Floats
    chance: Floats
    hits: Ints
    cases: Ints

    def __call__(self, score: npt.ArrayLike) -> Floats:
        """The chances of scores, in (0, 1): straight lines between the steps."""
        chances: Floats = np.interp(np.asarray(score, float), self.score, self.chance)
        return chances

    def step(self, score: float) -> tuple[int, int]:
        """How many forecasts near a score came true, and how many there were, e.g. (31, 98)."""
        place = int(np.argmin(np.abs(self.score - score)))
        return int(self.hits[place]), int(self.cases[place])


def calibrate(score: Floats, true: npt.NDArray[np.bool_], *, least: int = _LEAST) -> Calibration:
    """The curve of forecasts: one score each, and whether it came true. Raises ValueError where there are none."""
    if not len(score):
        raise ValueError("no forecast to calibrate on")
    order = np.argsort(score, kind="stable")
    blocks: list[list[float]] = []  # sum of scores, hits, cases
    for part in np.split(order, _cuts(len(score), least)):
        blocks.append([float(score[part].sum()), float(true[part].sum()), float(len(part))])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            last = blocks.pop()
            blocks[-1] = [mine + its for mine, its in zip(blocks[-1], last, strict=True)]
    sums, hits, cases = np.asarray(blocks).T
    share = (float(true.sum()) + 0.5) / (len(true) + 1)
    chance = np.maximum.accumulate((hits + share) / (cases + 1))
    return Calibration(score=sums / cases, chance=chance, hits=hits.astype(np.int64), cases=cases.astype(np.int64))


def _cuts(size: int, least: int) -> list[int]:
    """Where bins end: the likeliest `least` forecasts by themselves, each bin below a tenth larger, as most forecasts are unlikely."""
    cuts: list[int] = []
    width, at = float(least), size - least
    while at > width:
        cuts.append(at)
        width *= 1.1
        at -= int(width)
    return cuts[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How good chances were: `brier` is the mean squared error, `base` that of always telling the overall share; lower is better.

    `curve` has a row a class of forecasts: mean chance, share that came true, number. `gap` is the mean distance of the two, by number.
    """

    brier: float
    base: float
    gap: float
    cases: int
    hits: int
    curve: tuple[tuple[float, float, int], ...]


def quality(chance: Floats, true: npt.NDArray[np.bool_], *, edges: tuple[float, ...] = (0.01, 0.03, 0.1, 0.2, 0.35, 0.5, 0.7)) -> Quality:
    """How good chances were, against what happened."""
    place = np.searchsorted(edges, chance, side="right")
    curve = tuple(
        (float(chance[place == one].mean()), float(true[place == one].mean()), int((place == one).sum())) for one in np.unique(place)
    )
    share = float(true.mean())
    return Quality(
        brier=float(np.mean((chance - true) ** 2)), base=share * (1 - share), cases=len(true), hits=int(true.sum()), curve=curve,
        gap=sum(abs(said - came) * many for said, came, many in curve) / len(true),
    )  # fmt: skip
