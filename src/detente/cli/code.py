"""`detente code`: articles by the million into Parquet, on this machine or on a Spark cluster."""

import contextlib
import math
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from detente.cli.ingest import _settings
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.shards import Job, Outcome

_SHOWN = 100
_MB = 1_000_000
_HUNG = 5  # an article that has taken so many times its processor time by the clock waits for something that does not come


@click.command(name="code")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--output", "-o", metavar="DIR", required=True, help="Folder for the shards, a path or an address (s3://, gs:// ...).")
@click.option("--engine", type=click.Choice(("local", "spark")), default="local", show_default=True, help="Who reads.")
@click.option("--jobs", "-j", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read (local).")
@click.option("--master", metavar="URL", default="", help="Address of the Spark cluster; else what Spark is configured for.")
@click.option("--time-limit", metavar="SECONDS", type=click.FloatRange(0), default=120.0, show_default=True,
              help="Processor time that one article may take before it is put aside; 0: no end.")  # fmt: skip
@click.option("--memory-limit", "memory_mb", metavar="MB", type=click.IntRange(0), default=4096, show_default=True,
              help="How much a reading process may hold; 0 is no limit.")  # fmt: skip
@click.option("--shard-size", metavar="MB", type=click.FloatRange(0.001), default=8.0, show_default=True,
              help="Larger files are cut into shards of this size, where they can be.")  # fmt: skip
@click.option("--retry-failed", is_flag=True, help="Read shards again of which something could not be read.")
@click.option("--prune", is_flag=True, help="Remove shards of other inputs, options or versions from the folder.")
@click.option(
    "--column", "columns", metavar="FIELD=NAME", multiple=True, help="Which column holds text, title, date, publisher, url, language, id."
)
@click.option("--date", metavar="YYYY-MM-DD", default="", help="Publication date of all articles; else each one's own.")
@click.option("--language", metavar="TAG", default="", help="Language of all articles, e.g. en, id; else it is detected.")
@click.option("--publisher", default="", help="Who published them, where they do not say.")
@click.option("--tables", metavar="DIR", default="", help="Tables of your own: actors and events that are added or go before ours.")
@click.option("--quiet", is_flag=True, help="No progress and no summary, errors only.")
def command(inputs: tuple[str, ...], output: str, *, quiet: bool, **options: object) -> int:
    """Read articles into Parquet files, shard by shard, on this machine or on many.

    INPUT is a file, folder or pattern of JSON Lines, Parquet, CSV or web archives (.warc), as a path or an address (s3://, gs://, hdfs://
    ...). Killed at any moment and started again, it goes on where it was. `detente ingest --coded DIR` brings the result into a ledger.
    """
    from detente.shards import code

    job = _job(output, options)
    run = {name: options[name] for name in ("engine", "jobs", "master", "retry_failed", "prune")}
    with _progress(quiet=quiet) as (plan, advance):
        outcome = code(inputs, job, plan=plan, advance=advance, **run)  # type: ignore[arg-type]
    faults = [fault for marker in outcome.markers for fault in (*marker.put_aside, *marker.faults)]
    for key, reason in faults[:_SHOWN]:
        click.echo(f"Error: {key}: {reason}", err=True)
    if not quiet:
        click.echo("\n".join(_told(outcome, output)), err=True)
    return 1 if faults else 0


def _job(output: str, options: dict[str, object]) -> "Job":
    from detente.load.storage import open_place
    from detente.shards import Job

    if not output.strip():
        raise UsageError("--output: name a folder")
    tables = str(options["tables"])
    where = open_place(tables).name if tables else ""  # workers may stand in another folder
    given = {**options, "tables": where, "allow_private": False, "delay": 0.0}
    seconds = float(str(options["time_limit"]))
    return Job(
        output=open_place(output).name, settings=_settings(given), seconds=seconds * _HUNG or math.inf,
        memory_mb=int(str(options["memory_mb"])), shard_bytes=int(float(str(options["shard_size"])) * _MB),
    )  # fmt: skip


def _told(outcome: "Outcome", output: str) -> Iterator[str]:
    markers = outcome.markers
    read, failed, aside, claims = (sum(getattr(m, name) for m in markers) for name in ("read", "failed", "quarantined", "claims"))
    yield (
        f"{output}: {len(markers):,} shards ({outcome.before:,} done before), {read:,} articles, {claims:,} claims, {failed:,} failed, "
        f"{aside:,} quarantined"
    )
    if outcome.passed_over:
        yield f"{len(outcome.passed_over):,} files are of no kind that is read here, e.g. {outcome.passed_over[0]}; see `detente ingest`"
    if outcome.others:
        yield f"{len(outcome.others):,} shards in the folder are of other inputs, options or versions; --prune removes them"
    if failed or aside:
        yield "articles/*.parquet holds each item that could not be read, with its reason; --retry-failed tries again"


@contextlib.contextmanager
def _progress(*, quiet: bool) -> "Iterator[tuple[Callable[[int, int], None], Callable[[int], None]]]":
    """A bar with rate on a terminal; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield (lambda *_: None), (lambda _: None)
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.fields[told]}"), TextColumn("{task.completed:,.0f} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("code", total=None, told="looking for shards")

        def plan(shards: int, before: int) -> None:
            progress.update(task, told=f"{shards:,} shards, {before:,} done before")

        yield plan, lambda items: progress.advance(task, items)
