"""The pages as programs see them: each in three forms and two languages, filters in the address, decisions by forms, nothing trusted."""

import csv
import datetime as dt
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import entry_of, make_reading, new_ledger
from samples import make_claim
from servers import TOKEN, log_in, serving

import detente
from detente.ingest.assemble import assemble, pieces_of
from detente.ledger.append import append
from detente.ledger.looking import Mark
from detente.web.charts.axis import number_ticks, time_axis, time_ticks
from detente.web.charts.marks import draw_bubbles, draw_dots
from detente.web.charts.sides import Stood, draw_sides
from detente.web.charts.spark import draw_spark
from detente.web.pages.deciding import back_to
from detente.web.pages.marking import mark_text
from detente.web.pages.page import to_csv
from detente.web.pages.search import find_pair
from detente.web.pages.wording import choose_tag, tags, wording

EVENT = re.compile(r'href="/event/([0-9a-f]{16})')
TAGS = tags()


@pytest.fixture(scope="module")
def client(demo):
    with serving(demo) as found:
        yield found


@pytest.fixture(scope="module")
def one_event(client):
    """An event that somebody denies."""
    return client.get("/relation/PRK/RUS.json?status=disputed").json()["events"][0]


def addresses(event):
    return [
        "/", "/?months=240", "/relation/PRK/RUS", "/relation/RUS/UKR?with=USA&count=all", f"/event/{event}", f"/event/{event}?as_of=2022-11-03",
        f"/article/{event}", f"/article/{event}?claim={event}", "/state/RUS", "/network", "/network?months=36&until=2022&ego=RUS", "/search?q=Iran",
        "/search", "/sources", "/sources?publisher=Morning+Paper", "/ingest", "/method",
    ]  # fmt: skip


# --- every page -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", TAGS)
def test_every_page_is_there_in_every_language_and_as_data(client, one_event, tag):
    for address in addresses(one_event["id"]):
        path, _, query = address.partition("?")
        answer = client.get(f"{path}?{query}&lang={tag}" if query else f"{path}?lang={tag}")
        assert answer.status_code == 200, address
        assert f'<html lang="{tag}"' in answer.text
        assert len(re.findall(r"<h1[ >]", answer.text)) == 1
        assert not re.search(r"<script(?! src=)|\son\w+=|\sstyle=", answer.text), address
        data = client.get(f"{'/home' if path == '/' else path}.json?{query}")
        assert isinstance(data.json(), dict), address
        table = client.get(f"{'/home' if path == '/' else path}.csv?{query}")
        assert table.headers["content-type"].startswith("text/csv"), address
        assert len({len(row) for row in csv.reader(io.StringIO(table.text))}) <= 1


def test_an_empty_ledger_has_pages_too(tmp_path):
    store = new_ledger(tmp_path)
    store.close()
    with serving(store.name) as client:
        for address in ("/", "/network", "/search?q=Iran", "/sources", "/ingest", "/method", "/read"):
            assert client.get(address).status_code == 200, address
        assert client.get("/state/RUS").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/event/ffffffffffff", 404), ("/article/ffff", 404), ("/state/XXX", 404), ("/relation/RUS/XXX", 404), ("/relation/RUS/RUS", 400),
        ("/relation/PRK/RUS?since=yesterday", 400), ("/relation/PRK/RUS?status=true", 400), ("/relation/PRK/RUS?type=PEACE", 400),
        ("/relation/PRK/RUS?count=none", 400), ("/network?until=0000", 400), ("/?months=x", 400), ("/search?q=" + "x" * 500, 400),
        ("/network?until=9998", 200), ("/?months=99999999", 200), ("/search?q=%22%27--%00*", 200), ("/relation/prk/rus", 200),
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_told_so(client, address, status):
    answer = client.get(address)

    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_the_language_is_that_of_the_address_or_of_the_browser(client):
    assert 'lang="id"' in client.get("/", headers={"Accept-Language": "fr, id;q=0.8, en;q=0.2"}).text[:60]
    assert 'lang="en"' in client.get("/?lang=en", headers={"Accept-Language": "id"}).text[:60]
    assert choose_tag("xx", "de;q=x, *") == "en"
    assert 'href="/network?lang=id"' in client.get("/?lang=id").text


