"""How well the engine reads, one figure a floor of `floors.toml`: over our own articles, the examples of the event rows, and the probes."""

import sys
from functools import cache
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / name) for name in ("tests", "bench") if str(ROOT / name) not in sys.path]

from examples_of_rows import Example, examples, fulfilled  # noqa: E402
from probing import Probe, faults_of, load_probes  # noqa: E402
from reading import find_cases, read  # noqa: E402
from scoring import Score, score  # noqa: E402

from detente.language import available_languages  # noqa: E402

STAGES = ("examples", "rows", "probes")
DETAILS = ("time", "speakers")


@cache
def measure(language: str, stage: str) -> dict[str, float]:
    """The figures of one stage of a language, each a share from 0 to 1; read once a run."""
    if stage == "examples":
        return _examples(language)
    if stage == "rows":
        rows = examples(language)
        return {"fulfilled": 1 - len(unfulfilled(language)) / len(rows)}
    probes = all_probes(language)
    return {"passed": 1 - len(failed(language)) / len(probes)}


def measure_all() -> dict[str, dict[str, dict[str, float]]]:
    """All figures, by language and stage."""
    return {tag: {stage: measure(tag, stage) for stage in STAGES} for tag in available_languages()}


def _examples(language: str) -> dict[str, float]:
    scores = [score for _, score in scores_of_examples(language)]
    matched = sum(s.matched for s in scores)
    details = {name: sum(s.right[name] for s in scores) / max(1, matched) for name in DETAILS}
    return {"core_f1": mean(s.core.f1 for s in scores), "loose_f1": mean(s.loose.f1 for s in scores), **details}


@cache
def scores_of_examples(language: str) -> tuple[tuple[str, Score], ...]:
    """The articles of examples/ by name, with what comes of holding their claims against those expected."""
    cases = find_cases([str(ROOT / "examples" / language)])
    return tuple((case.name, score(case.expected, read(case.article).to_dicts(), case.article.text)) for case in cases)


@cache
def unfulfilled(language: str) -> tuple[Example, ...]:
    """The examples of `events.tsv` that do not give what stands beside them."""
    return tuple(example for example in examples(language) if not fulfilled(example))


def all_probes(language: str) -> tuple[Probe, ...]:
    """The probes that must pass and the open ones."""
    return (*load_probes(language), *load_probes(language, still_open=True))


@cache
def failed(language: str) -> tuple[Probe, ...]:
    """The probes that do not pass."""
    return tuple(probe for probe in all_probes(language) if faults_of(probe))


def worst(language: str, stage: str) -> str:
    """Where to look when a figure has sunk: the articles read worst, or the sentences read wrongly."""
    if stage == "examples":
        ranked = sorted(scores_of_examples(language), key=lambda pair: pair[1].core.f1)
        return "\n".join(f"{name}: core F1 {result.core.f1:.3f}, {len(result.missed)} missed" for name, result in ranked[:5])
    if stage == "rows":
        return "\n".join(f"{example.row}: {example.text}" for example in unfulfilled(language))
    return "\n".join(f"{probe.id}: {probe.text}" for probe in failed(language))
