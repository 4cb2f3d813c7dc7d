"""Many events as columns: what the analysis of relations works on, whatever they were read from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

QUADS = ("", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""The quad classes of PLOVER and CAMEO by number; 0 is none."""
STATUSES = ("reported", "confirmed", "alleged", "disputed", "denied", "retracted", "announced", "unassessed")
"""How an event stands, by number: the statuses of assembled events, docs/relations.md says what each counts as."""
COUNTS: Mapping[str, tuple[str, ...]] = {
    "confirmed": ("confirmed",),
    "reported": ("reported", "confirmed", "alleged", "unassessed"),
    "all": ("reported", "confirmed", "alleged", "unassessed", "disputed", "denied"),
}
"""Which statuses each way of counting lets in. What was taken back or has only been announced never counts."""


class Occurrence(NamedTuple):
    """An assembled event in the few fields that counting needs, e.g. of the ledger: PRK to RUS, AID, "disputed", told by two origins.

    `first` and `last` count days from 1970-01-01, None where no claim is dated; `quad` is a number of QUADS.
    """

    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    first: int | None
    last: int | None
    quad: int
    status: str
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTable:
    """Events as columns of one length, e.g. row 0: day 19300 (2022-11-04), actor 0 (PRK), recipient 1 (RUS), type 0 (AID), quad 2.

    `day` counts days from 1970-01-01; `actor` and `recipient` are places in `names`, `type` in `types`, `quad` in QUADS, `status` in
    STATUSES; `reports` is how many reports the row stands for, 1 where each row is one. `row` is the number of the row in the source,
    from 1, `ids` the source's own ids by row of this table, () where there are none.
    """

    names: tuple[str, ...]
    types: tuple[str, ...]
    day: Ints
    actor: Ints
    recipient: Ints
    type: Ints
    quad: Ints
    status: Ints
    reports: Ints
    row: Ints
    ids: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.day)

    def where(self, keep: Flags) -> "EventTable":
        """The rows for which `keep` is true; names and types stay as they are."""
        arrays = {f.name: getattr(self, f.name)[keep] for f in fields(self) if f.name not in ("names", "types", "ids")}
        ids = tuple(self.ids[index] for index in np.flatnonzero(keep)) if self.ids else ()
        return EventTable(names=self.names, types=self.types, ids=ids, **arrays)

    def counted(self, count: str) -> "EventTable":
        """The rows that count as `count` says ("reported", "confirmed" or "all"), without those of an actor with itself."""
        allowed = [STATUSES.index(name) for name in COUNTS[count]]
        keep = np.isin(self.status, allowed) & (self.actor != self.recipient) & (self.quad > 0)
        return self if bool(keep.all()) else self.where(keep)

    def event(self, index: int) -> dict[str, Any]:
        """One event in words, e.g. {"day": "2022-11-04", "actor": "PRK", "type": "AID", ...}."""
        return {
            "day": str(np.datetime64(int(self.day[index]), "D")),
            "actor": self.names[int(self.actor[index])],
            "recipient": self.names[int(self.recipient[index])],
            "type": self.types[int(self.type[index])],
            "quad": QUADS[int(self.quad[index])],
            "status": STATUSES[int(self.status[index])],
            "reports": int(self.reports[index]),
            "row": int(self.row[index]),
            "id": self.ids[index] if self.ids else "",
        }


def table_from_columns(
    *,
    day: Sequence[Any] | npt.NDArray[Any],
    actor: Sequence[str] | npt.NDArray[Any],
    recipient: Sequence[str] | npt.NDArray[Any],
    type: Sequence[str] | npt.NDArray[Any],  # noqa: A002  the name of the column
    quad: Sequence[Any] | npt.NDArray[Any],
    status: Sequence[str] | npt.NDArray[Any] | None = None,
    reports: Sequence[int] | npt.NDArray[Any] | None = None,
    row: Sequence[int] | npt.NDArray[Any] | None = None,
    ids: Sequence[str] = (),
) -> EventTable:
    """A table of events from columns of plain values, e.g. out of a ledger or a frame.

    `table_from_columns(day=["2022-11-04"], actor=["PRK"], recipient=["RUS"], type=["AID"], quad=["material cooperation"])`

    `day` holds dates, "YYYY-MM-DD" or days from 1970-01-01; `quad` the names of QUADS or their numbers; `status` the names of STATUSES,
    all "reported" where it is left out. Raises ValueError where a day, a quad or a status is none, or the columns differ in length.
    """
    days = np.asarray(day)
    if days.dtype.kind not in "iu":
        days = np.asarray(days, dtype="datetime64[D]").astype(np.int64)
    size = len(days)
    names, (actors, recipients) = _coded(actor, recipient)
    types, (kinds,) = _coded(type)
    table = EventTable(
        names=names, types=types, day=days.astype(np.int64), actor=actors, recipient=recipients, type=kinds,
        quad=_numbered(quad, QUADS), status=np.zeros(size, np.int64) if status is None else _numbered(status, STATUSES),
        reports=np.ones(size, np.int64) if reports is None else np.asarray(reports, np.int64),
        row=np.arange(1, size + 1) if row is None else np.asarray(row, np.int64), ids=tuple(ids),
    )  # fmt: skip
    lengths = {f.name: len(getattr(table, f.name)) for f in fields(table) if f.name not in ("names", "types", "ids")}
    if len(set(lengths.values())) > 1 or (ids and len(ids) != size):
        raise ValueError(f"the columns differ in length: {lengths}")
    return table


def _coded(*columns: Sequence[str] | npt.NDArray[Any]) -> tuple[tuple[str, ...], list[Ints]]:
    """The different values of all columns in order of the alphabet, and each column as places among them."""
    values = sorted({value for column in columns for value in set(map(str, column))})
    places = {value: place for place, value in enumerate(values)}
    return tuple(values), [np.fromiter((places[str(v)] for v in column), np.int64, len(column)) for column in columns]


def _numbered(column: Sequence[Any] | npt.NDArray[Any], names: tuple[str, ...]) -> Ints:
    array = np.asarray(column)
    if array.dtype.kind in "iu":
        numbers = array.astype(np.int64)
    else:
        places = {name: place for place, name in enumerate(names)}
        unknown = sorted({str(value) for value in column} - set(places))
        if unknown:
            raise ValueError(f"{unknown[0]!r} is none of {', '.join(name or 'nothing' for name in names)}")
        numbers = np.fromiter((places[str(value)] for value in column), np.int64, len(array))
    if len(numbers) and (numbers.min() < 0 or numbers.max() >= len(names)):
        raise ValueError(f"{int(numbers.max())} is no number of {', '.join(name or 'nothing' for name in names)}")
    return numbers
