"""What a ledger holds as one number: the same for the same articles, whatever the order and the time in which they came."""

import hashlib
from collections.abc import Iterable

import sqlalchemy as sa

from detente.ledger.schema import articles, claims, copies, decisions, events, items, links, members, origins, versions


def content_digest(connection: sa.Connection) -> str:
    """SHA-256 over all facts and all that is derived from them, in hex; moments of learning and row numbers are left out."""
    whole = hashlib.sha256()
    for asked in _parts():
        lines = sorted(_line(row) for row in connection.execute(asked))
        whole.update(len(lines).to_bytes(8, "big"))
        for line in lines:
            whole.update(line)
    return whole.hexdigest()


def _parts() -> Iterable[sa.Select[tuple[object, ...]]]:
    a, c, i = articles.c, claims.c, items.c
    facts = (a.id, a.text_id, a.language, a.published, a.published_basis, a.title, a.publisher, a.url)
    yield sa.select(*facts, a.notices, a.text, a.told, a.sketch)
    yield sa.select(a.id, c.id, c.place, c.type, c.stance, c.first).join(articles, a.seq == c.article)
    yield sa.select(i.key, i.digest, i.state, i.article, i.code, i.reason)
    yield sa.select(versions.c.article, versions.c.previous)
    yield sa.select(decisions.c.id, decisions.c.kind, decisions.c.targets, decisions.c.by, decisions.c.reason)
    for table in (copies, origins, links, members, events):
        yield sa.select(table)


def _line(row: Iterable[object]) -> bytes:
    parts = (bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row)
    return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()
