"""CSV for spreadsheets: one row a claim, lists joined with "; "."""

import csv
from collections.abc import Iterable
from typing import TextIO

from detente.export import Layout
from detente.reading import FLAT_COLUMNS, Reading, flat

NAME = "csv"
SUMMARY = "one row a claim, for spreadsheets"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs cells that begin with these (OWASP, CSV injection)


def write(readings: Iterable[Reading], out: TextIO, *, layout: Layout) -> None:
    """Write a header and one row a claim; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    rows = csv.DictWriter(out, fieldnames=list(FLAT_COLUMNS), lineterminator="\n")
    rows.writeheader()
    for reading in readings:
        for claim in reading.claims:
            rows.writerow({name: _safe(value) for name, value in flat(claim).items()})


def _safe(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value
    value = value.encode("utf-8", "replace").decode("utf-8")
    return f"'{value}" if value.startswith(_FORMULA_SIGNS) else value
