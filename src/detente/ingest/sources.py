"""The items of what the user names: files, folders, tables, archives, addresses, feeds."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from detente.errors import MissingExtra, SourceError
from detente.ingest.settings import Settings
from detente.ingest.web import Web
from detente.load.beside import find_beside
from detente.load.feed import FEEDS, looks_feed
from detente.load.files import find_files
from detente.load.item import Item, Refusal
from detente.load.rows import CSV, JSON_LINES, PARQUET, load_csv, load_json_lines, load_parquet
from detente.load.warc import ARCHIVES, load_warc

Found = Iterator[Item | Refusal]


def find_items(sources: Iterable[str | Item], settings: Settings, web: Web) -> Found:
    """The items of all sources in order, made as they are asked for; a part that cannot be read is a Refusal.

    Raises SourceError where a source that the user named is not there, MissingExtra where a package for it is not installed.
    """
    for source in sources:
        yield from iter([source]) if isinstance(source, Item) else _items(source, settings, web)


def check_sources(sources: Iterable[str | Item]) -> None:
    """Raises SourceError for the first source that is not there: better at once than after an hour."""
    for source in sources:
        if isinstance(source, str) and not is_address(source) and not Path(source).exists():
            raise SourceError(f"{source}: no such file or folder; give files, folders or http(s) addresses")


def is_address(source: str) -> bool:
    """Whether a source is an http(s) address."""
    return source.lower().startswith(("http://", "https://"))


def count_items(sources: Iterable[str]) -> int | None:
    """About how many items there are, None where that cannot be told without reading: addresses, packed files."""
    count = 0
    for source in sources:
        if is_address(source):
            return None
        path = Path(source)
        for file in [path] if path.is_file() else find_files(path):
            if isinstance(file, Refusal):
                continue
            if not _is_one(file) and not file.name.lower().endswith((*JSON_LINES[:2], *CSV[:2])):
                return None
            count += 1 if _is_one(file) else _lines(file)
    return count


def _is_one(file: Path) -> bool:
    return _loader(file) is None and not file.name.lower().endswith(FEEDS)


def _lines(file: Path) -> int:
    with file.open("rb") as opened:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: opened.read(1 << 20), b""))


def _items(source: str, settings: Settings, web: Web) -> Found:
    if is_address(source):
        yield from web.find(source)
        return
    path = Path(source)
    if path.is_dir():
        for found in find_files(path):
            yield from iter([found]) if isinstance(found, Refusal) else _file(found, settings, web)
    else:
        yield from _file(path.resolve(), settings, web)


def _file(path: Path, settings: Settings, web: Web) -> Found:
    load = _loader(path)
    try:
        if load is not None:
            yield from load(path, limits=settings.limits, columns=settings.columns)
            return
        if path.name.lower().endswith(FEEDS):
            yield from web.read_file(path)
            return
        with path.open("rb") as file:
            data = file.read(settings.limits.file_bytes + 1)
        if looks_feed(data):
            yield from web.read_file(path)
        else:
            yield Item(key=path.as_posix(), kind="file", data=data, beside=find_beside(path))
    except MissingExtra:
        raise
    except SourceError as error:
        yield Refusal(key=path.as_posix(), reason=str(error).removeprefix(f"{path.as_posix()}: "))
    except (OSError, ValueError) as error:
        yield Refusal(key=path.as_posix(), reason=f"cannot be read ({getattr(error, 'strerror', None) or error})")


def _loader(path: Path) -> Callable[..., Found] | None:
    """How a file that holds many articles is read, None for one that is an article itself."""
    name = path.name.lower()
    by_endings = ((JSON_LINES, load_json_lines), (CSV, load_csv), (PARQUET, load_parquet), (ARCHIVES, load_warc))
    return next((load for endings, load in by_endings if name.endswith(endings)), None)
