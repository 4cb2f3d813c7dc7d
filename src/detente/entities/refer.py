"""What pronouns and descriptions stand for: "he", "negara itu", "the two countries", "the minister"."""

from collections.abc import Sequence
from dataclasses import replace

from detente.entities.command import Above, owners, subjects_above, together
from detente.entities.context import Context, Reference, finder_of
from detente.entities.descriptions import described, is_definite, is_named, neighbour, officer, pair, same_clause
from detente.entities.institutions import capital, couple_of, home_of, institution, remember_name, remember_owner
from detente.entities.salience import Memory, Named, is_personal
from detente.language import Pack
from detente.language.tree import Tree
from detente.records import Article, Entity, Mention, Parsed, Token

QUOTES = ('"', "\u201c", "\u201d")
_STATELESS = ("IGO", "NGO", "JUD", "JRN")


def resolve_references(parsed: Sequence[Parsed], article: Article, pack: Pack) -> tuple[Parsed, ...]:
    """The sentences with mentions added for pronouns and descriptions, e.g. "it" = (RUS) after "Russia said it will not stop".

    A person's pronoun wants a person, "it" and "the country" a state or body, "kedua negara" two states last named together; subjects
    go before others, late before early, at most four sentences back. Where nobody fits nothing is added. The mention lies on the head
    word of the phrase.
    """
    finder = finder_of(pack)
    memory = Memory(places=pack.words("place_cases"))
    home, couple = home_of(parsed), couple_of(parsed)
    results: list[Parsed] = []
    for number, one in enumerate(parsed):
        tree = Tree.build(one.sentence)
        starts = _covered(one)
        added: list[Mention] = []
        here = Context(finder, memory, tree, starts, number, home, couple)
        for token in one.sentence.tokens:
            mention = starts.get(token.start)
            if mention is None and token.kind == "word":
                remember_owner(here, token)
                mention = _resolve(here, token, article)
                mention = None if mention is not None and mention.start in starts else mention
                if mention is not None:
                    added.append(mention)
                    starts[mention.start] = mention
            if mention is not None and mention.start == token.start:
                remember_name(here, mention)
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
            how = "place" if reference.wants == "capital" else how
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
    if wants == "speaker":
        said = here.memory.best(here.sentence, lambda n: n.source and len(n.mention.entities) == 1)
        return said.mention.entities if said else ()
    if wants == "pair":
        return pair(here, head)
    if wants in ("office", "organ"):
        return (officer if wants == "office" else institution)(here, reference, span, head)
    if wants in ("neighbour", "capital"):
        return (neighbour if wants == "neighbour" else capital)(here, head)
    if wants not in ("state", "group", "body"):
        return ()
    if pronoun:
        return _pronoun(here, "thing", head)
    counted = bool(here.tree.below(head, "nummod"))
    if counted or (len(span) == 1 and not is_definite(here, head)) or is_named(here, span.start, head):
        return ()
    return described(here, wants, head)


def _pronoun(here: Context, wants: str, head: int, *, many: bool = False) -> tuple[Entity, ...]:
    """Who a pronoun means: the nearest subject above it, else the most salient of those named before."""
    if wants == "any" and not _carries(here, head):
        return ()
    barred: set[str] = set()
    topic = _of_object(here, head) or _told_of(here, head)
    if topic is not None:
        return topic.entities[:1]
    found, judge = _among_subjects(here, wants, head, barred)
    if found is not None:
        return found
    if wants == "thing" and _expletive(here.tree, head):
        return ()
    return _remembered(here, wants, head, barred, many=many) or judge


def _among_subjects(
    here: Context, wants: str, head: int, barred: set[str]
) -> tuple[tuple[Entity, ...] | None, tuple[Entity, ...]]:
    """Who of the subjects above a pronoun is meant, None where none is told, and the judge of what is somebody's; bars its own subject."""
    judge: tuple[Entity, ...] = ()
    for above in subjects_above(here.tree, head, here.starts):
        if _is_quoted(here.tree, above.token) and not _is_quoted(here.tree, head):
            continue
        if above.own:
            barred.update(_keys(together(here.tree, above.token, above.mention, here.starts) if above.mention else ()))
        elif above.mention is None:
            if wants == "any" and above.bare and above.plural:
                return (), judge
        elif _suits(above.mention, wants) and _may_own(here, head, above.mention.entities[0]) and _speaks(here, above, wants):
            if not _is_judge(here, above, head):
                several = wants == "any" and not above.bare
                return (together(here.tree, above.token, above.mention, here.starts) if several else above.mention.entities[:1]), judge
            judge = above.mention.entities[:1]
            barred.update(_keys(judge))
    return None, judge


def _keys(entities: Sequence[Entity]) -> set[str]:
    """What tells entities apart: a person's name, else the code, whatever the words that it was named by."""
    return {e.name if e.office else e.code for e in entities}


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


def _remembered(here: Context, wants: str, head: int, barred: set[str], *, many: bool) -> tuple[Entity, ...]:
    quoted = wants != "thing" and _is_quoted(here.tree, head)

    def fits(item: Named) -> bool:
        free = not barred & _keys((item.entity,)) and not same_clause(here, item, head) and not (quoted and item.source)
        if item.sentence == here.sentence and not quoted and _is_quoted(here.tree, item.token):
            return False
        return free and _suits(item.mention, wants) and _may_own(here, head, item.entity)

    item = here.memory.best(here.sentence, fits)
    if item is None:
        return ()
    if many:
        return _several(here, item, head)
    return item.mention.entities if wants == "any" else item.mention.entities[:1]


def _is_quoted(tree: Tree, head: int) -> bool:
    """Whether a word stands within quotation marks opened in its sentence: there nobody speaks of himself as "they"."""
    marks = sum(1 for t in tree.sentence.tokens[:head] if t.text in QUOTES)
    return marks % 2 == 1


def _several(here: Context, item: Named, head: int) -> tuple[Entity, ...]:
    """Whom "they" means: those coordinated with the most salient one; for a single person, the two named together."""
    together_named = here.memory.with_conjuncts(item)
    if len(together_named) > 1 or not item.personal:
        return together_named
    both = pair(here, head, personal=True)
    return both if item.entity.code in {e.code for e in both} else together_named


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


def _expletive(tree: Tree, index: int) -> bool:
    token = tree.token(index)
    if token.deprel.startswith("expl"):
        return True
    if not token.deprel.startswith("nsubj") or token.head < 0:
        return False
    return bool(tree.below(token.head, "cop") and (tree.below(token.head, "csubj", "ccomp", "advcl", "acl", "xcomp")
                or tree.token(token.head).upos == "ADJ"))
