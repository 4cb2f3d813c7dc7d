"""All relations at once: decayed counts of every pair that has events, period by period, in arrays."""

from dataclasses import dataclass

import numpy as np

from detente.records.eventtable import EventTable, Flags, Floats, Ints
from detente.relations.periods import REFERENCE_MIX, WORLD, Calendar, Parameters, make_calendar
from detente.relations.valence import band, effective, log_odds, odds_error, stakes, valence

_CONFLICT = (3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Decayed sums by period and relation, shape (periods, relations): weighted cooperation and conflict, plain events, material conflicts.

    `squares_*` are sums of squared weights, where all events of one side on one day are one observation: a day's news is one story.
    """

    cooperation: Floats
    conflict: Floats
    squares_cooperation: Floats
    squares_conflict: Floats
    events: Floats
    material_conflicts: Floats

    def plus(self, other: "Tally") -> "Tally":
        """Both together, e.g. the two directions of one pair."""
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})

    def since(self, period: int) -> "Tally":
        """The same from a period on; what has not faded from before it is still in it."""
        return Tally(**{name: getattr(self, name)[period:] for name in self.__slots__})

    def columns(self, chosen: Ints) -> "Tally":
        """Some of the relations; -1 gives one without events."""
        blank = chosen < 0
        return Tally(**{name: np.where(blank, 0.0, getattr(self, name)[:, chosen]) for name in self.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Every relation that has events, directed: relation `i` is what `names[actor[i]]` does to `names[recipient[i]]`.

    `tally` has the shape (periods, relations). `mix` is the share of conflict that counts as neutral, one a period.
    """

    names: tuple[str, ...]
    actor: Ints
    recipient: Ints
    calendar: Calendar
    tally: Tally
    mix: Floats
    parameters: Parameters

    def place(self, actor: str, recipient: str) -> int:
        """Where the relation of two parties stands, -1 where it has no event."""
        if actor not in self.names or recipient not in self.names:
            return -1
        found = np.flatnonzero((self.actor == self.names.index(actor)) & (self.recipient == self.names.index(recipient)))
        return int(found[0]) if len(found) else -1

    def joint(self) -> "Panel":
        """Both directions of each pair together, the party whose name comes first in the alphabet as actor."""
        low, high = np.minimum(self.actor, self.recipient), np.maximum(self.actor, self.recipient)
        size = len(self.names)
        keys, first = np.unique(low * size + high, return_index=True)
        ahead, back = self._lookup(keys // size, keys % size), self._lookup(keys % size, keys // size)
        tally = self.tally.columns(ahead).plus(self.tally.columns(back))
        return Panel(
            names=self.names, actor=low[first], recipient=high[first], calendar=self.calendar, tally=tally, mix=self.mix,
            parameters=self.parameters,
        )  # fmt: skip

    def _lookup(self, actor: Ints, recipient: Ints) -> Ints:
        size = len(self.names)
        keys = self.actor * size + self.recipient
        order = np.argsort(keys)
        wanted = actor * size + recipient
        near = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
        return np.where(keys[order][near] == wanted, order[near], -1)

    def odds(self) -> Floats:
        """Log-odds of cooperation relative to the world's mix, shape (periods, relations)."""
        return log_odds(self.tally.cooperation, self.tally.conflict, self.mix[:, None], self.parameters.prior)

    def valence(self) -> Floats:
        """Valence from -1 to 1, shape (periods, relations)."""
        return valence(self.odds())

    def band(self) -> tuple[Floats, Floats]:
        """Lower and upper end of the valence's band, shape (periods, relations) each."""
        return band(self.odds(), odds_error(*self._worth(), self.mix[:, None], self.parameters.prior), self.parameters.level)

    def effective(self) -> Floats:
        """How many observations each valence is worth, shape (periods, relations); less and less where nothing is told any more."""
        cooperation, conflict = self._worth()
        return cooperation + conflict

    def _worth(self) -> tuple[Floats, Floats]:
        """Observations on either side; twice the faded count at most, which is what a steady stream is worth and a silence falls below."""
        tally = self.tally
        sides = effective(tally.cooperation, tally.squares_cooperation), effective(tally.conflict, tally.squares_conflict)
        whole = sides[0] + sides[1]
        kept = np.minimum(1.0, np.divide(2 * tally.events, whole, out=np.ones_like(whole), where=whole > 0))
        return sides[0] * kept, sides[1] * kept

    def grey(self) -> Flags:
        """Where too little is known: fewer effective events than `parameters.least`."""
        found: Flags = self.effective() < self.parameters.least
        return found

    def stakes(self) -> Floats:
        """`log(1 + events a month)`, shape (periods, relations)."""
        return stakes(self.tally.events, self.parameters.half_life)

    def material(self) -> Floats:
        """`log(1 + material conflicts a month)`, shape (periods, relations)."""
        return stakes(self.tally.material_conflicts, self.parameters.half_life)

    def focus(self) -> Floats:
        """The share of all conflict that an actor sends out which goes to this recipient, 0 to 1, shape (periods, relations).

        0.4 for RUS > UKR: of all that Russia does against others, weighted and decayed, four tenths are against Ukraine. Shrunk to 0 by
        `parameters.prior` pseudo-events. What is little for a great power is much for a small one, so it says what counts alone do not.
        """
        return self._share(self.actor)

    def received(self) -> Floats:
        """The share of all conflict that a recipient meets with which comes from this actor, 0 to 1, shape (periods, relations)."""
        return self._share(self.recipient)

    def _share(self, party: Ints) -> Floats:
        conflict = self.tally.conflict
        totals = np.zeros((len(conflict), len(self.names)))
        np.add.at(totals.T, party, conflict.T)
        return np.asarray(conflict / (totals[:, party] + self.parameters.prior), np.float64)


def panel(
    table: EventTable, parameters: Parameters | None = None, *, only: tuple[str, str] | None = None, last: int | None = None
) -> Panel:
    """The trajectories of all relations with events, e.g. `panel(table).valence()` for a matrix of months and directed pairs.

    Reports of one type between two parties on one day count as one event, `log2(1 + reports)` times: a story told by seven papers
    weighs three. Events fade by half every `half_life` days, to the last day of each period. With `only` two parties, all other relations
    are added up in one without names (actor and recipient -1), which still makes the world's mix. The last period ends with the day
    `last`, or with that of the last event. Raises ValueError where no event counts.
    """
    parameters = parameters or Parameters()
    counted = table.counted(parameters.count)
    if not len(counted):
        raise ValueError(f"no event between two parties counts as {parameters.count!r}")
    events = fold_reports(counted, parameters.material)
    calendar = make_calendar(int(events.day.min()), max(int(events.day.max()), last or 0), parameters.period)
    size = len(table.names)
    if only is None:
        pairs, relation = _compact(events.pair, size**2)
    else:
        pairs, relation = _apart(events.pair, [table.names.index(name) for name in only], size)
    tally = _tally(events, relation, len(pairs), calendar, parameters.half_life)
    return Panel(
        names=table.names, actor=np.where(pairs < 0, -1, pairs // size), recipient=np.where(pairs < 0, -1, pairs % size),
        calendar=calendar, tally=tally, mix=_mix(tally, parameters), parameters=parameters,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """Events with all reports of one day folded, in order of pair and day.

    `pair` is actor * names + recipient, `weight` what it counts; `daily` is one number for each pair and day.
    """

    pair: Ints
    day: Ints
    daily: Ints
    quad: Ints
    plain: Floats
    weight: Floats


def fold_reports(table: EventTable, material: float) -> Folded:
    """The events of a table that differ in parties, day or type, with their weights."""
    size, first = len(table.names), int(table.day.min())
    # whole bits for each part: shifts are ten times as fast as divisions
    kind_bits, day_bits = len(table.types).bit_length(), (int(table.day.max()) - first).bit_length()
    quad_bits = kind_bits + 3
    key = ((table.actor * size + table.recipient) << day_bits | (table.day - first)) << quad_bits | table.quad << kind_bits | table.type
    if int(table.reports.max()) == 1:
        key.sort()
        starts = _starts(key)
        reports = np.diff(np.append(starts, len(key))).astype(np.float64)
    else:
        order = np.argsort(key, kind="stable")
        key = key[order]
        starts = _starts(key)
        reports = np.add.reduceat(table.reports[order], starts).astype(np.float64)
    key = key[starts]
    quad = key >> kind_bits & 7
    daily = key >> quad_bits
    plain = np.log2(1 + reports)
    weight = np.where(quad & 1, 1.0, material) * plain  # material quads are even
    return Folded(pair=daily >> day_bits, day=(daily & (1 << day_bits) - 1) + first, daily=daily, quad=quad, plain=plain, weight=weight)


def _starts(ordered: Ints) -> Ints:
    return np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))


def _compact(values: Ints, size: int) -> tuple[Ints, Ints]:
    """The different values in order, and each value as a place among them."""
    there = np.zeros(size, np.bool_)
    there[values] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[values]


def _apart(values: Ints, ends: list[int], size: int) -> tuple[Ints, Ints]:
    """The two directions of one pair as relations 0 and 1, all others as relation 2."""
    pairs = np.asarray([ends[0] * size + ends[1], ends[1] * size + ends[0], -1])
    return pairs, np.where(values == pairs[0], 0, np.where(values == pairs[1], 1, 2))


def _tally(events: Folded, relation: Ints, relations: int, calendar: Calendar, half_life: float) -> Tally:
    rate = np.log(2) / half_life
    period = calendar.place(events.day)
    fade = np.exp(-rate * (calendar.last[period] - events.day))
    conflict = events.quad >= _CONFLICT[0]
    cell = period * relations + relation
    faded = events.weight * fade
    shape = (len(calendar), relations)
    steps = np.exp(-rate * np.diff(calendar.last))

    def total(weights: Floats, cells: Ints, steps: Floats) -> Floats:
        sums = np.bincount(cells, weights, minlength=shape[0] * shape[1]).astype(np.float64, copy=False).reshape(shape)
        for index in range(1, shape[0]):
            sums[index] += sums[index - 1] * steps[index - 1]
        return sums

    def side(chosen: Flags) -> tuple[Floats, Floats]:
        weights, cells = faded[chosen], cell[chosen]
        if not len(weights):
            return np.zeros(shape), np.zeros(shape)
        starts = _starts(events.daily[chosen])
        daily = np.add.reduceat(weights, starts)
        return total(weights, cells, steps), total(daily**2, cells[starts], steps**2)

    cooperation, squares_cooperation = side(~conflict)
    conflicts, squares_conflict = side(conflict)
    plain, hard = events.plain * fade, events.quad == _CONFLICT[1]
    return Tally(
        cooperation=cooperation, conflict=conflicts, squares_cooperation=squares_cooperation, squares_conflict=squares_conflict,
        events=total(plain, cell, steps), material_conflicts=total(plain[hard], cell[hard], steps),
    )  # fmt: skip


def _mix(tally: Tally, parameters: Parameters) -> Floats:
    if parameters.mix is not None:
        return np.full(len(tally.conflict), parameters.mix)
    cooperation, conflict = tally.cooperation.sum(1), tally.conflict.sum(1)
    return np.asarray((conflict + WORLD * REFERENCE_MIX) / (cooperation + conflict + WORLD), np.float64)
