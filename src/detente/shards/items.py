"""The items of a shard, under the keys that they have in their source."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from detente.ingest.settings import Settings
from detente.load.item import Item, Refusal
from detente.load.rows import CSV, JSON_LINES, PARQUET, load_csv, load_json_lines, read_json_lines, read_parquet
from detente.load.storage import Place, open_place
from detente.load.warc import load_warc
from detente.shards.job import Shard


def find_items(shard: Shard, settings: Settings, folder: Path) -> Iterator[Item | Refusal]:
    """The items of a shard in their order, e.g. of keys "/news/all.jsonl#1200" and on; what lies elsewhere is fetched into the folder."""
    if shard.reason:
        yield Refusal(key=shard.source, reason=shard.reason)
        return
    place = open_place(shard.source)
    try:
        yield from _items(place, shard, settings, folder)
    except OSError as error:
        yield Refusal(key=shard.source, reason=f"cannot be read ({error.strerror or error})")


def _items(place: Place, shard: Shard, settings: Settings, folder: Path) -> Iterator[Item | Refusal]:
    name, limits, columns = place.name.lower(), settings.limits, settings.columns
    if name.endswith(PARQUET):
        rows = (shard.start, shard.stop) if shard.stop >= 0 else None
        with place.open() as file:
            yield from read_parquet(file, place.name, limits=limits, columns=columns, rows=rows)
    elif shard.start > 0 or shard.stop >= 0:
        with place.open() as file:
            file.seek(shard.start)
            lines = file if shard.stop < 0 else io.BytesIO(file.read(shard.stop - shard.start))
            yield from read_json_lines(lines, place.name, limits=limits, columns=columns, first=shard.first)
    else:
        load = load_json_lines if name.endswith(JSON_LINES) else load_csv if name.endswith(CSV) else load_warc
        path = _at_hand(place, folder)
        for found in load(path, limits=limits, columns=columns):
            yield replace(found, key=place.name + found.key.removeprefix(path.as_posix()))


def _at_hand(place: Place, folder: Path) -> Path:
    """The file on a disk of this machine, fetched where it lies elsewhere."""
    if place.is_local:
        return Path(place.path)
    path = folder / place.path.rsplit("/", 1)[-1]
    with place.open() as there, path.open("wb") as here:
        shutil.copyfileobj(there, here, 1 << 20)
    return path
