"""What a claim gives to tell one event from another: its family, parties, days, place and things."""

import datetime as dt
import math
from dataclasses import dataclass

from detente.records import Claim, Told

FAMILIES = {
    **dict.fromkeys(("ASSAULT", "COERCE", "MOBILIZE"), "force"),
    **dict.fromkeys(("AID", "COOPERATE"), "help"),
    **dict.fromkeys(("AGREE", "SUPPORT", "CONCEDE", "RETREAT"), "accord"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "words"),
    "CONSULT": "talks", "PROTEST": "protest", "SANCTION": "penalty",
}  # fmt: skip
"""Types that careful readers take for one another; only claims of one family can tell of one event."""
ANNOUNCED = {
    "THREATEN": frozenset(("words", "force", "penalty", "protest")),
    "AGREE": frozenset(("accord", "talks", "help")),
    "CONCEDE": frozenset(("accord",)),
}
"""Families of what a voice only announced (`plover/arithmetic.tsv`): the threat to expel and the expulsion are one event."""
PLANS = ("threat", "concession", "meeting", "promise")
MUTUAL = frozenset(("talks", "accord"))
"""Families where it does not matter who acted: a visit is also a visit received."""
OPEN = 30
"""Days back from its printing in which an event without a day of its own may lie, where a voice answers what was said before."""
AHEAD = 30
"""Days in which what is announced may come to pass."""
ADMITTED = 400
"""Days back in which an event may lie that a voice admits: admissions come late."""
ALONE = frozenset(
    f"deed:{deed}" for deed in ("shoot-down", "poison", "capture", "release", "expel", "summon", "clash", "phone", "suspend", "close")
)
"""Deeds that are no other deed: who captures a pilot does not shoot him down with it."""
NEAR_ANSWER = 7
"""Days before its printing within which the day that a denial names may be that of the denial itself."""
LONG = 45
"""Days above which a time is a period ("since 2022"), no date: periods are joined with periods only."""
NEAR_DATED, NEAR = 1, 3
"""Days by which times may differ: 1 between two stated ones (time zones), else 3 (the news comes late)."""
FAR = 150.0
"""Kilometres between two places that are surely two."""
HERE = 5.0
"""Kilometres within which two located places are one."""
EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Profile:
    """The traits of a claim that may conflict with another's.

    `dated` is true where the text itself gives the days `[first, last]`, `long` where these are a period.
    """

    families: frozenset[str]
    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    first: dt.date | None
    last: dt.date | None
    dated: bool
    long: bool
    place: tuple[float, float] | None
    things: frozenset[str]
    deeds: frozenset[str]

    @property
    def parties(self) -> frozenset[str]:
        """Everybody named on either side."""
        return self.actors | self.recipients


def profile(told: Told) -> Profile:
    """The profile of a claim; `---`, somebody unnamed, counts as nobody."""
    claim = told.claim
    first, last, dated = _days(told)
    where = claim.where if any(mark.startswith("place:") for mark in told.marks) else None
    return Profile(
        families=ANNOUNCED[claim.type] if is_announced(claim) else frozenset((FAMILIES[claim.type],)),
        type=claim.type,
        actors=frozenset(p.entity.code for p in claim.actors) - {"---"},
        recipients=frozenset(p.entity.code for p in claim.recipients) - {"---"},
        first=first,
        last=last,
        dated=dated,
        place=(where.lat, where.lon) if where and where.lat is not None and where.lon is not None else None,
        long=claim.when is not None and (claim.when.last - claim.when.first).days > LONG,
        things=frozenset(mark for mark in told.marks if mark.startswith(("thing:", "object:"))),
        deeds=frozenset(mark for mark in told.marks if mark.startswith("deed:")),
    )


def is_announced(claim: Claim) -> bool:
    """Whether a claim tells of a deed that its doer only promised, planned or threatened."""
    rules = (entry.removeprefix("plover:arithmetic/") for entry in claim.because if entry.startswith("plover:arithmetic/"))
    return claim.type in ANNOUNCED and any(rule.startswith(PLANS) for rule in rules)


