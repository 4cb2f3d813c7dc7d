"""Items read in this process or in several; a worker that dies takes nothing with it but the item that killed it."""

import gc
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from detente.ingest.settings import Settings
from detente.ingest.work import read_item
from detente.ledger.entry import Entry, Failure
from detente.load.item import Item

Chunk = Sequence[Item]
Outcome = Entry | Failure


def read_chunks(chunks: Iterable[Chunk], settings: Settings, *, jobs: int) -> Iterator[list[Outcome]]:
    """The outcomes of chunks of items in their order, read by `jobs` processes (1: this one), a few chunks ahead at most."""
    if jobs == 1:
        try:
            for chunk in chunks:
                yield read_and_settle(chunk, settings)
        finally:
            gc.unfreeze()
        return
    waiting: deque[tuple[Chunk, Future[list[Outcome]]]] = deque()
    pool = _pool(jobs)
    try:
        for chunk in chunks:
            pool = _submit(pool, chunk, settings, waiting, jobs)
            if len(waiting) >= 2 * jobs + 1:
                yield _result(*waiting.popleft(), settings)
        while waiting:
            yield _result(*waiting.popleft(), settings)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def read_chunk(chunk: Chunk, settings: Settings) -> list[Outcome]:
    """The outcomes of one chunk, read here."""
    return [read_item(item, settings) for item in chunk]


def read_and_settle(chunk: Chunk, settings: Settings) -> list[Outcome]:
    """As `read_chunk`; after the first one, what is in memory is set aside from the collector of cycles.

    The tables of the languages are some hundred thousand objects that live as long as the run: to walk through them again and again takes
    an ingest 4 % of its time.
    """
    found = read_chunk(chunk, settings)
    if not gc.get_freeze_count():
        gc.freeze()
    return found


def _submit(
    pool: ProcessPoolExecutor, chunk: Chunk, settings: Settings, waiting: deque[tuple[Chunk, Future[list[Outcome]]]], jobs: int
) -> ProcessPoolExecutor:
    """Hands a chunk to the pool, to a new one where a worker has died."""
    try:
        waiting.append((chunk, pool.submit(read_and_settle, chunk, settings)))
    except BrokenProcessPool:
        pool.shutdown(wait=False)
        pool = _pool(jobs)
        waiting.append((chunk, pool.submit(read_and_settle, chunk, settings)))
    return pool


def _result(chunk: Chunk, future: "Future[list[Outcome]]", settings: Settings) -> list[Outcome]:
    try:
        return future.result()
    except BrokenProcessPool:
        return _one_by_one(chunk, settings)


def _one_by_one(chunk: Chunk, settings: Settings) -> list[Outcome]:
    """A chunk that was under way when a worker died, each item in a process that may die of it."""
    found: list[Outcome] = []
    pool = _pool(1)
    for item in chunk:
        try:
            found += pool.submit(read_chunk, [item], settings).result()
        except BrokenProcessPool:
            pool.shutdown(wait=False)
            pool = _pool(1)
            reason = "the process that read it was killed (out of memory?); read it alone, or report it with the text"
            found.append(Failure(key=item.key, digest=settings.digest(item.identity), code="killed", reason=reason))
    pool.shutdown()
    return found


def _pool(jobs: int) -> ProcessPoolExecutor:
    # spawn: a fork would take over the locks of the progress bar's thread and of the database
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
