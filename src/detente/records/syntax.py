"""Sentences, tokens and clauses: how a text is built, whatever parser found it."""

from dataclasses import dataclass

from detente.records.entity import Mention
from detente.records.moment import Timex


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word, punctuation mark, or a whole name or time expression taken as one word.

    `start`, `end` are character offsets into the article. `kind` is `word`, `name` or `time`; a name or
    time token covers a Mention or Timex of several words. `upos` and `deprel` are Universal Dependencies v2
    labels, `head` is the index of the governing token in the sentence, -1 for the root.
    A clitic split off by a language ("perang" + "nya") is a token of its own that touches its host.
    """

    index: int
    start: int
    end: int
    text: str
    kind: str = "word"
    upos: str = "X"
    feats: str = ""
    head: int = -1
    deprel: str = "dep"

    @property
    def lower(self) -> str:
        """The text in lower case, e.g. "menyerang"."""
        return self.text.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence with its tokens, e.g. "Korut memasok Rusia." at [301, 320).

    `kind` is `headline`, `body` or `caption`; `paragraph` counts from 0.
    """

    index: int
    start: int
    end: int
    paragraph: int
    kind: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What a predicate is said of: a noun phrase with its part in the clause.

    `slot` is `subj`, `obj`, `iobj`, `agent` (the "by" of a passive), `poss` (possessor, or name or adjective that
    stands before or after a noun), `obl` (with `case` set to its preposition, lower case), or `appos`.
    `head` is the token index of its head noun; `first`..`last` the token indices of the whole phrase, both included.
    `shared` is true where the argument was taken over from a governing or neighbouring clause.
    """

    slot: str
    head: int
    first: int
    last: int
    case: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A predicate, verbal or nominal, with all that hangs on it.

    `kind` is `verb`, `noun` or `adj`. `voice` is `active`, `passive` or "" (nouns). `marks` are the lower-case auxiliaries, adverbs and
    particles of the predicate with their token index (the pack says what they mean); `link` says how the clause hangs on `parent`
    (index into the sentence's clauses, -1 for none): `main`, `ccomp`, `xcomp`, `advcl`, `relcl`, `acl`, `conj`, `parataxis`, `nested`
    (a noun inside an argument), and `mark` is its subordinator ("bahwa", "if"), lower case.
    """

    index: int
    head: int
    kind: str
    voice: str
    link: str
    parent: int
    mark: str
    marks: tuple[tuple[str, int], ...]
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A sentence that has been read: tokens with heads, the clauses, and the names and times in it."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
