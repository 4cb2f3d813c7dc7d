"""`detente read`: the claims of articles."""

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from detente.cli._collector import patient_collector
from detente.errors import SourceError, UnknownLanguage, UsageError
from detente.export import format_names, load_format

if TYPE_CHECKING:
    from detente.config import Config
    from detente.language import OwnTables
    from detente.reading import Reading
    from detente.records import Notice


@click.command(name="read")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--date", "date", metavar="YYYY-MM-DD", default="", help="Publication date; else metadata, dateline or address.")
@click.option("--language", metavar="TAG", default="", help="Language of the text, e.g. en, id; else it is detected.")
@click.option("--publisher", default="", help="Who published it.")
@click.option(
    "--format", "format_name", type=click.Choice(format_names()), default="table", show_default=True, help="How the claims are written."
)
@click.option("--explain", is_flag=True, help="Show each claim's sentence with its parts marked, and what decided.")
@click.option("--quiet", is_flag=True, help="No notices and no progress, errors only.")
@click.option("--parser", metavar="NAME", default="", help="A spaCy pipeline of your own with UD labels, by name or folder.")
@click.option("--tables", metavar="DIR", default="", help="Tables of your own: actors and events that are added or go before ours.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@click.option("--output", "-o", metavar="FILE", default="-", help="Write to a file instead of standard output.")
def command(sources: tuple[str, ...], date: str, format_name: str, output: str, tables: str, **options: object) -> int:
    """Read articles and write their political events as claims.

    SOURCE is a file (plain text, Markdown, saved HTML), an http(s) address, or - for standard input.
    """
    from detente.config import Config
    from detente.intake import parse_day

    options |= {"published": parse_day(date) if date else None, "tables": _opened(tables)}
    config = Config(format=format_name, **_look(output), **options)  # type: ignore[arg-type]
    run = Run(config)
    with _open(output) as out:
        load_format(config.format).write(run.readings(sources), out, layout=config.layout)
    return run.exit_code


class Run:
    """One run over several sources: what cannot be read is told on standard error, and the others are read all the same."""

    def __init__(self, config: "Config") -> None:
        self.config = config
        self.exit_code = 0
        self._told: set[tuple[str, str]] = set()

    def readings(self, sources: Iterable[str]) -> "Iterator[Reading]":
        """The readings of the sources that can be read, one at a time."""
        sources = list(sources)
        with self._progress(len(sources)) as advance, patient_collector() as read:
            for source in sources:
                reading = self._read(source)
                advance()
                if reading:
                    read(reading.article.language)
                    yield reading

    def _read(self, source: str) -> "Reading | None":
        from detente.intake import read_source

        config = self.config
        try:
            reading = read_source(
                source,
                given=config.given,
                limits=config.limits,
                allow_private=config.allow_private,
                parser=config.parser,
                tables=config.tables,
            )
        except SourceError as error:
            self._fail(str(error))
            return None
        except UnknownLanguage as error:  # asked for by the user: wrong use; told of one of several sources: bad data
            if config.language:
                raise
            self._fail(str(error))
            return None
        except (RecursionError, MemoryError) as error:
            self._fail(f"{source}: is too deeply nested to be read ({type(error).__name__}); save its text and read that")
            return None
        except UsageError:
            raise
        except Exception as error:  # noqa: BLE001  one poisoned article must not stop the others
            self._fail(f"{source}: detente failed on it ({type(error).__name__}: {error}); please report it with the text")
            return None
        for notice in reading.notices:
            self._tell(notice, source)
        return reading

    def _fail(self, message: str) -> None:
        click.echo(f"Error: {message}", err=True)
        self.exit_code = 1

    def _tell(self, notice: "Notice", source: str) -> None:
        where = notice.where or source
        if notice.code.endswith(".failed"):
            self.exit_code = 1
        if self.config.quiet or (notice.code, where) in self._told:
            return
        self._told.add((notice.code, where))
        hint = f"; {notice.hint}" if notice.hint else ""
        click.echo(f"{notice.code}: {where}: {notice.message}{hint}", err=True)

    @contextlib.contextmanager
    def _progress(self, total: int) -> Iterator[Callable[[], None]]:
        if total < 2 or self.config.quiet or not sys.stderr.isatty():
            yield lambda: None
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("reading", total=total)
            yield lambda: progress.advance(task)


def _opened(tables: str) -> "OwnTables | None":
    if not tables:
        return None
    from detente.checking import open_tables

    return open_tables(tables)


def _look(output: str) -> dict[str, object]:
    """Width and colour of the terminal; a pipe or a file has 80 columns (or COLUMNS) and no colour."""
    terminal = output == "-" and sys.stdout.isatty()
    colour = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return {"width": shutil.get_terminal_size((80, 24)).columns, "colour": colour}


@contextlib.contextmanager
def _open(output: str) -> Iterator[TextIO]:
    if output == "-":
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")
        yield sys.stdout
        return
    try:
        with Path(output).open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            yield file
    except OSError as error:
        raise SourceError(f"{output}: cannot be written ({error.strerror})") from error
