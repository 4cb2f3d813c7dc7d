"""The files below a folder, in one order on every machine, and never one outside it."""

import os
from collections.abc import Iterator
from pathlib import Path

from detente.load.beside import ARTICLES
from detente.load.item import Refusal


def find_files(folder: Path) -> Iterator[Path | Refusal]:
    """The plain files below a folder by name, hidden ones left out; a link that leads out of the folder is refused, not followed."""
    root = folder.resolve()
    for place, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        articles = {Path(name).stem for name in names if Path(name).suffix.lower() in ARTICLES}
        for name in sorted(names):
            if name.startswith("."):
                continue
            path = Path(place, name)
            if path.suffix == ".json" and path.stem in articles:
                continue  # what is known of the article beside it
            refused = _refused(path, root)
            if refused:
                yield Refusal(key=path.as_posix(), reason=refused)
            else:
                yield path


def _refused(path: Path, root: Path) -> str:
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return "is a link that leads out of the folder; give the file itself if you want it"
        return "" if path.is_file() else "is no plain file"
    except (OSError, RuntimeError) as error:
        return f"cannot be read ({getattr(error, 'strerror', None) or error})"
