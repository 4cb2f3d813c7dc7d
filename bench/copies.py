"""How well copies of a text are known: `python bench/copies.py [--seed N]`.

Every example article is cut, edited, credited to others and added to, as papers do with wire copy; each variant must be found to be a
copy of its article, and of no other. Recall counts pairs of an article and its variant; precision every pair found, also among variants.
Prints a line a kind of variant, and `figure NAME VALUE` lines.
"""

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

from detente.assembly import find_copies, sketch, strip_credits
from detente.language import load_pack

ROOT = Path(__file__).resolve().parent.parent
CREDITS = {
    "en": ("LONDON (Reuters) - ", "\n\n(Reporting by our London desk; Editing by the world desk)\n"),
    "id": ("Jakarta (ANTARA) - ", "\n\nPewarta: Tim dunia\nEditor: Meja luar negeri\nCOPYRIGHT \u00a9 ANTARA 2024\n"),
}
OWN_WORDS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    chance = random.Random(parser.parse_args().seed)
    texts: dict[str, str] = {}
    languages: dict[str, str] = {}
    for tag in ("en", "id"):
        originals = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples" / tag).glob("*.txt"))}
        own = _own_words(tag)
        for number, (name, text) in enumerate(originals.items()):
            for kind, variant in _variants(text, tag, own[number * OWN_WORDS : (number + 1) * OWN_WORDS], chance):
                texts[f"{tag}/{name}#{kind}"] = variant
                languages[f"{tag}/{name}#{kind}"] = tag
    began = time.process_time()
    sketches = {name: sketch(strip_credits(text, load_pack(languages[name]))) for name, text in texts.items()}
    spent = time.process_time() - began
    found = {(link.first, link.second) for link in find_copies(sketches)}
    _report(texts, found)
    print(f"figure assembly.sketch_ms {1000 * spent / len(texts):.2f}")


def _report(texts: dict[str, str], found: set[tuple[str, str]]) -> None:
    wanted = [name for name in texts if not name.endswith("#whole")]
    caught = {name: tuple(sorted((name, f"{name.split('#')[0]}#whole"))) in found for name in wanted}
    for kind in dict.fromkeys(name.split("#")[1] for name in wanted):
        here = [caught[name] for name in wanted if name.endswith(f"#{kind}")]
        print(f"{kind:<24} {sum(here)} of {len(here)} found")
    wrong = [(a, b) for a, b in found if a.split("#")[0] != b.split("#")[0]]
    for pair in sorted(wrong):
        print(f"  no copies: {pair[0]} {pair[1]}")
    print(f"{len(texts)} texts, {len(found)} pairs found, {len(wrong)} of them wrong")
    print(f"figure assembly.copies_recall {sum(caught.values()) / len(caught):.3f}")
    print(f"figure assembly.copies_precision {1 - len(wrong) / max(1, len(found)):.3f}")


def _variants(text: str, tag: str, own: list[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    opening, closing = CREDITS[tag]
    yield "whole", text
    yield "cut to 60 %", _cut(text, 0.6)
    yield "cut to 40 %", _cut(text, 0.4)
    yield "edited 2 %", _edited(text, 0.02, chance)
    yield "edited 5 %", _edited(text, 0.05, chance)
    yield "other credits", _credited(text, opening, closing)
    yield "40 %, edited, credited", _credited(_edited(_cut(text, 0.4), 0.02, chance), opening, closing)
    yield "60 % and 200 own words", f"{_cut(text, 0.6)}\n\n{' '.join(own)}"


def _cut(text: str, share: float) -> str:
    return " ".join(text.split(" ")[: round(len(text.split(" ")) * share)])


def _edited(text: str, share: float, chance: random.Random) -> str:
    """The text with a share of its words replaced by others of it, left out, or written twice apart."""
    words = text.split(" ")
    for place in chance.sample(range(len(words)), round(len(words) * share)):
        words[place] = chance.choice((chance.choice(words), "", f"{words[place]} {chance.choice(words)}"))
    return " ".join(words)


def _credited(text: str, opening: str, closing: str) -> str:
    headline, _, body = text.partition("\n\n")
    return f"{headline}\n\n{opening}{body.strip()}{closing}"


def _own_words(tag: str) -> list[str]:
    """Words in news order that stand in none of the articles: sentences of the tables' examples."""
    return " ".join(row["example"] for row in load_pack(tag).rows("events") if row["example"]).split()


if __name__ == "__main__":
    main()
