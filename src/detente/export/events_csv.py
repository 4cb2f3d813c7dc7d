"""CSV of events: one row an event, lists joined with "; ", nothing that a spreadsheet would run."""

import csv
import datetime as dt
import io
from collections.abc import Iterable

from detente.export import Heading
from detente.export._events import FLAT, flat_row, stamp
from detente.language.phrases import load_phrases
from detente.records import Account

NAME = "csv"
SUMMARY = "one row an event, for spreadsheets and pandas"
SUFFIX = ".csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs cells that begin with these (OWASP, CSV injection)


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """A header and one row an event; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(FLAT)
    phrases = load_phrases(heading.language)
    for account in accounts:
        table.writerow([_cell(value) for value in flat_row(account, phrases).values()])
    return out.getvalue().encode("utf-8")


def _cell(value: object) -> object:
    if isinstance(value, dt.datetime):
        return stamp(value)
    if isinstance(value, list):
        value = "; ".join(one.replace(";", ",") for one in value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_SIGNS) else value
    return "" if value is None else value
