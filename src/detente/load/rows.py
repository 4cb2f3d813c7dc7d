"""Tables of articles, one a row: JSON Lines, CSV, Parquet."""

import csv
import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO, cast

from detente.errors import MissingExtra, SourceError
from detente.load.draft import Limits
from detente.load.item import NO_TEXT, Item, Refusal, row_item

JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
CSV = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
PARQUET = (".parquet",)
_ROW_GROUP_BYTES = 4_000_000_000


def load_json_lines(path: Path, *, limits: Limits, columns: Mapping[str, str]) -> Iterator[Item | Refusal]:
    """The articles of a file with one JSON object a line, plain or packed with gzip; a bad line is refused and the others are read."""
    with _opened(path) as file:
        yield from read_json_lines(file, path.as_posix(), limits=limits, columns=columns)


def read_json_lines(
    file: BinaryIO, key: str, *, limits: Limits, columns: Mapping[str, str], first: int = 1
) -> Iterator[Item | Refusal]:
    """The articles of lines of an open file, of which the next is the line `first` of the source `key`."""
    for number, line in enumerate(_lines(file, key, limits), first):
        if isinstance(line, Refusal):
            yield line
            return
        if not line.strip():
            continue
        found = _json_row(f"{key}#{number}", line, limits, columns)
        if number == 1 and isinstance(found, Refusal) and NO_TEXT in found.reason:
            yield Refusal(key=key, reason=f"{found.reason}; its lines were not read", data=found.data)
            return
        yield found


def _json_row(key: str, line: bytes, limits: Limits, columns: Mapping[str, str]) -> Item | Refusal:
    if len(line) > limits.row_bytes:
        return Refusal(key=key, reason=f"the line is longer than {limits.row_bytes // 1_000_000} MB", data=line[:1000])
    try:
        row = json.loads(line.decode("utf-8-sig"))
        if not isinstance(row, dict):
            raise SourceError(f"{key}: the line holds a JSON {type(row).__name__}; each line must be one object")
        return row_item(key, row, columns)
    except UnicodeDecodeError:
        return Refusal(key=key, reason="the line is not UTF-8; save the file as UTF-8", data=line)
    except (ValueError, RecursionError) as error:
        return Refusal(key=key, reason=f"the line is no JSON ({error})", data=line)
    except SourceError as error:
        return Refusal(key=key, reason=str(error).removeprefix(f"{key}: "), data=line)


def load_csv(path: Path, *, limits: Limits, columns: Mapping[str, str]) -> Iterator[Item | Refusal]:
    """The articles of a CSV file with a header, tabs instead of commas in .tsv; a row with too few or bad cells is refused."""
    key = path.as_posix()
    csv.field_size_limit(limits.row_bytes)
    delimiter = "\t" if ".tsv" in path.name.lower() else ","
    with _opened(path) as file:
        texts = (_decoded(line) for line in _lines(file, key, limits))
        rows = csv.DictReader(texts, delimiter=delimiter, restkey="")
        number = 1
        while True:
            number += 1
            try:
                row = next(rows, None)
            except (csv.Error, SourceError) as error:
                yield Refusal(key=f"{key}#{number}", reason=f"the row is no CSV ({error})", data=str(error).encode())
                if isinstance(error, SourceError):
                    return
                continue
            if row is None:
                break
            yield _csv_row(f"{key}#{number}", row, columns)
    if number == 2:
        yield Refusal(key=key, reason="holds no row below its header; the first line must name the columns")


def _csv_row(key: str, row: dict[str, str], columns: Mapping[str, str]) -> Item | Refusal:
    data = repr(sorted((str(name), str(value)) for name, value in row.items())).encode("utf-8", "surrogatepass")
    if "" in row:
        return Refusal(key=key, reason="has more cells than the header has columns; is a quote missing?", data=data)
    try:
        return row_item(key, row, columns)
    except SourceError as error:
        return Refusal(key=key, reason=str(error).removeprefix(f"{key}: "), data=data)


