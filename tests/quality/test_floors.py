"""Quality floors: what was reached once is not lost again.

`python tests/quality/test_floors.py --update` raises the floors to what is measured now, less a margin; it lowers none.
"""

import argparse
import sys
import tomllib
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

import pytest  # noqa: E402
from measure import STAGES, available_languages, measure, measure_all, worst  # noqa: E402

FLOORS = Path(__file__).with_name("floors.toml")
MARGIN = 0.01
HEAD = """# What reading must not fall below; shares from 0 to 1. `python tests/quality/test_floors.py --update` raises them, nothing lowers them.
# examples: our articles in examples/ (docs/benchmarks.md says what core and loose are); rows: examples of events.tsv that give what stands
# beside them; probes: tests/cases, the open ones included.
"""

Figures = dict[str, dict[str, dict[str, float]]]


def load_floors() -> Figures:
    """The floors by language, stage and name."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}


def flat(figures: Figures) -> list[tuple[str, str, str, float]]:
    return [
        (tag, stage, name, value) for tag, stages in figures.items() for stage, names in stages.items() for name, value in names.items()
    ]


@pytest.mark.parametrize(("tag", "stage", "name", "floor"), flat(load_floors()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_figure_is_not_below_its_floor(tag, stage, name, floor):
    value = measure(tag, stage)[name]

    assert value >= floor, f"{tag} {stage} {name} is {value:.3f}, its floor {floor:.3f}. Worst:\n{worst(tag, stage)}"


@pytest.mark.parametrize("tag", available_languages())
def test_every_language_has_a_floor_for_every_stage(tag):
    assert set(load_floors()[tag]) == set(STAGES)


# --- raising ----------------------------------------------------------------------------------------------------------------------


def raised(floors: Figures, measured: Figures, margin: float) -> tuple[Figures, list[str]]:
    """The floors lifted to the values measured less the margin, and what is to be said of those that stay."""
    new: Figures = {}
    words: list[str] = []
    for tag, stage, name, value in flat(measured):
        old = floors.get(tag, {}).get(stage, {}).get(name, 0.0)
        wanted = max(0.0, int(1000 * (value - margin) + 1e-6) / 1000)
        if value < old:
            words.append(f"{tag} {stage} {name}: measured {value:.3f}, below its floor {old:.3f}, which stays")
        new.setdefault(tag, {}).setdefault(stage, {})[name] = max(old, wanted)
    return new, words


def written(floors: Figures) -> str:
    """The floors as TOML."""
    parts = [HEAD]
    for tag, stages in floors.items():
        for stage, names in stages.items():
            parts.append(f"[{tag}.{stage}]\n" + "".join(f"{name} = {value:.3f}\n" for name, value in names.items()))
    return "\n".join(parts)


MEASURED: Figures = {"en": {"rows": {"fulfilled": 0.9}}}


def test_raising_lifts_a_floor_to_a_margin_below_what_is_measured():
    assert raised({"en": {"rows": {"fulfilled": 0.7}}}, MEASURED, 0.01) == ({"en": {"rows": {"fulfilled": 0.89}}}, [])
    assert raised({}, MEASURED, 0.02) == ({"en": {"rows": {"fulfilled": 0.88}}}, [])


def test_raising_leaves_a_floor_within_the_margin():
    assert raised({"en": {"rows": {"fulfilled": 0.895}}}, MEASURED, 0.01) == ({"en": {"rows": {"fulfilled": 0.895}}}, [])


def test_raising_refuses_to_lower_a_floor_and_says_so():
    floors, words = raised({"en": {"rows": {"fulfilled": 0.95}}}, MEASURED, 0.01)

    assert floors["en"]["rows"]["fulfilled"] == 0.95
    assert words == ["en rows fulfilled: measured 0.900, below its floor 0.950, which stays"]


def test_what_is_written_can_be_read():
    assert tomllib.loads(written(MEASURED)) == MEASURED
    assert written(load_floors()) == FLOORS.read_text(encoding="utf-8")


def main() -> int:
    """Shows the figures beside their floors; with --update raises the floors. 1 where a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="raise the floors")
    parser.add_argument("--margin", type=float, default=MARGIN, help="how far below the measured value a floor lies (default %(default)s)")
    options = parser.parse_args()
    measured, floors = measure_all(), load_floors()
    new, words = raised(floors, measured, options.margin)
    for tag, stage, name, value in flat(measured):
        sys.stdout.write(f"{tag} {stage:<9} {name:<10} {value:.3f}  floor {floors.get(tag, {}).get(stage, {}).get(name, 0.0):.3f}\n")
    if options.update:
        FLOORS.write_text(written(new), encoding="utf-8")
    sys.stderr.write("".join(f"{line}\n" for line in words))
    return 1 if words else 0


if __name__ == "__main__":
    sys.exit(main())
