"""What the parser sees of a token: a few strings, hashed, none of them kept as text."""

import re
from collections.abc import Iterable, Mapping
from zlib import crc32

ATTRIBUTES = 7  # word, two beginnings, three endings, shape
_DIGIT = re.compile(r"\d")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "ʼ": "'", "`": "'",
                         "–": "-", "—": "-", "‐": "-", "‑": "-"})
_CACHE_LIMIT = 50_000


def attributes(text: str, kind: str) -> tuple[str, ...]:
    """The strings that stand for a token, e.g. "menyerang" gives itself, "me", "men", "ng", "ang", "erang" and its shape.

    A collapsed name or time stands for its kind alone: which name it is does not matter to the grammar.
    """
    if kind != "word":
        return tuple(f"<{kind}>" for _ in range(ATTRIBUTES))
    word = _DIGIT.sub("0", text.translate(_QUOTES)[:40])
    low = word.lower()
    return (low, "^" + low[:3], "^" + low[:5], low[-2:] + "$", low[-3:] + "$", low[-5:] + "$", _shape(word, low))


def _shape(word: str, low: str) -> str:
    if word == low:
        case = "a" if low.isalpha() else "0" if "0" in low else "-" if low[0].isalpha() else "."
    elif word.isupper():
        case = "AA" if len(word) > 1 else "A"
    else:
        case = "Aa" if word[1:] == low[1:] else "aA"
    return f"{case}{'-' if '-' in low[1:-1] else ''}{min(len(low), 9)}"


def keys(text: str, kind: str) -> tuple[int, ...]:
    """The attributes as 32-bit numbers; the place of an attribute is part of its number."""
    return tuple(crc32(f"{place}{value}".encode("utf-8", "surrogatepass"))
                 for place, value in enumerate(attributes(text, kind)))


def rows(
    tokens: Iterable[tuple[str, str]], index: Mapping[int, int], cache: dict[tuple[str, str], tuple[int, ...]],
) -> list[tuple[int, ...]]:
    """For each (text, kind) the rows of the embedding table; an unknown attribute has the row of its place (0 to 6).

    `index` gives the row of each known number; `cache` keeps what was looked up before and is emptied when it grows large.
    """
    if len(cache) > _CACHE_LIMIT:
        cache.clear()
    found = []
    for token in tokens:
        known = cache.get(token)
        if known is None:
            known = cache[token] = tuple(index.get(key, place) for place, key in enumerate(keys(*token)))
        found.append(known)
    return found
