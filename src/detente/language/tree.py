"""Walk a sentence by its Universal Dependencies heads."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from detente.records import Sentence, Token


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence with the dependents of each token; token indices are positions in `sentence.tokens`."""

    sentence: Sentence
    dependents: tuple[tuple[int, ...], ...]
    lowers: tuple[str, ...]
    relations: tuple[tuple[str, str], ...]
    cases: dict[int, str] = field(default_factory=dict, compare=False, repr=False)
    """The prepositions found so far by phrase: each is asked for many times."""

    @classmethod
    def build(cls, sentence: Sentence) -> "Tree":
        """The tree of a parsed sentence; a head out of range counts as a root."""
        below: list[list[int]] = [[] for _ in sentence.tokens]
        for token in sentence.tokens:
            if 0 <= token.head < len(below) and token.head != token.index:
                below[token.head].append(token.index)
        return cls(
            sentence,
            tuple(tuple(group) for group in below),
            tuple([token.text.lower() for token in sentence.tokens]),
            tuple([_relation(token.deprel) for token in sentence.tokens]),
        )

    def token(self, index: int) -> Token:
        """The token at an index."""
        return self.sentence.tokens[index]

    def below(self, index: int, *relations: str) -> tuple[int, ...]:
        """Dependents with one of the relations; a relation without subtype stands for all its subtypes."""
        dependents = self.dependents[index]
        if not dependents:  # as most words have none
            return ()
        known = self.relations
        return tuple([i for i in dependents if known[i][1] in relations or known[i][0] in relations])

    def above(self, index: int) -> Iterator[int]:
        """Governors from the nearest to the root."""
        steps = 0
        head = self.sentence.tokens[index].head
        while 0 <= head < len(self.dependents) and steps < len(self.dependents):
            yield head
            head = self.sentence.tokens[head].head
            steps += 1

    def subtree(self, index: int) -> list[int]:
        """All token indices under and with a token, in text order."""
        found, stack, seen = [], [index], {index}
        while stack:
            here = stack.pop()
            found.append(here)
            for child in self.dependents[here]:
                if child not in seen:
                    seen.add(child)
                    stack.append(child)
        return sorted(found)

    def case(self, index: int) -> str:
        """The preposition of a phrase, lower case, its parts joined with "_" ("because_of"), "" where it has none."""
        if index not in self.cases:
            self.cases[index] = self._case(index)
        return self.cases[index]

    def _case(self, index: int) -> str:
        words: list[str] = []
        for child in self.below(index, "case"):
            if child > index:
                continue
            words.append(self.lowers[child])
            words.extend(self.lowers[part] for part in self.below(child, "fixed"))
        if not words:
            inner = (c for n in self.below(index, "nmod") for c in self.below(n, "case") if c < index < n)
            words.extend(self.lowers[c] for c in inner)
        return "_".join(words)


@cache
def _relation(deprel: str) -> tuple[str, str]:
    """A label with and without its subtype; there are some fifty."""
    return deprel, deprel.partition(":")[0]


def matches(relation: str, wanted: tuple[str, ...]) -> bool:
    """Whether a relation is one of those wanted: "nmod" also stands for "nmod:poss"."""
    return relation in wanted or relation.partition(":")[0] in wanted
