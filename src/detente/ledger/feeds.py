"""What servers said of feeds when they were last read, so that an unchanged feed is not sent again."""

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from detente.ledger.append import insert_rows, stamp
from detente.ledger.entry import clean
from detente.ledger.schema import feeds


def find_feeds(connection: sa.Connection) -> dict[str, tuple[str, str]]:
    """ETag and Last-Modified of each feed by its address."""
    return {row.url: (row.etag, row.modified) for row in connection.execute(sa.select(feeds))}


def keep_feeds(connection: sa.Connection, learned: Mapping[str, tuple[str, str]], now: dt.datetime) -> None:
    """Keeps ETag and Last-Modified of feeds by their addresses."""
    rows = [(clean(url), clean(etag), clean(modified), stamp(now)) for url, (etag, modified) in learned.items()]
    insert_rows(connection, feeds, rows, replace=True)
