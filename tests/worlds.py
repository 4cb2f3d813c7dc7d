"""Worlds of our own making for the tests of relations: what truly happened is known, so what is read off can be wrong."""

import numpy as np

from detente.records.eventtable import EventTable, table_from_columns

START = 14610  # 2010-01-01
TYPES = {1: "CONSULT", 2: "AID", 3: "ACCUSE", 4: "ASSAULT"}


def events(*rows: tuple[str, str, str, str], quads: dict[str, int] | None = None, status: str = "reported") -> EventTable:
    """A table from (day, actor, recipient, type), e.g. events(("2022-11-04", "PRK", "RUS", "AID"))."""
    known = {name: quad for quad, name in TYPES.items()} | (quads or {})
    day, actor, recipient, kind = zip(*rows, strict=True)
    return table_from_columns(day=day, actor=actor, recipient=recipient, type=kind, quad=[known[k] for k in kind], status=[status] * len(rows))


def world(
    *, days: int, pairs: dict[tuple[str, str], object], rest: tuple[str, ...] = ("CHN", "FRA", "IDN", "JPN", "USA"), rate: float = 0.05, seed: int = 0
) -> EventTable:
    """Events of `days` days. Each pair has a rate of events a day and shares of the four quads, or a function of the day that gives them.

    All other pairs of `rest` have `rate` events a day, 78 % verbal and 6 % material cooperation, 10 % verbal and 6 % material conflict.
    """
    chance = np.random.default_rng(seed)
    everybody = {(a, b): (rate, (0.78, 0.06, 0.10, 0.06)) for a in rest for b in rest if a != b} | pairs
    columns: list[tuple[int, str, str, int]] = []
    for (a, b), what in everybody.items():
        for day in range(days):
            often, shares = what(day) if callable(what) else what
            columns += [(START + day, a, b, int(quad)) for quad in chance.choice(4, chance.poisson(often), p=shares) + 1]
    columns.sort()
    day, actor, recipient, quad = zip(*columns, strict=True)
    return table_from_columns(
        day=np.asarray(day), actor=actor, recipient=recipient, type=[TYPES[q] for q in quad], quad=np.asarray(quad, np.int64)
    )
