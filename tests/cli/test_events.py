"""Where events come from: one kind of source for every verb that counts them."""

import datetime as dt

import pytest

import detente
from detente.cli import run
from detente.ledger import open_store
from detente.ledger.events import Event, replace_events
from detente.records import Happening, Standing

DAY_ONE = dt.date(2022, 1, 1)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> str:
    """A year in which Russia and Ukraine meet, then fight, beside others who meet and accuse one another; some of it is disputed."""
    path = str(tmp_path_factory.mktemp("events") / "detente.db")
    found = []
    for number in range(1080):
        day = DAY_ONE + dt.timedelta(number // 3)
        sides = (("RUS", "UKR"), ("CHN", "USA"), ("FRA", "IDN"), ("USA", "JPN"))[number % 4]
        war = sides == ("RUS", "UKR") and number > 540
        kind, quad = ("ASSAULT", "material conflict") if war else ("ACCUSE", "verbal conflict") if number % 5 == 0 else ("CONSULT", "verbal cooperation")
        happening = Happening(
            id=f"e{number:04}", claims=(f"c{number:04}",), family="any", type=kind, actors=sides[:1], recipients=sides[1:], first=day, last=day, place="",
            quantities=(), links=(),
        )  # fmt: skip
        status = "disputed" if number % 7 == 0 else "reported"
        standing = Standing(status=status, rule="R8", for_claims=(), against_claims=(), origins=1, caveats=(), as_of=None)
        found.append(Event(happening=happening, standing=standing, quad=quad, score=10))
    store = open_store(path, write=True)
    with store.writing() as connection:
        replace_events(connection, [], found)
    store.close()
    return path


def test_an_outlook_is_told_from_a_ledger(ledger, capsys):
    assert run(["outlook", "RUS", "UKR", "--ledger", ledger, "--horizon", "14d", "--top", "1"]) == 0
    out = capsys.readouterr().out

    assert "counted: reported" in out
    assert "RUS → UKR: ASSAULT" in out


def test_what_counts_is_chosen_in_a_ledger_too(ledger, capsys):
    told = []
    for count in ("reported", "all"):
        assert run(["outlook", "RUS", "UKR", "--ledger", ledger, "--horizon", "14d", "--count", count]) == 0
        told.append(capsys.readouterr().out.splitlines()[1])

    assert told[0] != told[1]
    assert f"counted: {'all'}" in told[1]


def test_pair_network_and_pictures_of_a_ledger(ledger, tmp_path, capsys):
    assert run(["relations", "RUS", "UKR", "--ledger", ledger, "--show", "phases"]) == 0
    assert "turn 2022-0" in capsys.readouterr().out
    assert run(["relations", "--ledger", ledger]) == 0
    assert "RUS - UKR" in capsys.readouterr().out
    for picture in ("course", "events"):
        assert run(["relations", "RUS", "UKR", "--ledger", ledger, "--plot", str(tmp_path / "p.svg"), "--picture", picture]) == 0
        assert (tmp_path / "p.svg").read_text().startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["relations", "RUS", "UKR"], "--ledger"),
        (["outlook", "RUS"], "--ledger"),
        (["outlook", "RUS", "--ledger", "a.db", "--events", "b.csv"], "one of the two"),
    ],
)
def test_a_verb_asks_for_one_source(arguments, said, capsys):
    assert run(arguments) == 2
    assert said in capsys.readouterr().err


def test_a_pair_of_a_ledger_without_events_says_so(ledger, capsys):
    assert run(["relations", "RUS", "IDN", "--ledger", ledger]) == 2
    assert "no event between RUS and IDN counts as 'reported'" in capsys.readouterr().err
    assert run(["outlook", "RUS", "ZZZ", "--ledger", ledger]) == 2
    assert "no event names ZZZ" in capsys.readouterr().err


def test_the_ledger_opens_read_only(ledger):
    with detente.open(ledger) as opened:
        assert len(opened.table()[0]) == 1080
