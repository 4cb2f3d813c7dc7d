"""What pronouns and descriptions stand for: "he", "negara itu", "the two countries", "the minister"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.entities.command import Above, owners, subjects_above, together
from detente.entities.finder import Finder, Reference, finder_of
from detente.entities.salience import Memory, Named, is_personal, is_state
from detente.language import Pack
from detente.language.tree import Tree
from detente.records import Article, Entity, Mention, Parsed, Token

_GROUPS = ("REB", "PTY", "OPP")
_STATELESS = ("IGO", "NGO", "JUD", "JRN")


@dataclass(frozen=True, slots=True)
class Context:
    """Where the reader is: the sentence with its mentions by start, and what was named before."""

    finder: Finder
    memory: Memory
    tree: Tree
    starts: dict[int, Mention]
    sentence: int


def resolve_references(parsed: Sequence[Parsed], article: Article, pack: Pack) -> tuple[Parsed, ...]:
    """The sentences with mentions added for pronouns and descriptions, e.g. "it" = (RUS) after "Russia said it will not stop".

    A person's pronoun wants a person, "it" and "the country" a state or body, "kedua negara" two states last named together; subjects
    go before others, late before early, at most four sentences back. Where nobody fits nothing is added. The mention lies on the head
    word of the phrase.
    """
    finder = finder_of(pack)
    memory = Memory()
    results: list[Parsed] = []
    for number, one in enumerate(parsed):
        tree = Tree.build(one.sentence)
        starts = _covered(one)
        added: list[Mention] = []
        for token in one.sentence.tokens:
            mention = starts.get(token.start)
            if mention is None and token.kind == "word":
                mention = _resolve(Context(finder, memory, tree, starts, number), token, article)
                mention = None if mention is not None and mention.start in starts else mention
                if mention is not None:
                    added.append(mention)
                    starts[mention.start] = mention
            if mention is not None and mention.start == token.start:
                memory.add(mention, number, token.index, tree)
        mentions = tuple(sorted((*one.mentions, *added), key=lambda m: m.start)) if added else one.mentions
        results.append(replace(one, mentions=mentions))
    return tuple(results)


def _covered(parsed: Parsed) -> dict[int, Mention]:
    """The mentions of a sentence by the start of each token that they cover."""
    found: dict[int, Mention] = {}
    at = 0
    tokens = parsed.sentence.tokens
    for mention in parsed.mentions:
        while at < len(tokens) and tokens[at].start < mention.start:
            at += 1
        while at < len(tokens) and tokens[at].start < mention.end:
            found[tokens[at].start] = mention
            at += 1
    return found


def _resolve(here: Context, token: Token, article: Article) -> Mention | None:
    tokens = here.tree.sentence.tokens
    for reference in here.finder.by_first.get(token.lower, ()):
        span = range(token.index, token.index + len(reference.words))
        if span.stop > len(tokens) or any(tokens[i].lower != word for i, word in zip(span, reference.words, strict=True)):
            continue
        head = _head(here.tree, span)
        entities = () if tokens[head].start in here.starts else _entities(here, reference, span, head)
        if entities:
            how = "pronoun" if reference.wants in ("person", "any") or tokens[head].upos == "PRON" else "description"
            place = tokens[head]
            text = article.text[place.start : place.end]
            return Mention(start=place.start, end=place.end, text=text, entities=entities, how=how, because=reference.because)
    return None


def _head(tree: Tree, span: range) -> int:
    return next((i for i in span if tree.token(i).head not in span), span.start)


def _entities(here: Context, reference: Reference, span: range, head: int) -> tuple[Entity, ...]:
    wants, pronoun = reference.wants, here.tree.token(head).upos in ("PRON", "DET")
    if wants in ("person", "any"):
        return _pronoun(here, wants, head, many=reference.many)
    if wants == "pair":
        return _pair(here, head)
    if wants == "office":
        return _officer(here, reference, span, head)
    if wants == "neighbour":
        return _neighbour(here, head)
    if wants not in ("state", "group", "body"):
        return ()
    if pronoun:
        return _pronoun(here, "thing", head)
    if (len(span) == 1 and not _definite(here, head)) or _named(here, span.start, head) or here.tree.below(head, "nummod"):
        return ()
    return _described(here, wants, head)


def _pronoun(here: Context, wants: str, head: int, *, many: bool = False) -> tuple[Entity, ...]:
    """Who a pronoun means: the nearest subject above it, else the most salient of those named before."""
    if wants == "any" and not _carries(here, head):
        return ()
    barred: set[Entity] = set()
    topic = _of_object(here, head) or _told_of(here, head)
    if topic is not None:
        return topic.entities[:1]
    judge: tuple[Entity, ...] = ()
    for above in subjects_above(here.tree, head, here.starts):
        if above.own:
            barred.update(together(here.tree, above.token, above.mention, here.starts) if above.mention else ())
        elif above.mention is None:
            if wants == "any" and above.bare and above.plural:
                return ()
        elif _suits(above.mention, wants) and _may_own(here, head, above.mention.entities[0]) and _speaks(here, above, wants):
            if _is_judge(here, above, head):
                judge = above.mention.entities[:1]
                barred.update(judge)
                continue
            several = wants == "any" and not above.bare
            return together(here.tree, above.token, above.mention, here.starts) if several else above.mention.entities[:1]
    if wants == "thing" and _expletive(here.tree, head):
        return ()
    return _remembered(here, wants, head, barred, many=many) or judge


def _is_judge(here: Context, above: Above, head: int) -> bool:
    """Whether a subject praises or condemns what is somebody's: mostly somebody else's ("met Kim and lauded his reforms")."""
    tree = here.tree
    token = tree.token(head)
    noun = tree.token(token.head) if token.head >= 0 and token.deprel.startswith(("nmod", "det")) else None
    if noun is None or noun.head < 0 or not noun.deprel.startswith("obj") or tree.token(noun.head).lower not in here.finder.judging:
        return False
    return tree.token(above.token).head in (noun.head, tree.token(noun.head).head)


def _told_of(here: Context, head: int) -> Mention | None:
    """Of whom a speech is told that the pronoun opens: Israel's army in "A spokesman said of the Israeli army: They ..."."""
    tree = here.tree
    token = tree.token(head)
    verb = tree.token(token.head) if token.head >= 0 and token.deprel.startswith("nsubj") else None
    if verb is None or verb.head < 0 or not verb.deprel.startswith(("ccomp", "parataxis")):
        return None
    for topic in reversed(tree.below(verb.head, "obl")):
        if topic < head and tree.case(topic) in here.finder.told_of:
            mention = here.starts.get(tree.token(topic).start) or next(iter(owners(tree, topic, here.starts)), None)
            if mention is not None and _suits(mention, "any"):
                return mention
    return None


