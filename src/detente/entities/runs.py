"""Runs of capitalised words: where a name begins and ends that no table knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.entities.lexicon import Lexicon
from detente.entities.pieces import HYPHENS, Piece
from detente.entities.scan import Item


@dataclass(frozen=True, slots=True)
class Runs:
    """The items of a sentence, asked for names; `before` says whether a state stands before an office in this language."""

    pieces: Sequence[Piece]
    items: Sequence[Item]
    lexicon: Lexicon
    before: bool

    def end(self, at: int) -> int:
        """The item after the longest name that begins at item `at`; `at` itself where none does."""
        here = at
        while here < len(self.items):
            item = self.items[here]
            if item.how == "person" or (item.capital and item.entry is None) or self._yields(here):
                here += 1
                continue
            joined = self._joined(here) if here > at else 0
            if not joined:
                break
            here += joined
        return here

    def _joined(self, at: int) -> int:
        """How many items at `at` only join what stands around them: "al", "bin", "-", "-sun"."""
        item = self.items[at]
        particle = item.key in self.lexicon.particles
        if item.key in HYPHENS:
            if self._syllable(at + 1):
                return 2
            return int(self.pieces[item.first].touches and self._bare(at + 1))
        if particle and self._key(at + 1) in HYPHENS and self._bare(at + 2):
            return 2
        if particle and at + 1 < len(self.items):
            return int((item.entry is None and self._bare(at + 1)) or self.items[at + 1].how == "person")
        return 0

    def _key(self, at: int) -> str:
        return self.items[at].key if 0 <= at < len(self.items) else ""

    def _bare(self, at: int) -> bool:
        """Whether a capitalised word that no table knows stands at `at`."""
        return 0 <= at < len(self.items) and self.items[at].capital and self.items[at].entry is None

    def _spaced(self, at: int) -> bool:
        """Whether a space, and nothing else, stands before item `at`."""
        return at < len(self.items) and not self.pieces[self.items[at].first].touches

    def _syllable(self, at: int) -> bool:
        """Whether a lower-case part of a name stands at `at`: "sun" in "Paek Nam-sun"."""
        if at >= len(self.items) or self.items[at].entry is not None:
            return False
        piece = self.pieces[self.items[at].first]
        return piece.touches and piece.text.islower() and 2 <= len(piece.text) <= 6

    def _yields(self, at: int) -> bool:
        """Whether a name of the tables is here a part of a longer name: "Manggarai Barat", "North Carolina", "Alexandria Sage"."""
        item = self.items[at]
        entry = item.entry
        if entry is None or item.last - item.first > 1 or item.how not in ("place", "collective", "name"):
            return False
        after, before = self._bare(at + 1) and self._spaced(at + 1), self._bare(at - 1) and self._spaced(at)
        if item.how == "place":
            return (after and not self.items[at + 1].ordinary) or (before and self.before and not self.items[at - 1].ordinary)
        weak = bool(entry.needs) or item.how == "collective"
        return weak and len(entry.words) == 1 and (after or before)
