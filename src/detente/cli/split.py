"""`detente split`: what an analyst parts."""

import click

from detente.cli._ledger import BY, LEDGER, REASON, tell


@click.command(name="split")
@click.argument("names", metavar="CLAIM...", nargs=-1, required=True)
@LEDGER
@REASON
@BY
def command(names: tuple[str, ...], ledger: str, reason: str, by: str) -> int:
    """Decide that claims tell of another event than the rest of theirs; `detente show` lists their ids."""
    import detente

    with detente.open(ledger) as opened:
        tell(opened.split(*names, reason=reason, by=by))
    return 0
