"""Date an event by another of its sentence: "resigned on Thursday, five days after protesters stormed the palace"."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from detente.records.moment import Moment, Timex
from detente.records.syntax import Clause, Parsed
from detente.times import calendar as cal
from detente.times.reach import Placed

_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?|X)(DE|CE|WE|[DWMYQHS])")
_SLACK = {"W": 3, "M": 15, "Y": 182, "Q": 45, "DE": 1826}
"""Days to either side by which "two weeks after", "a year after" may be off: half the unit."""
_SOME = {"D": (2, 7), "W": (14, 42), "M": (60, 240), "Y": (730, 2555)}
"""Days that "days after", "several weeks after" are taken to span; a choice, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """A length of time between two clauses: that of `clause` lies it before (-1) or after (1) that of `other`."""

    timex: Timex
    clause: Clause
    other: Clause
    sign: int


def find_offset(clause: Clause, parsed: Parsed, placed: tuple[Placed, ...]) -> Offset | None:
    """The length of time that dates a clause by the one around it, also where the clause stands inside one that is so dated.

    In "resigned five days after protesters stormed the palace" the storming lies five days before the resignation.
    """
    by_index = {c.index: c for c in parsed.clauses}
    lengths = [p for p in placed if p.timex.type == "DURATION" and p.timex.mod in {"AFTER", "BEFORE"}]
    here, seen = (clause if lengths else None), set[int]()
    while here is not None and here.index not in seen:
        for length in lengths:
            other = by_index.get(here.parent)
            if other is not None and _head_after(length, parsed) == here.head and not _later(other, here, length):
                return Offset(timex=length.timex, clause=here, other=other, sign=-1 if length.timex.mod == "AFTER" else 1)
        seen.add(here.index)
        here = by_index.get(here.parent) if here.kind == "noun" or here.link in {"xcomp", "conj", "nested", "advcl"} else None
    return None


def _head_after(length: Placed, parsed: Parsed) -> int:
    """The word that the preposition or conjunction behind a length of time belongs to, -1 where none stands there."""
    tokens = parsed.sentence.tokens
    for token in tokens[length.token + 1 : length.token + 4]:
        if token.start >= length.timex.end:
            return token.head if token.deprel.partition(":")[0] in {"mark", "case", "advmod"} else -1
    return -1


def _later(other: Clause, here: Clause, length: Placed) -> bool:
    """Whether the governing clause stands after the length of time: then it is not what it is counted to."""
    return other.head > length.token > here.head


def shift_moment(moment: Moment, offset: Offset) -> Moment | None:
    """The moment that lies a length of time before or after another, e.g. 14 July and "five days after" give 9 July."""
    found = _LENGTH.fullmatch(offset.timex.value)
    if found is None:
        return None
    clock, number, unit = found.groups()
    near, far = _days(clock, number, unit)
    try:
        if offset.sign < 0:
            span = moment.first - dt.timedelta(days=far), moment.last - dt.timedelta(days=near)
        else:
            span = moment.first + dt.timedelta(days=near), moment.last + dt.timedelta(days=far)
    except OverflowError:
        return None
    value = span[0].isoformat() if span[0] == span[1] else f"{span[0].isoformat()}/{span[1].isoformat()}"
    text, because = offset.timex.text, offset.timex.because
    return replace(moment, value=value, first=span[0], last=span[1], basis="stated", text=text, because=because)


def _days(clock: str, number: str, unit: str) -> tuple[int, int]:
    """How many days at least and at most; hours may reach into the day beside."""
    if clock:
        hours = 12.0 if number == "X" else float(number) * {"H": 1, "M": 1 / 60, "S": 1 / 3600}.get(unit, 0)
        return round(hours) // 24, min(round(hours) // 24 + 1, 36_500)
    if number == "X":
        return _SOME.get(unit, (3652, 14610))
    days = round(min(float(number), 10_000) * cal.SPAN_DAYS.get(unit, 1))
    slack = _SLACK.get(unit, 0)
    return max(days - slack, 0), days + slack
