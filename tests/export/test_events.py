"""Events in the formats of other tools: each opened by the library that its users open it with, and read back where it can be."""

import csv
import datetime as dt
import io
import json
from xml.etree import ElementTree as ET

import feedparser
import geojson
import icalendar
import networkx as nx
import pandas as pd
import pytest
import rdflib
import stix2
from accounts import MADE, disputed, one, several

from detente.errors import UsageError
from detente.export import Heading, event_format_names, load_event_format
from detente.load.eventfile import load_events

HEADING = Heading(id="q1", title="Events: Russia", made=MADE)
SUFFIXES = {"csv": ".csv", "parquet": ".parquet", "plover": ".jsonl", "icews": ".tab"}


def written(name: str, accounts=None, heading: Heading = HEADING) -> bytes:
    return load_event_format(name).write(several() if accounts is None else accounts, heading)


@pytest.mark.parametrize("name", event_format_names())
def test_a_format_names_itself_writes_no_event_at_all_and_the_same_bytes_twice(name):
    module = load_event_format(name)

    assert (module.NAME, module.SUFFIX[0], "/" in module.MEDIA_TYPE, bool(module.SUMMARY)) == (name, ".", True, True)
    assert isinstance(written(name, ()), bytes)
    assert written(name) == written(name)


def test_an_unknown_format_is_refused_with_those_available():
    with pytest.raises(UsageError, match="atom, csv, ftm, geojson"):
        load_event_format("xlsx")


# --- tables ------------------------------------------------------------------------------------------------------------------------


def test_csv_says_who_claims_and_who_denies_in_pandas():
    table = pd.read_csv(io.BytesIO(written("csv")), index_col="id", keep_default_na=False)

    assert list(table.loc["a1", ["type", "status", "rule", "claimed_by", "denied_by"]]) == ["AID", "disputed", "R3", "United States", "North Korea"]
    assert list(table.loc["a1", ["place", "lat", "sentence", "denial"]]) == ["Rason", "42.25", "Pyongyang shipped shells to Russia.", "North Korea denied it."]
    assert table.loc["b1", "actor_names"] == "Russia; United Nations"
    assert table.loc["d1", "first"] == ""


def test_parquet_has_days_lists_and_every_claim_in_pandas():
    table = pd.read_parquet(io.BytesIO(written("parquet"))).set_index("id")

    assert list(table.loc["b1", "actors"]) == ["RUS", "UNO"]
    assert table.loc["b1", "first"] == dt.date(2022, 11, 3)
    assert [(v["speaker"], v["stance"], v["said"]) for v in table.loc["a1", "voices"]] == [
        ("United States", "asserts", dt.date(2022, 11, 4)), ("North Korea", "denies", dt.date(2022, 11, 8)),
    ]  # fmt: skip


def test_icews_has_its_own_twenty_columns_first_and_ours_after_them():
    rows = list(csv.reader(io.StringIO(written("icews").decode()), delimiter="\t"))

    assert rows[0][:7] == ["Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"]
    assert rows[0][20:] == ["Status", "Claims", "Origins", "Claimed By", "Denied By", "Sentence"]
    assert {len(row) for row in rows} == {26}
    assert [(row[4], row[10], row[6], row[20]) for row in rows[1:]] == [
        ("North Korea", "Russia", "072", "disputed"), ("Russia", "UNO", "072", "reported"), ("UNO", "Russia", "072", "reported"),
    ]  # fmt: skip


def test_plover_has_the_manuals_fields_and_how_the_event_stands_in_its_comment():
    first, meeting, protest, undated = (json.loads(line) for line in written("plover").splitlines())

    assert {"id", "date", "actor", "event"} <= set(first)
    assert (first["date"], first["enddate"]) == ("2022-10-02", "2022-11-01")
    assert (first["event"], first["quad_code"], first["recipient"][0]["code"]) == (["AID"], 2, "RUS")
    assert first["comment"] == "status=disputed; rule=R3; origins=0; claims=2; claimed_by=United States; denied_by=North Korea"
    assert first["event_loc"] == {"resolved_place": "Rason", "country_code": "PRK", "lat": 42.25, "lon": 130.3}
    assert "recipient" not in meeting
    assert [one["code"] for one in protest["actor"]] == ["KOR"]
    assert undated["date"] == ""


def rows_of(path) -> list[tuple[object, ...]]:
    table, _ = load_events([str(path)])
    told = [table.event(index) for index in range(len(table))]
    return sorted((e["day"], e["actor"], e["recipient"], e["type"], e["quad"], e["status"], e["id"]) for e in told)


