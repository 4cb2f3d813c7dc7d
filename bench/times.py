"""Relaxed and value F1 of English time expressions on TimeBank and AQUAINT (TempEval-3), by character offsets.

    python bench/times.py TBAQ-cleaned [--misses] [--ranges]

The folder holds *.tml files with inline TIMEX3; the publication date comes from DCT. What is scored is what TIMEX3 can
say: `detente.times.write.to_tags`, which gives a range as its two ends (`--ranges` scores ranges as they are found). One-to-one
overlap counts as relaxed match; value F1 is the share of right values among the matches times the relaxed F1. Also prints articles
a second of processor time.
"""

import datetime as dt
import re
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

from detente.language import load_pack
from detente.times.find import find_times
from detente.times.write import to_tags

Gold = tuple[int, int, str, str]


def read_document(path: Path) -> tuple[str, dt.date | None, list[Gold]]:
    """The text of TEXT, the date of DCT, and the gold (start, end, value, type)."""
    root = ET.parse(path).getroot()
    stamp = root.find(".//DCT/TIMEX3")
    day = re.match(r"\d{4}-\d{2}-\d{2}", stamp.get("value", "") if stamp is not None else "")
    text, gold = "", []

    def walk(node: ET.Element) -> None:
        nonlocal text
        start = len(text)
        text += node.text or ""
        for child in node:
            walk(child)
            text += child.tail or ""
        if node.tag == "TIMEX3":
            gold.append((start, len(text), node.get("value", ""), node.get("type", "")))

    body = root.find(".//TEXT")
    if body is not None:
        walk(body)
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    return text, dt.date.fromisoformat(day.group()) if day else None, gold


def main() -> int:
    folders = [Path(arg) for arg in sys.argv[1:] if not arg.startswith("--")]
    if not folders or not folders[0].is_dir():
        print("missing: the folder TBAQ-cleaned (TimeBank and AQUAINT of TempEval-3); give its path. Nothing measured.")
        return 2
    pack = load_pack("en")
    documents = [(path, *read_document(path)) for path in sorted(folders[0].rglob("*.tml")) if not path.name.startswith(".")]
    find_times("", published=None, pack=pack)
    begun = time.process_time()
    found = [find_times(text, published=day, pack=pack) for _, text, day, _ in documents]
    spent = time.process_time() - begun
    answers = found if "--ranges" in sys.argv else [to_tags(timexes, pack=pack) for timexes in found]
    hits = values = types = golds = founds = 0
    for (path, text, day, gold), answer in zip(documents, answers, strict=True):
        golds += len(gold)
        founds += len(answer)
        free = list(answer)
        for start, end, value, kind in gold:
            over = [t for t in free if t.start < end and start < t.end]
            if over:
                best = min(over, key=lambda t: abs(t.start - start) + abs(t.end - end))
                free.remove(best)
                hits += 1
                values += best.value == value
                types += best.type == kind
                if best.value != value and "--misses" in sys.argv:
                    print(f"VALUE {path.stem} {day} want {value} got {best.value} | {text[max(start - 40, 0):end + 30]!r}")
            elif "--misses" in sys.argv:
                print(f"MISS {path.stem} {kind} {value} | {text[max(start - 30, 0):start]!r}[{text[start:end]}]{text[end:end + 20]!r}")
        if "--misses" in sys.argv:
            for t in free:
                print(f"EXTRA {path.stem} {t.type} {t.value} [{text[t.start:t.end]}] | {text[max(t.start - 30, 0):t.end + 20]!r}")
    precision, recall = hits / max(founds, 1), hits / max(golds, 1)
    relaxed = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"documents {len(documents)} gold {golds} found {founds} precision {precision:.4f} recall {recall:.4f}")
    print(f"figure times.tbaq.relaxed_f1 {relaxed:.4f}")
    print(f"figure times.tbaq.type_f1 {types / max(hits, 1) * relaxed:.4f}")
    print(f"figure times.tbaq.value_f1 {values / max(hits, 1) * relaxed:.4f}")
    print(f"figure times.articles_per_second {len(documents) / spent:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
