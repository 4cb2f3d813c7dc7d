"""`detente doctor`: whether a ledger is sound."""

from pathlib import Path

import click

from detente.cli._ledger import LEDGER


@click.command(name="doctor")
@LEDGER
@click.option("--rebuild", is_flag=True, help="Put claims together to events anew; facts are not touched.")
@click.option("--migrate", is_flag=True, help="Bring the tables of an earlier detente up to date, and rebuild.")
def command(ledger: str, *, rebuild: bool, migrate: bool) -> int:
    """Look for damage, tell versions and size, and the digest of all that the ledger holds."""
    import detente

    if migrate:
        from detente.errors import LedgerError
        from detente.ledger import open_store

        if "://" not in ledger and not Path(ledger).is_file():
            raise LedgerError(f"{ledger}: no such ledger")
        open_store(ledger, write=True).close()
    with detente.open(ledger) as opened:
        facts, faults = opened.doctor(rebuild=rebuild or migrate)
    for name, value in facts.items():
        click.echo(f"{name + ':':<10} {value}")
    for fault in faults:
        click.echo(f"Error: {ledger}: {fault}", err=True)
    click.echo("all is well" if not faults else f"{len(faults)} faults", err=True)
    return 1 if faults else 0