def test_both_languages_have_the_same_words():
    def keys(values, before=""):
        for name, value in values.items():
            yield from keys(value, f"{before}{name}.") if isinstance(value, dict) else [f"{before}{name}"]

    english, *others = [set(keys(wording(tag).words)) for tag in TAGS]
    for other in others:
        assert other == english
    for tag in TAGS[1:]:
        places = {name: set(re.findall(r"{(\w+)}", str(value))) for name, value in wording("en").words["relation"].items()}
        assert {name: set(re.findall(r"{(\w+)}", str(value))) for name, value in wording(tag).words["relation"].items()} == places


# --- what a page says is what the ledger holds ------------------------------------------------------------------------------------


def test_a_relation_shows_the_events_of_both_and_narrows_them_by_the_address(client, demo):
    page = client.get("/relation/PRK/RUS.json").json()
    with detente.open(demo) as ledger:
        asked = ledger.ask("PRK", "RUS")

    assert page["whole"] == len(asked)
    assert [one["id"] for one in page["events"]] == [one.event.id for one in asked][:50]
    narrowed = client.get("/relation/PRK/RUS.json?since=2022-09&until=2022-11&type=AID&type=CONSULT&status=disputed").json()
    assert {one["type"] for one in narrowed["events"]} == {"AID"}
    assert narrowed["fit"] == len(narrowed["events"]) < page["whole"]


def test_every_mark_of_a_relation_leads_to_its_event(client):
    html = client.get("/relation/PRK/RUS").text
    chart = html[html.index('id="marks-title"') : html.index("</svg>", html.index('id="marks-title"'))]
    events = {one["id"] for one in client.get("/relation/PRK/RUS.json?show=1000").json()["events"]}

    assert set(EVENT.findall(chart)) == events
    assert all(client.get(f"/event/{name}").status_code == 200 for name in list(events)[:3])


def test_an_event_shows_both_sides_its_rule_and_how_it_stood(client, one_event):
    page = client.get(f"/event/{one_event['id']}.json").json()

    assert page["event"]["status"] == "disputed"
    assert page["event"]["rule"] == "R3"
    assert {one["side"] for one in page["claims_against"]} == {"against"}
    assert [status for _, status, _ in page["history"]] == ["alleged", "disputed"]
    before = client.get(f"/event/{one_event['id']}.json?as_of={page['days'][0]}").json()
    assert before["event"]["status"] == "alleged"
    assert before["claims_against"] == []


def test_an_article_marks_what_its_claims_rest_on_and_says_why(client, one_event):
    page = client.get(f"/event/{one_event['id']}.json").json()
    claim = page["claims_for"][0]
    html = client.get(f"/article/{claim['printings'][0]['id']}?claim={claim['id']}").text

    assert re.search(r'<span class="m r-trigger own o-trigger"[^>]*>\w+</span>', html)
    assert "events:" in html
    assert re.search(r"events\.tsv:\d+", html)


def test_a_text_is_read_at_once_and_kept_nowhere(client, demo):
    with detente.open(demo) as ledger:
        before = ledger.stats()["ledger"]
        html = client.post("/read", data={"text": "Talks\n\nRussia <b>shelled</b> Kyiv & Ukraine condemned it on Monday.", "date": "2024-05-16"}).text
        assert "&lt;b&gt;" in html
        assert "<b>shelled" not in html
        assert ledger.stats()["ledger"] == before
    assert 'role="alert"' in client.post("/read", data={"text": "Guten Tag, liebe Leserinnen und Leser, das ist ein deutscher Satz."}).text
    assert client.post("/read", data={"text": "x", "date": "soon"}).status_code == 400


def test_search_finds_parties_pairs_and_words(client):
    assert client.get("/search.json?q=Korea+Utara&lang=id").json()["parties"] == ["PRK"]
    assert client.get("/search.json?q=Russia+-+North+Korea").json()["pair"] == ["RUS", "PRK"]
    assert client.get("/search.json?q=shells").json()["articles"]
    assert find_pair("rus ukr", wording("en").names) == ("RUS", "UKR")
    assert find_pair("Russia", wording("en").names) == ()


# --- decisions --------------------------------------------------------------------------------------------------------------------


