"""Asking and deciding: events with both sides, as of any day, an analyst's word that can be undone; the order of articles does not matter."""

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest
from ledgers import NOON, digest_of, entry_of, make_reading, new_ledger
from samples import PRK, TEXT, make_claim, party

import detente
from detente.cli import run
from detente.desk import Ledger
from detente.desk.change import parse_change
from detente.desk.days import parse_since, parse_until
from detente.errors import LedgerError, UsageError
from detente.ingest.assemble import assemble, pieces_of, rebuild
from detente.ledger import VERSION
from detente.ledger.append import append

CLAIM = make_claim()
DENIAL = make_claim(id="c2", stance="denies", certainty="certain", speakers=(party(PRK, "North Korea"),), because=("claims:answer",))
NOVEMBER = dt.date(2022, 11, 8)


def readings():
    """A claim in one paper; the same with a denial in another a week later; a wire copy of the first with a word changed."""
    other = "The White House said Pyongyang shipped shells to Russia through ports this week. North Korea denied it. " + "Nobody else spoke of it. " * 3
    first = make_reading(TEXT + " " + "The shells went by train, three officials said in the capital on Monday evening. " * 3, publisher="Our Paper")
    copied = make_reading(first.article.text.replace("evening", "night"), publisher="Their Paper")
    late = make_reading(TEXT + f" {other}", claims=(CLAIM, DENIAL), publisher="Third Paper", published=NOVEMBER + dt.timedelta(7))
    return [first, copied, late]


def filled(folder, order, name="detente.db"):
    store = new_ledger(folder, name)
    for place, reading in enumerate(order):
        with store.writing() as connection:
            added = append(connection, [entry_of(reading)], learned=NOON + dt.timedelta(place))
            assemble(connection, pieces_of(entry for _, entry in added.articles))
    return store


@pytest.fixture
def ledger(tmp_path):
    filled(tmp_path, readings())
    with detente.open(tmp_path / "detente.db") as opened:
        yield opened


def test_reports_are_no_events_and_the_denial_stands_beside_the_claim(ledger):
    (found,) = ledger.ask("rus", "PRK")

    assert (found.event.type, len(found.claims)) == ("AID", 4)
    assert (found.standing.status, found.standing.rule) == ("disputed", "R3")
    assert {told.claim.stance for told in found.claims} == {"asserts", "denies"}
    assert len({told.origin for told in found.claims}) <= 2
    assert "shipped shells" in next(iter(ledger.sentences(found).values()))


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"types": ["aid"]}, 1), ({"types": ["ASSAULT"]}, 0), ({"statuses": ["disputed"]}, 1), ({"statuses": ["confirmed"]}, 0),
        ({"since": "2022-10"}, 1), ({"since": "2023"}, 0), ({"until": "2022-11"}, 1), ({"until": "2021"}, 0), ({"as_of": "2022-11-07"}, 0),
        ({"as_of": "2022-11-08", "statuses": ["alleged"]}, 1), ({"as_of": "2022-11-08", "statuses": ["disputed"]}, 0),
        ({"as_of": "2022-11-15", "statuses": ["disputed"]}, 1), ({"as_of": "2022-11-08", "clock": "learned"}, 0),
        ({"as_of": "2022-11-09", "clock": "learned", "statuses": ["alleged"]}, 1),
    ],
)  # fmt: skip
def test_events_are_found_by_type_status_time_and_as_of_any_day(ledger, asked, number):
    assert len(ledger.ask("RUS", "PRK", **asked)) == number


def test_one_party_or_none_or_one_too_many(ledger):
    assert [len(ledger.ask(*parties)) for parties in ((), ("RUS",), ("RUS", "PRK", "USA"), ("FRA",))] == [1, 1, 0, 0]


@pytest.mark.parametrize("asked", [{"statuses": ["true"]}, {"since": "yesterday"}, {"clock": "sun"}, {"until": "2022-13"}])
def test_a_question_that_makes_no_sense_says_what_does(ledger, asked):
    with pytest.raises(UsageError):
        ledger.ask("RUS", **asked)


def test_the_months_of_two_parties_count_events_once(ledger):
    rows = ledger.timeline("PRK", "RUS")

    assert [(row["actor"], row["recipient"], row["contested"], row["claims"]) for row in rows] == [("PRK", "RUS", 1, 4)]


