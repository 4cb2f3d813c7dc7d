"""`detente export`: events of a ledger in the formats of other tools."""

import click

from detente.cli._asking import LANGUAGE, as_known, asking, write_bytes
from detente.errors import UsageError

_BINARY = ("parquet",)


@click.command(name="export")
@asking
@as_known
@click.option("--limit", type=click.IntRange(0), default=0, show_default=True, help="At most so many, the latest; 0 for all.")
@click.option("--format", "format_name", metavar="NAME", required=True, help="atom, csv, ftm, geojson ...; docs/exports.md lists them.")
@LANGUAGE
@click.option("--output", "-o", metavar="FILE", default="-", help="Write to a file instead of standard output; parquet needs one.")
def command(parties: tuple[str, ...], ledger: str, format_name: str, output: str, language: str, **asked: object) -> int:
    """Write the events of a ledger for another tool: those in which all CODEs (RUS, PRK, UNO.UNSC ...) take part, all without a CODE.

    Each event stands once, with how it stands, who says so, who denies it, and the sentences. docs/exports.md says what each format keeps
    and loses.
    """
    import detente
    from detente.export import load_event_format

    load_event_format(format_name)  # a name that is none is told before the ledger is opened
    if format_name in _BINARY and output == "-":
        raise UsageError(f"--format {format_name} needs a file: --output FILE")
    with detente.open(ledger) as opened:
        data = opened.export(format_name, *parties, language=language, **asked)
    write_bytes(data, output)
    return 0
