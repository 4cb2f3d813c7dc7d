"""Whom a text has in mind: what was named before, and how prominent it is now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from detente.language.tree import Tree
from detente.records import Entity, Mention

REACH = 4  # sentences; what was named before that is no longer in mind
_SUBJECT = 2.0  # a subject outweighs whatever else its sentence names
_DECAY = 1.5  # per sentence; so the subject of the last sentence outweighs an object of this one
GROUPS = ("REB", "PTY", "OPP")
"""Sectors of groups that may be a side of their own."""
PRIVATE = ("BUS", "JRN", "NGO", "EDU", "REL")
"""Sectors of those who are no side for their state: firms, media, churches."""
PERSONS = frozenset(("person", "surname", "title"))


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as it is remembered: sentence, token, whether it was a subject, the token that it hangs on, and whether as a conjunct.

    `aside` is true of a seat or capital that only tells where ("at the White House", "in Kyiv"), `source` of whoever says something in
    that sentence.
    """

    mention: Mention
    sentence: int
    token: int
    subject: bool
    governor: int
    joined: bool = False
    aside: bool = False
    source: bool = False

    @property
    def entity(self) -> Entity:
        """Its first entity."""
        return self.mention.entities[0]

    @property
    def personal(self) -> bool:
        """Whether it names a person."""
        return is_personal(self.mention)


def is_personal(mention: Mention) -> bool:
    """Whether a mention stands for a person, e.g. "Presiden Rusia", "he"."""
    spoken = mention.how in ("unknown", "pronoun", "description") and bool(mention.entities and mention.entities[0].office)
    return mention.how in PERSONS or spoken


def is_state(code: str) -> bool:
    """Whether a code is that of a state, e.g. "RUS" but not "UNO" nor "PSE.HAMAS"."""
    return len(code) == 3 and code.isalpha() and code not in _BODIES


def is_side(who: Entity) -> bool:
    """Whether somebody may be one side of two: a state, its organs, an armed group or party, but no firm and no medium."""
    return (is_state(who.code) and who.sector not in PRIVATE) or who.sector in GROUPS


_BODIES = frozenset(("UNO", "EUR", "ICC", "IMF", "ARL", "GCC", "OIC", "SCO", "OAS", "KRD", "WTO", "CIS", "MSF", "HRW"))


@dataclass(slots=True)
class Memory:
    """What has been named so far, oldest first; `organs` are the states that institutions were last named with, by their words."""

    named: list[Named] = field(default_factory=list)
    places: frozenset[str] = frozenset()
    organs: dict[tuple[str, ...], str] = field(default_factory=dict)

    def add(self, mention: Mention, sentence: int, token: int, tree: Tree) -> None:
        """Remembers a mention that stands at a token."""
        if mention.entities and mention.how != "place":
            here = tree.token(token)
            subject = _is_subject(tree, token)
            aside = mention.how in ("seat", "capital") and here.deprel in ("obl", "nmod") and tree.case(token) in self.places
            joined, source = here.deprel.startswith("conj") or _follows_and(tree, token), _speaks(tree, token)
            self.named.append(Named(mention, sentence, token, subject, here.head, joined, aside, source))

    def best(self, sentence: int, fits: Callable[[Named], bool], *, subject: bool = True) -> Named | None:
        """The most salient of what fits: subjects before others, late before early, within reach.

        With `subject` false others go before subjects: what stands as an object mostly takes up what stood as one.
        """
        found: Named | None = None
        weight = 0.0
        for item in self.named:
            age = sentence - item.sentence
            if age > REACH or not fits(item):
                continue
            score = 10.0 + (_SUBJECT if item.subject == subject else 0.0) - _DECAY * age
            if found is None or score > weight or (score == weight and not item.subject):
                found, weight = item, score
        return found

    def with_conjuncts(self, first: Named) -> tuple[Entity, ...]:
        """The entities of a mention and of those coordinated with it: Biden and Xi for "Biden and Xi met"."""
        others = [n for n in self.named if n.sentence == first.sentence and n.joined and n.governor == first.token]
        return (*first.mention.entities, *(e for n in others for e in n.mention.entities))

    def recent(self, sentence: int) -> Sequence[Named]:
        """What is within reach, latest first."""
        return [item for item in reversed(self.named) if sentence - item.sentence <= REACH]


def _follows_and(tree: Tree, token: int) -> bool:
    """Whether a name stands straight after "and" and another name, whatever the tree makes of it: "Kerry and Lavrov had talks"."""
    return token > 1 and tree.token(token - 1).upos == "CCONJ" and tree.token(token - 2).kind == "name"


def _speaks(tree: Tree, token: int) -> bool:
    """Whether a token is the subject of a verb that tells something: "Japan said that ...", '"...," said Tokyo'."""
    here = tree.token(token)
    if not here.deprel.startswith("nsubj") or here.head < 0:
        return False
    return bool(tree.below(here.head, "ccomp")) or tree.token(here.head).deprel == "parataxis"


def _is_subject(tree: Tree, token: int) -> bool:
    """Whether the token, or the noun that it belongs to, is a subject: "Iran" in "Iran's minister said"."""
    for _ in range(4):
        relation = tree.token(token).deprel
        if relation.startswith(("nsubj", "csubj")):
            return True
        if not relation.startswith(("nmod", "compound", "amod", "appos", "flat", "conj")) or (relation == "nmod" and tree.case(token)):
            return False
        token = tree.token(token).head
        if not 0 <= token < len(tree.sentence.tokens):
            return False
    return False
