"""The subjects that stand above a pronoun in its sentence, nearest first: the likeliest of those that it can mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.language.tree import Tree
from detente.records import Entity, Mention

_OWNERS = ("nmod:poss", "compound", "amod", "flat", "nmod", "appos")
_OBJECTS = ("obj", "iobj", "obl")


@dataclass(frozen=True, slots=True)
class Above:
    """A subject or owner above a pronoun: its token, the mention that it is or belongs to, and whether it is the pronoun's own subject.

    `bare` is true where the noun itself is no name: "negotiators" in "Syria negotiators".
    """

    token: int
    mention: Mention | None
    own: bool
    bare: bool
    plural: bool


def subjects_above(tree: Tree, index: int, starts: Mapping[int, Mention]) -> Iterator[Above]:
    """Subjects of the clauses above token `index`, nearest first, and owners of nouns on the way ("pernyataan Shoigu").

    The subject of the pronoun's own clause, told or shared with a coordinated clause, is marked `own` where the pronoun is an object there.
    """
    pronoun = tree.token(index)
    host = tree.token(index - 1) if index else None
    after_case = host is not None and host.end == pronoun.start and host.upos == "ADP"
    is_object = pronoun.deprel.startswith(_OBJECTS) or after_case
    possessive = pronoun.deprel.startswith(("nmod", "det"))
    path = [index]
    own = is_object
    for above in tree.above(index):
        if tree.token(path[-1]).deprel.startswith(("ccomp", "acl", "csubj")):
            own = False
        for child in tree.below(above, "nsubj", "csubj"):
            if child not in path and (child < index or possessive):
                yield _above(tree, child, starts, own=own)
                own = False
        relative = is_object and tree.token(path[-1]).deprel == "acl:relcl"
        if tree.token(above).upos == "NOUN" and above != pronoun.head and not relative:
            yield from _owner_of_noun(tree, above, index, path, starts)
        path.append(above)


def _above(tree: Tree, token: int, starts: Mapping[int, Mention], *, own: bool) -> Above:
    mention = starts.get(tree.token(token).start)
    bare = mention is None
    if mention is None:
        mention = next(iter(owners(tree, token, starts)), None)
    return Above(token, mention, own=own, bare=bare, plural="Number=Plur" in tree.token(token).feats)


def _owner_of_noun(tree: Tree, noun: int, index: int, path: list[int], starts: Mapping[int, Mention]) -> Iterator[Above]:
    for child in tree.below(noun, "nmod:poss", "nmod", "compound", "flat"):
        mention = starts.get(tree.token(child).start)
        if mention is not None and child not in path and child < index and not tree.case(child):
            yield Above(child, mention, own=False, bare=False, plural=False)


def owners(tree: Tree, token: int, starts: Mapping[int, Mention]) -> list[Mention]:
    """The names that a noun belongs to: (SYR) for "negotiators" in "Syria negotiators"."""
    found = []
    for child in tree.below(token, *_OWNERS):
        mention = starts.get(tree.token(child).start)
        if mention is not None and (not tree.case(child) or tree.token(child).deprel == "nmod:poss"):
            found.append(mention)
    return found


def together(tree: Tree, token: int, mention: Mention, starts: Mapping[int, Mention]) -> tuple[Entity, ...]:
    """The entities of a mention and of those coordinated with it: (RUS, CHN) for "Russia and China"."""
    found = list(mention.entities)
    for child in tree.below(token, "conj"):
        other = starts.get(tree.token(child).start)
        if other is not None and other.how != "place":
            found += [e for e in other.entities if e.code not in {f.code for f in found}]
    return tuple(found)
