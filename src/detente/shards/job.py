"""What is to be done: how articles are read, and which part of which file is one piece of work."""

import hashlib
import json
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from detente.ingest.settings import Settings
from detente.load.storage import Place, open_place

FORM = 1
"""Version of what a shard's files hold; another one gives a shard another name, so that it is read anew."""

READER = "detente.ingest.work:read_item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """How shards are read and where they are written, in a form that a process on another machine can be given.

    `output` is a folder, as a path or an address. `seconds` is how long one article may take by the clock before its process is killed; the
    processor time that ends it within its process is `settings.seconds`, and should be less. `memory_mb` is how much that process may hold
    (0: as much as there is). `shard_bytes` is how large a shard is where a file can be cut. `reader` names the function `module:name`
    that reads one item with the settings: another than ours must be installed wherever shards are read.
    """

    output: str
    settings: Settings = field(default_factory=Settings)
    seconds: float = 600.0
    memory_mb: int = 4096
    shard_bytes: int = 8_000_000
    reader: str = READER
    coder: str = field(default_factory=lambda: version("detente"))

    @property
    def folder(self) -> Place:
        """Where the shards are written."""
        return open_place(self.output)

    def digest(self) -> str:
        """What a shard's rows depend on beside its source: version, options, tables of the user's own (16 hex digits)."""
        options = self.settings.digest(b"")
        parts = [FORM, self.coder, options, sorted(self.settings.columns.items()), self.reader, digest_folder(self.settings.tables)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A part of a source: bytes `[start, stop)` of JSON Lines, or rows of Parquet; `stop` -1 is the end of the file.

    `name` is a digest of the source, the part, and the job's digest: the same part read in the same way is the same shard, on every
    machine. `first` is the number of its first line, from 1. `reason` says why the source cannot be read, "" where it can.
    """

    name: str
    source: str
    start: int = 0
    stop: int = -1
    first: int = 1
    reason: str = ""

    @property
    def told(self) -> str:
        """The shard in a message, e.g. "news/2022.jsonl [8000123:16000417]"."""
        return self.source if (self.start, self.stop) == (0, -1) else f"{self.source} [{self.start}:{self.stop}]"


def digest_folder(folder: str) -> str:
    """Digest of the files of a folder, "" for none."""
    if not folder:
        return ""
    whole = hashlib.sha256()
    for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
        whole.update(f"{path.relative_to(folder).as_posix()}\x1f".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]
