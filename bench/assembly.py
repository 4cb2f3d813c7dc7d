"""How well claims of many articles become events: `python bench/assembly.py [--only NAME] [--verbose]`.

Reads the stories of examples/stories as `detente read` does, joins what was read, and compares with what a careful reader joins. Prints a
line a story and `figure NAME VALUE` lines:

- `assembly.events_pair_f1`: pairs of claims that tell of one event, over all expected claims; a claim that was not read loses its pairs.
- `assembly.matched_pair_f1`: the same over the expected claims that were read: what is lost here is lost in joining.
- `assembly.expected_pair_f1`: the same with the expected claims themselves as input, as if everything had been read right.
- `assembly.status_accuracy`: events that stand as expected on a day, by what was read; `assembly.expected_status_accuracy`: by the expected claims.
- `assembly.claims_read`: expected claims that were read with their type, sentence and stance.
"""

import argparse
import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from reading import read
from stories import Expected, Story, load_stories

from detente.assembly import find_copies, find_origins, join_claims, judge, sketch, strip_credits, tell
from detente.claims.build import QUADS
from detente.language import load_pack
from detente.reading import Reading
from detente.records import Claim, Entity, Happening, Moment, Party, Told

LEARNED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@dataclass(slots=True)
class Counts:
    """Pairs right, found and expected; statuses right and asked for; claims read and expected."""

    right: int = 0
    found: int = 0
    expected: int = 0
    status_right: int = 0
    status: int = 0
    read: int = 0
    claims: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.expected)

    def add(self, other: "Counts") -> None:
        for name in ("right", "found", "expected", "status_right", "status", "read", "claims"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="stories whose name contains one of these, separated by commas")
    parser.add_argument("--verbose", "-v", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    totals = {name: Counts() for name in ("all", "matched", "expected")}
    for story in load_stories():
        if not any(part in story.name for part in options.only.split(",")):
            continue
        counts = measure(story)
        for name, total in totals.items():
            total.add(counts[name])
        print(
            f"{story.name:<14} read {counts['all'].read}/{counts['all'].claims}  pairs F1 {counts['all'].f1:.3f}  matched {counts['matched'].f1:.3f}  "
            f"expected {counts['expected'].f1:.3f}  status {counts['all'].status_right}/{counts['all'].status}  by expected "
            f"{counts['expected'].status_right}/{counts['expected'].status}"
        )
        for line in (*counts["all"].wrong, *counts["expected"].wrong) if options.verbose else ():
            print(f"    {line}")
    for name, counts in (("events", totals["all"]), ("matched", totals["matched"]), ("expected", totals["expected"])):
        print(f"figure assembly.{name}_pair_f1 {counts.f1:.3f}")
    for name, counts in (("", totals["all"]), ("expected_", totals["expected"])):
        print(f"figure assembly.{name}status_accuracy {counts.status_right / max(1, counts.status):.3f}")
    print(f"figure assembly.claims_read {totals['all'].read / max(1, totals['all'].claims):.3f}")


def measure(story: Story) -> dict[str, Counts]:
    """The counts of a story by what was read (`all`, `matched`) and by its expected claims."""
    origins = _origins(story)
    told: list[Told] = []
    matched: dict[str, str] = {}
    for name, article in story.articles.items():
        reading = read(article)
        rows = tell(reading, load_pack(article.language), learned=LEARNED, origin=origins[name])
        told += rows
        matched |= _match([e for e in story.claims if e.article == name], rows)
    ideal = [row for name in story.articles for row in _as_expected(story, name, origins[name])]
    own = {e.id: e.id for e in story.claims}
    result = {
        "all": _count(story.claims, matched, join_claims(told)),
        "matched": _count([e for e in story.claims if e.id in matched], matched, join_claims(told)),
        "expected": _count(story.claims, own, join_claims(ideal)),
    }
    _count_status(story, matched, told, result["all"], "read")
    _count_status(story, own, ideal, result["expected"], "expected")
    for e in story.claims:
        if e.id not in matched:
            text = story.articles[e.article].text
            result["all"].wrong.append(f"not read: {e.id} {e.event} {'|'.join(e.types)} {e.stance} [{text[e.start : e.end]}]")
    return result


def _origins(story: Story) -> dict[str, str]:
    sketches = {name: sketch(strip_credits(a.text, load_pack(a.language))) for name, a in story.articles.items()}
    found = find_origins(sketches, find_copies(sketches))
    expected = find_origins(sketches, ())
    for copy, original in story.copies.items():
        low = min(expected[copy], expected[original])
        expected = {name: low if root in (expected[copy], expected[original]) else root for name, root in expected.items()}
    if found != expected:
        print(f"{story.name}: origins {found}, expected {expected}")
    return {name: f"{story.name}/{root}" for name, root in found.items()}


def _match(expected: list[Expected], rows: tuple[Told, ...]) -> dict[str, str]:
    """Which claim read is which expected one: same sentence, type and stance, then by parties, speakers and nearness; each only once."""
    ranked = []
    for e in expected:
        for row in rows:
            c = row.claim
            if c.type in e.types and c.stance == e.stance and c.sentence_start <= e.start < c.sentence_end:
                actors, recipients, speakers = (_codes(side) for side in (c.actors, c.recipients, c.speakers))
                near = abs(c.trigger_start - e.start) / 10_000
                ranked.append((-(actors == e.actors) - (recipients == e.recipients) - (speakers in e.speakers) + near, e.id, row.id))
    found: dict[str, str] = {}
    for _, mine, theirs in sorted(ranked):
        if mine not in found and theirs not in found.values():
            found[mine] = theirs
    return found


def _codes(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(p.entity.code for p in parties) - {"---"}


def _as_expected(story: Story, name: str, origin: str) -> tuple[Told, ...]:
    """The rows that a perfect reading of an article would give."""
    article = story.articles[name]
    claims = tuple(_claim(e, article.text, article.language) for e in story.claims if e.article == name)
    return tell(Reading(article=article, claims=claims), load_pack(article.language), learned=LEARNED, origin=origin)


def _claim(e: Expected, text: str, language: str) -> Claim:
    start, end = max(text.rfind(". ", 0, e.start) + 2, text.rfind("\n", 0, e.start) + 1), text.find(".", e.end) + 1
    when = Moment(value=str(e.first), first=e.first, last=e.last, basis="stated") if e.first and e.last else None
    sector = "GOV"
    parties = [tuple(Party(entity=Entity(code=c, sector=sector), start=-1, end=-1, text="") for c in sorted(codes)) for codes in (e.actors, e.recipients, e.speakers[0])]
    return Claim(
        id=e.id, article=f"{e.id.rsplit('/', 1)[0]}", language=language, type=e.types[0], modes=(), contexts=(), auxiliary=e.auxiliary, quad=QUADS[e.types[0]],
        score=0.0, cameo="", actors=parties[0], recipients=parties[1], when=when, where=None, speakers=parties[2], via=(), stance=e.stance,
        certainty=e.certainty, quoted=False, sentence_index=start, sentence_start=start, sentence_end=end, trigger_start=e.start, trigger_end=e.end,
        trigger_text=text[e.start : e.end], because=(),
    )  # fmt: skip


def _count(expected: list[Expected] | tuple[Expected, ...], names: dict[str, str], events: tuple[Happening, ...]) -> Counts:
    """Pairs of expected claims in one event: expected, found, and both; `names` maps an expected claim to the one that was read."""
    home = {claim: event.id for event in events for claim in event.claims}
    counts = Counts(read=sum(e.id in names for e in expected), claims=len(expected))
    for one, other in combinations(expected, 2):
        same = one.event == other.event
        joined = one.id in names and other.id in names and home[names[one.id]] == home[names[other.id]]
        counts.expected += same
        counts.found += joined
        counts.right += same and joined
        if same != joined and one.id in names and other.id in names:
            counts.wrong.append(f"{'apart' if same else 'joined'}: {one.id} ({one.event}) {other.id} ({other.event})")
    return counts


def _count_status(story: Story, names: dict[str, str], told: list[Told], counts: Counts, by: str) -> None:
    events = join_claims(told)
    home = {claim: event for event in events for claim in event.claims}
    rows = {row.id: row for row in told}
    for event, day, status in story.status:
        known = [home[names[e.id]].id for e in story.claims if e.event == event and e.id in names and rows[names[e.id]].said <= day]
        counts.status += 1
        if not known:
            counts.wrong.append(f"{event} {day}: {status}, no claim {by}")
            continue
        most = Counter(known).most_common(1)[0][0]
        standing = judge([rows[c] for e in events if e.id == most for c in e.claims], as_of=day)
        if standing.status == status:
            counts.status_right += 1
        else:
            counts.wrong.append(f"{event} {day}: {status}, {by} {standing.status} {standing.rule} for {standing.for_claims} against {standing.against_claims}")


if __name__ == "__main__":
    main()
