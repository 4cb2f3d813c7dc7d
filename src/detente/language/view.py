"""A sentence made ready for the frames: its tree, its clauses by head, its names by token."""

from dataclasses import dataclass, field

from detente.language.pack import Pack
from detente.language.tree import Tree
from detente.records import Argument, Clause, Mention, Parsed


@dataclass(frozen=True, slots=True)
class SentenceView:
    """What the matcher asks of a sentence, looked up once."""

    parsed: Parsed
    tree: Tree
    clause_at: dict[int, Clause]
    mention_at: dict[int, Mention]
    pack: Pack
    phrases: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def build(cls, parsed: Parsed, pack: Pack) -> "SentenceView":
        """A view of a parsed sentence."""
        by_start = {m.start: m for m in parsed.mentions}
        tokens = parsed.sentence.tokens
        mention_at = {t.index: by_start[t.start] for t in tokens if t.start in by_start}
        return cls(parsed, Tree.build(parsed.sentence), {c.head: c for c in parsed.clauses}, mention_at, pack)

    def lower(self, index: int) -> str:
        """The token's text in lower case."""
        return self.tree.lowers[index]

    def arguments(self, clause: Clause, slot: str) -> list[Argument]:
        """The clause's arguments in a slot, or with a preposition of that name, in text order; own before shared."""
        plain = ("subj", "obj", "iobj", "agent", "poss", "appos")
        if slot in plain:
            found = [a for a in clause.arguments if a.slot == slot]
        else:
            found = [a for a in clause.arguments if a.case == slot and self.tree.token(a.head).kind != "time"]
        return sorted(found, key=lambda a: (a.shared, a.head))
