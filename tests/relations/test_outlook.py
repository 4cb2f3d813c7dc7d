"""What may come next, in worlds where it is known what follows what."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.records.eventtable import EventTable, table_from_columns
from detente.relations.outlook import OutlookParameters, backtest, outlook
from detente.relations.outlook_calibration import calibrate, quality
from detente.relations.outlook_cases import find_precedent
from detente.relations.outlook_history import arrange
from detente.relations.outlook_rank import ask, learn_ranker, ranks, rules_before

START, DAYS = 14610, 400  # from 2010-01-01
STATES = ("CHN", "FRA", "IDN", "JPN", "PRK", "RUS", "USA", "VNM")
QUICK = OutlookParameters(horizon=7, questions=600, outcomes=20)


def planted(*, days: int = DAYS, seed: int = 3) -> list[tuple[int, str, str, str]]:
    """Visits by chance; five days after each visit the hosts sign an agreement with the visitor. Everything else is noise."""
    chance = np.random.default_rng(seed)
    rows = []
    for day in range(days):
        for _ in range(chance.poisson(0.8)):
            guest, host = chance.choice(STATES, 2, replace=False)
            rows.append((START + day, guest, host, "VISIT"))
            if day + 5 < days:
                rows.append((START + day + 5, host, guest, "AGREE"))
        rows += [(START + day, *chance.choice(STATES, 2, replace=False), "ACCUSE") for _ in range(chance.poisson(2))]
    return rows


def table_of(rows: list[tuple[int, str, str, str]]) -> EventTable:
    day, actor, recipient, kind = zip(*rows, strict=True)
    return table_from_columns(day=np.asarray(day), actor=actor, recipient=recipient, type=kind, quad=np.ones(len(day), np.int64))


@pytest.fixture(scope="module")
def rows() -> list[tuple[int, str, str, str]]:
    visit = (START + DAYS - 3, "PRK", "RUS", "VISIT")
    return [row for row in planted() if {row[1], row[2]} != {"PRK", "RUS"} or row[0] < START + DAYS - 20] + [visit]


def test_a_planted_rule_is_found_and_its_cases_are_told(rows):
    told = outlook(table_of(rows), "RUS", "PRK", parameters=QUICK)
    first = told.prospects[0]

    assert told.thin is None
    assert (first.type, first.actor, first.recipient) == ("AGREE", "RUS", "PRK")
    assert first.chance > 0.25
    assert (first.case.type, first.case.actor, first.case.recipient) == ("VISIT", "PRK", "RUS")
    assert first.case.followed == first.case.cases >= 5
    assert first.case.usual < 0.5
    assert first.case.last == START + DAYS - 3


def test_chances_are_chances_and_the_likeliest_stands_first(rows):
    for party in STATES[:3]:
        chances = [prospect.chance for prospect in outlook(table_of(rows), party, parameters=QUICK).prospects]

        assert len(chances) == QUICK.top
        assert all(0 < chance < 1 for chance in chances)
        assert chances == sorted(chances, reverse=True)


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 1000))
def test_what_happens_after_the_day_changes_nothing(seed):
    day = START + 299
    past = [row for row in planted() if row[0] <= day]
    future = [(row[0] + 300, *row[1:]) for row in planted(days=60, seed=seed)]
    names = [(row[0], *row[1:]) for row in future if row[0] > day]

    assert outlook(table_of(past + names), "RUS", day=day, parameters=QUICK) == outlook(table_of(past), "RUS", day=day, parameters=QUICK)


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 1000))
def test_the_order_of_the_rows_does_not_matter(seed):
    rows = planted(days=300)
    shuffled = [rows[place] for place in np.random.default_rng(seed).permutation(len(rows))]

    assert outlook(table_of(shuffled), "RUS", "USA", parameters=QUICK) == outlook(table_of(rows), "RUS", "USA", parameters=QUICK)


@pytest.mark.parametrize(
    ("days", "party", "other", "what"),
    [(30, "RUS", "", "days"), (400, "MCO", "", "party"), (400, "RUS", "MCO", "pair")],
)
def test_a_thin_history_is_told(days, party, other, what):
    told = outlook(table_of([*planted(days=days), (START, "MCO", "RUS", "VISIT")]), party, other, parameters=QUICK)

    assert told.prospects == ()
    assert told.thin.what == what
    assert told.thin.have < told.thin.need


def test_too_few_outcomes_are_told_instead_of_a_chance():
    rows = [(START + day, "RUS", "USA", "VISIT") for day in range(0, 400, 40)]

    assert outlook(table_of(rows), "RUS", parameters=QUICK).thin.what == "outcomes"


@pytest.mark.parametrize(("party", "other"), [("ZZZ", ""), ("RUS", "ZZZ"), ("RUS", "RUS")])
def test_wrong_use_is_an_error(rows, party, other):
    with pytest.raises(ValueError, match=r"no event names ZZZ|no relation with itself"):
        outlook(table_of(rows), party, other)


def test_a_backtest_beats_recurrence_where_a_rule_is_planted(rows):
    tested = backtest(table_of(rows), parameters=QUICK, times=3)

    assert tested.thin is None
    assert tested.days == tuple(START + DAYS - 1 - 7 * step for step in (3, 2, 1))
    assert tested.ours.brier < tested.recurrence.brier
    assert tested.ours.brier < tested.ours.base
    assert tested.ours.gap < 0.05


def test_who_is_next_is_ranked_above_chance_and_from_the_days_before_only():
    names = {name: place for place, name in enumerate(STATES)}
    kinds = {"VISIT": 0, "AGREE": 1, "ACCUSE": 2}
    facts = np.array([(names[a], kinds[kind], names[b], day - START + 1) for day, a, b, kind in planted()])
    whole = arrange(facts, size=8, kinds=3)
    rules = rules_before(whole, 300)
    ranker = learn_ranker(ask(whole, rules, 200, 300, candidates=8), whole)
    asked = ask(whole, rules, 340, 345, candidates=8)
    cut = arrange(facts[facts[:, 3] < 345], size=8, kinds=3)

    places = ranks(ranker.score(asked), asked)
    agreed = asked.relation == kinds["AGREE"]
    assert np.array_equal(ask(cut, rules_before(cut, 300), 340, 345, candidates=8).signals, asked.signals)
    assert places.min() >= 1
    assert np.mean(1 / places) > 0.45  # by chance alone about .39
    assert asked.true[agreed][np.arange(agreed.sum()), ranker.score(asked)[agreed].argmax(1)].mean() > 0.5  # by chance about .2


def test_ties_take_the_mean_rank():
    facts = np.array([(0, 0, 1, 5)])
    asked = ask(arrange(facts, size=6, kinds=1), np.full((2, 2, 10), 0.1, np.float32), 5, 6, candidates=6)

    assert ranks(np.zeros((2, 6), np.float32), asked).tolist() == [3.5, 3.5]


def test_cases_whose_time_is_not_over_do_not_count():
    days = [10, 40, 70, 100, 130, 160]  # the last visit is what the forecast stands on
    facts = np.array([(0, 0, 1, day) for day in days] + [(1, 1, 0, day + 4) for day in days[:3]])
    found = find_precedent(arrange(facts, size=2, kinds=2), 1, 1, 0, day=162, horizon=7)

    assert (found.before, found.followed, found.cases, found.last, found.world) == (2, 3, 5, 160, False)
    assert found.days == (70, 40, 10)
    assert found.usual == pytest.approx(21 / 154)


def test_cases_of_the_world_are_told_where_the_two_have_few():
    facts = np.array([(a, 0, a + 1, day) for a in (0, 2, 4) for day in (10, 50)] + [(1, 1, 0, 13), (3, 1, 2, 55), (6, 0, 7, 98)])
    found = find_precedent(arrange(facts, size=8, kinds=2), 7, 1, 6, day=100, horizon=7)

    assert (found.world, found.followed, found.cases, found.last) == (True, 2, 6, 98)


@given(st.lists(st.tuples(st.floats(-5, 5), st.booleans()), min_size=1, max_size=400))
def test_the_curve_rises_and_stays_between_0_and_1(forecasts):
    score, true = (np.asarray(column) for column in zip(*forecasts, strict=True))
    curve = calibrate(score, true, least=20)
    chance = curve(np.linspace(-9, 9, 50))

    assert np.all(np.diff(chance) >= -1e-12)
    assert np.all((chance > 0) & (chance < 1))
    assert curve.cases.sum() == len(true)
    assert curve.hits.sum() == true.sum()


def test_forecasts_that_come_true_as_often_as_they_say_have_no_gap():
    chance = np.repeat([0.1, 0.4], 100)
    true = np.tile(np.arange(100) < 10, 2) | (np.arange(200) >= 160)
    came = quality(chance, true)

    assert came.curve[0] == (pytest.approx(0.1), 0.1, 100)
    assert came.cases == 200
    assert came.hits == int(true.sum())
