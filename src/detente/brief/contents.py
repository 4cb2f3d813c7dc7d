"""What a brief holds, before it is written."""

import datetime as dt
from dataclasses import dataclass

from detente.records import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An event that stands otherwise than before, e.g. reported before, now disputed."""

    account: Account
    before: str

    @property
    def after(self) -> str:
        """How it stands now."""
        return self.account.standing.status


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where the relation of two parties stood before the days of a brief and where it stands at their end.

    `before` and `after` are valences from -1 (hostile) to 1 (friendly) with the bands around them, None where too little is told to read
    one. `events` counts the new events between the two; `chart` is an SVG, "" where none is drawn.
    """

    a: str
    b: str
    before: float | None
    after: float | None
    band_before: tuple[float, float]
    band_after: tuple[float, float]
    events: int
    chart: str = ""

    @property
    def moved(self) -> bool:
        """Whether it left the band in which it was before."""
        low, high = self.band_before
        return self.before is not None and self.after is not None and not low <= self.after <= high

    @property
    def verdict(self) -> str:
        """`warmer`, `colder`, `steady`, or `thin` where one end cannot be read."""
        if self.before is None or self.after is None:
            return "thin"
        return "steady" if not self.moved else "warmer" if self.after > self.before else "colder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What became known from `first` to `last` (days, both included) about some parties, () for all.

    `new` are events of which nothing was known before, `more` how many are left out of them; `contested` those that are now disputed or
    denied and were not, `settled` those that no longer are, or are confirmed or taken back now. `articles` counts the articles that tell
    of all of them. `basis` are level, half-life in days and the mix that valence rests on. `charts` is false where charts could not be
    drawn.
    """

    parties: tuple[str, ...]
    first: dt.date
    last: dt.date
    clock: str
    language: str
    new: tuple[Account, ...]
    more: int
    contested: tuple[Change, ...]
    settled: tuple[Change, ...]
    moves: tuple[Move, ...]
    basis: tuple[float, float, str]
    charts: bool = True

    @property
    def last_moment(self) -> dt.datetime:
        """The end of its last day: when a document of it was made, whenever it is made again."""
        return dt.datetime.combine(self.last, dt.time(23, 59, 59), dt.UTC)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All events that are told, each once."""
        found = {one.event.id: one for one in (*self.new, *(change.account for change in (*self.contested, *self.settled)))}
        return tuple(found.values())
