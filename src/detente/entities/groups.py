"""A group told by what it is: "Syria's main opposition group" where the article names the group, "kelompok milisi Lebanon itu"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.entities.command import owners
from detente.language import Pack
from detente.language.tree import Tree
from detente.records import Entity, Mention, Parsed

SECTORS = ("REB", "PTY", "OPP")
"""Sectors of those whom such a description may mean."""
OPPOSED = "OPP"
NAMED = ("body", "name", "acronym")


@dataclass(frozen=True, slots=True)
class Told:
    """A description at its token: the noun, the states that it names as its own, and whether it tells of an opposition."""

    sentence: int
    token: int
    noun: str
    states: frozenset[str]
    opposed: bool = False


def resolve_groups(parsed: Sequence[Parsed], pack: Pack) -> tuple[Parsed, ...]:
    """The sentences with mentions added for groups told by a noun and a state, e.g. SYR.HNC for "the main Syrian opposition group".

    Only words of the list `group-noun` (`names.tsv`) count, and only groups that the article names: the one that an apposition or
    "known as" joins to the same noun and state anywhere in the article, else the only group of that state that is named.
    """
    nouns = next((frozenset(row.items("words")) for row in pack.rows("names") if row["kind"] == "group-noun"), frozenset())
    trees = [Tree.build(p.sentence) for p in parsed]
    starts = [{m.start: m for m in p.mentions} for p in parsed]
    named = {e.code: e for p in parsed for m in p.mentions if m.how in NAMED for e in m.entities if e.sector in SECTORS and "." in e.code}
    if not named or not nouns:
        return tuple(parsed)
    opposing = frozenset(w for row in pack.rows("agents") if row["sector"] == OPPOSED for w in row.items("words"))
    told = [each for n, tree in enumerate(trees) for each in _told(n, tree, starts[n], nouns, opposing)]
    joined = {(t.noun, state): who for t in told for who in _joined(t, trees[t.sentence], starts[t.sentence]) for state in t.states}
    added: dict[int, list[Mention]] = {}
    for t in told:
        who = _meant(t, named, joined)
        token = trees[t.sentence].token(t.token)
        if who is not None and token.start not in starts[t.sentence]:
            found = Mention(start=token.start, end=token.end, text=token.text, entities=(who,), how="description", because="entities:group")
            added.setdefault(t.sentence, []).append(found)
    return tuple(_with(p, added.get(n, ())) for n, p in enumerate(parsed))


def _with(parsed: Parsed, added: Sequence[Mention]) -> Parsed:
    return replace(parsed, mentions=tuple(sorted((*parsed.mentions, *added), key=lambda m: m.start))) if added else parsed


def _told(
    number: int, tree: Tree, starts: dict[int, Mention], nouns: frozenset[str], opposing: frozenset[str]
) -> Iterator[Told]:
    for token in tree.sentence.tokens:
        if token.kind != "word" or token.lower not in nouns or token.deprel.startswith("compound"):
            continue
        near = list(owners(tree, token.index, starts))
        near += [m for c in tree.below(token.index, "nmod") if (m := starts.get(tree.token(c).start)) is not None]
        states = frozenset(e.code for m in near for e in m.entities if len(e.code) == 3)
        joined = frozenset(e.code.partition(".")[0] for e in _apposed(token.index, tree, starts))
        if states or joined:
            opposed = any(tree.token(i).lower in opposing for i in tree.below(token.index, "compound", "amod", "nmod", "flat"))
            yield Told(number, token.index, token.lower, states or joined, opposed)


def _apposed(token: int, tree: Tree, starts: dict[int, Mention]) -> Iterator[Entity]:
    """The groups that a noun is joined to: by apposition either way, or as what it is known by."""
    places = [*tree.below(token, "appos", "nmod", "flat"), *(n for v in tree.below(token, "acl") for n in tree.below(v, "obl", "xcomp"))]
    if tree.token(token).deprel == "appos":
        places.append(tree.token(token).head)
    for place in places:
        mention = starts.get(tree.token(place).start)
        yield from (e for e in (mention.entities if mention else ()) if e.sector in SECTORS and "." in e.code)


def _joined(told: Told, tree: Tree, starts: dict[int, Mention]) -> Iterator[Entity]:
    for who in _apposed(told.token, tree, starts):
        if who.code.partition(".")[0] in told.states:
            yield who


def _meant(told: Told, named: dict[str, Entity], joined: dict[tuple[str, str], Entity]) -> Entity | None:
    if len(told.states) != 1:
        return None
    state = next(iter(told.states))
    known = joined.get((told.noun, state))
    if known is not None:
        return known
    of_state = [e for code, e in named.items() if code.partition(".")[0] == state]
    if told.opposed and len(of_state) > 1:
        of_state = [e for e in of_state if e.sector == OPPOSED]
    return of_state[0] if len(of_state) == 1 else None
