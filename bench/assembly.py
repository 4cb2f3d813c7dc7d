"""How well claims of many articles become events: `python bench/assembly.py [--only NAME] [--verbose]`.

Reads the stories of examples/stories as `detente read` does, joins what was read of all of them in one ledger, and compares with what a
careful reader joins. Prints a line a story and `figure NAME VALUE` lines:

- `assembly.events_pair_f1`: pairs of claims that tell of one event, over all expected claims; a claim that was not read loses its pairs.
- `assembly.matched_pair_f1`: the same over the expected claims that were read: what is lost here is lost in joining.
- `assembly.expected_pair_f1`: the same with the expected claims themselves as input, as if everything had been read right.
- `assembly.status_accuracy`: events that stand as expected on a day, by what was read.
- `assembly.expected_status_accuracy`: the same by the expected claims.
- `assembly.claims_read`: expected claims that were read with their type, sentence and stance.
- `assembly.examples_joined`: the articles of examples/en and examples/id tell the same facts: claims read right in both languages that
  the expected ones call one event and that were joined. Nothing was fitted to them.
"""

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from reading import ROOT, find_cases, read
from stories import Expected, Story, load_stories

from detente.assembly import find_copies, find_origins, join_claims, judge, sketch, strip_credits, tell
from detente.language import load_pack
from detente.language.plover import QUADS
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
    stories = [story for story in load_stories() if any(part in story.name for part in options.only.split(","))]
    totals = measure(stories, verbose=options.verbose)
    for name, counts in (("events", totals["all"]), ("matched", totals["matched"]), ("expected", totals["expected"])):
        print(f"figure assembly.{name}_pair_f1 {counts.f1:.3f}")
    for name, counts in (("", totals["all"]), ("expected_", totals["expected"])):
        print(f"figure assembly.{name}status_accuracy {counts.status_right / max(1, counts.status):.3f}")
    print(f"figure assembly.claims_read {totals['all'].read / max(1, totals['all'].claims):.3f}")
    if not options.only:
        print(f"figure assembly.examples_joined {examples_joined():.3f}")


def examples_joined() -> float:
    """The share of pairs of claims, one a language, read right and called one event by the expected claims, that stand in one event."""
    rows: dict[str, Told] = {}
    named: dict[tuple[str, str], dict[str, list[str]]] = {}
    for case in find_cases([str(ROOT / "examples" / "en"), str(ROOT / "examples" / "id")]):
        told = tell(read(case.article), load_pack(case.article.language), learned=LEARNED)
        rows |= {row.id: row for row in told}
        for gold in case.expected:
            found = [row.id for row in told if _fits(row.claim, gold, case.article.text)]
            if len(found) == 1:
                named.setdefault((case.name, gold["event"]), {}).setdefault(case.article.language, []).append(found[0])
    home = {claim: event.id for event in join_claims(rows.values()) for claim in event.claims}
    pairs = [(a, b) for languages in named.values() for a in languages.get("en", ()) for b in languages.get("id", ())]
    joined = sum(home[a] == home[b] for a, b in pairs)
    print(f"{'examples':<14} {joined} of {len(pairs)} pairs of one event in two languages joined")
    return joined / max(1, len(pairs))


def _fits(claim: Claim, gold: dict, text: str) -> bool:
    """Whether a claim is read with the type, stance, sentence and parties of an expected one."""
    at = text.index(gold["quote"])
    sides = (_codes(claim.actors) == set(gold["actors"]) - {"---"}, _codes(claim.recipients) == set(gold["recipients"]) - {"---"})
    return claim.type in gold["type"] and claim.stance == gold["stance"] and claim.sentence_start <= at < claim.sentence_end and all(sides)


@dataclass(slots=True)
class Ledger:
    """Rows with the events that they were joined to, and which row is which expected claim."""

    rows: dict[str, Told] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    events: tuple[Happening, ...] = ()

    def join(self) -> None:
        self.events = join_claims(self.rows.values())


def measure(stories: list[Story], *, verbose: bool = False) -> dict[str, Counts]:
    """The counts over stories in one ledger: of all expected claims, of those that were read, and with the expected ones as input."""
    read_in, ideal = Ledger(), Ledger()
    for story in stories:
        _take(story, read_in, ideal)
    for ledger in (read_in, ideal):
        ledger.join()
    totals = {name: Counts() for name in ("all", "matched", "expected")}
    for story in stories:
        counts = {
            "all": _count(story.claims, read_in),
            "matched": _count([e for e in story.claims if e.id in read_in.names], read_in),
            "expected": _count(story.claims, ideal),
        }
        _count_status(story, read_in, counts["all"])
        _count_status(story, ideal, counts["expected"])
        for name, total in totals.items():
            total.add(counts[name])
        _print(story, counts, verbose=verbose)
    for name, ledger in (("all", read_in), ("matched", read_in), ("expected", ideal)):
        totals[name].found += _across(stories, ledger)
    return totals


