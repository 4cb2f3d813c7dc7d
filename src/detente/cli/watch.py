"""`detente watch`: tells a feed, a webhook or another process what a question brings that is new."""

import click

from detente.cli._asking import LANGUAGE, asking
from detente.errors import UsageError


@click.command(name="watch")
@asking
@click.option("--query", metavar="CODES", default="", help='The parties in one word: --query "RUS PRK" is the same as RUS PRK.')
@click.option("--feed", metavar="FILE", default="", help="Write an Atom feed of what was told last, the latest first.")
@click.option("--webhook", metavar="URL", default="", help="Post each event as JSON.")
@click.option("--exec", "exec_", metavar="CMD", default="", help="Run a command for each event, its JSON on standard input; no shell.")
@click.option("--every", metavar="LENGTH", default="", help="Look again and again: 30s, 15m, 1h, 1d. Else once.")
@click.option("--all", "everything", is_flag=True, help="Tell what is there already, too; else the first look only remembers it.")
@click.option("--state", metavar="FILE", default="", help="Remembers what was told; else beside the ledger, with the ending .watch.")
@click.option("--entries", type=click.IntRange(1, 10_000), default=100, show_default=True, help="How many entries a feed has.")
@click.option("--allow-private", is_flag=True, help="Post to private and loopback addresses too.")
@LANGUAGE
def command(parties: tuple[str, ...], query: str, feed: str, webhook: str, exec_: str, every: str, **options: object) -> int:
    """Tell what is new in a ledger: events not told before, and events that stand otherwise than when they were told.

    CODEs and the other options say which events, as for `detente ask`. What was told is remembered: killed at any moment and started
    again, nothing is lost; at most the one event that was just being told is told once more, with the same id.
    """
    from detente.cli._watch import Watch, watch

    targets = {"feed": feed, "webhook": webhook, "exec": exec_}
    chosen = [(kind, where) for kind, where in targets.items() if where]
    if len(chosen) != 1:
        raise UsageError("say whom to tell, one of the three: --feed FILE, --webhook URL, --exec CMD")
    kind, where = chosen[0]
    named = (*parties, *query.replace(",", " ").split())
    return watch(Watch(parties=named, kind=kind, where=where, every=_seconds(every), **options))  # type: ignore[arg-type]


def _seconds(text: str) -> float | None:
    units = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
    if not text:
        return None
    number, unit = text[:-1], text[-1:]
    if not number.isdecimal() or unit not in units or not 1 <= int(number) * units[unit] <= 366 * units["d"]:
        raise UsageError(f"--every {text}: give a number with s, m, h or d, e.g. 15m or 1h")
    return float(int(number) * units[unit])
