"""Numbers written in figures or words: "1,200", "1.200", "dua puluh lima", "two dozen", "at least 40", "20 to 30"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.language import Pack

APPROXIMATE = 0.1
"""Share by which "about 40" may be off: enough that 38 and 42 do not contradict it."""
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\s\w]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, figure or sign at `[start, end)`, in lower case."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the pieces `[first, last)`, with the least and the most that its words allow (None: open)."""

    first: int
    last: int
    low: float | None
    high: float | None


def split_pieces(text: str, start: int, end: int) -> list[Piece]:
    """The words, figures and signs of a stretch of text."""
    return [Piece(m.start(), m.end(), m.group().lower()) for m in _PIECE.finditer(text, start, end)]


def has_number(text: str, start: int, end: int, pack: Pack) -> bool:
    """Whether a stretch of text holds a figure or a word that can begin a number: most hold none, and this is quick to tell."""
    if "assembly:beginnings" not in pack.caches:
        rules = pack.settings["assembly"]["numbers"]
        pack.caches["assembly:beginnings"] = frozenset((*rules["vague"], *rules["small"], *rules["alone"]))
    words = _PIECE.findall(text[start:end].lower())
    return not pack.caches["assembly:beginnings"].isdisjoint(words) or any(word[0].isdigit() for word in words)


def find_numbers(pieces: Sequence[Piece], pack: Pack) -> Iterator[Number]:
    """The numbers among the pieces in order, e.g. low 1000 and no high for "more than 1,000"."""
    rules: dict[str, Any] = pack.settings["assembly"]["numbers"]
    at = 0
    while at < len(pieces):
        read = _vague(pieces, at, rules) or _exact(pieces, at, rules)
        if read is None:
            at += 1
            continue
        low, high, last = read
        joined = last < len(pieces) and pieces[last].text in rules["to"] and low is not None and _exact(pieces, last + 1, rules)
        if joined and joined[1] is not None and joined[1] > (low or 0):
            high, last = joined[1], joined[2]
        yield _bounded(Number(at, last, low, high), pieces, rules)
        at = last


def _exact(pieces: Sequence[Piece], at: int, rules: dict[str, Any]) -> tuple[float, float, int] | None:
    """A number in figures or words from a piece on: its value twice, and the piece after it."""
    total = hundreds = small = 0.0
    begun, here = False, at
    while here < len(pieces):
        word = pieces[here].text
        if word[0].isdigit():
            if begun:
                break
            small = _figures(word, rules["decimal"])
        elif word in rules["small"] and not (begun and small % 10):
            small += rules["small"][word]
        elif word in rules["tens"] and begun:
            small *= rules["tens"][word]
        elif word in rules["teens"] and begun:
            small += rules["teens"][word]
        elif word in rules["hundreds"] and (begun or word in rules["alone"]):
            hundreds, small = hundreds + (small or 1) * rules["hundreds"][word], 0.0
        elif word in rules["scales"] and (begun or word in rules["alone"]):
            total, hundreds, small = total + (hundreds + small or 1) * rules["scales"][word], 0.0, 0.0
        elif not (word in rules["inside"] and ((hundreds and not small) or _glued(pieces, here)) and _is_small(pieces, here + 1, rules)):
            break
        begun, here = True, here + 1
    value = total + hundreds + small
    return (value, value, here) if begun else None


def _glued(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a sign touches the piece before it: "twenty-five" is one number, "forty and five" two."""
    return at > 0 and pieces[at - 1].end == pieces[at].start


def _is_small(pieces: Sequence[Piece], at: int, rules: dict[str, Any]) -> bool:
    return at < len(pieces) and pieces[at].text in rules["small"]


def _vague(pieces: Sequence[Piece], at: int, rules: dict[str, Any]) -> tuple[float | None, float | None, int] | None:
    """A number known only in kind: "dozens" is two dozen or more, "hundreds of thousands" two hundred thousand or more."""
    low = rules["vague"].get(pieces[at].text)
    if low is None:
        return None
    here = at + 1
    while here < len(pieces) and pieces[here].text in rules["of"]:
        here += 1
    if here < len(pieces) and pieces[here].text in rules["vague_scales"]:
        return low * rules["vague_scales"][pieces[here].text], None, here + 1
    return low, None, at + 1


def _bounded(number: Number, pieces: Sequence[Piece], rules: dict[str, Any]) -> Number:
    """A number with what stands before it: "at least", "up to", "about"."""
    before = " ".join(p.text for p in pieces[max(0, number.first - 4) : number.first])
    low, high = number.low, number.high
    if any(before.endswith(words) for words in rules["at_least"]):
        return Number(number.first, number.last, low, None)
    if any(before.endswith(words) for words in rules["at_most"]):
        return Number(number.first, number.last, None, high)
    if low is not None and high is not None and any(before.endswith(words) for words in rules["about"]):
        return Number(number.first, number.last, low * (1 - APPROXIMATE), high * (1 + APPROXIMATE))
    return number


def _figures(word: str, decimal: str) -> float:
    """The value of figures: a sign before exactly three figures sets off thousands, the language's own decimal sign else."""
    parts = re.split(r"[.,]", word)
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and (len(parts) > 2 or decimal not in word):
        return float("".join(parts))
    whole, _, rest = word.partition(decimal)
    return float(f"{re.sub(r'[.,]', '', whole) or '0'}.{re.sub(r'[.,]', '', rest) or '0'}")
