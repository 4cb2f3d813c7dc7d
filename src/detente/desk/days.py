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