def test_a_correction_changes_the_event_everywhere_and_can_be_undone(own_demo):
    with serving(own_demo) as client:
        log_in(client)
        client.headers["Origin"] = str(client.base_url).rstrip("/")
        event = client.get("/relation/PRK/RUS.json?status=disputed&type=AID").json()["events"][0]["id"]
        before = client.get(f"/event/{event}.json").json()
        claims = [one["id"] for side in ("claims_for", "claims_against") for one in before[side]]
        for claim in claims:
            page = client.get(f"/article/{claim}?claim={claim}").text
            form = page[page.index(f'action="/claim/{claim}/correct"') :]
            fields = dict(re.findall(r'<input (?:type="hidden" )?name="(\w+)" value="([^"]*)"', form[: form.index("</form>")]))
            chosen = dict(re.findall(r'<select name="(\w+)">.*?<option value="([^"]*)" selected', form[: form.index("</form>")]))
            sent = {**fields, **chosen, "actors": "CHN", "reason": "tried <b>out</b>", "by": "Ana"}
            answer = client.post(f"/claim/{claim}/correct", data=sent)
            assert answer.status_code == 303, answer.text
            assert answer.headers["location"].startswith("/article/")
        events = client.get("/relation/CHN/RUS.json?type=AID").json()["events"]
        assert [one["actors"] for one in events if one["claims"] == len(claims)] == [["CHN"]]
        html = client.get(f"/event/{event}").text
        assert "tried &lt;b&gt;out&lt;/b&gt;" in html
        csrf = re.search(r'name="csrf" value="(\w+)"', html)[1]
        for decision in client.get(f"/event/{event}.json").json()["decisions"]:
            undone = client.post(f"/decision/{decision['id']}/undo", data={"csrf": csrf, "reason": "no", "back": "/"})
            assert undone.status_code == 303
        after = client.get(f"/event/{event}.json").json()
        assert {**after, "decisions": []} == {**before, "decisions": []}


def test_a_form_without_its_token_a_reason_or_a_change_writes_nothing(own_demo):
    with serving(own_demo) as client:
        event = client.get("/relation/PRK/RUS.json").json()["events"][0]["id"]
        assert client.post(f"/event/{event}/note", data={"reason": "x"}).status_code in (401, 403)
        log_in(client)
        assert client.post(f"/event/{event}/note", data={"reason": "x"}).status_code == 403
        html = client.get(f"/event/{event}").text
        csrf = re.search(r'name="csrf" value="(\w+)"', html)[1]
        origin = {"Origin": str(client.base_url).rstrip("/")}
        assert client.post(f"/event/{event}/note", data={"csrf": csrf, "reason": " "}, headers=origin).status_code == 400
        assert client.post(f"/event/{event}/burn", data={"csrf": csrf, "reason": "x"}, headers=origin).status_code in (404, 405)
        assert client.post(f"/claim/{event}/burn", data={"csrf": csrf, "reason": "x"}, headers=origin).status_code == 404
        assert client.get(f"/event/{event}.json").json()["decisions"] == []
        assert TOKEN not in html


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nSet-Cookie: x"])
def test_a_form_leads_back_to_this_server_only(address):
    assert back_to(address) == "/"
    assert back_to("/event/abc?as_of=2022#claim") == "/event/abc?as_of=2022#claim"


# --- nothing that an article says is trusted --------------------------------------------------------------------------------------

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}\u202e'


def test_hostile_titles_names_and_addresses_are_only_shown(tmp_path):
    reading = make_reading(
        f"{HOSTILE} The White House said Pyongyang shipped shells to Russia.", title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)",
        claims=(make_claim(),),
    )  # fmt: skip
    store = new_ledger(tmp_path)
    with store.writing() as connection:
        added = append(connection, [entry_of(reading, key=HOSTILE)], learned=dt.datetime(2022, 11, 9, tzinfo=dt.UTC))
        assemble(connection, pieces_of(entry for _, entry in added.articles))
    store.close()
    with serving(store.name) as client:
        article = reading.article.id
        event = client.get("/state/RUS.json").json()["events"][0]["id"]
        for address in ("/", f"/article/{article}", f"/event/{event}", "/sources", "/search?q=shells", "/ingest", f"/search?q={HOSTILE}"):
            html = client.get(address).text
            assert "<script>alert" not in html, address
            assert "<img src=x" not in html, address
            assert 'href="javascript' not in html, address
            assert "49" not in re.findall(r"onerror=alert\(1\)&gt;(\d*)", html)
        assert client.get(f"/article/{article}.json").json()["url"] == ""


def test_a_cell_that_a_spreadsheet_would_run_is_only_text():
    assert to_csv([{"a": "=1+1", "b": -3, "c": "@x"}]) == "a,b,c\n'=1+1,-3,'@x\n"


