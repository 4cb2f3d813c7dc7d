"""JSON Lines: one claim a line, exactly as docs/output.md says."""

from collections.abc import Iterable
from typing import TextIO

from detente.export import Layout
from detente.reading import Reading
from detente.records.wire import to_json

NAME = "jsonl"
SUMMARY = "one JSON object a claim, every field"


def write(readings: Iterable[Reading], out: TextIO, *, layout: Layout) -> None:
    """Write one line a claim; the same reading gives the same bytes."""
    for reading in readings:
        out.writelines(f"{to_json(claim)}\n" for claim in reading.to_dicts())
