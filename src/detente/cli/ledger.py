"""`detente ledger`: what is done to a ledger as a whole."""

import click

from detente.cli._ledger import LEDGER


@click.group(name="ledger")
def command() -> None:
    """Do something to a ledger as a whole."""


@command.command(name="rebuild")
@LEDGER
def rebuild(ledger: str) -> int:
    """Derive copies, links, events and counts anew from the articles; these, and decisions, are not touched.

    What was derived is thrown away and made again in one transaction; the digest that is printed is the same before and after, or there
    was damage.
    """
    import detente

    with detente.open(ledger) as opened:
        facts, faults = opened.doctor(rebuild=True)
    click.echo(facts["content"])
    for fault in faults:
        click.echo(f"Error: {ledger}: {fault}", err=True)
    return 1 if faults else 0
