"""`detente retract`: what an analyst takes out."""

import click

from detente.cli._ledger import BY, LEDGER, REASON, tell


@click.command(name="retract")
@click.argument("names", metavar="CLAIM...", nargs=-1, required=True)
@LEDGER
@REASON
@BY
def command(names: tuple[str, ...], ledger: str, reason: str, by: str) -> int:
    """Decide that claims do not count: their paper took them back, or they were read wrongly."""
    import detente

    with detente.open(ledger) as opened:
        tell(opened.retract(*names, reason=reason, by=by))
    return 0
