"""`detente claims`: who says what in a text, as a table and marked in the text."""

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from rich.text import Text

    from detente.records import Article, Notice, Saying

_FORMATS = ("table", "jsonl")
_STYLES = {"S": "bold magenta", "C": "bold yellow", "W": "cyan"}
_STANCES = {"denies": "red", "doubts": "red", "confirms": "green"}
_LONGEST = 90
"""Characters of what is said in a cell of the table; the marked text below holds all of it."""


@click.command(name="claims")
@click.argument("source", metavar="SOURCE")
@click.option("--language", metavar="TAG", default="", help="Language of the text, e.g. en, id; else it is detected.")
@click.option(
    "--format", "format_name", type=click.Choice(_FORMATS), default="table", show_default=True,
    help="A table with the text marked below it, or one JSON object an attribution.",
)  # fmt: skip
@click.option("--tables", metavar="DIR", default="", help="Tables of your own: words that are added or go before ours.")
@click.option("--quiet", is_flag=True, help="No notices, errors only.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
def command(source: str, language: str, format_name: str, tables: str, *, quiet: bool, allow_private: bool) -> int:
    """Find who says what in a text, who denies it, and how sure they are.

    SOURCE is a file (plain text, Markdown, saved HTML), an http(s) address, or - for standard input.
    """
    from detente.attributing import attribute
    from detente.checking import open_tables
    from detente.intake import Given, open_source

    article, notices = open_source(source, given=Given(language=language), allow_private=allow_private)
    sayings = attribute(article, tables=open_tables(tables) if tables else None)
    if not quiet:
        _tell([n for n in notices if not n.code.endswith("no-date")], source)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    click.echo(_json_lines(sayings) if format_name == "jsonl" else _page(article, sayings), nl=False, color=True)
    return 0


def _tell(notices: "Sequence[Notice]", source: str) -> None:
    for notice in notices:
        hint = f"; {notice.hint}" if notice.hint else ""
        click.echo(f"{notice.code}: {notice.where or source}: {notice.message}{hint}", err=True)


def _json_lines(sayings: "Sequence[Saying]") -> str:
    from detente.records.wire import saying_to_dict, to_json

    return "".join(f"{to_json(saying_to_dict(saying))}\n" for saying in sayings)


def _page(article: "Article", sayings: "Sequence[Saying]") -> str:
    from rich.console import Console

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    page = io.StringIO()
    console = Console(
        file=page, width=max(60, shutil.get_terminal_size((100, 24)).columns), force_terminal=colour, highlight=False, markup=False,
        color_system="standard" if colour else None, emoji=False, legacy_windows=False,
    )  # fmt: skip
    console.print(f"{article.language}, {len(sayings)} attributions")
    if sayings:
        console.print(_table(sayings))
        console.print(_marked(article.text, sayings))
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _table(sayings: "Sequence[Saying]") -> "RenderableType":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("", "who", "how", "what", "stance", "sure"):
        table.add_column(name, justify="right" if not name else "left", overflow="fold")
    for number, saying in enumerate(sayings, 1):
        content = " ... ".join(_clean(s.text) for s in saying.content)
        what = content if len(content) <= _LONGEST else content[:_LONGEST].rpartition(" ")[0] + "\N{HORIZONTAL ELLIPSIS}"
        stance = Text(saying.stance or saying.kind, style=_STANCES.get(saying.stance, ""))
        cue = " ... ".join(_clean(s.text) for s in saying.cue)
        table.add_row(str(number), Text(_who(saying)), Text(cue), Text(what), stance, saying.certainty)
    return table


def _who(saying: "Saying") -> str:
    """Who speaks: the name or the words of the text, the codes, and who relays it; "?" where nobody is written."""
    name = saying.name or (_clean(saying.source.text) if saying.source else "?")
    codes = ", ".join(dict.fromkeys(p.entity.code for p in saying.speakers if p.entity.code != name))
    via = ", ".join(dict.fromkeys(p.entity.name or p.text for p in saying.via))
    return name + (f" ({codes})" if codes else "") + (f" via {via}" if via else "")


def _marked(text: str, sayings: "Sequence[Saying]") -> "Text":
    """The text with sources, cues and contents in colour; each mark opens with a letter and the number of its row."""
    from rich.text import Text

    spans = sorted({span for number, saying in enumerate(sayings, 1) for span in _spans(number, saying)}, key=lambda s: (s[0], -s[1]))
    opened, closed = _marks(spans)
    marked = Text()
    inside: list[str] = []
    for at in range(len(text) + 1):
        for name in closed.get(at, ()):
            marked.append("]", style="dim")
            inside.remove(name)
        for name in opened.get(at, ()):
            marked.append(f"[{name} ", style="dim")
            inside.append(name)
        if at < len(text):
            marked.append(text[at] if text[at].isprintable() or text[at] == "\n" else " ", style=_STYLES[inside[-1][0]] if inside else "")
    return marked


def _spans(number: int, saying: "Saying") -> "list[tuple[int, int, str]]":
    parts = (("S", (saying.source,) if saying.source else ()), ("C", saying.cue), ("W", saying.content))
    return [(s.start, s.end, f"{letter}{number}") for letter, stretches in parts for s in stretches]


def _marks(spans: "Sequence[tuple[int, int, str]]") -> "tuple[dict[int, list[str]], dict[int, list[str]]]":
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    for start, end, name in spans:
        opened.setdefault(start, []).append(name)
        closed.setdefault(end, []).insert(0, name)
    return opened, closed


def _clean(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
