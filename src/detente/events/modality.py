"""What auxiliaries, adverbs and governing verbs do to an event: planned, tried, denied, only possible."""

from dataclasses import dataclass

from detente.language import Row
from detente.language.view import SentenceView
from detente.records import Clause

SHARED_BY_CONJUNCTS = frozenset({"future", "plan", "possible", "probable", "hypothetical", "necessity", "hearsay", "desire", "attempt"})
CARRYING = frozenset({"plan", "attempt", "begin", "continue", "end", "desire", "fail"})
MARKING = ("aux", "advmod", "mark", "amod", "det", "case", "cc", "discourse", "cop", "nmod", "compound", "advcl", "obl")
GOVERNED = ("ccomp", "xcomp", "acl", "nested")


@dataclass(frozen=True, slots=True)
class Modality:
    """The modal words of a sentence: rows by the token they stand at (the first word of a phrase)."""

    view: SentenceView
    at: dict[int, tuple[Row, ...]]

    @classmethod
    def build(cls, view: SentenceView) -> "Modality":
        """Looks up every word of the sentence in `modality.tsv`."""
        index = view.pack.forms("modality")
        at: dict[int, tuple[Row, ...]] = {}
        size = len(view.tree.dependents)
        covered = -1
        for i in range(size):
            if i <= covered or view.tree.token(i).kind != "word":
                continue
            found: list[tuple[int, Row]] = []
            for entry in index.starting_with(view.lower(i)):
                length = len(entry.words)
                if all(i + k < size and view.lower(i + k) == w for k, w in enumerate(entry.words)):
                    found.append((length, entry.row))
            if found:
                longest = max(length for length, _ in found)
                rows = {row.where: row for length, row in found if length == longest}
                covered = i + longest - 1
                for k in range(i, covered + 1):
                    at[k] = tuple(rows.values())
        return cls(view, at)

    def effects(
        self, clause: Clause, *, skip: frozenset[int] = frozenset(), refuses: bool = False
    ) -> tuple[frozenset[str], tuple[str, ...]]:
        """The effects on a clause and the entries that made them, e.g. ({"future"}, ("modality:en/will",)).

        Climbs from the clause over governing modal verbs ("tried to", "plans to") and over a first conjunct's auxiliaries.
        `skip` are tokens that belong to the event's own predicate. What `refuses` itself is not denied by a refusal coordinated with it.
        """
        found: dict[str, str] = {}
        self._marks(clause, found, skip)
        self._condition(clause, found)
        here = clause
        for _ in range(6):
            if here.parent < 0:
                break
            parent = self.view.parsed.clauses[here.parent]
            if here.link == "conj":
                self._from_conjunct(here, parent, found, skip)
                if refuses:
                    break
            elif self._hangs(here) and self._governs(parent, here, skip):
                self._from_governor(parent, found, skip)
            else:
                break
            here = parent
        return frozenset(found), tuple(found.values())

    def _from_conjunct(self, clause: Clause, first: Clause, found: dict[str, str], skip: frozenset[int]) -> None:
        inherited: dict[str, str] = {}
        self._marks(first, inherited, skip)
        own_subject = any(a.slot == "subj" and not a.shared for a in clause.arguments)
        if not own_subject and first.kind == clause.kind:
            if "negation" in inherited and self._is_alternative(clause):
                found["negation"] = inherited["negation"]
            found.update({k: v for k, v in inherited.items() if k in SHARED_BY_CONJUNCTS})
        elif "hypothetical" in inherited:
            found["hypothetical"] = inherited["hypothetical"]

    def _from_governor(self, parent: Clause, found: dict[str, str], skip: frozenset[int]) -> None:
        """What a governing verb does; a passive whose agent is named is no hearsay ("accused by Denmark")."""
        named = parent.voice == "passive" and any(a.slot == "agent" for a in parent.arguments)
        for row in self._rows(parent.head):
            if row["effect"] != "past" and not (row["effect"] == "hearsay" and named):
                found.setdefault(row["effect"], self._name(row))
        self._marks(parent, found, skip)
        self._condition(parent, found)

    def carries(self, clause: Clause) -> bool:
        """Whether a verb plans, tries or begins the noun that is its object, so that its subject is the doer."""
        return clause.kind == "verb" and any(row["effect"] in CARRYING for row in self._rows(clause.head))

    def _condition(self, clause: Clause, found: dict[str, str]) -> None:
        """What happens only if something else does is itself hypothetical: "If A attacks, B will retaliate"."""
        for other in self.view.parsed.clauses:
            if other.parent == clause.index and other.link == "advcl":
                marks: dict[str, str] = {}
                self._marks(other, marks, frozenset())
                if "hypothetical" in marks:
                    found.setdefault("hypothetical", marks["hypothetical"])

    def _is_alternative(self, clause: Clause) -> bool:
        """Whether a conjunct is joined by "or", so that a negation before it holds for it too."""
        words = self.view.pack.words("alternatives")
        return any(word in words for word, _ in clause.marks)

    def _hangs(self, clause: Clause) -> bool:
        purposes = self.view.pack.words("purpose_marks")
        return clause.link in GOVERNED or (clause.link == "advcl" and clause.mark in purposes and not self._is_inverted(clause))

    def _governs(self, parent: Clause, child: Clause, skip: frozenset[int]) -> bool:
        if parent.head in skip:
            return False
        if self._rows(parent.head):
            relation = self.view.tree.token(child.head).deprel.partition(":")[0]
            if relation == "nsubj" and any(row["effect"] == "end" for row in self._rows(parent.head)):
                return self.view.tree.token(child.head).deprel == "nsubj:pass"
            return child.link != "nested" or relation in ("obj", "nmod", "compound", "obl", "nsubj", "amod")
        return child.link == "nested" and _is_light(self.view, parent)

    def _rows(self, index: int) -> tuple[Row, ...]:
        return tuple(r for r in self.at.get(index, ()) if "particle" not in r.items("pos"))

    def _marks(self, clause: Clause, found: dict[str, str], skip: frozenset[int]) -> None:
        for child in (*self.view.tree.below(clause.head, *MARKING), clause.head):
            if child in skip:
                continue
            for row in self.at.get(child, ()):
                if child == clause.head and "particle" not in row.items("pos"):
                    continue
                if row["effect"] == "hearsay" and self._is_told_of(child):
                    continue
                if row["effect"] == "necessity" and self._opens_condition(clause, child):
                    found.setdefault("hypothetical", self._name(row))
                    continue
                if _is_phrase_relation(self.view, child) and not _may_modify(self.view, child) & set(row.items("pos")):
                    continue
                found.setdefault(row["effect"], self._name(row))
        self._subject_marks(clause, found)

    def _subject_marks(self, clause: Clause, found: dict[str, str]) -> None:
        """What the subject says of the act: nobody did it ("Neither Jordan nor Lebanon expelled him"); inverted it is a condition."""
        for argument in clause.arguments:
            if argument.slot != "subj" or (argument.shared and not self._is_cleft(clause, argument.head)):
                continue
            for child in self.view.tree.below(argument.head, "cc", "det", *(("advmod",) if argument.shared else ())):
                for row in self.at.get(child, ()):
                    if row["effect"] == "negation":
                        found.setdefault("negation", self._name(row))
        if self._is_inverted(clause):
            found.setdefault("hypothetical", f"syntax:{self.view.pack.tag}/inverted")

    def _is_inverted(self, clause: Clause) -> bool:
        """Whether an inversion makes a condition: "Had it attacked", "Were it to attack"."""
        inverted = self.view.pack.words("inverted")
        firsts = [a.first for a in clause.arguments if a.slot == "subj" and not a.shared]
        early = any(word in inverted and i < first for word, i in clause.marks for first in firsts)
        return early and clause.link == "advcl" and set(clause.mark.split()) <= self.view.pack.words("purpose_marks")

    def _is_told_of(self, child: int) -> bool:
        """Whether what looks like hearsay is a charge of its own, with a source or content: "Accused of spying, two were jailed"."""
        inner = self.view.clause_at.get(child)
        if inner is None or inner.kind != "verb":
            return False
        return any(a.slot == "agent" or (inner.link == "advcl" and not a.shared) for a in inner.arguments)

    def _is_cleft(self, clause: Clause, head: int) -> bool:
        """Whether a sentence only says who did it: "It was not Russia that bombed", "Bukan Rusia yang mengebom"."""
        return clause.link == "relcl" and self.view.tree.token(head).head < 0 and self.view.tree.token(head).kind == "name"

    def _opens_condition(self, clause: Clause, index: int) -> bool:
        """Whether a modal stands before its subject in a dependent clause: "Should China retaliate, ..."."""
        subjects = [a.head for a in clause.arguments if a.slot == "subj" and not a.shared]
        return clause.link == "advcl" and any(index < head for head in subjects)

    def _name(self, row: Row) -> str:
        return f"modality:{self.view.pack.tag}/{row['id']}"


def _may_modify(view: SentenceView, child: int) -> set[str]:
    """The parts of speech whose rows a modifier may be: "attack plan" plans an attack, "vetoes of proposals" propose none."""
    return {"particle", "a", "n"} if view.tree.token(child).deprel.startswith("compound") else {"particle", "a"}


def _is_phrase_relation(view: SentenceView, child: int) -> bool:
    return view.tree.token(child).deprel.partition(":")[0] in ("nmod", "advcl", "obl", "compound")


def _is_light(view: SentenceView, clause: Clause) -> bool:
    return light_role(view, clause) == "actor"


def light_role(view: SentenceView, clause: Clause) -> str:
    """What the subject of a light verb is to the noun that the verb carries: "actor", "recipient" or ""."""
    if clause.kind not in ("verb", "adj"):
        return ""
    size = len(view.tree.dependents)
    for entry in view.pack.forms("light").starting_with(view.lower(clause.head)):
        if all(clause.head + k < size and view.lower(clause.head + k) == w for k, w in enumerate(entry.words)):
            return entry.row["role"]
    return ""