def load_parquet(path: Path, *, limits: Limits, columns: Mapping[str, str]) -> Iterator[Item | Refusal]:
    """The articles of a Parquet file, read a few hundred rows at a time. Raises MissingExtra where pyarrow is not installed."""
    yield from read_parquet(path, path.as_posix(), limits=limits, columns=columns)


def read_parquet(
    file: Path | BinaryIO, key: str, *, limits: Limits, columns: Mapping[str, str], rows: tuple[int, int] | None = None
) -> Iterator[Item | Refusal]:
    """The articles of the Parquet file of the source `key`, of all rows or of those `[first, last)`, counted from 0."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("pyarrow is not installed; install it with: python -m pip install 'detente[parquet]'") from error
    try:
        with pq.ParquetFile(file) as table:
            groups = [table.metadata.row_group(place).total_byte_size for place in range(table.metadata.num_row_groups)]
            if max(groups, default=0) > _ROW_GROUP_BYTES:
                yield Refusal(key=key, reason=f"a row group unpacks to more than {_ROW_GROUP_BYTES // 10**9} GB; write smaller ones")
                return
            for number, row in _rows(table, *(rows or (0, table.metadata.num_rows))):
                yield _parquet_row(f"{key}#{number + 1}", row, limits, columns)
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Refusal(key=key, reason=f"is no Parquet file that can be read ({str(error)[:200]})")


def _rows(table: Any, first: int, last: int) -> Iterator[tuple[int, dict[str, Any]]]:  # a pyarrow.parquet.ParquetFile
    """Rows `[first, last)` with their numbers; row groups that hold none of them are not read."""
    ends = list(accumulate(table.metadata.row_group(place).num_rows for place in range(table.metadata.num_row_groups)))
    wanted = [place for place, (start, end) in enumerate(zip([0, *ends], ends, strict=False)) if start < last and end > first]
    number = [0, *ends][wanted[0]] if wanted else 0
    for batch in table.iter_batches(batch_size=256, row_groups=wanted):
        skipped = max(0, first - number)
        yield from enumerate(batch.slice(skipped, max(0, last - number - skipped)).to_pylist(), number + skipped)
        number += batch.num_rows


def _parquet_row(key: str, row: dict[str, object], limits: Limits, columns: Mapping[str, str]) -> Item | Refusal:
    try:
        item = row_item(key, row, columns)
    except SourceError as error:
        return Refusal(key=key, reason=str(error).removeprefix(f"{key}: "), data=repr(row).encode("utf-8", "replace")[:10_000])
    if len(item.data) > limits.row_bytes:
        return Refusal(key=key, reason=f"the row is larger than {limits.row_bytes // 1_000_000} MB", data=item.data[:1000])
    return item


def _opened(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path, "rb")) if path.suffix.lower() == ".gz" else path.open("rb")


def _lines(file: BinaryIO, key: str, limits: Limits) -> Iterator[bytes | Refusal]:
    """Lines of a file, one at a time, none longer than the limit in memory: that is what stops a packed bomb."""
    try:
        while line := file.readline(limits.row_bytes + 1):
            if len(line) > limits.row_bytes and not line.endswith(b"\n"):
                reason = f"a line is longer than {limits.row_bytes // 1_000_000} MB; the rest of the file was not read"
                yield Refusal(key=f"{key}#rest", reason=reason, data=line[:1000])
                return
            yield line
    except (OSError, EOFError, zlib.error) as error:
        reason = f"is packed wrongly or cut short ({error}); what comes after was not read"
        yield Refusal(key=f"{key}#rest", reason=reason, data=str(error).encode())


def _decoded(line: bytes | Refusal) -> str:
    if isinstance(line, Refusal):
        raise SourceError(line.reason)
    return line.decode("utf-8-sig", "surrogateescape")
