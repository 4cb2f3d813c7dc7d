"""How an event stands: the table of status.toml, and what must hold of every standing."""

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import LEARNED, day, make_told

from detente.assembly import judge
from detente.records import Told

SCENARIOS = tomllib.loads((Path(__file__).parent / "status.toml").read_text(encoding="utf-8"))["scenario"]


def told_of(scenario: dict) -> list[Told]:
    kind, parties = scenario["event"].split(" ")
    return [_told(line, str(number), kind, parties) for number, line in enumerate(scenario["claims"])]


def _told(line: str, name: str, kind: str, parties: str) -> Told:
    said, voice, stance, certainty, *more = line.split()
    given = dict(word.split("=") for word in more if "=" in word)
    flags = {word for word in more if "=" not in word}
    paper = voice.removeprefix("paper=") if voice.startswith("paper=") else ""
    told = make_told(
        name, said=said, kind=kind, parties=parties, speakers="" if paper else voice, stance=stance, certainty=certainty,
        auxiliary=tuple(sorted(flags & {"future", "negation"})), article=given.get("article", ""), origin=given.get("copy", ""),
        publisher=paper, credit=given.get("credit", ""), accusing="accusing" in flags, headline="headline" in flags,
        caveats=tuple(flags & {"no-comment", "unverified"}),
    )  # fmt: skip
    withdrawn = given.get("withdrawn")
    return replace(told, withdrawn=dt.datetime.fromisoformat(f"{withdrawn}T12:00:00+00:00")) if withdrawn else told


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[s["says"] for s in SCENARIOS])
def test_an_event_stands_as_its_voices_leave_it(scenario):
    told = told_of(scenario)
    found = [judge(told, as_of=day(row.split()[0])) for row in scenario["standing"]]

    assert [f"{s.as_of} {s.status} {s.rule}" for s in found] == scenario["standing"]


def test_a_standing_names_the_claims_of_both_sides_and_what_limits_them():
    told = told_of(next(s for s in SCENARIOS if s["says"].startswith("shells")))
    doubted = make_told("9", said="2022-11-10", speakers="CHN", stance="doubts", caveats=("unverified",))
    standing = judge([*told, doubted], as_of=day("2022-11-30"))

    assert (standing.for_claims, standing.against_claims) == (("0",), ("1", "2"))
    assert standing.caveats == (("9", "doubts"), ("9", "unverified"))


def test_what_the_ledger_had_learned_is_another_question_than_what_had_been_said():
    told = [replace(make_told("a", publisher="A"), learned=dt.datetime(2023, 5, 1, tzinfo=dt.UTC))]

    assert judge(told, as_of=day("2022-12-01")).status == "reported"
    assert judge(told, as_of=day("2022-12-01"), clock="learned").status == "unassessed"
    assert judge(told, as_of=day("2023-05-01"), clock="learned").status == "reported"


VOICES = st.sampled_from(["", "RUS", "PRK", "USA", "UNO"])
DAYS = st.integers(1, 20).map(lambda number: f"2022-11-{number:02}")


@st.composite
def tellings(draw: st.DrawFn) -> list[Told]:
    rows = draw(
        st.lists(
            st.tuples(DAYS, VOICES, st.sampled_from(["asserts", "denies", "confirms", "doubts"]), st.sampled_from(["certain", "probable"]), st.sampled_from("ABC")),
            min_size=1, max_size=8,
        )
    )  # fmt: skip
    return [
        make_told(f"c{n}", said=said, speakers=voice, stance=stance, certainty=certainty, publisher=paper, origin=paper)
        for n, (said, voice, stance, certainty, paper) in enumerate(rows)
    ]


@given(tellings(), st.randoms())
def test_the_order_of_the_claims_does_not_matter(told, chance):
    mixed = list(told)
    chance.shuffle(mixed)

    assert judge(mixed) == judge(told)


@given(tellings(), DAYS)
def test_what_is_told_later_changes_no_earlier_standing(told, until):
    known = [one for one in told if one.said <= day(until)]

    assert judge(told, as_of=day(until)) == judge(known, as_of=day(until))


@given(tellings())
def test_without_withdrawals_an_event_once_told_of_stays_told_of(told):
    stood = [judge(told, as_of=dt.date(2022, 11, number)).rule for number in range(1, 21)]
    first = next((place for place, rule in enumerate(stood) if rule != "R0"), len(stood))

    assert "R1" not in stood
    assert all(rule != "R0" or _only_doubts(told, number + 1) for number, rule in enumerate(stood) if number >= first)


def _only_doubts(told: list[Told], number: int) -> bool:
    return all(one.claim.stance == "doubts" for one in told if one.said <= dt.date(2022, 11, number))


@given(tellings(), st.integers(1, 5))
def test_copies_change_neither_status_nor_origins(told, many):
    copies = [replace(one, claim=replace(one.claim, id=f"{one.id}-{n}")) for one in told for n in range(many)]
    alone, together = judge(told), judge([*told, *copies])

    assert (together.status, together.rule, together.origins) == (alone.status, alone.rule, alone.origins)


@given(tellings())
def test_a_status_never_rests_on_nothing(told):
    standing = judge(told)

    assert standing.status == "unassessed" or standing.for_claims or standing.against_claims
    assert standing.status != "confirmed" or standing.for_claims
    assert standing.status != "disputed" or (standing.for_claims and standing.against_claims)


def test_a_retraction_of_all_leaves_the_event_retracted():
    told = [replace(make_told(name), withdrawn=LEARNED) for name in "ab"]

    assert judge(told).status == "retracted"
    assert judge(told, as_of=day("2022-11-05")).status == "confirmed"
