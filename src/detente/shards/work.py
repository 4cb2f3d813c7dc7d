"""One shard from source to Parquet: the function that every engine runs."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from detente.errors import UsageError
from detente.load.storage import Place
from detente.shards.job import Job, Shard
from detente.shards.watch import Processes, read_shard
from detente.shards.write import Marker, Writer, failing_as_source_error, find_marker, marker_of, publish


def run_shard(
    shard: Shard, job: Job, processes: Processes, *, again: bool = False, advance: Callable[[int], None] = lambda _: None
) -> Marker:
    """The marker of a shard once it is done, e.g. with 3,200 articles read; one that was done before is not read again, unless `again`.

    It may be run twice at once, on two machines: both write the same, and what comes last stays. `advance` is called with the number of
    items done since. Raises SourceError where the output cannot be written, UsageError where another version of detente is installed here.
    """
    if job.coder != version("detente"):
        raise UsageError(f"this machine has detente {version('detente')}, the run was planned by {job.coder}; install the same everywhere")
    output = job.folder
    with failing_as_source_error(output):
        known = None if again else find_marker(output, shard.name)
        return known or _read(shard, job, processes, output, advance)


def _read(shard: Shard, job: Job, processes: Processes, output: Place, advance: Callable[[int], None]) -> Marker:
    with _scratch(output, shard.name) as folder:
        writer = Writer(folder)
        for rows in read_shard(shard, job, processes, str(folder)):
            writer.add(rows)
            advance(1)
        writer.close()
        marker = marker_of(writer, shard, job)
        publish(writer, marker, output)
    return marker


@contextmanager
def _scratch(output: Place, name: str) -> Iterator[Path]:
    """A folder for what is unfinished: on the output's own disk, so that it can be renamed, or on any disk of this machine."""
    beside = Path(output.path) / "unfinished" if output.is_local else None
    if beside:
        beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{name}-", dir=beside, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
