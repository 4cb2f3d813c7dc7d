"""An assembled event with all that is needed to tell it to others: how it stands, who says what, in which words, printed where."""

import datetime as dt
from dataclasses import dataclass

from detente.records.claim import Place
from detente.records.happening import Happening, Standing
from detente.records.told import Told

FOR, AGAINST = ("asserts", "confirms"), ("denies", "doubts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """Where a claim was printed, e.g. title "Shells", publisher "Our Paper"; `published` is None and texts are "" where unknown."""

    id: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    published: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One claim on an event with the sentence that makes it and the article where that stands.

    `decided` is true where it is among the claims that the status rests on; another has been followed by a later word of the same voice,
    was withdrawn, or neither affirms nor denies.
    """

    told: Told
    sentence: str
    printing: Printing
    decided: bool = True

    @property
    def against(self) -> bool:
        """Whether it denies or doubts the event."""
        return self.told.claim.stance in AGAINST


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An event of the ledger as it is told to others, e.g. AID by PRK to RUS, disputed: one voice for it, one against.

    `voices` are all claims in the order of `event.claims`. Whatever an export writes is taken from here, so that writers need no ledger.
    """

    event: Happening
    standing: Standing
    voices: tuple[Voice, ...]

    @property
    def lead(self) -> Told:
        """The first claim that gives the event's type: its class, score and CAMEO code are the event's."""
        return next((v.told for v in self.voices if v.told.claim.type == self.event.type), self.voices[0].told)

    @property
    def mutual(self) -> bool:
        """Whether its parties did it together: nobody stands at the receiving end."""
        return not self.event.recipients

    @property
    def place(self) -> Place | None:
        """The place of the event as the first claim that names it has it; None where none is named."""
        return next((v.told.claim.where for v in self.voices if v.told.claim.where and v.told.claim.where.name == self.event.place), None)

    @property
    def learned(self) -> dt.datetime:
        """The latest moment at which the ledger learned something of it."""
        return max(v.told.withdrawn or v.told.learned for v in self.voices)

    @property
    def sides(self) -> tuple[tuple[Voice, ...], tuple[Voice, ...]]:
        """The voices that decided: those for it, and those against it."""
        told = {v.told.id: v for v in self.voices}
        ahead, against = (
            tuple(told[one] for one in claims if one in told) for claims in (self.standing.for_claims, self.standing.against_claims)
        )
        return ahead, against
