"""`detente correct`: what a claim should have been read as."""

import click

from detente.cli._ledger import BY, LEDGER, REASON, tell


@click.command(name="correct")
@click.argument("claim", metavar="CLAIM")
@click.option("--type", metavar="TYPE", help="The PLOVER type, e.g. AID.")
@click.option("--actors", metavar="CODES", help='Who did it, e.g. "PRK" or "USA+KOR"; "" for nobody.')
@click.option("--recipients", metavar="CODES", help="To whom.")
@click.option("--speakers", metavar="CODES", help='Who says so; "" for the article itself.')
@click.option("--when", metavar="DAY[/DAY]", help="When it happened: 2022-11-04, 2022-11, 2022-11-04/2022-11-06, or unknown.")
@click.option("--stance", metavar="STANCE", help="asserts, denies, doubts or confirms.")
@click.option("--certainty", metavar="WORD", help="certain, probable or possible.")
@LEDGER
@REASON
@BY
def command(claim: str, ledger: str, reason: str, by: str, **fields: str | None) -> int:
    """Decide what a claim (its id stands in `detente show`) should have been read as; it counts so wherever it stands."""
    import detente

    given = {name: value for name, value in fields.items() if value is not None}
    with detente.open(ledger) as opened:
        tell(opened.correct(claim, given, reason=reason, by=by))
    return 0
