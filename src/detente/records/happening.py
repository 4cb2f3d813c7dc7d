"""What several claims tell of: the assembled event, why it was put together, and how it stands."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLink:
    """Two articles of one text, `first` < `second` (article ids).

    `containment` is the share of the shorter text's word triples that stand in the other, `jaccard` the share that both have of all, 0 to
    1.
    """

    first: str
    second: str
    containment: float
    jaccard: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two claims that tell of one event, `first` < `second` (claim ids), with the rule that joins them and what it rests on.

    `rule` is a rule of docs/decisions/0010-assembly.md (`J1` ... `J6`, `analyst`); `evidence` its grounds in words a reader can check, e.g.
    ("day 2019-02-26", "place Balakot"). `strength` orders links where not all can hold, 0 to 1.
    """

    first: str
    second: str
    rule: str
    evidence: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an analyst decided, as a row that is never overwritten.

    `kind` is `merge` (the claims of `targets` tell of one event), `split` (the claims of `targets` tell of another event than the rest of
    theirs), `retract` (the claims of `targets` do not count), `correct` (the first of `targets` is a claim, the rest say what its
    fields are, as `type=AID`), `note` (`targets` is an event) or `undo` (the decisions whose ids are the `targets` never were). An event's
    id may stand for its claim of the same id. `at` has a time zone.
    """

    id: str
    kind: str
    targets: tuple[str, ...]
    by: str
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the claims of an event say of one number, e.g. `killed`: 21 by two claims, 29 by another, so `disagree`.

    `entries` are (claim id, low, high) in order of `low`; None is open, as in Quantity. `disagree` is true where no one number fits all.
    """

    what: str
    entries: tuple[tuple[str, float | None, float | None], ...]
    disagree: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event put together from the claims that tell of it, e.g. the raid on Balakot from eleven claims in four papers.

    `id` is the smallest id of its claims, so that an id once written down always leads to the event that holds that claim now. `type` is
    the type that most claims give, `family` the group of types that may be joined. `first`, `last` are the days that its dated claims
    agree on, None where no claim is dated. `place` is the most named place, "" for none. `links` are the joins that hold it together.
    """

    id: str
    claims: tuple[str, ...]
    family: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    place: str
    quantities: tuple[Tally, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an event stands on a day: what is said for it and against it, and the rule that decided.

    `status` is `retracted`, `confirmed`, `disputed`, `denied`, `alleged`, `reported`, `announced` or `unassessed`; `rule` `R1` ... `R9`,
    or `R0` where none applies. `for_claims` and `against_claims` are the claims that decided, the last word of each voice; `origins`
    counts voices for it that depend on no other. `caveats` are (claim id, what) that never move the status: "doubts", "unverified",
    "no-comment", "planned". `as_of` is the day asked for, None for all that is known.
    """

    status: str
    rule: str
    for_claims: tuple[str, ...]
    against_claims: tuple[str, ...]
    origins: int
    caveats: tuple[tuple[str, str], ...]
    as_of: dt.date | None
