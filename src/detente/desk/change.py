"""A correction as users write it, checked: which fields of a claim are what."""

import re
from collections.abc import Mapping

from detente.assembly.amend import FIELDS, NO_TIME, NOBODY, ROLES
from detente.desk.days import parse_since, parse_until
from detente.errors import UsageError
from detente.language.plover import QUADS

STANCES = ("asserts", "denies", "doubts", "confirms")
CERTAINTIES = ("certain", "probable", "possible")
_CODE = re.compile(r"[A-Z][A-Z0-9]*(\.[A-Z0-9-]+)*")


def parse_change(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The fields of a correction as a decision holds them, e.g. ("type=AID", "actors=PRK+RUS") for {"type": "aid", "actors": "prk, rus"}.

    Parties are codes parted by "+", "," or blanks, `---` somebody unnamed, nothing nobody at all. `when` is a day, a month, a year, two of
    them with "/" between, or `unknown`. Raises UsageError for anything else, and where nothing is changed.
    """
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise UsageError(f"no field {unknown[0]!r}; there are: {', '.join(FIELDS)}")
    if not fields:
        raise UsageError(f"nothing to correct; give one of: {', '.join(FIELDS)}")
    checks = {"type": _type, "when": _when, "stance": _stance, "certainty": _certainty, **dict.fromkeys(ROLES, _parties)}
    return tuple(f"{name}={checks[name](fields[name])}" for name in FIELDS if name in fields)


def _type(value: str) -> str:
    return _one_of(value.strip().upper(), tuple(QUADS), "type")


def _stance(value: str) -> str:
    return _one_of(value.strip().lower(), STANCES, "stance")


def _certainty(value: str) -> str:
    return _one_of(value.strip().lower(), CERTAINTIES, "certainty")


def _one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise UsageError(f"no {what} {value!r}; there are: {', '.join(allowed)}")
    return value


def _parties(value: str) -> str:
    codes = dict.fromkeys(code for code in re.split(r"[+,;\s]+", value.strip().upper()) if code)
    for code in codes:
        if code != NOBODY and not _CODE.fullmatch(code):
            raise UsageError(
                f"{code!r} is no code of a party; write codes such as RUS, UNO.UNSC, PSE.HAMAS, or {NOBODY} for somebody unnamed"
            )
    return "+".join(codes)


def _when(value: str) -> str:
    if value.strip().lower() == NO_TIME:
        return NO_TIME
    low, _, high = value.strip().partition("/")
    first, last = parse_since(low), parse_until(high or low)
    if first is None or last is None or first > last:
        raise UsageError(f"{value!r} is no time; write a day, a month, a year, or two with / between, the earlier first, or {NO_TIME}")
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
