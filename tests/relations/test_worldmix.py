"""The world's mix from counts by month: the same as from its events, but for where in a month they lie."""

import numpy as np
import pytest
from worlds import START, world

from detente.relations import Parameters, WorldCounts, phases, trajectory
from detente.relations.periods import REFERENCE_MIX, make_calendar, period_of

PEACE, WAR = (0.4, (0.85, 0.05, 0.07, 0.03)), (0.4, (0.3, 0.02, 0.28, 0.40))


def counts_of(table, a, b) -> WorldCounts:
    """The counts of a table by month and class."""
    month = period_of(table.day, "month")
    first, size = int(month.min()), int(np.ptp(month)) + 1
    sides = [table.names.index(name) for name in (a, b)]
    own = np.isin(table.actor, sides) & np.isin(table.recipient, sides)
    counts, mine = (np.bincount(((month - first) * 4 + table.quad - 1)[rows], minlength=size * 4).reshape(size, 4) for rows in (own | True, own))
    return WorldCounts(first=first, counts=counts, own=mine, last=int(table.day.max()))


@pytest.fixture(scope="module")
def table():
    return world(days=730, pairs={("RUS", "UKR"): lambda day: WAR if day >= 400 else PEACE, ("UKR", "RUS"): PEACE}, rate=0.3)


@pytest.mark.parametrize("period", ["month", "week"])
def test_a_pair_with_the_counts_of_the_world_moves_as_it_does_with_its_events(table, period):
    sides = [table.names.index(name) for name in ("RUS", "UKR")]
    alone = table.where(np.isin(table.actor, sides) & np.isin(table.recipient, sides))
    parameters = Parameters(period=period)

    whole, short = trajectory(table, "RUS", "UKR", parameters), trajectory(alone, "RUS", "UKR", parameters, world=counts_of(table, "RUS", "UKR"))

    assert (short.mix_basis, len(short.calendar)) == ("world", len(whole.calendar))
    assert np.abs(short.mix - whole.mix).mean() < 0.01
    np.testing.assert_allclose(short.joint.valence, whole.joint.valence, atol=0.08)
    np.testing.assert_array_equal(short.joint.effective, whole.joint.effective)
    assert [turn.day for turn in phases(short).breaks] == [turn.day for turn in phases(whole).breaks]


def test_the_months_after_the_last_event_of_a_pair_are_told_too(table):
    alone = table.where((table.actor == table.names.index("RUS")) & (table.day < START + 90))

    path = trajectory(alone, "RUS", "UKR", world=counts_of(table, "RUS", "UKR"))

    assert path.calendar.label(len(path.calendar) - 1) == "2011-12"
    assert not path.joint.grey[2]
    assert path.joint.grey[-1]  # what is two years old says nothing of today


def test_counts_fade_as_their_events_would_day_by_day():
    counts = np.array([[31, 0, 0, 0], [0, 28, 14, 0], [0, 0, 0, 62]])
    world_counts = WorldCounts(first=12, counts=counts, own=0 * counts, last=445)
    calendar = make_calendar(365 + 10, 365 + 200, "week")  # 1971; it ends long after the last count

    found = world_counts.mix(calendar, Parameters(half_life=20))

    for last, mix in zip(calendar.last, found, strict=True):
        sides = [100 * (1 - REFERENCE_MIX), 100 * REFERENCE_MIX]
        for start, days, (talk, aid, blame, force) in zip((365, 396, 424), (31, 28, 31), counts, strict=True):
            left = sum(0.5 ** ((last - day) / 20) for day in range(start, start + days) if day <= last) / days
            sides = [sides[0] + left * (talk + 4 * aid), sides[1] + left * (blame + 4 * force)]
        assert mix == pytest.approx(sides[1] / sum(sides))


def test_a_pair_that_is_most_of_the_world_is_told_against_the_reference(table):
    counts = counts_of(table, "RUS", "UKR")
    only = WorldCounts(first=counts.first, counts=counts.own, own=counts.own, last=counts.last)

    path = trajectory(table, "RUS", "UKR", world=only)

    assert (path.mix_basis, set(path.mix)) == ("reference", {REFERENCE_MIX})
    assert trajectory(table, "RUS", "UKR", Parameters(mix=0.4), world=only).mix_basis == "given"


def test_what_was_known_at_the_end_of_a_day_holds_no_later_month(table):
    known = counts_of(table, "RUS", "UKR").until(START + 40)

    assert (len(known.counts), len(known.own), known.last) == (2, 2, START + 40)
    assert trajectory(table.where(table.day <= START + 40), "RUS", "UKR", world=known).calendar.last[-1] == START + 40
