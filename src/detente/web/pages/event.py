"""One event: how it stands and by which rule, what is said for it and against it over time, whose word that is, and what disagrees."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.assembly.judge import judge, side_of
from detente.desk import EventFound
from detente.desk.days import parse_until
from detente.ledger.asking import find_printings
from detente.ledger.looking import Head, find_heads
from detente.records import Decision, Told
from detente.web.charts.marks import is_hostile
from detente.web.charts.sides import Stood, draw_sides
from detente.web.pages.lines import EventLine
from detente.web.pages.page import Page, Visit

_DAYS = 60
"""So many days of a history are judged; of more, evenly many."""
_CLAIMS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """Where a claim was printed."""

    id: str
    title: str
    publisher: str
    published: dt.date | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim of an event: its side, who says it, when, how sure, its sentence, and the printings of it; `decides` where it is a last word.

    `words` are the sentence in pieces with the trigger marked.
    """

    id: str
    side: str
    type: str
    stance: str
    certainty: str
    auxiliary: tuple[str, ...]
    speakers: tuple[str, ...]
    names: tuple[str, ...]
    said: dt.date | None
    credit: str
    origin: str
    decides: bool
    caveats: tuple[str, ...]
    withdrawn: bool
    corrected: bool
    words: tuple[tuple[str, bool], ...]
    printings: tuple[Printing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What goes back to one text: its printings, and how many of the claims they make."""

    id: str
    claims: int
    printings: tuple[Printing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """What the claims say of one number."""

    what: str
    disagree: bool
    entries: tuple[tuple[str, float | None, float | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """What an analyst decided; `live` unless it was undone."""

    id: str
    kind: str
    targets: tuple[str, ...]
    by: str
    reason: str
    at: dt.datetime
    live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """The page of an event; `days` are those on which something was said, `history` how it stood from which day on."""

    event: EventLine
    as_of: dt.date | None
    days: tuple[dt.date, ...]
    history: tuple[tuple[dt.date, str, str], ...]
    claims_for: tuple[ClaimLine, ...]
    claims_against: tuple[ClaimLine, ...]
    origins: tuple[Origin, ...]
    quantities: tuple[Quantities, ...]
    links: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    decisions: tuple[DecisionLine, ...]


def make_event(visit: Visit) -> Page:
    """The page of an event by its id, or by that of one of its claims. Raises NotFound, and UsageError for an as-of day that is none."""
    found = visit.ledger.show(visit.part("name"))
    day = parse_until(visit.asked("as_of"))
    told = tuple(one for one in found.claims if day is None or _said(one) <= day)
    standing = judge(told, as_of=day) if day else found.standing
    shown = EventFound(event=found.event, standing=standing, claims=told[:_CLAIMS])
    lines = _claims(visit, shown)
    days = tuple(sorted({_said(one) for one in found.claims}))
    history = stood_on(found.claims, days)
    view = EventView(
        event=_event_line(shown, len(told)), as_of=day, days=days, history=tuple((one.day, one.status, one.rule) for one in history),
        claims_for=tuple(line for line in lines if line.side != "against"),
        claims_against=tuple(line for line in lines if line.side == "against"), origins=_origins(lines),
        quantities=tuple(Quantities(what=t.what, disagree=t.disagree, entries=t.entries) for t in found.event.quantities),
        links=tuple((k.first, k.second, k.rule, k.evidence) for k in found.event.links),
        decisions=decisions_of(visit.ledger.decisions(), {found.event.id, *found.event.claims}),
    )  # fmt: skip
    rows = [
        {
            "claim": one.id, "side": one.side, "stance": one.stance, "certainty": one.certainty, "speakers": "; ".join(one.speakers),
            "said": one.said, "origin": one.origin, "sentence": "".join(text for text, _ in one.words),
            "printed in": "; ".join(p.publisher for p in one.printings),
        }
        for one in lines
    ]  # fmt: skip
    article = visit.w.words["event"]["article"]
    named = [(one.id, one.side, one.said, ", ".join(one.names) or article) for one in lines if one.said]
    known = [place for place, one in enumerate(days) if day and one <= day]
    charts = {"sides": draw_sides(named, history, as_of=day), "step": known[-1] if known else None}
    return Page(template="event.html", title=event_title(visit, view.event), view=view, rows=rows, charts=charts)


def event_title(visit: Visit, line: EventLine) -> str:
    """An event in a line, e.g. "North Korea → Russia: helps"."""
    sides = " \N{RIGHTWARDS ARROW} ".join(visit.w.listed(codes) for codes in (line.actors, line.recipients) if codes)
    return f"{sides}: {visit.w.term('types', line.type)}"


def stood_on(told: Sequence[Told], days: Sequence[dt.date]) -> tuple[Stood, ...]:
    """How an event stood from each day on that changed it, judged at the end of each."""
    step = -(-len(days) // _DAYS) or 1
    chosen = sorted({*days[::step], *days[-1:]})
    found: list[Stood] = []
    for day in chosen:
        standing = judge(told, as_of=day)
        if not found or (found[-1].status, found[-1].rule) != (standing.status, standing.rule):
            found.append(Stood(day, standing.status, standing.rule))
    return tuple(found)


def decisions_of(decisions: Sequence[Decision], names: set[str]) -> tuple[DecisionLine, ...]:
    """The decisions about some events and claims, and those that undo them, the latest first."""
    from detente.assembly import live_decisions

    live = {one.id for one in live_decisions(decisions)}
    kept: list[Decision] = []
    wanted = set(names)
    for one in decisions:
        if set(one.targets) & wanted:
            kept.append(one)
            wanted.add(one.id)
    undone = {target for one in kept if one.kind == "undo" for target in one.targets}
    return tuple(
        DecisionLine(
            id=one.id, kind=one.kind, targets=one.targets, by=one.by, reason=one.reason, at=one.at,
            live=one.id in live or (one.kind == "undo" and one.id not in undone),
        )
        for one in reversed(kept)
    )  # fmt: skip


def _said(told: Told) -> dt.date:
    return told.said or told.learned.astimezone(dt.UTC).date()


def _event_line(found: EventFound, claims: int) -> EventLine:
    event, standing = found.event, found.standing
    return EventLine(
        id=event.id, type=event.type, actors=event.actors, recipients=event.recipients, first=event.first, last=event.last,
        place=event.place,
        status=standing.status, rule=standing.rule, origins=standing.origins, claims=claims, hostile=is_hostile(event.type),
    )  # fmt: skip


def _claims(visit: Visit, found: EventFound) -> list[ClaimLine]:
    sentences = visit.ledger.sentences(found)
    printings, heads = visit.ledger.look(lambda c: _printings(c, [one.id for one in found.claims]))
    deciding = {*found.standing.for_claims, *found.standing.against_claims}
    caveats: dict[str, list[str]] = {}
    for claim, what in found.standing.caveats:
        caveats.setdefault(claim, []).append(what)
    lines = [
        _line(one, sentences[one.id], [heads[name] for name in printings.get(one.id, ()) if name in heads], one.id in deciding, caveats)
        for one in found.claims
    ]
    return sorted(lines, key=lambda line: (line.said or dt.date.max, line.id))


def _printings(connection: Any, claims: Sequence[str]) -> tuple[Mapping[str, list[str]], Mapping[str, Head]]:
    found = find_printings(connection, claims)
    heads = find_heads(connection, "id", {name for names in found.values() for name in names})
    return found, {head.id: head for head in heads}


def _line(told: Told, sentence: str, heads: Sequence[Head], decides: bool, caveats: Mapping[str, list[str]]) -> ClaimLine:  # noqa: FBT001
    claim = told.claim
    return ClaimLine(
        id=claim.id, side=side_of(told), type=claim.type, stance=claim.stance, certainty=claim.certainty, auxiliary=claim.auxiliary,
        speakers=tuple(p.entity.code for p in claim.speakers),
        names=tuple(p.entity.name or p.text or p.entity.code for p in claim.speakers),
        said=told.said, credit=told.credit, origin=told.origin, decides=decides, caveats=tuple(caveats.get(claim.id, ())),
        withdrawn=told.withdrawn is not None, corrected=any(entry.startswith("analyst:") for entry in claim.because),
        words=_words(sentence, claim.trigger_text), printings=tuple(printing_of(head) for head in heads),
    )  # fmt: skip


def printing_of(head: Head) -> Printing:
    """A printing as pages show it."""
    return Printing(id=head.id, title=head.title, publisher=head.publisher, published=head.published, language=head.language)


def _words(sentence: str, trigger: str) -> tuple[tuple[str, bool], ...]:
    """A sentence in pieces, true where a piece is the trigger."""
    flat = " ".join(trigger.split())
    before, found, after = sentence.partition(flat) if flat else (sentence, "", "")
    return tuple(piece for piece in ((before, False), (found, True), (after, False)) if piece[0])


def _origins(lines: Sequence[ClaimLine]) -> tuple[Origin, ...]:
    claims: dict[str, int] = {}
    printings: dict[str, dict[str, Printing]] = {}
    for line in lines:
        claims[line.origin] = claims.get(line.origin, 0) + 1
        printings.setdefault(line.origin, {}).update({p.id: p for p in line.printings})
    return tuple(Origin(id=name, claims=number, printings=tuple(printings[name].values())) for name, number in claims.items())
