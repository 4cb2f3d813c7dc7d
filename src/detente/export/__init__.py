"""Readings to formats: one file a format, found by listing this folder.

A format is a module with `NAME`, `SUMMARY` (one line) and `write(readings, out, *, layout)`. Its name on the command line is the name of
the file; files that begin with "_" are none. To add one, add a file: nothing else knows the list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, TextIO, cast

from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.language import OwnTables
    from detente.reading import Reading

__all__ = ["Format", "Layout", "format_names", "load_format"]


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
    return tuple(sorted(found.name for found in iter_modules(__path__) if not found.name.startswith("_")))


def load_format(name: str) -> Format:
    """The format of a name. Raises UsageError with those available."""
    if name not in format_names():
        raise UsageError(f"no format {name!r}; available: {', '.join(format_names())}")
    return cast("Format", import_module(f"{__name__}.{name}"))
