"""CAMEO events of PETRARCH2's own sentences: `python bench/gsr.py petr2_gsr.xml [--misses]`.

The gold is triples (CAMEO code, actor code, target code). They are compared with the claims of `detente.read` so:

code    The root, the first two digits. Ours is that of the claim's `cameo`; where a claim has none, every root that `plover/cameo.tsv`
        gives to its type. A second line counts by PLOVER type instead (the gold's code through the same table; CAMEO 01 has none), which
        forgives what PLOVER merged, such as 18, 19 and 20.
party   A gold code begins with a state (`USAGOV`, `PSEREBHMS`): ours must belong to it, whatever the role (`USA`, `PSE.HAMAS`). `IGO`,
        `IMG`, `NGO` and the like begin with no state: one of their later three-letter parts must begin a part of our code (`IGOUNO` and
        `UNO`, `IMGMUSISI` and `SYR.ISIS`). `---REB` has a role only: ours must be without state and of that sector; `---` is nobody.
event   CAMEO codes dyads: a claim makes a triple for each actor with each recipient; one without recipients and with several actors (a
        meeting) makes one triple for each pair, in either direction; a claim with one side only makes none. The same triple twice in a
        sentence counts once. What is denied or negated makes none: CAMEO has no code for it.
speech  CAMEO codes "A said that B attacked C" as what A does: an accusation of B (11), or, of A's own act, a statement to C (01). So a
        claim of conflict on the word of somebody named before it makes such a triple instead of its own.

`gsr.p` is the share of our triples that the gold has, `gsr.r` the share of the gold's that we have. Sentences without events in the gold
count against P, but for the few that PETRARCH2 passes over because of a listed word (a comment in the file says so): those are left out.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path

import reading  # noqa: F401  (says what to do where detente is not installed)

import detente
from detente.language.pack import load_pack
from detente.records import Claim, Party

_SENTENCE = re.compile(r'<Sentence [^>]*date="(\d+)" id="([^"]+)".*?(?=<Sentence |\Z)', re.DOTALL)
_EVENT = re.compile(r'<EventCoding eventcode="(\d+)" sourcecode="([^"]+)" targetcode="([^"]+)"')
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
_WORD = re.compile(r"^\d+\t(\S+)\t", re.MULTILINE)
_DISCARDED = re.compile(r"<!-- *Discard event")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STATELESS = ("IGO", "IMG", "NGO", "NGM", "MNC", "INT")


@dataclass(frozen=True, slots=True)
class Gold:
    """A triple of the gold."""

    code: str
    actor: str
    target: str


@dataclass(frozen=True, slots=True)
class Ours:
    """A triple that a claim makes; None is nobody. `mutual` ones count in either direction."""

    claim: Claim
    actor: Party | None
    target: Party | None
    mutual: bool


@dataclass(slots=True)
class Tally:
    """How many of our triples the gold has, and how many of the gold's we have."""

    ours: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0

    def __str__(self) -> str:
        return f"{self.right} of our {self.ours} triples are right, {self.found} of {self.gold} found"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE.xml")
    parser.add_argument("--misses", action="store_true", help="print every triple that only one of the two has")
    options = parser.parse_args()
    if not options.file.is_file():
        sys.exit(f"missing: {options.file} (PETRARCH2's validation sentences). Nothing measured.")
    by_root, by_type, speech = Tally(), Tally(), 0
    for name, date, text, gold in load_sentences(options.file):
        ours = _triples(detente.read(text, language="en", published=date).claims)
        missed, false = _count(by_root, gold, ours, _root_of)
        _count(by_type, [g for g in gold if _type_of(g)], ours, _type_of)
        speech += sum(not _type_of(g) for g in gold)
        if options.misses and (missed or false):
            _print_misses(name, text, missed, false)
    print(f"CAMEO root, actor, target:  {by_root}; {speech} of the gold's are mere statements, which PLOVER has no type for")
    print(f"PLOVER type, actor, target: {by_type}")
    for tally, name in ((by_root, "gsr"), (by_type, "gsr.type")):
        print(f"figure {name}.p {tally.right / max(1, tally.ours):.3f}")
        print(f"figure {name}.r {tally.found / max(1, tally.gold):.3f}")