def _speaks(here: Context, above: Above, wants: str) -> bool:
    return not above.bare or (wants != "person" and _acts(here, above.token))


def _remembered(here: Context, wants: str, head: int, barred: set[Entity], *, many: bool) -> tuple[Entity, ...]:
    def fits(item: Named) -> bool:
        free = item.entity not in barred and not _same_clause(here, item, head)
        return free and _suits(item.mention, wants) and _may_own(here, head, item.entity)

    item = here.memory.best(here.sentence, fits)
    if item is None:
        return ()
    if many:
        return _several(here, item, head)
    return item.mention.entities if wants == "any" else item.mention.entities[:1]


def _several(here: Context, item: Named, head: int) -> tuple[Entity, ...]:
    """Whom "they" means: those coordinated with the most salient one; for a single person, the two named together."""
    together_named = here.memory.with_conjuncts(item)
    if len(together_named) > 1 or not item.personal:
        return together_named
    pair = _pair(here, head, personal=True)
    return pair if item.entity.code in {e.code for e in pair} else together_named


def _acts(here: Context, token: int) -> bool:
    """Whether a common noun is one for those who act, not for a person: "forces", "the Syrian government"."""
    word = here.tree.token(token).lower
    return (word in here.finder.agents or word.removesuffix("s") in here.finder.agents) and (word,) not in here.finder.offices


