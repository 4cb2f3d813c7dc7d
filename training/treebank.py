"""Reads CoNLL-U and makes training sentences: names and times taken together, labels of older editions kept apart."""

import random
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

KEPT_FEATS = ("Tense", "VerbForm", "Voice", "Mood")
TIME_WORDS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "aug.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "year",
        "month",
        "week",
        "day",
        "night",
        "morning",
        "evening",
        "afternoon",
        "years",
        "months",
        "weeks",
        "days",
        "ago",
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat",
        "sabtu",
        "minggu",
        "ahad",
        "januari",
        "februari",
        "maret",
        "mei",
        "juni",
        "juli",
        "agustus",
        "oktober",
        "desember",
        "kemarin",
        "besok",
        "lusa",
        "tahun",
        "bulan",
        "pekan",
        "hari",
        "malam",
        "pagi",
        "siang",
        "sore",
    ]
)
TIME_LABELS = frozenset(("obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked", "obl", "nmod"))
NOMINAL_LABELS = frozenset(
    ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "conj", "nmod", "~nsubj", "~obj", "~nsubj:pass", "~obl")
)
CLITICS = frozenset(("nya", "ku", "mu", "it", "'s", "’s"))
NAME_LABELS = frozenset(
    ("flat", "flat:name", "compound", "nmod", "nmod:desc", "nmod:poss", "appos", "case", "nmod:lmod", "flat:foreign", "punct")
)


@dataclass(slots=True)
class Example:
    """One sentence: words with their kinds, tags, heads (0 is the root, else index + 1) and labels."""

    words: list[str]
    upos: list[str]
    feats: list[str]
    heads: list[int]
    labels: list[str]
    source: str
    kinds: list[str] = field(default_factory=list)


def short_feats(feats: str, upos: str) -> str:
    """The part of a UD feature string that detente keeps."""
    kept = []
    for feat in feats.split("|"):
        name, _, value = feat.partition("=")
        if (
            name in KEPT_FEATS
            or (name == "Number" and value == "Plur" and upos in ("NOUN", "PROPN", "PRON"))
            or (name == "Person" and upos == "PRON")
        ):
            kept.append(feat)
    return "|".join(kept)


def kind_of(misc: str) -> str:
    """The kind of a token, from "Kind=name" in its last column: names and times of our own sentences are one word already."""
    return next((part.removeprefix("Kind=") for part in misc.split("|") if part.startswith("Kind=")), "word")


def read(path: str, source: str) -> list[Example]:
    """All sentences of a CoNLL-U file; words of multiword tokens one by one, empty nodes left out."""
    found = []
    rows: list[list[str]] = []
    with Path(path).open(encoding="utf-8") as lines:
        for raw in [*lines, "\n"]:
            line = raw.rstrip("\n")
            if line.startswith("#"):
                continue
            if line:
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
            elif rows:
                old = source.endswith("20")
                found.append(
                    Example(
                        words=[r[1] for r in rows],
                        kinds=[kind_of(r[9]) for r in rows],
                        upos=[("~" if old else "") + r[3] for r in rows],
                        feats=["~" if old else short_feats(r[5], r[3]) for r in rows],
                        heads=[int(r[6]) for r in rows],
                        labels=[("~" if old else "") + r[7] for r in rows],
                        source=source,
                    )
                )
                rows = []
    return found


def merge(example: Example, spans: list[tuple[int, int, str]]) -> Example:
    """The sentence with each span (first, last, kind) as one token; spans must hang together under one head."""
    if not spans:
        return example
    new_of: dict[int, int] = {}
    keep: list[tuple[int, str]] = []
    starts = {first: (last, kind) for first, last, kind in spans}
    i = 0
    while i < len(example.words):
        last, kind = starts.get(i, (i, "word"))
        for j in range(i, last + 1):
            new_of[j] = len(keep)
        head = i
        for j in range(i, last + 1):
            if not i <= example.heads[j] - 1 <= last:
                head = j
        keep.append((head, kind if kind != "word" else example.kinds[i]))
        i = last + 1
    heads = [0 if example.heads[h] == 0 else new_of[example.heads[h] - 1] + 1 for h, _ in keep]
    return Example(
        words=[example.words[h] for h, _ in keep],
        kinds=[k for _, k in keep],
        upos=[example.upos[h] for h, _ in keep],
        feats=[example.feats[h] for h, _ in keep],
        heads=heads,
        labels=[example.labels[h] for h, _ in keep],
        source=example.source,
    )


def _one_head(example: Example, first: int, last: int) -> bool:
    outside = [j for j in range(first, last + 1) if not first <= example.heads[j] - 1 <= last]
    return len(outside) == 1


def name_spans(example: Example, rng: random.Random, rate: float) -> list[tuple[int, int, str]]:
    """Runs of proper nouns (now and then with a capitalised title before them) that hang together."""
    spans = []
    n = len(example.words)
    tags = [u.lstrip("~") for u in example.upos]
    with_titles = rng.random() < 0.5
    i = 0
    while i < n:
        title = with_titles and tags[i] == "NOUN" and example.words[i][:1].isupper() and i + 1 < n
        if tags[i] != "PROPN" and not title:
            i += 1
            continue
        last = i
        while last + 1 < n and (
            tags[last + 1] == "PROPN" or (title and tags[last + 1] == "NOUN" and example.words[last + 1][:1].isupper())
        ):
            last += 1
        for end in range(last, i - 1, -1):
            labels = [example.labels[j].lstrip("~") for j in range(i, end + 1) if i <= example.heads[j] - 1 <= end]
            if any(tags[j] == "PROPN" for j in range(i, end + 1)) and _one_head(example, i, end) and NAME_LABELS.issuperset(labels):
                if rng.random() < rate:
                    spans.append((i, end, "name"))
                i = end
                break
        i += 1
    return spans


