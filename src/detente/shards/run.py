"""A run from its inputs to the folder of shards: what is done is passed over, the rest is read by the engine that was asked for."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from detente.errors import UsageError
from detente.load.storage import Place
from detente.shards.job import Job
from detente.shards.local import run_local
from detente.shards.plan import find_shards
from detente.shards.spark import run_spark
from detente.shards.write import Marker, check_parquet, failing_as_source_error, find_marker

ENGINES = ("local", "spark")
_ASKED = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run left: the markers of all its shards, how many were done before, files passed over, and shards of other runs in the folder.

    `others` are shards of inputs, options or versions that this run did not ask for; they are kept, or removed with `prune`.
    """

    markers: tuple[Marker, ...]
    before: int
    passed_over: tuple[str, ...]
    others: tuple[str, ...]


def code(
    inputs: Sequence[str],
    job: Job,
    *,
    engine: str = "local",
    jobs: int = 1,
    master: str = "",
    retry_failed: bool = False,
    prune: bool = False,
    plan: Callable[[int, int], None] = lambda *_: None,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """What is read of the inputs into the job's folder, e.g. `code(["news/*.jsonl"], Job(output="coded"), jobs=4)`.

    `jobs` are the processes of the local engine, `master` the address of the Spark cluster. `retry_failed` reads shards anew of which
    something could not be read, `prune` removes shards that this run did not ask for. `plan` is called with the number of shards and of
    those done before, `advance` with items as they are read (local engine).
    Raises SourceError where an input is not there or the output cannot be written, UsageError for an engine that is none,
    MissingExtra where a package is missing.
    """
    if engine not in ENGINES:
        raise UsageError(f"no engine {engine!r}; there are: {', '.join(ENGINES)}")
    check_parquet()
    shards, passed = find_shards(inputs, job)
    output = job.folder
    done = set(output.child("done").names(".json"))
    known = _find_markers(output, [shard.name for shard in shards if shard.name in done])
    again = frozenset(name for name, marker in known.items() if retry_failed and marker and (marker.failed or marker.quarantined))
    left = [shard for shard in shards if known.get(shard.name) is None or shard.name in again]
    plan(len(shards), len(shards) - len(left))
    if not left:
        made: list[Marker] = []
    elif engine == "spark":
        made = run_spark(left, job, master=master, again=again)
    else:
        made = run_local(left, job, jobs=jobs, again=again, advance=advance)
    markers = known | {marker.name: marker for marker in made}
    others = sorted(done - {shard.name for shard in shards})
    _tidy(output, {name for name, marker in markers.items() if marker})
    if prune:
        _remove(output, others)
    return Outcome(
        markers=tuple(found for shard in shards if (found := markers[shard.name])), before=len(shards) - len(left),
        passed_over=tuple(passed), others=tuple(others),
    )  # fmt: skip


def _find_markers(output: Place, names: Sequence[str]) -> dict[str, Marker | None]:
    """The markers of shards, many asked for at once: a storage elsewhere takes its time for each."""
    with ThreadPoolExecutor(_ASKED) as pool:
        return dict(zip(names, pool.map(partial(find_marker, output), names), strict=True))


def _tidy(output: Place, done: set[str]) -> None:
    """Removes what runs that were killed left unfinished of shards that are done now."""
    left = output.child("unfinished")
    for name in left.names(""):
        if name.replace(".", "-").split("-", 1)[0] in done:
            left.child(name).remove()


def _remove(output: Place, names: Sequence[str]) -> None:
    """Removes shards, each one's marker first: a shard that is half removed is none."""
    with failing_as_source_error(output):
        for name in names:
            output.child("done", f"{name}.json").remove()
            for table in ("articles", "claims"):
                output.child(table, f"{name}.parquet").remove()
