"""`detente relations`: how the relation of two parties moves, and how those of many hang together."""

import click

from detente.cli._events import Events, event_options

_FORMATS = ("table", "jsonl", "csv")


@click.command(name="relations")
@click.argument("parties", metavar="[PARTY]...", nargs=-1)
@event_options
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

    events = Events(files=sources, ledger=ledger, columns=columns, quiet=bool(options.pop("quiet")))
    request = Request(parties=parties, show=show or ("course" if len(parties) == len("ab") else "network"), **options)  # type: ignore[arg-type]
    write(request, events)
    return 0
