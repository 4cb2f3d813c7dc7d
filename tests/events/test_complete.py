"""Who is meant where a sentence leaves a party out."""

import pytest
from handmade import someone, view, who

from detente.events.complete import UNDERSTOOD, address, complete_parties
from detente.events.find import find_events
from detente.records import Event


def completed(*sentences, tag="en"):
    """The events of some sentences as "TYPE actors>recipients", "*" after one whose recipients were understood."""
    views = [view(lines, tag, index=number, start=500 * number) for number, lines in enumerate(sentences)]
    told = complete_parties(views, find_events(views))
    return [f"{e.type} {who(e.actors)}>{who(e.recipients)}{'*' if UNDERSTOOD in e.because else ''}" for events in told for e in events]


RAID = "Israel=ISR PROPN 2 nsubj\nattacked VERB 0 root\nSyria=SYR PROPN 2 obj"
SHOT = "Syria=SYR PROPN 2 nsubj\nattacked VERB 0 root\nthe DET 4 det\nbase NOUN 2 obj"
CASES = {
    "the same doer goes on": (
        ["Iran=IRN PROPN 2 nsubj\nattacked VERB 0 root\nIraq=IRQ PROPN 2 obj\nand CCONJ 5 cc\nkilled VERB 2 conj\nsoldiers NOUN 5 obj"],
        ["ASSAULT IRN>IRQ", "ASSAULT IRN>IRQ*"],
    ),
    "blows are exchanged": ([RAID, SHOT], ["ASSAULT ISR>SYR", "ASSAULT SYR>ISR*"]),
    "the deed that is condemned is told before": (
        [RAID, "France=FRA PROPN 2 nsubj\ncondemned VERB 0 root\nthe DET 4 det\nattack NOUN 2 obj"], ["ASSAULT ISR>SYR", "ACCUSE FRA>ISR*"],
    ),
    "a pointing noun takes up the last deed": (
        [RAID, "France=FRA PROPN 2 nsubj\ncondemned VERB 0 root\nthis DET 4 det\nmove NOUN 2 obj"], ["ASSAULT ISR>SYR", "ACCUSE FRA>ISR*"],
    ),
    "a blow answers the last one, though it fell on somebody else": (
        [RAID, "Iran=IRN PROPN 2 nsubj\nretaliated VERB 0 root"], ["ASSAULT ISR>SYR", "ASSAULT IRN>ISR*"],
    ),
    "the attack that is named again befell the same": (
        [RAID, "Chad=TCD PROPN 2 nsubj\nlaunched VERB 0 root\nthe DET 4 det\nattack NOUN 2 obj"], ["ASSAULT ISR>SYR", "ASSAULT TCD>SYR*"],
    ),
    "nothing before": ([SHOT], ["ASSAULT SYR>"]),
    "the blows of others": ([RAID, SHOT.replace("Syria=SYR", "Chad=TCD")], ["ASSAULT ISR>SYR", "ASSAULT TCD>"]),
}  # fmt: skip


@pytest.mark.parametrize(("sentences", "expected"), CASES.values(), ids=CASES)
def test_recipients_that_are_understood(sentences, expected):
    assert completed(*sentences) == expected


def test_an_exchange_too_far_back_is_forgotten():
    rain = "It PRON 2 nsubj\nrained VERB 0 root"

    assert completed(RAID, rain, rain, rain, rain, SHOT) == ["ASSAULT ISR>SYR", "ASSAULT SYR>"]


def test_what_has_a_recipient_is_left_alone():
    views = [view(RAID, "en")]

    assert complete_parties(views, find_events(views)) == find_events(views)


def event(kind, actors, recipients=(), sentence=0):
    return Event(
        sentence=sentence, clause=0, trigger=(1,), row="x", type=kind, modes=(), contexts=(), cameo="", flags=frozenset(),
        actors=someone(*actors), recipients=someone(*recipients),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "before", "recipients"),
    [
        (event("REJECT", ["IRN"], sentence=1), [event("REQUEST", ["USA"], ["IRN"])], "USA"),
        (event("REQUEST", ["IRN"], sentence=1), [event("CONSULT", ["IRN", "OMN"])], "OMN"),
        (event("REJECT", ["IRN"], ["FRA"], sentence=1), [event("REQUEST", ["USA"], ["IRN"])], "FRA"),
        (event("ACCUSE", ["IRN"], sentence=1), [event("REQUEST", ["USA"], ["IRN"])], "USA"),
        (event("SANCTION", ["IRN"]), [event("SANCTION", ["USA"], ["IRN"])], ""),
        (event("CONSULT", ["IRN"], sentence=1), [event("REQUEST", ["USA"], ["IRN"])], ""),
        (event("REJECT", ["IRN"], sentence=1), [event("REQUEST", ["USA"], ["CHN"])], ""),
        (event("REJECT", ["IRN"], sentence=9), [event("REQUEST", ["USA"], ["IRN"])], ""),
        (event("REJECT", [], sentence=1), [event("REQUEST", ["USA"], ["IRN"])], ""),
    ],
)
def test_a_demand_refusal_charge_or_sanction_is_addressed_to_the_other_side_of_the_last_dealing(told, before, recipients):
    assert who(address(told, before).recipients) == recipients
