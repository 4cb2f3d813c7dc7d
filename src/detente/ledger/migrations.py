"""Brings a ledger of an earlier version up to this one, a step a version; each step is tested on a ledger that its version wrote."""

from collections.abc import Callable, Mapping

import sqlalchemy as sa

from detente.errors import LedgerError
from detente.ledger import words
from detente.ledger.schema import DERIVED, TABLES, VERSION, meta

STALE = "stale"
"""Key of `meta` that says that derived rows wait to be rebuilt."""


def _derive(connection: sa.Connection) -> None:
    """Version 2 puts claims together to events."""
    TABLES.create_all(connection, tables=list(DERIVED))
    connection.execute(sa.insert(meta).values(key=STALE, value="yes"))


def _fold(connection: sa.Connection) -> None:
    """Version 3 keeps leads, and claims under other keys: all is derived anew."""
    TABLES.create_all(connection, tables=list(DERIVED))
    connection.execute(sa.delete(meta).where(meta.c.key == STALE))
    connection.execute(sa.insert(meta).values(key=STALE, value="yes"))


STEPS: Mapping[int, Callable[[sa.Connection], None]] = {1: _derive, 2: _fold}
"""From a version to the next, e.g. STEPS[1] makes version 2 of version 1."""


def version_of(connection: sa.Connection) -> int:
    """The version of the tables, 0 where there are none."""
    if not sa.inspect(connection).has_table("meta"):
        return 0
    found = connection.execute(sa.select(meta.c.value).where(meta.c.key == "version")).scalar()
    return int(found or 0)


def bring_up(connection: sa.Connection, name: str) -> int:
    """The version after all steps that are missing were made, within the caller's transaction. Raises LedgerError for a later one."""
    found = version_of(connection)
    if found > VERSION:
        return found
    if found == 0:
        others = [table for table in sa.inspect(connection).get_table_names() if table in TABLES.tables]
        if others:
            names = ", ".join(others)
            raise LedgerError(f"{name}: the database holds tables that detente did not make ({names}); give the ledger one of its own")
        TABLES.create_all(connection)
        words.create(connection)
        connection.execute(sa.insert(meta).values(key="version", value=str(VERSION)))
        return VERSION
    for version in range(found, VERSION):
        STEPS[version](connection)
    connection.execute(sa.update(meta).where(meta.c.key == "version").values(value=str(VERSION)))
    return VERSION
