"""`detente ingest`: articles of every kind into a ledger."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from detente.cli._ledger import LEDGER
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.ingest import Settings, Summary
    from detente.ledger import Store



@click.command(name="ingest")
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@LEDGER
@click.option("--coded", metavar="DIR", multiple=True, help="Bring in what `detente code` read into a folder, instead of sources.")
@click.option("--jobs", "-j", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@click.option("--dry-run", is_flag=True, help="Only say what is new; read and write nothing.")
@click.option("--retry-failed", is_flag=True, help="Try again what could not be read before, too.")
@click.option(
    "--column", "columns", metavar="FIELD=NAME", multiple=True, help="Which column holds text, title, date, publisher, url, language, id."
)
@click.option("--date", "date", metavar="YYYY-MM-DD", default="", help="Publication date of all articles; else each one's own.")
@click.option("--language", metavar="TAG", default="", help="Language of all articles, e.g. en, id; else it is detected.")
@click.option("--publisher", default="", help="Who published them, where they do not say.")
@click.option("--tables", metavar="DIR", default="", help="Tables of your own: actors and events that are added or go before ours.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@click.option(
    "--delay", metavar="SECONDS", type=click.FloatRange(0, 3600), default=1.0, show_default=True, help="Pause between requests to one host."
)
@click.option(
    "--time-limit", metavar="SECONDS", type=click.FloatRange(0), default=120.0, show_default=True,
    help="Processor time that one article may take; 0: no end.",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="No progress and no summary, errors only.")
def command(
    sources: tuple[str, ...], ledger: str, jobs: int, *, coded: tuple[str, ...], dry_run: bool, retry_failed: bool, quiet: bool,
    **options: object,
) -> int:
    """Read articles into a ledger, each once, and put together what they tell of.

    SOURCE is a file (text, Markdown, HTML), a folder, a table (.jsonl, .csv, .parquet), a web archive (.warc), an http(s) address, a feed
    (RSS, Atom) or a list of feeds (OPML). Killed at any moment and started again, it goes on where it was.
    """
    from detente.ingest import ingest
    from detente.ledger import open_store

    if bool(sources) == bool(coded):
        raise UsageError("give sources to read, or --coded DIR, one of the two")
    if coded:
        return _bring(coded, ledger, dry_run=dry_run, retry_failed=retry_failed, quiet=quiet)
    settings = _settings(options)
    store = _known(ledger) if dry_run else open_store(ledger, write=True)
    try:
        with _progress(sources, quiet=quiet) as advance:
            summary = ingest(store, sources, settings=settings, jobs=jobs, retry_failed=retry_failed, dry_run=dry_run, advance=advance)
    finally:
        if store is not None:
            store.close()
    return _tell(summary, ledger, dry_run=dry_run, quiet=quiet)


def _bring(coded: tuple[str, ...], ledger: str, *, dry_run: bool, retry_failed: bool, quiet: bool) -> int:
    """Shards into the ledger."""
    from detente.ledger import open_store
    from detente.shards import ingest_coded

    if dry_run:
        raise UsageError("--dry-run is for sources; a folder of shards tells what it holds in done/*.json")
    store = open_store(ledger, write=True)
    try:
        with _progress((), quiet=quiet) as advance:
            summary = ingest_coded(store, coded, retry_failed=retry_failed, advance=advance)
    finally:
        store.close()
    return _tell(summary, ledger, dry_run=False, quiet=quiet)


def _tell(summary: "Summary", ledger: str, *, dry_run: bool, quiet: bool) -> int:
    for key, reason in summary.failures:
        click.echo(f"Error: {key}: {reason}", err=True)
    if not quiet:
        click.echo(_told(summary, ledger, dry_run=dry_run), err=True)
    return 1 if summary.failed else 0


def _settings(options: dict[str, object]) -> "Settings":
    from detente.checking import open_tables
    from detente.ingest import Settings
    from detente.intake import Given, parse_day
    from detente.language import load_pack
    from detente.load.item import FIELDS

    columns = {}
    for given in options["columns"]:  # type: ignore[attr-defined]
        name, found, column = str(given).partition("=")
        if not found or name not in FIELDS or not column:
            raise UsageError(f"--column {given}: write FIELD=NAME, where FIELD is one of: {', '.join(FIELDS)}")
        columns[name] = column
    language, tables, date = str(options["language"]), str(options["tables"]), str(options["date"])
    if language:
        load_pack(language)  # raises with the languages available
    if tables:
        open_tables(tables)  # faults are told now, not once an article
    return Settings(
        given=Given(published=parse_day(date) if date else None, language=language, publisher=str(options["publisher"])),
        columns=columns, tables=tables, allow_private=bool(options["allow_private"]), delay=float(options["delay"]),  # type: ignore[arg-type]
        seconds=float(options["time_limit"]),  # type: ignore[arg-type]
    )  # fmt: skip


def _known(ledger: str) -> "Store | None":
    """The ledger as a dry run sees it: none at all where it would be made."""
    from detente.errors import LedgerError
    from detente.ledger import open_store

    try:
        return open_store(ledger)
    except LedgerError as error:
        if "no such ledger" in str(error):
            return None
        raise


def _told(summary: "Summary", ledger: str, *, dry_run: bool) -> str:
    parts = [f"{summary.seen:,} items", f"{summary.known:,} known before"]
    if dry_run:
        parts += [f"{summary.read:,} to read", f"{summary.failed:,} that cannot be read"]
    else:
        parts += [f"{summary.articles:,} new articles", f"{summary.claims:,} new claims", f"{summary.failed:,} failed"]
    more = "; `detente failed` lists what could not be read" if summary.failed and not dry_run else ""
    return f"{ledger}: {', '.join(parts)}{more}"


@contextlib.contextmanager
def _progress(sources: tuple[str, ...], *, quiet: bool) -> "Iterator[Callable[[Summary], None]]":
    """A bar with rate and remaining time on a terminal; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from detente.ingest.sources import check_sources, count_items

    check_sources(sources)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]:.0f} a second"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("ingest", total=count_items(sources) if sources else None, rate=0.0)

        def advance(summary: "Summary") -> None:
            elapsed = progress.tasks[0].elapsed or 1.0
            progress.update(task, completed=summary.seen, rate=(summary.read + summary.failed) / elapsed)

        yield advance
