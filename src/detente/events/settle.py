"""Modality arithmetic: what a planned, refused, ended or possible event becomes (`plover/arithmetic.tsv`)."""

from dataclasses import dataclass, replace

from detente.language import Pack, Row
from detente.language.parties import codes
from detente.records import Event, Party

SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
"""Types that are done by saying them: told by their own doer they are the reporter's (coding guide, doubts settled)."""
PRIVATE = "CVL"
"""The sector of those who speak for no government: an analyst announces nothing."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The event as it counts: final type, auxiliary modes, whether its speaker is dropped, the row that decided."""

    event: Event
    auxiliary: frozenset[str]
    drop_speaker: bool
    because: tuple[str, ...]


def settle(event: Event, speakers: tuple[Party, ...], pack: Pack) -> Settled:
    """An event and its speaker after arithmetic, e.g. ASSAULT + future told by its doer is THREATEN in the reporter's voice."""
    shared = "reciprocal" in event.flags  # who will meet with somebody speaks for both
    own = codes(tuple(p for p in speakers if p.entity.sector != PRIVATE))
    told = codes(event.actors) & own
    doer = bool(told) and (shared or codes(event.actors) <= own)
    for row, sums in _arithmetic(pack):
        if sums.fit(event, doer=doer):
            kind = event.type if row["type"] == "=" else row["type"]
            modes = event.modes if kind == event.type else ()
            cameo = event.cameo if kind == event.type else ""
            settled = replace(event, type=kind, modes=modes, cameo=cameo)
            drop = row["speakers"] == "drop" or (doer and kind in SPOKEN and not row["auxiliary"])
            return Settled(settled, frozenset(row.items("auxiliary")), drop, (f"plover:arithmetic/{row['id']}",))
    return Settled(event, frozenset(), doer and event.type in SPOKEN and event.told_by < 0, ())


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a row of the arithmetic asks of an event, its cells split once: each event goes through all the rows."""

    effects: frozenset[str]
    without: frozenset[str]
    types: frozenset[str]
    doer: str

    @classmethod
    def of(cls, row: Row) -> "_Sums":
        return cls(frozenset(row.items("effects")), frozenset(row.items("without")), frozenset(row.items("types")), row["doer"])

    def fit(self, event: Event, *, doer: bool) -> bool:
        if not self.effects <= event.effects or self.without & event.effects:
            return False
        if self.types != {"*"} and event.type not in self.types:
            return False
        return self.doer == "any" or (self.doer == "yes") == doer


def _arithmetic(pack: Pack) -> tuple[tuple[Row, _Sums], ...]:
    if "arithmetic" not in pack.caches:
        pack.caches["arithmetic"] = tuple((row, _Sums.of(row)) for row in pack.rows("plover/arithmetic"))
    found: tuple[tuple[Row, _Sums], ...] = pack.caches["arithmetic"]
    return found


def is_whole(event: Event, pack: Pack) -> bool:
    """Whether an event names the sides without which its type is none (`plover/needs.tsv`).

    Of a reciprocal event the actors are both sides.
    """
    if (not event.actors and not event.recipients) or ("demand" in event.flags and not event.recipients):
        return False
    if "plover-needs" not in pack.caches:
        pack.caches["plover-needs"] = {row["type"]: row.items("needs") for row in pack.rows("plover/needs")}
    needs: tuple[str, ...] = pack.caches["plover-needs"].get(event.type, ())
    reciprocal = ("reciprocal" in event.flags and len(event.actors) > 1) or "of-deed" in event.flags
    return not ("actor" in needs and not event.actors) and not ("recipient" in needs and not event.recipients and not reciprocal)
