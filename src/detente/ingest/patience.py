"""A limit to the time that one article may take, so that a text which a rule chokes on costs minutes and not the run."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

_AGAIN = 0.25  # seconds of processor time until it rings again


class TooLong(BaseException):
    """The time is up. No Exception, so that what takes faults in its stride (`pipeline.read_article`) does not take this one."""


@contextlib.contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """Raises TooLong in the block once it has used so many seconds of processor time; 0 gives it all the time it wants.

    Processor time, so that a busy machine or a laptop asleep fails no article. The signal behind it reaches the main thread of a Unix
    process only: elsewhere there is no limit. What runs in a library without a word to Python is stopped when it comes back.
    """
    if seconds <= 0 or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    armed = True

    def ring(number: int, frame: FrameType | None) -> None:
        if armed:
            raise TooLong

    before = signal.signal(signal.SIGPROF, ring)
    try:
        # rings again and again: where it interrupts a destructor or a callback of a library, Python only prints what was raised
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
