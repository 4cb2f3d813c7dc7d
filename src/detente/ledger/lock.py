"""One writer at a time: a lock file beside a SQLite ledger, which the system gives back when its holder dies."""

import contextlib
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def hold(ledger: Path | None) -> Iterator[None]:
    """Waits for the writer's lock of a ledger and holds it for the block; None (PostgreSQL) locks by itself."""
    if ledger is None:
        yield
        return
    import fcntl  # absent on Windows, where SQLite's own lock must do

    with ledger.with_name(ledger.name + ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
