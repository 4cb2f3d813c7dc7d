"""The thread of time that a text follows: what "the next day" and "three years later" count from."""

import datetime as dt

from detente.times.context import Resolved


def next_anchor(current: Resolved | None, found: Resolved, published: dt.date | None) -> Resolved | None:
    """The time that the narration stands at after an expression, e.g. 26 December 2004 after "hit on December 26, 2004".

    Vague times, durations, sets, plans (after publication) and what reaches up to now leave it where it was.
    """
    if found.type not in {"DATE", "TIME"} or found.first is None or found.last is None or found.value.endswith("_REF"):
        return current
    if published is not None and found.first > published:
        return current
    if published is not None and found.grain not in {"D", ""} and found.first <= published <= found.last:
        return current
    return found
