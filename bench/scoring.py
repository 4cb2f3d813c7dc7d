"""How claims that were read compare with those expected: the project's one definition (docs/benchmarks.md).

core    the type is acceptable, every participant is right and on the right side, and the side taken (asserts or denies) is the same
loose   the same quad class, at least one participant right on the right side; states are compared without their suffix
detail  among core matches: time, speakers, certainty, auxiliary
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_QUADS = (
    ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), ("COOPERATE", "AID", "RETREAT"), ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)  # fmt: skip
_QUAD = {kind: number for number, kinds in enumerate(_QUADS) for kind in kinds}
_AGAINST = ("denies", "doubts")
_NOBODY = {"---", "", None}
_SLACK_DAYS = 45  # a span may be this long, or three times the one expected
DETAILS = ("time", "speakers", "certainty", "auxiliary")


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits, false claims and misses."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.hits + other.hits, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.false)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The comparison of one text: counts, how many core matches have each detail right, and which claims found no partner."""

    core: Counts
    loose: Counts
    matched: int
    right: dict[str, int]
    missed: list[dict] = field(default_factory=list)
    spurious: list[dict] = field(default_factory=list)


def score(expected: list[dict], found: list[dict], text: str) -> Score:
    """Compare the claims found in `text` with those expected. Raises ValueError where a quote does not stand in the text exactly once."""
    spans = [_span(claim, text) for claim in expected]
    core, pairs = _match(expected, found, spans, _core)
    loose, _ = _match(expected, found, spans, _loose)
    right = dict.fromkeys(DETAILS, 0)
    for i, j in pairs.items():
        for name, same in _details(found[i], expected[j]).items():
            right[name] += same
    used = set(pairs.values())
    missed = [claim for j, claim in enumerate(expected) if j not in used and claim["required"]]
    spurious = [claim for i, claim in enumerate(found) if i not in pairs]
    return Score(core, loose, len(pairs), right, missed, spurious)


def align(expected: list[dict], found: list[dict], text: str) -> dict[int, int]:
    """Which expected claim each claim found may stand for, by their places in the two lists: the loose match of `score`, one to one."""
    return _match(expected, found, [_span(claim, text) for claim in expected], _loose)[1]


def _span(claim: dict, text: str) -> tuple[int, int]:
    quote = claim["quote"]
    if text.count(quote) != 1:
        raise ValueError(f"{claim['id']}: its quote must stand in the text exactly once, it stands there {text.count(quote)} times")
    start = text.index(quote)
    return start, start + len(quote)


def _match(
    expected: list[dict], found: list[dict], spans: list[tuple[int, int]], fits: Callable[[dict, dict], bool]
) -> tuple[Counts, dict[int, int]]:
    candidates = []
    for i, claim in enumerate(found):
        for j, gold in enumerate(expected):
            near = claim["sentence"]["start"] < spans[j][1] and spans[j][0] < claim["sentence"]["end"]
            if near and _side(claim) == _side(gold) and fits(claim, gold):
                candidates.append((-_likeness(claim, gold), i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(candidates):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    used = set(pairs.values())
    hits = sum(bool(expected[j]["required"]) for j in used)
    missed = sum(bool(gold["required"]) for j, gold in enumerate(expected) if j not in used)
    return Counts(hits, len(found) - len(pairs), missed), pairs


def _core(claim: dict, gold: dict) -> bool:
    return claim["type"] in gold["type"] and _all_parties(claim, gold)


def _loose(claim: dict, gold: dict) -> bool:
    if _QUAD[claim["type"]] not in {_QUAD[kind] for kind in gold["type"]}:
        return False
    actors, recipients = _roots(claim["actors"]), _roots(claim["recipients"])
    gold_actors, gold_recipients = _roots(gold["actors"]), _roots(gold["recipients"])
    if gold.get("reciprocal"):
        return bool((actors | recipients) & (gold_actors | gold_recipients))
    return bool(actors & gold_actors) or bool(recipients & gold_recipients)


def _likeness(claim: dict, gold: dict) -> float:
    same = _details(claim, gold)
    first_choice = claim["type"] == gold["type"][0]
    return 2 * _all_parties(claim, gold) + first_choice + same["time"] + same["speakers"] + 0.5 * bool(gold["required"])


def _all_parties(claim: dict, gold: dict) -> bool:
    actors, recipients = codes(claim["actors"]), codes(claim["recipients"])
    gold_actors, gold_recipients = codes(gold["actors"]), codes(gold["recipients"])
    if gold.get("reciprocal"):
        return (actors | recipients) == (gold_actors | gold_recipients)
    return actors == gold_actors and recipients == gold_recipients


def _details(claim: dict, gold: dict) -> dict[str, bool]:
    return {
        "time": _same_time(claim.get("when"), gold["when"]),
        "speakers": codes(claim.get("speakers")) == codes(gold["speakers"]),
        "certainty": claim.get("certainty", "certain") == gold["certainty"],
        "auxiliary": set(claim.get("auxiliary") or ()) == set(gold["auxiliary"]),
    }


def _same_time(when: dict | None, gold: list[str] | None) -> bool:
    if gold is None or not when or not when.get("start"):
        return gold is None and not (when and when.get("start"))
    first, last = _day(when["start"]), _day(when.get("end") or when["start"])
    gold_first, gold_last = _day(gold[0]), _day(gold[1])
    short_enough = (last - first).days <= max(_SLACK_DAYS, 3 * (gold_last - gold_first).days)
    return first <= gold_last and gold_first <= last and short_enough


def _day(value: str) -> dt.date:
    return dt.date.fromisoformat(value)


def _side(claim: dict) -> bool:
    return claim.get("stance", "asserts") in _AGAINST


def codes(parties: Iterable | None) -> set[str]:
    """The codes of parties given as objects or as plain codes, without the unknown."""
    return {party["code"] if isinstance(party, dict) else party for party in parties or ()} - _NOBODY


def _roots(parties: Iterable | None) -> set[str]:
    return {code.split(".")[0] for code in codes(parties)}
