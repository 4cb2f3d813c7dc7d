"""From a lemma of a table to every form in which a text may write it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.language.tables import Row


@dataclass(frozen=True, slots=True)
class Form:
    """A written form: "diserang" is the passive of "serang"."""

    text: str
    pos: str
    voice: str
    tense: str


@dataclass(frozen=True, slots=True)
class Inflector:
    """Makes the forms of a lemma by the rules of `inflection.tsv` and `irregular.tsv`.

    In each group of rules with the same pos, voice and tense the first whose `match` is found makes the form. In a lemma of
    several words the first one is inflected ("carry out" -> "carried out"). pos "i" and "particle" are written as they are.
    """

    rules: dict[str, dict[tuple[str, str], tuple[tuple[re.Pattern[str], str], ...]]]
    irregular: dict[tuple[str, str], tuple[Form, ...]]
    cache: dict[tuple[str, str], tuple[Form, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def build(cls, inflection: Iterable[Row], irregular: Iterable[Row]) -> "Inflector":
        """An inflector from the two tables of a pack."""
        rules: dict[str, dict[tuple[str, str], list[tuple[re.Pattern[str], str]]]] = {}
        for row in inflection:
            group = rules.setdefault(row["pos"], {}).setdefault((row["voice"], row["tense"]), [])
            group.append((re.compile(row["match"]), row["replace"]))
        special: dict[tuple[str, str], list[Form]] = {}
        for row in irregular:
            form = Form(row["form"], row["pos"], row["voice"], row["tense"])
            special.setdefault((row["lemma"], row["pos"]), []).append(form)
        frozen = {pos: {key: tuple(group) for key, group in groups.items()} for pos, groups in rules.items()}
        return cls(frozen, {key: tuple(forms) for key, forms in special.items()})

    def forms(self, lemma: str, pos: str) -> tuple[Form, ...]:
        """The written forms of a lemma: those of "serang", pos "v", hold menyerang (active) and diserang (passive)."""
        key = (lemma, pos)
        if key not in self.cache:
            self.cache[key] = tuple(self._make(lemma, pos))
        return self.cache[key]

    def _make(self, lemma: str, pos: str) -> Iterable[Form]:
        head, _, rest = lemma.partition(" ")
        tail = f" {rest}" if rest else ""
        special = self.irregular.get((head, pos), ())
        done = {(form.voice, form.tense) for form in special}
        for form in special:
            yield Form(form.text + tail, pos, form.voice, form.tense)
        groups = self.rules.get(pos, {})
        if not groups:
            yield Form(lemma, pos, "", "")
        for (voice, tense), rules in groups.items():
            if (voice, tense) in done:
                continue
            for match, replace in rules:
                if match.search(head):
                    yield Form(match.sub(replace, head, count=1) + tail, pos, voice, tense)
                    break


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table as one of its written forms: `words` are the lower-case words of the form."""

    row: Row
    form: Form
    lemma: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormIndex:
    """Finds the rows of a table by the first word of each written form."""

    by_first: dict[str, tuple[Entry, ...]]

    @classmethod
    def build(cls, rows: Iterable[Row], inflector: Inflector, pos_column: str = "pos") -> "FormIndex":
        """An index over rows with the columns `lemma` (several, "|") and a part of speech."""
        found: dict[str, list[Entry]] = {}
        for row in rows:
            for pos in row.items(pos_column):
                for lemma in row.items("lemma"):
                    for form in inflector.forms(lemma, pos):
                        for words in _spellings(form.text.lower()):
                            found.setdefault(words[0], []).append(Entry(row, form, lemma, words))
        return cls({first: tuple(entries) for first, entries in found.items()})

    def starting_with(self, word: str) -> tuple[Entry, ...]:
        """Entries whose first word is `word` (lower case)."""
        return self.by_first.get(word, ())


def _spellings(form: str) -> set[tuple[str, ...]]:
    """The ways in which a tokenizer may cut a form: "test-fired" is one word or three."""
    return {tuple(form.split()), tuple(form.replace("-", " - ").split())}
