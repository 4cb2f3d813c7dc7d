"""Claims in a person's words: rows that join the voices on one event, dates, names, and the stretch of text to show."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from detente.language import resource_folder
from detente.records import Claim, Moment, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event with all the claims on it, e.g. one by the United States (asserts) and one by North Korea (denies)."""

    number: int
    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        """The claim that tells it first."""
        return self.claims[0]


def join_voices(claims: Iterable[Claim]) -> tuple[Row, ...]:
    """Rows in the order of the text.

    Claims stand on one row where type, parties and auxiliary agree, their times can be the same and their voices differ.
    """
    groups: list[list[Claim]] = []
    for claim in claims:
        group = next((group for group in groups if all(_same_event(claim, other) for other in group)), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    return tuple(Row(number=number, claims=tuple(group)) for number, group in enumerate(groups, 1))


def _same_event(a: Claim, b: Claim) -> bool:
    agree = (a.type, _codes(a.actors), _codes(a.recipients), a.auxiliary) == (b.type, _codes(b.actors), _codes(b.recipients), b.auxiliary)
    return agree and _voice(a) != _voice(b) and _may_be_one(a.when, b.when)


def _codes(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.entity.code for party in parties)


def _voice(claim: Claim) -> tuple[frozenset[str], str]:
    return _codes(claim.speakers), claim.stance


def _may_be_one(a: Moment | None, b: Moment | None) -> bool:
    return a is None or b is None or (a.first <= b.last and b.first <= a.last)


@cache
def glosses() -> Mapping[str, Mapping[str, str]]:
    """Plain words for PLOVER terms, from resources/plover/glosses.toml."""
    return tomllib.loads((resource_folder() / "plover" / "glosses.toml").read_text(encoding="utf-8"))


def names(parties: Iterable[Party]) -> str:
    """Names joined with commas, each once, e.g. "Iran, Saudi Arabia"; "?" where nobody is named."""
    return ", ".join(dict.fromkeys(name_of(party) for party in parties)) or "?"


def name_of(party: Party) -> str:
    """The name to show, e.g. "Vladimir Putin (RUS)": a person with the code that he or she speaks for."""
    entity = party.entity
    name = entity.name or party.text or entity.code
    return f"{name} ({entity.code})" if entity.office and entity.code != "---" else name


def who_to_whom(claim: Claim) -> str:
    """Actors and recipients, e.g. "North Korea → Russia", or only the parties of a reciprocal event."""
    return f"{names(claim.actors)} \N{RIGHTWARDS ARROW} {names(claim.recipients)}" if claim.recipients else names(claim.actors)


def what(claim: Claim) -> str:
    """The type with its modes, and below it what it means, e.g. "ASSAULT aerial" and "attacks (not)"."""
    words = glosses()
    extra = ", ".join(words["auxiliary"].get(name, name) for name in claim.auxiliary)
    gloss = words["types"].get(claim.type, "")
    return " ".join((claim.type, *claim.modes)) + f"\n{gloss}" + (f" ({extra})" if extra else "")


def when(moment: Moment | None) -> str:
    """The days of a moment, as short as they can be said: a year, a month, a day, or from - to; "?" where none can be told."""
    if moment is None:
        return "?"
    first, last = moment.first, moment.last
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} \N{EN DASH} {last.year}"
    if first.day == 1 and (last + dt.timedelta(1)).day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first.isoformat()} \N{EN DASH} {last.isoformat()}"


def voices(row: Row) -> tuple[str, str]:
    """Who says it and who denies or doubts it, e.g. ("United States: probable", "North Korea"); "" where nobody does."""
    said = dict.fromkeys(_voice_line(claim) for claim in row.claims if claim.stance in ("asserts", "confirms"))
    denied = dict.fromkeys(_voice_line(claim) for claim in row.claims if claim.stance in ("denies", "doubts"))
    return "\n".join(said), "\n".join(denied)


def _voice_line(claim: Claim) -> str:
    name = names(claim.speakers) if claim.speakers else "article"
    if claim.via:
        name += f" via {names(claim.via)}"
    stance = {"confirms": "confirms, ", "doubts": "doubts, "}.get(claim.stance, "")
    return f"{name}: {stance}{claim.certainty}"


def snippet(claim: Claim, text: str, chars: int) -> tuple[str, str, str]:
    """The words of the event: what stands before the trigger, the trigger, what stands after it, about `chars` of the sentence in all."""
    start, end = claim.trigger_start, claim.trigger_end
    room = max(20, chars - (end - start)) // 2
    before, after = text[claim.sentence_start : start], text[end : claim.sentence_end]
    if len(before) > room:
        before = "\N{HORIZONTAL ELLIPSIS}" + before[-room:].partition(" ")[2]
    if len(after) > room:
        after = after[:room].rpartition(" ")[0] + "\N{HORIZONTAL ELLIPSIS}"
    return before.replace("\n", " "), text[start:end].replace("\n", " "), after.replace("\n", " ")
