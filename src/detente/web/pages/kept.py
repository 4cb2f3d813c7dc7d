"""Answers that cost more than a page should, kept for a short time: until an analyst decides something, or some seconds have passed."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from detente.desk import Ledger
from detente.ledger.looking import find_version

Value = TypeVar("Value")
_MOST = 512
_SECONDS = 20.0
"""While an ingest runs beside it a page may be so much behind; a decision made on a page is seen at once."""


class Kept:
    """Values by key with the state of the ledger in which they were found, e.g. `kept.get(ledger, ("pulse", 12), make)`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._values: OrderedDict[Any, tuple[tuple[int, int], float, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, ledger: Ledger, key: Any, make: Callable[[], Value], *, seconds: float = _SECONDS) -> Value:  # any hashable key
        """The value of a key, made anew where the ledger changed and it is older than some seconds, or anything was decided since."""
        version = ledger.look(find_version)
        with self._lock:
            found = self._values.get(key)
        if found and found[0][1] == version[1] and (found[0][0] == version[0] or self._clock() - found[1] < seconds):
            value: Value = found[2]
            return value
        value = make()
        with self._lock:
            self._values[key] = (version, self._clock(), value)
            self._values.move_to_end(key)
            while len(self._values) > _MOST:
                self._values.popitem(last=False)
        return value
