"""What the verbs that ask a ledger share: the option that names it, and how tables, JSON and CSV of it are written."""

import csv
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from detente.desk import Found
    from detente.records import Decision
    from detente.records.wire import Plain

LEDGER = click.option("--ledger", metavar="FILE|URL", default="detente.db", show_default=True, help="A file, or a PostgreSQL URL.")
REASON = click.option("--reason", metavar="TEXT", required=True, help="Why; it stands in the ledger with your name.")
BY = click.option("--by", metavar="NAME", default="", help="Who decides; else the name you are logged in by.")


def write_events(found: "Found", format_name: str, out: TextIO) -> None:
    """Writes events as a table for people, one JSON object a line, or CSV."""
    from detente.records.wire import to_json

    if format_name == "jsonl":
        out.writelines(f"{to_json(plain)}\n" for plain in found.to_dicts())
    elif format_name == "csv":
        write_csv([one.to_row() for one in found], out)
    else:
        names = ("id", "first", "actors", "recipients", "type", "status", "rule", "claims", "place")
        write_table([{name: row[name] for name in names} for row in (one.to_row() for one in found)], out)


def write_csv(rows: "Sequence[Plain]", out: TextIO) -> None:
    """Writes rows as CSV; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if not rows:
        return
    table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    table.writeheader()
    for row in rows:
        safe = {k: f"'{v}" if isinstance(v, str) and v.startswith(("=", "+", "-", "@", "\t", "\r")) else v for k, v in row.items()}
        table.writerow(safe)


def write_table(rows: "Sequence[Plain]", out: TextIO) -> None:
    """Writes rows as a table for people, "nothing was found" where there is none."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        click.echo("nothing was found", err=True)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in rows[0]:
        table.add_column(name)
    for row in rows:
        table.add_row(*(Text(_shown(value)) for value in row.values()))
    Console(file=out, markup=False, emoji=False, highlight=False, soft_wrap=not sys.stdout.isatty()).print(table)


def tell(decision: "Decision") -> None:
    """Says what was decided, and how to undo it."""
    click.echo(f"{decision.kind} {decision.id} by {decision.by}: {', '.join(decision.targets)}")
    click.echo(f"`detente undo {decision.id} --reason TEXT` takes it back", err=True)


def _shown(value: object) -> str:
    text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    return "".join(char if char.isprintable() else " " for char in text.encode("utf-8", "replace").decode("utf-8"))
