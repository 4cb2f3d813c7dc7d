"""Readings and events of a ledger to formats: one file a format, found by listing this folder.

A format of readings is a module with `NAME`, `SUMMARY` (one line) and `write(readings, out, *, layout)`. Its name on the command line
is the name of the file. A format of events is a module whose file is `events_` and the name, with `NAME`, `SUMMARY`, `SUFFIX`,
`MEDIA_TYPE` and `write(accounts, heading) -> bytes`. Files that begin with "_" are none. To add one, add a file: nothing else knows the
list.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, TextIO, cast

from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.language import OwnTables
    from detente.reading import Reading
    from detente.records import Account

__all__ = ["EventFormat", "Format", "Heading", "Layout", "event_format_names", "format_names", "load_event_format", "load_format"]

_EVENTS = "events_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a format for people looks: `width` in columns, whether it may use colour, whether each claim is explained.

    `tables` are the user's own, whose rows an explanation may have to name.
    """

    width: int = 80
    colour: bool = False
    explain: bool = False
    tables: "OwnTables | None" = None


class Format(Protocol):
    """What a module of this folder offers."""

    NAME: str
    SUMMARY: str

    def write(self, readings: "Iterable[Reading]", out: TextIO, *, layout: Layout) -> None:
        """Write all claims of the readings to `out`, one reading at a time, so that a pipe sees them as they come."""


def format_names() -> tuple[str, ...]:
    """The formats that there are, e.g. ("csv", "jsonl", "plover", "table")."""
    return tuple(sorted(found.name for found in iter_modules(__path__) if not found.name.startswith(("_", _EVENTS))))


def load_format(name: str) -> Format:
    """The format of a name. Raises UsageError with those available."""
    if name not in format_names():
        raise UsageError(f"no format {name!r}; available: {', '.join(format_names())}")
    return cast("Format", import_module(f"{__name__}.{name}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a document of events is about, e.g. title "RUS, PRK from 2019", made at the moment when the ledger last learned of them.

    `id` is the same for the same question, `link` where the document itself is found ("" for unknown), `language` that of its words.
    """

    id: str
    title: str
    made: dt.datetime
    link: str = ""
    language: str = "en"


class EventFormat(Protocol):
    """What a module `events_NAME` of this folder offers: a name, a line about it, the ending of its files, and how it is served."""

    NAME: str
    SUMMARY: str
    SUFFIX: str
    MEDIA_TYPE: str

    def write(self, accounts: "Iterable[Account]", heading: Heading) -> bytes:
        """The events as a document; the same events and heading give the same bytes."""


def event_format_names() -> tuple[str, ...]:
    """The formats that events of a ledger are written in, e.g. ("atom", "csv", "ftm", "geojson" ...)."""
    return tuple(sorted(found.name.removeprefix(_EVENTS) for found in iter_modules(__path__) if found.name.startswith(_EVENTS)))


def load_event_format(name: str) -> EventFormat:
    """The format of a name for events. Raises UsageError with those available."""
    if name not in event_format_names():
        raise UsageError(f"no format {name!r} for events; available: {', '.join(event_format_names())}")
    return cast("EventFormat", import_module(f"{__name__}.{_EVENTS}{name}"))
