"""What a claim's sentence can be known again by: its own words, and what is the same in every language."""

import re
from collections.abc import Iterable, Iterator

from detente.language import Pack
from detente.records import Claim

SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{3})+(?![\w])|(?<![\w.,])\d+(?![\w])")
_NAME = re.compile(r"(?<![\w-])(?:[^\W\d_]+-)?[^\W_a-z][\w]*(?:-\d+\w*)?")


def find_words(claim: Claim, text: str, pack: Pack) -> tuple[str, ...]:
    """The content words of a claim's sentence, cut to their stems, in order of the alphabet.

    Without the parties, cues of speech, days and months, and the words that `assembly.toml` calls empty: what is left tells which deed is
    meant.
    """
    ignored = _ignored(pack)
    found = {word.lower() for word in _pieces(_WORD, claim, text)}
    return tuple(sorted({stem(word, pack) for word in found if len(word) >= SHORTEST and word not in ignored}))


def find_marks(claim: Claim, text: str, pack: Pack) -> tuple[str, ...]:
    """What the sentence names in every language alike, in order: "name:abhinandan", "number:40", "place:Balakot", "thing:missiles".

    A kind of thing brings the kinds that it belongs to ("thing:shells" and "thing:weapons"); the lists are those of `assembly.toml`.
    """
    ignored = _ignored(pack)
    opens = _opens(claim, text)
    names = {m.lower() for m in _pieces(_NAME, claim, text, first=opens) if len(m) >= SHORTEST and m.lower() not in ignored}
    numbers = {re.sub(r"[.,]", "", m) for m in _pieces(_FIGURE, claim, text)}
    words = {word.lower() for word in _pieces(_WORD, claim, text)}
    things = {kind for word in words for kind in _things(pack).get(word, ())}
    place = {f"place:{claim.where.name}"} if claim.where else set()
    named = {f"name:{name}" for name in names if name not in _things(pack)}
    return tuple(sorted(named | {f"number:{n}" for n in numbers if len(n) > 1} | {f"thing:{kind}" for kind in things} | place))


def find_caveats(text: str, pack: Pack) -> tuple[str, ...]:
    """What limits the claims of a stretch of text, e.g. ("unverified",) for "The report could not be independently verified."."""
    lowered = " ".join(text.lower().split())
    return tuple(sorted(name for name, said in pack.settings["assembly"]["caveats"].items() if any(words in lowered for words in said)))


def stem(word: str, pack: Pack) -> str:
    """A word without one beginning and one ending of its language, where four letters are left: "menyerang", "diserang" give "serang"."""
    rules = pack.settings["assembly"]["stems"]
    for ending in rules["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    for beginning, instead in rules["beginnings"].items():
        if word.startswith(beginning) and len(word) - len(beginning) >= 3:
            return f"{instead}{word[len(beginning):]}"
    return word


def _pieces(pattern: re.Pattern[str], claim: Claim, text: str, *, first: int = -1) -> Iterator[str]:
    """What matches in a claim's sentence outside its parties and its time; `first` is where to begin."""
    spans = [(p.start, p.end) for p in (*claim.actors, *claim.recipients, *claim.speakers, *claim.via) if p.start >= 0]
    for match in pattern.finditer(text, max(first, claim.sentence_start), claim.sentence_end):
        if not any(start < match.end() and match.start() < end for start, end in spans):
            yield match.group()


def _opens(claim: Claim, text: str) -> int:
    """Where the first word of the sentence ends: its capital says nothing."""
    first = _WORD.search(text, claim.sentence_start, claim.sentence_end)
    return first.end() if first else claim.sentence_end


def _ignored(pack: Pack) -> frozenset[str]:
    if "assembly:ignored" not in pack.caches:
        lexicon = pack.settings["times"]["lexicon"]
        dated = (w.lower() for name in ("month", "short_month", "weekday", "weekdays", "short_weekday") for w in lexicon.get(name, {}))
        cues = (e.words[0] for entries in pack.forms("reporting").by_first.values() for e in entries if len(e.words) == 1)
        pack.caches["assembly:ignored"] = frozenset((*pack.settings["assembly"]["empty"]["words"], *dated, *cues))
    found: frozenset[str] = pack.caches["assembly:ignored"]
    return found


def _things(pack: Pack) -> dict[str, tuple[str, ...]]:
    """The kinds of thing that each word form stands for, its own and those above it."""
    if "assembly:things" not in pack.caches:
        listed = pack.settings["assembly"]["things"]
        found: dict[str, set[str]] = {}
        for kind, row in listed.items():
            for word in row["words"]:
                for form in _forms(word, pack):
                    found.setdefault(form, set()).update((kind, *row.get("kinds", ())))
        pack.caches["assembly:things"] = {form: tuple(sorted(kinds)) for form, kinds in found.items()}
    things: dict[str, tuple[str, ...]] = pack.caches["assembly:things"]
    return things


def _forms(word: str, pack: Pack) -> Iterable[str]:
    return {word, *(form.text.lower() for form in pack.inflector.forms(word, "n"))}
