"""The signed graph, its triads against chance, its camps, and third parties, where the truth was put in."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import START, world

from detente.relations import Parameters, Window, balance, pivots, signed_graph
from detente.relations.balance import count_triads
from detente.relations.camps import contradictions, find_camps
from detente.relations.pivots import benjamini_hochberg, lead_lag

FRIENDS, FOES = (0.3, (0.85, 0.08, 0.05, 0.02)), (0.3, (0.35, 0.02, 0.35, 0.28))
EAST, WEST = ("BLR", "PRK", "RUS"), ("FRA", "GBR", "USA")


def camps_world(days=400, **more):
    """Two camps of three, friends within and foes between, and India on good terms with all."""
    parties = (*EAST, *WEST, "IND")
    pairs = {(a, b): FRIENDS if {a, b} <= set(EAST) or {a, b} <= set(WEST) or "IND" in (a, b) else FOES for a in parties for b in parties if a != b}
    return world(days=days, pairs=pairs | more.pop("pairs", {}), rest=(), **more)


@st.composite
def signs(draw, most=9):
    size = draw(st.integers(3, most))
    sign = np.zeros((size, size), np.int64)
    for a, b in combinations(range(size), 2):
        sign[a, b] = sign[b, a] = draw(st.sampled_from([-1, 0, 1]))
    return sign


def test_ties_have_the_sign_that_was_put_in():
    graph = signed_graph(camps_world(), Window(hostile=None))

    assert graph.names == ("BLR", "FRA", "GBR", "IND", "PRK", "RUS", "USA")
    assert {(a, b) for a, b, _, sign in graph.ties() if sign < 0} == {tuple(sorted(pair)) for pair in product(EAST, WEST)}
    assert graph.between("USA", "RUS") == ("IND",)
    assert graph.bridging()[graph.place("IND")] == 1.0
    assert graph.cut == 0.0
    np.testing.assert_array_equal(graph.sign, graph.sign.T)


def test_the_worst_share_of_ties_is_hostile_and_thin_pairs_are_no_ties():
    graph = signed_graph(camps_world(), Window(hostile=0.25))

    hostile = [sign for _, _, _, sign in graph.ties()].count(-1)
    assert hostile == pytest.approx(0.25 * len(graph.ties()), abs=1)
    few = signed_graph(camps_world(), Window(hostile=0.25, parties=("RUS", "BLR", "PRK")))
    assert (few.cut, few.by_share, graph.by_share) == (0.0, False, True)  # three friends have no foe among them
    assert [sign for _, _, _, sign in few.ties()] == [1, 1, 1]
    with pytest.raises(ValueError, match="no pair has 5 effective events"):
        signed_graph(camps_world(), Window(first=START, last=START + 1))
    with pytest.raises(ValueError, match="no tie in this window"):
        graph.place("ZZZ")


def test_a_window_and_parties_choose_what_is_seen():
    table = camps_world()

    graph = signed_graph(table, Window(first=START + 100, last=START + 200, hostile=None, parties=("RUS", "USA", "IND")), Parameters(least=3))

    assert graph.names == ("IND", "RUS", "USA")
    assert graph.weight.max() < signed_graph(table).weight.max()


@given(signs())
def test_triads_are_those_counted_one_by_one(sign):
    counted = [0, 0, 0, 0]
    for a, b, c in combinations(range(len(sign)), 3):
        ties = (sign[a, b], sign[a, c], sign[b, c])
        if all(ties):
            counted[ties.count(-1)] += 1

    triads = count_triads(sign)

    assert triads.counts == tuple(counted)
    if sum(counted):
        assert triads.strong == pytest.approx((counted[0] + counted[2]) / sum(counted))
        assert triads.weak == pytest.approx(1 - counted[1] / sum(counted))


@settings(max_examples=60)
@given(signs())
def test_two_camps_are_the_best_of_all_and_blocs_are_within_their_bound(sign):
    best = min(contradictions(sign, np.array((0, *rest))) for rest in product((0, 1), repeat=len(sign) - 1))

    camps, blocs = find_camps(sign, groups=2), find_camps(sign, groups=None)

    assert camps.frustration == camps.bound == best == contradictions(sign, camps.group)
    assert blocs.bound <= blocs.frustration <= camps.frustration
    assert blocs.frustration == contradictions(sign, blocs.group)
    assert set(camps.group) <= {0, 1}


def test_two_camps_are_found_and_are_more_balanced_than_chance():
    graph = signed_graph(camps_world(), Window(hostile=None, parties=EAST + WEST))
    found = balance(graph, draws=199)

    assert found.camps.frustration == 0
    assert {tuple(np.array(graph.names)[found.camps.group == side]) for side in (0, 1)} == {EAST, WEST}
    assert found.strong.share == 1.0
    assert found.strong.p < 0.05
    assert found.strong.z > 1.5
    assert [row.hostile for row in found.sensitivity] == sorted(row.hostile for row in found.sensitivity)


def test_signs_without_order_are_no_more_balanced_than_chance():
    chance = np.random.default_rng(3)
    low = 0
    for _ in range(20):
        sign = np.triu(np.where(chance.random((14, 14)) < 0.3, -1, 1), 1)
        sign = sign + sign.T
        graph = signed_graph(camps_world(days=60), Window(hostile=None), Parameters(least=1))
        values = np.where(sign == 0, np.nan, sign + np.triu(chance.random((14, 14)), 1) + np.triu(chance.random((14, 14)), 1).T)
        made = type(graph)(names=tuple("ABCDEFGHIJKLMN"), sign=sign, valence=values, weight=np.abs(sign) * 9.0, cut=0.0, by_share=False,
                           window=graph.window, parameters=graph.parameters)  # fmt: skip
        low += balance(made, draws=49).strong.p < 0.05
    assert low <= 4


def test_a_party_that_is_courted_after_it_warms_to_the_rival_is_found_and_others_are_not():
    """Eight times North Korea warms to China, and Russia comes six weeks later; Mongolia has the same ties, but nobody answers."""
    starts = np.array([420, 640, 1010, 1180, 1590, 1850, 2060, 2330])

    def visits(later):
        return lambda day: ((0.9 if ((day - starts - later >= 0) & (day - starts - later < 40)).any() else 0.15), FRIENDS[1])

    pairs = {}
    for third, answered in (("PRK", True), ("MNG", False)):
        pairs |= {(third, "CHN"): visits(0), ("CHN", third): visits(0)}
        pairs |= {("RUS", third): visits(45) if answered else (0.25, FRIENDS[1]), (third, "RUS"): (0.2, FRIENDS[1])}
    pairs |= {("RUS", "CHN"): (0.3, FRIENDS[1]), ("CHN", "RUS"): (0.3, FRIENDS[1])}
    table = world(days=2600, pairs=pairs, rate=0.1, seed=4)

    found = {pivot.name: pivot for pivot in pivots(table, "CHN", "RUS", hosts={"MNG": "meetings"})}

    assert found["PRK"].after_a.q < 0.1
    assert found["PRK"].after_a.rise > 0.3
    assert found["MNG"].after_a.p > 0.1
    assert 0.2 < found["PRK"].index < 1
    assert (found["MNG"].host, found["PRK"].host) == ("meetings", "")
    assert (found["PRK"].after_a.suitor, found["PRK"].after_a.rival) == ("RUS", "CHN")


def test_lead_lag_on_chance_alone_is_seldom_sure():
    chance = np.random.default_rng(5)
    sure = sum(lead_lag(chance.standard_normal(120), np.sort(chance.choice(np.arange(12, 116), 6, replace=False)))[1] <= 0.05 for _ in range(200))

    assert sure <= 20
    assert np.isnan(lead_lag(np.zeros(20), np.array([13, 15, 16]))[1])


def test_false_discoveries_are_those_of_benjamini_and_hochberg():
    found = benjamini_hochberg(np.array([0.01, np.nan, 0.04, 0.03, 0.9]))

    np.testing.assert_allclose(found[[0, 2, 3, 4]], [0.04, 0.16 / 3, 0.16 / 3, 0.9])
    assert np.isnan(found[1])
