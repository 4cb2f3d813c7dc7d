"""Rows by hundreds of keys at once."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import sqlalchemy as sa

_CHUNK = 400
_PACKED = 4000


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:  # of whatever a column holds
    """Values in lists short enough for one statement, in order, each once."""
    found = sorted(set(values))
    for start in range(0, len(found), _CHUNK):
        yield found[start : start + _CHUNK]


def among(connection: sa.Connection, column: sa.ColumnElement[Any], values: Iterable[Any]) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions that together hold for the rows whose column has one of some values, e.g. for `where(condition)` of one after the other.

    On SQLite the values are one parameter, a JSON list: a statement with hundreds of parameters takes SQLAlchemy longer to write than
    SQLite to answer.
    """
    found = sorted(set(values))
    if connection.dialect.name != "sqlite":
        yield from (column.in_(some) for some in chunks(found))
        return
    for start in range(0, len(found), _PACKED):
        listed = sa.bindparam(None, msgspec.json.encode(found[start : start + _PACKED]).decode(), type_=sa.Text)
        yield column.in_(sa.select(sa.column("value")).select_from(sa.func.json_each(listed)))
