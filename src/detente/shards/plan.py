"""Which shards there are: files as they stand, large ones cut where that can be done without unpacking them."""

import hashlib
import json
from collections.abc import Iterable, Iterator

from detente.errors import SourceError
from detente.load.item import Refusal
from detente.load.rows import CSV, JSON_LINES, PARQUET, read_json_lines
from detente.load.storage import Place, find_places, open_place
from detente.load.warc import ARCHIVES
from detente.shards.job import Job, Shard

TABLES = (*JSON_LINES, *PARQUET, *CSV, *ARCHIVES)
_PLAIN = (".jsonl", ".ndjson")
_READ = 1 << 20
_STAMPS = ("ETag", "etag", "md5Hash", "md5", "checksum", "mtime", "LastModified", "last_modified", "updated", "modified", "created")
_Part = tuple[int, int, int]  # start, stop, number of the first line


def find_shards(inputs: Iterable[str], job: Job) -> tuple[list[Shard], list[str]]:
    """The shards of files, folders and patterns, each once, in the order of their sources; and the files that are of no kind that is read.

    Raises SourceError where an input is not there or is of no kind that is read.
    """
    digest, output = job.digest(), job.folder
    shards: dict[str, Shard] = {}
    passed: list[str] = []
    for name in inputs:
        place = open_place(name)
        for found in find_places(place):
            if isinstance(found, Refusal):
                shard = _named(Shard(name="", source=found.key, reason=found.reason), "", digest)
                shards[shard.name] = shard
            elif found.name.startswith(f"{output.name}/"):
                continue  # what an earlier run wrote is no input
            elif found.name.lower().endswith(TABLES):
                shards |= {shard.name: shard for shard in _cut(found, job, digest)}
            elif found.name == place.name:
                raise SourceError(f"{name}: is none of {', '.join(TABLES)}; `detente ingest` reads single articles")
            else:
                passed.append(found.name)
    return list(shards.values()), passed


def _cut(place: Place, job: Job, digest: str) -> Iterator[Shard]:
    try:
        info = place.storage.info(place.path)
        identity = f"{info.get('size')}:{next((info[key] for key in _STAMPS if info.get(key)), '')}"
        parts = list(_parts(place, int(info.get("size") or 0), job))
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error})"
        yield _named(Shard(name="", source=place.name, reason=reason), "", digest)
        return
    for start, stop, first in parts:
        yield _named(Shard(name="", source=place.name, start=start, stop=stop, first=first), identity, digest)


def _named(shard: Shard, identity: str, digest: str) -> Shard:
    parts = [digest, identity, shard.source, shard.start, shard.stop, shard.reason]
    name = hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return Shard(name=name, source=shard.source, start=shard.start, stop=shard.stop, first=shard.first, reason=shard.reason)


def _parts(place: Place, size: int, job: Job) -> Iterable[_Part]:
    if size > job.shard_bytes and place.name.lower().endswith(_PLAIN):
        return _line_parts(place, size, job)
    if size > job.shard_bytes and place.name.lower().endswith(PARQUET):
        return _row_parts(place, job)
    return [(0, -1, 1)]


def _line_parts(place: Place, size: int, job: Job) -> Iterator[_Part]:
    """Parts that end with a line, found by counting line ends; what comes after a line that is too long is not cut: it is not read either.

    A file whose first line holds no text is refused as a whole, so it is not cut.
    """
    with place.open() as file:
        first = next(read_json_lines(file, place.name, limits=job.settings.limits, columns=job.settings.columns), None)
        if isinstance(first, Refusal) and first.key == place.name:
            yield 0, -1, 1
            return
        file.seek(0)
        start = line_start = at = 0
        line = started = 1
        while data := file.read(min(_READ, job.shard_bytes // 8 + 1)):
            cut = data.rfind(b"\n")
            longest = at + (data.find(b"\n") if cut >= 0 else len(data)) - line_start
            if longest > job.settings.limits.row_bytes:
                break
            if cut >= 0:
                line, line_start = line + data.count(b"\n"), at + cut + 1
                if line_start - start >= job.shard_bytes and line_start < size:
                    yield start, line_start, started
                    start, started = line_start, line
            at += len(data)
    yield start, -1, started


def _row_parts(place: Place, job: Job) -> Iterator[_Part]:
    """Parts of so many rows as make a shard on average, told from the file's last page."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with place.open() as file, pq.ParquetFile(file) as table:
            known = table.metadata
            size = sum(known.row_group(group).total_byte_size for group in range(known.num_row_groups))
            rows = known.num_rows
    except (pa.ArrowException, ValueError):
        yield 0, -1, 1  # reading it says what is wrong with it
        return
    step = max(1, rows * job.shard_bytes // max(1, size))
    if step >= rows:
        yield 0, -1, 1
        return
    for start in range(0, rows, step):
        yield start, min(start + step, rows), start + 1
