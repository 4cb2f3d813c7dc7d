"""What a running server holds: the ledger, answers kept for a minute, the processes that do long work."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from fastapi import Request

from detente.desk import Ledger
from detente.web.memory import Memory
from detente.web.settings import Settings
from detente.web.workers import Worker

_READING_SECONDS = 30.0  # a text of 300,000 characters takes some twelve on one core
_ANALYSIS_SECONDS = 60.0
_INGEST_SECONDS = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The parts of one server; routes get it by `state_of(request)`."""

    ledger: Ledger
    settings: Settings
    memory: Memory = field(default_factory=Memory)
    reader: Worker = field(default_factory=lambda: Worker(seconds=_READING_SECONDS, waiting=8))
    analyst: Worker = field(default_factory=lambda: Worker(seconds=_ANALYSIS_SECONDS, waiting=16))
    historian: Worker = field(default_factory=lambda: Worker(seconds=_ANALYSIS_SECONDS, waiting=16))
    deciding: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))  # alone waits for the writer's lock
    writer: Worker = field(default_factory=lambda: Worker(seconds=_INGEST_SECONDS, waiting=32))

    def close(self) -> None:
        """Ends the processes and all connections."""
        for worker in (self.reader, self.analyst, self.historian, self.writer):
            worker.close()
        self.deciding.shutdown(wait=True)
        self.ledger.close()


def state_of(request: Request) -> State:
    """The state of the server of a request; a dependency of routes."""
    found: State = request.app.state.held
    return found


def ledger_of(request: Request) -> Ledger:
    """The ledger that the server of a request asks; a dependency of routes."""
    return state_of(request).ledger
