"""Whether a user's own tables hang together: what they name must be there, and their examples must give what they say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path

from detente.errors import ResourceError
from detente.events.frames import frame_of
from detente.examples import Example, claims_of, find_examples, is_fulfilled, sides
from detente.language import OwnTables, Pack, Row, available_languages, load_own_tables, load_pack

SLOTS = frozenset({"subj", "obj", "iobj", "agent", "poss", "comp", "ccomp", "xcomp", "appos"})
VOICES = ("source", "content", "addressee", "via")
_PREPOSITION = re.compile(r"[^\W\d_]+(_[^\W\d_]+)*")
_CODE = r"[A-Z][A-Z0-9]*(\.[A-Z0-9-]+)*"
_SIDE = rf"({_CODE}(\+{_CODE})*)?"
_EXPECT = re.compile(rf"{_SIDE}>{_SIDE}|{_CODE}(\+{_CODE})+")
NOBODY = "---"
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A folder of own tables, every fault in it as `file:line: what, expected, got`, and how many examples were read."""

    tables: OwnTables
    faults: tuple[str, ...]
    examples: int


def open_tables(folder: "str | PathLike[str]") -> OwnTables:
    """The tables of a folder, ready for reading; read anew only where a file has changed.

    Raises UsageError where there is no such folder, ResourceError with the first fault where there is one. Examples are not read.
    """
    path = Path(fspath(folder))
    stamp = tuple((str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(path.rglob("*.tsv")) if p.is_file())
    return _open(fspath(folder), stamp)


@lru_cache(maxsize=4)
def _open(folder: str, stamp: Stamp) -> OwnTables:
    """The stamp is what the cache goes by: a changed file is read anew."""
    tables = load_own_tables(folder)
    faults = (*tables.faults, *_find_faults(tables))
    if faults:
        more = f" ({len(faults) - 1} more: detente tables check {folder})" if len(faults) > 1 else ""
        raise ResourceError(faults[0] + more)
    return tables


def check_tables(folder: str) -> Checked:
    """What a folder holds and every fault of it. Raises UsageError where there is no such folder.

    Examples are read too, once there is no other fault.
    """
    tables = load_own_tables(folder)
    faults = [*tables.faults, *_find_faults(tables)]
    if faults:
        return Checked(tables, tuple(sorted(faults, key=_place)), 0)
    events = {language: rows for (language, table), rows in tables.tables.items() if table == "events"}
    examples = [example for language, rows in events.items() for example in find_examples(rows, language)]
    return Checked(tables, tuple(_example_fault(e, tables) for e in examples if not is_fulfilled(e, tables)), len(examples))


def _example_fault(example: Example, tables: OwnTables) -> str:
    given = [f"{claim.type} {sides(claim)} by {claim.because[0]}" for claim in claims_of(example, tables)]
    return f"{example.where}: example must give {example.type} {example.expect} by this row; got {'; '.join(given) or 'nothing'}"


def _place(fault: str) -> tuple[str, int]:
    """File and line of a fault, to sort by."""
    found = re.match(r"(.*?\.tsv)(?::(\d+))?: ", fault)
    return (found[1], int(found[2] or 0)) if found else ("", 0)


def _find_faults(tables: OwnTables) -> Iterator[str]:
    for (language, table), rows in tables.tables.items():
        pack = tables.pack(language or available_languages()[0])
        for row in rows:
            if table == "events":
                yield from _event_faults(row, pack)
            elif table == "reporting":
                yield from _reporting_faults(row)
            elif table.partition("/")[0] in ("actors", "states", "places"):
                yield from _code_faults(row, pack)


def _event_faults(row: Row, pack: Pack) -> Iterator[str]:
    try:
        slots = [slot for slot, _ in frame_of(row, pack).roles]
    except ResourceError as error:
        yield str(error)
        return
    yield from _slot_faults(slots, row)
    if row["cameo"] and row["cameo"] not in _known(pack, "cameo"):
        yield f"{row.where}: cameo {row['cameo']!r} is no code of CAMEO; docs/tables.md says where they stand"
    modes = {mode for kind, mode in _modes(pack) if kind == row["type"]}
    for mode in row.items("mode"):
        if mode not in modes:
            yield f"{row.where}: mode {mode!r} is none of {row['type']}; its modes are {', '.join(sorted(modes)) or 'none'}"
    if bool(row["example"]) != bool(row["expect"]):
        yield f"{row.where}: example and expect belong together; fill both or neither"
    if row["expect"] and not _EXPECT.fullmatch(row["expect"]):
        yield f"{row.where}: expect {row['expect']!r} must be actors>recipients, codes joined with +, e.g. RUS>UKR or RUS+PRK>"


def _reporting_faults(row: Row) -> Iterator[str]:
    for part in row["frame"].split():
        slots, equals, role = part.partition("=")
        if not equals or role not in VOICES:
            yield f"{row.where}: frame part {part!r} must be slot=role with a role of {', '.join(VOICES)}"
        else:
            yield from _slot_faults(slots.split("|"), row)


def _slot_faults(slots: Iterable[str], row: Row) -> Iterator[str]:
    for slot in slots:
        if slot not in SLOTS and (slot != slot.lower() or not _PREPOSITION.fullmatch(slot)):
            yield f"{row.where}: slot {slot!r} is none of {', '.join(sorted(SLOTS))}, nor a preposition in small letters"


def _code_faults(row: Row, pack: Pack) -> Iterator[str]:
    known = _known(pack, "codes")
    for name in ("code", "needs"):
        for code in row.items(name) if name in row.cells else ():
            root, dot, rest = code.partition(".")
            if code == NOBODY or ":" in code or code in known or root in known:  # with a colon: a reason, which names no code
                continue
            if dot:
                yield f"{row.where}: {name} {code!r} must begin with a state or body of the tables, e.g. MLI.{rest}"
            else:
                yield f"{row.where}: {name} {code!r} is no state and no body of the tables; add it to actors/bodies.tsv, or mend it"


def _known(pack: Pack, what: str) -> frozenset[str]:
    """The codes of states and bodies, and what codes of detente's begin with; or the codes of CAMEO. Kept in the caches of the pack."""
    key = f"checking:{what}"
    if key not in pack.caches:
        if what == "cameo":
            found = {row["cameo"] for row in pack.rows("plover/cameo")}
        else:
            ours = load_pack(pack.tag)
            found = {row["code"] for row in pack.rows("actors/states")}
            found |= {row["code"] for row in pack.rows("actors/bodies") if "." not in row["code"]}
            found |= {c.partition(".")[0] for t in ("actors/bodies", "actors") for row in ours.rows(t) for c in row.items("code")}
        pack.caches[key] = frozenset(found)
    known: frozenset[str] = pack.caches[key]
    return known


def _modes(pack: Pack) -> frozenset[tuple[str, str]]:
    """The modes of each type: those that have a score, and those that detente's own events use."""
    if "checking:modes" not in pack.caches:
        scored = {(row["event"], row["mode"]) for row in pack.rows("plover/scores") if row["mode"]}
        used = {(row["type"], mode) for row in load_pack(pack.tag).rows("events") for mode in row.items("mode")}
        pack.caches["checking:modes"] = frozenset(scored | used)
    found: frozenset[tuple[str, str]] = pack.caches["checking:modes"]
    return found
