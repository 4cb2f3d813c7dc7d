"""Who deals with whom lately: all pairs over some months, from the ledger's monthly counts."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.ledger.looking import find_codes, find_now, load_years
from detente.ledger.rollup import COLUMNS
from detente.web.pages.page import Visit

Ints = npt.NDArray[np.int64]
COOPERATION, CONFLICT, CONTESTED, CLAIMS = (0, 1), (2, 3), COLUMNS.index("contested"), COLUMNS.index("claims")


@dataclass(frozen=True, slots=True)
class Pulse:
    """Pairs and their months: `a`, `b` are codes, `months` has the shape (pairs, months, len(COLUMNS)), ending with the month of `last`."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    months: npt.NDArray[np.int32]
    last: dt.date | None

    def first_of(self, length: int) -> dt.date | None:
        """The first day of the last `length` months."""
        if self.last is None:
            return None
        month = self.last.year * 12 + self.last.month - length
        return dt.date(max(1, month // 12), month % 12 + 1, 1)

    def events(self, length: int, *, back: int = 0) -> Ints:
        """Events of each pair in the last `length` months, or as many months before; those that happened and those that are contested."""
        return np.asarray(self._window(length, back)[:, :, : CONTESTED + 1].sum((1, 2)), np.int64)

    def contested(self, length: int) -> Ints:
        """Disputed and denied events of each pair in the last `length` months."""
        return np.asarray(self._window(length, 0)[:, :, CONTESTED].sum(1), np.int64)

    def side(self, columns: tuple[int, ...], length: int) -> npt.NDArray[np.int32]:
        """Events of some classes by month, shape (pairs, length)."""
        return np.asarray(self._window(length, 0)[:, :, list(columns)].sum(2), np.int32)

    def _window(self, length: int, back: int) -> npt.NDArray[np.int32]:
        end = self.months.shape[1] - back * length
        return self.months[:, max(0, end - length) : max(0, end)]

    def chosen(self, rows: Ints) -> "Pulse":
        """Some of the pairs."""
        return Pulse(tuple(self.a[n] for n in rows), tuple(self.b[n] for n in rows), self.months[rows], self.last)


def find_pulse(visit: Visit, length: int, *, until: dt.date | None = None) -> Pulse:
    """The pairs of the last `2 * length` months up to now, or up to a day; what was counted lately is used again."""
    return visit.kept.get(visit.ledger, ("pulse", length, until), lambda: visit.ledger.look(lambda c: _load(c, 2 * length, until)))


def _load(connection: Any, length: int, until: dt.date | None) -> Pulse:
    last = until or find_now(connection)
    if last is None:
        return Pulse((), (), np.zeros((0, length, len(COLUMNS)), np.int32), None)
    first_month = last.year * 12 + last.month - length
    years = range(max(1, first_month // 12), last.year + 1)
    keys, months = load_years(connection, years)
    names = find_codes(connection)
    low, high = np.minimum(keys[:, 1], keys[:, 2]), np.maximum(keys[:, 1], keys[:, 2])
    size = max(names, default=0) + 1
    pairs, place = np.unique(low * size + high, return_inverse=True)
    whole = np.zeros((len(pairs), len(years), 12, len(COLUMNS)), np.int32)
    np.add.at(whole, (place.reshape(-1), keys[:, 0] - years[0]), months)
    flat = whole.reshape(len(pairs), len(years) * 12, len(COLUMNS))  # no -1: there may be no pair at all
    end = (last.year - years[0]) * 12 + last.month
    flat = flat[:, max(0, end - length) : end]
    short = length - flat.shape[1]
    padded = np.pad(flat, ((0, 0), (short, 0), (0, 0))) if short else flat
    return Pulse(tuple(names[int(p) // size] for p in pairs), tuple(names[int(p) % size] for p in pairs), padded, last)
