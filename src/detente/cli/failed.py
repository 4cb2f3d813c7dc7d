"""`detente failed`: what could not be read."""

import click

from detente.cli._ledger import LEDGER


@click.command(name="failed")
@LEDGER
@click.option("--limit", type=click.IntRange(0), default=0, help="At most so many; all where it is left out.")
def command(ledger: str, limit: int) -> int:
    """List the items that could not be read, each with its reason; `detente ingest --retry-failed` tries them again."""
    import detente

    with detente.open(ledger) as opened:
        for one in opened.failed(limit=limit):
            click.echo(f"{one.key}\t{one.code}\t{one.reason}")
    return 0
