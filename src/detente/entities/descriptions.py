"""Whom a description stands for: "negara itu", "the two countries", "its neighbour", "the minister"."""

from collections.abc import Sequence
from itertools import pairwise

from detente.entities.command import owners
from detente.entities.context import Context, Reference
from detente.entities.salience import GROUPS, Named, is_side, is_state
from detente.records import Entity


def same_clause(here: Context, item: Named, head: int) -> bool:
    """Whether the item is a fellow argument of the same verb: "Putin met him" is not about Putin."""
    token = here.tree.token(head)
    plain = token.deprel.startswith(("nsubj", "obj", "iobj", "obl"))
    return plain and item.sentence == here.sentence and item.governor == token.head and item.token != head


def is_definite(here: Context, head: int) -> bool:
    """Whether a noun is told to be known: "the country", "negara itu", not "a country"."""
    tree = here.tree
    near = [tree.token(i).lower for i in tree.below(head, "det", "nmod:poss", "case", "nummod", "amod", "advmod")]
    if any(word in here.finder.indefinite for word in near):
        return False
    before = tree.token(head - 1).lower if head > 0 else ""
    return any(word in here.finder.definite for word in (*near, before))


def is_named(here: Context, first: int, head: int) -> bool:
    """Whether the description names its owner or belongs to a longer one: "the Syrian government", "the military action"."""
    token = here.tree.token(head)
    if token.deprel.startswith("compound") or owners(here.tree, head, here.starts):
        return True
    for place in range(first - 1, max(first - 5, -1), -1):
        if here.tree.token(place).lower in here.finder.definite:
            return any(here.tree.token(i).start in here.starts for i in range(place + 1, first))
    return False


def described(here: Context, wants: str, head: int) -> tuple[Entity, ...]:
    """The state, body or group that a description means, e.g. (IRN) in "AS menyerang Iran jika negara itu ..."; () for none."""
    def fits(item: Named) -> bool:
        who = item.entity
        if len(item.mention.entities) != 1 or who.code == "---" or same_clause(here, item, head):
            return False
        if wants == "group":
            return who.sector in GROUPS and not item.personal
        if wants == "body":
            return not is_state(who.code) and who.sector == "IGO" and not item.personal
        return is_state(who.code)

    barred = _doers_of(here, head)
    follows = _follows_up(here, head)

    def free(item: Named) -> bool:
        return item.entity.code not in barred and fits(item)

    item = None if follows else here.memory.best(here.sentence, lambda n: n.sentence == here.sentence and free(n), subject=False)
    item = item or here.memory.best(here.sentence, free, subject=follows or not _is_object(here, head))
    if item is None:
        return ()
    return (_plain(here, item.entity),) if wants == "state" else (item.entity,)


def _follows_up(here: Context, head: int) -> bool:
    """Whether a description opens a sentence of its own, so that it takes up the subject before it; one inside takes up another."""
    token = here.tree.token(head)
    if not token.deprel.startswith("nsubj"):
        return False
    return not (token.head >= 0 and here.tree.token(token.head).deprel.startswith("advcl"))


def _is_object(here: Context, head: int) -> bool:
    return here.tree.token(head).deprel.startswith(("obj", "iobj", "obl"))


def _doers_of(here: Context, head: int) -> frozenset[str]:
    """The codes of the subject of the clause that a description stands in, unless it belongs to that subject: it means another."""
    tree = here.tree
    below = head
    for above in tree.above(head):
        if tree.token(below).deprel.startswith("nsubj"):
            return frozenset()
        if tree.token(above).upos in ("VERB", "ADJ", "AUX"):
            subjects = [i for i in tree.below(above, "nsubj") if i < head]
            found = (m for i in subjects if (m := here.starts.get(tree.token(i).start)) is not None)
            return frozenset(e.code for m in found for e in m.entities)
        below = above
    return frozenset()


