"""Headlines that capitalise nearly every word: which of them are ordinary words, and how a sentence would write them."""

from dataclasses import replace

from detente.language.pack import Pack
from detente.records import Sentence, Token

ENDS = (".", "!", "?")
MOSTLY = 0.6
"""Share of capitalised words above which a line is taken to be written in title case."""


def is_title_case(sentence: Sentence) -> bool:
    """Whether nearly all words begin with a capital, e.g. "Iran Rejects US Request"."""
    words = [t for t in sentence.tokens if t.kind == "word" and t.text[:1].isalpha()]
    capitals = [t for t in words if t.text[:1].isupper()]
    if len(words) == 1:
        return bool(capitals) and words[0].index > 0 and sentence.tokens[-1].text not in ENDS
    return len(words) > 1 and len(capitals) >= MOSTLY * len(words)


def lower_known(sentence: Sentence, names: frozenset[int], pack: Pack) -> Sentence:
    """A title-case line with the words that the tables know in lower case, so that they are not taken for names.

    Words that start at an offset of `names` stay: they are known to be part of one ("United States").
    """
    if not is_title_case(sentence):
        return sentence
    known = _known(pack)
    loose = [t for t in sentence.tokens if t.start not in names and not is_acronym(t) and t.text != t.text.lower()]
    return _with(sentence, {t.index: t.text.lower() for t in loose if t.text.lower() in known})


def lower_headline(sentence: Sentence, keep: frozenset[int], pack: Pack) -> Sentence:
    """The sentence as the parser should see it, words in lower case where a capital says nothing.

    In a title-case line that is every word ("AS Kecam Iran" is shown as "AS mengecam Iran": headlines write the bare stem of a verb), else
    the first one. Names, times, acronyms and the tokens that start at an offset of `keep` (adjectives of states) stay.
    """
    words = [t for t in sentence.tokens if t.kind == "word" and t.text[:1].isalpha() and t.start not in keep and not is_acronym(t)]
    if is_title_case(sentence):
        full = _full_forms(pack)
        return _with(sentence, {t.index: full.get(t.text.lower(), t.text.lower()) for t in words})
    opener = next((t for t in sentence.tokens if t.text[:1].isalnum()), None)
    return _with(sentence, {t.index: t.text.lower() for t in words if t is opener})


def with_texts(parsed: Sentence, original: Sentence) -> Sentence:
    """The parsed sentence with the texts of the original."""
    pairs = zip(parsed.tokens, original.tokens, strict=True)
    return replace(parsed, tokens=tuple(t if t.text == o.text else replace(t, text=o.text) for t, o in pairs))


def is_acronym(token: Token) -> bool:
    """Whether a token is written in capitals throughout, e.g. "AS", "NATO"."""
    return len(token.text) > 1 and token.text.isupper()


def _with(sentence: Sentence, texts: dict[int, str]) -> Sentence:
    if not texts:
        return sentence
    return replace(sentence, tokens=tuple(replace(t, text=texts[t.index]) if t.index in texts else t for t in sentence.tokens))


def _known(pack: Pack) -> frozenset[str]:
    if "title-words" not in pack.caches:
        tables = ("events", "modality", "reporting", "light")
        pack.caches["title-words"] = frozenset(word for table in tables for word in pack.forms(table).by_first)
    found: frozenset[str] = pack.caches["title-words"]
    return found


def _full_forms(pack: Pack) -> dict[str, str]:
    """The active form of each bare stem of the events table that is not a noun too, e.g. kecam: mengecam."""
    if "full-forms" not in pack.caches:
        full: dict[str, str] = {}
        nouns = {entry.words[0] for entries in pack.forms("events").by_first.values() for entry in entries if entry.form.pos == "n"}
        for entries in pack.forms("events").by_first.values():
            for entry in entries:
                if entry.form.voice == "bare" and entry.words[0] not in nouns:
                    active = (f.text for f in pack.inflector.forms(entry.lemma, entry.form.pos) if f.voice == "active")
                    full.setdefault(entry.words[0], next(active, entry.words[0]).split()[0])
        pack.caches["full-forms"] = full
    found: dict[str, str] = pack.caches["full-forms"]
    return found
