"""What the claims of an event say of its numbers, so that disagreement shows."""

import math
from collections.abc import Iterable

from detente.records import Tally, Told


def tally(told: Iterable[Told]) -> tuple[Tally, ...]:
    """The numbers of an event by what they count, e.g. `killed` with 21 and 29, which disagree; denials count for nothing."""
    found: dict[str, set[tuple[str, float | None, float | None]]] = {}
    for one in told:
        if one.claim.stance != "denies":
            for quantity in one.quantities:
                found.setdefault(quantity.what, set()).add((one.id, quantity.low, quantity.high))
    return tuple(_tally(what, entries) for what, entries in sorted(found.items()))


def _tally(what: str, entries: Iterable[tuple[str, float | None, float | None]]) -> Tally:
    ordered = sorted(entries, key=lambda e: (_least(e[1]), _most(e[2]), e[0]))
    disagree = max(_least(low) for _, low, _ in ordered) > min(_most(high) for _, _, high in ordered)
    return Tally(what=what, entries=tuple(ordered), disagree=disagree)


def _least(low: float | None) -> float:
    return -math.inf if low is None else low


def _most(high: float | None) -> float:
    return math.inf if high is None else high
