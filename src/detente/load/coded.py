"""Folders that `detente code` wrote: which shards are done, and their claims."""

from collections.abc import Iterator
from typing import Any

from detente.errors import MissingExtra, SourceError
from detente.load.storage import Place, open_place
from detente.records.wire import Plain

_COLUMNS = (
    "id", "article", "type", "quad", "auxiliary", "stance", "certainty", "published", "start", "end", "actors", "recipients", "speakers",
)  # fmt: skip


def find_done(folder: Place) -> list[str]:
    """The names of the shards that are done, sorted. Raises SourceError where there is none."""
    names = folder.child("done").names(".json")
    if not names:
        raise SourceError(f"{folder.name}: holds no shard that is done; name the folder that `detente code --output` wrote")
    return names


def load_rows(folder: Place, table: str, name: str, *, columns: tuple[str, ...], size: int) -> Iterator[list[Plain]]:
    """The rows of a shard's `articles` or `claims`, `size` at a time.

    Raises SourceError where its file cannot be read, MissingExtra where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("pyarrow is not installed; install it with: python -m pip install 'detente[code]'") from error
    place = folder.child(table, f"{name}.parquet")
    try:
        with place.open() as file, pq.ParquetFile(file) as opened:
            for batch in opened.iter_batches(batch_size=size, columns=list(columns)):
                yield batch.to_pylist()
    except (OSError, pa.ArrowException, ValueError) as error:
        again = folder.child("done", f"{name}.json").name
        raise SourceError(f"{place.name}: cannot be read ({str(error)[:200]}); delete {again} and run `detente code` again") from error


def load_claims(source: str) -> Iterator[Plain]:
    """The claims of a folder's shards with what tells an event of them, in the form of `records.wire.claim_to_dict`."""
    folder = open_place(source)
    for name in find_done(folder):
        for rows in load_rows(folder, "claims", name, columns=_COLUMNS, size=4096):
            yield from map(_claim, rows)


def _claim(row: Plain) -> Plain:
    parties: dict[str, Any] = {side: [{"code": code} for code in row[side]] for side in ("actors", "recipients", "speakers")}
    when = {side: row[side].isoformat() for side in ("start", "end")} if row["start"] else None
    published = row["published"].isoformat() if row["published"] else None
    return {**row, **parties, "when": when, "published": published}
