"""What an analyst corrects in a claim: the fields that were read wrongly, without touching what was read."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from detente.assembly.join import live_decisions
from detente.language import Pack
from detente.language.plover import QUADS, score_type
from detente.records import Claim, Decision, Entity, Moment, Party, Told

CORRECT = "correct"
ROLES = ("actors", "recipients", "speakers")
FIELDS = ("type", *ROLES, "when", "stance", "certainty")
"""Fields that can be corrected, as they are written in the targets of a decision: `type=AID`, `actors=PRK+RUS`, `when=2022-11-04`."""
NOBODY, NO_TIME = "---", "unknown"


def amend(told: Iterable[Told], decisions: Iterable[Decision], pack_of: Callable[[str], Pack]) -> tuple[Told, ...]:
    """The claims as analysts corrected them, e.g. of type AID after a decision with the targets ("9f0c…", "type=AID").

    A later correction of a field goes before an earlier one. A corrected claim names the decision in its `because`; class and score
    follow its type. `pack_of` gives the pack of a language.
    """
    changes: dict[str, list[Decision]] = {}
    for decision in live_decisions(decisions):
        if decision.kind == CORRECT:
            changes.setdefault(decision.targets[0], []).append(decision)
    return tuple(replace(one, claim=_changed(one.claim, changes[one.id], pack_of)) if one.id in changes else one for one in told)


def fields_of(decision: Decision) -> dict[str, str]:
    """What a correction says, e.g. {"type": "AID", "actors": "PRK+RUS"}."""
    return dict(target.split("=", 1) for target in decision.targets[1:])


def _changed(claim: Claim, decisions: Iterable[Decision], pack_of: Callable[[str], Pack]) -> Claim:
    known = {party.entity.code: party for role in ROLES for party in getattr(claim, role)}
    for decision in decisions:
        said = fields_of(decision)
        values: dict[str, Any] = {role: _parties(said[role], known) for role in ROLES if role in said}
        values |= {name: said[name] for name in ("stance", "certainty") if name in said}
        values |= _typed(said, claim, pack_of) | _timed(said, decision)
        claim = replace(claim, because=(*claim.because, f"analyst:{decision.id}"), **values)
    return claim


def _parties(text: str, known: Mapping[str, Party]) -> tuple[Party, ...]:
    """Parties by code; where the text names one of them, with its words."""
    codes = [code for code in text.split("+") if code]
    return tuple(known.get(code) or Party(entity=Entity(code=code), start=-1, end=-1, text="") for code in codes)


def _typed(said: Mapping[str, str], claim: Claim, pack_of: Callable[[str], Pack]) -> dict[str, Any]:
    kind = said.get("type", claim.type)
    if kind == claim.type:
        return {}
    return {"type": kind, "modes": (), "quad": QUADS[kind], "score": score_type(kind, (), pack_of(claim.language)), "cameo": ""}


def _timed(said: Mapping[str, str], decision: Decision) -> dict[str, Any]:
    if "when" not in said:
        return {}
    if said["when"] == NO_TIME:
        return {"when": None}
    first, _, last = said["when"].partition("/")
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    return {"when": Moment(value=said["when"], first=days[0], last=days[1], basis="stated", because=f"analyst:{decision.id}")}
