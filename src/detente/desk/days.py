"""Days as users write them: a year, a month or a day."""

import datetime as dt

from detente.errors import UsageError


def parse_since(value: str) -> dt.date | None:
    """The first day of "2019", "2019-05" or "2019-05-16", None for "". Raises UsageError."""
    return _day(value, last=False)


def parse_until(value: str) -> dt.date | None:
    """The last day of "2019", "2019-05" or "2019-05-16", None for "". Raises UsageError."""
    return _day(value, last=True)


def _day(value: str, *, last: bool) -> dt.date | None:
    parts = value.strip().split("-")
    if not value.strip():
        return None
    try:
        year, month, day = (int(part) for part in (*parts, "12" if last else "1", "1")[:3]) if len(parts) < 3 else map(int, parts)
        found = dt.date(year, month, day)
        if len(parts) == 3 or not last:
            return found
        return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{value!r} is no day; write 2019, 2019-05 or 2019-05-16") from error


def parse_span(since: str, until: str, *, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of a span, e.g. "7d" until "" on 2022-11-08 is 2 to 8 November 2022.

    `since` is a day, month or year, or a number of days or weeks that ends with `until`; `until` "" is today. Raises UsageError.
    """
    last = parse_until(until) or today
    number, unit = since.strip()[:-1], since.strip()[-1:].lower()
    if unit in ("d", "w") and number.isdecimal():
        days = int(number) * (7 if unit == "w" else 1)
        if not 1 <= days <= min(last.toordinal(), 36_600):
            raise UsageError(f"{since!r} is no length; give 1d or more, e.g. 7d or 4w")
        return last - dt.timedelta(days - 1), last
    first = parse_since(since)
    if first is None:
        raise UsageError("give the first day: 2022-11-01, or a length such as 7d or 4w")
    if first > last:
        raise UsageError(f"{first} is after {last}; give an earlier day, or a later --until")
    return first, last
