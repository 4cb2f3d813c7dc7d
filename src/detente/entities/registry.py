"""Whom an article has named: so that a surname or an acronym later stands for the same."""

import datetime as dt
from dataclasses import dataclass, field

from detente.entities.lexicon import Lexicon
from detente.records import Entity

Known = tuple[tuple[Entity, ...], str, str]  # entities, how, because

_LONG = 6  # letters; a shorter word is too common to stand for a body
_SHORTEST = 2  # letters; shorter words are never a name alone


@dataclass(slots=True)
class Registry:
    """Words that stand for somebody named in full in this article, with what decided."""

    day: dt.date | None
    ordinary: frozenset[str]
    definite: frozenset[str]
    words: dict[str, Known] = field(default_factory=dict)
    weak: dict[str, Known] = field(default_factory=dict)
    bodies: dict[str, Known] = field(default_factory=dict)
    acronyms: dict[str, Known] = field(default_factory=dict)

    def add_person(self, words: tuple[str, ...], short: tuple[str, ...], who: Entity, because: str) -> None:
        """Remembers a person by the names that stand for him or her alone; the first so named keeps the word."""
        for word in short:
            self._put(self.words, word, who, because)
        for word in (words[-1], words[0]):
            if word.lower() not in self.ordinary:
                self._put(self.weak, word, who, because)

    def add_body(self, words: tuple[str, ...], who: tuple[Entity, ...], because: str) -> None:
        """Remembers a body by each long word of its name: "the Observatory"."""
        for word in words:
            if len(word) >= _LONG:
                self.bodies.setdefault(word, (who, "body", because))

    def _put(self, table: dict[str, Known], word: str, who: Entity, because: str) -> None:
        if len(word) < _SHORTEST:
            return
        old = table.get(word)
        if old is None or (old[0][0].code == "---" and who.code != "---"):
            table[word] = ((who,), "surname", because)

    def add_acronym(self, word: str, who: tuple[Entity, ...], because: str) -> None:
        """Remembers an acronym that the article explains: "High Negotiations Committee (HNC)"."""
        self.acronyms.setdefault(word, (who, "acronym", because))

    def find(
        self, word: str, lexicon: Lexicon, *, ordinary: bool, definite: str
    ) -> Known | None:
        """Who is meant by a word alone: an acronym or surname of this article, else somebody known all over the world.

        `ordinary` says that the word is also a common one, `definite` is the word before it, lower case.
        """
        for table in (self.acronyms, self.words):
            if word in table:
                return table[word]
        if definite in self.definite and word in self.bodies:
            return self.bodies[word]
        if ordinary:
            return None
        weak = self.weak.get(word)
        if weak is not None and weak[0][0].code != "---":
            return weak
        return self._famous(word, lexicon) or weak

    def _famous(self, word: str, lexicon: Lexicon) -> Known | None:
        people = lexicon.famous.get(word, ())
        in_office = [p for p in people if p.term(self.day) is not None]
        for group in (in_office, [p for p in people if p.fame > 1]):
            best = max((p.fame for p in group), default=0)
            chosen = [p for p in group if p.fame == best]
            if len(chosen) == 1:
                return ((chosen[0].entity(self.day),), "surname", f"persons:{chosen[0].id}")
            if chosen:
                return None
        return None