def neighbour(here: Context, head: int) -> tuple[Entity, ...]:
    """The other state of which the text speaks: Ukraine for "Poland took in Ukrainians. It also armed its neighbour"."""
    tree = here.tree
    told = any(tree.token(i).kind == "name" for i in range(head + 1, min(head + 3, len(tree.dependents))))
    own = {e.code for m in owners(tree, head, here.starts) for e in m.entities}
    meant = own or is_definite(here, head) or is_definite(here, tree.token(head).head)
    if told or not meant or tree.token(head).deprel.startswith("compound"):
        return ()
    for above in tree.above(head):
        own.update(e.code for i in tree.below(above, "nsubj") if (m := here.starts.get(tree.token(i).start)) for e in m.entities)
    item = here.memory.best(here.sentence, lambda n: is_state(n.entity.code) and n.entity.code not in own, subject=False)
    return (_plain(here, item.entity),) if item and own else ()


def pair(here: Context, head: int, *, personal: bool = False) -> tuple[Entity, ...]:
    """Two parties named together a moment ago, else the two that the text is about, else the two named last; never the clause's subject."""
    token, memory, sentence = here.tree.token(head), here.memory, here.sentence
    barred = {
        n.entity.code for n in memory.recent(sentence)
        if n.sentence == sentence and n.subject and not token.deprel.startswith("nsubj") and n.governor == token.head
    }
    recent = [
        n for n in memory.recent(sentence)
        if all(is_side(e) for e in n.mention.entities) and not barred & {e.code for e in n.mention.entities}
        and n.mention.how != "inhabitant" and not n.aside
    ]
    age, named = _named_together(here, recent)
    known = here.finder.lexicon.names_of
    couple = () if personal or barred & set(here.couple) else tuple(known[code] for code in here.couple if code in known)
    if named and (age < _FRESH or not couple):
        return named
    return couple or _named_last(here, recent)


_FRESH = 2
"""Sentences: two named together longer ago give way to the two that the text is about."""


def _named_together(here: Context, recent: Sequence[Named]) -> tuple[int, tuple[Entity, ...]]:
    """The two last named side by side, with how many sentences ago: "Russia and Iran", "kedua negara"."""
    for late, early in pairwise(recent):
        age = here.sentence - late.sentence
        if len(late.mention.entities) == 2:
            return age, late.mention.entities
        named = "pronoun" not in (late.mention.how, early.mention.how)
        together = named and late.sentence == early.sentence and late.token - early.token <= 3 and not _opens_clause(early, late)
        if together and late.entity.code != early.entity.code:
            return age, tuple(_plain(here, e) for e in (early.entity, late.entity))
    if recent and len(recent[-1].mention.entities) == 2:
        return here.sentence - recent[-1].sentence, recent[-1].mention.entities
    return 0, ()


def _named_last(here: Context, recent: Sequence[Named]) -> tuple[Entity, ...]:
    codes: dict[str, Entity] = {}
    for item in recent:
        if here.sentence - item.sentence <= 2 and len(item.mention.entities) == 1:
            codes.setdefault(item.entity.code, item.entity)
    if len(codes) < 2:
        return ()
    late, early = list(codes.values())[:2]
    return _plain(here, early), _plain(here, late)


def _opens_clause(early: Named, late: Named) -> bool:
    """Whether the later of two names close together is the subject of a clause of its own: "condemned Iran, while Oman ..."."""
    return late.subject and not early.subject and not late.joined


def _plain(here: Context, who: Entity) -> Entity:
    return here.finder.lexicon.names_of.get(who.code, who)


def officer(here: Context, reference: Reference, span: range, head: int) -> tuple[Entity, ...]:
    """Who of those named holds the office: "the minister", "the top U.S. diplomat", "sang presiden"."""
    tree = here.tree
    token = tree.token(head)
    if token.upos not in ("NOUN", "PROPN") or any(tree.token(i).lower in here.finder.indefinite for i in tree.below(head, "det", "nummod")):
        return ()
    owner = owners(tree, head, here.starts)
    if not owner and not is_definite(here, head) and not (tree.token(span.start).text[0].isupper() and token.deprel.startswith("nsubj")):
        return ()
    if any(tree.case(i) for i in tree.below(head, "nmod")) or tree.below(head, "appos", "flat"):
        return ()
    code = owner[0].entities[0].code if owner else ""

    def fits(item: Named) -> bool:
        office = item.entity.office
        if not item.personal or not office or (code and item.entity.code != code):
            return False
        if "vague" in reference.flags and office in here.finder.heads:
            return True
        return office == reference.office or ("any" in reference.flags and reference.office in office)

    item = here.memory.best(here.sentence, fits)
    return (item.entity,) if item else ()
