"""Who is said to say something, by which words, and what is said."""

from dataclasses import dataclass

from detente.records.claim import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A cue with its source and content, e.g. cue "membantah", source RUS and PRK, content "klaim oleh AS bahwa ...".

    `sentence` is the index of the sentence; `cue` and `content` are token indices in it. `stance` and `certainty` are the source's
    toward the content; `author` is the reporter's attitude toward the source. `kind` is a kind of `reporting.tsv`. `source` is the token
    index of the head of the words that stand for who speaks, -1 where nobody is written. `origin` is the place (sentence, first token of
    the cue) of the attribution whose quotation goes on here.
    """

    sentence: int
    cue: tuple[int, ...]
    sources: tuple[Party, ...]
    via: tuple[Party, ...]
    content: frozenset[int]
    stance: str
    certainty: str
    author: str
    kind: str
    because: str
    quoted: bool = False
    source: int = -1
    verbal: bool = True
    origin: tuple[int, int] = (-1, -1)
