"""How well it is read who says what: `python bench/attribution.py PATH [--misses N]`.

PATH is a folder of PolNeAR (text/*.txt, attributions/NAME_ANNOTATOR.ann; of several annotators of a text the first is taken) or a file
of PFSA-ID (a token and its label a line). Both are others' texts and no part of the project.

PolNeAR: an attribution found and one expected are a pair where their cues overlap, one to one. The corpus gives each word one part only,
so it knows no attribution inside another: those that we find inside another are left out.
  cue_f1          pairs against what is found and what is expected
  source_f1       pairs whose sources overlap, against the sources found and expected
  content_recall  pairs whose contents share more than half of the characters of both together (Jaccard), of all expected
PFSA-ID: quotations only; its cues stand beside a quotation.
  cue_f1          cue tokens (CUE and CUECOREF) of direct and mixed speech
  statement_f1    tokens of STATEMENT
  speaker_f1      who is named as speaker of a quotation against PERSON and PERSONCOREF: overlap, each place once
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import reading  # noqa: F401  says what to do where detente is not installed
from scoring import Counts

import detente
from detente.records import Saying, Stretch

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Gold:
    """An expected attribution: character spans."""

    cue: Spans
    source: Spans
    content: Spans


@dataclass(slots=True)
class Tally:
    """What was counted, and what went wrong by cause."""

    counts: dict[str, Counts] = field(default_factory=dict)
    causes: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, name: str, hits: int, found: int, wanted: int) -> None:
        self.counts[name] = self.counts.get(name, Counts()) + Counts(hits, found - hits, wanted - hits)

    def miss(self, cause: str, text: str) -> None:
        self.causes[cause] += 1
        self.examples.append(f"{cause}: {text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show N of what went wrong")
    parser.add_argument("--cause", default="", help="only misses whose cause begins with this")
    options = parser.parse_args()
    if not options.path.exists():
        print(f"missing: {options.path} (PolNeAR or PFSA-ID; see docs/benchmarks.md). Nothing measured.")
        return
    folder = options.path.is_dir()
    tally = _polnear(options.path) if folder else _pfsa(options.path)
    for name, counts in tally.counts.items():
        print(f"{name:<10} P {counts.precision:.3f} R {counts.recall:.3f} F1 {counts.f1:.3f}")
    print("misses by cause: " + ", ".join(f"{cause} {count}" for cause, count in tally.causes.most_common()))
    for line in [e for e in tally.examples if e.startswith(options.cause)][: options.misses]:
        print("  " + line)
    group = "polnear" if folder else "pfsa"
    for name, counts in tally.counts.items():
        what, value = ("recall", counts.recall) if name == "content" else ("f1", counts.f1)
        print(f"figure attribution.{group}.{name}_{what} {value:.3f}")


# --- PolNeAR --------------------------------------------------------------------------------------------------------------------------


def _polnear(folder: Path) -> Tally:
    tally = Tally()
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(re.sub(r"_[0-9a-f]+$", "", path.stem), path)
    for name, path in first.items():
        text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
        _compare(text, _load_polnear(path), detente.find_attributions(text, language="en"), tally)
    return tally


def _load_polnear(path: Path) -> list[Gold]:
    spans: dict[str, Spans] = {}
    found: list[Gold] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        body = rest.partition("\t")[0]
        if name.startswith("T"):
            spans[name] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", body)]
        elif name.startswith("E"):
            parts: dict[str, Spans] = {}
            for part in body.split():
                role, _, key = part.partition(":")
                parts.setdefault(role.rstrip("0123456789"), []).extend(spans.get(key, []))
            if parts.get("Cue"):
                found.append(Gold(parts["Cue"], parts.get("Source", []), parts.get("Content", [])))
    return found


def _compare(text: str, expected: list[Gold], found: Iterable[Saying], tally: Tally) -> None:
    sayings = [s for s in found if s.cue and s.inside < 0]
    pairs = _pair(expected, sayings)
    sources, contents = 0, 0
    for number, gold in enumerate(expected):
        saying = sayings[pairs[number]] if number in pairs else None
        if saying is None:
            tally.miss("cue missed", f"[{_words(text, gold.cue)}] in: {_around(text, gold.cue[0])}")
            continue
        source = [(saying.source.start, saying.source.end)] if saying.source else []
        if _overlap(source, gold.source):
            sources += 1
        elif gold.source or source:
            cause = "source not found" if not source else "source where none is" if not gold.source else "source wrong"
            tally.miss(cause, f"{_words(text, source)!r} for {_words(text, gold.source)!r} in: {_around(text, gold.cue[0])}")
        content = [(c.start, c.end) for c in saying.content]
        likeness = _jaccard(content, gold.content)
        contents += likeness > 0.5
        if likeness <= 0.5:
            larger = _size(content) > _size(gold.content)
            cause = "content elsewhere" if not likeness else "content too long" if larger else "content too short"
            tally.miss(cause, f"cue {_words(text, gold.cue)!r}: {_words(text, content)!r} FOR {_words(text, gold.content)!r}")
    used = set(pairs.values())
    for number, saying in enumerate(sayings):
        if number not in used:
            cue = saying.cue[0]
            tally.miss("cue false", f"{saying.because} in: {_around(text, (cue.start, cue.end))}")
    tally.add("cue", len(pairs), len(sayings), len(expected))
    tally.add("source", sources, sum(s.source is not None for s in sayings), sum(bool(g.source) for g in expected))
    tally.add("content", contents, len(sayings), len(expected))


def _pair(expected: list[Gold], sayings: list[Saying]) -> dict[int, int]:
    scored = []
    for i, gold in enumerate(expected):
        for j, saying in enumerate(sayings):
            cue = [(c.start, c.end) for c in saying.cue]
            if _overlap(cue, gold.cue):
                likeness = _jaccard([(c.start, c.end) for c in saying.content], gold.content)
                scored.append((-_size(_common(cue, gold.cue)) - likeness, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(scored):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


# --- PFSA-ID --------------------------------------------------------------------------------------------------------------------------

NO_SPACE_BEFORE = frozenset(",.;:?!)%]")
NO_SPACE_AFTER = frozenset("([")
MARKS = frozenset('"\u201d\u201c')


def _pfsa(path: Path) -> Tally:
    tally = Tally()
    text, tokens = _rebuild(path.read_text(encoding="utf-8").splitlines())
    sayings = [s for s in detente.find_attributions(text, language="id") if s.quote != "indirect" and s.inside < 0]
    cues = [(c.start, c.end + 3 * text.startswith("nya", c.end)) for s in sayings for c in s.cue]
    statements = [(c.start, c.end) for s in sayings for c in s.content]
    quoted = _quoted(text, statements)
    _tokens("cue", tokens, ("CUE", "CUECOREF"), cues, text, tally)
    _tokens("statement", tokens, ("STATEMENT",), quoted, text, tally)
    _speakers(tokens, sayings, text, tally)
    return tally


def _rebuild(lines: list[str]) -> tuple[str, list[tuple[int, int, str]]]:
    """The running text of the tokens, a paragraph a sentence outside quotations, and each token with its place and label.

    The corpus writes every quotation mark alike and apart: one that ends a sentence, or stands first in one, opens.
    """
    text, tokens, opened, glued = "", [], False, True
    for number, line in enumerate(lines):
        if not line.strip():
            ends = text.endswith(tuple(MARKS)) and opened
            text += "" if ends or not text else " " if opened else "\n"
            glued = True
            continue
        word, _, label = line.partition("\t")
        last = number + 1 == len(lines) or not lines[number + 1].strip()
        closes = word in MARKS and opened and not last
        opens = word in MARKS and not closes and (last or not opened)
        if not glued and not (word[0] in NO_SPACE_BEFORE or closes or (word in MARKS and not opens)):
            text += " "
        tokens.append((len(text), len(text) + len(word), label.strip()))
        text += word
        opened = opens or (opened and word not in MARKS)
        glued = opens or word in NO_SPACE_AFTER
    return text, tokens


def _quoted(text: str, spans: Spans) -> Spans:
    """The parts of contents that stand between quotation marks, with the marks."""
    from detente.claims.quotes import find_quotes

    quotes = find_quotes(text)
    return [(a - 1, b + 1) for a, b in quotes if any(s < b and a < e for s, e in spans)]


def _tokens(name: str, tokens: list[tuple[int, int, str]], labels: tuple[str, ...], spans: Spans, text: str, tally: Tally) -> None:
    inside = bytearray(len(text) + 2)
    for start, end in spans:
        inside[max(0, start) : end] = b"\1" * (end - max(0, start))
    hits = found = wanted = 0
    for start, end, label in tokens:
        gold, mine = label.rpartition("-")[2] in labels, bool(inside[start])
        hits, found, wanted = hits + (gold and mine), found + mine, wanted + gold
        if gold != mine and (name == "cue" or label[:1] in "BU"):
            tally.miss(f"{name} {'missed' if gold else 'false'}", _around(text, (start, end)))
    tally.add(name, hits, found, wanted)


def _speakers(tokens: list[tuple[int, int, str]], sayings: list[Saying], text: str, tally: Tally) -> None:
    gold: Spans = []
    for start, end, label in tokens:
        mark, _, kind = label.partition("-")
        if kind in ("PERSON", "PERSONCOREF"):
            if mark in "BU":
                gold.append((start, end))
            elif gold:
                gold[-1] = (gold[-1][0], end)
    found = sorted({(w.start, w.end) for s in sayings for w in _naming(s)})
    for span in found:
        if not _overlap([span], gold):
            tally.miss("speaker false", _around(text, span))
    for span in gold:
        if not _overlap([span], found):
            tally.miss("speaker missed", _around(text, span))
    right = sum(_overlap([span], gold) for span in found)
    seen = sum(_overlap([span], found) for span in gold)
    tally.counts["speaker"] = Counts(seen, round(seen * (len(found) - right) / max(1, right)), len(gold) - seen)


def _naming(saying: Saying) -> list[Stretch]:
    """Where a speaker is named: the words beside the cue where they hold the name, and the fullest name before."""
    here, fully = saying.source, saying.named
    known = fully.text.split() if fully else []
    names = here is not None and (any(word in known for word in here.text.split()) if known else here.text[:1].isupper())
    pronoun = here is not None and here.text.islower() and " " not in here.text and here.text != "nya"
    return [w for w in (here if names or pronoun else None, fully) if w is not None]


# --- spans ----------------------------------------------------------------------------------------------------------------------------


def _overlap(a: Spans, b: Spans) -> bool:
    return any(s < f and g < e for s, e in a for g, f in b)


def _common(a: Spans, b: Spans) -> Spans:
    return [(max(s, g), min(e, f)) for s, e in a for g, f in b if s < f and g < e]


def _size(spans: Spans) -> int:
    return sum(e - s for s, e in spans)


def _jaccard(a: Spans, b: Spans) -> float:
    common = _size(_common(a, b))
    return common / max(1, _size(a) + _size(b) - common)


def _words(text: str, spans: Spans) -> str:
    return " .. ".join(text[s:e] for s, e in spans).replace("\n", " ")


def _around(text: str, span: tuple[int, int]) -> str:
    return f"{text[max(0, span[0] - 90) : span[0]]}<<{text[span[0] : span[1]]}>>{text[span[1] : span[1] + 90]}".replace("\n", " / ")


if __name__ == "__main__":
    main()
