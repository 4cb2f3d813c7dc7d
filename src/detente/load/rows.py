"""Tables of articles, one a row: JSON Lines, CSV, Parquet."""

import csv
import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from io import BufferedReader
from pathlib import Path

from detente.errors import MissingExtra, SourceError
from detente.load.draft import Limits
from detente.load.item import Item, Refusal, row_item

JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
CSV = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
PARQUET = (".parquet",)
_ROW_GROUP_BYTES = 4_000_000_000


def load_json_lines(path: Path, *, limits: Limits, columns: Mapping[str, str]) -> Iterator[Item | Refusal]:
    """The articles of a file with one JSON object a line, plain or packed with gzip; a bad line is refused and the others are read."""
    key = path.as_posix()
    with _opened(path) as file:
        for number, line in enumerate(_lines(file, key, limits), 1):
            if isinstance(line, Refusal):
                yield line
                return
            if line.strip():
                yield _json_row(f"{key}#{number}", line, limits, columns)


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
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("pyarrow is not installed; install it with: python -m pip install 'detente[parquet]'") from error
    key, number = path.as_posix(), 0
    try:
        with pq.ParquetFile(path) as file:
            groups = [file.metadata.row_group(place).total_byte_size for place in range(file.metadata.num_row_groups)]
            if max(groups, default=0) > _ROW_GROUP_BYTES:
                yield Refusal(key=key, reason=f"a row group unpacks to more than {_ROW_GROUP_BYTES // 10**9} GB; write smaller ones")
                return
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    number += 1
                    yield _parquet_row(f"{key}#{number}", row, limits, columns)
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Refusal(key=key, reason=f"is no Parquet file that can be read ({str(error)[:200]})")


def _parquet_row(key: str, row: dict[str, object], limits: Limits, columns: Mapping[str, str]) -> Item | Refusal:
    try:
        item = row_item(key, row, columns)
    except SourceError as error:
        return Refusal(key=key, reason=str(error).removeprefix(f"{key}: "), data=repr(row).encode("utf-8", "replace")[:10_000])
    if len(item.data) > limits.row_bytes:
        return Refusal(key=key, reason=f"the row is larger than {limits.row_bytes // 1_000_000} MB", data=item.data[:1000])
    return item


def _opened(path: Path) -> gzip.GzipFile | BufferedReader:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")


def _lines(file: gzip.GzipFile | BufferedReader, key: str, limits: Limits) -> Iterator[bytes | Refusal]:
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