def load_sentences(path: Path) -> Iterator[tuple[str, str | None, str, list[Gold]]]:
    """Name, date, text and triples of each sentence. The file is no well-formed XML, so it is read by its marks."""
    for match in _SENTENCE.finditer(path.read_text(encoding="utf-8")):
        day, name = match[1], match[2]
        body = _COMMENT.sub("", match[0])
        text = _TEXT.search(body)
        if text and not _DISCARDED.search(match[0]):
            date = f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day[:2] in {"19", "20"} else None
            words = " ".join(text[1].split() or _WORD.findall(body)).replace("`` ", '"').replace("``", '"').replace("''", '"')
            yield name, date, words, [Gold(*event) for event in _EVENT.findall(body)]


def _triples(claims: tuple[Claim, ...]) -> list[Ours]:
    found: dict[tuple, Ours] = {}
    for claim in claims:
        if claim.stance in {"denies", "doubts"} or "negation" in claim.auxiliary:
            continue
        for ours in _pairs(claim):
            key = (claim.type, claim.cameo[:2], *(p.entity.code + p.entity.sector if p else "" for p in (ours.actor, ours.target)))
            found.setdefault(key, ours)
    return list(found.values())


def _pairs(claim: Claim) -> Iterator[Ours]:
    told = [s for s in claim.speakers if 0 <= s.start < claim.trigger_start and claim.quad.endswith("conflict")]
    for speaker in told:
        if speaker.entity.code not in {p.entity.code for p in claim.actors}:
            said = replace(claim, type="ACCUSE", cameo="112")
            yield from (Ours(said, speaker, actor, mutual=False) for actor in claim.actors)
        else:
            said = replace(claim, cameo="015")
            yield from (Ours(said, speaker, target, mutual=False) for target in claim.recipients)
    if told:
        return
    if len(claim.actors) > 1 and not claim.recipients:
        for one, other in combinations(claim.actors, 2):
            yield Ours(claim, one, other, mutual=True)
        return
    for actor in claim.actors:
        for target in claim.recipients:
            yield Ours(claim, actor, target, mutual=False)


def _count(tally: Tally, gold: list[Gold], ours: list[Ours], kind) -> tuple[list[Gold], list[Ours]]:
    missed = [g for g in gold if not any(_same(g, o, kind) for o in ours)]
    false = [o for o in ours if not any(_same(g, o, kind) for g in gold)]
    tally.gold += len(gold)
    tally.found += len(gold) - len(missed)
    tally.ours += len(ours)
    tally.right += len(ours) - len(false)
    return missed, false


def _same(gold: Gold, ours: Ours, kind) -> bool:
    if not kind(gold) & kind(ours.claim):
        return False
    straight = _same_party(gold.actor, ours.actor) and _same_party(gold.target, ours.target)
    return straight or (ours.mutual and _same_party(gold.actor, ours.target) and _same_party(gold.target, ours.actor))


def _same_party(gold: str, ours: Party | None) -> bool:
    if ours is None:
        return gold == "---"
    code, sector = ours.entity.code, ours.entity.sector
    state, rest = gold[:3], gold[3:]
    if state == "---":
        return code == "---" and (not rest or sector in rest)
    if state in _STATELESS:
        parts = [rest[i : i + 3] for i in range(0, len(rest), 3)]
        return any(part.startswith(piece) for part in code.split(".") for piece in parts)
    return code.split(".")[0] == state


@cache
def _tables() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    types, roots = {}, defaultdict(set)
    for row in load_pack("en").rows("plover/cameo"):
        types[row["cameo"]] = row["type"]
        roots[row["type"]].add(row["cameo"][:2])
    return types, {kind: frozenset(several) for kind, several in roots.items()}


def _root_of(event: Gold | Claim) -> frozenset[str]:
    if isinstance(event, Gold):
        return frozenset({event.code[:2]})
    return frozenset({event.cameo[:2]}) if event.cameo else _tables()[1].get(event.type, frozenset())


def _type_of(event: Gold | Claim) -> frozenset[str]:
    if isinstance(event, Claim):
        return frozenset({event.type})
    types = _tables()[0]
    kind = types.get(event.code) or types.get(event.code.rstrip("0")) or types.get(event.code[:3]) or types.get(event.code[:2], "")
    return frozenset({kind} - {""})


def _print_misses(name: str, text: str, missed: list[Gold], false: list[Ours]) -> None:
    print(f"{name}: {text}")
    for gold in missed:
        print(f"  missed {gold.code} {gold.actor} > {gold.target}")
    for ours in false:
        claim = ours.claim
        sides = " > ".join(f"{p.entity.code} {p.entity.sector}" if p else "nobody" for p in (ours.actor, ours.target))
        print(f"  false  {claim.cameo or '-'} {claim.type} {sides} [{claim.trigger_text}] {' '.join(claim.because)}")


if __name__ == "__main__":
    main()
