"""Answers that take long and may be a minute old: each made by one at a time, and handed out while it is made anew."""

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from typing import Any

_MOST = 500


class Memory:
    """Values by key, made anew when they are older than `seconds`, e.g. `memory.get("stats", ledger.stats)`.

    While one thread makes a value anew, the others are given the old one; where there is none yet, they wait for it.
    """

    def __init__(self, *, seconds: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds, self._clock = seconds, clock
        self._values: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._locks: dict[Hashable, threading.Lock] = {}
        self._tasks: dict[Hashable, asyncio.Task[Any]] = {}
        self._guard = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:  # whatever `make` gives
        """The value of a key, made by `make` where there is none that is young enough."""
        with self._guard:
            known = self._values.get(key)
            lock = self._locks.setdefault(key, threading.Lock())
        if known and self._clock() - known[0] <= self.seconds:
            return known[1]
        if not lock.acquire(blocking=known is None):
            assert known is not None
            return known[1]
        try:
            with self._guard:
                known = self._values.get(key)
            if known and self._clock() - known[0] <= self.seconds:
                return known[1]
            value = make()
            self._keep(key, value)
        finally:
            lock.release()
        return value

    async def fetch(self, key: Hashable, make: Callable[[], Coroutine[Any, Any, Any]]) -> Any:  # whatever `make` gives
        """The same for what another process makes: nobody waits in a thread, which the readers would lack."""
        with self._guard:
            known = self._values.get(key)
        if known and self._clock() - known[0] <= self.seconds:
            return known[1]
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.get_running_loop().create_task(self._make(key, make))
        if known is None:
            return await asyncio.shield(task)
        task.add_done_callback(lambda done: done.cancelled() or done.exception())  # an old value is better than the new one's failure
        return known[1]

    async def _make(self, key: Hashable, make: Callable[[], Coroutine[Any, Any, Any]]) -> Any:  # see fetch
        try:
            value = await make()
            self._keep(key, value)
        finally:
            del self._tasks[key]
        return value

    def _keep(self, key: Hashable, value: Any) -> None:
        with self._guard:
            self._values[key] = (self._clock(), value)
            self._values.move_to_end(key)
            while len(self._values) > _MOST:
                gone, _ = self._values.popitem(last=False)
                self._locks.pop(gone, None)
