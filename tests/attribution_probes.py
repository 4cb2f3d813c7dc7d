"""Probes of attribution (tests/cases/attribution.*.tsv): sentences with their parts marked, and how what is found is held against them."""

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import detente
from detente.pipeline import read_article
from detente.records import Article, Claim, Saying, Stretch

CASES = Path(__file__).parent / "cases"
DAY = dt.date(2024, 5, 16)
SOURCE_LIKENESS, CONTENT_LIKENESS = 0.5, 0.75
STANCES = ("asserts", "denies", "doubts", "confirms", "none")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Expected:
    """One attribution that a probe asks for: spans of its marked parts by letter (s, c, w), and what the third cell says of it."""

    spans: dict[str, tuple[Span, ...]]
    speakers: frozenset[str]
    stance: str
    certainty: str
    more: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttributionProbe:
    """A text without its marks, the attributions that it asks for, the claims that must be among those read, and its notices."""

    id: str
    language: str
    kind: str
    text: str
    expected: tuple[Expected, ...]
    claims: tuple[str, ...]
    notices: tuple[str, ...]


@cache
def load_attribution_probes(language: str) -> tuple[AttributionProbe, ...]:
    """The probes of a language; ids count within each kind."""
    found: list[AttributionProbe] = []
    seen: dict[str, int] = {}
    for line in (CASES / f"attribution.{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        if not line.strip() or line.startswith("#"):
            continue
        kind, marked, expect = (*line.split("\t"), "")[:3]
        seen[kind] = seen.get(kind, 0) + 1
        found.append(_probe(f"{language}-{kind}-{seen[kind]}", language, kind, marked, expect))
    return tuple(found)


def _probe(name: str, language: str, kind: str, marked: str, expect: str) -> AttributionProbe:
    text, spans = _unmark(marked.replace("\\n", "\n"))
    parts = [part.split() for part in expect.split(";") if part.strip()]
    sayings = [p for p in parts if p[0] not in ("claim", "notice")]
    expected = tuple(_expected(p, spans.get(n, {})) for n, p in enumerate(sayings, 1))
    claims = tuple(" ".join(p[1:]) for p in parts if p[0] == "claim")
    return AttributionProbe(name, language, kind, text, expected, claims, tuple(p[1] for p in parts if p[0] == "notice"))


def _expected(words: list[str], spans: dict[str, tuple[Span, ...]]) -> Expected:
    codes = frozenset(words[0].split("+")) - {"-"}
    stance = next((w for w in words if w in STANCES), "asserts")
    certainty = next((w for w in words if w in ("certain", "probable", "possible")), "")
    more = {w.partition("=")[0]: w.partition("=")[2].replace("_", " ") for w in words if "=" in w}
    return Expected(spans, codes, "" if stance == "none" else stance, certainty, more)


def _unmark(marked: str) -> tuple[str, dict[int, dict[str, tuple[Span, ...]]]]:
    """The text without its marks, and the spans of each attribution by letter: `[s:Kyiv] [c:said]`, of a second one `[s2:...]`."""
    text, stack, spans = "", [], {}
    at = 0
    while at < len(marked):
        opening = re.match(r"\[([scw])(\d*):", marked[at:])
        if opening:
            stack.append((opening[1], int(opening[2] or 1), len(text)))
            at += opening.end()
        elif marked[at] == "]" and stack:
            letter, number, start = stack.pop()
            spans.setdefault(number, {}).setdefault(letter, []).append((start, len(text)))
            at += 1
        else:
            text += marked[at]
            at += 1
    assert not stack, f"a mark is left open in {marked!r}"
    return text, {n: {letter: tuple(s) for letter, s in parts.items()} for n, parts in spans.items()}


def attribution_faults(probe: AttributionProbe) -> list[str]:
    """What is wrong with what is found in a probe, one line each; nothing where it passes."""
    found = list(detente.find_attributions(probe.text, language=probe.language))
    faults: list[str] = []
    used: set[int] = set()
    for gold in probe.expected:
        cue = gold.spans.get("c", ())
        near = [n for n, s in enumerate(found) if n not in used and _meets(cue, _spans(s.cue))]
        if not near:
            faults.append(f"missed: cue {_words(probe.text, cue)!r}")
            continue
        best = min(near, key=lambda n: len(_differences(gold, found[n], probe.text)))
        used.add(best)
        faults += _differences(gold, found[best], probe.text)
    faults += [f"not asked for: {show(s)}" for n, s in enumerate(found) if n not in used]
    return faults + _claim_faults(probe)


def _differences(gold: Expected, saying: Saying, text: str) -> list[str]:
    checks = {
        f"source {saying.source.text if saying.source else None!r}": _is_like(
            gold.spans.get("s", ()), _spans((saying.source,) if saying.source else ()), SOURCE_LIKENESS
        ),
        f"content {[c.text for c in saying.content]}": _is_like(gold.spans.get("w", ()), _spans(saying.content), CONTENT_LIKENESS),
        f"speakers {sorted(_codes(saying.speakers))}": _codes(saying.speakers) == gold.speakers,
        f"stance {saying.stance or 'none'}": saying.stance == gold.stance,
        f"certainty {saying.certainty}": not gold.certainty or saying.certainty == gold.certainty,
        f"via {sorted(_codes(saying.via))}": _codes(saying.via) == frozenset(gold.more.get("via", "").split("+")) - {""},
    }
    for name in ("author", "quote", "kind", "name"):
        if name in gold.more:
            checks[f"{name} {getattr(saying, name)}"] = getattr(saying, name) == gold.more[name]
    if "inside" in gold.more:
        checks[f"inside {saying.inside}"] = (saying.inside >= 0) == (gold.more["inside"] == "yes")
    cue = _words(text, gold.spans.get("c", ()))
    return [f"cue {cue!r}: {name}" for name, holds in checks.items() if not holds]


def _claim_faults(probe: AttributionProbe) -> list[str]:
    """`claim USA denies ASSAULT` asks for such a claim, `claim USA+PRK denies ASSAULT RUS>UKR` with its parties too."""
    if not probe.claims and not probe.notices:
        return []
    reading = read_article(Article(text=probe.text, language=probe.language, published=DAY, published_basis="given"))
    faults = [f"no claim {want!r}; read: {[_show_claim(c) for c in reading.claims]}" for want in probe.claims if not _has_claim(want, reading.claims)]
    codes = {n.code for n in reading.notices}
    return faults + [f"no notice {want}; told: {sorted(codes)}" for want in probe.notices if want not in codes]


def _has_claim(want: str, claims: tuple[Claim, ...]) -> bool:
    speakers, stance, kind, *sides = want.split()
    wanted = frozenset(speakers.split("+")) - {"-"}
    return any(
        _codes(c.speakers) == wanted and c.stance == stance and c.type in kind.split("|") and (not sides or _sides(c) == sides[0]) for c in claims
    )


def _sides(claim: Claim) -> str:
    return ">".join("+".join(sorted(_codes(parties))) for parties in (claim.actors, claim.recipients))


def _show_claim(claim: Claim) -> str:
    return f"{'+'.join(sorted(_codes(claim.speakers))) or '-'} {claim.stance} {claim.type} {_sides(claim)} {claim.certainty}"


def _is_like(gold: tuple[Span, ...], found: tuple[Span, ...], least: float) -> bool:
    if not gold or not found:
        return not gold and not found
    both = sum(max(0, min(e, f) - max(s, g)) for s, e in gold for g, f in found)
    return both / (_size(gold) + _size(found) - both) >= least


def _size(spans: tuple[Span, ...]) -> int:
    return sum(e - s for s, e in spans)


def _meets(gold: tuple[Span, ...], found: tuple[Span, ...]) -> bool:
    return any(s < f and g < e for s, e in gold for g, f in found)


def _spans(stretches: tuple[Stretch, ...]) -> tuple[Span, ...]:
    return tuple((s.start, s.end) for s in stretches)


def _codes(parties: tuple[object, ...]) -> frozenset[str]:
    return frozenset(p.entity.code for p in parties) - {"---"}


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " .. ".join(text[s:e] for s, e in spans)


def show(saying: Saying) -> str:
    """A saying in one line, as messages show it."""
    cue, content = (" .. ".join(s.text for s in part) for part in (saying.cue, saying.content))
    return f"[{saying.source.text if saying.source else ''}] [{cue}] [{content}] {sorted(_codes(saying.speakers))} {saying.stance} {saying.certainty} {saying.kind} {saying.because}"
