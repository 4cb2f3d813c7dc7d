"""Work that takes long, done in processes of its own, so that it neither slows those who read nor ends with a hostile text in the server.

A worker starts when it is first needed, does one thing at a time, and is killed and replaced when a thing takes longer than it may.
"""

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from detente.errors import DetenteError, SourceError

_CONTEXT = multiprocessing.get_context("spawn")  # a fork would take over the locks of the server's threads


class Busy(SourceError):
    """More is waiting for a worker than it takes on."""


class Worker:
    """A process that calls functions of this package for the server, e.g. `await worker.call(read_posted, posted)`.

    `seconds` is how long one call may take, `waiting` how many may wait their turn.
    """

    def __init__(self, *, seconds: float, waiting: int) -> None:
        self.seconds, self.waiting = seconds, waiting
        self._queued = 0
        self._lock = asyncio.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    async def call(self, function: Callable[..., Any], *arguments: Any) -> Any:  # whatever the function takes and gives
        """What a function gives. Raises what it raises; SourceError where it took too long or the process died of it; Busy."""
        self.check()
        self._queued += 1
        try:
            async with self._lock:
                given = asyncio.ensure_future(asyncio.to_thread(self._call, function, arguments))
                try:
                    return await asyncio.shield(given)
                except asyncio.CancelledError:
                    await asyncio.wait([given])  # who asked has gone; the worker is free only when it is done
                    raise
        finally:
            self._queued -= 1

    def check(self) -> None:
        """Raises Busy where as much waits as may."""
        if self._queued >= self.waiting:
            raise Busy("too much is waiting already; try again in a few seconds")

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:  # see call
        if self._process is None or self._pipe is None or not self._process.is_alive():
            self._start()
        assert self._pipe is not None
        try:
            self._pipe.send((function, arguments))
            if not self._pipe.poll(self.seconds):
                self.close()
                raise SourceError(f"took longer than {self.seconds:g} s; send less at once")
            good, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise SourceError("the process that worked on it was killed (out of memory?); send less at once") from error
        if good:
            return value
        raise value

    def _start(self) -> None:
        self.close()
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours


def _serve(pipe: Connection) -> None:
    """What the process does: calls what it is sent until the server ends."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's business, which ends its workers
    if hasattr(os, "nice"):
        os.nice(5)  # what takes long lets those pass who only look something up
    while True:
        try:
            function, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_outcome(function, arguments))


def _outcome(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except DetenteError as error:
        return False, error
    except (RecursionError, MemoryError) as error:
        return False, SourceError(f"is too deeply nested to be read ({type(error).__name__})")
    except Exception as error:  # noqa: BLE001  told to the server, which answers 500 and logs it
        return False, RuntimeError(f"{type(error).__name__}: {error}")
