"""`detente relations`: how the relation of two parties moves, and how those of many hang together."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.records import Notice
    from detente.records.eventtable import EventTable

_FORMATS = ("table", "jsonl", "csv")


@click.command(name="relations")
@click.argument("parties", metavar="[PARTY]...", nargs=-1)
@click.option("--events", "sources", metavar="FILE|DIR", multiple=True,
              help="Claims (JSON Lines), CSV, Parquet, or a folder that `detente code` wrote; - is stdin.")  # fmt: skip
@click.option("--ledger", metavar="FILE|URL", default="", help="A ledger instead: what `detente ingest` put together.")
@click.option("--columns", "columns", metavar="OURS=THEIRS", multiple=True, help="Which column holds what, e.g. day=EVENT_DATE.")
@click.option("--count", type=click.Choice(("reported", "confirmed", "all")), default="reported", show_default=True,
              help="Which events count: those that nobody denies, only confirmed ones, or disputed and denied ones too.")  # fmt: skip
@click.option("--period", type=click.Choice(("month", "week")), default="month", show_default=True, help="How long a point is.")
@click.option("--half-life", type=click.FloatRange(min=1), default=90.0, show_default=True, help="Days after which an event weighs half.")
@click.option("--mix", type=click.FloatRange(0.001, 0.999), help="Share of conflict that counts as neutral; else the world's.")
@click.option("--show", type=click.Choice(("course", "phases", "pivots", "network")), default=None,
              help="Course and phases of two (the default for two), third parties between them, or the network (else).")  # fmt: skip
@click.option("--hostile", type=click.FloatRange(0.01, 0.99), default=0.25, show_default=True,
              help="Share of a network's ties that is hostile.")  # fmt: skip
@click.option("--since", metavar="YYYY-MM-DD", default="", help="Show nothing earlier; earlier events still count in a course.")
@click.option("--until", metavar="YYYY-MM-DD", default="", help="Leave out later events.")
@click.option("--plot", metavar="FILE", default="", help="Draw a picture as well: FILE.png, .svg or .pdf.")
@click.option("--picture", type=click.Choice(("course", "events", "network", "courses", "phases")), default=None,
              help="Which: course or events of two, the network, or courses or phases of many pairs.")  # fmt: skip
@click.option("--language", metavar="TAG", default="en", show_default=True, help="Language of the picture's words, e.g. en, id.")
@click.option("--format", "format_name", type=click.Choice(_FORMATS), default="table", show_default=True, help="How it is written.")
@click.option("--output", "-o", metavar="FILE", default="-", help="Write to a file instead of standard output.")
@click.option("--quiet", is_flag=True, help="No notices, errors only.")
def command(
    parties: tuple[str, ...], sources: tuple[str, ...], ledger: str, columns: tuple[str, ...], show: str | None, **options: object
) -> int:
    """Show how the relation of two parties moved, or how the relations of many hang together.

    PARTY is a code, e.g. RUS or PSE.HAMAS. With two: valence from -1 (hostile) to 1 (friendly), stakes, phases and turning points with
    the events behind them. Valence tells how much more two cooperate than the world does in the same months, so give the events of many,
    not of the two alone. With none or several: the signed network of all or of these.
    """
    from detente.cli._relations import Request, write

    quiet = bool(options.pop("quiet"))
    if bool(sources) == bool(ledger):
        raise UsageError("give the events: --events FILE, or --ledger detente.db, one of the two")
    table = _of_ledger(ledger, quiet=quiet) if ledger else _load(sources, columns, quiet=quiet)
    request = Request(parties=parties, show=show or ("course" if len(parties) == len("ab") else "network"), **options)  # type: ignore[arg-type]
    write(request, table)
    return 0


def _load(sources: tuple[str, ...], columns: tuple[str, ...], *, quiet: bool) -> "EventTable":
    from detente.load.eventfile import load_events

    table, notices = load_events(sources, columns=_mapping(columns))
    if not quiet:
        _tell(notices)
    if not len(table):
        raise UsageError(f"{', '.join(sources)}: hold no event between two parties; see the notices above")
    return table


def _of_ledger(ledger: str, *, quiet: bool) -> "EventTable":
    from collections import defaultdict

    import detente
    from detente.load.claimrows import rows_of_events
    from detente.load.eventfile import events_from_rows

    left_out: dict[str, int] = defaultdict(int)
    with detente.open(ledger) as opened:
        table = events_from_rows(rows_of_events(opened.ask().to_dicts(), left_out))
    if left_out and not quiet:
        told = ", ".join(f"{count:,} {reason}" for reason, count in left_out.items())
        click.echo(f"load.rows-left-out: {ledger}: events that are none between two parties: {told}", err=True)
    if not len(table):
        raise UsageError(f"{ledger}: holds no event between two parties")
    return table


def _mapping(columns: tuple[str, ...]) -> Mapping[str, str]:
    faulty = [column for column in columns if "=" not in column]
    if faulty:
        raise UsageError(f"--columns {faulty[0]}: write OURS=THEIRS, e.g. --columns day=EVENT_DATE")
    return dict(column.split("=", 1) for column in columns)


def _tell(notices: "tuple[Notice, ...]") -> None:
    for notice in notices:
        hint = f"; {notice.hint}" if notice.hint else ""
        click.echo(f"{notice.code}: {notice.where}: {notice.message}{hint}", err=True)
    sys.stderr.flush()