def test_results_are_tables_too(ledger):
    found = ledger.ask("RUS")

    assert found.to_arrow().to_pylist() == [one.to_row() for one in found]
    assert list(found.to_pandas()["status"]) == ["disputed"]
    assert list(found.to_polars()["status"]) == ["disputed"]
    assert found.to_dicts()[0]["claims"][0]["trigger"]["text"] == "shipped"


def test_words_are_found_in_any_form(ledger):
    assert {hit.publisher for hit in ledger.search("official")} == {"Our Paper", "Their Paper"}
    assert ledger.search("no such words") == []


def test_an_event_is_shown_by_the_beginning_of_its_id_or_of_a_claim(ledger):
    (found,) = ledger.ask("RUS")

    assert {ledger.show(claim).event.id for claim in found.event.claims} == {found.event.id}
    with pytest.raises(LedgerError, match="no such event"):
        ledger.show("ffffffffffff")


def test_a_decision_is_a_row_that_changes_events_and_can_be_undone(ledger):
    (whole,) = ledger.ask("RUS")
    decision = ledger.split(whole.event.claims[0], reason="another train", by="Ana")
    assert len(ledger.ask("RUS")) == 2
    again = ledger.merge(*(found.event.id for found in ledger.ask("RUS")), reason="the same after all", by="Ben")
    assert len(ledger.ask("RUS")) == 1
    ledger.undo(again.id, reason="no", by="Ana")
    assert len(ledger.ask("RUS")) == 2
    ledger.undo(decision.id, reason="a slip", by="Ana")
    (found,) = ledger.ask("RUS")
    ledger.note(found.event.id, "look at this again", by="Ben")

    assert found == whole
    assert [(one.kind, one.by) for one in ledger.decisions()] == [("split", "Ana"), ("merge", "Ben"), ("undo", "Ana"), ("undo", "Ana"), ("note", "Ben")]


def test_a_retracted_claim_counts_no_more(ledger):
    (whole,) = ledger.ask("RUS")
    denial = next(told.id for told in whole.claims if told.claim.stance == "denies")
    ledger.retract(denial, reason="misread", by="Ana")

    assert next(iter(ledger.ask("RUS"))).standing.status != "disputed"


def test_a_decision_needs_a_reason_and_something_to_decide_on(ledger):
    with pytest.raises(UsageError, match="reason"):
        ledger.split("c", reason=" ")
    with pytest.raises(LedgerError, match="no such claim"):
        ledger.split("c", reason="why")
    (found,) = ledger.ask("RUS")
    with pytest.raises(UsageError, match="two different"):
        ledger.merge(found.event.id, found.event.claims[-1], reason="why")


def test_in_whatever_order_articles_come_the_ledger_is_the_same_and_so_is_one_rebuilt(tmp_path):
    made = readings()
    early = replace(made[2], article=replace(made[2].article, published=NOVEMBER, publisher="Fourth Paper"))  # one text in two papers
    digests = set()
    for number, order in enumerate(permutations([*made, early])):
        store = filled(tmp_path, order, f"{number}.db")
        digests.add(digest_of(store))
        store.close()
    with store.writing() as connection:
        rebuild(connection)

    assert digests == {digest_of(store)}


def test_a_sound_ledger_has_no_faults_and_a_damaged_one_is_told(ledger):
    facts, faults = ledger.doctor()
    assert (faults, facts["tables"]) == ([], f"version {VERSION}")
    with detente.ledger.open_store(ledger.where, write=True).writing() as connection:
        connection.exec_driver_sql("DELETE FROM events")
    assert any("event is missing" in fault for fault in ledger.doctor()[1])
    assert ledger.doctor(rebuild=True)[1] == []


@pytest.mark.parametrize(("text", "first", "last"), [("2020", "2020-01-01", "2020-12-31"), ("2020-02", "2020-02-01", "2020-02-29"), ("2020-02-03", "2020-02-03", "2020-02-03")])
def test_a_year_or_a_month_stands_for_its_days(text, first, last):
    assert (parse_since(text).isoformat(), parse_until(text).isoformat()) == (first, last)


# --- corrections ------------------------------------------------------------------------------------------------------------------


