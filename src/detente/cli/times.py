"""`detente times`: the time expressions of a text, as a table or marked in the text."""

import io
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.records import Article, Notice, Timex

_FORMATS = ("table", "timex3", "jsonl")


@click.command(name="times")
@click.argument("source", metavar="SOURCE")
@click.option("--date", "date", metavar="YYYY-MM-DD", default="", help="Publication date; else metadata, dateline or address.")
@click.option("--language", metavar="TAG", default="", help="Language of the text, e.g. en, id; else it is detected.")
@click.option(
    "--format", "format_name", type=click.Choice(_FORMATS), default="table", show_default=True,
    help="A table, the text with TIMEX3 tags, or one JSON object a time.",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="No notices, errors only.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
def command(source: str, date: str, language: str, format_name: str, *, quiet: bool, allow_private: bool) -> int:
    """Find the times of a text and work out their days.

    SOURCE is a file (plain text, Markdown, saved HTML), an http(s) address, or - for standard input.
    """
    from detente.intake import Given, open_source, parse_day
    from detente.language import load_pack
    from detente.times.find import find_times
    from detente.times.write import write_timex3

    given = Given(published=parse_day(date) if date else None, language=language)
    article, notices = open_source(source, given=given, allow_private=allow_private)
    pack = load_pack(article.language)
    timexes = find_times(article.text, published=article.published, pack=pack)
    if not quiet:
        _tell(notices, source)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    if format_name == "timex3":
        click.echo(write_timex3(article.text, timexes, pack=pack), nl=not article.text.endswith("\n"))
    elif format_name == "jsonl":
        click.echo(_json_lines(timexes), nl=False)
    else:
        click.echo(_table(article, timexes), nl=False)
    return 0


def _tell(notices: "Sequence[Notice]", source: str) -> None:
    for notice in notices:
        hint = f"; {notice.hint}" if notice.hint else ""
        click.echo(f"{notice.code}: {notice.where or source}: {notice.message}{hint}", err=True)


def _json_lines(timexes: "Sequence[Timex]") -> str:
    from detente.records.wire import timex_to_dict, to_json

    return "".join(f"{to_json(timex_to_dict(timex))}\n" for timex in timexes)


def _table(article: "Article", timexes: "Sequence[Timex]") -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("at", "the words", "type", "value", "days", "counted from"):
        table.add_column(name, justify="right" if name == "at" else "left")
    for timex in timexes:
        words = "".join(char if char.isprintable() else " " for char in timex.text)
        table.add_row(str(timex.start), Text(words), timex.type, _value(timex), _days(timex), _counted_from(timex))
    page = io.StringIO()
    console = Console(file=page, width=100, highlight=False, markup=False, emoji=False, color_system=None, legacy_windows=False)
    console.print(f"{article.language}, {_printed(article)}, {len(timexes)} times")
    if timexes:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _printed(article: "Article") -> str:
    return f"published {article.published} ({article.published_basis})" if article.published else "no publication date"


def _value(timex: "Timex") -> str:
    return f"{timex.value} {timex.mod}".rstrip()


def _days(timex: "Timex") -> str:
    if timex.interval is None:
        return ""
    first, last = timex.interval
    return str(first) if first == last else f"{first} - {last}"


def _counted_from(timex: "Timex") -> str:
    if timex.anchored:
        return "an earlier time"
    return "publication" if timex.relative else ""
