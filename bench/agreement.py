"""Whether both languages read the same event alike: `python bench/agreement.py [FOLDER] [--quiet]`.

FOLDER (examples/ unless given) holds en/NAME.* and id/NAME.*, two articles about the same facts. Their expected claims carry slugs,
`event`, one for each event as told by one voice, the same in both languages. Claims that we read are laid beside the expected ones of
their own article, one to one: the same sentence, the same side (asserts or denies), the same quad class, at least one participant in
common. So each slug gets, in each language, the claims that were read for it.

A slug is the same where a claim of one language and one of the other have the same type, actors and recipients (codes; for what both
parties do together only the union counts). A slug read in one language only is not the same; one read in neither is left out.
"""

import argparse
from collections import defaultdict
from pathlib import Path

from reading import ROOT, Case, find_cases, read
from scoring import align, codes

Read = tuple[str, str, str]  # type, actors, recipients


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "examples")
    parser.add_argument("--quiet", action="store_true", help="do not print what disagrees")
    options = parser.parse_args()
    tags = sorted(path.name for path in options.folder.iterdir() if path.is_dir())
    articles: dict[str, dict[str, Case]] = defaultdict(dict)
    for tag in tags:
        for case in find_cases([str(options.folder / tag)]):
            articles[case.name][tag] = case
    same = differ = alone = 0
    for name, cases in sorted(articles.items()):
        by_tag = {tag: _by_slug(case) for tag, case in cases.items()}
        for slug in sorted(set().union(*by_tag.values())):
            if not all(slug in {claim["event"] for claim in case.expected} for case in cases.values()):
                continue  # told in one of the articles only
            readings = {tag: found.get(slug, set()) for tag, found in by_tag.items()}
            agreed = set.intersection(*readings.values())
            same += bool(agreed)
            differ += not agreed and all(readings.values())
            alone += not all(readings.values())
            if not agreed and not options.quiet:
                print(f"{name} {slug}: " + " | ".join(f"{tag} {_words(found)}" for tag, found in readings.items()))
    print(f"{same} events read alike, {differ} differently, {alone} in one language only")
    print(f"figure agreement.same {same / max(1, same + differ + alone):.3f}")
    print(f"figure agreement.same_of_both {same / max(1, same + differ):.3f}")


def _by_slug(case: Case) -> dict[str, set[Read]]:
    found = read(case.article).to_dicts()
    slugs: dict[str, set[Read]] = defaultdict(set)
    for i, j in align(case.expected, found, case.article.text).items():
        slugs[case.expected[j]["event"]].add(_read(found[i], mutual=case.expected[j]["reciprocal"]))
    return slugs


def _read(claim: dict, *, mutual: bool) -> Read:
    actors, recipients = codes(claim["actors"]), codes(claim["recipients"])
    if mutual:
        actors, recipients = actors | recipients, set()
    return claim["type"], "+".join(sorted(actors)), "+".join(sorted(recipients))


def _words(found: set[Read]) -> str:
    return ", ".join(f"{kind} {actors}>{recipients}" for kind, actors, recipients in sorted(found)) or "nothing"


if __name__ == "__main__":
    main()
