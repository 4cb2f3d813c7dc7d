"""`detente stats`: how much a ledger holds."""

import click

from detente.cli._ledger import LEDGER


@click.command(name="stats")
@LEDGER
def command(ledger: str) -> int:
    """Count articles, claims and events by language, type and status."""
    import detente

    with detente.open(ledger) as opened:
        counts = opened.stats()
    for heading, by_name in counts.items():
        click.echo(heading)
        for name, number in by_name.items():
            click.echo(f"  {name or '-':<16} {number:>12,}")
    return 0
