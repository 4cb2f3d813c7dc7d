"""The signed graph of a window of time: who is on good and who on bad terms, and who stands between whom."""

from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import EventTable, Flags, Floats, Ints
from detente.relations.panel import fold_reports
from detente.relations.periods import REFERENCE_MIX, WORLD, Parameters
from detente.relations.valence import effective, log_odds, valence

_CONFLICT = (3, 4)
_ENOUGH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which ties a graph has and which of them are hostile.

    Args:
        first: First day, counted from 1970-01-01; None from the beginning.
        last: Last day, included; None to the end.
        hostile: The worst share of all ties that counts as hostile (.25: with the worst quarter triads of states are more balanced than
            chance makes them, with half of all ties they are not). None takes `level` instead, and so do graphs of fewer than 20 ties,
            where the worst quarter may be friends.
        level: Valence under which a tie is hostile where `hostile` is None; 0 is the world's mix.
        parties: Only ties among these; () is everybody.
    """

    first: int | None = None
    last: int | None = None
    hostile: float | None = 0.25
    level: float = 0.0
    parties: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.hostile is not None and not 0 < self.hostile < 1:
            raise ValueError(f"hostile is {self.hostile}; give a share of the ties between 0 and 1, or None")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedGraph:
    """Ties between parties, e.g. `g.sign[g.place("RUS"), g.place("UKR")]` is -1.

    All matrices are symmetric with the shape (parties, parties): `sign` is 1, -1 or 0 for no tie, `valence` that of both directions
    together (nan without a tie), `weight` its effective events. `cut` is the valence under which ties are hostile, and `by_share` says
    whether it is that of the worst share of ties or a level.
    """

    names: tuple[str, ...]
    sign: Ints
    valence: Floats
    weight: Floats
    cut: float
    by_share: bool
    window: Window
    parameters: Parameters

    def place(self, name: str) -> int:
        """Where a party stands in the matrices. Raises ValueError where it has no tie."""
        if name not in self.names:
            raise ValueError(f"{name} has no tie in this window")
        return self.names.index(name)

    def ties(self) -> tuple[tuple[str, str, float, int], ...]:
        """All ties as (party, party, valence, sign), the most hostile first."""
        rows, columns = np.nonzero(np.triu(self.sign))
        order = np.lexsort((columns, rows, self.valence[rows, columns]))
        return tuple(
            (self.names[int(a)], self.names[int(b)], float(self.valence[a, b]), int(self.sign[a, b]))
            for a, b in zip(rows[order], columns[order], strict=True)
        )

    def between(self, a: str, b: str) -> tuple[str, ...]:
        """Who is on good terms with both of two parties, the warmest on its cooler side first, e.g. g.between("ISR", "IRN")."""
        one, other = self.place(a), self.place(b)
        found = np.flatnonzero((self.sign[one] > 0) & (self.sign[other] > 0))
        cooler = np.minimum(self.valence[one, found], self.valence[other, found])
        return tuple(self.names[int(found[index])] for index in np.argsort(-cooler, kind="stable"))

    def bridging(self) -> Floats:
        """Of the hostile pairs that each party has ties to both sides of, the share that it is on good terms with both of.

        One value a party, from 0 to 1, nan where there is no such pair; 1 for who gets on with all that do not get on.
        """
        hostile, friendly, known = (matrix.astype(np.float64) for matrix in (self.sign < 0, self.sign > 0, self.sign != 0))
        both = np.einsum("ij,jk,ik->i", friendly, hostile, friendly)
        seen = np.einsum("ij,jk,ik->i", known, hostile, known)
        return np.asarray(np.divide(both, seen, out=np.full(len(seen), np.nan), where=seen > 0), np.float64)


def signed_graph(table: EventTable, window: Window | None = None, parameters: Parameters | None = None) -> SignedGraph:
    """The signed graph of a window, e.g. `signed_graph(table, Window(first=day, last=day + 364))`.

    A tie is a pair with `parameters.least` effective events or more in the window; events do not fade inside it. Its valence is that of
    `detente.relations.valence.log_odds` against the mix of all events in the window. Raises ValueError where no pair has that many.
    """
    window, parameters = window or Window(), parameters or Parameters()
    events = table.counted(parameters.count)
    inside: Flags = np.ones(len(events), np.bool_)
    if window.first is not None:
        inside &= events.day >= window.first
    if window.last is not None:
        inside &= events.day <= window.last
    events = events.where(inside)
    if not len(events):
        raise ValueError("no event of the window counts; give a longer one, or count='all'")
    cooperation, conflict, weight, mix = _sums(events, parameters)
    odds = log_odds(cooperation, conflict, mix, parameters.prior)
    tied = weight >= parameters.least
    if window.parties:
        chosen = np.isin(np.asarray(events.names), window.parties)
        tied &= chosen[:, None] & chosen
    if not tied.any():
        raise ValueError(f"no pair has {parameters.least:g} effective events in the window; give a longer one")
    kept = np.flatnonzero(tied.any(0))
    grid = np.ix_(kept, kept)
    value = np.where(tied[grid], valence(odds[grid]), np.nan)
    values = value[np.triu(tied[grid])]
    shared = window.hostile is not None and len(values) >= _ENOUGH
    cut = float(np.quantile(values, window.hostile or 0.0)) if shared else window.level
    return SignedGraph(
        names=tuple(events.names[int(place)] for place in kept), sign=_signs(value, cut), valence=value,
        weight=np.where(tied[grid], weight[grid], 0.0), cut=cut, by_share=shared, window=window, parameters=parameters,
    )  # fmt: skip


def _signs(value: Floats, cut: float) -> Ints:
    return np.where(np.isnan(value), 0, np.where(value < cut, -1, 1)).astype(np.int64)


def _sums(events: EventTable, parameters: Parameters) -> tuple[Floats, Floats, Floats, float]:
    """Weighted cooperation and conflict of each pair in both directions, its effective events, and the mix of all."""
    size = len(events.names)
    folded = fold_reports(events, parameters.material)
    actor, recipient = folded.pair // size, folded.pair % size
    pair = np.minimum(actor, recipient) * size + np.maximum(actor, recipient)
    hard = np.isin(folded.quad, _CONFLICT)
    sides = []
    for chosen in (~hard, hard):
        sums = np.bincount(pair[chosen], folded.weight[chosen], size * size).reshape(size, size)
        key = pair[chosen] * 2**20 + folded.day[chosen] - int(folded.day.min())
        days, places = np.unique(key, return_inverse=True)
        daily = np.bincount(places, folded.weight[chosen], len(days))
        squares = np.bincount(days >> 20, daily**2, size * size).reshape(size, size)
        sides.append((np.asarray(sums + sums.T, np.float64), np.asarray(squares + squares.T, np.float64)))
    (cooperation, soft), (conflict, rough) = sides
    whole = float(cooperation.sum() + conflict.sum()) / 2
    mix = parameters.mix if parameters.mix is not None else (float(conflict.sum()) / 2 + WORLD * REFERENCE_MIX) / (whole + WORLD)
    return cooperation, conflict, effective(cooperation, soft) + effective(conflict, rough), mix
