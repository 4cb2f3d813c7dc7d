"""How a relation moves: against sums by hand, and in worlds whose truth is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import events, world

from detente.records.eventtable import table_from_columns
from detente.relations import Parameters, panel, trajectory

PEACE, WAR = (0.4, (0.85, 0.05, 0.07, 0.03)), (0.4, (0.3, 0.02, 0.28, 0.40))
TYPES = ("CONSULT", "AID", "ACCUSE", "ASSAULT")


def by_hand(rows, last_day, half_life, quads):
    """The decayed weights of one direction, added up event by event."""
    seen = {}
    for day, kind, quad in rows:
        seen[day, kind, quad] = seen.get((day, kind, quad), 0) + 1
    total = 0.0
    for (day, _, quad), reports in seen.items():
        if quad in quads and day <= last_day:
            total += (4 if quad in (2, 4) else 1) * np.log2(1 + reports) * 0.5 ** ((last_day - day) / half_life)
    return total


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 4)), min_size=1, max_size=40), st.sampled_from(["month", "week"]), st.sampled_from([20.0, 90.0]))
def test_decayed_counts_are_those_added_up_by_hand(told, period, half_life):
    rows = sorted((15000 + day, TYPES[quad - 1], quad) for day, quad in told)
    day, kind, quad = zip(*rows, strict=True)
    table = table_from_columns(day=np.asarray(day), actor=["A"] * len(day), recipient=["B"] * len(day), type=kind, quad=np.asarray(quad))

    found = panel(table, Parameters(period=period, half_life=half_life))

    for index, last in enumerate(found.calendar.last):
        assert found.tally.cooperation[index, 0] == pytest.approx(by_hand(rows, last, half_life, (1, 2)))
        assert found.tally.conflict[index, 0] == pytest.approx(by_hand(rows, last, half_life, (3, 4)))
    assert found.calendar.first[0] <= day[0] <= found.calendar.last[0]
    assert found.calendar.last[-1] == day[-1]


@given(st.permutations(range(12)))
def test_the_order_of_the_rows_does_not_matter(order):
    rows = [(f"2020-{1 + n % 6:02}-{1 + n:02}", "AB"[n % 2], "BA"[n % 2], TYPES[n % 4]) for n in range(12)]

    path, shuffled = (trajectory(events(*chosen), "A", "B") for chosen in (rows, [rows[n] for n in order]))

    np.testing.assert_allclose(path.joint.valence, shuffled.joint.valence)
    np.testing.assert_allclose(path.joint.low, shuffled.joint.low)


def test_a_pair_that_goes_to_war_falls_and_one_that_does_not_stays():
    table = world(days=1460, pairs={("RUS", "UKR"): lambda day: WAR if day >= 1000 else PEACE, ("UKR", "RUS"): PEACE, ("RUS", "CHN"): PEACE}, rate=0.2, seed=5)

    path = trajectory(table, "RUS", "UKR")
    before, after = path.calendar.place(np.array([14610 + 999, 14610 + 1400]))

    assert path.forward.valence[before] > 0.15
    assert path.forward.valence[after] < -0.6
    assert path.back.valence[after] > 0.1
    assert path.asymmetry[after] < -0.6
    assert path.forward.high[after] < path.forward.low[before]
    assert path.material[after] > path.material[before] + 0.5
    steady = trajectory(table, "RUS", "CHN").forward.valence
    assert steady[12:].min() > -0.15


def test_five_reports_of_one_event_are_one_event_that_weighs_a_little_more():
    once = panel(events(("2022-11-04", "PRK", "RUS", "AID"), ("2022-11-05", "RUS", "PRK", "CONSULT")))
    told_by_seven = panel(events(*[("2022-11-04", "PRK", "RUS", "AID")] * 7, ("2022-11-05", "RUS", "PRK", "CONSULT")))
    counted = events(("2022-11-04", "PRK", "RUS", "AID"), ("2022-11-05", "RUS", "PRK", "CONSULT"))

    place = once.place("PRK", "RUS")
    assert told_by_seven.tally.cooperation[0, place] == pytest.approx(3 * once.tally.cooperation[0, place])
    assert len(told_by_seven.effective()) == len(counted.day) - 1
    assert told_by_seven.effective()[0, place] == once.effective()[0, place] == pytest.approx(1)


def test_a_thin_relation_is_grey_and_has_no_asymmetry():
    path = trajectory(events(("2022-11-04", "PRK", "RUS", "AID"), ("2022-11-20", "RUS", "PRK", "CONSULT")), "PRK", "RUS")

    assert path.joint.grey.all()
    assert np.isnan(path.asymmetry).all()
    assert path.joint.low[-1] < path.joint.valence[-1] < path.joint.high[-1]


def test_the_neutral_mix_is_the_worlds_unless_the_pair_is_most_of_it_or_it_is_given():
    table = world(days=700, pairs={("RUS", "UKR"): PEACE}, rate=0.2)
    alone = world(days=700, pairs={("RUS", "UKR"): PEACE}, rest=(), rate=0.2)

    assert trajectory(table, "RUS", "UKR").mix_basis == "world"
    assert trajectory(table, "RUS", "UKR").mix[-1] == pytest.approx(0.25, abs=0.03)  # (.10 + 4 * .06) / (.78 + 4 * .06 + .10 + 4 * .06)
    assert trajectory(alone, "RUS", "UKR").mix_basis == "reference"
    assert trajectory(table, "RUS", "UKR", Parameters(mix=0.5)).mix_basis == "given"


@pytest.mark.parametrize(
    ("count", "counted"),
    [("reported", {"reported", "confirmed", "alleged", "unassessed"}), ("confirmed", {"confirmed"}),
     ("all", {"reported", "confirmed", "alleged", "unassessed", "disputed", "denied"})],
)
def test_denied_events_count_only_where_the_user_says_so_and_plans_never(count, counted):
    statuses = ["reported", "confirmed", "alleged", "disputed", "denied", "retracted", "announced", "unassessed"]
    table = table_from_columns(
        day=[f"2022-11-{n + 1:02}" for n in range(8)], actor=["PRK"] * 8, recipient=["RUS"] * 8, type=["AID"] * 8, quad=[2] * 8, status=statuses
    )

    path = trajectory(table, "PRK", "RUS", Parameters(count=count))

    assert {path.table.event(index)["status"] for index in range(len(path.table))} == counted
    assert path.parameters.count == count


def test_the_events_behind_a_point_are_the_heavy_and_the_late_ones():
    table = events(
        ("2020-01-05", "RUS", "UKR", "CONSULT"), ("2020-06-01", "RUS", "UKR", "ASSAULT"), ("2020-06-20", "UKR", "RUS", "ACCUSE"),
        ("2020-08-01", "UKR", "RUS", "CONSULT"),
    )  # fmt: skip
    path = trajectory(table, "RUS", "UKR")

    behind = [path.table.event(index)["type"] for index in path.events_behind(5, limit=2)]

    assert behind == ["ASSAULT", "ACCUSE"]
    assert path.table.event(int(path.events_behind(5)[0]))["row"] == 2


def test_joint_is_both_directions_whichever_is_named_first():
    table = world(days=500, pairs={("RUS", "UKR"): PEACE, ("UKR", "RUS"): WAR}, rate=0.2)
    one, other = trajectory(table, "RUS", "UKR"), trajectory(table, "UKR", "RUS")
    pairs = panel(table).joint()
    shared = trajectory(table, "RUS", "UKR", world=panel(table))

    np.testing.assert_allclose(one.joint.valence, other.joint.valence)
    np.testing.assert_allclose(one.forward.valence, other.back.valence)
    np.testing.assert_allclose(one.joint.low, shared.joint.low)
    np.testing.assert_allclose(pairs.valence()[:, pairs.place("RUS", "UKR")], one.joint.valence)
    assert pairs.place("UKR", "RUS") == -1


@pytest.mark.parametrize(
    ("fault", "said"),
    [({"period": "day"}, "period"), ({"count": "some"}, "count"), ({"half_life": 0}, "half_life"), ({"mix": 1.5}, "mix")],
)
def test_wrong_parameters_are_refused_with_what_is_right(fault, said):
    with pytest.raises(ValueError, match=said):
        Parameters(**fault)


def test_no_event_between_two_is_said():
    table = events(("2020-01-05", "RUS", "UKR", "CONSULT"), ("2020-01-05", "USA", "CHN", "CONSULT"))

    for a, b in (("RUS", "USA"), ("RUS", "XXX"), ("RUS", "RUS")):
        with pytest.raises(ValueError, match="RUS"):
            trajectory(table, a, b)


@pytest.mark.parametrize("seed", range(3))
def test_the_events_behind_all_periods_are_those_behind_each(seed):
    path = trajectory(world(days=400, pairs={("RUS", "UKR"): (0.4, (0.3, 0.2, 0.2, 0.3))}, seed=seed), "RUS", "UKR")

    assert path.events_behind_each() == [path.events_behind(period).tolist() for period in range(len(path.calendar))]
