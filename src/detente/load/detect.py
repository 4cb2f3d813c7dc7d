"""Which language a text is in, by the share of its words that are among the commonest of a language.

The lists stand in `resources/lang/<tag>/common.txt`, and in `resources/neighbours/<tag>.txt` for languages that
detente does not read but must not mistake for one that it reads. Why this and no library: docs/decisions/dependencies.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_SAMPLE_WORDS = 2000
MIN_WORDS = 5
MIN_SHARE = 0.12  # the lists cover 35-50 % of running words of their own language; news in another language stays below 8 %
_BLOCK_WORDS = 60  # a stretch of another language shorter than this (a name, a quotation) is nothing to tell
_BLOCK_LEAD = 0.2  # Malay leads Indonesian by up to .1 on Indonesian blocks; other pairs are .3 apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What language a text seems to be in, e.g. "id" with share 0.41 (of words that are common words of it).

    `language` is "" where it cannot be told; `others` are further languages in which whole stretches of the text are written.
    """

    language: str
    share: float
    words: int
    others: tuple[str, ...] = ()


def guess_language(text: str, common: Mapping[str, frozenset[str]]) -> Guess:
    """The language of a text among those of `common` (tag -> common words in lower case).

    Ties go to the first tag, so give the languages that are read before their neighbours.
    """
    words = [match[0].lower() for match in _WORD.finditer(text[: _SAMPLE_WORDS * 12])][:_SAMPLE_WORDS]
    if not words:
        return Guess(language="", share=0.0, words=0)
    best, share = _best(words, common)
    if share < MIN_SHARE or len(words) < MIN_WORDS:
        return Guess(language="", share=share, words=len(words))
    others = set()
    for i in range(0, len(words) - _BLOCK_WORDS // 2, _BLOCK_WORDS):
        block = words[i : i + _BLOCK_WORDS]
        tag, block_share = _best(block, common)
        if block_share >= 2 * MIN_SHARE and block_share - _share(block, common[best]) >= _BLOCK_LEAD:
            others.add(tag)
    return Guess(language=best, share=share, words=len(words), others=tuple(sorted(others)))


def _best(words: list[str], common: Mapping[str, frozenset[str]]) -> tuple[str, float]:
    shares = {tag: _share(words, listed) for tag, listed in common.items()}
    best = max(shares, key=lambda tag: shares[tag], default="")
    return best, shares.get(best, 0.0)


def _share(words: list[str], listed: frozenset[str]) -> float:
    return sum(word in listed for word in words) / len(words)
