"""`detente note`: an analyst's remark on an event."""

import click

from detente.cli._ledger import BY, LEDGER, tell


@click.command(name="note")
@click.argument("name", metavar="ID")
@click.argument("text", metavar="TEXT")
@LEDGER
@BY
def command(name: str, text: str, ledger: str, by: str) -> int:
    """Write a note to an event; `detente show` lists it."""
    import detente

    with detente.open(ledger) as opened:
        tell(opened.note(name, text, by=by))
    return 0
