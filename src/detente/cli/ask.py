"""`detente ask`: the events of a ledger between parties."""

import sys
from pathlib import Path

import click

from detente.cli._ledger import LEDGER, write_events
from detente.errors import SourceError, UsageError

_FORMATS = ("table", "jsonl", "csv", "parquet")


@click.command(name="ask")
@click.argument("parties", metavar="CODE...", nargs=-1)
@LEDGER
@click.option("--since", metavar="DAY", default="", help="From 2019, 2019-05 or 2019-05-16 on.")
@click.option("--until", metavar="DAY", default="", help="Up to this day, month or year.")
@click.option("--type", "types", metavar="TYPE", multiple=True, help="A PLOVER type, e.g. AID; may be given several times.")
@click.option("--status", "statuses", metavar="STATUS", multiple=True, help="confirmed, reported, alleged, disputed, denied, announced ...")
@click.option("--as-of", "as_of", metavar="DAY", default="", help="As it was known at the end of this day.")
@click.option("--clock", default="said", show_default=True, help="A claim is known once `said` (printed) or `learned` (by this ledger).")
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True, help="At most so many, 0 for all.")
@click.option("--format", "format_name", type=click.Choice(_FORMATS), default="table", show_default=True, help="How they are written.")
@click.option("--output", "-o", metavar="FILE", default="-", help="Write to a file instead of standard output; parquet needs one.")
def command(parties: tuple[str, ...], ledger: str, format_name: str, output: str, **asked: str) -> int:
    """List the events of a ledger, the latest first: those in which all CODEs (RUS, PRK, UNO.UNSC ...) take part."""
    import detente

    if format_name == "parquet" and output == "-":
        raise UsageError("--format parquet needs a file: --output FILE")
    with detente.open(ledger) as opened:
        found = opened.ask(*parties, **asked)  # type: ignore[arg-type]
    try:
        if format_name == "parquet":
            import pyarrow.parquet as pq

            pq.write_table(found.to_arrow(), output)
        elif output == "-":
            write_events(found, format_name, sys.stdout)
        else:
            with Path(output).open("w", encoding="utf-8", errors="replace", newline="\n") as file:
                write_events(found, format_name, file)
    except OSError as error:
        raise SourceError(f"{output}: cannot be written ({error.strerror or error})") from error
    return 0
