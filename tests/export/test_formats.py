"""Formats write what docs/output.md and the PLOVER manual say."""

import csv
import io
import json

import pytest
from samples import TEXT, make_claim

from detente.errors import UsageError
from detente.export import Layout, format_names, load_format
from detente.reading import FLAT_COLUMNS, Reading
from detente.records import Article
from detente.records.wire import claim_from_dict, claim_to_dict, to_json

FIELDS = ["id", "article", "language", "type", "modes", "contexts", "auxiliary", "quad", "score", "cameo", "actors", "recipients", "when", "where", "speakers", "via", "stance", "certainty", "quoted", "sentence", "trigger", "because", "published", "published_basis"]


def written(name: str, *readings: Reading, **layout: object) -> str:
    out = io.StringIO()
    load_format(name).write(readings, out, layout=Layout(**layout))
    return out.getvalue()


def test_every_format_has_a_name_and_a_summary_and_writes_an_empty_reading():
    empty = Reading(article=Article(text="", language="en"))
    for name in format_names():
        module = load_format(name)
        written(name, empty)

        assert name == module.NAME
        assert module.SUMMARY


def test_an_unknown_format_is_refused_with_those_available():
    with pytest.raises(UsageError, match="csv, jsonl, plover, table"):
        load_format("xml")


def test_jsonl_has_exactly_the_fields_of_the_contract_in_their_order(reading):
    lines = [json.loads(line) for line in written("jsonl", reading).splitlines()]

    assert all(list(line) == FIELDS for line in lines)
    assert lines[0]["actors"] == [
        {"code": "PRK", "sector": "GOV", "name": "North Korea", "wikidata": "Q423", "start": 25, "end": 34, "text": "Pyongyang"}
    ]
    assert lines[0]["when"] == {"value": "2022-W45", "start": "2022-11-07", "end": "2022-11-13", "basis": "stated", "text": "this week"}
    assert lines[0]["trigger"] == {"start": 35, "end": 42, "text": "shipped"}
    assert lines[1]["when"] is None
    assert lines[2]["where"] == {"name": "Vladivostok", "country": "RUS", "lat": 43.1, "lon": 131.9, "start": -1, "end": -1}


def test_jsonl_is_what_to_dicts_gives_and_the_same_twice(reading):
    assert [json.loads(line) for line in written("jsonl", reading).splitlines()] == reading.to_dicts()
    assert written("jsonl", reading) == written("jsonl", reading)


def test_a_claim_survives_the_wire_byte_for_byte(reading):
    for claim in reading:
        line = to_json(claim_to_dict(claim))

        assert to_json(claim_to_dict(claim_from_dict(json.loads(line)))) == line


def test_half_a_surrogate_pair_is_written_as_an_escape():
    assert json.loads(to_json({"text": "a\ud800b"})) == {"text": "a\ud800b"}


def test_plover_has_the_required_fields_and_the_manuals_names(reading):
    first, second, third = (json.loads(line) for line in written("plover", reading).splitlines())

    assert {"id", "date", "actor", "event"} <= set(first)
    assert (first["date"], first["enddate"]) == ("2022-11-07", "2022-11-13")
    assert first["event"] == ["AID"]
    assert first["quad_code"] == 2
    assert first["actor"] == [
        {"code": "PRK", "sector": "GOV", "entity_text": "Pyongyang", "identifier_id": "Q423", "identifier_text": "North Korea"}
    ]
    assert first["text_info"] == {"sequence": 0, "start": 0, "end": 70, "text_story": reading.article.id}
    assert first["cite_info"]["publication"] == "Our Paper"
    assert second["date"] == "2022-11-08"
    assert "stance=denies" in second["comment"]
    assert third["mode"] == ["visit", "negation"]
    assert "recipient" not in third
    assert third["event_loc"]["resolved_place"] == "Vladivostok"
    assert third["actor"][0]["office"] == "president"


def test_csv_has_one_row_a_claim_and_runs_no_formula_in_a_spreadsheet(reading):
    rows = list(csv.DictReader(io.StringIO(written("csv", reading))))

    assert list(rows[0]) == list(FLAT_COLUMNS)
    assert rows[2]["actors"] == "RUS; PRK"
    assert rows[2]["trigger"] == "'=SUM(A1)"
    assert rows[0]["quoted"] == "false"
    assert rows[1]["start"] == ""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_csv_puts_an_apostrophe_before_each_sign_that_begins_a_formula(sign):
    claim = make_claim(trigger_text=f"{sign}1+1")
    row = next(csv.DictReader(io.StringIO(written("csv", Reading(article=Article(text=TEXT, language="en"), claims=(claim,))))))

    assert row["trigger"] == f"'{sign}1+1"


def test_table_joins_the_voices_on_one_event_in_one_row(reading):
    table = written("table", reading, width=200)

    assert "United States: probable" in table
    assert table.count("North Korea \N{RIGHTWARDS ARROW} Russia") == 1
    assert "denied by" in table
    assert "North Korea: certain" in table
    assert "(not)" in table


def test_table_holds_80_columns_and_no_colour_in_a_pipe(reading):
    table = written("table", reading, width=80, explain=True)

    assert max(map(len, table.splitlines())) <= 80
    assert "\x1b" not in table


def test_table_without_claims_says_so():
    assert "no political event was found" in written("table", Reading(article=Article(text="Rain fell.", language="en")))


def test_table_lets_no_control_character_of_the_text_through(reading):
    text = TEXT.replace("believes", "\x1b[31mbel\u202e")
    dirty = Reading(article=Article(text=text, language="en", title="a\x1b]0;x\x07b"), claims=reading.claims)

    for width in (80, 120):
        table = written("table", dirty, width=width, explain=True)
        assert not {"\x1b", "\x07", "\u202e"} & set(table)


def test_explain_marks_the_parts_and_names_the_entries(reading):
    explained = written("table", reading, width=200, explain=True)

    assert "[Washington](speaker)" in explained
    assert "[Pyongyang](actor) [shipped](trigger)" in explained
    assert "[Russia](recipient) [this week](time)" in explained
    assert "because events:en/supply-2" in explained
