"""The patterns of a pack's `times.toml`, compiled into tries over words and word classes.

A pattern is words, `{class}` or `{class:slot}`, `[optional]`, `<one|other>`; `~` before an element says that no space
may stand before it. A class is a list of the lexicon, a figure class (`year`, `int` ...) or the `is` of other rules.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.errors import ResourceError
from detente.language.pack import Pack
from detente.times.words import Entry, build_lexicon, split_pieces, write_roman

_ELEMENT = re.compile(r"(~?)\{([a-z_]+)(?::([a-z_0-9]+))?\}|(\[)|(\])|(<)|(>)|(\|)|(~?)([^\s\[\]<>|{}]+)")
FIGURES = frozenset({"int", "year", "yy", "daynum", "monthnum", "hour", "minute", "roman", "hhmm"})


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a pattern: a word, or a class that fills a slot."""

    word: str
    kind: str
    slot: str
    glued: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of `times.toml`; `place` is its rank, earlier wins among matches of the same length."""

    id: str
    place: int
    kind: str
    make: str
    params: Mapping[str, Any]
    needs_before: tuple[frozenset[str], ...]
    needs_after: tuple[frozenset[str], ...]
    not_before: frozenset[str]
    not_after: frozenset[str]


@dataclass(slots=True)
class Node:
    """A state of a trie: where a word or a class leads, and the rules that end here.

    `by_word` and `by_figure` are the classes that such a piece may begin.
    """

    words: dict[tuple[str, bool], "Node"] = field(default_factory=dict)
    classes: dict[Item, "Node"] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    by_word: dict[str, list[tuple[Item, "Node"]]] = field(default_factory=dict)
    by_figure: list[tuple[Item, "Node"]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grammar:
    """A compiled grammar: one trie for each kind of phrase, the lexicon, and the words that may begin an expression."""

    tries: Mapping[str, Node]
    lexicon: Mapping[tuple[str, str], tuple[Entry, ...]]
    lists: Mapping[str, frozenset[str]]
    settings: Mapping[str, Any]
    starts: frozenset[str]


def build_grammar(pack: Pack) -> Grammar:
    """The grammar of a pack, made once and kept in `pack.caches`.

    Raises ResourceError with the id of the rule where a pattern cannot be read.
    """
    if "times" not in pack.caches:
        pack.caches["times"] = compile_grammar(pack.settings.get("times", {}), pack.tag)
    grammar: Grammar = pack.caches["times"]
    return grammar


def compile_grammar(settings: Mapping[str, Any], tag: str) -> Grammar:
    """A grammar from the content of a `times.toml`."""
    lists = {name: frozenset(word.lower() for word in words) for name, words in settings.get("words", {}).items()}
    tries: dict[str, Node] = {"date": Node(), "top": Node()}
    for place, raw in enumerate(settings.get("rules", ())):
        rule = _rule(raw, place, lists, tag)
        patterns = [raw["pattern"]] if isinstance(raw["pattern"], str) else raw["pattern"]
        for pattern in patterns:
            for items in expand_pattern(pattern, f"{tag}/times.toml: rule {rule.id}"):
                _insert(tries.setdefault(rule.kind, Node()), items, rule)
    lexicon = build_lexicon(settings.get("lexicon", {}))
    opening = _Opening(tries, lexicon)
    for trie in tries.values():
        _index(trie, opening)
    return Grammar(tries, lexicon, lists, settings, opening.words("top") | opening.words("date"))


def _rule(raw: Mapping[str, Any], place: int, lists: Mapping[str, frozenset[str]], tag: str) -> Rule:
    def words(name: str) -> frozenset[str]:
        listed = raw.get(name, "")
        if listed and listed not in lists:
            raise ResourceError(f"{tag}/times.toml: rule {raw['id']} names the list {listed!r}; put it under [words]")
        return lists.get(listed, frozenset())

    known = {"id", "is", "pattern", "make", "needs_before", "needs_after", "not_before", "not_after"}
    before, after = words("needs_before"), words("needs_after")
    return Rule(
        id=raw["id"], place=place, kind=raw.get("is", "top"), make=raw["make"],
        params={name: value for name, value in raw.items() if name not in known},
        needs_before=(before,) if before else (), needs_after=(after,) if after else (),
        not_before=words("not_before"), not_after=words("not_after"),
    )


def expand_pattern(pattern: str, where: str) -> Iterator[tuple[Item, ...]]:
    """Every sequence of elements that a pattern allows, e.g. "[on] {weekday}" gives two."""
    elements = list(_ELEMENT.finditer(pattern))
    if "".join(e.group() for e in elements) != pattern.replace(" ", ""):
        raise ResourceError(f"{where}: cannot read the pattern {pattern!r}")
    choices, rest = _alternatives(elements, 0, "", where)
    if rest != len(elements):
        raise ResourceError(f"{where}: a bracket too many in {pattern!r}")
    yield from (choice for choice in choices if choice)


def _alternatives(elements: list[re.Match[str]], at: int, closing: str, where: str) -> tuple[list[tuple[Item, ...]], int]:
    done: list[tuple[Item, ...]] = []
    current: list[tuple[Item, ...]] = [()]
    while at < len(elements):
        element = elements[at]
        sign = element.group()
        if sign in {"]", ">"} and closing == sign:
            return done + current, at + 1
        if sign == "|":
            done, current, at = done + current, [()], at + 1
            continue
        if sign in {"[", "<"}:
            inner, at = _alternatives(elements, at + 1, "]" if sign == "[" else ">", where)
            options = [*inner, ()] if sign == "[" else inner
        else:
            options, at = [_items(element, where)], at + 1
        current = [left + right for left in current for right in options]
    if closing:
        raise ResourceError(f"{where}: a bracket is not closed")
    return done + current, at


def _items(element: re.Match[str], where: str) -> tuple[Item, ...]:
    if element.group(2):
        return (Item("", element.group(2), element.group(3) or element.group(2), bool(element.group(1))),)
    pieces = split_pieces(element.group(10))
    if element.group(10) == "~":
        raise ResourceError(f"{where}: '~' stands before a word or a class, not before a bracket")
    return tuple(Item(p.key, "", "", bool(element.group(9)) if i == 0 else True) for i, p in enumerate(pieces))


def _insert(node: Node, items: tuple[Item, ...], rule: Rule) -> None:
    for item in items:
        node = node.classes.setdefault(item, Node()) if item.kind else node.words.setdefault((item.word, item.glued), Node())
    if rule not in node.rules:
        node.rules.append(rule)


class _Opening:
    """Which words, and whether figures, may begin a phrase of a kind."""

    def __init__(self, tries: Mapping[str, Node], lexicon: Mapping[tuple[str, str], tuple[Entry, ...]]) -> None:
        self.tries = tries
        self.own: dict[str, set[str]] = {kind: {word for word, _ in trie.words} for kind, trie in tries.items()}
        for kind, first in lexicon:
            self.own.setdefault(kind, set()).add(first)
        self.own["roman"] = {write_roman(number) for number in range(1, 40)}
        self.known: dict[str, frozenset[str]] = {}

    def words(self, kind: str) -> frozenset[str]:
        """The words that may begin a phrase of this kind; "0" among them stands for figures."""
        if kind not in self.known:
            found, todo, seen = set[str](), [kind], set[str]()
            while todo:
                here = todo.pop()
                if here not in seen:
                    seen.add(here)
                    found |= self.own.get(here, {"0"} if here in FIGURES else set())
                    todo.extend(item.kind for item in (self.tries[here].classes if here in self.tries else ()))
            self.known[kind] = frozenset(found)
        return self.known[kind]


def _index(node: Node, opening: _Opening) -> None:
    for item, after in node.classes.items():
        for word in opening.words(item.kind):
            if word == "0":
                node.by_figure.append((item, after))
            else:
                node.by_word.setdefault(word, []).append((item, after))
        _index(after, opening)
    for after in node.words.values():
        _index(after, opening)
