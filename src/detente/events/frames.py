"""The rows of `events.tsv` made ready for matching."""

from collections.abc import Iterable
from dataclasses import dataclass

from detente.errors import ResourceError
from detente.language import Pack, Row

KINDS = frozenset({"ENTITY", "STATE", "any", "none"})
ROLES = ("actor", "recipient", "party", "theme", "owner", "place")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a theme: in one of `slots` stands a word of `words`, a party of a `kind` (ENTITY, STATE), anything or nothing."""

    slots: tuple[str, ...]
    kinds: frozenset[str]
    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    negated: bool
    needs: frozenset[str] | None = None
    """Words of which the sentence must hold one for the condition to hold, so that most rows are refused at once; None: it may always."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a predicate: who stands where, what must be said with it, what it is in PLOVER."""

    id: str
    because: str
    roles: tuple[tuple[str, str], ...]
    conditions: tuple[Condition, ...]
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str
    flags: frozenset[str]


def frame_of(row: Row, pack: Pack) -> Frame:
    """The frame of a row, compiled once per pack. Raises ResourceError with file:line for a malformed frame or theme."""
    cache: dict[str, Frame] = pack.caches.setdefault("frames", {})
    if row.where not in cache:
        cache[row.where] = _compile(row, pack)
    return cache[row.where]


def _compile(row: Row, pack: Pack) -> Frame:
    noun = row["pos"] == "n"
    text = row["frame"] or ("poss=actor" if noun else "subj=actor obj=recipient")
    return Frame(
        id=row["id"],
        because=f"events:{pack.tag}/{row['id']}",
        roles=tuple(_roles(text, row, noun=noun)),
        conditions=tuple(_condition(part, row, pack) for part in row["theme"].split()),
        type=row["type"],
        modes=row.items("mode"),
        contexts=row.items("contexts"),
        cameo=row["cameo"],
        flags=frozenset(row.items("flags")),
    )


def _roles(text: str, row: Row, *, noun: bool) -> Iterable[tuple[str, str]]:
    named = set()
    for part in text.split():
        slots, equals, role = part.partition("=")
        if not equals or role not in ROLES:
            raise ResourceError(f"{row.where}: frame part {part!r} must be slot=role with a role of {', '.join(ROLES)}")
        for slot in slots.split("|"):
            named.add(slot)
            yield slot, role
    if noun and "agent" not in named:
        yield "agent", "actor"


def _condition(part: str, row: Row, pack: Pack) -> Condition:
    negated = part.startswith("!")
    slots, colon, value = part.lstrip("!").partition(":")
    if not colon or not value:
        shapes = "slot:@set, slot:word|word, slot:ENTITY, slot:STATE, slot:any or slot:none"
        raise ResourceError(f"{row.where}: theme part {part!r} must be {shapes}")
    parts = value.replace("_", " ").split("|")
    kinds = frozenset(part for part in parts if part in KINDS)
    forms: set[tuple[str, ...]] = set()
    for name in parts:
        if name not in KINDS:
            forms.update(words_of(name, row, pack) if name.startswith("@") else _forms([name], pack))
    singles = frozenset(form[0] for form in forms if len(form) == 1)
    phrases = tuple(sorted(form for form in forms if len(form) > 1))
    always = negated or kinds or not singles.isdisjoint(pack.words("people"))
    needs = None if always else singles | {form[0] for form in phrases}
    return Condition(tuple(slots.split("|")), kinds, singles, phrases, negated, needs)


def words_of(name: str, row: Row, pack: Pack) -> set[tuple[str, ...]]:
    """The forms of the words of a named set, e.g. "@weapons"; a phrase is a tuple of several words."""
    cache: dict[str, set[tuple[str, ...]]] = pack.caches.setdefault("sets", {})
    if not cache:
        for entry in pack.rows("sets"):
            cache[entry["id"].lstrip("@")] = _forms(entry.items("words"), pack)
    if name.lstrip("@") not in cache:
        raise ResourceError(f"{row.where}: no set {name!r} in sets.tsv; sets: {', '.join(sorted(cache))}")
    return cache[name.lstrip("@")]


def _forms(words: Iterable[str], pack: Pack) -> set[tuple[str, ...]]:
    forms: set[tuple[str, ...]] = set()
    for word in words:
        *first, last = word.lower().split()
        for form in pack.inflector.forms(last, "n"):
            forms.add((*first, *form.text.lower().split()))
        forms.add(tuple(word.lower().split()))
    return forms
