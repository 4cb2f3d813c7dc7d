"""How tables of events by others are laid out, and what their codes are called here (`relations/layouts.toml`)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente.errors import UsageError
from detente.language import available_languages, load_pack, resource_folder

COLUMNS = ("day", "actor", "recipient", "type", "quad", "status", "reports", "id")
_NEEDED = ("day", "actor", "recipient")
_MAX_ROOT = 20  # CAMEO has the roots 01 to 20: a higher one has lost its leading zero
_NO_ACTOR = ("", "---", "nan", "None", "null")


@cache
def settings() -> Mapping[str, Any]:
    """Everything that `relations/layouts.toml` holds."""
    return tomllib.loads((resource_folder() / "relations" / "layouts.toml").read_text(encoding="utf-8"))


@cache
def host_states() -> Mapping[str, str]:
    """States where others meet, with the reason, e.g. {"BEL": "NATO, EU", ...}."""
    hosts: Mapping[str, str] = settings()["hosts"]
    return hosts


def choose_columns(header: Iterable[str], given: Mapping[str, str], *, name: str) -> tuple[str, dict[str, str]]:
    """Which layout a header has, and the column of it that holds each of COLUMNS; what the user gives goes before all.

    Raises UsageError where day, actor, recipient, or both type and quad are in no column.
    """
    there = set(header)
    unknown = sorted(set(given) - set(COLUMNS)) or sorted(column for column in given.values() if column not in there)
    if unknown:
        raise UsageError(f"{name}: there is no column {unknown[0]!r}; it has {', '.join(sorted(there))}, and ours are {', '.join(COLUMNS)}")
    best: tuple[str, dict[str, str]] = ("", {})
    for layout, columns in settings()["layouts"].items():
        found = {ours: theirs for ours in COLUMNS for theirs in reversed(columns.get(ours, ())) if theirs in there}
        if len(found) > len(best[1]):
            best = (layout, found)
    layout, chosen = best[0], {**best[1], **given}
    missing = [ours for ours in _NEEDED if ours not in chosen] or ([] if {"type", "quad"} & set(chosen) else ["type"])
    if missing:
        raise UsageError(
            f"{name}: no column of {', '.join(sorted(there)[:12])} is known to hold {' and '.join(missing)};"
            f" say which does, e.g. --columns {missing[0]}=NAME"
        )
    return layout, chosen


def printable(text: str) -> str:
    """Text without control characters and marks that turn a line's direction: a table of others is shown in a terminal."""
    return text if text.isprintable() else "".join(char for char in text if char.isprintable())


@dataclass(slots=True)
class Codes:
    """What the values of one table are called here; each is worked out once."""

    layout: str
    actors: dict[str, str]
    kinds: dict[str, tuple[str, int]]

    def actor(self, value: str) -> str:
        """Our code of an actor, "" for nobody, e.g. "RUS" for "Russian Federation"; what is not known stays as it is."""
        if value not in self.actors:
            self.actors[value] = self._actor(printable(value).strip())
        return self.actors[value]

    def _actor(self, value: str) -> str:
        if value in _NO_ACTOR or value in settings()["regions"].get(self.layout, ()):
            return ""
        code: str = settings()["codes"].get(value, "")
        if code or (value.isupper() and " " not in value):
            return code.replace("---", "") if code else value
        return names_of_states().get(value.lower(), value)

    def kind(self, value: str, quad: str) -> tuple[str, int]:
        """Type and number of the quad class, 0 where neither tells it, e.g. ("042", 1) for the CAMEO code "042"."""
        key = f"{value}\t{quad}"
        if key not in self.kinds:
            self.kinds[key] = self._kind(printable(value).strip(), quad.strip().lower())
        return self.kinds[key]

    def _kind(self, value: str, quad: str) -> tuple[str, int]:
        names = ("", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
        given = names.index(quad) if quad in names else int(quad) if quad in ("1", "2", "3", "4") else 0
        name = value.upper().replace(" ", "_")
        name = settings()["types"].get(name, name)
        if value.isdecimal():
            name = value if len(value) > 1 and int(value[:2]) <= _MAX_ROOT else f"0{value}"
            return name, given or settings()["cameo"].get(name[:2], 0)
        return name or names[given], given or settings()["quads"].get(name, 0)


@cache
def _labels() -> Mapping[str, str]:
    return {row["cameo"]: row["label"] for row in load_pack("en").rows("plover/cameo") if row["label"]}


def words_of_type(kind: str) -> str:
    """What a type of event is called, e.g. "Make statement" for the CAMEO code "010"; others keep their name."""
    if not kind.isdigit():
        return kind
    longest = next((kind[:length] for length in range(len(kind), 1, -1) if kind[:length] in _labels()), "")
    return f"{_labels()[longest]} ({kind})" if longest else kind


@cache
def plover_of(kind: str) -> str:
    """The PLOVER type of a type of event, "" where it has none: that of a CAMEO code is told by its first digits that have one."""
    if not kind.isdigit():
        return kind if kind in settings()["quads"] else ""
    known = {row["cameo"]: row["type"] for row in load_pack("en").rows("plover/cameo") if row["type"]}
    return next((known[kind[:length]] for length in range(len(kind), 1, -1) if kind[:length] in known), "")


@cache
def names_of_states() -> Mapping[str, str]:
    """Codes of states by every name that a language of ours has for them, in small letters, e.g. "korea utara": "PRK"."""
    rows = [row for tag in reversed(available_languages()) for row in load_pack(tag).rows("states")]
    return {name.lower(): row["code"] for row in rows for name in row.items("names")}