def _suits(mention: Mention, wants: str) -> bool:
    if not mention.entities or mention.how == "place":
        return False
    personal, code = is_personal(mention), mention.entities[0].code
    if wants == "person":
        return personal or mention.how == "given"
    if wants == "any":
        return personal or (code != "---" and mention.how != "unknown")
    return not personal and code != "---" and len(mention.entities) == 1 and mention.how not in ("inhabitant", "unknown")


def _of_object(here: Context, head: int) -> Mention | None:
    """Whose a thing is that is told of somebody spoken to or judged: the object's ("congratulated Mexico on its trade pact")."""
    tree = here.tree
    token = tree.token(head)
    if token.head < 0 or not token.deprel.startswith(("nmod", "det")) or tree.case(token.head) not in here.finder.topics:
        return None
    verb = tree.token(token.head).head
    if verb < 0 or not tree.token(token.head).deprel.startswith("obl") or tree.token(verb).upos != "VERB":
        return None
    objects = [i for i in tree.below(verb, "obj", "iobj", "obl") if i < token.head and tree.token(i).start in here.starts]
    named = [here.starts[tree.token(i).start] for i in objects]
    return next((m for m in reversed(named) if _suits(m, "thing") or is_personal(m)), None)


def _may_own(here: Context, head: int, who: Entity) -> bool:
    """Whether what a possessive pronoun stands with can be somebody's: an army or a border is no council's."""
    token = here.tree.token(head)
    if who.sector not in _STATELESS or token.head < 0 or not token.deprel.startswith(("nmod", "det")):
        return True
    noun = here.tree.token(token.head).lower
    return noun not in here.finder.of_states and noun.removesuffix("s") not in here.finder.of_states


def _carries(here: Context, head: int) -> bool:
    """Whether a clitic stands for somebody: not in "for the first time", "the only one"."""
    token = here.tree.token(head)
    if not 0 <= token.head < len(here.tree.sentence.tokens) or token.index == 0:
        return True
    host = here.tree.token(token.index - 1)
    if host.end != token.start or host.upos == "PUNCT":
        return True
    return host.lower not in here.finder.fixed and host.upos in ("NOUN", "VERB", "ADP", "PROPN", "PRON")


def _same_clause(here: Context, item: Named, head: int) -> bool:
    """Whether the item is a fellow argument of the same verb: "Putin met him" is not about Putin."""
    token = here.tree.token(head)
    plain = token.deprel.startswith(("nsubj", "obj", "iobj", "obl"))
    return plain and item.sentence == here.sentence and item.governor == token.head and item.token != head


def _expletive(tree: Tree, index: int) -> bool:
    token = tree.token(index)
    if token.deprel.startswith("expl"):
        return True
    if not token.deprel.startswith("nsubj") or token.head < 0:
        return False
    return bool(tree.below(token.head, "cop") and (tree.below(token.head, "csubj", "ccomp", "advcl", "acl", "xcomp")
                or tree.token(token.head).upos == "ADJ"))


def _definite(here: Context, head: int) -> bool:
    tree = here.tree
    near = [tree.token(i).lower for i in tree.below(head, "det", "nmod:poss", "case", "nummod", "amod", "advmod")]
    if any(word in here.finder.indefinite for word in near):
        return False
    before = tree.token(head - 1).lower if head > 0 else ""
    return any(word in here.finder.definite for word in (*near, before))


def _named(here: Context, first: int, head: int) -> bool:
    """Whether the description names its owner or belongs to a longer one: "the Syrian government", "the military action"."""
    token = here.tree.token(head)
    if token.deprel.startswith("compound") or owners(here.tree, head, here.starts):
        return True
    for place in range(first - 1, max(first - 5, -1), -1):
        if here.tree.token(place).lower in here.finder.definite:
            return any(here.tree.token(i).start in here.starts for i in range(place + 1, first))
    return False


