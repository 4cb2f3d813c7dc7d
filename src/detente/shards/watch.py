"""A shard read by a process that is watched: what it has done is kept when it dies, and what it died of is put aside.

The process tells of every item before and after it reads it. When it dies, a fresh one goes on with the item that it was at; when that
one dies of the same item too, the item is put aside and the next process goes on behind it. So a shard is cut at once where halving it
again and again would end: two deaths instead of a dozen, and no other article is read twice. An item that takes too long is put aside at
once.
"""

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

import msgspec

from detente import errors
from detente.errors import DetenteError
from detente.shards.child import Order
from detente.shards.job import Job, Shard
from detente.shards.tables import failed_row

START_SECONDS = 120.0
"""How long a process may take to start, and its first item longer than others: tables are loaded then."""

_DEATHS = 2  # one may be an accident: the machine was out of memory, somebody killed it
_LOOK_SECONDS = 0.5  # how soon a stop is heeded
_CHILD = "import sys; from detente.shards.child import main; main(sys.argv[1:])"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

Rows = tuple[list[Any], list[list[Any]]]  # the row of an item and those of its claims, as in tables.py


class Stopped(Exception):
    """The run is to end before its time."""


@dataclass(slots=True)
class Process:
    """A reading process with both ends that lead to it."""

    running: "subprocess.Popen[bytes]"
    pipe: Connection
    warm: bool = False

    def order(self, order: Order) -> None:
        """Gives it a shard to read."""
        assert self.running.stdin
        self.running.stdin.write(msgspec.json.encode(order) + b"\n")
        self.running.stdin.flush()

    def hear(self, seconds: float, stop: threading.Event) -> list[Any] | None:
        """Its next message, None where none came in time. Raises EOFError where it has died, Stopped where the run is to end."""
        waited = 0.0
        while not self.pipe.poll(min(_LOOK_SECONDS, max(0.0, seconds - waited))):
            waited += _LOOK_SECONDS
            if stop.is_set():
                raise Stopped
            if waited >= seconds:
                return None
        try:
            message: list[Any] = msgspec.msgpack.decode(self.pipe.recv_bytes())
        except OSError as error:
            raise EOFError from error
        return message

    def kill(self) -> None:
        """Ends it at once."""
        self.running.kill()
        self.running.wait()
        assert self.running.stdin
        self.running.stdin.close()
        self.pipe.close()


@dataclass(slots=True)
class Processes:
    """The reading processes of one run, lent to whoever reads a shard and used again; `stop` ends the run."""

    job: Job
    stop: threading.Event = field(default_factory=threading.Event)
    _idle: list[Process] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def lent(self) -> Iterator[Process]:
        """A process for one order; it is ended where the order was not done."""
        with self._lock:
            process = self._idle.pop() if self._idle else None
        process = process or _start(self.job)
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        with self._lock:
            self._idle.append(process)

    @contextmanager
    def open(self) -> Iterator["Processes"]:
        """Ends all of them at the end."""
        try:
            yield self
        finally:
            self.stop.set()
            while self._idle:
                self._idle.pop().kill()


def read_shard(shard: Shard, job: Job, processes: Processes, folder: str) -> Iterator[Rows]:
    """The rows of a shard in the order of its items, whatever becomes of the processes that read it.

    Raises what the reading of a source raises where an extra is missing, Stopped where the run is to end.
    """
    done = 0
    deaths: Counter[str] = Counter()
    while True:
        try:
            with processes.lent() as process:
                for rows in _rows(process, Order(shard=shard, settings=job.settings, skip=done, folder=folder), job, processes.stop):
                    yield rows
                    done += 1
                    deaths.clear()
                return
        except _Lost as lost:
            where = "item" if lost.at else "between"
            deaths[where] += 1
            if lost.code == "killed" and deaths[where] < _DEATHS:
                continue
            yield _put_aside(lost, shard, job, done), []
            if not lost.at:
                return
            done += 1
            deaths.clear()


class _Lost(Exception):
    """A process was lost: `killed`, or ended because an item took too long (`time`); `at` is that item, None where it was at none."""

    def __init__(self, code: str, at: list[Any] | None) -> None:
        super().__init__(code)
        self.code, self.at = code, at


def _rows(process: Process, order: Order, job: Job, stop: threading.Event) -> Iterator[Rows]:
    """The rows of what a process does of an order. Raises _Lost."""
    at: list[Any] | None = None
    try:
        process.order(order)
        while True:
            message = process.hear(job.seconds + (0.0 if process.warm else START_SECONDS), stop)
            if message is None:
                raise _Lost("time", at)
            kind, *values = message
            if kind == "end":
                return
            if kind == "refused":
                raise getattr(errors, values[0], DetenteError)(values[1])
            if kind == "begun":
                at = values
            else:
                at, process.warm = None, True
                yield values[0], values[1]
    except (EOFError, BrokenPipeError) as error:
        raise _Lost("killed", at) from error


def _put_aside(lost: _Lost, shard: Shard, job: Job, done: int) -> list[Any]:
    """The row of an item that is not read, or of the rest of a shard whose source cannot be walked through."""
    if lost.at:
        key, digest, original = lost.at
        reasons = {
            "time": f"hung for {job.seconds:g} seconds; read it alone, give it more with --time-limit, or report it with the text",
            "killed": "killed the process that read it, twice (out of memory?); read it alone, or report it with the text",
        }
        return failed_row(key, digest, lost.code, reasons[lost.code], state="quarantined", original=original)
    reason = f"{shard.told}: its reader died or hung between two items, after {done:,}; what comes after was not read"
    digest = job.settings.digest(shard.name.encode())
    return failed_row(f"{shard.source}#rest", digest, lost.code, reason, state="quarantined")


def _start(job: Job) -> Process:
    here, there = Pipe(duplex=False)
    command = [sys.executable, "-P", "-c", _CHILD, str(there.fileno()), job.reader, str(job.memory_mb)]
    environment = {**dict.fromkeys(_THREADS, "1"), **os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    running = subprocess.Popen(  # noqa: S603  a module of ours; its own session, so that Ctrl-C reaches it through us only
        command, stdin=subprocess.PIPE, pass_fds=[there.fileno()], env=environment, start_new_session=True
    )
    there.close()
    process = Process(running, here)
    try:
        ready = process.hear(START_SECONDS, threading.Event())
    except EOFError:
        ready = None
    if ready is None:
        process.kill()
        raise errors.SourceError("a reading process could not be started; see what it said above, and try a higher --memory-limit")
    return process
