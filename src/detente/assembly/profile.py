"""What a claim gives to tell one event from another: its family, parties, days, place and things."""

import datetime as dt
import math
from dataclasses import dataclass

from detente.records import Told

FAMILIES = {
    **dict.fromkeys(("ASSAULT", "COERCE", "MOBILIZE"), "force"),
    **dict.fromkeys(("AID", "COOPERATE"), "help"),
    **dict.fromkeys(("AGREE", "SUPPORT", "CONCEDE", "RETREAT"), "accord"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "words"),
    "CONSULT": "talks", "PROTEST": "protest", "SANCTION": "penalty",
}  # fmt: skip
"""Types that careful readers take for one another; only claims of one family can tell of one event."""
MUTUAL = ("talks", "accord")
"""Families where it does not matter who acted: a visit is also a visit received."""
OPEN = 30
"""Days back from its printing in which an event without a day of its own may lie, where a voice answers what was said before."""
NEAR_ANSWER = 7
"""Days before its printing within which the day that a denial names may be that of the denial itself."""
LONG = 45
"""Days above which a time is a period ("since 2022"), no date: periods are joined with periods only."""
NEAR_DATED, NEAR = 1, 3
"""Days by which times may differ: 1 between two stated ones (time zones), else 3 (the news comes late)."""
FAR = 150.0
"""Kilometres between two places that are surely two."""
EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Profile:
    """The traits of a claim that may conflict with another's. `dated` is true where the text itself gives the days `[first, last]`."""

    family: str
    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    first: dt.date | None
    last: dt.date | None
    dated: bool
    place: tuple[float, float] | None
    things: frozenset[str]

    @property
    def parties(self) -> frozenset[str]:
        """Everybody named on either side."""
        return self.actors | self.recipients

    @property
    def long(self) -> bool:
        """Whether the time is a period rather than a date."""
        return self.first is not None and self.last is not None and (self.last - self.first).days > LONG


def profile(told: Told) -> Profile:
    """The profile of a claim; `---`, somebody unnamed, counts as nobody."""
    claim = told.claim
    first, last, dated = _days(told)
    where = claim.where
    return Profile(
        family=FAMILIES[claim.type],
        type=claim.type,
        actors=frozenset(p.entity.code for p in claim.actors) - {"---"},
        recipients=frozenset(p.entity.code for p in claim.recipients) - {"---"},
        first=first,
        last=last,
        dated=dated,
        place=(where.lat, where.lon) if where and where.lat is not None and where.lon is not None else None,
        things=frozenset(mark for mark in told.marks if mark.startswith("thing:")),
    )


def conflicts(one: Profile, other: Profile) -> bool:
    """Whether two profiles cannot be of one event: other family, parties, sides, days, place, or things given."""
    return (
        one.family != other.family
        or not _parties_fit(one, other)
        or not days_meet(one, other)
        or (one.place is not None and other.place is not None and _kilometres(one.place, other.place) > FAR)
        or (one.family == "help" and bool(one.things) and bool(other.things) and not one.things & other.things)
    )


def days_meet(one: Profile, other: Profile) -> bool:
    """Whether two times can be the same: they overlap, or lie as few days apart as their basis allows."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return one.first is other.first
    if one.long != other.long:
        return False
    if one.long:
        shared = (min(one.last, other.last) - max(one.first, other.first)).days
        return shared > 0.5 * max((one.last - one.first).days, (other.last - other.first).days)
    gap = (max(one.first, other.first) - min(one.last, other.last)).days
    return gap <= (NEAR_DATED if one.dated and other.dated else NEAR)


def _days(told: Told) -> tuple[dt.date | None, dt.date | None, bool]:
    """The days in which the event lies, and whether the text gives them.

    A denial or confirmation answers what was said before. A day near its printing is that of the answer ("denied on Tuesday that it had
    sent ..."), so the event may lie in the `OPEN` days before; an older day is that of the event.
    """
    when, said = told.claim.when, told.said
    if when is None:
        opens = dt.timedelta(days=OPEN if told.claim.stance != "asserts" else NEAR)
        return (said - opens, said, False) if said else (None, None, False)
    told_then = said is not None and when.last >= said - dt.timedelta(days=NEAR_ANSWER)
    if told.claim.stance != "asserts" and told_then and (when.last - when.first).days <= NEAR_ANSWER:
        return when.first - dt.timedelta(days=OPEN), when.last, False
    return when.first, when.last, when.basis in ("stated", "carried")


def _parties_fit(one: Profile, other: Profile) -> bool:
    """Whether one side's parties are among the other's, and nobody is on the wrong side."""
    mine, theirs = one.parties, other.parties
    if not (mine <= theirs or theirs <= mine):
        return False
    if one.family in MUTUAL or one.type == "COOPERATE" or other.type == "COOPERATE":
        return True
    crossed = one.actors & other.recipients or one.recipients & other.actors
    return not crossed or bool(one.actors & other.actors)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The way between two places given in degrees, by the haversine formula."""
    (lat, lon), (lat2, lon2) = one, other
    north, east = math.radians(lat2 - lat), math.radians(lon2 - lon)
    half = math.sin(north / 2) ** 2 + math.cos(math.radians(lat)) * math.cos(math.radians(lat2)) * math.sin(east / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))