def _take(story: Story, read_in: Ledger, ideal: Ledger) -> None:
    origins = _origins(story)
    for name, article in story.articles.items():
        rows = tell(read(article), load_pack(article.language), learned=LEARNED, origin=origins[name])
        read_in.names |= _match([e for e in story.claims if e.article == name], rows)
        read_in.rows |= {row.id: row for row in rows}
        ideal.rows |= {row.id: row for row in _as_expected(story, name, origins[name])}
    ideal.names |= {e.id: e.id for e in story.claims}


def _print(story: Story, counts: dict[str, Counts], *, verbose: bool) -> None:
    every, expected = counts["all"], counts["expected"]
    print(
        f"{story.name:<14} read {every.read}/{every.claims}  pairs F1 {every.f1:.3f}  matched {counts['matched'].f1:.3f}  "
        f"expected {expected.f1:.3f}  status {every.status_right}/{every.status}  by expected {expected.status_right}/{expected.status}"
    )
    for line in (*every.wrong, *expected.wrong) if verbose else ():
        print(f"    {line}")


def _across(stories: list[Story], ledger: Ledger) -> int:
    """Pairs of claims of different stories that stand in one event: all of them are wrong."""
    home = {claim: event.id for event in ledger.events for claim in event.claims}
    here = [(story.name, home[ledger.names[e.id]]) for story in stories for e in story.claims if e.id in ledger.names]
    wrong = sum(event == other_event and name != other for (name, event), (other, other_event) in combinations(here, 2))
    if wrong:
        print(f"{wrong} pairs of different stories joined")
    return wrong


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
    start = max(text.rfind(". ", 0, e.start) + 2, text.rfind("\n", 0, e.start) + 1)
    end = text.find(".", e.end) + 1
    when = Moment(value=str(e.first), first=e.first, last=e.last, basis="stated") if e.first and e.last else None
    actors, recipients, speakers = (
        tuple(Party(entity=Entity(code=code, sector="GOV"), start=-1, end=-1, text="") for code in sorted(codes))
        for codes in (e.actors, e.recipients, e.speakers[0])
    )
    return Claim(
        id=e.id, article=e.id.rsplit("/", 1)[0], language=language, type=e.types[0], modes=(), contexts=(), auxiliary=e.auxiliary,
        quad=QUADS[e.types[0]], score=0.0, cameo="", actors=actors, recipients=recipients, when=when, where=None, speakers=speakers, via=(),
        stance=e.stance, certainty=e.certainty, quoted=False, sentence_index=start, sentence_start=start, sentence_end=end,
        trigger_start=e.start, trigger_end=e.end, trigger_text=text[e.start : e.end], because=(),
    )  # fmt: skip


def _count(expected: Sequence[Expected], ledger: Ledger) -> Counts:
    """Pairs of expected claims in one event: expected, found, and both."""
    home = {claim: event.id for event in ledger.events for claim in event.claims}
    places = {e.id: home[ledger.names[e.id]] for e in expected if e.id in ledger.names}
    counts = Counts(read=len(places), claims=len(expected))
    for one, other in combinations(expected, 2):
        same = one.event == other.event
        joined = one.id in places and other.id in places and places[one.id] == places[other.id]
        counts.expected += same
        counts.found += joined
        counts.right += same and joined
        if same != joined and one.id in places and other.id in places:
            counts.wrong.append(f"{'apart' if same else 'joined'}: {one.id} ({one.event}) {other.id} ({other.event})")
    counts.wrong += [f"not read: {e.id} {e.event} {'|'.join(e.types)} {e.stance}" for e in expected if e.id not in places]
    return counts


def _count_status(story: Story, ledger: Ledger, counts: Counts) -> None:
    """Whether the event that holds most claims of each expected one stands as expected."""
    home = {claim: event for event in ledger.events for claim in event.claims}
    for event, day, status in story.status:
        mine = [ledger.names[e.id] for e in story.claims if e.event == event and e.id in ledger.names]
        known = Counter(home[row].id for row in mine if ledger.rows[row].said <= day)
        counts.status += 1
        if not known:
            counts.wrong.append(f"{event} {day}: {status}, no claim read")
            continue
        most = max(sorted(known), key=lambda name: known[name])
        standing = judge([ledger.rows[claim] for claim in home[most].claims], as_of=day)
        counts.status_right += standing.status == status
        if standing.status != status:
            sides = f"for {standing.for_claims} against {standing.against_claims}"
            counts.wrong.append(f"{event} {day}: {status}, found {standing.status} by {standing.rule} {sides}")


if __name__ == "__main__":
    main()
