"""Articles are hostile: whatever stands in their texts, titles, names and addresses, every format comes out whole and nothing in it runs."""

import csv
import io
import json
import re
import unicodedata
from xml.etree import ElementTree as ET

import feedparser
import geojson
import icalendar
import networkx as nx
import pytest
import rdflib
import stix2
from hostile import accounts, texts, urls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.export import Heading, load_event_format
from detente.language.washing import wash, wash_url
from detente.records import Account

FAST = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def write(name: str, case: tuple[Account, Heading]) -> str:
    written = load_event_format(name).write([case[0]], case[1])
    text = written.decode("utf-8")
    assert not [char for char in text if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\r\t"]
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufffe\uffff")
    return text


@FAST
@given(accounts())
def test_xml_is_well_formed_and_has_our_elements_only(case):
    for name in ("atom", "graphml", "gexf"):
        tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(write(name, case)).iter()}

        assert not tags & {"script", "x", "b", "html"}
    assert len(feedparser.parse(write("atom", case)).entries) == 1
    for name, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        assert read(io.BytesIO(write(name, case).encode())) is not None


@FAST
@given(accounts())
def test_what_a_feed_shows_has_no_markup_of_an_article(case):
    shown = ET.fromstring(write("atom", case)).find(".//{http://www.w3.org/2005/Atom}content").text

    assert set(re.findall(r"<(/?\w+)", shown)) <= {"p", "/p", "strong", "/strong", "blockquote", "/blockquote", "footer", "/footer", "a", "/a"}
    assert all(href.startswith(("http://", "https://")) and not set(href) & set(" <>\"'") - {"'"} for href in re.findall(r'href="([^"]*)"', shown))


@FAST
@given(accounts())
def test_tables_keep_one_row_an_event_and_run_no_formula(case):
    (row,) = csv.DictReader(io.StringIO(write("csv", case)))
    cells = write("icews", case).splitlines()

    assert not [value for value in row.values() if value.startswith(("=", "+", "@", "\t", "\r"))]
    assert not [name for name, value in row.items() if value.startswith("-") and name not in ("score", "lat", "lon")]
    assert {len(line.split("\t")) for line in cells} == {26}


@FAST
@given(accounts())
def test_json_of_every_kind_is_valid(case):
    assert len(stix2.parse(write("stix", case), version="2.1").objects) >= 3
    assert geojson.loads(write("geojson", case)).is_valid
    assert [json.loads(line)["schema"] for line in write("ftm", case).splitlines()].count("Event") == 1
    assert json.loads(write("plover", case))["has_event"]
    assert len(rdflib.Graph().parse(data=write("jsonld", case), format="json-ld")) > 5


@FAST
@given(accounts())
def test_a_calendar_has_one_entry_and_no_line_of_an_article(case):
    text = write("ics", case)

    assert len(icalendar.Calendar.from_ical(text).walk("VEVENT")) == 1
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    whole = text.replace("\r\n ", "")
    names = "BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|X-WR-CALNAME|UID|DTSTAMP|DTSTART|DTEND|SUMMARY|DESCRIPTION|CATEGORIES|STATUS|TRANSP|LOCATION|GEO|URL"
    assert [line for line in whole.split("\r\n")[:-1] if not re.match(rf"(?:{names})[:;]", line)] == []


@FAST
@given(accounts())
def test_parquet_takes_everything(case):
    import pyarrow.parquet as pq

    data = load_event_format("parquet").write([case[0]], case[1])

    assert pq.read_table(io.BytesIO(data)).num_rows == 1


@settings(max_examples=300, deadline=None)
@given(st.one_of(texts, st.text(st.characters(codec=None, exclude_categories=()))))
def test_washed_text_is_one_line_of_printable_characters_and_stays_as_it_is_when_washed_again(text):
    washed = wash(text)

    assert wash(washed) == washed
    assert len(washed.splitlines()) <= 1
    assert not [char for char in washed if unicodedata.category(char) in ("Cc", "Cs")]
    assert [char for char in washed if char.isalnum()] == [char for char in text if char.isalnum()]


@settings(max_examples=300, deadline=None)
@given(st.one_of(urls, texts))
def test_an_address_is_a_plain_link_or_nothing(text):
    washed = wash_url(text)

    assert washed == "" or re.fullmatch(r"https?://[!#$&'()*+,\-./0-9:;=?@A-Z_a-z~%\[\]]+", washed, re.IGNORECASE)
    assert "@" not in washed.split("/")[2] if washed else True


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "http://u:p@h.example/", "file:///etc/passwd", "//h.example", "https://", "http://h.example/ a", ""])
def test_what_is_no_public_kind_of_address_is_no_link(text):
    assert wash_url(text) == ""