def test_a_corrected_claim_changes_its_event_everywhere_and_can_be_undone(ledger, tmp_path):
    (whole,) = ledger.ask("RUS")
    asserted = [told for told in whole.claims if told.claim.stance == "asserts"]
    for told in whole.claims:
        ledger.correct(told.id, {"type": "cooperate", "actors": "PRK, CHN", "when": "2022-10"}, reason="read again", by="Ana")

    (found,) = ledger.ask("CHN", "RUS")
    assert (found.event.type, found.event.actors) == ("COOPERATE", ("CHN", "PRK"))
    assert {(t.claim.quad, t.claim.when.last.isoformat()) for t in found.claims} == {("material cooperation", "2022-10-31")}
    assert ledger.timeline("CHN", "RUS")[0]["month"] == "2022-10"
    assert all(t.claim.because[-1].startswith("analyst:") for t in found.claims)
    assert ledger.doctor()[1] == []
    store = new_ledger(tmp_path)
    before = digest_of(store)
    with store.writing() as connection:
        rebuild(connection)
    assert digest_of(store) == before
    for decision in [one for one in ledger.decisions() if one.kind == "correct"]:
        ledger.undo(decision.id, reason="no", by="Ben")
    assert list(ledger.ask("RUS")) == [whole]
    assert len(asserted) == 3


def test_a_correction_counts_from_the_day_it_was_made_on(tmp_path):
    filled(tmp_path, readings()[:1])
    with Ledger(str(tmp_path / "detente.db"), clock=lambda: NOON + dt.timedelta(100)) as ledger:
        (whole,) = ledger.ask("RUS")
        ledger.correct(whole.claims[0].id, {"recipients": "CHN"}, reason="read again", by="Ana")

        assert [found.event.recipients for found in ledger.ask(as_of="2022-12-01")] == [("RUS",)]
        assert [found.event.recipients for found in ledger.ask(as_of="2023-12-01")] == [("CHN",)]
        assert len(ledger.ask("RUS")) == 0


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({"type": "aid", "stance": "Denies"}, ("type=AID", "stance=denies")),
        ({"actors": "prk, uno.unsc"}, ("actors=PRK+UNO.UNSC",)),
        ({"speakers": ""}, ("speakers=",)),
        ({"when": "2022-11"}, ("when=2022-11-01/2022-11-30",)),
        ({"when": "2022-11-04"}, ("when=2022-11-04",)),
        ({"when": "Unknown", "certainty": "possible"}, ("when=unknown", "certainty=possible")),
    ],
)
def test_a_correction_is_written_one_way(fields, written):
    assert parse_change(fields) == written


@pytest.mark.parametrize(
    "fields", [{}, {"type": "PEACE"}, {"actors": "Russia!"}, {"when": "soon"}, {"when": "2022/2021"}, {"stance": "yes"}, {"colour": "red"}]
)
def test_a_correction_that_makes_no_sense_is_refused_with_what_does(ledger, fields):
    with pytest.raises(UsageError):
        ledger.correct("0", fields, reason="r")


def test_a_correction_of_no_claim_is_refused(ledger):
    with pytest.raises(LedgerError, match="no such claim"):
        ledger.correct("ffffffff", {"type": "AID"}, reason="r")


def test_copies_of_one_sentence_hang_on_one_of_them_and_a_split_parts_only_what_it_names(tmp_path):
    train = "The shells went by train, three officials said in the capital on Monday evening. " * 3
    papers = [make_reading(f"{TEXT} {train} Printed by press {n}.", publisher=f"Paper {n}") for n in range(6)]
    digests = set()
    for number, order in enumerate((papers, papers[::-1], papers[3:] + papers[:3])):
        store = filled(tmp_path, order, f"copies{number}.db")
        digests.add(digest_of(store))
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT COUNT(*) FROM links").scalar() == 5  # not fifteen
        store.close()
    assert len(digests) == 1
    with detente.open(tmp_path / "copies0.db") as ledger:
        (whole,) = ledger.ask("RUS")
        ledger.split(min(whole.event.claims), reason="another train")
        assert sorted(len(found.claims) for found in ledger.ask("RUS")) == [1, 5]


def test_a_rebuilt_ledger_prints_the_digest_that_it_had(ledger, capsys):
    before = ledger.doctor()[0]["content"]
    with detente.ledger.open_store(ledger.where, write=True).writing() as connection:
        for table in ("links", "leads", "blocks", "events"):
            connection.exec_driver_sql(f"DELETE FROM {table}")

    assert run(["ledger", "rebuild", "--ledger", str(ledger.where)]) == 0
    assert capsys.readouterr().out.split() == [before]
