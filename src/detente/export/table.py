"""The table that a person looks at: who to whom, what, when, who says so and who denies it, and the words."""

import io
from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.export import Layout
from detente.export._explain import marked_sentence, reasons
from detente.export._wording import Row, join_voices, snippet, voices, what, when, who_to_whom
from detente.reading import Reading
from detente.records import Article

NAME = "table"
SUMMARY = "a table for people: who, whom, what, when, who says so, who denies it"
_MIN_WIDTH = 60
_MARK_STYLES = {
    "trigger": "bold yellow", "actor": "bold green", "recipient": "bold cyan", "speaker": "bold magenta",
    "via": "magenta", "time": "bold blue", "place": "blue",
}  # fmt: skip


def write(readings: Iterable[Reading], out: TextIO, *, layout: Layout) -> None:
    """Write one table a reading, without colour unless the layout wants it; claims on one event by several voices share a row."""
    for reading in readings:
        page = io.StringIO()
        console = Console(
            file=page,
            width=max(_MIN_WIDTH, layout.width),
            force_terminal=layout.colour,
            color_system="standard" if layout.colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        console.print(render(reading, layout))
        out.writelines(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def render(reading: Reading, layout: Layout) -> RenderableType:
    """The table of one reading as a Rich object."""
    rows = join_voices(reading.claims)
    parts: list[RenderableType] = [_heading(reading)]
    if rows:
        parts.append(_table(rows, reading.article.text, layout))
    if layout.explain:
        parts += [_explanation(row, reading.article.text, layout) for row in rows]
    return Group(*parts, Text(""))


def _heading(reading: Reading) -> Text:
    article = reading.article
    count = len(reading.claims)
    line = Text()
    line.append(_clean(title_of(article)), style="bold")
    facts = [article.language, f"published {article.published} ({article.published_basis})" if article.published else "no publication date"]
    if article.publisher:
        facts.insert(0, _clean(article.publisher))
    facts.append("1 claim" if count == 1 else f"{count} claims" if count else "no political event was found")
    line.append("\n" + ", ".join(facts), style="dim")
    return line


def title_of(article: Article) -> str:
    """The title of an article, else its first words."""
    if article.title:
        return article.title
    first = article.text.strip().split("\n", 1)[0]
    return first if len(first) <= 70 else first[:70].rpartition(" ")[0] + "\N{HORIZONTAL ELLIPSIS}"


def _table(rows: tuple[Row, ...], text: str, layout: Layout) -> Table:
    chars = min(110, max(48, layout.width - 34))  # some three lines of the last column
    denied = any(voices(row)[1] for row in rows)
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1), collapse_padding=True)
    table.add_column("", justify="right", style="dim", width=len(str(len(rows))))
    table.add_column("who \N{RIGHTWARDS ARROW} whom", ratio=4)
    table.add_column("what", width=12)
    table.add_column("when", width=12)  # "2022-11-07 -" and the last day below it
    table.add_column("said by", ratio=4)
    if denied:
        table.add_column("denied by", ratio=4)
    table.add_column("the words", ratio=6 if not denied else 5)
    for row in rows:
        said, against = voices(row)
        cells: list[RenderableType] = [str(row.number), Text(_clean(who_to_whom(row.first))), _what(row), _when(row), Text(_clean(said))]
        if denied:
            cells.append(Text(_clean(against), style="red"))
        table.add_row(*cells, _words(row, text, chars))
    return table


def _what(row: Row) -> Text:
    head, _, gloss = what(row.first).partition("\n")
    return Text(head, style="bold").append(f"\n{gloss}", style="not bold")


def _when(row: Row) -> Text:
    moment = next((claim.when for claim in row.claims if claim.when), None)
    return Text(when(moment))


def _words(row: Row, text: str, chars: int) -> Text:
    before, trigger, after = snippet(row.first, text, chars)
    return Text(_clean(before)).append(_clean(trigger), style="bold yellow").append(_clean(after))


def _explanation(row: Row, text: str, layout: Layout) -> RenderableType:
    parts: list[RenderableType] = []
    for claim in row.claims:
        sentence = Text()
        for piece, role in marked_sentence(claim, text):
            words = _clean(piece.replace("\n", " "))
            sentence.append(f"[{words}]" if role else words, style=_MARK_STYLES.get(role, ""))
            if role:
                sentence.append(f"({role})", style="dim")
        parts.append(sentence)
        parts.append(Text("because " + ", ".join(reasons(claim, layout.tables)), style="dim"))
    head = Text(f"{row.number}  {_clean(who_to_whom(row.first))}: {what(row.first).replace(chr(10), ', ')}", style="bold")
    return Group(head, *(Padding(part, (0, 0, 0, 3)) for part in parts), Text(""))


def _clean(text: str) -> str:
    """Text that a terminal shows as text: no control characters, no half surrogate pairs, no marks that turn the line's direction."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() or char == "\n" else "" for char in text)
