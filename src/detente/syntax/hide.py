"""Keep from the parser what only confuses it: "more than" before a number, brackets around a name that an editor put in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.language.pack import Pack
from detente.records import Sentence, Token

BRACKETS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence as the parser gets it, and the indices of the words that were left out."""

    sentence: Sentence
    left_out: frozenset[int]


def hide_words(sentence: Sentence, pack: Pack) -> Shown:
    """The sentence without words that only qualify a number and without brackets around a name in the place of a word.

    "fired more than a dozen missiles" is shown as "fired a dozen missiles", "Kremlin dan (Korea Utara) dapat" without its brackets.
    """
    out = _quantifiers(sentence.tokens, pack) | _brackets(sentence.tokens)
    if not out or len(out) >= len(sentence.tokens):
        return Shown(sentence, frozenset())
    kept = [t for t in sentence.tokens if t.index not in out]
    return Shown(replace(sentence, tokens=tuple(replace(t, index=n) for n, t in enumerate(kept))), frozenset(out))


def _quantifiers(tokens: Sequence[Token], pack: Pack) -> set[int]:
    phrases = [tuple(p.split()) for p in pack.words("quantifiers")]
    lowers = [t.text.lower() for t in tokens]
    found: set[int] = set()
    for words in phrases:
        size = len(words)
        for i, word in enumerate(lowers[:-size]):
            if word == words[0] and tuple(lowers[i : i + size]) == words and _counts(lowers[i + size], pack):
                found.update(range(i, i + size))
    return found


def _counts(word: str, pack: Pack) -> bool:
    return word[:1].isdigit() or word in pack.words("counting")


def _brackets(tokens: Sequence[Token]) -> set[int]:
    found: set[int] = set()
    for i in range(1, len(tokens) - 2):
        opening, name, closing = tokens[i], tokens[i + 1], tokens[i + 2]
        in_place = tokens[i - 1].kind == "word" and tokens[i - 1].text.islower()
        if in_place and name.kind == "name" and BRACKETS.get(opening.text) == closing.text:
            found.update((i, i + 2))
    return found


def unhide(parsed: Sentence, original: Sentence, left_out: frozenset[int]) -> Sentence:
    """The parsed sentence with the words put back, each hanging on the next word that the parser saw."""
    if not left_out:
        return parsed
    seen = [t.index for t in original.tokens if t.index not in left_out]
    place = dict(enumerate(seen))
    tokens: list[Token] = []
    shown = iter(parsed.tokens)
    for token in original.tokens:
        if token.index in left_out:
            head = next((i for i in seen if i > token.index), seen[-1])
            relation = "punct" if token.text in "()[]" else "advmod"
            tokens.append(replace(token, upos="PUNCT" if relation == "punct" else "ADV", head=head, deprel=relation))
        else:
            t = next(shown)
            tokens.append(replace(t, index=token.index, head=place[t.head] if t.head >= 0 else -1))
    return replace(parsed, tokens=tuple(tokens))
