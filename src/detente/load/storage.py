"""Places where files lie, on this machine or in a store of objects (S3, GCS, Azure, HDFS ...), by fsspec."""

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from detente.errors import MissingExtra, SourceError, UsageError
from detente.load.files import find_files
from detente.load.item import Refusal

_WILD = "*?["


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file or folder in some storage, e.g. of "s3://news/2022": the storage, the path in it, and the name as messages give it.

    `name` is an absolute path on this machine, an address elsewhere.
    """

    storage: Any  # an fsspec filesystem; fsspec ships no types
    path: str
    name: str

    @property
    def is_local(self) -> bool:
        """Whether it lies on a disk of this machine."""
        return "://" not in self.name

    def child(self, *names: str) -> "Place":
        """The place below this one."""
        return Place(storage=self.storage, path="/".join((self.path.rstrip("/"), *names)), name="/".join((self.name.rstrip("/"), *names)))

    def exists(self) -> bool:
        """Whether something is there now: what the storage remembered of it is forgotten first."""
        self.storage.invalidate_cache()
        return bool(self.storage.exists(self.path))

    def open(self) -> BinaryIO:
        """The file, to be read from any point of it."""
        opened: BinaryIO = self.storage.open(self.path, "rb")
        return opened

    def read(self) -> bytes:
        """The whole file."""
        data: bytes = self.storage.cat_file(self.path)
        return data

    def names(self, ending: str) -> list[str]:
        """The names without this ending of the files in a folder that have it, sorted; none where there is no folder."""
        self.storage.invalidate_cache()
        if not self.storage.isdir(self.path):
            return []
        found = (str(path).rsplit("/", 1)[-1] for path in self.storage.ls(self.path, detail=False))
        return sorted(name.removesuffix(ending) for name in found if name.endswith(ending))

    def remove(self) -> None:
        """Removes the file or folder if it is there."""
        if self.exists():
            self.storage.rm(self.path, recursive=True)

    def publish(self, file: Path) -> None:
        """Puts a file here, whole or not at all; one that is here gives way to it.

        A file on the same disk is renamed, else it is copied under a name of its own in `unfinished` first.
        """
        if self.is_local:
            with file.open("rb") as written:
                os.fsync(written.fileno())
            Path(self.path).parent.mkdir(parents=True, exist_ok=True)
            file.replace(self.path)
            return
        folder, _, last = self.path.rpartition("/")
        passing = f"{folder.rpartition('/')[0]}/unfinished/{last}.{uuid.uuid4().hex}"
        for path in (folder, passing.rpartition("/")[0]):
            self.storage.makedirs(path, exist_ok=True)
        self.storage.put_file(str(file), passing)
        self.remove()
        self.storage.mv(passing, self.path)


def open_place(name: str) -> Place:
    """The place of a path or address, e.g. `open_place("s3://news/2022")`.

    Raises UsageError for an http(s) address, MissingExtra where fsspec or what it needs for this kind of storage is not installed.
    """
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtra("fsspec is not installed; install it with: python -m pip install 'detente[code]'") from error
    if "http://" in name or "https://" in name or "::" in name:
        raise UsageError(f"{name}: web pages are not read from here; save the file, or name it in its storage (s3://, gs://, hdfs:// ...)")
    name = name.removeprefix("file://")
    if "://" not in name:
        path = Path(name).expanduser().absolute()
        path = path if set(name) & set(_WILD) else path.resolve()
        return Place(storage=fsspec.filesystem("file"), path=path.as_posix(), name=path.as_posix())
    try:
        storage, path_there = fsspec.core.url_to_fs(name)
    except ImportError as error:
        raise MissingExtra(f"{name}: {error}") from error
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error
    return Place(storage=storage, path=path_there, name=storage.unstrip_protocol(path_there))


def find_places(place: Place) -> Iterator[Place | Refusal]:
    """The files that a place stands for, by name: itself, those below a folder (hidden ones left out), those that a pattern fits.

    Raises SourceError where there is none.
    """
    storage = place.storage
    try:
        if set(place.path) & set(_WILD) and not storage.exists(place.path):
            found = [path for path in storage.glob(place.path) if storage.isfile(path)]
        elif storage.isdir(place.path):
            if place.is_local:
                yield from (
                    one if isinstance(one, Refusal) else Place(storage=storage, path=one.as_posix(), name=one.as_posix())
                    for one in find_files(Path(place.path))
                )
                return
            found = [path for path in storage.find(place.path) if not _hidden(str(path), place.path)]
        else:
            found = [place.path] if storage.exists(place.path) else []
    except OSError as error:
        raise SourceError(f"{place.name}: cannot be read ({error})") from error
    if not found:
        raise SourceError(f"{place.name}: no such file; give files, folders, or a pattern such as news/*.jsonl")
    for path in sorted(map(str, found)):
        yield Place(storage=storage, path=path, name=path if place.is_local else storage.unstrip_protocol(path))


def _hidden(path: str, folder: str) -> bool:
    return any(part.startswith(".") for part in path.removeprefix(folder).strip("/").split("/"))
