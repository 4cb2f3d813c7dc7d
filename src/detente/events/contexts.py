"""PLOVER contexts of an event: those of its frame, then those that the words of its sentence show."""

from detente.language import Pack
from detente.records import Event, Sentence

MOST = 3
"""Contexts shown by words alone that one claim may bear; more of them say nothing."""


def add_contexts(event: Event, sentence: Sentence, pack: Pack) -> tuple[str, ...]:
    """The contexts of an event, e.g. ("military",) for a sentence with "rudal"; at most MOST come from words alone."""
    index = _index(pack)
    found = dict.fromkeys(event.contexts)
    tokens = [t.lower for t in sentence.tokens]
    shown: dict[str, int] = {}
    for i, word in enumerate(tokens):
        for words, context in index.get(word, ()):
            if tuple(tokens[i : i + len(words)]) == words:
                shown[context] = shown.get(context, 0) + 1
    ranked = sorted(shown, key=lambda context: -shown[context])
    found.update(dict.fromkeys(ranked[:MOST]))
    return tuple(found)


def _index(pack: Pack) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    if "contexts" not in pack.caches:
        index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for row in pack.rows("contexts"):
            for phrase in row.items("words"):
                *first, last = phrase.lower().split()
                for form in pack.inflector.forms(last, "n"):
                    words = (*first, form.text.lower())
                    index.setdefault(words[0], []).append((words, row["context"]))
        pack.caches["contexts"] = index
    found: dict[str, list[tuple[tuple[str, ...], str]]] = pack.caches["contexts"]
    return found
