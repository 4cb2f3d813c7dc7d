"""Cut a text into words, figures and signs, with what the pack's lexicon knows of each."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_PIECE = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+|[^\W\d_]+|\n|[^\s]")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "’": "'", "‘": "'"})


class Piece(NamedTuple):
    """A word, figure or sign at `[start, end)`; `glued` is true where no space stands before it."""

    start: int
    end: int
    text: str
    key: str
    glued: bool


class Entry(NamedTuple):
    """One reading of a word or phrase: its class, its value, its words, and the case that it asks for."""

    kind: str
    value: Any
    words: tuple[str, ...]
    case: str
    name: str


def split_pieces(text: str) -> list[Piece]:
    """The pieces of a text, e.g. "H-7" gives H, -, 7. Offsets count characters of the text."""
    pieces = []
    last = -1
    for match in _PIECE.finditer(text):
        start, end = match.span()
        word = match.group()
        pieces.append(Piece(start, end, word, word.translate(_DASHES).lower(), start == last))
        last = end
    return pieces


def build_lexicon(lexicon: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Entries by their class and first word.

    A capital first letter asks for a capital in the text, "=" before a word for the small letter.
    """
    found: dict[tuple[str, str], list[Entry]] = {}
    for kind, words in lexicon.items():
        for written, value in words.items():
            bare = written.removeprefix("=")
            keys = tuple(piece.key for piece in split_pieces(bare))
            case = "small" if bare != written else "capital" if bare[0].isupper() else ""
            found.setdefault((kind, keys[0]), []).append(Entry(kind, value, keys, case, bare))
    return {key: tuple(entries) for key, entries in found.items()}


def fits_case(entry: Entry, piece: Piece, *, opens: bool) -> bool:
    """Whether the first letter is as the entry asks; at the opening of a sentence a capital says nothing against a small letter."""
    if entry.case == "capital":
        return piece.text[0].isupper()
    return not entry.case or opens or piece.text[0].islower()


def read_roman(text: str) -> int | None:
    """The number of a Roman numeral in capitals up to XXXIX, e.g. "XVI" = 16; None for any other word."""
    if not text or len(text) > 6 or any(letter not in _ROMAN for letter in text):
        return None
    total = 0
    for letter, after in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN[letter]
        total += -value if after and _ROMAN[after] > value else value
    return total if 0 < total < 40 else None


def write_roman(number: int) -> str:
    """A number from 1 to 39 as a Roman numeral in small letters, e.g. 16 = "xvi"."""
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (number // 10) + ones[number % 10]
