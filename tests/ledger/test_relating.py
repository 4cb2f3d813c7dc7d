"""A ledger's events as columns and courses: the same whether one pair is read or all, and after every change."""

import datetime as dt

import numpy as np
import pytest
from ledgers import new_ledger
from worlds import world

import detente
from detente.errors import UsageError
from detente.ledger.events import Event, replace_events
from detente.ledger.rollup import find_world, load_all
from detente.ledger.schema import meta
from detente.records import Happening, Standing
from detente.records.eventtable import QUADS
from detente.relations import phases, trajectory

PEACE, WAR = (0.4, (0.85, 0.05, 0.07, 0.03)), (0.4, (0.3, 0.02, 0.28, 0.40))


def event(name: str, day: str, actors: str, recipients: str, quad: int = 1, status: str = "reported", kind: str = "CONSULT") -> Event:
    """An event of one claim, e.g. event("e1", "2022-11-04", "PRK", "RUS"); several codes are separated by spaces."""
    first = dt.date.fromisoformat(day) if day else None
    happening = Happening(
        id=name, claims=(f"{name}-claim",), family="any", type=kind, actors=tuple(actors.split()), recipients=tuple(recipients.split()), first=first,
        last=first, place="", quantities=(), links=(),
    )  # fmt: skip
    standing = Standing(status=status, rule="R8", for_claims=(), against_claims=(), origins=1, caveats=(), as_of=None)
    return Event(happening=happening, standing=standing, quad=QUADS[quad], score=10)


def filled(folder, found):
    store = new_ledger(folder)
    with store.writing() as connection:
        replace_events(connection, [], found)
    return store


def rows_of(table) -> list[tuple[object, ...]]:
    return sorted((e["day"], e["actor"], e["recipient"], e["type"], e["quad"], e["status"], e["id"]) for e in map(table.event, range(len(table))))


@pytest.fixture
def few(tmp_path):
    """A meeting of three, aid that is disputed, a blow a year later, an event without a day, and a plan."""
    found = [
        event("e1", "2022-11-04", "PRK RUS CHN", ""), event("e2", "2022-11-05", "PRK", "RUS", 2, "disputed", "AID"),
        event("e3", "2023-02-01", "RUS", "UKR USA", 4, "confirmed", "ASSAULT"), event("e4", "", "PRK", "RUS"),
        event("e5", "2031-01-01", "PRK", "RUS", 1, "announced"),
    ]  # fmt: skip
    return filled(tmp_path, found), tmp_path / "detente.db"


def test_the_events_of_a_pair_are_those_of_all_that_pass_between_the_two(few):
    with detente.open(few[1]) as ledger:
        every, notices = ledger.table()
        pair, _ = ledger.table("rus", "PRK")

    assert [(notice.code, notice.message) for notice in notices] == [("load.rows-left-out", "events that are none between two parties: 1 no day")]
    assert len(every) == 6 + 1 + 2 + 1
    assert rows_of(pair) == [row for row in rows_of(every) if set(row[1:3]) == {"PRK", "RUS"}]
    assert {row[-1] for row in rows_of(pair)} == {"e1", "e2", "e5"}


def test_the_world_is_counted_once_in_each_direction_and_follows_what_changes(few):
    store, _ = few
    with store.writing() as connection:
        before = {year: months.sum(0)[:5].tolist() for year, months in find_world(connection)}
        replace_events(connection, ["e3-claim"], [])
        after = {year: months.sum(0)[:5].tolist() for year, months in find_world(connection)}

    assert before == {2022: [6, 0, 0, 0, 1], 2023: [0, 0, 0, 2, 0]}
    assert after == {2022: [6, 0, 0, 0, 1], 2023: [0, 0, 0, 0, 0]}


def test_a_ledger_that_did_not_count_the_world_yet_gives_the_same_and_begins_to(few):
    store, _ = few
    with store.writing() as connection:
        kept = find_world(connection)
        connection.execute(meta.delete().where(meta.c.key == "world"))
        connection.exec_driver_sql("DELETE FROM dyads WHERE a = 0")
        added_up = find_world(connection)
        replace_events(connection, [], [event("e6", "2023-03-01", "USA", "UKR")])
        later = dict(find_world(connection))

    assert [(year, months.tolist()) for year, months in kept] == [(year, months.tolist()) for year, months in added_up]
    assert later[2023].sum(0)[:5].tolist() == [1, 0, 0, 2, 0]
    with store.reading() as connection:
        assert load_all(connection)[0][:, 1].min() > 0


def test_a_pair_read_alone_moves_and_turns_as_it_does_among_all(tmp_path):
    table = world(days=730, pairs={("RUS", "UKR"): lambda day: WAR if day >= 400 else PEACE, ("UKR", "RUS"): PEACE}, rate=0.15)
    one_a_day = [table.event(int(row)) for row in np.unique(np.stack([table.day, table.actor, table.recipient, table.type]), axis=1, return_index=True)[1]]
    filled(tmp_path, [event(f"e{n}", e["day"], e["actor"], e["recipient"], QUADS.index(e["quad"]), kind=e["type"]) for n, e in enumerate(one_a_day)])

    with detente.open(tmp_path / "detente.db") as ledger:
        whole = trajectory(ledger.table()[0], "RUS", "UKR")
        path = ledger.trajectory("RUS", "UKR")
        early = ledger.trajectory("RUS", "UKR", until="2010-06-30")

    assert path.mix_basis == "world"
    np.testing.assert_allclose(path.joint.valence, whole.joint.valence, atol=0.05)
    np.testing.assert_array_equal(path.stakes, whole.stakes)
    assert [turn.day for turn in phases(path).breaks] == [turn.day for turn in phases(whole).breaks]
    assert early.calendar.label(len(early.calendar) - 1) == "2010-06"


def test_a_pair_without_events_says_so(few):
    with detente.open(few[1]) as ledger:
        with pytest.raises(UsageError, match="no event between CHN and UKR counts as 'reported'"):
            ledger.trajectory("CHN", "UKR")
        with pytest.raises(UsageError, match="two parties"):
            ledger.table("RUS")
        assert len(ledger.table("RUS", "FRA")[0]) == 0
