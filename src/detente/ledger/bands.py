"""The index of bands: which texts may be copies of one another."""

from collections.abc import Mapping

import sqlalchemy as sa

from detente.ledger.append import insert_rows
from detente.ledger.many import among
from detente.ledger.schema import bands


def add_bands(connection: sa.Connection, texts: Mapping[str, tuple[int, ...]]) -> None:
    """Keeps the bands of texts."""
    insert_rows(connection, bands, sorted({(band, text) for text, some in texts.items() for band in some}))


def find_mates(connection: sa.Connection, texts: Mapping[str, tuple[int, ...]], least: int) -> set[tuple[str, str]]:
    """The pairs of some texts and of all that share `least` bands with them, the smaller id first."""
    found: set[tuple[str, str]] = set()
    for text, own in texts.items():
        for some in among(connection, bands.c.band, own):
            asked = sa.select(bands.c.article).where(some, bands.c.article != text)
            near = connection.execute(asked.group_by(bands.c.article).having(sa.func.count() >= least)).scalars()
            found |= {(min(text, other), max(text, other)) for other in near}
    return found
