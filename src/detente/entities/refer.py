"""What pronouns and descriptions stand for: "he", "negara itu", "the two countries", "the minister"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.entities.lexicon import Lexicon, lexicon_of
from detente.entities.salience import Memory, Named, is_state
from detente.language import Pack
from detente.language.tree import Tree
from detente.records import Article, Entity, Mention, Parsed, Token

_GROUPS = ("REB", "PTY", "OPP")
_VAGUE = ("minister", "leader", "official")


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for somebody named before; a row of `references.tsv`, or an office of `titles.tsv`."""

    words: tuple[str, ...]
    wants: str
    because: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds references in the tokens of a sentence."""

    by_first: dict[str, tuple[Reference, ...]]
    definite: frozenset[str]
    indefinite: frozenset[str]
    lexicon: Lexicon


def resolve_references(parsed: Sequence[Parsed], article: Article, pack: Pack) -> tuple[Parsed, ...]:
    """The sentences with mentions added for pronouns and descriptions, e.g. "it" = (RUS) after "Russia said it will not stop".

    A person's pronoun wants a person, "it" and "the country" a state or body, "kedua negara" two states last named together; subjects go before
    others, late before early, at most four sentences back. Where nobody fits nothing is added. The mention lies on the head word of the phrase.
    """
    finder = _finder(pack)
    memory = Memory()
    results: list[Parsed] = []
    for number, one in enumerate(parsed):
        tree = Tree.build(one.sentence)
        starts = {mention.start: mention for mention in one.mentions}
        added: list[Mention] = []
        for token in one.sentence.tokens:
            mention = starts.get(token.start)
            if mention is None and token.kind == "word":
                mention = _resolve(finder, memory, tree, token, number, article)
                if mention is not None and mention.start not in starts:
                    added.append(mention)
            if mention is not None:
                memory.add(mention, number, token.index, tree)
        mentions = tuple(sorted((*one.mentions, *added), key=lambda m: m.start)) if added else one.mentions
        results.append(replace(one, mentions=mentions))
    return tuple(results)


def _finder(pack: Pack) -> Finder:
    if "entities:references" not in pack.caches:
        found: dict[str, list[Reference]] = {}
        for reference in _references(pack):
            found.setdefault(reference.words[0], []).append(reference)
        ordered = {first: tuple(sorted(group, key=lambda r: -len(r.words))) for first, group in found.items()}
        lists = {row["kind"]: frozenset(row.items("words")) for row in pack.rows("names")}
        pack.caches["entities:references"] = Finder(
            by_first=ordered,
            definite=lists.get("definite", frozenset()),
            indefinite=lists.get("indefinite", frozenset()),
            lexicon=lexicon_of(pack),
        )
    finder: Finder = pack.caches["entities:references"]
    return finder


def _references(pack: Pack) -> Iterator[Reference]:
    for row in pack.rows("references"):
        for phrase in row.items("words"):
            yield Reference(tuple(phrase.lower().split()), row["wants"], f"references:{pack.tag}/{row['id']}")
    for row in pack.rows("titles"):
        for phrase in row.items("words") if row["office"] else ():
            yield Reference(tuple(phrase.lower().split()), "office", f"titles:{pack.tag}/{row['id']}", row["office"])


def _resolve(finder: Finder, memory: Memory, tree: Tree, token: Token, sentence: int, article: Article) -> Mention | None:
    tokens = tree.sentence.tokens
    for reference in finder.by_first.get(token.lower, ()):
        span = range(token.index, token.index + len(reference.words))
        if span.stop > len(tokens) or any(tokens[i].lower != word for i, word in zip(span, reference.words, strict=True)):
            continue
        head = _head(tree, span)
        entities = _entities(finder, memory, tree, reference, span, head, sentence)
        if entities:
            how = "pronoun" if reference.wants in ("person", "any") or tokens[head].upos == "PRON" else "description"
            place = tokens[head]
            text = article.text[place.start : place.end]
            return Mention(start=place.start, end=place.end, text=text, entities=entities, how=how, because=reference.because)
    return None


def _head(tree: Tree, span: range) -> int:
    return next((i for i in span if tree.token(i).head not in span), span.start)


def _entities(
    finder: Finder, memory: Memory, tree: Tree, reference: Reference, span: range, head: int, sentence: int
) -> tuple[Entity, ...]:
    wants = reference.wants
    if wants == "person":
        item = memory.best(sentence, lambda n: n.personal and not _same_clause(tree, n, head, sentence))
        return (item.entity,) if item else ()
    if wants == "any":
        return _anybody(memory, tree, head, sentence)
    if wants == "pair":
        return _pair(finder, memory, tree, head, sentence)
    if wants == "office":
        return _officer(finder, memory, tree, reference, span, head, sentence)
    if wants in ("state", "group", "body"):
        pronoun = tree.token(head).upos == "PRON"
        if pronoun and _expletive(tree, head):
            return ()
        if not pronoun and len(span) == 1 and not _definite(finder, tree, head):
            return ()
        return _thing(finder, memory, tree, wants, head, sentence, pronoun=pronoun)
    return ()


def _same_clause(tree: Tree, item: Named, head: int, sentence: int) -> bool:
    """Whether the item is a fellow argument of the same verb: "Putin met him" is not about Putin."""
    token = tree.token(head)
    plain = token.deprel.startswith(("nsubj", "obj", "iobj", "obl"))
    return plain and item.sentence == sentence and item.governor == token.head and item.token != head


def _expletive(tree: Tree, index: int) -> bool:
    token = tree.token(index)
    if token.deprel.startswith("expl"):
        return True
    if not token.deprel.startswith("nsubj") or token.head < 0:
        return False
    return bool(tree.below(token.head, "cop") and tree.below(token.head, "csubj", "ccomp", "advcl", "acl", "xcomp"))


def _definite(finder: Finder, tree: Tree, head: int) -> bool:
    near = [tree.token(i).lower for i in tree.below(head, "det", "nmod:poss", "case", "nummod", "amod", "advmod")]
    if any(word in finder.indefinite for word in near):
        return False
    before = tree.token(head - 1).lower if head > 0 else ""
    return any(word in finder.definite for word in (*near, before))


def _thing(
    finder: Finder, memory: Memory, tree: Tree, wants: str, head: int, sentence: int, *, pronoun: bool
) -> tuple[Entity, ...]:
    def fits(item: Named) -> bool:
        code, sector = item.entity.code, item.entity.sector
        if len(item.mention.entities) != 1 or code == "---" or _same_clause(tree, item, head, sentence):
            return False
        if wants == "group":
            return sector in _GROUPS and not item.personal
        if wants == "body":
            return not is_state(code) and sector == "IGO" and not item.personal
        if pronoun:
            return not item.personal and item.mention.how not in ("inhabitant", "unknown")
        return is_state(code)

    item = memory.best(sentence, fits)
    if item is None:
        return ()
    if wants == "state" and not pronoun:
        return (finder.lexicon.names_of.get(item.entity.code, item.entity),)
    return (item.entity,)


def _anybody(memory: Memory, tree: Tree, head: int, sentence: int) -> tuple[Entity, ...]:
    token = tree.token(head)
    host = tree.token(token.head) if 0 <= token.head < len(tree.sentence.tokens) else None

    def fits(item: Named) -> bool:
        if item.mention.how == "unknown" and not item.personal:
            return False
        if item.entity.code == "---" and not item.personal:
            return False
        object_of_verb = host is not None and host.upos == "VERB" and item.sentence == sentence and item.governor == host.index
        return not object_of_verb and not _same_clause(tree, item, head, sentence)

    item = memory.best(sentence, fits)
    return item.mention.entities if item else ()


def _pair(finder: Finder, memory: Memory, tree: Tree, head: int, sentence: int) -> tuple[Entity, ...]:
    token = tree.token(head)
    barred = {
        n.entity.code for n in memory.recent(sentence)
        if n.sentence == sentence and n.subject and not token.deprel.startswith("nsubj") and n.governor == token.head
    }
    recent = [
        n for n in memory.recent(sentence)
        if all(is_state(e.code) or e.sector in _GROUPS for e in n.mention.entities) and not barred & {e.code for e in n.mention.entities}
        and n.mention.how not in ("inhabitant",)
    ]
    for late, early in zip(recent, recent[1:], strict=False):
        if len(late.mention.entities) == 2:
            return late.mention.entities
        together = late.sentence == early.sentence and late.token - early.token <= 3
        if together and late.entity.code != early.entity.code:
            return tuple(_plain(finder, e) for e in (early.entity, late.entity))
    if recent and len(recent[-1].mention.entities) == 2:
        return recent[-1].mention.entities
    codes: dict[str, Entity] = {}
    for item in recent:
        if sentence - item.sentence <= 2 and len(item.mention.entities) == 1:
            codes.setdefault(item.entity.code, item.entity)
    if len(codes) < 2:
        return ()
    late_one, early_one = list(codes.values())[:2]
    return _plain(finder, early_one), _plain(finder, late_one)


def _plain(finder: Finder, who: Entity) -> Entity:
    return finder.lexicon.names_of.get(who.code, who)


def _officer(
    finder: Finder, memory: Memory, tree: Tree, reference: Reference, span: range, head: int, sentence: int
) -> tuple[Entity, ...]:
    """Who of those named holds the office: "the minister", "the Russian leader", "sang presiden"."""
    token = tree.token(head)
    if token.upos not in ("NOUN", "PROPN") or any(tree.token(i).lower in finder.indefinite for i in tree.below(head, "det", "nummod")):
        return ()
    if not _definite(finder, tree, head) and not tree.token(span.start).text[0].isupper():
        return ()
    if tree.below(head, "nmod") and not all(tree.token(i).lower in finder.definite for i in tree.below(head, "nmod")):
        return ()

    def fits(item: Named) -> bool:
        office = item.entity.office
        if not item.personal or not office:
            return False
        vague = reference.office in _VAGUE
        return office == reference.office or (vague and (reference.office in office or reference.office == "leader" and item.entity.sector == "GOV"))

    item = memory.best(sentence, fits)
    return (item.entity,) if item else ()
