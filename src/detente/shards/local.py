"""Shards read on this machine: a thread for each process, which waits for it and writes what it says."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

from detente.shards.job import Job, Shard
from detente.shards.watch import Processes
from detente.shards.work import run_shard
from detente.shards.write import Marker


def run_local(
    shards: Sequence[Shard], job: Job, *, jobs: int, again: frozenset[str] = frozenset(), advance: Callable[[int], None] = lambda _: None
) -> list[Marker]:
    """The markers of shards in their order, read by `jobs` processes; the first error ends all."""
    lock = threading.Lock()

    def counted(items: int) -> None:
        with lock:
            advance(items)

    with Processes(job).open() as processes, ThreadPoolExecutor(jobs) as pool:
        try:
            waiting = [pool.submit(run_shard, one, job, processes, again=one.name in again, advance=counted) for one in shards]
            wait(waiting, return_when=FIRST_EXCEPTION)
        finally:
            processes.stop.set()  # no harm where all are done
            pool.shutdown(cancel_futures=True)
        failed = [error for future in waiting if not future.cancelled() and (error := future.exception())]
        if failed:
            raise next((error for error in failed if type(error).__name__ != "Stopped"), failed[0])
        return [future.result() for future in waiting]