def same_kind(one: Profile, other: Profile) -> bool:
    """Whether two profiles without conflict are of the same parties and type or deed, or of a deed and its announcement.

    Where one leaves open to whom it was done, the doers must be the same; a clash of two is not the attack of one on the other.
    """
    if one.type != other.type and len(one.families) == len(other.families) and not one.deeds & other.deeds:
        return False
    if "force" in one.families and _mutual(one) != _mutual(other):
        return False
    if one.actors and other.actors and not (one.recipients and other.recipients) and one.actors == other.actors:
        return True
    return _among(one.parties, other.parties) and _among(other.parties, one.parties)


def _mutual(one: Profile) -> bool:
    return len(one.actors) > 1 and not one.recipients


def conflicts(one: Profile, other: Profile) -> bool:
    """Whether two profiles cannot be of one event: other family, parties, sides, days, place, or things given."""
    return (
        (bool(one.deeds and other.deeds) and not one.deeds & other.deeds and bool((one.deeds | other.deeds) & ALONE))
        or not one.families & other.families
        or not _parties_fit(one, other)
        or not days_meet(one, other)
        or (one.place is not None and other.place is not None and _kilometres(one.place, other.place) > FAR)
        or ("help" in one.families & other.families and bool(one.things) and bool(other.things) and not one.things & other.things)
    )


def same_place(one: Profile, other: Profile) -> bool:
    """Whether two located places are one, whatever their names: Teheran is Tehran."""
    return one.place is not None and other.place is not None and _kilometres(one.place, other.place) <= HERE


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

    Who denies, admits or accuses speaks of what was before. A day near the printing is that of the word ("denied on Tuesday that it had
    sent ..."), so the event may lie in the `OPEN` days before, or `ADMITTED` before an admission; an older day is that of the event. So it
    is with deliveries that somebody tells of, and the other way with what is announced: it may lie in the `AHEAD` days after.
    """
    claim, said = told.claim, told.said
    when = claim.when
    lasting = FAMILIES[claim.type] == "help" and bool(claim.speakers)
    answers = claim.stance != "asserts" or told.accusing or lasting
    back = dt.timedelta(days=ADMITTED if claim.stance == "confirms" else OPEN if answers else NEAR)
    if when is None:
        return (said - back, said, False) if said else (None, None, False)
    near = said is not None and when.last >= said - dt.timedelta(days=NEAR_ANSWER) and (when.last - when.first).days <= NEAR_ANSWER
    if answers and near:
        return when.first - back, when.last, False
    if near and ("future" in claim.auxiliary or is_announced(claim)):
        return when.first, when.last + dt.timedelta(days=AHEAD), False
    return when.first, when.last, when.basis == "stated"


def _parties_fit(one: Profile, other: Profile) -> bool:
    """Whether one side's parties are among the other's, and nobody is on the wrong side."""
    if bool(one.parties) != bool(other.parties) or not (_among(one.parties, other.parties) or _among(other.parties, one.parties)):
        return False
    if one.families & other.families & MUTUAL or one.type == "COOPERATE" or other.type == "COOPERATE":
        return True
    return _share(one.actors, other.actors) and _share(one.recipients, other.recipients) and not _crossed(one, other)


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sides have somebody in common, or one of them names nobody."""
    return not one or not other or any(_akin(a, b) for a in one for b in other)


def _crossed(one: Profile, other: Profile) -> bool:
    """Whether the doer of one is only the sufferer of the other."""
    swapped = one.actors & other.recipients or one.recipients & other.actors
    return bool(swapped) and not one.actors & other.actors


def _among(few: frozenset[str], many: frozenset[str]) -> bool:
    """Whether each of some parties is among others; a group of a state and the state are one there ("PAK.JEM" and "PAK")."""
    return all(any(_akin(one, other) for other in many) for one in few)


def _akin(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The way between two places given in degrees, by the haversine formula."""
    (lat, lon), (lat2, lon2) = one, other
    north, east = math.radians(lat2 - lat), math.radians(lon2 - lon)
    half = math.sin(north / 2) ** 2 + math.cos(math.radians(lat)) * math.cos(math.radians(lat2)) * math.sin(east / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))
