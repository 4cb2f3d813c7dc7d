"""iCalendar (RFC 5545): an all-day entry an event, for calendars of every kind."""

import datetime as dt
from collections.abc import Iterable, Iterator

from detente.export import Heading
from detente.export._events import links
from detente.language.phrases import Phrases, load_phrases
from detente.language.washing import wash
from detente.records import Account

NAME = "ics"
SUMMARY = "an all-day entry an event, for calendars"
SUFFIX = ".ics"
MEDIA_TYPE = "text/calendar; charset=utf-8"
_FOLD = 74  # bytes of a line, the space that folds it counted
_STATUS = {"confirmed": "CONFIRMED", "retracted": "CANCELLED"}  # all else is TENTATIVE: somebody says so


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """A calendar; an event without a day has no place in it."""
    phrases = load_phrases(heading.language)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//detente//events//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
             f"X-WR-CALNAME:{_text(heading.title)}"]  # fmt: skip
    for account in accounts:
        if account.event.first:
            lines += _entry(account, phrases)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line)).encode("utf-8")


def _entry(account: Account, phrases: Phrases) -> Iterator[str]:
    event, place = account.event, account.place
    assert event.first is not None
    after = min((event.last or event.first).toordinal() + 1, dt.date.max.toordinal())
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@detente"
    yield f"DTSTAMP:{account.learned.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_day(event.first)}"
    yield f"DTEND;VALUE=DATE:{_day(dt.date.fromordinal(after))}"  # the first day that is free again
    yield f"SUMMARY:{_text(f'{phrases.headline(account)} ({phrases.status(account.standing.status)})')}"
    yield f"DESCRIPTION:{_text(*_told(account, phrases))}"
    yield f"CATEGORIES:{_text(event.type)},{_text(account.standing.status)}"
    yield f"STATUS:{_STATUS.get(account.standing.status, 'TENTATIVE')}"
    yield "TRANSP:TRANSPARENT"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if place and place.lat is not None and place.lon is not None:
        yield f"GEO:{place.lat:.6f};{place.lon:.6f}"
    yield from (f"URL:{url}" for url in links(account)[:1])
    yield "END:VEVENT"


def _told(account: Account, phrases: Phrases) -> Iterator[str]:
    for key, voices in zip(("said_by", "denied_by"), account.sides, strict=True):
        if voices:
            yield phrases.say(key, names=phrases.listed(phrases.speakers(voices)))
            yield from (f"{phrases.credit(voice)}: {phrases.quote(voice)}" for voice in voices)


def _day(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(*lines: str) -> str:
    """Text with what RFC 5545 gives a meaning escaped; several lines are joined by its mark for a line end."""
    marked = (wash(line).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)
    return "\\n".join(marked)


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, none of which breaks a letter."""
    piece, size = "", 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > _FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + width
    yield piece
