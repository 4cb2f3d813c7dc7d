"""Tell sports reports from politics: there, attacks, defeats and drills are no acts of states."""

from collections.abc import Sequence

from detente.language import Pack
from detente.records import Parsed

LEAST = 4
SHARE = 0.2
"""A text is taken for a sports report when at least LEAST tell-tale words stand in it, in at least a share SHARE of its sentences:
one word may fall in any speech ("goal", "juara"), four in a fifth of the sentences do not."""


def about_sport(parsed: Sequence[Parsed], pack: Pack) -> bool:
    """Whether a text reads like a sports report, by the words of `[words] sport` in `language.toml`."""
    words = pack.words("sport", "words")
    if not words:
        return False
    hits = [sum(t.text.lower() in words for t in p.sentence.tokens) for p in parsed]
    return sum(hits) >= LEAST and sum(h > 0 for h in hits) >= SHARE * len(hits)
