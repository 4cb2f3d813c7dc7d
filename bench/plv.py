"""PLOVER root classes of marked sentences: `python bench/plv.py FILE.tsv [--misses] [--language TAG]`.

FILE.tsv has the columns uid, root, marked_sentence, source, target; in the sentence <s>...</s> marks the source, <t>...</t> the target.
CONCEDE and RETREAT count as YIELD, which makes 15 classes. The language is "id" where the file's name ends in _id, else "en".

given   `detente.code` is told both spans; its type against the file's. No answer is a wrong one. Accuracy, and F1 as the mean of the
        classes.
read    `detente.read` is told nothing. A sentence is a hit where a claim has the type, an actor of it overlaps the source and a recipient
        overlaps the target. In claims without recipients (meetings: every party is an actor) both overlap actors.
"""

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import reading  # noqa: F401  (says what to do where detente is not installed)

import detente
from detente.records import Claim, Party

_MARK = re.compile(r"<(/?)([st])>")
_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_NOTHING = "-"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, the spans of its source and target, None where it is not named, and the class expected."""

    uid: str
    root: str
    text: str
    source: Span | None
    target: Span | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered for a sentence: the class, "-" for none, why it is wrong ("" where right), and the claims that it rests on."""

    root: str
    cause: str
    claims: tuple[Claim, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE.tsv")
    parser.add_argument("--misses", action="store_true", help="print every miss with sentence, expected class, ours and its reasons")
    parser.add_argument("--language", default="")
    options = parser.parse_args()
    if not options.file.is_file():
        sys.exit(f"missing: {options.file} (sentences of PLV with source and target marked). Nothing measured.")
    language = options.language or ("id" if options.file.stem.endswith("_id") else "en")
    cases = load_marked(options.file)
    given = [_code(case, language) for case in cases]
    free = [_read(case, language) for case in cases]
    if options.misses:
        _print_misses("given", cases, given)
        _print_misses("read", cases, free)
    _print_confusion(cases, given)
    for name, answers in (("given", given), ("read", free)):
        causes = Counter(answer.cause or "right" for answer in answers)
        print(f"{name}: " + ", ".join(f"{cause} {n}" for cause, n in causes.most_common()) + f" of {len(cases)}")
    print(f"figure plv.{language}.accuracy {mean(not a.cause for a in given):.3f}")
    print(f"figure plv.{language}.macro_f1 {mean(_f1(cases, given).values()):.3f}")
    print(f"figure plv.{language}.read_recall {mean(not a.cause for a in free):.3f}")


def load_marked(path: Path) -> list[Marked]:
    """The marked sentences of a file. Raises ValueError where a line has not one source and one target."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        uid, root, marked, *_ = line.split("\t")
        text, spans = without_marks(marked)
        if not spans:
            raise ValueError(f"{path}:{number}: <s>...</s> or <t>...</t> expected, got neither")
        rows.append(Marked(uid, root, text, spans.get("s"), spans.get("t")))
    return rows


def without_marks(marked: str) -> tuple[str, dict[str, Span]]:
    text, last, starts, spans = "", 0, {}, {}
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark[1]:
            spans[mark[2]] = (starts[mark[2]], len(text))
        else:
            starts[mark[2]] = len(text)
    return text + marked[last:], spans


def _code(case: Marked, language: str) -> Answer:
    claim = detente.code(case.text, source=case.source, target=case.target, language=language)
    if claim is None:
        return Answer(_NOTHING, "nothing read", ())
    root = _root(claim)
    if root == case.root:
        return Answer(root, "", (claim,))
    both = {"SRC", "TGT"} <= {party.entity.code for party in (*claim.actors, *claim.recipients)}
    return Answer(root, "wrong type" if both else "wrong type, one party", (claim,))


def _read(case: Marked, language: str) -> Answer:
    claims = detente.read(case.text, language=language).claims
    right = [claim for claim in claims if _root(claim) == case.root]
    between = [claim for claim in claims if _holds_pair(claim, case)]
    hits = [claim for claim in right if claim in between]
    if hits:
        return Answer(case.root, "", tuple(hits))
    if not claims:
        return Answer(_NOTHING, "nothing read", ())
    cause = "parties wrong" if right else "wrong type" if between else "both wrong"
    return Answer(_root((between or right or claims)[0]), cause, tuple(claims))


def _holds_pair(claim: Claim, case: Marked) -> bool:
    return _overlaps(claim.actors, case.source) and _overlaps(claim.recipients or claim.actors, case.target)


def _overlaps(parties: tuple[Party, ...], span: Span | None) -> bool:
    return span is None or any(party.start < span[1] and span[0] < party.end for party in parties)


def _root(claim: Claim) -> str:
    return _YIELD.get(claim.type, claim.type)


def _f1(cases: list[Marked], answers: list[Answer]) -> dict[str, float]:
    found, expected = Counter(a.root for a in answers), Counter(c.root for c in cases)
    right = Counter(case.root for case, answer in zip(cases, answers, strict=True) if case.root == answer.root)
    return {root: 2 * right[root] / (found[root] + expected[root]) for root in expected}


def _print_confusion(cases: list[Marked], answers: list[Answer]) -> None:
    cells = Counter((case.root, answer.root) for case, answer in zip(cases, answers, strict=True))
    f1 = _f1(cases, answers)
    columns = [*sorted(f1), _NOTHING]
    print("given pairs: expected down, answered across, - nothing")
    print(" " * 10 + "".join(f"{name[:4]:>5}" for name in columns) + "    F1")
    for root in sorted(f1):
        print(f"{root:<10}" + "".join(f"{cells[root, name] or '.':>5}" for name in columns) + f"  {f1[root]:.2f}")


def _print_misses(name: str, cases: list[Marked], answers: list[Answer]) -> None:
    for case, answer in zip(cases, answers, strict=True):
        if not answer.cause:
            continue
        print(f"{name} {case.uid} {answer.cause}: expected {case.root}, got {answer.root}")
        print(f"  {case.text}")
        source, target = (case.text[slice(*span)] if span else "nobody" for span in (case.source, case.target))
        print(f"  source: {source} | target: {target}")
        for claim in answer.claims:
            print(f"  {_root(claim)} {_side(claim.actors)} > {_side(claim.recipients)} [{claim.trigger_text}] {' '.join(claim.because)}")


def _side(parties: tuple[Party, ...]) -> str:
    return "+".join(f"{party.entity.code} {party.text!r}" for party in parties) or "nobody"


if __name__ == "__main__":
    main()
