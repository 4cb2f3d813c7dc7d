"""Who says what, as characters of the text: the record of `find_attributions`."""

from dataclasses import dataclass

from detente.records.claim import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of text, e.g. "Moscow" at [0, 6): half-open characters of the article."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One attribution, e.g. cue "denied", source "Moscow", content "that it had shelled the town", stance denies.

    `cue` and `content` are stretches in text order; a cue is empty where a quotation only goes on from the sentence before. `source` are
    the words that stand for who speaks, None where nobody is written. `name` is who is meant by them: of a pronoun or "-nya" the words
    that named the speaker before, with their place in `named`; "" and None where nobody is named (an unnamed official). `speakers` are
    the parties of the tables among them, `via` the media that relay it.

    `stance` is the source's toward the content: `asserts`, `denies`, `doubts`, `confirms`, or "" where it takes none ("no comment").
    `certainty` is the weaker of what the cue and the words around it say: `certain`, `probable`, `possible`. `author` is the reporter's
    attitude to the source: `neutral`, `distancing` ("claimed", scare quotes), `endorsing` ("revealed"). `kind` is a kind of
    `reporting.tsv`, `quote` is `direct`, `indirect` or `mixed`. `inside` is the index of the saying that tells of this one, -1 for none.
    `because` names the row that decided.
    """

    cue: tuple[Stretch, ...]
    source: Stretch | None
    content: tuple[Stretch, ...]
    name: str
    named: Stretch | None
    speakers: tuple[Party, ...]
    via: tuple[Party, ...]
    stance: str
    certainty: str
    author: str
    kind: str
    quote: str
    because: str
    inside: int = -1