def time_spans(example: Example, rng: random.Random, rate: float) -> list[tuple[int, int, str]]:
    """Subtrees under a time label without their preposition, e.g. "Minggu (2/11/2025)"."""
    spans = []
    n = len(example.words)
    kids: list[list[int]] = [[] for _ in range(n)]
    for j, head in enumerate(example.heads):
        if head:
            kids[head - 1].append(j)
    for j in range(n):
        label = example.labels[j].lstrip("~")
        low = example.words[j].lower()
        if label not in TIME_LABELS or (
            label in ("obl", "nmod", "obl:unmarked", "nmod:unmarked")
            and low not in TIME_WORDS
            and not re.fullmatch(r"(19|20)\d\d|\d+/\d+/\d+", low)
        ):
            continue
        members = []
        stack = [j]
        while stack:
            at = stack.pop()
            members.append(at)
            stack += kids[at]
        members.sort()
        while members and members[0] != j and example.upos[members[0]].lstrip("~") in ("ADP", "PUNCT", "SCONJ"):
            members.pop(0)
        if (
            j in members
            and len(members) <= 7
            and members[-1] - members[0] + 1 == len(members)
            and _one_head(example, members[0], members[-1])
            and rng.random() < rate
        ):
            spans.append((members[0], members[-1], "time"))
    return spans


def with_names(example: Example, rng: random.Random, rate: float) -> Example:
    """A copy with some pronouns as names: where the web writes "they told him that", the news writes "Oslo told the UN that"."""
    upos, feats, kinds = list(example.upos), list(example.feats), list(example.kinds)
    for j, label in enumerate(example.labels):
        personal = upos[j] == "PRON" and "Person" in feats[j] and len(example.words[j]) > 1 and example.words[j].lower() not in CLITICS
        common = upos[j] == "NOUN" and j + 1 not in example.heads and label.startswith(("nsubj", "obj", "iobj", "obl"))
        chance = rate if personal and label in NOMINAL_LABELS else rate / 6 if common else 0.0
        if chance and rng.random() < chance:
            upos[j], feats[j], kinds[j] = "PROPN", "", "name"
    return Example(
        words=example.words, kinds=kinds, upos=upos, feats=feats, heads=example.heads, labels=example.labels, source=example.source
    )


TENSES = (
    ("Voice=Pass", "passive"),
    ("Voice=Act", "active"),
    ("VerbForm=Ger", "gerund"),
    ("Tense=Pres|VerbForm=Part", "gerund"),
    ("Tense=Past|VerbForm=Part", "participle"),
    ("Tense=Past|VerbForm=Fin", "past"),
    ("VerbForm=Inf", "base"),
)
CLAUSAL = frozenset(("ccomp", "xcomp", "csubj", "acl", "acl:relcl", "compound:prt"))


def form_of(upos: str, feats: str, word: str) -> tuple[str, str] | None:
    """What kind of form a word is, e.g. ("v", "past"): the key of a lexicon; None where forms cannot be exchanged."""
    if not word.isalpha() or not word.islower() or len(word) < 3:
        return None
    if upos == "NOUN":
        return ("n", "plural" if "Number=Plur" in feats else "")
    if upos == "VERB":
        return next((("v", tense) for mark, tense in TENSES if mark in feats), None)
    return None


def with_table_words(example: Example, lexicon: dict[tuple[str, str], list[str]], rng: random.Random, rate: float) -> Example:
    """A copy with some nouns and transitive verbs exchanged for words of detente's tables: the web rarely writes "airstrikes"."""
    words = list(example.words)
    below: list[set[str]] = [set() for _ in words]
    for head, label in zip(example.heads, example.labels, strict=True):
        if head:
            below[head - 1].add(label)
    for j, word in enumerate(words):
        if example.kinds[j] != "word" or rng.random() > rate or below[j] & CLAUSAL:
            continue
        form = form_of(example.upos[j], example.feats[j], word)
        if form is None or form not in lexicon or (form[0] == "v" and not below[j] & {"obj", "nsubj:pass", "obl:agent"}):
            continue
        words[j] = rng.choice(lexicon[form])
    return replace(example, words=words)


def varied(example: Example, rng: random.Random, lexicon: dict[tuple[str, str], list[str]]) -> Example:
    """A copy as the pipeline might hand it to the parser: some names and times collapsed, some without a full stop, some in capitals."""
    example = with_table_words(example, lexicon, rng, 0.12) if rng.random() < 0.6 else example
    chosen: list[tuple[int, int, str]] = []
    ready = any(kind != "word" for kind in example.kinds)
    example = with_names(example, rng, 0.25) if rng.random() < 0.7 and not ready else example
    if rng.random() < 0.9 and not ready:
        taken: set[int] = set()
        for span in time_spans(example, rng, 0.8) + name_spans(example, rng, 0.85):
            covered = set(range(span[0], span[1] + 1))
            if not covered & taken:
                taken |= covered
                chosen.append(span)
    result = merge(example, chosen)
    n = len(result.words)
    if n > 2 and rng.random() < 0.08 and result.upos[-1].endswith("PUNCT") and n not in result.heads:
        result = Example(
            words=result.words[:-1],
            kinds=result.kinds[:-1],
            upos=result.upos[:-1],
            feats=result.feats[:-1],
            heads=result.heads[:-1],
            labels=result.labels[:-1],
            source=result.source,
        )
    if rng.random() < 0.03:
        change = str.upper if rng.random() < 0.3 else str.title if rng.random() < 0.7 else str.lower
        result = Example(
            words=[change(w) for w in result.words],
            kinds=result.kinds,
            upos=result.upos,
            feats=result.feats,
            heads=result.heads,
            labels=result.labels,
            source=result.source,
        )
    return result
