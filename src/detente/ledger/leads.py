"""What decides which claims are put together, kept beside each claim, and the keys under which claims are found."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from detente.ledger.append import insert_rows
from detente.ledger.many import among
from detente.ledger.schema import blocks, leads, links, origins

_FOLDED = sa.text("leads.fold <> 0")  # in so many words, or the index that holds only these is of no use


@dataclass(frozen=True, slots=True)
class StoredLead:
    """A claim with its text, its fold (0 for none), and its packed lead."""

    claim: str
    article: str
    fold: int
    body: bytes


def load_leads(connection: sa.Connection, claims: Iterable[str]) -> dict[str, StoredLead]:
    """The leads of those claims that have one."""
    found: dict[str, StoredLead] = {}
    for some in among(connection, leads.c.claim, claims):
        for row in connection.execute(sa.select(leads).where(some)):
            found[row.claim] = StoredLead(row.claim, row.article, row.fold, bytes(row.body))
    return found


def keep_leads(connection: sa.Connection, found: Iterable[StoredLead]) -> None:
    """Keeps leads, in the place of earlier ones of the same claims."""
    insert_rows(connection, leads, [(one.claim, one.article, one.fold, one.body) for one in found], replace=True)


def find_folds_of(connection: sa.Connection, claims: Iterable[str]) -> dict[str, int]:
    """The folds of those claims that have one."""
    found: dict[str, int] = {}
    for some in among(connection, leads.c.claim, claims):
        asked = sa.select(leads.c.claim, leads.c.fold).where(some, _FOLDED)
        found |= {row.claim: row.fold for row in connection.execute(asked)}
    return found


def find_members(connection: sa.Connection, folds: Iterable[int]) -> dict[int, set[str]]:
    """The claims of some folds."""
    found: dict[int, set[str]] = {}
    for some in among(connection, leads.c.fold, folds):
        asked = sa.select(leads.c.fold, leads.c.claim).where(some, _FOLDED)
        for row in connection.execute(asked):
            found.setdefault(row.fold, set()).add(row.claim)
    return found


def find_copied(connection: sa.Connection, texts: Iterable[str]) -> set[str]:
    """Those of some texts that have copies."""
    found: set[str] = set()
    for some in among(connection, origins.c.article, texts):
        found |= set(connection.execute(sa.select(origins.c.article).where(some)).scalars())
    return found


def add_keys(connection: sa.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Keeps claims under keys."""
    insert_rows(connection, blocks, sorted(set(rows)))


def drop_keys(connection: sa.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Takes claims away from keys."""
    found = sorted(set(rows))
    for start in range(0, len(found), 400):
        connection.execute(sa.delete(blocks).where(sa.tuple_(blocks.c.key, blocks.c.claim).in_(found[start : start + 400])))


def find_under(connection: sa.Connection, keys: Iterable[int]) -> set[str]:
    """The claims that stand under keys."""
    found: set[str] = set()
    for some in among(connection, blocks.c.key, keys):
        found |= set(connection.execute(sa.select(blocks.c.claim).where(some)).scalars())
    return found


def drop_links(connection: sa.Connection, claims: Iterable[str], *, keep: str = "") -> None:
    """Drops the links of claims that are linked anew, but those by the rule `keep`."""
    for end in (links.c.first, links.c.second):  # one by one: each by its index
        for some in among(connection, end, claims):
            connection.execute(sa.delete(links).where(some, links.c.rule != keep))
