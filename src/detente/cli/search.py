"""`detente search`: articles by their words."""

import sys

import click

from detente.cli._ledger import LEDGER, write_table


@click.command(name="search")
@click.argument("words", metavar="WORDS")
@LEDGER
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
def command(words: str, ledger: str, limit: int) -> int:
    """List the articles that hold WORDS together, in any of their forms, the best first."""
    import detente

    with detente.open(ledger) as opened:
        hits = opened.search(words, limit=limit)
    rows = [
        {"article": hit.article, "published": hit.published, "publisher": hit.publisher, "title": hit.title, "words": hit.snippet}
        for hit in hits
    ]
    write_table(rows, sys.stdout)
    return 0
