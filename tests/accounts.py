"""Events with voices, sentences and articles made by hand, for tests of exports, feeds and briefs that need no ledger."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from telling import make_told

from detente.assembly import join_claims, judge
from detente.records import Account, Place, Printing, Told, Voice

PLACE = Place(name="Rason", country="PRK", lat=42.25, lon=130.3, start=0, end=5)


def make_voice(told: Told, *, sentence: str = "Pyongyang shipped shells to Russia.", decided: bool = True, **printing: object) -> Voice:
    facts = {"id": f"p-{told.id}", "title": "Shells", "publisher": "Our Paper", "url": f"https://paper.example/{told.id}", "language": "en", "published": told.said}
    return Voice(told=told, sentence=sentence, printing=Printing(**{**facts, **printing}), decided=decided)


def make_account(told: Sequence[Told], *, sentence: str = "Pyongyang shipped shells to Russia.", **printing: object) -> Account:
    """The one event of some claims, put together and judged as the ledger does it."""
    (event,) = join_claims(told, (), ())
    standing = judge(told)
    decided = {*standing.for_claims, *standing.against_claims}
    voices = tuple(make_voice(one, sentence=sentence, decided=one.id in decided, **printing) for one in told)
    return Account(event=event, standing=standing, voices=voices)


def one(name: str, **fields: object) -> Account:
    """An event of a single claim, e.g. `one("a", parties="USA+KOR", kind="CONSULT")`."""
    return make_account([make_told(name, **fields)])


def disputed() -> Account:
    """Shells from North Korea to Russia: the United States says so, North Korea denies it; at a place."""
    said = make_told("a1", speakers="USA", certainty="probable")
    said = replace(said, claim=replace(said.claim, where=PLACE))
    denied = make_told("a2", speakers="PRK", stance="denies", said="2022-11-08")
    event = replace(join_claims([said], (), ())[0], claims=("a1", "a2"))
    voices = (make_voice(said), make_voice(denied, sentence="North Korea denied it.", publisher="Their Paper"))
    return Account(event=event, standing=judge([said, denied]), voices=voices)


def several() -> tuple[Account, ...]:
    """A dispute, a meeting that both held, a protest without a second party, and an attack whose day nobody knows."""
    attack = one("d1", kind="ASSAULT", parties="RUS>UKR", when="")
    undated = replace(attack, event=replace(attack.event, first=None, last=None))
    return (
        disputed(),
        one("b1", kind="CONSULT", parties="RUS+UNO", when="2022-11-03"),
        one("c1", kind="PROTEST", parties="KOR", when="2022-11-02"),
        undated,
    )


MADE = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
