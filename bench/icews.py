"""The events of a temporal knowledge graph of ICEWS (ICEWS18 with its names) as a table of states.

FOLDER holds train.txt, valid.txt, test.txt (subject, relation, object, hour), entity2id.txt and relation2id.txt, others' data and no part
of the project. Actors are states: "Ministry (Japan)" is Japan, who stands under no state is left out. Days are counted from the first of
the year that is given.
"""

import re
import sys
from pathlib import Path

import numpy as np
import reading  # noqa: F401  (says what to do where detente is not installed)

from detente.language import load_pack
from detente.load.layouts import names_of_states, settings
from detente.records.eventtable import EventTable, table_from_columns

_PARTS = ("train.txt", "valid.txt", "test.txt", "entity2id.txt", "relation2id.txt")


def load(folder: Path, year: int = 2018) -> EventTable:
    """The events between states, days from 1 January of `year`."""
    missing = [name for name in _PARTS if not (folder / name).is_file()]
    if missing:
        sys.exit(f"missing in {folder}: {', '.join(missing)} (ICEWS18 as a graph, with names). Nothing measured.")
    rows = np.concatenate([np.loadtxt(folder / name, dtype=np.int64, usecols=(0, 1, 2, 3)) for name in _PARTS[:3]])
    step = int(np.diff(np.unique(rows[:, 3])).min())
    day = rows[:, 3] // step + int(np.datetime64(f"{year}-01-01", "D").astype(int))
    states = [_state(name) for name in _names(folder / "entity2id.txt")]
    cameo = {row["label"].lower(): row["cameo"] for row in load_pack("en").rows("plover/cameo") if row["label"]}
    codes = [cameo.get(name.lower().strip(), "") for name in _names(folder / "relation2id.txt")]
    quads = [settings()["cameo"].get(code[:2], 0) for code in codes]
    keep = np.array([bool(states[s] and states[o] and states[s] != states[o] and quads[r]) for s, r, o, _ in rows])
    rows, day = rows[keep], day[keep]
    return table_from_columns(
        day=day, actor=[states[s] for s in rows[:, 0]], recipient=[states[o] for o in rows[:, 2]], type=[codes[r] for r in rows[:, 1]],
        quad=np.array([quads[r] for r in rows[:, 1]]),
    )  # fmt: skip


def _names(path: Path) -> list[str]:
    lines = (line.rsplit("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return [name for name, _ in sorted(lines, key=lambda pair: int(pair[1]))]


def _state(name: str) -> str:
    inside = re.search(r"\(([^()]+)\)$", name)
    return names_of_states().get((inside[1] if inside else name).lower(), "")
