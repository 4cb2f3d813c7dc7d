"""What the reader of references knows: the words that refer, and where in the text he is."""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.entities.lexicon import Lexicon, lexicon_of
from detente.entities.persons import heads
from detente.entities.salience import Memory
from detente.language import Pack
from detente.language.tree import Tree
from detente.records import Mention


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for somebody named before; a row of `references.tsv`, or an office of `titles.tsv`."""

    words: tuple[str, ...]
    wants: str
    because: str
    office: str = ""
    flags: frozenset[str] = frozenset()
    many: bool = False


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds references in the tokens of a sentence."""

    by_first: dict[str, tuple[Reference, ...]]
    definite: frozenset[str]
    indefinite: frozenset[str]
    fixed: frozenset[str]
    agents: frozenset[str]
    sectors: dict[str, str]
    offices: frozenset[tuple[str, ...]]
    heads: frozenset[str]
    of_states: frozenset[str]
    topics: frozenset[str]
    told_of: frozenset[str]
    judging: frozenset[str]
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Context:
    """Where the reader is: the sentence with its mentions by start, what was named before, and whom the text is mostly about."""

    finder: Finder
    memory: Memory
    tree: Tree
    starts: dict[int, Mention]
    sentence: int
    home: str = ""
    couple: tuple[str, ...] = ()


def finder_of(pack: Pack) -> Finder:
    """The finder of a language, made once: "negara itu" among its words, "itu" among those that make a noun definite."""
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
            fixed=lists.get("fixed-host", frozenset()),
            agents=frozenset(word for row in pack.rows("agents") for word in row.items("words")),
            sectors={word.lower(): row["sector"] for row in pack.rows("agents") for word in row.items("words")},
            offices=frozenset(r.words for group in found.values() for r in group if r.office),
            heads=frozenset(heads(pack)),
            of_states=lists.get("of-states", frozenset()),
            topics=lists.get("topic-case", frozenset()),
            told_of=lists.get("told-of", frozenset()),
            judging=frozenset(f.text.lower() for verb in lists.get("judge-verb", ()) for f in pack.inflector.forms(verb, "v")),
            lexicon=lexicon_of(pack),
        )
    finder: Finder = pack.caches["entities:references"]
    return finder


def _references(pack: Pack) -> Iterator[Reference]:
    for row in pack.rows("references"):
        for phrase in row.items("words"):
            because = f"references:{pack.tag}/{row['id']}"
            flags = frozenset(row["flags"].split())
            yield Reference(tuple(phrase.lower().split()), row["wants"], because, flags=flags, many=row["number"] == "many")
    for row in pack.rows("titles"):
        for phrase in row.items("words") if row["office"] else ():
            because = f"titles:{pack.tag}/{row['id']}"
            yield Reference(tuple(phrase.lower().split()), "office", because, row["office"], frozenset(row["flags"].split()))
