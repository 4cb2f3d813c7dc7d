"""How an event stands: ordered rules over the last word of each voice, never a number of belief."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.assembly.profile import is_announced
from detente.assembly.unions import Unions
from detente.records import Standing, Told

VOICES = 2
"""Independent origins that confirm an event."""
DISINTERESTED = ("IGO", "NGO", "JRN", "EDU", "JUD")
"""Sectors whose word about others is not that of a government, an army or a side in a war."""
FOR, AGAINST, PLANNED, DOUBT = "for", "against", "planned", "doubts"


def judge(told: Iterable[Told], *, as_of: dt.date | None = None, clock: str = "said") -> Standing:
    """How the event of these claims stands at the end of a day, e.g. `disputed` by R3 once Pyongyang has denied what Washington claimed.

    `as_of` None takes all that is known. `clock` says which day makes a claim known: `said`, when it was printed, or `learned`, when the
    ledger took it in (UTC). The rules R1 to R9, the first that fits, stand in docs/decisions/0010-assembly.md.
    """
    known = sorted((one for one in told if as_of is None or _day(one, clock) <= as_of), key=lambda one: one.id)
    live = [one for one in known if one.withdrawn is None or (as_of is not None and _utc(one.withdrawn) > as_of)]
    if not live:
        status, rule = ("retracted", "R1") if known else ("unassessed", "R0")
        gone = tuple((one.id, "retracted") for one in known)
        return Standing(status=status, rule=rule, for_claims=(), against_claims=(), origins=0, caveats=gone, as_of=as_of)
    case = _Case.build(live)
    status, rule = next((status, rule) for rule, status, holds in case.rules() if holds)
    caveats = {(one.id, what) for one in live for what in one.caveats}
    caveats |= {(one.id, side) for one in live if (side := side_of(one)) in (DOUBT, PLANNED)}
    return Standing(
        status=status,
        rule=rule,
        for_claims=tuple(sorted({w.told.id for w in (case.told_for or case.planned)})),
        against_claims=tuple(sorted({w.told.id for w in case.against})),
        origins=len(case.independent),
        caveats=tuple(sorted(caveats)),
        as_of=as_of,
    )


def side_of(told: Told) -> str:
    """On which side of its event a claim stands: `for`, `against`, `planned` or `doubts`.

    Denying that something did not happen is for it.
    """
    claim = told.claim
    negated = "negation" in claim.auxiliary
    if claim.stance == "doubts":
        return DOUBT
    if (claim.stance == "denies") != negated:
        return AGAINST
    return PLANNED if {"future", "hypothetical"} & set(claim.auxiliary) or is_announced(claim) else FOR


@dataclass(frozen=True, slots=True)
class _Word:
    """The last word of a voice: `code` is who speaks, "" for a paper in its own voice.

    `voice` is the same for all that depend on one another.
    """

    told: Told
    side: str
    code: str
    sector: str
    voice: str

    @property
    def certain(self) -> bool:
        return self.told.claim.certainty == "certain"


@dataclass(frozen=True, slots=True)
class _Case:
    """What there is to weigh."""

    told_for: tuple[_Word, ...]
    against: tuple[_Word, ...]
    planned: tuple[_Word, ...]
    actors: frozenset[str]
    recipients: frozenset[str]

    @classmethod
    def build(cls, live: Sequence[Told]) -> "_Case":
        last = _last_words(live)
        sides = {side: tuple(w for w in last if w.side == side) for side in (FOR, AGAINST, PLANNED)}
        claims = [one.claim for one in live]
        return cls(
            told_for=sides[FOR],
            against=sides[AGAINST],
            planned=sides[PLANNED],
            actors=frozenset(p.entity.code for c in claims for p in c.actors) - {"---"},
            recipients=frozenset(p.entity.code for c in claims for p in c.recipients) - {"---"},
        )

    @property
    def independent(self) -> frozenset[str]:
        """The voices for the event that are sure, accuse nobody, have no part in it and depend on no other."""
        return frozenset(w.voice for w in self.told_for if w.certain and not w.told.accusing and self._disinterested(w))

    def rules(self) -> Iterable[tuple[str, str, bool]]:
        """Rule, status, and whether it holds, in order."""
        yield "R2", "confirmed", self._admitted()
        yield "R3", "disputed", bool(self.told_for and self.against)
        yield "R4", "denied", bool(self.against)
        yield "R5", "confirmed", len(self.independent) >= VOICES
        yield "R6", "confirmed", self._agreed()
        yield "R7", "alleged", bool(self.told_for) and not self.independent
        yield "R8", "reported", bool(self.told_for)
        yield "R9", "announced", bool(self.planned)
        yield "R0", "unassessed", True

    def _disinterested(self, word: _Word) -> bool:
        if not word.code:
            return True
        return word.sector in DISINTERESTED and not _roots({word.code}) & _roots(self.actors | self.recipients)

    def _admitted(self) -> bool:
        """Whether a doer says so with certainty, who confirms it, or whom a third voice charges with it."""
        own = [w for w in self.told_for if w.code in self.actors and w.certain]
        charged = any(w.code and w.code not in self.actors | self.recipients for w in self.told_for)
        return any(w.told.claim.stance == "confirms" or charged for w in own)

    def _agreed(self) -> bool:
        """Whether both sides say so: a doer and one to whom it was done, or two who did it together."""
        codes = {w.code for w in self.told_for if w.certain}
        together = not self.recipients and len(codes & self.actors) >= VOICES
        return together or bool(codes & self.actors and codes & (self.recipients - self.actors))


def _last_words(live: Sequence[Told]) -> list[_Word]:
    """What each voice said last. A headline that names no speaker sums up what its article tells: it is no voice beside it.

    On one day a deed counts as later than a plan, a denial as later than an assertion, and an admission as later than a denial: papers
    that tell of an admission recall the denials before it, not the other way round.
    """
    origins = _origins(live)
    bodies = {one.claim.article for one in live if not one.headline}
    last: dict[str, tuple[tuple[dt.date, int, bool, str], _Word]] = {}
    for one in live:
        side = side_of(one)
        if side == DOUBT or (one.headline and not one.claim.speakers and one.claim.article in bodies):
            continue
        order = 3 if side == FOR and one.claim.stance == "confirms" else (PLANNED, FOR, AGAINST).index(side)
        named = {p.entity.code: p.entity.sector for p in one.claim.speakers}
        for code, sector in (named or {"": ""}).items():
            nobody = code in ("", "---")
            voice = f"paper {origins[one.id]}{code}" if nobody else code
            rank = (_day(one, "said"), order, one.claim.certainty == "certain", one.id)
            if voice not in last or rank > last[voice][0]:
                last[voice] = (rank, _Word(one, side, code, sector, voice))
    return [word for _, word in sorted(last.values(), key=lambda entry: entry[0])]


def _origins(live: Sequence[Told]) -> dict[str, str]:
    """What a paper's own word goes back to: copies, one publisher's articles and what one agency is credited with are one origin."""
    if len(live) == 1:
        return {live[0].id: f"article {live[0].origin}"}
    unions = Unions(f"article {one.origin}" for one in live)
    for one in live:
        for other in (f"by {one.publisher}" if one.publisher else "", f"from {one.credit}" if one.credit else ""):
            if other:
                unions.join(f"article {one.origin}", other)
    return {one.id: unions.find(f"article {one.origin}") for one in live}


def _roots(codes: Iterable[str]) -> set[str]:
    return {code.partition(".")[0] for code in codes}


def _day(told: Told, clock: str) -> dt.date:
    return told.said if clock == "said" and told.said is not None else _utc(told.learned)


def _utc(moment: dt.datetime) -> dt.date:
    return moment.astimezone(dt.UTC).date()
