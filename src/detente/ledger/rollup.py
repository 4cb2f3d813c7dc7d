"""How many events each pair of parties has a month: a year of a pair is one row of twelve packed months.

Ten million claims give some hundred thousand rows this way instead of millions, so that all pairs of all months are read within a second.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from detente.ledger.append import insert_rows
from detente.ledger.schema import codes, dyads, meta

COLUMNS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "contested", "claims", "score")
"""What a month holds: events told as having happened by their class, events that are disputed or denied, the claims of all these, and the
sum of the PLOVER scores of those that happened, in tenths."""
HAPPENED = frozenset({"confirmed", "reported", "alleged"})
CONTESTED = frozenset({"disputed", "denied"})
Months = npt.NDArray[np.int32]
Key = tuple[int, int, int, int]
_CHUNK = 400
_WORLD = "world"
"""Key of `meta` that says that the months of the whole world are counted too, as those of party 0 with itself."""


def empty_year() -> Months:
    """Twelve months without an event."""
    return np.zeros((12, len(COLUMNS)), dtype="<i4")


def add_months(connection: sa.Connection, changes: Mapping[Key, Months]) -> None:
    """Adds to (or, negative, takes from) the years of pairs, keys being (year, a, b, mutual), and to those of the whole world."""
    if not _knows_world(connection):
        _put(connection, _world_of(*load_all(connection)))
        insert_rows(connection, meta, [(_WORLD, "yes")])
    keys = np.array(list(changes), dtype=np.int64).reshape(-1, 4)
    _put(connection, {**changes, **_world_of(keys, np.array(list(changes.values()), dtype="<i4").reshape(-1, 12, len(COLUMNS)))})


def _put(connection: sa.Connection, changes: Mapping[Key, Months]) -> None:
    known = _load(connection, list(changes))
    rows = [(*key, (known.get(key, empty_year()) + change).astype("<i4").tobytes()) for key, change in changes.items() if change.any()]
    insert_rows(connection, dyads, rows, replace=True)


def _knows_world(connection: sa.Connection) -> bool:
    return connection.execute(sa.select(meta.c.value).where(meta.c.key == _WORLD)).scalar() is not None


def _world_of(keys: npt.NDArray[np.int64], months: Months) -> dict[Key, Months]:
    """The sums of all pairs by year; what two do together counts once in each direction."""
    found: dict[Key, Months] = {}
    for year in np.unique(keys[:, 0]).tolist():
        chosen = keys[:, 0] == year
        found[year, 0, 0, 0] = (months[chosen] * (1 + keys[chosen, 3])[:, None, None]).sum(axis=0).astype("<i4")
    return found


def find_world(connection: sa.Connection) -> list[tuple[int, Months]]:
    """The months of all pairs together by year, each event once for each direction; a ledger that does not keep them is added up."""
    if _knows_world(connection):
        asked = sa.select(dyads).where(dyads.c.a == 0, dyads.c.b == 0, dyads.c.mutual == 0)
        years = find_years(connection, dyads)
        if years is None:
            return []
        rows = connection.execute(asked.where(dyads.c.year.in_(range(years[0], years[1] + 1))).order_by(dyads.c.year))
        return [(row.year, _months(row.months)) for row in rows]
    return sorted((key[0], months) for key, months in _world_of(*load_all(connection)).items())


def _load(connection: sa.Connection, keys: list[Key]) -> dict[Key, Months]:
    found: dict[Key, Months] = {}
    by_year: dict[int, list[Key]] = defaultdict(list)
    for key in keys:
        by_year[key[0]].append(key)
    for year, wanted in by_year.items():
        for start in range(0, len(wanted), _CHUNK):
            chosen = sa.tuple_(dyads.c.a, dyads.c.b, dyads.c.mutual).in_([key[1:] for key in wanted[start : start + _CHUNK]])
            for row in connection.execute(sa.select(dyads).where(dyads.c.year == year, chosen)):
                found[row.year, row.a, row.b, row.mutual] = _months(row.months)
    return found


def find_years(connection: sa.Connection, table: sa.Table) -> tuple[int, int] | None:
    """The first and the last year of a table whose key begins with the year, None where it is empty.

    Asked one by one: SQLite finds each by the index, but reads the whole table for both at once.
    """
    first, last = (connection.execute(sa.select(edge(table.c.year))).scalar() for edge in (sa.func.min, sa.func.max))
    return None if first is None or last is None else (first, last)


def find_dyad(connection: sa.Connection, first: str, second: str) -> list[tuple[str, str, bool, int, Months]]:
    """The years of a pair as (actor, recipient, together, year, months), in order."""
    named = {row.code: row.seq for row in connection.execute(sa.select(codes).where(codes.c.code.in_([first, second])))}
    if len(named) < len({first, second}):
        return []
    years = find_years(connection, dyads)
    if years is None:
        return []
    every = list(range(years[0], years[1] + 1))  # naming the years and one direction at a time lets the index find the pair in each
    found = []
    for one, other in dict.fromkeys([(first, second), (second, first)]):
        asked = sa.select(dyads).where(dyads.c.year.in_(every), dyads.c.a == named[one], dyads.c.b == named[other])
        found += [(one, other, bool(row.mutual), row.year, _months(row.months)) for row in connection.execute(asked)]
    return sorted(found, key=lambda row: (row[3], named[row[0]], row[2]))


def load_all(connection: sa.Connection) -> tuple[npt.NDArray[np.int64], Months]:
    """All pairs of all months: keys (year, a, b, mutual) of n rows, and their months, n by 12 by len(COLUMNS)."""
    asked = f"SELECT year, a, b, mutual, months FROM {dyads.name} WHERE a > 0 ORDER BY year, a, b, mutual"  # noqa: S608  a name of ours
    rows = connection.exec_driver_sql(asked).fetchall()
    keys = np.array([tuple(row[:4]) for row in rows], dtype=np.int64).reshape(-1, 4)
    months = np.frombuffer(b"".join(bytes(row[4]) for row in rows), dtype="<i4").reshape(-1, 12, len(COLUMNS))
    return keys, months


def number_codes(connection: sa.Connection, names: Iterable[str]) -> dict[str, int]:
    """The numbers of codes, given to new ones in the order of the alphabet."""
    wanted = sorted(set(names))
    known: dict[str, int] = {}
    for start in range(0, len(wanted), _CHUNK):
        found = connection.execute(sa.select(codes).where(codes.c.code.in_(wanted[start : start + _CHUNK])))
        known |= {row.code: row.seq for row in found}
    last = connection.execute(sa.select(sa.func.max(codes.c.seq))).scalar() or 0
    fresh = {name: last + place for place, name in enumerate((n for n in wanted if n not in known), 1)}
    insert_rows(connection, codes, [(seq, name) for name, seq in fresh.items()])
    return known | fresh


def _months(data: bytes) -> Months:
    return np.frombuffer(bytes(data), dtype="<i4").reshape(12, len(COLUMNS))
