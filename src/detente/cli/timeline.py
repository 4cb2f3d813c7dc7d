"""`detente timeline`: two parties month by month."""

import sys
from typing import TYPE_CHECKING

import click

from detente.cli._ledger import LEDGER, write_csv, write_table

if TYPE_CHECKING:
    from detente.records.wire import Plain


@click.command(name="timeline")
@click.argument("first", metavar="CODE")
@click.argument("second", metavar="CODE")
@LEDGER
@click.option("--format", "format_name", type=click.Choice(("table", "jsonl", "csv")), default="table", show_default=True, help="How.")
def command(first: str, second: str, ledger: str, format_name: str) -> int:
    """Count the events between two parties by month, each event once however many articles told of it."""
    import detente
    from detente.records.wire import to_json

    with detente.open(ledger) as opened:
        rows = opened.timeline(first, second)
    if format_name == "jsonl":
        sys.stdout.writelines(f"{to_json(row)}\n" for row in rows)
    elif format_name == "csv":
        write_csv(rows, sys.stdout)
    else:
        write_table([_short(row) for row in rows], sys.stdout)
    return 0


def _short(row: "Plain") -> "Plain":
    """A row as a table shows it: cooperation and conflict as words + deeds."""
    sums = {kind: f"{row['verbal ' + kind]} + {row['material ' + kind]}" for kind in ("cooperation", "conflict")}
    return {
        "month": row["month"], "actor": row["actor"], "recipient": row["recipient"], "coop., words + deeds": sums["cooperation"],
        "conflict, words + deeds": sums["conflict"], "contested": row["contested"], "claims": row["claims"], "score": row["score"],
    }  # fmt: skip
