"""What analysts decide: rows with author and reason, never overwritten."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from detente.ledger.append import insert_rows, stamp
from detente.ledger.derived import load_decisions
from detente.ledger.entry import clean
from detente.ledger.schema import decisions, members
from detente.records import Decision


def add_decision(connection: sa.Connection, decision: Decision) -> None:
    """Writes a decision."""
    targets = msgspec.json.encode(decision.targets).decode()
    row = (decision.id, decision.kind, targets, clean(decision.by), clean(decision.reason), stamp(decision.at))
    insert_rows(connection, decisions, [row])


def find_missing(connection: sa.Connection, claims: Sequence[str]) -> list[str]:
    """Those of some claims that the ledger does not hold."""
    known = set(connection.execute(sa.select(members.c.claim).where(members.c.claim.in_(claims))).scalars())
    return [name for name in claims if name not in known]


def reach(connection: sa.Connection, decision: Decision) -> set[str]:
    """The claims that a decision touches, through the decisions that it undoes; none for a note."""
    every = {one.id: one for one in load_decisions(connection)}
    found: set[str] = set()
    waiting = [decision]
    while waiting:
        one = waiting.pop()
        if one.kind == "undo":
            waiting += [every[name] for name in one.targets if name in every]
        elif one.kind == "correct":
            found.add(one.targets[0])
        elif one.kind != "note":
            found |= set(one.targets)
    return found
