"""A demand to stop takes the act for granted."""

from dataclasses import replace

from samples import PRK, RUS, party

from detente.claims.presupposed import presupposed
from detente.records import Event

ATTACK = Event(
    sentence=0, clause=0, trigger=(1,), row="", type="ASSAULT", modes=(), contexts=(), cameo="", flags=frozenset(), actors=(party(RUS, ""),),
    recipients=(party(PRK, ""),), effects=frozenset({"end", "prevent"}), absorbed_by=0,
)  # fmt: skip
DEMAND = replace(ATTACK, type="REQUEST", effects=frozenset(), absorbed_by=-1)


def test_who_is_urged_to_stop_attacking_attacks():
    found = presupposed(ATTACK, [DEMAND])

    assert (found.absorbed, found.effects) == (False, frozenset())
    assert found.because[-1] == "claims:presupposed"


def test_what_is_only_to_be_prevented_or_done_is_not_taken_for_granted():
    for other in (replace(ATTACK, effects=frozenset({"prevent"})), replace(ATTACK, effects=frozenset()), replace(ATTACK, type="RETREAT")):
        assert presupposed(other, [DEMAND]) is other


def test_a_threat_or_promise_to_stop_tells_of_no_act():
    assert presupposed(ATTACK, [replace(DEMAND, type="THREATEN")]).absorbed


def test_an_event_of_its_own_stays_as_it_is():
    event = replace(ATTACK, absorbed_by=-1)

    assert presupposed(event, [DEMAND]) is event
