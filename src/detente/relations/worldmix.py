"""The world's mix of conflict and cooperation from monthly counts of all events, where the events themselves need not be read."""

from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import Floats, Ints
from detente.relations.periods import REFERENCE_MIX, WORLD, Calendar, Parameters, period_of

_CONFLICT = np.array([False, False, True, True])
_MATERIAL = np.array([False, True, False, True])


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldCounts:
    """Events of all pairs by month and quad class, e.g. from a ledger's counts: `counts[0]` is the month `first`.

    `first` counts months from 1970-01, `counts` has the shape (months, 4): verbal and material cooperation, verbal and material conflict.
    `own` is the same of the pair that is told of, both directions together. `last` is the last day on record, counted from 1970-01-01.
    """

    first: int
    counts: Ints
    own: Ints
    last: int

    def until(self, day: int) -> "WorldCounts":
        """The same as it was known at the end of a day; the day's month counts whole, as far as it is known."""
        months = max(0, int(period_of(np.asarray([day]), "month")[0]) - self.first + 1)
        return WorldCounts(first=self.first, counts=self.counts[:months], own=self.own[:months], last=min(self.last, day))

    def weights(self, material: float) -> tuple[Floats, Floats]:
        """Weighted cooperation and conflict by month, a material act counting `material` times."""
        weighted = self.counts * np.where(_MATERIAL, material, 1.0)
        return np.asarray(weighted[:, ~_CONFLICT].sum(1), np.float64), np.asarray(weighted[:, _CONFLICT].sum(1), np.float64)

    def share_of_own(self, material: float) -> float:
        """The pair's share of all weight, 0 to 1."""
        weight = np.where(_MATERIAL, material, 1.0)
        whole = float((self.counts * weight).sum())
        return float((self.own * weight).sum()) / whole if whole else 1.0

    def mix(self, calendar: Calendar, parameters: Parameters) -> Floats:
        """The share of conflict at the end of each period, faded as the pair's own counts are and shrunk to the reference mix.

        The events of a month are spread evenly over its days.
        """
        cooperation, conflict = (self._faded(side, calendar.last, parameters.half_life) for side in self.weights(parameters.material))
        return np.asarray((conflict + WORLD * REFERENCE_MIX) / (cooperation + conflict + WORLD), np.float64)

    def _faded(self, weight: Floats, days: Ints, half_life: float) -> Floats:
        """What is left of all weight at the end of some days: sum of weight * 2^(-age / half_life)."""
        rate = 0.5 ** (1 / half_life)
        edges = np.arange(self.first, self.first + len(weight) + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        length = np.diff(edges)
        left, kept = np.zeros(len(weight) + 1), rate**length
        arrives = weight / length * (1 - kept) / (1 - rate)
        for place in range(len(weight)):
            left[place + 1] = left[place] * kept[place] + arrives[place]
        month = period_of(days, "month") - self.first
        inside = np.clip(month, 0, len(weight) - 1)
        elapsed = np.where(month < 0, 0, days - edges[inside] + 1)  # beyond the last month what is left goes on fading
        within = np.minimum(elapsed, length[inside])
        grown = left[inside] * rate**within + weight[inside] / length[inside] * (1 - rate**within) / (1 - rate)
        return np.asarray(np.where(month < 0, 0.0, grown * rate ** (elapsed - within)), np.float64)
