"""A sentence made ready for the frames: its tree, its clauses by head, its names by token."""

import re
from dataclasses import dataclass, field, replace

from detente.language.pack import Pack
from detente.language.tree import Tree
from detente.records import Argument, Clause, Mention, Parsed, Party

TWICE = re.compile(r"\b(\w+)-\1\b")


@dataclass(frozen=True, slots=True)
class SentenceView:
    """What the matcher asks of a sentence, looked up once."""

    parsed: Parsed
    tree: Tree
    clause_at: dict[int, Clause]
    mention_at: dict[int, Mention]
    pack: Pack
    phrases: dict[int, tuple[int, ...]] = field(default_factory=dict)
    heads: dict[tuple[int, str, tuple[int, ...]], list[int]] = field(default_factory=dict)
    parties: dict[tuple[int, bool, int], tuple[Party, ...]] = field(default_factory=dict)
    slots: dict[tuple[int, str], tuple[Argument, ...]] = field(default_factory=dict)
    """What rows and rules ask again and again of one sentence: noun phrases by head, heads by slot, parties by noun, arguments by slot."""

    @classmethod
    def build(cls, parsed: Parsed, pack: Pack) -> "SentenceView":
        """A view of a parsed sentence."""
        by_start = {m.start: m for m in parsed.mentions}
        tokens = parsed.sentence.tokens
        mention_at = {t.index: by_start[t.start] for t in tokens if t.start in by_start}
        tree = Tree.build(parsed.sentence)
        if any("-" in word for word in tree.lowers):
            tree = replace(tree, lowers=tuple(_once(word, pack) for word in tree.lowers))
        return cls(parsed, tree, {c.head: c for c in parsed.clauses}, mention_at, pack)

    def lower(self, index: int) -> str:
        """The token's text in lower case."""
        return self.tree.lowers[index]

    def arguments(self, clause: Clause, slot: str) -> tuple[Argument, ...]:
        """The clause's arguments in a slot, or with a preposition of that name, in text order; own before shared."""
        key = (clause.index, slot)
        if key not in self.slots:
            self.slots[key] = self._arguments(clause, slot)
        return self.slots[key]

    def _arguments(self, clause: Clause, slot: str) -> tuple[Argument, ...]:
        plain = ("subj", "obj", "iobj", "agent", "poss", "appos")
        if slot in plain:
            found = [a for a in clause.arguments if a.slot == slot]
        else:
            here = (a for a in clause.arguments if self.tree.token(a.head).kind != "time")
            found = [a for a in here if a.case == slot or (slot.startswith(f"{a.case}_") and self._located(a.head) == slot)]
        return tuple(sorted(found, key=lambda a: (a.shared, a.head)))

    def _located(self, head: int) -> str:
        """A preposition with the noun of place that goes with it: "di_luar" in "di luar kedutaan"."""
        return next((f"{self.lower(i - 1)}_{self.lower(i)}" for i in self.tree.below(head, "nmod:lmod") if 0 < i < head), "")


def _once(word: str, pack: Pack) -> str:
    """A word without its reduplication, "serangan" for "serangan-serangan"; one that a table writes twice stays ("mata-mata")."""
    half, _, other = word.partition("-")
    return half if half and half == other and word not in _written_twice(pack) else word


def _written_twice(pack: Pack) -> frozenset[str]:
    if "written-twice" not in pack.caches:
        cells = (cell for name, rows in pack.tables.items() if "/" not in name for row in rows for cell in row.cells.values())
        pack.caches["written-twice"] = frozenset(match[0] for cell in cells if "-" in cell for match in TWICE.finditer(cell.lower()))
    found: frozenset[str] = pack.caches["written-twice"]
    return found
