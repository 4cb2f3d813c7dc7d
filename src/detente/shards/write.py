"""A shard on disk: two Parquet files that appear whole or not at all, and a marker that says that both are there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from detente.errors import MissingExtra, SourceError
from detente.load.storage import Place
from detente.shards.job import Job, Shard
from detente.shards.tables import ARTICLES, CLAIMS, schema_of
from detente.shards.watch import Rows

_GROUP = 2000  # articles a row group: some 5 MB in memory
_STATE, _KEY, _CODE, _REASON = (list(ARTICLES).index(name) for name in ("state", "key", "code", "reason"))
_TOLD = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What a shard that is done holds: numbers of items and claims, and sizes of its files.

    `faults` and `put_aside` are the first hundred items that could not be read, and that were quarantined, as (key, reason).
    """

    name: str
    source: str
    start: int
    stop: int
    coder: str
    read: int
    failed: int
    quarantined: int
    claims: int
    articles_bytes: int
    claims_bytes: int
    faults: tuple[tuple[str, str], ...]
    put_aside: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Writer:
    """The two files of a shard as they are written, below a folder of this machine."""

    folder: Path
    counts: dict[str, int] = field(default_factory=lambda: {"read": 0, "failed": 0, "quarantined": 0, "claims": 0})
    faults: list[tuple[str, str]] = field(default_factory=list)
    put_aside: list[tuple[str, str]] = field(default_factory=list)
    _files: dict[str, Any] = field(default_factory=dict)  # pyarrow.parquet.ParquetWriter
    _waiting: dict[str, list[list[Any]]] = field(default_factory=lambda: {"articles": [], "claims": []})

    def add(self, rows: Rows) -> None:
        """Adds an item with its claims."""
        article, claims = rows
        state = article[_STATE]
        self.counts[state] += 1
        self.counts["claims"] += len(claims)
        if state != "read":
            told = self.faults if state == "failed" else self.put_aside
            if len(told) < _TOLD:
                told.append((article[_KEY], article[_REASON]))
        self._waiting["articles"].append(article)
        self._waiting["claims"] += claims
        if len(self._waiting["articles"]) >= _GROUP:
            self._flush()

    def close(self) -> None:
        """Ends both files; they are there even where they hold no row."""
        self._flush()
        for file in self._files.values():
            file.close()

    def file(self, table: str) -> Path:
        """Where a table is written, `articles` or `claims`."""
        return self.folder / f"{table}.parquet"

    def _flush(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        for table, columns in (("articles", ARTICLES), ("claims", CLAIMS)):
            schema = schema_of(columns)
            if table not in self._files:
                self._files[table] = pq.ParquetWriter(self.file(table), schema, compression="zstd")
            rows = self._waiting[table]
            if rows:
                values = zip(*rows, strict=True)
                arrays = [_array(pa, list(column), kind) for column, kind in zip(values, schema.types, strict=True)]
                self._files[table].write_table(pa.Table.from_arrays(arrays, schema=schema))
            self._waiting[table] = []


def _array(pa: Any, values: list[Any], kind: Any) -> Any:  # pyarrow, a type of it, and an array
    return pa.array(values, pa.int32()).cast(kind) if kind == pa.date32() else pa.array(values, kind)


def check_parquet() -> None:
    """Raises MissingExtra where pyarrow is not installed."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtra("pyarrow is not installed; install it with: python -m pip install 'detente[code]'") from error
    del pa


def marker_of(writer: Writer, shard: Shard, job: Job) -> Marker:
    """The marker of a shard whose files are closed."""
    sizes = {f"{table}_bytes": writer.file(table).stat().st_size for table in ("articles", "claims")}
    return Marker(
        name=shard.name, source=shard.source, start=shard.start, stop=shard.stop, coder=job.coder, **writer.counts, **sizes,
        faults=tuple(writer.faults), put_aside=tuple(writer.put_aside),
    )  # fmt: skip


def publish(writer: Writer, marker: Marker, output: Place) -> None:
    """Puts a shard where it belongs, its marker last: a shard without a marker is none, whatever else of it is there."""
    for table in ("articles", "claims"):
        output.child(table, f"{marker.name}.parquet").publish(writer.file(table))
    file = writer.folder / "done.json"
    file.write_bytes(msgspec.json.format(msgspec.json.encode(marker), indent=1))
    output.child("done", f"{marker.name}.json").publish(file)


def find_marker(output: Place, name: str) -> Marker | None:
    """The marker of a shard, None where it is not done. Raises SourceError where it is none that this version wrote."""
    place = output.child("done", f"{name}.json")
    try:
        return msgspec.json.decode(place.read(), type=Marker)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError as error:
        raise SourceError(f"{place.name}: is no marker of a shard ({error}); delete it, and `detente code` does the shard again") from error


@contextmanager
def failing_as_source_error(output: Place) -> Iterator[None]:
    """Turns what a full or missing disk raises into a SourceError that names the folder."""
    try:
        yield
    except OSError as error:
        raise SourceError(f"{output.name}: cannot be written ({error.strerror or error}); free space or rights, and start again") from error
