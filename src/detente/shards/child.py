"""A process that reads shards, and may die of it: `main([FD, READER, MEMORY])`.

Orders come in as JSON, one a line; what is done goes out through the pipe FD, a message for each item before and after it is read, so that
whoever waits knows what the process was at when it died. When the orders end, so does the process, in the middle of an item too: nobody
waits for it any more.
"""

import gc
import os
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from detente.errors import DetenteError
from detente.ingest.settings import Settings
from detente.ledger.entry import Entry, Failure
from detente.load.item import Item, Refusal
from detente.shards.items import find_items
from detente.shards.job import Shard
from detente.shards.tables import failed_row, rows_of

KEPT_BYTES = 1_000_000
"""So much of an item is told before it is read, for the case that it kills its reader."""

Reader = Callable[[Item, Settings], Entry | Failure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A shard to be read from an item on (`skip` items are passed over), with a folder for what has to be fetched first."""

    shard: Shard
    settings: Settings
    skip: int
    folder: str


def main(arguments: list[str]) -> None:
    """Reads shards as they are ordered, until the orders end."""
    number, reader_name, memory_mb = arguments
    pipe = Connection(int(number), readable=False)
    os.dup2(2, 1)  # what a library prints must not go where others write data
    reader = _find_reader(reader_name)
    _limit_memory(int(memory_mb))
    gc.disable()
    orders = _listen()
    pipe.send_bytes(msgspec.msgpack.encode(["ready"]))
    while True:
        _work(orders.get(), reader, pipe)


def _work(order: Order, reader: Reader, pipe: Connection) -> None:
    def tell(*message: Any) -> None:  # what msgpack knows
        pipe.send_bytes(msgspec.msgpack.encode(message))

    try:
        items = find_items(order.shard, order.settings, Path(order.folder))
        for found in islice(items, order.skip, None):
            digest = order.settings.digest(found.identity)
            tell("begun", found.key, digest, found.data[:KEPT_BYTES])
            tell("done", *_rows(found, _outcome(found, digest, order.settings, reader)))
            _settle()
    except DetenteError as error:
        tell("refused", type(error).__name__, str(error))
        return
    tell("end")


def _outcome(found: Item | Refusal, digest: str, settings: Settings, reader: Reader) -> Entry | Failure:
    if isinstance(found, Refusal):
        return Failure(key=found.key, digest=digest, code="source", reason=found.reason)
    return reader(found, settings)


def _rows(found: Item | Refusal, outcome: Entry | Failure) -> Any:  # as tables.rows_of
    """The rows of an outcome; what took too long is put aside with its bytes, whoever stopped it."""
    if isinstance(outcome, Failure) and outcome.code == "time":
        kept = found.data[:KEPT_BYTES]
        return failed_row(outcome.key, outcome.digest, outcome.code, outcome.reason, state="quarantined", original=kept), []
    return rows_of(outcome)


def _settle() -> None:
    """Sets the tables, which the first item made, aside for good: a collector that walks through them costs a seventh of the time."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _find_reader(name: str) -> Reader:
    module, _, function = name.partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader


def _limit_memory(megabytes: int) -> None:
    if megabytes:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _listen() -> "queue.Queue[Order]":
    orders: queue.Queue[Order] = queue.Queue()
    decoder = msgspec.json.Decoder(Order)

    def listen() -> None:
        for line in sys.stdin.buffer:
            orders.put(decoder.decode(line))
        os._exit(0)  # whoever gave orders is gone

    threading.Thread(target=listen, daemon=True).start()
    return orders

