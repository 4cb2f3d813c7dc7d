"""Watches: what a question brings that was not told before, and the file that remembers what was told."""

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.desk.accounts import load_accounts
from detente.desk.found import EventFound
from detente.errors import LedgerError
from detente.language.phrases import Phrases
from detente.language.washing import wash, wash_url
from detente.records import Account
from detente.records.wire import Plain

if TYPE_CHECKING:
    from detente.desk.ledger import Ledger

_TABLES = """
CREATE TABLE IF NOT EXISTS watches (id TEXT PRIMARY KEY, seen TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS told (
  watch TEXT NOT NULL, claim TEXT NOT NULL, status TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (watch, claim)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS told_number ON told (watch, number);
"""
_DAY = dt.timedelta(1)
_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One thing to tell: an event that is new (`before` ""), or that stands otherwise than when it was told (`before` its status then).

    `id` is the same whenever the same is told again, so that a receiver can know it.
    """

    id: str
    account: Account
    before: str

    def to_dict(self, phrases: Phrases) -> Plain:
        """The telling as one JSON object: the event as `detente ask --format jsonl` writes it, and every voice with its sentence."""
        account = self.account
        voices = [
            {
                "claim": voice.told.id, "speaker": phrases.speaker(voice), "stance": voice.told.claim.stance,
                "certainty": voice.told.claim.certainty, "decided": voice.decided, "sentence": wash(voice.sentence),
                "publisher": wash(voice.printing.publisher), "title": wash(voice.printing.title), "link": wash_url(voice.printing.url),
                "said": voice.told.said.isoformat() if voice.told.said else None,
            }
            for voice in account.voices
        ]  # fmt: skip
        found = EventFound(event=account.event, standing=account.standing, claims=tuple(voice.told for voice in account.voices))
        return {
            "id": self.id, "kind": "changed" if self.before else "new", "before": self.before, "headline": phrases.headline(account),
            "event": found.to_dict(), "voices": voices,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """An event that is to be told, with how it stood when it was told before, "" for never."""

    found: EventFound
    before: str


@dataclass(slots=True)
class Memory:
    """What one watch has told, in a SQLite file; every change is kept at once and whole."""

    connection: sqlite3.Connection
    watch: str

    @property
    def seen(self) -> dt.date | None:
        """The day on which the ledger was last looked through, None where this watch is new."""
        row = self.connection.execute("SELECT seen FROM watches WHERE id = ?", (self.watch,)).fetchone()
        return dt.date.fromisoformat(row[0]) if row else None

    def look(self, day: dt.date) -> None:
        """Keeps the day up to which everything was looked at and told."""
        with self.connection:
            self.connection.execute("INSERT OR REPLACE INTO watches VALUES (?, ?)", (self.watch, day.isoformat()))

    def status_of(self, claims: Sequence[str]) -> str | None:
        """How the event of some claims stood when it was told, None where none of them was."""
        for claim in claims:
            row = self.connection.execute("SELECT status FROM told WHERE watch = ? AND claim = ?", (self.watch, claim)).fetchone()
            if row:
                return str(row[0])
        return None

    def keep(self, events: Sequence[EventFound | Account]) -> None:
        """Keeps that events were told as they stand; all of them or, where that is broken off, none."""
        with self.connection:
            (number,) = self.connection.execute("SELECT coalesce(max(number), 0) FROM told WHERE watch = ?", (self.watch,)).fetchone()
            rows = [
                (self.watch, claim, one.standing.status, number + place)
                for place, one in enumerate(events, 1) for claim in one.event.claims
            ]  # fmt: skip
            self.connection.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?)", rows)

    def latest(self, limit: int) -> list[str]:
        """A claim of each of the events that were told last, the last first."""
        asked = "SELECT min(claim) FROM told WHERE watch = ? GROUP BY number ORDER BY number DESC LIMIT ?"
        return [str(row[0]) for row in self.connection.execute(asked, (self.watch, limit))]


@contextmanager
def remember(path: Path, watch: str) -> Iterator[Memory]:
    """The memory of a watch, held by one process at a time. Raises LedgerError where the file is none of ours or cannot be written."""
    from detente.ledger.lock import hold

    try:
        with hold(path):
            connection = sqlite3.connect(path, timeout=30)
            try:
                connection.execute("PRAGMA synchronous=FULL")
                connection.executescript(_TABLES)
                yield Memory(connection, watch)
            finally:
                connection.close()
    except (sqlite3.Error, OSError) as error:
        raise LedgerError(f"{path}: what was told cannot be kept there ({error}); name another file with --state") from error


def find_fresh(ledger: "Ledger", memory: Memory, parties: Sequence[str], asked: Mapping[str, Any], today: dt.date) -> list[Fresh]:
    """What a question brings that was not told before, the earliest first.

    Only events that the ledger learned something of since the day of the last look are read, with a day to spare.
    """
    since = memory.seen
    if since is None:
        found = ledger.ask(*parties, **asked).events
    else:
        found = ledger.touched(*parties, first=since - _DAY, last=today + _DAY, **asked)
    stood = ((one, memory.status_of(one.event.claims)) for one in reversed(found))
    return [Fresh(found=one, before=before or "") for one, before in stood if before != one.standing.status]


def load_tellings(ledger: "Ledger", memory: Memory, fresh: Sequence[Fresh]) -> Iterator[Telling]:
    """What is fresh with its sentences, some at a time; the caller keeps each once it is told."""
    for start in range(0, len(fresh), _AT_ONCE):
        some = fresh[start : start + _AT_ONCE]
        for account, one in zip(ledger.accounts([one.found for one in some]), some, strict=True):
            yield Telling(id=_digest(memory.watch, account), account=account, before=one.before)


def find_told(ledger: "Ledger", memory: Memory, limit: int) -> tuple[Account, ...]:
    """The events that were told last as they stand now, the last told first."""
    from detente.desk.past import find_now
    from detente.ledger.asking import find_event_of

    def at(connection: Any) -> tuple[Account, ...]:  # a SQLAlchemy connection
        names = (find_event_of(connection, claim) for claim in memory.latest(limit))
        ids = list(dict.fromkeys(name for name in names if name))
        return tuple(load_accounts(connection, find_now(connection, ids)))

    return ledger.look(at)


def _digest(watch: str, account: Account) -> str:
    facts = [watch, account.standing.status, *sorted(account.event.claims)]
    return hashlib.sha256("\x1f".join(facts).encode("utf-8", "replace")).hexdigest()[:16]
