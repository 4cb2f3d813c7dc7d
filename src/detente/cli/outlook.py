"""`detente outlook`: what may come next between parties, with chances and the past cases behind them."""

import click

from detente.cli._events import Events, event_options
from detente.errors import UsageError


@click.command(name="outlook")
@click.argument("parties", metavar="[A [B]]", nargs=-1)
@event_options
@click.option("--horizon", metavar="DAYS", default="30d", show_default=True, help="How far ahead, e.g. 30d or 4w.")
@click.option("--until", metavar="YYYY-MM-DD", default="", help="As of this day; later events change nothing. Else the last on record.")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many forecasts, the likeliest first.")
@click.option("--backtest", is_flag=True, help="Say how good outlooks on past days of these events would have been.")
@click.option("--plot", metavar="FILE", default="", help="Draw a picture as well: FILE.png, .svg or .pdf.")
@click.option("--language", metavar="TAG", default="en", show_default=True, help="Language of the sentences, e.g. en, id.")
@click.option("--format", "format_name", type=click.Choice(("text", "jsonl")), default="text", show_default=True, help="How it is written.")
@click.option("--output", "-o", metavar="FILE", default="-", help="Write to a file instead of standard output.")
@click.option("--quiet", is_flag=True, help="No notices, errors only.")
def command(
    parties: tuple[str, ...], sources: tuple[str, ...], ledger: str, columns: tuple[str, ...], horizon: str, count: str, top: int,
    **options: object,
) -> int:
    """Tell what is likely next for a party, or between two: which type of event, with whom, how likely, and after what in the past.

    A and B are codes, e.g. RUS or PSE.HAMAS. Give the events of many parties: chances are learnt from all of them. Where history is too
    thin, that is what is said.
    """
    from detente.cli._outlook import Request, write
    from detente.relations.outlook import OutlookParameters

    if len(parties) > len("AB") or (not parties and not options["backtest"]):
        raise UsageError("give one party or two, e.g. detente outlook RUS PRK --events FILE; or --backtest alone")
    parameters = OutlookParameters(horizon=_days(horizon), count=count, top=top)
    events = Events(files=sources, ledger=ledger, columns=columns, quiet=bool(options.pop("quiet")))
    write(Request(parties=parties, parameters=parameters, **options), events.table)  # type: ignore[arg-type]
    return 0


def _days(text: str) -> int:
    number, unit = (text[:-1], text[-1:]) if text[-1:] in ("d", "w") else (text, "d")
    if not number.isdecimal() or not 1 <= int(number) <= 366:
        raise UsageError(f"--horizon {text}: give days or weeks, e.g. 30d or 4w, at most 366d")
    return int(number) * (7 if unit == "w" else 1)
