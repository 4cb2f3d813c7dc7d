"""A claim with what its article says of it: what the ledger keeps, joins and weighs."""

import datetime as dt
from dataclasses import dataclass

from detente.records.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that a sentence gives for something, e.g. `killed` 40 to 40 in "killed 40 policemen", `shells` 1000 or more.

    `what` is an id of `counted.tsv` (`killed`, `shells`, `money` ...) or a unit of money (`USD`). `low` and `high` are the least and the
    most that the words allow, both included; None where they leave it open ("at least 40" has no `high`). Offsets are characters, `[start,
    end)`.
    """

    what: str
    low: float | None
    high: float | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim as the ledger holds it: the claim, three times, whose word it is, and what its sentence can be known again by.

    `said` is the day of publication, None where unknown (the event's own time is `claim.when`). `learned` is the moment when the ledger
    took it in, with a time zone; `withdrawn` the moment from which it no longer counts (retracted, or its article was corrected), else
    None. `origin` is the id of the article that all copies of one text go back to (`assembly.find_origins`), `credit` the agency that the
    text credits ("Reuters", "" for none), `publisher` whoever printed it. `accusing` is true where the claim stands in an accusation by its
    speakers, `headline` where it stands in a headline. `words` are the content words of its part of the sentence; `marks` what is the same
    in every language: deeds, things, names, figures ("thing:shells"). `caveats` are those of `assembly.toml` that limit it in its sentence
    or the next ("unverified", "no-comment").
    """

    claim: Claim
    said: dt.date | None
    learned: dt.datetime
    origin: str
    credit: str = ""
    publisher: str = ""
    accusing: bool = False
    headline: bool = False
    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    caveats: tuple[str, ...] = ()
    withdrawn: dt.datetime | None = None

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.claim.id
