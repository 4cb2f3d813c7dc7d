"""From hand-made parses to events: predicate, type, doers > those it befalls, and what stands on another's word or demand."""

import pytest
from handmade import view, who

from detente.events.find import find_events


def told(lines, tag="en"):
    """Each event as "trigger TYPE actors>recipients", with " (absorbed)" or " (on word)"."""
    ready = view(lines, tag)
    lines_out = []
    for event in find_events([ready])[0]:
        trigger = " ".join(ready.tree.token(t).text for t in event.trigger)
        mark = " (absorbed)" if event.absorbed else " (on word)" if event.told_by >= 0 else ""
        lines_out.append(f"{trigger} {event.type} {who(event.actors)}>{who(event.recipients)}{mark}")
    return lines_out


CASES = {
    "active": ("en", "Israel=ISR PROPN 2 nsubj\nattacked VERB 0 root\nSyria=SYR PROPN 2 obj", ["attacked ASSAULT ISR>SYR"]),
    "passive": (
        "en", "Syria=SYR PROPN 3 nsubj:pass\nwas AUX 3 aux:pass\nattacked VERB 0 root\nby ADP 5 case\nIsrael=ISR PROPN 3 obl:agent",
        ["attacked ASSAULT ISR>SYR"],
    ),
    "Indonesian, its voice known by its form": (
        "id", "Suriah=SYR PROPN 2 nsubj\ndiserang VERB 0 root\nIsrael=ISR PROPN 2 obj", ["diserang ASSAULT ISR>SYR"],
    ),
    "to whom": (
        "en", "Iran=IRN PROPN 2 nsubj\nsupplied VERB 0 root\nweapons NOUN 2 obj\nto ADP 5 case\nSyria=SYR PROPN 2 obl", ["supplied AID IRN>SYR"],
    ),
    "coordinated parties": (
        "en", "Iran=IRN PROPN 4 nsubj\nand CCONJ 3 cc\nSyria=SYR PROPN 1 conj\nattacked VERB 0 root\nIsrael=ISR PROPN 4 obj",
        ["attacked ASSAULT IRN+SYR>ISR"],
    ),
    "a common noun stands for its owner": (
        "en", "Russian=RUS ADJ 2 amod\ntroops NOUN 3 nsubj\nattacked VERB 0 root\nvillages NOUN 3 obj\nin ADP 6 case\nChad=TCD PROPN 4 nmod",
        ["attacked ASSAULT RUS>TCD"],
    ),
    "a noun with its doer written out": (
        "en", "The DET 2 det\ninvasion NOUN 7 nsubj\nof ADP 4 case\nChad=TCD PROPN 2 nmod\nby ADP 6 case\nLibya=LBY PROPN 2 nmod\nended VERB 0 root",
        ["invasion ASSAULT LBY>TCD"],
    ),
    "a verb that only carries a noun": (
        "en", "Iran=IRN PROPN 2 nsubj\ndelivered VERB 0 root\nan DET 4 det\nattack NOUN 2 obj\non ADP 6 case\nIraq=IRQ PROPN 4 nmod", ["attack ASSAULT IRN>IRQ"],
    ),
    "a verb that carries a noun to its subject": (
        "en", "Iraq=IRQ PROPN 2 nsubj\nendured VERB 0 root\nan DET 4 det\nattack NOUN 2 obj\nby ADP 6 case\nIran=IRN PROPN 4 nmod", ["attack ASSAULT IRN>IRQ"],
    ),
    "a meeting has no sides": (
        "en", "Iran=IRN PROPN 4 nsubj\nand CCONJ 3 cc\nIraq=IRQ PROPN 1 conj\nmet VERB 0 root", ["met CONSULT IRN+IRQ>"],
    ),
    "to each other": (
        "en", "Iran=IRN PROPN 4 nsubj\nand CCONJ 3 cc\nIraq=IRQ PROPN 1 conj\naccused VERB 0 root\neach DET 6 det\nother ADJ 4 obj",
        ["accused ACCUSE IRN+IRQ>"],
    ),
    "a threat takes in what is threatened": (
        "en", "Iran=IRN PROPN 2 nsubj\nthreatened VERB 0 root\nto PART 4 mark\nattack VERB 2 xcomp\nIsrael=ISR PROPN 4 obj",
        ["threatened THREATEN IRN>ISR", "attack ASSAULT IRN>ISR (absorbed)"],
    ),
    "a promise of conflict is a threat": (
        "en", "Iran=IRN PROPN 2 nsubj\npromised VERB 0 root\nto PART 4 mark\nattack VERB 2 xcomp\nIsrael=ISR PROPN 4 obj",
        ["promised THREATEN IRN>ISR", "attack ASSAULT IRN>ISR (absorbed)"],
    ),
    "an accusation tells what the accused did": (
        "en", "Chad=TCD PROPN 2 nsubj\naccused VERB 0 root\nLibya=LBY PROPN 2 obj\nof SCONJ 5 mark\nbombing VERB 2 advcl\nMali=MLI PROPN 5 obj",
        ["accused ACCUSE TCD>LBY", "bombing ASSAULT LBY>MLI (on word)"],
    ),
    "what must be done is asked for by whoever says so": (
        "en", "Seoul=KOR PROPN 2 nsubj\nsaid VERB 0 root\nPyongyang=PRK PROPN 5 nsubj\nmust AUX 5 aux\ndisarm VERB 2 ccomp",
        ["must disarm REQUEST @speaker>PRK", "disarm RETREAT PRK> (absorbed)"],
    ),
    "in the company of": (
        "en", "Russia=RUS PROPN 2 nsubj\njoined VERB 0 root\nChina=CHN PROPN 2 obj\nin SCONJ 5 mark\nattacking VERB 2 advcl\nChad=TCD PROPN 5 obj",
        ["attacking ASSAULT RUS+CHN>TCD"],
    ),
    "we is left to the speaker": ("en", "We PRON 2 nsubj\nattacked VERB 0 root\nIraq=IRQ PROPN 2 obj", ["attacked ASSAULT @speaker>IRQ"]),
    "nobody named": ("en", "Rebels NOUN 2 nsubj\nattacked VERB 0 root\nvillages NOUN 2 obj", []),
    "an actor is not its own victim": ("en", "Iran=IRN PROPN 2 nsubj\nattacked VERB 0 root\nIran=IRN PROPN 2 obj", ["attacked ASSAULT IRN>"]),
    "a name is no predicate": ("en", "Attack=FRA PROPN 2 nsubj\nslept VERB 0 root\nin ADP 4 case\nIraq=IRQ PROPN 2 obl", []),
}  # fmt: skip


@pytest.mark.parametrize(("tag", "lines", "expected"), CASES.values(), ids=CASES)
def test_the_events_of_a_sentence(tag, lines, expected):
    assert told(lines, tag) == expected


def test_an_event_names_the_row_that_made_it():
    (event,) = find_events([view("Israel=ISR PROPN 2 nsubj\nattacked VERB 0 root\nSyria=SYR PROPN 2 obj", "en")])[0]

    assert event.because == (f"events:en/{event.row}",)
    assert (event.sentence, event.trigger) == (0, (1,))


def test_each_sentence_has_its_own_events():
    first = view("Israel=ISR PROPN 2 nsubj\nattacked VERB 0 root\nSyria=SYR PROPN 2 obj", "en")
    second = view("It PRON 2 nsubj\nrained VERB 0 root", "en", index=1, start=30)

    assert [len(events) for events in find_events([first, second, first])] == [1, 0, 1]
