"""`detente merge`: what an analyst puts together."""

import click

from detente.cli._ledger import BY, LEDGER, REASON, tell


@click.command(name="merge")
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@LEDGER
@REASON
@BY
def command(names: tuple[str, ...], ledger: str, reason: str, by: str) -> int:
    """Decide that events are one."""
    import detente

    with detente.open(ledger) as opened:
        tell(opened.merge(*names, reason=reason, by=by))
    return 0
