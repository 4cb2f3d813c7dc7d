"""Articles without number for benches of speed: sentences of our examples mixed anew, with other states, towns, people, days and figures.

They mean nothing, but no two are alike: what is measured over them is not the same 38 articles again and again. Parties are drawn as
news deals with them, few often and many seldom, so that some weeks of a pair are dense.
"""

import datetime as dt
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reading import example_articles, read

from detente.language import Pack, load_pack
from detente.records import Article

FIRST, DAYS = dt.date(1995, 1, 1).toordinal(), 11_500
SENTENCES = 15
_FORMS = ("names", "adjectives", "inhabitants", "capital")
_NUMBER = r"(?<![\w.,/-])\d{1,4}(?![\w/-])(?![.,]\d)"


@dataclass(frozen=True, slots=True)
class _Words:
    """What is put for what in a language: the pattern of all that can be put otherwise, and what may stand for each kind."""

    pattern: re.Pattern[str]
    states: dict[str, tuple[str, str]]
    forms: list[dict[str, str]]
    weights: list[float]
    lists: dict[str, list[str]]
    kinds: dict[str, str]


def mixed_articles(count: int, *, seed: int = 11, publishers: int = 50) -> Iterator[Article]:
    """`count` articles of fifteen sentences in both languages in turn, on days of 31 years, in the order of time."""
    chance = random.Random(seed)
    pools: dict[str, list[str]] = {}
    for article in example_articles():
        body = [article.text[s.start : s.end] for s in read(article).sentences if s.kind == "body"]
        pools.setdefault(article.language, []).extend(body)
    tags = sorted(pools)
    words = {tag: _words(load_pack(tag)) for tag in tags}
    for number in range(count):
        tag = tags[number % len(tags)]
        day = dt.date.fromordinal(FIRST + number * DAYS // count)
        text = _mixed("\n\n".join(chance.sample(pools[tag], SENTENCES)), words[tag], day, chance)
        paper = f"Paper {chance.randrange(publishers)}"
        yield Article(text=text, language=tag, published=day, published_basis="given", publisher=paper)


def _mixed(text: str, words: _Words, day: dt.date, chance: random.Random) -> str:
    """A text with other states, the same for the same one, other towns, people and figures, and years before its day."""
    put: dict[str, str] = {}
    drawn: dict[str, dict[str, str]] = {}

    def instead(found: re.Match[str]) -> str:
        word = found[0]
        if word in words.states:
            code, form = words.states[word]
            if code not in drawn:
                drawn[code] = chance.choices(words.forms, words.weights)[0]
            return drawn[code].get(form) or drawn[code]["names"]
        if word not in put:
            put[word] = chance.choice(words.lists[words.kinds[word]]) if word in words.kinds else _number(word, day, chance)
        return put[word]

    return words.pattern.sub(instead, text)


def _number(word: str, day: dt.date, chance: random.Random) -> str:
    value = int(word)
    if 1900 < value < 2100:
        return str(day.year - min(30, max(0, 2022 - value)))
    if value <= 31:
        return str(chance.randint(1, 28)) if value else word
    return str(chance.randint(value // 2, value * 2))


def _words(pack: Pack) -> _Words:
    states: dict[str, tuple[str, str]] = {}
    forms = []
    for row in pack.rows("states"):
        own = {form: row.items(form)[0] for form in _FORMS if row.items(form)}
        forms.append(own)
        for form in _FORMS:
            states |= dict.fromkeys(row.items(form), (row["code"], form))
    order = random.Random(pack.tag).sample(range(len(forms)), len(forms))
    months = [name.removeprefix("=") for name in pack.settings["times"]["lexicon"]["month"]]
    lists = {
        "town": [row["name"] for row in pack.rows("places/cities")],
        "person": [row["name"] for row in pack.rows("actors/persons")],
        "month": [name.title() for name in months if len(name) > 3],
    }
    kinds = {name: kind for kind, names in lists.items() for name in names if name not in states}
    known = sorted((*states, *kinds), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)|{_NUMBER}")
    weights = [1 / (place + 3) for place in order]
    return _Words(pattern, states, forms, weights, lists, kinds)
