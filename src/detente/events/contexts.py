"""PLOVER contexts of an event: those of its frame, then those that the words of its sentence show, then those of its paragraph."""

from collections.abc import Sequence

from detente.language import Pack
from detente.records import Event, Sentence

MOST = 3
"""Contexts shown by words alone that one claim may bear; more of them say nothing."""


def add_contexts(event: Event, sentence: Sentence, pack: Pack, *, paragraph: Sequence[Sentence] = ()) -> tuple[str, ...]:
    """The contexts of an event, e.g. ("military",) for a sentence with "rudal"; at most MOST come from words alone.

    Where neither the frame nor the sentence shows any, the sentences of its `paragraph` do.
    """
    found = dict.fromkeys((*event.contexts, *_shown([sentence], pack)[:MOST]))
    return tuple(found) or tuple(_shown(paragraph, pack)[:MOST])


def _shown(sentences: Sequence[Sentence], pack: Pack) -> list[str]:
    """The contexts that words show, those with most words first."""
    index = _index(pack)
    shown: dict[str, int] = {}
    for sentence in sentences:
        tokens = [t.lower for t in sentence.tokens]
        for i, word in enumerate(tokens):
            for words, context in index.get(word, ()):
                if tuple(tokens[i : i + len(words)]) == words:
                    shown[context] = shown.get(context, 0) + 1
    return sorted(shown, key=lambda context: -shown[context])


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
