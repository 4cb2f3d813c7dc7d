"""Probes (tests/cases/README.md): short texts with every claim that they ask for, and how a reading is held against them."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from detente.pipeline import read_article
from detente.records import Article, Claim, Party

CASES = Path(__file__).parent / "cases"
UNKNOWN = frozenset({"---", ""})
SLACK_DAYS = 45  # a span may be this long, or three times the one expected

Expected = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Probe:
    """A text of a language with its claims; `open` ones are not read rightly yet."""

    id: str
    language: str
    kind: str
    text: str
    published: dt.date | None
    claims: tuple[Expected, ...]
    optional: tuple[Expected, ...]


def load_probes(language: str, *, still_open: bool = False) -> tuple[Probe, ...]:
    """The probes of a language that must pass, or those that are still open; none where there is no such file."""
    path = CASES / f"probes{'-open' if still_open else ''}.{language}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return tuple(_probe(json.loads(line), language) for line in lines if line.strip())


def _probe(data: dict[str, Any], language: str) -> Probe:
    day = data.get("published")
    published = dt.date.fromisoformat(day) if day else None
    return Probe(data["id"], language, data["kind"], data["text"], published, tuple(data["claims"]), tuple(data.get("optional", ())))


@cache
def faults(language: str, text: str, published: dt.date | None, claims: str, optional: str) -> tuple[str, ...]:
    article = Article(text=text, language=language, published=published, published_basis="given" if published else "none")
    return compare(json.loads(claims), json.loads(optional), read_article(article).claims)


def faults_of(probe: Probe) -> tuple[str, ...]:
    """What is wrong with the reading of a probe, one line each; none where it passes. Each text is read once a run."""
    return faults(probe.language, probe.text, probe.published, json.dumps(probe.claims), json.dumps(probe.optional))


def compare(expected: Sequence[Expected], optional: Sequence[Expected], found: Sequence[Claim]) -> tuple[str, ...]:
    """What is wrong with the claims found, one line each: an expected one that none answers, one found that nothing asked for.

    A reading is right if all that is expected can be paired off with claims found, and all that is found with what is expected or optional. (Then
    one pairing does both: Mendelsohn and Dulmage 1958.)
    """
    right = [[n for n, claim in enumerate(found) if not differences(gold, claim)] for gold in expected]
    answered = pair_off(right)
    missed = [gold for number, gold in enumerate(expected) if number not in answered]
    wanted = [
        [i for i, gold in enumerate(expected) if n in right[i]]
        + [len(expected) + i for i, gold in enumerate(optional) if _is_like(gold, claim)]
        for n, claim in enumerate(found)
    ]
    asked = pair_off(wanted)
    stray = [claim for number, claim in enumerate(found) if number not in asked]
    return (*(_missed(gold, stray) for gold in missed), *(f"not asked for: {show_claim(claim)}" for claim in stray))


def pair_off(choices: Sequence[Sequence[int]]) -> dict[int, int]:
    """As many pairs as can be made, each side used once: choices[i] are the partners that i may have (augmenting paths)."""
    partner: dict[int, int] = {}  # of the other side

    def settle(one: int, tried: set[int]) -> bool:
        for other in choices[one]:
            if other not in tried:
                tried.add(other)
                if other not in partner or settle(partner[other], tried):
                    partner[other] = one
                    return True
        return False

    for one in range(len(choices)):
        settle(one, set())
    return {one: other for other, one in partner.items()}


def differences(gold: Expected, claim: Claim) -> list[str]:
    """In what a claim is not the one expected: names of fields with what was found."""
    actors, recipients = codes(claim.actors), codes(claim.recipients)
    same_sides = (actors, recipients) == (_set(gold, "actors"), _set(gold, "recipients"))
    same_parties = actors | recipients == _set(gold, "actors") | _set(gold, "recipients")
    checks = {
        f"type {claim.type}": claim.type in gold["type"],
        f"parties {_who(actors, recipients)}": same_parties if gold.get("reciprocal") else same_sides,
        f"speakers {_join(codes(claim.speakers))}": codes(claim.speakers) == _set(gold, "speakers"),
        f"stance {claim.stance}": claim.stance == gold["stance"],
        f"certainty {claim.certainty}": claim.certainty == gold["certainty"],
        f"auxiliary {_join(claim.auxiliary)}": set(claim.auxiliary) == set(gold["auxiliary"]),
        f"when {_days(claim)}": _is_then(gold.get("when"), claim),
    }
    return [name for name, holds in checks.items() if not holds]


def _is_like(gold: Expected, claim: Claim) -> bool:
    """Whether a claim is one that may come out besides: its type, parties and speakers say so, the rest is free."""
    return not any(name.startswith(("type", "parties", "speakers")) for name in differences(gold, claim))


def _is_then(when: Sequence[str] | None, claim: Claim) -> bool:
    if not when:
        return True
    if claim.when is None:
        return False
    first, last = map(dt.date.fromisoformat, when)
    short = (claim.when.last - claim.when.first).days <= max(SLACK_DAYS, 3 * (last - first).days)
    return claim.when.first <= last and first <= claim.when.last and short


def codes(parties: Sequence[Party]) -> set[str]:
    return {party.entity.code for party in parties} - UNKNOWN


def _set(gold: Expected, name: str) -> set[str]:
    return set(gold[name]) - UNKNOWN


# --- messages ---------------------------------------------------------------------------------------------------------------------


def _missed(gold: Expected, stray: Sequence[Claim]) -> str:
    nearest = min((differences(gold, claim) for claim in stray), key=len, default=[])
    hint = f" (nearest: {', '.join(nearest)})" if nearest else ""
    voice = f" by {_join(set(gold['speakers']))}" if gold["speakers"] else ""
    days = f" {gold['when'][0]}..{gold['when'][1]}" if gold.get("when") else ""
    who = _who(_set(gold, "actors"), _set(gold, "recipients"))
    return f"missed: {'|'.join(gold['type'])} {who}{voice} {gold['stance']} {gold['certainty']} {_join(gold['auxiliary'])}{days}{hint}"


def show_claim(claim: Claim) -> str:
    """A claim on one line, with the words and the entries of the tables that made it."""
    voice = f" by {_join(codes(claim.speakers))}" if claim.speakers else ""
    details = f"{claim.stance} {claim.certainty} {_join(claim.auxiliary)} {_days(claim)}"
    return f"{claim.type} {_who(codes(claim.actors), codes(claim.recipients))}{voice} {details} [{claim.trigger_text}] {' '.join(claim.because)}"


def _who(actors: set[str], recipients: set[str]) -> str:
    return f"{_join(actors, '+')}>{_join(recipients, '+')}"


def _join(values: Sequence[str] | set[str], mark: str = ",") -> str:
    return mark.join(sorted(values))


def _days(claim: Claim) -> str:
    return f"{claim.when.first}..{claim.when.last}" if claim.when else "no time"