# --- charts and marks, whatever comes ---------------------------------------------------------------------------------------------


@given(st.integers(1, 3_000_000), st.integers(0, 600_000))
def test_an_axis_holds_its_days_and_has_few_ticks(first, span):
    last = min(first + span, dt.date.max.toordinal())
    axis = time_axis(first, last, left=100, right=900)

    assert 100 <= axis.x(first) <= axis.x(last) <= 900
    assert len(time_ticks(axis)) <= 12
    assert all(100 <= tick.x <= 900 for tick in time_ticks(axis))


@given(st.integers(0, 10**9))
def test_numbers_beside_an_axis_are_few_and_round(most):
    found = number_ticks(most)

    assert 1 <= len(found) <= 5
    assert found[0] == 0
    assert found[-1] <= most


MARKS = st.lists(st.builds(Mark, st.text("abc", min_size=1), st.integers(1, 800_000), st.sampled_from(["AID", "ASSAULT", "CONSULT"]), st.just("reported")), min_size=1)


@given(MARKS)
def test_every_event_has_a_mark_on_the_chart(marks):
    chart = draw_dots(marks)

    assert sorted(dot.event for dot in chart.dots) == sorted(mark.event for mark in marks)
    assert all(chart.axis.left <= dot.x <= chart.axis.right and 0 <= dot.y <= chart.height for dot in chart.dots)


@given(st.lists(st.tuples(st.integers(0, 35), st.sampled_from(["AID", "ASSAULT"]), st.sampled_from(["reported", "denied"]), st.integers(1, 999)), min_size=1))
def test_circles_count_every_event_once(counts):
    chart = draw_bubbles(counts, start=730_000, width=30, last=730_000 + 36 * 30 - 1)

    assert sum(bubble.number for bubble in chart.bubbles) == sum(number for *_, number in counts)
    assert all(0 <= bubble.inner <= bubble.radius <= 13 for bubble in chart.bubbles)


@given(st.lists(st.tuples(st.text("ab", min_size=1), st.sampled_from(["for", "against"]), st.dates(), st.just("X")), min_size=1, max_size=30))
def test_claims_for_an_event_stand_above_the_line_and_those_against_below(claims):
    chart = draw_sides(claims, [Stood(claims[0][2], "reported", "R8")])

    assert all((voice.y > chart.middle) == (voice.side == "against") for voice in chart.voices)
    assert all(0 < voice.y < chart.height for voice in chart.voices)


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), max_size=60))
def test_small_bars_stay_in_their_box(counts):
    spark = draw_spark([up for up, _ in counts], [down for _, down in counts])

    assert all(bar.y >= 0 and bar.y + bar.height <= spark.height + 0.1 for bar in spark.bars)


@given(st.text("ab \n", max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=6))
def test_marked_pieces_put_together_give_the_text_back(text, marks):
    claims = [
        make_claim(id=str(n), trigger_start=start, trigger_end=start + size, sentence_start=0, sentence_end=len(text), actors=(), recipients=(), speakers=(), when=None)
        for n, (start, size) in enumerate(marks) if start + size <= len(text)
    ]  # fmt: skip
    paragraphs = mark_text(text, claims, "0")

    assert ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs] == [line for line in text.split("\n") if line.strip()]
    marked = {n for paragraph in paragraphs for piece in paragraph.pieces if piece.text.strip() for n in piece.claims}
    assert marked == {n for n, claim in enumerate(claims, 1) if text[claim.trigger_start : claim.trigger_end].strip()}


def test_days_and_numbers_are_written_as_the_language_does():
    english, indonesian = wording("en"), wording("id")

    assert english.span(dt.date(2022, 11, 14), dt.date(2022, 11, 15)) == "14–15 Nov 2022"
    assert english.span(dt.date(2022, 1, 1), dt.date(2022, 12, 31)) == "2022"
    assert english.span(dt.date(2022, 2, 1), dt.date(2022, 2, 28)) == "Feb 2022"
    assert english.span(dt.date(2022, 12, 30), dt.date(2023, 1, 2)) == "30 Dec 2022 – 2 Jan 2023"
    assert indonesian.day(dt.date(2022, 8, 17)) == "17 Agu 2022"
    assert (english.number(1234.5, 1), indonesian.number(1234.5, 1)) == ("1,234.5", "1.234,5")
    assert (english.signed(0.351), english.signed(-0.2), english.signed(None)) == ("+0.35", "−0.20", "–")
