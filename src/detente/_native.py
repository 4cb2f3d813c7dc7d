"""The compiled rooms in place of their sources, wherever they were made from these very sources.

`make compiled` (compile.py) leaves them in the folder `native` with a list of all sources that the compiler read, those that were not
compiled too: what a compiled module takes from one of these is checked against the types it had then. The sources stay the truth: if one of
them has changed since, or DETENTE_PURE is set, or nothing was compiled for this Python, then the sources are read as ever.
"""

import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SHARED = "detente__mypyc"
"""The one library in which all compiled code lies; the modules only point into it."""

COMPILED = "compiled"
"""What the list says of a source that has its compiled form; the others were only seen."""


class NativeFinder:
    """Finds the compiled form of a module, e.g. `native/detente/events/find.cpython-311-x86_64-linux-gnu.so` for `detente.events.find`."""

    def __init__(self, folder: "Path | None" = None) -> None:
        self._folder = folder
        self._names: frozenset[str] | None = None

    def find_spec(self, name: str, _path: "Sequence[str] | None" = None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """Where the compiled module is, None for every other module; what the machinery of imports calls."""
        if name != SHARED and not (name.startswith("detente.") and name.count(".") == 2):
            return None
        folder = self._folder or native_folder()
        if self._names is None:
            self._names = compiled_modules(folder)
        if name not in self._names:
            return None
        from importlib.util import spec_from_file_location

        file = str(library(folder, name))
        return spec_from_file_location(name, file, loader=_Loader(name, file))


class _Loader(ExtensionFileLoader):
    """Loads a compiled module and lets its records be pickled and copied, which their compiled form cannot do of itself."""

    def exec_module(self, module: ModuleType) -> None:
        """Runs the module; what the machinery of imports calls. Modules that it brings along never come here themselves."""
        super().exec_module(module)
        for name in [name for name in sys.modules if name.startswith("detente.") and name not in _SEEN]:
            file = str(getattr(sys.modules[name], "__file__", None) or "")
            if file.endswith(EXTENSION_SUFFIXES[0]):
                _SEEN.add(name)
                _let_pickle(sys.modules[name])


_SEEN: set[str] = set()


def _let_pickle(module: ModuleType) -> None:
    import copyreg
    from dataclasses import is_dataclass

    for value in list(vars(module).values()):
        if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__:
            copyreg.pickle(value, _taken_apart)


def _taken_apart(record: Any) -> tuple[Any, ...]:
    from dataclasses import fields

    return _put_together, (type(record), {f.name: getattr(record, f.name) for f in fields(record)})


def _put_together(kind: type, values: dict[str, Any]) -> Any:
    return kind(**values)


def use_native() -> None:
    """Lets every later import prefer the compiled modules."""
    if not os.environ.get("DETENTE_PURE"):
        sys.meta_path.insert(0, NativeFinder())


def compiled_modules(folder: "Path") -> frozenset[str]:
    """The names of the modules compiled there, e.g. "detente.events.find"; none where a source they rest on is no longer what it was."""
    listing = listing_in(folder)
    if not listing.is_file() or not library(folder, SHARED).is_file():
        return frozenset()
    listed = [line.split() for line in listing.read_text(encoding="utf-8").splitlines()]
    if any(len(line) != 3 for line in listed):
        return frozenset()  # of an earlier form: made anew by the next `make compiled`
    names = [name for name, _, how in listed if how == COMPILED]
    if any(digest_of(source(name)) != digest for name, digest, _ in listed) or not all(library(folder, name).is_file() for name in names):
        return frozenset()
    return frozenset((SHARED, *names))


def native_folder() -> "Path":
    """Where the compiled modules lie."""
    from pathlib import Path

    return Path(__file__).resolve().parent / "native"


def listing_in(folder: "Path") -> "Path":
    """The list of the sources that the compiler read, lines `MODULE DIGEST compiled` or `MODULE DIGEST seen`."""
    return folder / "sources.txt"


def source(name: str) -> "Path":
    """The source of a module of detente."""
    return native_folder().parent.parent / f"{name.replace('.', '/')}.py"


def library(folder: "Path", name: str) -> "Path":
    """Where the compiled form of a module lies for the Python that runs."""
    return folder / f"{name.replace('.', '/')}{EXTENSION_SUFFIXES[0]}"


def digest_of(file: "Path") -> str:
    """What tells one source from another (16 hex digits), "" where there is none."""
    from hashlib import sha256

    return sha256(file.read_bytes()).hexdigest()[:16] if file.is_file() else ""
