"""Which ways of attribution the probes try: `python bench/probes_page.py [--write | --check]`, kept as docs/attribution.md.

Counts the probes of tests/cases/attribution.LANG.tsv by construction (tests/cases/attribution-kinds.tsv).
"""

import argparse
import sys
from collections import Counter

from reading import ROOT

from detente.language import available_languages

PAGE = ROOT / "docs" / "attribution.md"
CASES = ROOT / "tests" / "cases"
HEAD = """# Attribution: what is covered

How many probes try each way of saying who says what, by language. A probe is a sentence of ours with its speaker, cue and content marked,
and with the stance, certainty and whatever else is asked for; all of them pass, and nothing that is not asked for is found in them
(`tests/cases/attribution.*.tsv`). Sentences that the parser took apart wrongly
were reworded, so they show what is meant to work, not how often news is read rightly: for that see
[benchmarks.md](benchmarks.md). `make docs` writes this page.

"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/attribution.md anew")
    parser.add_argument("--check", action="store_true", help="fail where docs/attribution.md is not what the probes say")
    options = parser.parse_args()
    current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page()
    if options.check and not current:
        sys.exit("docs/attribution.md is not what the probes hold now; `make docs` writes it anew")
    if options.write and not current:
        PAGE.write_text(page(), encoding="utf-8")
        print("docs/attribution.md was written anew")
    if not options.write and not options.check:
        print(page())


def page() -> str:
    """docs/attribution.md, counted from the probes. Raises SystemExit where a kind stands in no line of the list, or twice."""
    tags = available_languages()
    counts = {tag: _counts(tag) for tag in tags}
    lines = [f"| construction | {' | '.join(tags)} |", f"| --- |{' ---: |' * len(tags)}"]
    named: Counter[tuple[str, str]] = Counter()
    for row in _rows("attribution-kinds.tsv"):
        kinds = dict(zip(tags, [cell.split("|") for cell in (*row[1:], "", "")[: len(tags)]], strict=True))
        named.update((tag, kind) for tag in tags for kind in kinds[tag] if kind)
        cells = [str(sum(counts[tag][kind] for kind in kinds[tag]) or "") for tag in tags]
        lines.append(f"| {row[0]} | {' | '.join(cells)} |".replace("|  |", "| |"))
    wrong = [f"{tag} {kind}" for tag in tags for kind in counts[tag] if named[tag, kind] != 1]
    if wrong:
        sys.exit(f"tests/cases/attribution-kinds.tsv must name each kind once: {', '.join(wrong)}")
    lines.append(f"| **all** | {' | '.join(str(counts[tag].total()) for tag in tags)} |")
    return HEAD + "\n".join(lines) + "\n"


def _counts(tag: str) -> Counter[str]:
    return Counter(row[0] for row in _rows(f"attribution.{tag}.tsv"))


def _rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


if __name__ == "__main__":
    main()
