"""The store: articles, claims, events and decisions in SQLite or PostgreSQL; the only SQL of detente.

Facts are appended and never overwritten; what is derived from them (links, events, counts) stands in tables of its own and can be rebuilt.
SQLAlchemy takes its time to load, so this room is imported only by what opens a ledger.
"""

from detente.ledger.connect import Store, open_store
from detente.ledger.entry import Entry, Failure
from detente.ledger.schema import VERSION

__all__ = ["VERSION", "Entry", "Failure", "Store", "open_store"]
