"""From claims, as `detente read` and `detente code` write them, to rows of events: who to whom on which day, and how it stands."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations, product
from typing import Any, NamedTuple

from detente.load.layouts import printable
from detente.records.eventtable import QUADS, Occurrence

_UNREAL = frozenset({"future", "hypothetical", "negation"})
_LONGEST = 366  # days: what is only known to lie in a longer time has no place in a series of months


class EventRow(NamedTuple):
    """One event between two parties on one day; `quad` is a number, `row` the line that it was read from, counted from 1."""

    day: int
    actor: str
    recipient: str
    type: str
    quad: int
    status: str
    reports: int
    row: int
    id: str


def rows_of_claims(claims: Iterable[tuple[int, Mapping[str, Any]]], left_out: dict[str, int]) -> Iterator[EventRow]:
    """The events of claims, one row a pair of parties; several voices on one event of one article are one row with their joint status.

    Shared events (a meeting) count in both directions. `left_out` counts, by reason, what gives no row.
    """
    groups: dict[tuple[Any, ...], list[tuple[int, Mapping[str, Any]]]] = defaultdict(list)
    for line, claim in claims:
        groups[_event_of(claim)].append((line, claim))
    for group in groups.values():
        line, claim = group[0]
        day = day_of(claim)
        pairs = tuple(_pairs(claim))
        if day is None or not pairs:
            left_out["no day" if day is None else "one party only"] += len(group)
            continue
        status, reports = status_of(tuple(told for _, told in group)), len({told.get("article") for _, told in group})
        for actor, recipient in pairs:
            kind, id_ = printable(claim["type"]), printable(claim["id"])
            yield EventRow(day, actor, recipient, kind, QUADS.index(claim["quad"]), status, reports, line, id_)


def rows_of_events(events: Iterable[Occurrence], left_out: dict[str, int]) -> Iterator[EventRow]:
    """The rows of events of a ledger, each event once with its standing, e.g. one RUS to UKR, "disputed".

    Shared events count in both directions; `reports` is the number of independent origins. `left_out` as in `rows_of_claims`.
    """
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[tuple[str, str], ...]] = {}
    for number, event in enumerate(events, 1):
        sides = event.actors, event.recipients
        if sides not in known:
            known[sides] = tuple(_ordered_pairs(*sides))
        pairs, day, last = known[sides], event.first, event.last
        dated = day is not None and last is not None and last - day <= _LONGEST
        if not dated or not pairs:
            left_out["one party only" if dated else "no day"] += 1
            continue
        reports = max(1, event.origins)
        for actor, recipient in pairs:
            yield EventRow(day or 0, actor, recipient, event.type, event.quad, event.status, reports, number, event.id)


def _ordered_pairs(actors: Iterable[str], recipients: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Who does to whom: every actor to every recipient, or any of them to any other where nobody receives."""
    first, second = (sorted({printable(code) for code in side} - {"---", ""}) for side in (actors, recipients))
    return (pair for pair in (product(first, second) if second else permutations(first, 2)) if pair[0] != pair[1])


def check_claim(claim: Mapping[str, Any]) -> None:
    """Raise KeyError, TypeError, ValueError or AttributeError where something is no claim of ours: a damaged line is one line lost."""
    hash(_event_of(claim))
    day_of(claim)
    QUADS.index(claim["quad"])
    for name in ("id", "type", "stance", "certainty"):
        claim[name].isprintable()
    len(claim["speakers"])


def _event_of(claim: Mapping[str, Any]) -> tuple[Any, ...]:
    when = claim.get("when") or {}
    unreal = bool(_UNREAL & set(claim["auxiliary"]))
    sides = (_codes(claim["actors"]), _codes(claim["recipients"]))
    return (claim["article"], claim["type"], *sides, when.get("start"), when.get("end"), unreal)


def _codes(parties: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted({printable(party["code"]) for party in parties} - {"---", ""}))


def _pairs(claim: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    return _ordered_pairs(_codes(claim["actors"]), _codes(claim["recipients"]))


def day_of(claim: Mapping[str, Any]) -> int | None:
    """The first day of a claim's time, else the day of publication, as days from 1970-01-01; None where neither is known well enough."""
    when = claim.get("when")
    if not when:
        return _days(claim["published"]) if claim.get("published") else None
    first, last = _days(when["start"]), _days(when["end"])
    return first if last - first <= _LONGEST else None


def _days(text: str) -> int:
    return (dt.date.fromisoformat(text[:10]) - dt.date(1970, 1, 1)).days


def status_of(claims: tuple[Mapping[str, Any], ...]) -> str:
    """How the event of some claims stands: denied, disputed, confirmed, alleged or reported; announced where it has not happened.

    A claim by named voices alone is `alleged`, one by the article itself `reported`; a party that confirms makes it `confirmed`.
    """
    if _UNREAL & set(claims[0]["auxiliary"]):
        return "announced"
    stances = {claim["stance"] for claim in claims}
    against = bool({"denies", "doubts"} & stances)
    if against:
        return "disputed" if {"asserts", "confirms"} & stances else "denied"
    if "confirms" in stances:
        return "confirmed"
    return "reported" if any(not claim["speakers"] and claim["certainty"] == "certain" for claim in claims) else "alleged"
