"""`detente timeline`: two parties month by month."""

import sys

import click

from detente.cli._ledger import LEDGER, write_csv, write_table


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
    else:
        (write_csv if format_name == "csv" else write_table)(rows, sys.stdout)
    return 0
