"""Where `relations` and `outlook` take their events from: files of claims or events, or a ledger."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import click

from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.records import Notice
    from detente.records.eventtable import EventTable
    from detente.relations import Parameters, Trajectory

_Command = TypeVar("_Command", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--events", "sources", metavar="FILE|DIR", multiple=True,
                 help="Claims (JSON Lines), CSV, Parquet, or a folder that `detente code` wrote; - is stdin."),
    click.option("--ledger", metavar="FILE|URL", default="", help="A ledger instead: what `detente ingest` put together."),
    click.option("--columns", "columns", metavar="OURS=THEIRS", multiple=True, help="Which column holds what, e.g. day=EVENT_DATE."),
    click.option("--count", type=click.Choice(("reported", "confirmed", "all")), default="reported", show_default=True,
                 help="Which events count: those that nobody denies, only confirmed ones, or disputed and denied ones too."),
)  # fmt: skip


def event_options(command: _Command) -> _Command:
    """The options that say which events, and which of them count."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True)
class Events:
    """The events that a user named: files, or a ledger, of which a pair's can be read without the rest.

    Raises UsageError where neither or both are named, or where they hold no event between two parties.
    """

    files: tuple[str, ...]
    ledger: str
    columns: tuple[str, ...]
    quiet: bool

    def __post_init__(self) -> None:
        if bool(self.files) == bool(self.ledger):
            raise UsageError("give the events: --events FILE, or --ledger detente.db, one of the two")

    @cached_property
    def table(self) -> "EventTable":
        """All of them; what was left out is told to standard error."""
        table, notices = self._of_ledger() if self.ledger else self._of_files()
        if not self.quiet:
            _tell(notices)
        if not len(table):
            name = self.ledger or ", ".join(self.files)
            raise UsageError(f"{name}: no event between two parties" + ("; see the notices above" if notices and not self.quiet else ""))
        return table

    def between(self, a: str, b: str) -> "EventTable":
        """Those of a pair."""
        import detente

        if self.ledger:
            with detente.open(self.ledger) as opened:
                return opened.table(a, b)[0]
        return self.table

    def trajectory(self, a: str, b: str, parameters: "Parameters", *, until: str) -> "Trajectory":
        """How a pair moved, with nothing later than a day; from a ledger only the pair's own events are read."""
        import detente
        from detente.relations import trajectory

        if self.ledger:
            with detente.open(self.ledger) as opened:
                return opened.trajectory(a, b, parameters, until=until)
        table = self.table
        return trajectory(table.where(table.day <= day_number(until)) if until else table, a, b, parameters)

    def _of_files(self) -> "tuple[EventTable, Iterable[Notice]]":
        from detente.load.eventfile import load_events

        return load_events(self.files, columns=_mapping(self.columns))

    def _of_ledger(self) -> "tuple[EventTable, Iterable[Notice]]":
        import detente

        with detente.open(self.ledger) as opened:
            return opened.table()


def day_number(text: str) -> int:
    """A day as users write it, counted from 1970-01-01. Raises UsageError."""
    import numpy as np

    from detente.intake import parse_day

    return int(np.datetime64(parse_day(text), "D").astype(np.int64))


def _mapping(columns: tuple[str, ...]) -> Mapping[str, str]:
    faulty = [column for column in columns if "=" not in column]
    if faulty:
        raise UsageError(f"--columns {faulty[0]}: write OURS=THEIRS, e.g. --columns day=EVENT_DATE")
    return dict(column.split("=", 1) for column in columns)


def _tell(notices: "Iterable[Notice]") -> None:
    for notice in notices:
        hint = f"; {notice.hint}" if notice.hint else ""
        click.echo(f"{notice.code}: {notice.where}: {notice.message}{hint}", err=True)
    sys.stderr.flush()
