"""Whom an article has named: so that a surname or an acronym later stands for the same."""

import datetime as dt
from dataclasses import dataclass, field

from detente.entities.lexicon import Lexicon
from detente.records import Entity

_SHORTEST = 2  # letters; shorter words are never a name alone


@dataclass(slots=True)
class Registry:
    """Words that stand for somebody named in full in this article, with what decided."""

    day: dt.date | None
    words: dict[str, tuple[tuple[Entity, ...], str, str]] = field(default_factory=dict)
    weak: dict[str, tuple[tuple[Entity, ...], str, str]] = field(default_factory=dict)
    acronyms: dict[str, tuple[tuple[Entity, ...], str, str]] = field(default_factory=dict)

    def add_person(self, words: tuple[str, ...], short: tuple[str, ...], who: Entity, because: str) -> None:
        """Remembers a person by the names that stand for him or her alone; the first so named keeps the word."""
        for word in short:
            self._put(self.words, word, who, because)
        for word in (words[-1], words[0]):
            self._put(self.weak, word, who, because)

    def _put(self, table: dict[str, tuple[tuple[Entity, ...], str, str]], word: str, who: Entity, because: str) -> None:
        if len(word) < _SHORTEST:
            return
        old = table.get(word)
        if old is None or (old[0][0].code == "---" and who.code != "---"):
            table[word] = ((who,), "surname", because)

    def add_acronym(self, word: str, who: tuple[Entity, ...], because: str) -> None:
        """Remembers an acronym that the article explains: "High Negotiations Committee (HNC)"."""
        self.acronyms.setdefault(word, (who, "acronym", because))

    def find(self, word: str, lexicon: Lexicon) -> tuple[tuple[Entity, ...], str, str] | None:
        """Who is meant by a word alone: an acronym or surname of this article, else somebody known all over the world."""
        for table in (self.acronyms, self.words, self.weak):
            if word in table:
                return table[word]
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
