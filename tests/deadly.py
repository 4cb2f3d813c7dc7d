"""A reader for the tests of shards: ours, but an article that holds a marker does to its process what the marker says.

It is named to `detente.shards.Job(reader=...)`, so reading processes load it: they die for real. Loading it also makes a second kind of
storage known to fsspec, `elsewhere://`, which holds real files but is no disk of this machine as far as detente can see.
"""

import os
import signal
import time
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from detente.errors import MissingExtra
from detente.ingest.work import read_item

DIE = "#die#"  # ends its process, every time
CRASH = "#crash#"  # the same by a signal, as the kernel does where memory is short
ONCE = "#once:"  # "#once:/path#" ends its process where the path is not there yet, and makes it
TWICE = "#twice:"  # "#twice:/path#" ends its process until the path holds two bytes
WAIT = "#wait:"  # "#wait:/path#" says its process in "/path.PID" and waits until the path is there
HANG = "#hang#"  # never comes back, deaf to Python's signals


class Elsewhere(LocalFileSystem):
    protocol = "elsewhere"

    @classmethod
    def _strip_protocol(cls, path):
        return LocalFileSystem._strip_protocol(str(path).removeprefix("elsewhere://"))

    def unstrip_protocol(self, name):
        return f"elsewhere://{self._strip_protocol(name)}"


fsspec.register_implementation("elsewhere", Elsewhere, clobber=True)


def read(item, settings):
    text = item.data.decode("utf-8", "replace")
    if DIE in text:
        os._exit(3)
    if CRASH in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if ONCE in text:
        path = Path(text.split(ONCE, 1)[1].split("#", 1)[0])
        if not path.exists():
            path.touch()
            os._exit(3)
    if TWICE in text:
        with Path(text.split(TWICE, 1)[1].split("#", 1)[0]).open("a+b") as file:
            if file.tell() < 2:
                file.write(b".")
                file.flush()
                os._exit(3)
    if WAIT in text:
        path = text.split(WAIT, 1)[1].split("#", 1)[0]
        Path(f"{path}.{os.getpid()}").touch()
        while not Path(path).exists():
            time.sleep(0.1)
    while HANG in text:
        time.sleep(1)
    return read_item(item, settings)


def ask_for_an_extra(item, settings):
    raise MissingExtra("no such extra")
