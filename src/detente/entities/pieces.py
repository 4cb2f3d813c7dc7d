"""The parts of a sentence that names are looked up by: finer than tokens, cut at hyphens and before a possessive."""

import re
import unicodedata
from dataclasses import dataclass

from detente.records import Sentence

_MARKS = "'\u2018\u2019`" + chr(0x2BB) + chr(0x2BC)  # all that serve as apostrophes
_PART = re.compile(
    rf"(?:[^\W\d_]\.)+|[A-Z]{{3,}}(?=[a-z]{{2,}}(?!\w))|['\u2019]s(?!\w)|[^\W_{_MARKS}]+(?:[{_MARKS}][^\W_]+)*|\S"
)
_POSSESSIVE = re.compile(r"(?<=.)['\u2019]s\Z", re.IGNORECASE)
_APOSTROPHES = str.maketrans("", "", _MARKS)
_LETTER = re.compile(r"LATIN (SMALL|CAPITAL) LETTER (?:DOTLESS )?([A-Z])\b")
POSSESSIVE = "'s"
HYPHENS = frozenset("-\u2010\u2011\u2013")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or mark at `[start, end)`; `plain` is its text without accents and apostrophes, `key` that in lower case.

    `touches` is true where nothing stands between it and the piece before it.
    """

    start: int
    end: int
    text: str
    plain: str
    key: str
    touches: bool

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.text[0].isupper()


def plain(text: str) -> str:
    """The text without accents and apostrophes, e.g. "Erdoğan" gives "Erdogan"."""
    if text.isascii():
        return text.translate(_APOSTROPHES) if len(text) > 2 else text
    flat = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(_base(c) for c in flat if not unicodedata.combining(c)) or text


def _base(char: str) -> str:
    """The letter without its stroke: those that Unicode does not take apart are told by their names."""
    if char.isascii():
        return char
    match = _LETTER.match(unicodedata.name(char, ""))
    if match is None:
        return char
    return match[2].lower() if match[1] == "SMALL" else match[2]


def cut(text: str, offset: int = 0, last: int = -1) -> list[Piece]:
    """The pieces of a stretch of text that begins at character `offset`; `last` is where the piece before it ends."""
    found: list[Piece] = []
    for match in _PART.finditer(text):
        start, word = match.start() + offset, match.group()
        tail = _POSSESSIVE.search(word)
        parts = [(start, word)] if tail is None else [(start, word[: tail.start()]), (start + tail.start(), tail.group())]
        for begin, part in parts:
            flat = POSSESSIVE if begin > start or (part[1:] == "s" and part[0] in _MARKS) else part if len(part) <= 2 else plain(part)
            found.append(Piece(begin, begin + len(part), part, flat, flat.lower(), begin == last))
            last = begin + len(part)
    return found


def cut_sentence(sentence: Sentence) -> list[Piece]:
    """The pieces of a sentence, in text order."""
    found: list[Piece] = []
    last = -1
    for token in sentence.tokens:
        text = token.text
        if text.isascii() and text.isalpha() and (text.islower() or text[1:].islower()):
            found.append(Piece(token.start, token.end, text, text, text.lower(), token.start == last))
        else:
            found += cut(text, token.start, last)
        last = token.end
    return found


def words_of(name: str) -> tuple[str, ...]:
    """The pieces of a name of a table without its hyphens, e.g. ("Kim", "Jong", "un")."""
    words = name.split()
    if all(word.isascii() and word.isalpha() and (word[1:].islower() or word.isupper() or len(word) == 1) for word in words):
        return tuple(words)  # most names: nothing in them can be cut
    return tuple(piece.plain for piece in cut(name) if piece.text not in HYPHENS)
