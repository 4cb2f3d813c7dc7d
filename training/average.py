"""Write the mean of two files of weights, of which the second was trained further from the first; words and labels are the second's."""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.syntax.features import ATTRIBUTES

Floats = NDArray[np.float32]
# names_KIND tells the classes of these parts, along the axis given
CLASSES = {
    "tag": ("upos", 0),
    "feat": ("feats", 0),
    "label_dep": ("labels", 0),
    "label_head": ("labels", 0),
    "label_matrix": ("labels", 1),
}


def mean(first: dict[str, NDArray[np.generic]], second: dict[str, NDArray[np.generic]], share: float) -> dict[str, NDArray[np.generic]]:
    """Return what lies `share` of the way from first to second; words and classes that only the second has stay as they are."""
    result: dict[str, NDArray[np.generic]] = {}
    for name, array in second.items():
        if name in {"keys", "embed", "embed_scale"} or name.startswith("names_"):
            result[name] = array
            continue
        ours, theirs = array.astype(np.float32), first[name].astype(np.float32)
        kind, axis = CLASSES.get(name.split(".")[0], ("", 0))
        if kind:
            old, new = first[f"names_{kind}"].tolist(), second[f"names_{kind}"].tolist()
            ours, theirs = np.moveaxis(ours.copy(), axis, 0), np.moveaxis(theirs, axis, 0)
            for row, label in enumerate(new):
                if label in old:
                    ours[row] = share * ours[row] + (1 - share) * theirs[old.index(label)]
            ours = np.moveaxis(ours, 0, axis)
        else:
            ours = share * ours + (1 - share) * theirs
        result[name] = ours.astype(array.dtype)
    rows = _words(first, second, share)
    scale = np.abs(rows).max(axis=1, keepdims=True) / 127 + 1e-12
    return result | {"embed": np.round(rows / scale).astype(np.int8), "embed_scale": scale.astype(np.float16)}


def _words(first: dict[str, NDArray[np.generic]], second: dict[str, NDArray[np.generic]], share: float) -> Floats:
    """The rows of words (by their hashes), behind those of the special ones."""
    old, new = ((w["embed"].astype(np.float32) * w["embed_scale"].astype(np.float32)) for w in (first, second))
    where = {key: ATTRIBUTES + row for row, key in enumerate(first["keys"].tolist())}
    pairs = [(row, row) for row in range(ATTRIBUTES)]
    pairs += [(ATTRIBUTES + row, where[key]) for row, key in enumerate(second["keys"].tolist()) if key in where]
    mixed = new.copy()
    for row, other in pairs:
        mixed[row] = share * new[row] + (1 - share) * old[other]
    return mixed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="how far towards the second, 0 to 1")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    weights = mean(dict(np.load(options.first)), dict(np.load(options.second)), options.share)
    np.savez_compressed(options.out, **weights)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
