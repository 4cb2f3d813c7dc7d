"""From sources of every kind to a ledger: which items there are, what each says, and writing it down so that nothing is lost."""

from detente.ingest.run import Summary, ingest
from detente.ingest.settings import Settings

__all__ = ["Settings", "Summary", "ingest"]
