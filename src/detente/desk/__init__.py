"""What an analyst does with a ledger; `detente.open` gives it."""

from detente.desk.found import EventFound, Found, Hit
from detente.desk.ledger import Ledger

__all__ = ["EventFound", "Found", "Hit", "Ledger"]
