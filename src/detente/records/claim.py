"""The claim: one event, as one voice puts it, in one place of one text."""

from dataclasses import dataclass

from detente.records.entity import Entity
from detente.records.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An entity in a claim with the words that name it there; `start` = `end` = -1 where it is understood, not written."""

    entity: Entity
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place named for an event; `lat`, `lon` in degrees or None."""

    name: str
    country: str
    lat: float | None
    lon: float | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One event as one voice puts it. Fields and codes are those of docs/output.md; offsets are characters, `[start, end)`."""

    id: str
    article: str
    language: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    auxiliary: tuple[str, ...]
    quad: str
    score: float
    cameo: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: Moment | None
    where: Place | None
    speakers: tuple[Party, ...]
    via: tuple[Party, ...]
    stance: str
    certainty: str
    quoted: bool
    sentence_index: int
    sentence_start: int
    sentence_end: int
    trigger_start: int
    trigger_end: int
    trigger_text: str
    because: tuple[str, ...]
