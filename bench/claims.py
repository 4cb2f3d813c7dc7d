"""How well claims are read: `python bench/claims.py DIR... [--verbose] [--only NAME]`.

Prints a line a text, a line a group, and `figure NAME VALUE` lines. F1 of a group with several texts is the mean over its texts;
time, speakers, certainty and auxiliary are shares of all its core matches.
"""

import argparse
from collections import defaultdict
from statistics import mean

from reading import Case, find_cases, read
from scoring import DETAILS, Counts, Score, codes, score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="DIR")
    parser.add_argument("--verbose", "-v", action="store_true", help="list missed and false claims with their sentences")
    parser.add_argument("--only", default="", help="texts whose name contains this")
    options = parser.parse_args()
    groups: dict[str, list[Score]] = defaultdict(list)
    for case in find_cases(options.folders):
        if options.only in case.name:
            groups[case.group].append(_score(case, verbose=options.verbose))
    for group, scores in groups.items():
        _print_group(group, scores)
    for group, scores in groups.items():
        _print_figures(group, scores)


def _score(case: Case, *, verbose: bool) -> Score:
    found = read(case.article).to_dicts()
    result = score(case.expected, found, case.article.text)
    print(f"{case.name:<28} core {_prf(result.core)}  loose {_prf(result.loose)}  of {result.matched} core: {_details([result])}")
    if verbose:
        _list_errors(case, result)
    return result


def _list_errors(case: Case, result: Score) -> None:
    text = case.article.text
    for gold in result.missed:
        start = text.index(gold["quote"])
        first, last = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1, start + len(gold["quote"])
        voice = f" by {','.join(gold['speakers'])}" if gold["speakers"] else ""
        print(f"  missed {gold['id']} {'|'.join(gold['type'])} {_who(gold)} {gold['stance']}{voice} {gold['when'] or 'no time'}")
        print(f"         {text[first:start].strip()} [{gold['quote']}]{text[last : last + 60]}".replace("\n", " "))
    for claim in result.spurious:
        when = claim["when"]
        span = f"{when['start']}..{when['end']}" if when else "no time"
        voice = f" by {','.join(sorted(codes(claim['speakers'])))}" if claim["speakers"] else ""
        print(f"  false  {claim['type']} {_who(claim)} {claim['stance']}{voice} {span} {' '.join(claim['because'])}")
        sentence = text[claim["sentence"]["start"] : claim["sentence"]["end"]]
        at, end = (claim["trigger"][key] - claim["sentence"]["start"] for key in ("start", "end"))
        print(f"         {sentence[:at]}[{sentence[at:end]}]{sentence[end:]}".replace("\n", " "))


def _who(claim: dict) -> str:
    return f"{'+'.join(sorted(codes(claim['actors'])))}>{'+'.join(sorted(codes(claim['recipients'])))}"


def _print_group(group: str, scores: list[Score]) -> None:
    core, loose = (sum((getattr(s, name) for s in scores), Counts()) for name in ("core", "loose"))
    print(f"{group:<28} core {_prf(core)}  loose {_prf(loose)}  all {len(scores)} texts together: {_details(scores)}")


def _print_figures(group: str, scores: list[Score]) -> None:
    for name in ("core", "loose"):
        for part in ("f1", "precision", "recall"):
            print(f"figure claims.{group}.{name}_{part} {mean(getattr(getattr(s, name), part) for s in scores):.3f}")
    for name in DETAILS:
        print(f"figure claims.{group}.{name} {_share(scores, name):.3f}")


def _share(scores: list[Score], name: str) -> float:
    return sum(s.right[name] for s in scores) / max(1, sum(s.matched for s in scores))


def _details(scores: list[Score]) -> str:
    return " ".join(f"{name} {_share(scores, name):.2f}" for name in DETAILS)


def _prf(counts: Counts) -> str:
    return f"P {counts.precision:.2f} R {counts.recall:.2f} F1 {counts.f1:.3f}"


if __name__ == "__main__":
    main()