def _described(here: Context, wants: str, head: int) -> tuple[Entity, ...]:
    def fits(item: Named) -> bool:
        who = item.entity
        if len(item.mention.entities) != 1 or who.code == "---" or _same_clause(here, item, head) or _is_own_subject(here, item, head):
            return False
        if wants == "group":
            return who.sector in _GROUPS and not item.personal
        if wants == "body":
            return not is_state(who.code) and who.sector == "IGO" and not item.personal
        return is_state(who.code)

    item = here.memory.best(here.sentence, fits, subject=not _is_object(here, head))
    if item is None:
        return ()
    return (_plain(here, item.entity),) if wants == "state" else (item.entity,)


def _is_own_subject(here: Context, item: Named, head: int) -> bool:
    """Whether a description stands under the verb of which the item is the subject: in "Rome backed the kingdom's claim" it is not Rome."""
    if item.sentence != here.sentence or item.token == head or not here.tree.token(item.token).deprel.startswith("nsubj"):
        return False
    return item.governor == next((i for i in here.tree.above(head) if here.tree.token(i).upos == "VERB"), -1)


def _is_object(here: Context, head: int) -> bool:
    return here.tree.token(head).deprel.startswith(("obj", "iobj", "obl"))


def _neighbour(here: Context, head: int) -> tuple[Entity, ...]:
    """The other state of which the text speaks: Ukraine for "Poland took in Ukrainians. It also armed its neighbour"."""
    tree = here.tree
    told = any(tree.token(i).kind == "name" for i in range(head + 1, min(head + 3, len(tree.dependents))))
    if told or tree.token(head).deprel.startswith("compound"):
        return ()
    own = {e.code for m in owners(tree, head, here.starts) for e in m.entities}
    if not own and not _definite(here, head):
        return ()
    for above in tree.above(head):
        own.update(e.code for i in tree.below(above, "nsubj") if (m := here.starts.get(tree.token(i).start)) for e in m.entities)
    item = here.memory.best(here.sentence, lambda n: is_state(n.entity.code) and n.entity.code not in own, subject=False)
    return (_plain(here, item.entity),) if item and own else ()


def _pair(here: Context, head: int, *, personal: bool = False) -> tuple[Entity, ...]:
    """Two parties last named together, without the subject of the clause; else the two named last."""
    token, memory, sentence = here.tree.token(head), here.memory, here.sentence
    barred = {
        n.entity.code for n in memory.recent(sentence)
        if n.sentence == sentence and n.subject and not token.deprel.startswith("nsubj") and n.governor == token.head
    }
    recent = [
        n for n in memory.recent(sentence)
        if all(is_state(e.code) or e.sector in _GROUPS for e in n.mention.entities) and not barred & {e.code for e in n.mention.entities}
        and n.mention.how != "inhabitant" and (n.personal or not personal)
    ]
    for late, early in pairwise(recent):
        if len(late.mention.entities) == 2:
            return late.mention.entities
        together = late.sentence == early.sentence and late.token - early.token <= 3
        if together and late.entity.code != early.entity.code:
            return tuple(_plain(here, e) for e in (early.entity, late.entity))
    if recent and len(recent[-1].mention.entities) == 2:
        return recent[-1].mention.entities
    codes: dict[str, Entity] = {}
    for item in recent:
        if sentence - item.sentence <= 2 and len(item.mention.entities) == 1:
            codes.setdefault(item.entity.code, item.entity)
    if len(codes) < 2:
        return ()
    late_one, early_one = list(codes.values())[:2]
    return _plain(here, early_one), _plain(here, late_one)


def _plain(here: Context, who: Entity) -> Entity:
    return here.finder.lexicon.names_of.get(who.code, who)


def _officer(here: Context, reference: Reference, span: range, head: int) -> tuple[Entity, ...]:
    """Who of those named holds the office: "the minister", "the top U.S. diplomat", "sang presiden"."""
    tree = here.tree
    token = tree.token(head)
    if token.upos not in ("NOUN", "PROPN") or any(tree.token(i).lower in here.finder.indefinite for i in tree.below(head, "det", "nummod")):
        return ()
    owner = owners(tree, head, here.starts)
    if not owner and not _definite(here, head) and not (tree.token(span.start).text[0].isupper() and token.deprel.startswith("nsubj")):
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
