"""Articles by the million: cut into shards, read here or on many machines into Parquet, and brought from there into a ledger."""

from detente.shards.into import ingest_coded
from detente.shards.job import Job
from detente.shards.run import Outcome, code

__all__ = ["Job", "Outcome", "code", "ingest_coded"]