@pytest.mark.parametrize("name", sorted(SUFFIXES))
def test_what_can_be_read_back_gives_the_same_events_between_two_parties(name, tmp_path):
    path = tmp_path / f"events{SUFFIXES[name]}"
    path.write_bytes(written(name))
    expected = [
        ("2022-10-02", "PRK", "RUS", "AID", "material cooperation", "disputed", "a1"),
        ("2022-11-03", "RUS", "UNO", "CONSULT", "material cooperation", "reported", "b1"),
        ("2022-11-03", "UNO", "RUS", "CONSULT", "material cooperation", "reported", "b1"),
    ]
    if name == "icews":
        expected = [(*row[:3], "072", *row[4:]) for row in expected]

    assert rows_of(path) == expected


def test_a_damaged_row_is_left_out_and_told(tmp_path):
    (tmp_path / "a.csv").write_text("id,first,last,type,actors,recipients,status\nx,2022,2022,AID,PRK,RUS,reported\ny,2022-11-01,2022-11-01,AID,PRK,RUS,true\nz,2022-11-01,2022-11-01,AID,PRK,RUS,denied\n")
    (tmp_path / "b.jsonl").write_text('{"id":"z","date":"2022-11-01","actor":[{"code":"PRK"}],"recipient":[{"code":"RUS"}],"event":["AID"],"quad_code":2}\n{"id":1}\nno\n{"id":"w","date":"2022-11-01","actor":[1],"event":["AID"]}\n')
    table, notices = load_events([str(tmp_path / "a.csv"), str(tmp_path / "b.jsonl")])

    assert [table.event(index)["status"] for index in range(len(table))] == ["denied", "reported"]
    assert [notice.message.partition(": ")[2] for notice in notices] == ["1 no day, 1 no status that is known", "3 no PLOVER record"]


# --- graphs ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_graphs_open_in_networkx_signed_and_dated(name, read):
    graph = read(io.BytesIO(written(name)))
    graph = nx.MultiDiGraph(graph)
    (edge,) = graph.get_edge_data("PRK", "RUS").values()

    assert set(graph.nodes) == {"PRK", "RUS", "UNO", "KOR", "UKR"}
    assert sorted(graph.edges()) == [("PRK", "RUS"), ("RUS", "UKR"), ("RUS", "UNO"), ("UNO", "RUS")]
    assert (edge["sign"], edge["score"], edge["status"], edge["claimed_by"], edge["denied_by"]) == (1, 10.0, "disputed", "United States", "North Korea")
    assert "2022-10-02" in (edge.get("first"), edge.get("start"))


def test_gexf_keeps_the_rules_of_gephi():
    root = ET.fromstring(written("gexf", [*several(), one("e1", parties="PRK>RUS")]))
    space = {"g": "http://gexf.net/1.3"}
    graph = root.find("g:graph", space)
    nodes, edges = graph.findall(".//g:node", space), graph.findall(".//g:edge", space)
    declared = {kind.get("class"): {a.get("id"): a.get("type") for a in kind} for kind in graph.findall("g:attributes", space)}

    assert (root.get("version"), graph.get("mode"), graph.get("timeformat")) == ("1.3", "dynamic", "date")
    assert len({node.get("id") for node in nodes}) == len(nodes)
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= {node.get("id") for node in nodes}
    assert all(float(edge.get("weight")) > 0 for edge in edges)
    assert {kind for columns in declared.values() for kind in columns.values()} <= {"integer", "long", "double", "float", "boolean", "string"}
    for kind, elements in (("node", nodes), ("edge", edges)):
        assert {value.get("for") for element in elements for value in element.findall(".//g:attvalue", space)} <= set(declared[kind])
    assert all(dt.date.fromisoformat(edge.get("start")) <= dt.date.fromisoformat(edge.get("end")) for edge in edges if edge.get("start"))
    parallel = [edge.get("kind") for edge in edges if (edge.get("source"), edge.get("target")) == ("PRK", "RUS")]
    assert len(parallel) == len(set(parallel)) == 2


# --- other tools -------------------------------------------------------------------------------------------------------------------


def test_stix_is_valid_and_opinions_agree_and_disagree():
    bundle = stix2.parse(written("stix"), version="2.1")
    kinds = [thing.type for thing in bundle.objects]
    incident = next(thing for thing in bundle.objects if thing.type == "incident")
    opinions = [thing for thing in bundle.objects if thing.type == "opinion" and thing.object_refs == [incident.id]]
    known = {thing.id for thing in bundle.objects}

    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"incident": 4, "identity": 6, "opinion": 5, "location": 1, "relationship": 8}
    assert [(o.opinion, list(o.authors)) for o in opinions] == [("agree", ["United States"]), ("strongly-disagree", ["North Korea"])]
    assert "“North Korea denied it.”" in opinions[1].explanation
    assert all({thing.source_ref, thing.target_ref} <= known for thing in bundle.objects if thing.type == "relationship")
    assert len(known) == len(kinds)


