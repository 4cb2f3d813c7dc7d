"""What a claim's sentence can be known again by: its own words, and what is the same in every language."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from detente.language import Pack
from detente.records import Claim

Span = tuple[int, int]
SHORTEST = 3
_REMEMBERED = 50_000  # words whose stem is kept at hand
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{3})+(?![\w])|(?<![\w.,])\d+(?![\w])")
_NAME = re.compile(r"(?<![\w-])(?:[^\W\d_]+-)?[^\W\d_a-z][\w]*(?:-\d+\w*)?")


def span_of(claim: Claim, claims: Sequence[Claim]) -> Span:
    """The stretch of its sentence that tells of a claim's own deed, `[start, end)` in characters.

    It ends where the trigger of the next claim begins, and begins at its own trigger where another claim's stands before it: in "shot down
    a MiG-21 and captured its pilot" the MiG-21 belongs to the first deed, the pilot to the second.
    """
    others = [c.trigger_start for c in claims if c.sentence_index == claim.sentence_index and c.trigger_start != claim.trigger_start]
    before = any(start < claim.trigger_start for start in others)
    after = (start for start in others if start > claim.trigger_start)
    return (claim.trigger_start if before else claim.sentence_start), min(after, default=claim.sentence_end)


def own_words(claim: Claim, text: str, span: Span) -> frozenset[str]:
    """The words of a claim's span (`span_of`) in lower case, those of its parties and speakers left out."""
    return frozenset(word.lower() for word in _pieces(_WORD, claim, text, span))


def find_words(words: frozenset[str], pack: Pack) -> tuple[str, ...]:
    """The content words among a claim's own (`own_words`), cut to their stems, in order of the alphabet.

    Without the parties, cues of speech, days and months, and the words that `assembly.toml` calls empty: what is left tells which deed is
    meant.
    """
    ignored, cut = _ignored(pack), _stemmer(pack)
    return tuple(sorted({cut(word) for word in words if len(word) >= SHORTEST and word not in ignored}))


def find_marks(claim: Claim, text: str, span: Span, words: frozenset[str], pack: Pack) -> tuple[str, ...]:
    """What the span names in every language alike, in order, e.g. "deed:shoot-down", "name:abhinandan", "number:40", "thing:shells".

    A thing brings the kinds that it belongs to ("thing:shells" and "kind:weapons"); the deed is that of the trigger; all are lists of
    `assembly.toml`. `person:` are the people among the parties, `place:` is the town or region where it happened, `state:` are states
    named beside the parties.
    """
    ignored, things = _ignored(pack), _things(pack)
    named = {m.lower() for m in _pieces(_NAME, claim, text, (_opens(claim, text, span[0]), span[1]))}
    figures = {re.sub(r"[.,]", "", figure) for figure in _pieces(_FIGURE, claim, text, span)}
    figures -= _date_figures(text, span, pack) if figures else frozenset()
    marks = {f"name:{name}" for name in named - ignored - _states(pack).keys() - set(things) if len(name) >= SHORTEST}
    marks |= {f"number:{figure}" for figure in figures if len(figure) > 1}
    marks |= {mark for word in words for mark in things.get(word, ())}
    marks |= {f"deed:{deed}" for deed in _deeds_of(claim.trigger_text, pack)}
    marks |= {f"deed:{mode}" for mode in claim.modes if claim.type == "CONSULT" and mode in ("phone", "visit")}
    marks |= {f"state:{code}" for name in named if (code := _states(pack).get(name))}
    marks |= {f"person:{name}" for name in _persons(claim, pack)}
    marks |= {f"name:{p.text.lower()}" for p in claim.recipients if claim.type == "ASSAULT" and p.text.lower() in _capitals(pack)}
    if claim.where and claim.where.name.lower() not in _state_names(pack):
        marks.add(f"place:{claim.where.name}")
    return tuple(sorted(marks))


def find_caveats(text: str, pack: Pack) -> tuple[str, ...]:
    """What limits the claims of a stretch of text, e.g. ("unverified",) for "The report could not be independently verified."."""
    lowered = " ".join(text.lower().split())
    return tuple(sorted(name for name, said in pack.settings["assembly"]["caveats"].items() if any(words in lowered for words in said)))


