"""Mend what the trained parser gets wrong by a rule that holds in every language: verbs hidden in noun phrases, title-case headlines."""

from collections.abc import Sequence
from dataclasses import replace

from detente.records import Sentence, Token

MOSTLY = 0.6
"""Share of capitalised words above which a line is taken to be written in title case."""


def lower_headline(sentence: Sentence) -> Sentence:
    """The sentence with ordinary words in lower case where a headline capitalises nearly all, so that the parser sees words.

    "AS Kecam Iran" is parsed as "AS kecam Iran". Names and times stay; offsets do not change. Give the result to the parser and put the
    texts back with `with_texts`.
    """
    words = [t for t in sentence.tokens if t.kind == "word" and t.text[:1].isalpha()]
    capitals = [t for t in words if t.text[:1].isupper()]
    if len(words) < 2 or len(capitals) < MOSTLY * len(words):
        return _lower_opener(sentence)
    tokens = tuple(replace(t, text=t.text.lower()) if t.kind == "word" and not _is_acronym(t) else t for t in sentence.tokens)
    return replace(sentence, tokens=tokens)


def _lower_opener(sentence: Sentence) -> Sentence:
    """A capital at the start of a sentence says nothing: the first word is shown to the parser in lower case."""
    first = next((t for t in sentence.tokens if t.text[:1].isalpha()), None)
    if first is None or first.kind != "word" or _is_acronym(first):
        return sentence
    tokens = list(sentence.tokens)
    tokens[first.index] = replace(first, text=first.text[:1].lower() + first.text[1:])
    return replace(sentence, tokens=tuple(tokens))


def _is_acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def with_texts(parsed: Sentence, original: Sentence) -> Sentence:
    """The parsed sentence with the texts of the original."""
    tokens = tuple(replace(t, text=o.text) for t, o in zip(parsed.tokens, original.tokens, strict=True))
    return replace(parsed, tokens=tokens)


def free_verbs(sentence: Sentence) -> Sentence:
    """The sentence with finite verbs taken out of noun phrases: in "China imposed curbs" read as one noun phrase the verb governs again.

    A past verb that stands as a modifier right after a name and before its noun is made the predicate, the noun its object, the
    name its subject.
    """
    for token in sentence.tokens:
        if _is_hidden(sentence.tokens, token):
            sentence = _freed(sentence, token)
    return sentence


def _is_hidden(tokens: Sequence[Token], token: Token) -> bool:
    if token.upos != "VERB" or token.deprel != "amod" or "Tense=Past" not in token.feats or token.index == 0:
        return False
    before = tokens[token.index - 1]
    return before.kind == "name" and before.head in (token.head, token.index) and token.head > token.index


def _freed(sentence: Sentence, verb: Token) -> Sentence:
    noun = sentence.tokens[verb.head]
    tokens = list(sentence.tokens)
    tokens[verb.index] = replace(verb, head=noun.head, deprel=noun.deprel)
    tokens[noun.index] = replace(noun, head=verb.index, deprel="obj")
    name = tokens[verb.index - 1]
    tokens[name.index] = replace(name, head=verb.index, deprel="nsubj")
    for token in sentence.tokens:
        moves = token.head == noun.index and token.index not in (verb.index, name.index)
        if moves and (token.deprel in ("punct", "parataxis", "advcl", "advmod", "obl", "mark", "aux") or token.index < verb.index):
            tokens[token.index] = replace(token, head=verb.index)
    return replace(sentence, tokens=tuple(tokens))
