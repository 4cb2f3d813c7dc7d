"""`detente undo`: a decision taken back."""

import click

from detente.cli._ledger import BY, LEDGER, REASON, tell


@click.command(name="undo")
@click.argument("decision", metavar="DECISION")
@LEDGER
@REASON
@BY
def command(decision: str, ledger: str, reason: str, by: str) -> int:
    """Take back a decision (its id stands in `detente show`); it stays in the ledger, and undoing this restores it."""
    import detente

    with detente.open(ledger) as opened:
        tell(opened.undo(decision, reason=reason, by=by))
    return 0
