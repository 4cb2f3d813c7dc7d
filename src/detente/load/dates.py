"""When an article was published: what was given, the page's metadata, the dateline, the address, and only then the body."""

import datetime as dt
import re
from collections.abc import Sequence

from detente.records import Notice, Timex

_URL_DAY = re.compile(r"/(19\d\d|20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_STAMP = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015"
HEAD_LINES = 3
HEAD_CHARS = 400
_DATELINE_CHARS = 60  # a place, a medium and a date fit; a sentence does not
_REST_LETTERS = 30  # what else may stand on a line that is a dateline: weekday, hour, "Published"


def head_of(text: str) -> str:
    """The first three lines that are not blank, at most 400 characters: where a dateline can stand; offsets are those of `text`."""
    seen = 0
    for line in re.finditer(r"[^\n]*\n?", text[: HEAD_CHARS * 4]):
        seen += bool(line[0].strip())
        if seen == HEAD_LINES:
            return text[: line.end()]
    return text[: HEAD_CHARS * 4]


def find_dateline(text: str, timexes: Sequence[Timex]) -> dt.date | None:
    """The day of a dateline, e.g. a line "Friday, August 21, 2015", or "MOSCOW, 4 November 2022 - Russia said ...".

    `timexes` are the times found in `head_of(text)` without a publication date. A full date inside a sentence is no dateline.
    """
    start = 0
    seen = 0
    for line in text[: HEAD_CHARS * 4].split("\n"):
        stop = start + len(line)
        if line.strip():
            seen += 1
            for timex in timexes:
                if start <= timex.start < stop and _is_day(timex) and _is_dateline(line, timex.start - start, timex.end - start):
                    return timex.first
        if seen == HEAD_LINES:
            break
        start = stop + 1
    return None


def _is_day(timex: Timex) -> bool:
    one_day = timex.first is not None and timex.first == timex.last
    return one_day and not timex.relative and re.match(r"\d{4}-\d{2}-\d{2}", timex.value) is not None


def _is_dateline(line: str, start: int, end: int) -> bool:
    before, after = line[:start], line[end:]
    if len(line.strip()) <= _DATELINE_CHARS and sum(map(str.isalpha, before + after)) <= _REST_LETTERS and not after.rstrip().endswith("."):
        return True
    tail = after.lstrip(" )]\t")
    return (
        len(before) <= _DATELINE_CHARS
        and not re.search(r"[.!?]\s", before)
        and tail[:1] in tuple(_DASHES)
        and tail[1:2] in ("", " ", *_DASHES)
    )


def find_url_date(url: str) -> dt.date | None:
    """The day in the path of an address, e.g. /2022/11/04/ or /20221104/."""
    found = _URL_DAY.search(url.split("?", 1)[0])
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def choose_date(
    *, given: dt.date | None, metadata: dt.date | None, dateline: dt.date | None, url: dt.date | None, body: dt.date | None
) -> tuple[dt.date | None, str]:
    """The publication date by the most reliable source that has one, and the name of that source ("none" where there is none)."""
    candidates = (("given", given), ("metadata", metadata), ("dateline", dateline), ("url", url), ("body", body))
    return next(((day, basis) for basis, day in candidates if day), (None, "none"))


def missing_date(name: str) -> Notice:
    """The notice for an article without a publication date: times that count from it stay unknown."""
    hint = "give it with --date YYYY-MM-DD; until then only times that need none are resolved"
    return Notice(code="times.no-date", message="no publication date was found", where=name, hint=hint)


def parse_any_day(value: str) -> dt.date | None:
    """The day that a stamp begins with, e.g. of "2022-11-04T10:00:00Z" or "20221104"; None where it begins with none."""
    found = _STAMP.match(value)
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
