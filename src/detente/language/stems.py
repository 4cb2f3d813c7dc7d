"""Words as a full-text index takes them: in lower case, and cut to their stems by the Snowball algorithm of the language."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from detente.language.pack import Pack

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_KEPT = 200_000  # words whose stem is remembered: stemming costs 20 to 60 us a word, and most words come again


def stem_words(text: str, pack: Pack) -> tuple[str, str]:
    """The words of a text and their stems, each joined with spaces, e.g. ("menyerang kota", "serang kota") in Indonesian."""
    words = find_words(text)
    stem = _stemmer(str(pack.settings.get("stemmer", "")))
    return " ".join(words), " ".join(map(stem, words))


def find_words(text: str) -> list[str]:
    """The words of a text in lower case, without marks; half a surrogate pair parts words."""
    return _WORD.findall(text.lower())


@cache
def _stemmer(algorithm: str) -> Callable[[str], str]:
    if not algorithm:
        return str
    import snowballstemmer

    return lru_cache(_KEPT)(snowballstemmer.stemmer(algorithm).stemWord)
