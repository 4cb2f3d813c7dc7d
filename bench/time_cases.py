"""Values of marked time expressions: how many of the [[marked]] ones are found with the right value, and are the negatives clean.

    python bench/time_cases.py CASES.tsv [CASES.tsv ...] [--misses]

A case file has the columns text, dct, timex_type, value, note; the language is the first two letters of its name, or of its second
part ("times.id.tsv"). A negative has the value empty and type NONE: no expression with days before publication may be found in it.
"""

import csv
import datetime as dt
import re
import sys
from pathlib import Path

from detente.language import load_pack
from detente.times.find import find_times


def run_case(row: dict[str, str], tag: str) -> tuple[bool, str]:
    """Whether the case is right, and what was found instead."""
    text, target, start = row["text"], "", -1
    marked = re.search(r"\[\[(.*?)\]\]", text)
    if marked:
        target, start = marked.group(1), marked.start()
        text = text.replace("[[", "").replace("]]", "")
    published = dt.date.fromisoformat(row["dct"]) if row["dct"] else None
    found = find_times(text, published=published, pack=load_pack(tag))
    said = "; ".join(f"{t.text}={t.type}:{t.value}" for t in found)
    if row["timex_type"] == "NONE":
        return not found, said
    end = start + len(target)
    over = [t for t in found if t.start < end and start < t.end]
    return any(t.value == row["value"] and t.type == row["timex_type"] for t in over), said


def main() -> int:
    paths = [Path(arg) for arg in sys.argv[1:] if not arg.startswith("--")]
    if not paths:
        print("give at least one case file: bench/time_cases.py CASES.tsv")
        return 2
    for path in paths:
        if not path.is_file():
            print(f"missing: {path}; nothing measured for it")
            continue
        tag = path.stem.split(".")[-1] if "." in path.stem else path.stem[:2]
        rows = list(csv.DictReader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
        right = {True: [0, 0], False: [0, 0]}
        for row in rows:
            good, said = run_case(row, tag)
            count = right[row["timex_type"] == "NONE"]
            count[0] += good
            count[1] += 1
            if not good and "--misses" in sys.argv:
                print(f"  {row['text']} [{row['dct']}] want {row['timex_type']}:{row['value']} got {said}")
        print(f"figure times.cases.{tag}.value {right[False][0] / max(right[False][1], 1):.4f} ({right[False][0]}/{right[False][1]})")
        print(f"figure times.cases.{tag}.negatives {right[True][0]}/{right[True][1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