def stem(word: str, pack: Pack) -> str:
    """A word as its lemma where its form is irregular, else without one beginning and one ending of its language: "blown" gives "blow"."""
    rules = pack.settings["assembly"]["stems"]
    word = _irregular(pack).get(word, word)
    for ending in rules["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    for beginning, instead in rules["beginnings"].items():
        if word.startswith(beginning) and len(word) - len(beginning) >= 4:
            return f"{instead}{word[len(beginning) :]}"
    return word


def _stemmer(pack: Pack) -> Callable[[str], str]:
    """`stem` of a language, which remembers the words that come again and again."""
    if "assembly:stemmer" not in pack.caches:
        pack.caches["assembly:stemmer"] = lru_cache(_REMEMBERED)(partial(stem, pack=pack))
    found: Callable[[str], str] = pack.caches["assembly:stemmer"]
    return found


def _pieces(pattern: re.Pattern[str], claim: Claim, text: str, span: Span) -> Iterator[str]:
    """What matches in a stretch of text outside a claim's parties and speakers."""
    parties = (*claim.actors, *claim.recipients, *claim.speakers, *claim.via)
    spans = [(p.start, p.end) for p in parties if p.start >= 0 and p.start < span[1] and span[0] < p.end]
    for match in pattern.finditer(text, *span):
        first, last = match.span()
        for start, end in spans:
            if start < last and first < end:
                break
        else:
            yield match.group()


def _date_figures(text: str, span: Span, pack: Pack) -> frozenset[str]:
    """The figures that are days of a month or years: the date is no further evidence beside the date."""
    if "assembly:dates" not in pack.caches:
        lexicon = pack.settings["times"]["lexicon"]
        months = "|".join(re.escape(name.removeprefix("=")) for kind in ("month", "short_month") for name in lexicon.get(kind, {}))
        pack.caches["assembly:dates"] = re.compile(rf"(?:{months})\.? (\d+)|(\d+) (?:{months})|\b((?:19|20)\d\d)\b", re.IGNORECASE)
    pattern: re.Pattern[str] = pack.caches["assembly:dates"]
    return frozenset(figure for match in pattern.finditer(text, *span) for figure in match.groups() if figure)


def _opens(claim: Claim, text: str, start: int) -> int:
    """Where names may begin: after the first word of the sentence, whose capital says nothing."""
    if start > claim.sentence_start:
        return start
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


def _persons(claim: Claim, pack: Pack) -> frozenset[str]:
    """The people among the parties, by name; where force is used only those whom it hit, for a head of state stands behind every act."""
    parties = claim.recipients if claim.type in ("ASSAULT", "COERCE") else (*claim.actors, *claim.recipients)
    bodies = _bodies(pack)
    named = (p.entity.name for p in parties if " " in p.entity.name and p.entity.name.split()[-1] in p.text)
    return frozenset(name for name in named if name not in bodies)


def _bodies(pack: Pack) -> frozenset[str]:
    """The names of states and bodies, which are no people."""
    if "assembly:bodies" not in pack.caches:
        rows = (*pack.rows("actors/bodies"), *pack.rows("actors/states"))
        pack.caches["assembly:bodies"] = frozenset(row["name"] for row in rows)
    found: frozenset[str] = pack.caches["assembly:bodies"]
    return found


def _irregular(pack: Pack) -> dict[str, str]:
    """The lemma of each irregular form of a verb or noun."""
    if "assembly:irregular" not in pack.caches:
        pack.caches["assembly:irregular"] = {row["form"]: row["lemma"] for row in pack.rows("irregular") if " " not in row["form"]}
    found: dict[str, str] = pack.caches["assembly:irregular"]
    return found


def _states(pack: Pack) -> dict[str, str]:
    """The codes of states by the words of their names, people and capitals; "" for a word that is only part of a name ("New")."""
    if "assembly:states" not in pack.caches:
        found: dict[str, str] = {}
        for column in ("capital", "inhabitants", "adjectives", "names"):
            for row in pack.rows("states"):
                for name in row.items(column):
                    words = _WORD.findall(name.lower())
                    found |= {word: row["code"] if len(words) == 1 else found.get(word, "") for word in words}
        pack.caches["assembly:states"] = found
    states: dict[str, str] = pack.caches["assembly:states"]
    return states


def _state_names(pack: Pack) -> frozenset[str]:
    """The whole names of states: "in Ukraine" tells no place from another."""
    if "assembly:state-names" not in pack.caches:
        own = (name.lower() for row in pack.rows("states") for name in row.items("names"))
        shared = (row["name"].lower() for row in pack.rows("actors/states"))
        pack.caches["assembly:state-names"] = frozenset((*own, *shared))
    found: frozenset[str] = pack.caches["assembly:state-names"]
    return found


def _capitals(pack: Pack) -> frozenset[str]:
    """The capitals of states: who is attacked by that name is attacked there."""
    if "assembly:capitals" not in pack.caches:
        pack.caches["assembly:capitals"] = frozenset(name.lower() for row in pack.rows("states") for name in row.items("capital"))
    found: frozenset[str] = pack.caches["assembly:capitals"]
    return found


def _things(pack: Pack) -> dict[str, tuple[str, ...]]:
    """The marks that each word form gives: the thing it stands for, and the kinds that this belongs to."""
    if "assembly:things" not in pack.caches:
        listed = pack.settings["assembly"]["things"]
        found: dict[str, set[str]] = {}
        for thing, row in listed.items():
            own = f"{row.get('mark', 'thing')}:{thing}"
            for word in row["words"]:
                for form in {word, *(form.text.lower() for form in pack.inflector.forms(word, "n"))}:
                    found.setdefault(form, set()).update((own, *(f"kind:{kind}" for kind in row.get("kinds", ()))))
        pack.caches["assembly:things"] = {form: tuple(sorted(marks)) for form, marks in found.items()}
    things: dict[str, tuple[str, ...]] = pack.caches["assembly:things"]
    return things


def _deeds_of(trigger: str, pack: Pack) -> frozenset[str]:
    """The deeds that the words of a trigger stand for, those of most words only: "shot down" is no shooting."""
    words, deeds = set(trigger.lower().split()), _deeds(pack)
    fitting = [(len(form), deed) for word in words for form, deed in deeds.get(word, ()) if words.issuperset(form)]
    return frozenset(deed for size, deed in fitting if size == max(fitting)[0])


def _deeds(pack: Pack) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The written forms of every deed, by their first word."""
    if "assembly:deeds" not in pack.caches:
        made: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for deed, row in pack.settings["assembly"]["deeds"].items():
            for form in (form for lemma in row["words"] for pos in "vn" for form in pack.inflector.forms(lemma, pos)):
                words = tuple(form.text.lower().split())
                made.setdefault(words[0], []).append((words, deed))
        pack.caches["assembly:deeds"] = made
    found: dict[str, list[tuple[tuple[str, ...], str]]] = pack.caches["assembly:deeds"]
    return found
