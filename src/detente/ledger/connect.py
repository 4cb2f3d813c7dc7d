"""Opens a ledger: SQLite in WAL mode or PostgreSQL, one writer at a time, readers never blocked.

SQLite before 3.51.3 has a fault by which a WAL that two connections reset at once may lose commits (https://sqlite.org/wal.html#walresetbug).
Only the holder of the writer's lock ever checkpoints here, readers have `wal_autocheckpoint=0` and `mode=ro`, so two never meet.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from detente.errors import LedgerError, MissingExtra
from detente.ledger.lock import hold
from detente.ledger.migrations import bring_up, version_of
from detente.ledger.schema import VERSION

_WAIT_MS = 60_000
_CACHE_KIB = 65_536
_ADVISORY = 0x6465_7465  # any number that other users of the database are unlikely to lock by
_WRITES = "detente_writes"
_OTHER_FILE = "file is not a database"
_MAKE = "`detente ingest SOURCE --ledger {name}` makes one"


@dataclass(frozen=True, slots=True)
class Store:
    """An open ledger, e.g. `with open_store("detente.db").reading() as connection: ...`.

    `name` is what messages call it, `file` the SQLite file, None on PostgreSQL.
    """

    name: str
    engine: sa.Engine
    file: Path | None
    write: bool = False

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees the ledger as it is at this moment until it is closed; a writer does not disturb it."""
        with _told(self.name), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The only connection that writes; what it wrote is kept when the block ends, and nothing of it where it fails."""
        # on PostgreSQL a writer must see what others kept while it waited for the lock, so it takes a fresh view a statement
        options = {_WRITES: True} | ({} if self.file else {"isolation_level": "READ COMMITTED"})
        engine = self.engine.execution_options(**options)
        with _told(self.name), hold(self.file), engine.connect() as connection, connection.begin():
            if self.file is None:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY)))
            yield connection

    def close(self) -> None:
        """Ends all connections."""
        with hold(self.file if self.write else None):  # the last connection of a SQLite file checkpoints it
            self.engine.dispose()


def open_store(where: str, *, write: bool = False) -> Store:
    """The ledger of a file name or of a PostgreSQL URL, e.g. `open_store("detente.db", write=True)`; `write` makes it where it is missing.

    A ledger of an earlier version is brought up to this one when it is opened for writing. Raises LedgerError where there is none, where
    another program or a later detente wrote it, or where the server does not answer; MissingExtra where the PostgreSQL driver is missing.
    """
    store = _postgresql(where, write=write) if where.startswith(("postgresql:", "postgres:")) else _sqlite(where, write=write)
    try:
        with store.reading() as connection:
            found = version_of(connection)
        if write and found != VERSION:
            with store.writing() as connection:
                found = bring_up(connection, store.name)
    except LedgerError:
        store.close()
        raise
    _check(found, store)
    return store


def _check(found: int, store: Store) -> None:
    if found == VERSION:
        return
    store.close()
    if found == 0:
        raise LedgerError(f"{store.name}: holds no ledger; {_MAKE.format(name=store.name)}")
    if found < VERSION:
        raise LedgerError(
            f"{store.name}: was written by an earlier detente (tables of version {found}, here {VERSION}); "
            f"`detente doctor --migrate --ledger {store.name}` brings it up to date, after a copy of it was made"
        )
    raise LedgerError(f"{store.name}: was written by a later detente (tables of version {found}, here {VERSION}); update detente")


def _sqlite(where: str, *, write: bool) -> Store:
    file = Path(where)
    if not write and not file.is_file():
        raise LedgerError(f"{where}: no such ledger; {_MAKE.format(name=where)}")
    if write and (file.is_dir() or not file.absolute().parent.is_dir()):
        raise LedgerError(f"{where}: a ledger is a file in a folder that exists; give --ledger another name")
    mode = "rwc" if write else "ro"
    address = f"{file.absolute().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=_WAIT_MS / 1000)
        _settle(connection, write=write)
        return connection

    return Store(where, _engine(connect), file.absolute(), write)


def _settle(connection: sqlite3.Connection, *, write: bool) -> None:
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    if write:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA temp_store=MEMORY")
    else:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA wal_autocheckpoint=0")


def _engine(connect: Callable[[], Any]) -> sa.Engine:  # a connection of any driver
    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.QueuePool, pool_size=8, max_overflow=8)

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # a transaction that will write says so at once: one that turns to writing later could find its view outdated and fail
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITES) else "BEGIN")

    return engine


def _postgresql(where: str, *, write: bool) -> Store:
    url = sa.make_url(where).set(drivername="postgresql+pg8000")
    try:
        engine = sa.create_engine(url, pool_size=8, max_overflow=8, isolation_level="REPEATABLE READ")
    except ModuleNotFoundError as error:
        raise MissingExtra("pg8000 is not installed; install it with: python -m pip install 'detente[postgresql]'") from error
    return Store(url.render_as_string(hide_password=True), engine, None, write)


@contextlib.contextmanager
def _told(name: str) -> Iterator[None]:
    """Failures of the database as errors that say which ledger.

    What kind of file it is, SQLite itself must tell: closing a file that we opened to look would drop the locks of all connections that
    this process has to it (POSIX), and another process would then clear away the WAL that they read.
    """
    try:
        yield
    except DBAPIError as error:
        if _OTHER_FILE in str(error.orig):
            raise LedgerError(f"{name}: is another kind of file, no ledger; give --ledger another name") from error
        raise LedgerError(f"{name}: the database failed ({error.orig}); `detente doctor --ledger {name}` looks for damage") from error
    except (sqlite3.Error, ConnectionError) as error:
        raise LedgerError(f"{name}: cannot be opened ({error})") from error
