"""One look of `detente watch`, and looks again and again."""

import datetime as dt
import hashlib
import json
import shlex
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli._asking import put
from detente.errors import DetenteError, SourceError, UsageError

if TYPE_CHECKING:
    from detente.desk import Ledger
    from detente.desk.watching import Memory, Telling

_PROGRAM_SECONDS = 300.0
_SHOWN = 200  # characters of a program's complaint


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """The choices of one run of the verb; `kind` is feed, webhook or exec, `where` the file, address or program."""

    parties: tuple[str, ...]
    ledger: str
    since: str
    until: str
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    kind: str
    where: str
    every: float | None
    everything: bool
    state: str
    entries: int
    allow_private: bool
    language: str

    @property
    def asked(self) -> dict[str, Any]:
        """The options of the question."""
        return {"since": self.since, "until": self.until, "types": self.types, "statuses": self.statuses}

    @property
    def id(self) -> str:
        """The same for the same question told to the same receiver."""
        where = str(Path(self.where).absolute()) if self.kind == "feed" else self.where
        parties = sorted({code.upper() for code in self.parties})
        facts = [parties, list(self.types), list(self.statuses), self.since, self.until, self.kind, where]
        return hashlib.sha256(json.dumps(facts).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def memory(self) -> Path:
        """The file that remembers. Raises UsageError where the ledger is no file and none is named."""
        if self.state:
            return Path(self.state)
        if "://" in self.ledger:
            raise UsageError("--state FILE is needed where the ledger is no file: what was told is kept there")
        return Path(f"{self.ledger}.watch")


def watch(choices: Watch) -> int:
    """Looks once, or again and again; the exit code: 0 where all was told, 1 where something could not be."""
    _prepare(choices)
    if choices.every is None:
        look(choices)
        return 0
    while True:
        try:
            look(choices)
        except UsageError:
            raise
        except DetenteError as error:  # the next look tells it
            click.echo(f"Error: {error}", err=True)
        time.sleep(choices.every)


def _prepare(choices: Watch) -> None:
    """Tells what is wrong before anything is remembered."""
    from detente.language.phrases import load_phrases

    load_phrases(choices.language)
    if choices.kind == "exec":
        try:
            words = shlex.split(choices.where)
        except ValueError as error:
            raise UsageError(f"--exec: {error}; quote it as in a shell") from error
        if not words:
            raise UsageError("--exec: names no command")


def look(choices: Watch) -> int:
    """Tells what is new and remembers it; how many events were told."""
    import detente
    from detente.desk.watching import find_fresh, load_tellings, remember

    today = dt.datetime.now(dt.UTC).date()
    tell = _teller(choices)
    with detente.open(choices.ledger) as ledger, remember(choices.memory, choices.id) as memory:
        first = memory.seen is None
        fresh = find_fresh(ledger, memory, choices.parties, choices.asked, today)
        if first and not choices.everything:
            memory.keep([one.found for one in fresh])
            click.echo(f"{len(fresh):,} events are there already and count as told; --all tells them too", err=True)
            fresh = []
        for one in load_tellings(ledger, memory, fresh):
            tell(one)
            memory.keep([one.account])
        memory.look(today)
        if choices.kind == "feed":
            _write_feed(choices, ledger, memory)
    if fresh:
        click.echo(f"{len(fresh):,} told", err=True)
    return len(fresh)


def _teller(choices: Watch) -> "Callable[[Telling], None]":
    from detente.desk.webhook import post
    from detente.language.phrases import load_phrases
    from detente.records.wire import to_json

    phrases = load_phrases(choices.language)

    def body(one: "Telling") -> bytes:
        return to_json(one.to_dict(phrases)).encode("utf-8", "replace")

    if choices.kind == "webhook":
        return lambda one: post(choices.where, body(one), key=one.id, allow_private=choices.allow_private)
    if choices.kind == "exec":
        return lambda one: _run(choices.where, body(one))
    return lambda _: None  # a feed is written once all is remembered


def _run(program: str, data: bytes) -> None:
    """Runs a program with data on its standard input; nothing of an article is ever part of a command."""
    words = shlex.split(program)
    try:
        done = subprocess.run(words, input=data, stderr=subprocess.PIPE, timeout=_PROGRAM_SECONDS, check=False)  # noqa: S603  the user's own
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"{words[0]}: did not end within {_PROGRAM_SECONDS:g} s; the event is told again next time") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{words[0]}: cannot be run ({error})") from error
    if done.returncode:
        complaint = " ".join(done.stderr.decode("utf-8", "replace").split())[:_SHOWN]
        why = f"{done.returncode} ({complaint})" if complaint else str(done.returncode)
        raise SourceError(f"{words[0]}: ended with {why}; the event is told again next time")


def _write_feed(choices: Watch, ledger: "Ledger", memory: "Memory") -> None:
    """The feed of what was told last, made anew each time, so that one lost to a crash is whole after the next look."""
    from detente.desk.exporting import heading_of
    from detente.desk.watching import find_told
    from detente.export import load_event_format

    accounts = find_told(ledger, memory, choices.entries)
    asked = {name: value for name, value in choices.asked.items() if value}
    heading = heading_of(accounts, choices.parties, asked, choices.language)
    path = Path(choices.where)
    written = load_event_format("atom").write(accounts, heading)
    try:
        if not path.is_file() or path.read_bytes() != written:
            put(path, written)
    except OSError as error:
        raise SourceError(f"{path}: cannot be written ({error.strerror or error})") from error