FTM = {  # the properties of FollowTheMoney 4.11 that are used, so that the test says something without the library as well
    "Event": {"name", "startDate", "endDate", "summary", "description", "involved", "organizer", "location", "keywords", "sourceUrl", "publisher", "modifiedAt", "recordId"},
    "PublicBody": {"name", "wikidataId", "keywords"}, "Organization": {"name", "wikidataId", "keywords"},
    "UnknownLink": {"subject", "object", "role", "startDate", "endDate"},
    "Article": {"title", "publishedAt", "publisher", "sourceUrl", "language"},
    "Documentation": {"document", "entity", "role", "status", "summary", "date", "recordId"},
}  # fmt: skip


def test_followthemoney_entities_have_known_properties_and_lead_to_one_another():
    things = {thing["id"]: thing for thing in map(json.loads, written("ftm").splitlines())}
    linked = {value for thing in things.values() for name in ("involved", "subject", "object", "document", "entity") for value in thing["properties"].get(name, ())}

    assert all(set(thing["properties"]) <= FTM[thing["schema"]] for thing in things.values())
    assert linked <= set(things)
    assert [thing["properties"]["role"] for thing in things.values() if thing["schema"] == "Documentation"][:2] == [["asserts (probable)"], ["denies (certain)"]]


def test_followthemoney_takes_the_entities_without_losing_a_value():
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed (it builds PyICU, which needs libicu-dev): its own check is left out")
    for line in written("ftm").splitlines():
        told = json.loads(line)
        proxy = ftm.EntityProxy.from_dict(told, cleaned=False)
        proxy.schema.validate(proxy.to_dict())

        assert {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()} == {name: sorted(values) for name, values in told["properties"].items()}


def test_jsonld_is_a_graph_in_which_a_denial_is_quoted_from_its_article():
    graph = rdflib.Graph().parse(data=written("jsonld"), format="json-ld")
    schema, prov, ours = (rdflib.Namespace(text) for text in ("https://schema.org/", "http://www.w3.org/ns/prov#", "urn:detente:term:"))
    event = rdflib.URIRef("urn:detente:event:a1")
    (denial,) = graph.objects(event, ours.against)

    assert len(set(graph.subjects(rdflib.RDF.type, schema.Event))) == 4
    assert graph.value(event, schema.startDate).toPython() == dt.date(2022, 10, 2)
    assert str(graph.value(denial, schema.text)) == "North Korea denied it."
    assert str(graph.value(denial, prov.wasAttributedTo)) == "urn:detente:party:PRK"
    article = graph.value(denial, prov.wasQuotedFrom)
    assert str(graph.value(article, schema.url)) == "https://paper.example/a2"
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.URIRef) and str(term).startswith("file:")]


def test_geojson_has_a_point_where_a_place_is_named_and_none_elsewhere():
    found = geojson.loads(written("geojson"))

    assert found.is_valid, found.errors()
    assert found["features"][0]["geometry"]["coordinates"] == [130.3, 42.25]
    assert found["features"][0]["properties"]["denied_by"] == ["North Korea"]
    assert [feature["geometry"] is None for feature in found["features"]] == [False, True, True, True]


def test_a_calendar_has_whole_days_that_end_on_the_day_after():
    raw = written("ics")
    calendar = icalendar.Calendar.from_ical(raw)
    first, *others = calendar.walk("VEVENT")

    assert len(others) == 2
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (dt.date(2022, 10, 2), dt.date(2022, 11, 2))
    assert str(first["SUMMARY"]) == "North Korea \N{RIGHTWARDS ARROW} Russia: helps (disputed)"
    assert "Denied or doubted by North Korea\nNorth Korea in Their Paper, 8 November 2022: “North Korea denied it.”" in str(first["DESCRIPTION"])
    assert (str(first["STATUS"]), str(first["UID"])) == ("TENTATIVE", "a1@detente")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_a_feed_has_an_entry_an_event_with_both_sides_and_links():
    feed = feedparser.parse(written("atom"))
    first = feed.entries[0]

    assert not feed.bozo
    assert (feed.feed.title, feed.feed.id, feed.feed.updated) == ("Events: Russia", "urn:detente:query:q1", "2026-01-02T03:04:05Z")
    assert (first.id, first.title) == ("urn:detente:event:a1", "North Korea \N{RIGHTWARDS ARROW} Russia: helps (disputed)")
    assert "Claimed by United States" in first.content[0].value
    assert "Denied or doubted by North Korea" in first.content[0].value
    assert {tag.term for tag in first.tags} == {"AID", "disputed"}
    assert first.link == "https://paper.example/a1"


def test_names_and_words_are_indonesian_where_that_is_asked():
    heading = Heading(id="q1", title="Peristiwa", made=MADE, language="id")

    assert "Korea Utara \N{RIGHTWARDS ARROW} Rusia: membantu (diperdebatkan)" in feedparser.parse(written("atom", [disputed()], heading)).entries[0].title
    assert "Dibantah atau diragukan oleh Korea Utara" in written("ics", [disputed()], heading).decode().replace("\r\n ", "")
