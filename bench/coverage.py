"""What the tables cover: `python bench/coverage.py [FOLDER] [--missing N]`; `--write` and `--check` keep docs/coverage.md.

Without FOLDER the table of docs/coverage.md is printed: rows of `events.tsv` by PLOVER type, mode and language. A row with several
modes counts under each; modes without rows are shown.

FOLDER holds LANG_predicates.tsv: form, part of speech and count of the words of sentences that name two states or more. A verb is
covered where one of its forms begins an entry of the tables of events, modality, reporting or light verbs; the figure is the share of
all verbs, each as often as it stands there. Verbs that tell no event at all ("become") stay uncovered, so it does not reach 1. The N
most frequent uncovered ones are listed.
"""

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

from reading import ROOT

from detente.language import Pack, available_languages, load_pack
from detente.language.schema import TYPES

PAGE = ROOT / "docs" / "coverage.md"
TABLES = ("events", "reporting", "modality", "light")
HEAD = """# Coverage of the event tables

How many rows of `events.tsv` code each PLOVER type and mode, by language. A row serves many lemmas; one with several modes counts
under each of them; `-` is no mode. Modality turns types into others, so that "will attack" needs no row of its own
(`plover/arithmetic.tsv`). `make docs` writes this page.

"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    parser.add_argument("--missing", type=int, default=40, metavar="N")
    parser.add_argument("--write", action="store_true", help="write docs/coverage.md anew")
    parser.add_argument("--check", action="store_true", help="fail where docs/coverage.md is not what the tables say")
    options = parser.parse_args()
    if options.check and not is_up_to_date():
        sys.exit("docs/coverage.md is not what the tables hold now; `make docs` writes it anew")
    if options.write and not is_up_to_date():
        PAGE.write_text(page(), encoding="utf-8")
        print("docs/coverage.md was written anew")
    if options.folder:
        for tag in available_languages():
            _measure(options.folder / f"{tag}_predicates.tsv", load_pack(tag), options.missing)
    elif not options.write and not options.check:
        print(page())


def is_up_to_date() -> bool:
    """Whether docs/coverage.md is what the tables hold."""
    return PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page()


def page() -> str:
    """docs/coverage.md, made from the tables."""
    tags = available_languages()
    counts = {tag: _count(load_pack(tag)) for tag in tags}
    scored = {(row["event"], row["mode"]) for row in load_pack(tags[0]).rows("plover/scores")}
    kinds = scored | {key for found in counts.values() for key in found}
    lines = [f"| type | mode | {' | '.join(tags)} |", f"| --- | --- |{' ---: |' * len(tags)}"]
    for kind in TYPES:
        lines.append(_line(f"**{kind}**", "all", [str(_rows(load_pack(tag), kind)) for tag in tags]))
        lines += [
            _line("", mode or "-", [str(counts[tag][kind, mode] or "") for tag in tags])
            for mode in sorted(mode for other, mode in kinds if other == kind)
        ]
    totals = [len(load_pack(tag).rows("events")) for tag in tags]
    lines.append(_line("**all**", "", [str(total) for total in totals]))
    return HEAD + "\n".join(lines) + "\n"


def _line(kind: str, mode: str, cells: list[str]) -> str:
    return f"| {kind} | {mode} | {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


def _count(pack: Pack) -> Counter[tuple[str, str]]:
    return Counter((row["type"], mode) for row in pack.rows("events") for mode in row.items("mode") or ("",))


def _rows(pack: Pack, kind: str) -> int:
    return sum(row["type"] == kind for row in pack.rows("events"))


def _measure(path: Path, pack: Pack, missing: int) -> None:
    if not path.is_file():
        print(f"missing: {path} (form, pos, count of the predicates between two states). Nothing measured for {pack.tag!r}.")
        return
    with path.open(encoding="utf-8", newline="") as file:
        verbs = [(row["form"].lower(), int(row["count"])) for row in csv.DictReader(file, delimiter="\t") if row["pos"] == "VERB"]
    total = sum(count for _, count in verbs)
    covered: Counter[str] = Counter()
    phrases = 0
    left = []
    for form, count in verbs:
        homes = [name for name in TABLES if pack.forms(name).starting_with(form)]
        if not homes:
            left.append((form, count))
            continue
        covered[homes[0]] += count
        alone = any(len(entry.words) == 1 for name in homes for entry in pack.forms(name).starting_with(form))
        phrases += 0 if alone else count
    shares = ", ".join(f"{name} {covered[name] / total:.3f}" for name in TABLES)
    print(f"{pack.tag}: {len(verbs)} verb forms, {total} times; first found in {shares}; only as part of a phrase {phrases / total:.3f}")
    print(f"{pack.tag}: uncovered, most frequent first: " + ", ".join(f"{form} {count}" for form, count in left[:missing]))
    print(f"figure coverage.{pack.tag} {covered.total() / total:.3f}")


if __name__ == "__main__":
    main()
