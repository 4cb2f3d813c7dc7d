"""Phases: breaks where they were put, none where there is none, and the names of what lies between."""

import numpy as np
import pytest
from worlds import START, events, world

from detente.relations import Parameters, Rules, phases, trajectory

WARM, COLD, WAR = (0.7, (0.88, 0.08, 0.03, 0.01)), (0.7, (0.5, 0.02, 0.33, 0.15)), (0.9, (0.3, 0.02, 0.28, 0.40))


def relation(*stretches, period="month", seed=1):
    """The trajectory of A and B through stretches of (days, rate and shares), in a world of others."""
    ends = np.cumsum([days for days, _ in stretches])

    def what(day):
        return stretches[int(np.searchsorted(ends, day, side="right"))][1]

    table = world(days=int(ends[-1]), pairs={("A", "B"): what, ("B", "A"): what}, rate=0.25, seed=seed)
    return trajectory(table, "A", "B", Parameters(period=period))


def day(number):
    return str(np.datetime64(START + number, "D"))


@pytest.mark.parametrize("period", ["month", "week"])
def test_a_rupture_is_dated_and_named_and_the_events_behind_it_are_hostile(period):
    path = relation((900, WARM), (600, WAR), period=period)

    found = phases(path)

    assert found.verdict == "change"
    (turn,) = found.breaks
    assert turn.earliest <= day(900) <= turn.latest
    assert abs((np.datetime64(turn.day) - np.datetime64(day(900))).astype(int)) <= 31
    assert turn.before > 0.3 > -0.3 > turn.after
    assert turn.gain > 1
    assert [path.table.types[shift.type] for shift in turn.shifts] == ["ASSAULT", "CONSULT", "AID"]
    assert turn.shifts[0].after > turn.shifts[0].before + 0.5
    assert {path.table.event(int(e))["type"] for e in turn.events} == {"ASSAULT"}
    assert [phase.name for phase in found.phases] == ["warm", "rupture", "cold"]
    assert found.phases[1].end - found.phases[1].start == (2 if period == "month" else 8)


def test_a_thaw_is_warming_and_then_warm():
    found = phases(relation((700, WAR), (500, (0.7, (0.70, 0.05, 0.18, 0.07))), (500, WARM)))

    assert [phase.name for phase in found.phases] == ["cold", "warming", "warm"]


def test_no_change_is_an_answer():
    for seed in range(3):
        found = phases(relation((1400, WARM), seed=seed))

        assert (found.verdict, found.breaks) == ("no change", ())
        assert [phase.name for phase in found.phases] == ["warm"]
        assert 0 < found.penalty < np.inf


def test_a_change_of_volume_alone_is_no_change_of_phase():
    found = phases(relation((700, (0.1, WARM[1])), (700, (1.5, WARM[1]))))

    assert found.verdict == "no change"


def test_too_little_to_say_is_said():
    found = phases(trajectory(events(("2022-11-04", "PRK", "RUS", "AID"), ("2022-12-20", "RUS", "PRK", "ASSAULT")), "PRK", "RUS"))

    assert found.verdict == "too thin to say"
    assert [phase.name for phase in found.phases] == ["thin"]
    assert [phase.name for phase in found.phases] == ["thin"]


def test_phases_follow_one_another_without_a_gap_and_come_out_the_same_twice():
    path = relation((500, WARM), (400, WAR), (500, COLD))
    found = phases(path, Rules(seed=3))

    assert [(b.day, b.gain) for b in found.breaks] == [(b.day, b.gain) for b in phases(path, Rules(seed=3)).breaks]
    assert [phase.start for phase in found.phases[1:]] == [phase.end for phase in found.phases[:-1]]
    assert (found.phases[0].start, found.phases[-1].end) == (0, len(path.calendar))
    assert all(phase.low <= phase.valence <= phase.high for phase in found.phases)
