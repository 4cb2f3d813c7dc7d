"""Find the longest expression of a grammar at a place of a text; time is bounded by a table of what was tried."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from detente.times.grammar import FIGURES, Grammar, Item, Node, Rule
from detente.times.words import Entry, Piece, fits_case, read_roman, split_pieces

_OPENING, _CLOSING = frozenset('"“„«'), frozenset('"”“»')


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that fits the pieces `[first, last)`, with the values of its slots (numbers, words, or phrases found inside)."""

    rule: Rule
    slots: dict[str, Any]
    first: int
    last: int


class Scan:
    """One text under one grammar: its pieces, and a table of the phrases found at each place."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text = text
        self.grammar = grammar
        self.pieces: list[Piece] = split_pieces(text)
        self.table: dict[tuple[str, int], list[tuple[int, Any]]] = {}
        self.opens: list[bool] = [self._begins(at) for at in range(len(self.pieces))]
        """For each piece, whether a sentence or line may begin with it."""
        self._quotes: list[tuple[int, int] | None] | None = None

    @property
    def quotes(self) -> list[tuple[int, int] | None]:
        """For each piece, the first piece of the quotation that it stands in and the one after its last; None outside.

        No quotation runs over a line.
        """
        if self._quotes is None:
            self._quotes = self._find_quotes()
        return self._quotes

    def _find_quotes(self) -> list[tuple[int, int] | None]:
        found: list[tuple[int, int] | None] = [None] * len(self.pieces)
        opened = -1
        for at, piece in enumerate(self.pieces):
            if piece.text == "\n":
                opened = -1
            elif opened >= 0 and piece.text in _CLOSING:
                found[opened:at] = [(opened, at)] * (at - opened)
                opened = -1
            elif opened < 0 and piece.text in _OPENING:
                opened = at + 1
        return found

    def _begins(self, at: int) -> bool:
        if at == 0 or self.pieces[at - 1].text == "\n":
            return True
        mark = self.pieces[at - 1]
        if mark.key not in self.grammar.lists.get("sentence_end", frozenset()) or self.pieces[at].glued:
            return False
        if mark.key != "." or at < 2:
            return True
        word = self.pieces[at - 2]
        abbreviated = len(word.text) == 1 or word.key in self.grammar.lists.get("abbreviations", frozenset())
        return not abbreviated and not self.pieces[at].text[0].islower()

    def best(self, at: int, ended: int) -> list[Found]:
        """The expressions that begin at piece `at`, longest first, then by rank; `ended` is where the one before ended."""
        found = [phrase for kind in ("top", "date") for _, phrase in self.phrases(kind, at) if isinstance(phrase, Found)]
        found.sort(key=lambda phrase: (-phrase.last, phrase.rule.place))
        return [phrase for phrase in found if self._allowed(phrase, ended)]

    def phrases(self, kind: str, at: int) -> list[tuple[int, Any]]:
        """Readings of a class that begin at piece `at`, each with the piece after its last and its value; each is worked out once."""
        key = (kind, at)
        done = self.table.get(key)
        if done is None:
            self.table[key] = []  # a phrase never begins with itself
            done = self.table[key] = list(self._readings(kind, at))
        return done

    def _readings(self, kind: str, at: int) -> Iterator[tuple[int, Any]]:
        piece = self.pieces[at]
        if kind in FIGURES:
            value = read_figure(kind, piece)
            if value is not None:
                yield at + 1, value
            return
        for entry in self.grammar.lexicon.get((kind, piece.key), ()):
            end = at + len(entry.words)
            if self._spells(entry, at, end) and fits_case(entry, piece, opens=self.opens[at]):
                yield end, entry.value
        trie = self.grammar.tries.get(kind)
        if trie is not None:
            yield from self._walk(trie, at, at, {})

    def _spells(self, entry: Entry, at: int, end: int) -> bool:
        if end == at + 1:
            return True
        if end > len(self.pieces) or self.pieces[at + 1].key != entry.words[1]:
            return False
        return all(self.pieces[at + n].key == entry.words[n] for n in range(2, end - at))

    def _walk(self, node: Node, start: int, at: int, slots: dict[str, Any]) -> Iterator[tuple[int, Any]]:
        for rule in node.rules:
            yield at, Found(rule, slots, start, at)
        if at >= len(self.pieces):
            return
        piece = self.pieces[at]
        if node.words:
            for glued in (False, True) if piece.glued else (False,):
                after = node.words.get((piece.key, glued))
                if after is not None:
                    yield from self._walk(after, start, at + 1, slots)
        for item, after in self._may_begin(node, piece.key):
            if item.glued and not piece.glued:
                continue
            for end, value in self.phrases(item.kind, at):
                yield from self._walk(after, start, end, {**slots, item.slot: value})

    @staticmethod
    def _may_begin(node: Node, key: str) -> Iterable[tuple[Item, Node]]:
        """The classes that a piece may begin; figures may also stand in the lexicon ("9/11")."""
        words = node.by_word.get(key, ())
        return (*node.by_figure, *words) if key[0].isdigit() else words

    def _allowed(self, found: Found, ended: int) -> bool:
        rule = found.rule
        if not self._figures_end(found):
            return False
        before, after = self._beside(found.first - 1), self._beside(found.last)
        if before in rule.not_before or after in rule.not_after:
            return False
        if not rule.needs_before and not rule.needs_after:
            return True
        joined = before in self.grammar.lists.get("joiner", frozenset()) and ended == found.first - 1 and ended > 0
        return joined or any(before in w for w in rule.needs_before) or any(after in w for w in rule.needs_after)

    def _beside(self, at: int) -> str:
        return self.pieces[at].key if 0 <= at < len(self.pieces) else "$"

    def _figures_end(self, found: Found) -> bool:
        """Whether figures at the edges are whole: not "1.5" of "21.5", not a price, not a percentage."""
        first, last = self.pieces[found.first], self.pieces[found.last - 1]
        if first.key[0].isdigit() and first.glued:
            sign = self.text[first.start - 1]
            if sign in "$€£¥#" or (sign in ".,:/-–" and first.start > 1 and self.text[first.start - 2].isalnum()):
                return False
        if last.key[-1].isdigit() and last.end < len(self.text):
            sign, after = self.text[last.end], self.text[last.end + 1 : last.end + 2]
            return sign not in "%°" and not (sign in ".,:/-–" and after.isdigit()) and not sign.isalpha()
        return True


def read_figure(kind: str, piece: Piece) -> int | None:
    """The number that a piece writes, if it may be one of that kind, e.g. daynum 1..31."""
    if kind == "roman":
        return read_roman(piece.text)
    text = piece.key
    if not (text.isascii() and text.isdigit()) or len(text) > 4:
        return None
    number = int(text)
    size = len(text)
    limits = {
        "int": size <= 3, "yy": size == 2, "year": size == 4 and 1000 <= number <= 2199,
        "hhmm": size == 4 and number < 2400 and number % 100 < 60,
        "daynum": size <= 2 and 1 <= number <= 31, "monthnum": size <= 2 and 1 <= number <= 12,
        "hour": size <= 2 and number <= 24, "minute": size == 2 and number <= 59,
    }
    return number if limits[kind] else None
