"""The pages as a first-time visitor has them, in a real browser: from the demo to a corrected claim, and every page checked by axe."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from servers import TOKEN, serving

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
if CHROMIUM is None:
    pytest.skip("no Chromium: apt-get install chromium lets the pages be tried in a browser", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python")

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PAGES = ["/", "/relation/PRK/RUS", "/relation/RUS/UKR?with=USA", "EVENT", "ARTICLE", "/state/RUS", "/network?until=2022", "/search?q=Russia", "/sources", "/ingest", "/method", "/read"]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser):
    """A page of a fresh visitor; what goes wrong on it is collected in `page.faults`."""
    opened = []

    def open_page(client, **choices):
        context = browser.new_context(base_url=str(client.base_url), viewport=choices.pop("viewport", DESK), reduced_motion="reduce", locale="en-GB", **choices)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        opened.append(context)
        return page

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def client(demo):
    with serving(demo) as found:
        yield found


def resolved(client, address):
    if address not in ("EVENT", "ARTICLE"):
        return address
    event = client.get("/relation/PRK/RUS.json?status=disputed").json()["events"][0]["id"]
    return f"/event/{event}" if address == "EVENT" else f"/article/{event}?claim={event}"


def rules_of_axe():
    return (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def faults_of(page):
    """What axe finds; its code is run by the browser's debugger, for the pages themselves let no code of others in."""
    page.evaluate(rules_of_axe() + "; 0")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found["violations"]]


# --- the way of a first-time visitor ----------------------------------------------------------------------------------------------


def test_from_a_relation_to_a_corrected_claim_that_is_changed_everywhere(own_demo, visit):
    with serving(own_demo) as client:
        page = visit(client)
        page.goto(f"/login?token={TOKEN}")
        page.fill("#bigq", "North Korea - Russia")
        page.click("form.bigfind button")
        page.click("main .bigline a")
        page.wait_for_url(re.compile("/relation/"))
        page.locator("svg.chart a.dot").last.click()
        page.wait_for_url(re.compile("/event/"))
        event = page.url
        page.locator(".claim .where a").first.click()
        page.wait_for_url(re.compile("/article/"))
        page.click("#correct summary")
        page.select_option("#correct select[name=type]", "PROTEST")
        page.fill("#correct input[name=reason]", "read again")
        page.fill("#correct input[name=by]", "Ana")
        page.click("#correct button")
        page.wait_for_url(re.compile("done="))
        assert "protests" in page.locator("#claim .cardhead").inner_text()
        assert "read again" in page.locator(".decisions").inner_text()
        page.click("#claim a[href^='/event/']")
        page.wait_for_url(re.compile("/event/"))
        assert "protests" in page.locator("h1").inner_text() or page.url.partition("?")[0] != event
        kinds = client.get("/relation/PRK/RUS.json?type=PROTEST").json()["events"]
        assert [one["type"] for one in kinds] == ["PROTEST"]
        page.goto("/relation/PRK/RUS")
        assert "protests" in page.locator("svg.chart").last.text_content()
        assert page.faults == []


def test_dragging_across_the_chart_narrows_the_list_and_the_address_says_so(client, visit):
    page = visit(client)
    page.goto("/relation/PRK/RUS")
    chart = page.locator("svg[data-zoom]").last
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 6, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile(r"since=\d{4}-\d\d-\d\d.*until="))
    assert page.faults == []


def test_keys_go_from_claim_to_claim(client, visit):
    page = visit(client)
    page.goto(resolved(client, "ARTICLE"))
    first = page.locator("#claim .n").inner_text()
    page.keyboard.press("j" if page.locator("[data-key=j]").count() else "k")
    page.wait_for_function("first => document.querySelector('#claim .n').textContent !== first", arg=first)
    assert page.locator(".m.own").count() > 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement !== document.body")


def test_the_slider_shows_an_event_as_it_was_known(client, visit):
    page = visit(client)
    page.goto(resolved(client, "EVENT"))
    page.locator("form.asof input[type=range]").focus()
    page.keyboard.press("Home")
    page.wait_for_url(re.compile("as_of="))
    assert "alleged" in page.locator(".verdict").inner_text()


def test_a_text_pasted_on_the_first_page_is_read_at_once(client, visit):
    page = visit(client)
    page.goto("/")
    page.fill("#text", "Talks in Kyiv\n\nRussia shelled Kharkiv on Tuesday, Ukraine said. Moscow denied it.")
    page.click("form[data-drop] button")
    page.wait_for_selector(".cards .card")
    assert page.locator(".r-trigger").count() > 1
    assert page.faults == []


def test_without_javascript_all_is_links_tables_and_forms(client, visit):
    page = visit(client, java_script_enabled=False)
    page.goto(resolved(client, "EVENT"))
    page.click("form.asof a[rel=prev]")
    assert "as_of=" in page.url
    page.goto("/relation/PRK/RUS")
    page.locator("select[name=type]").select_option("AID")
    page.click("form.filters button >> nth=0")
    assert "type=AID" in page.url
    assert page.locator("table.events tbody tr").count() > 0


# --- every page -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_goes_wrong(client, visit, scheme):
    page = visit(client, color_scheme=scheme)
    for address in PAGES:
        page.goto(resolved(client, address))
        assert faults_of(page) == [], address
    assert page.faults == []


def test_every_page_fits_a_phone(client, visit):
    page = visit(client, viewport=PHONE)
    for address in PAGES:
        page.goto(resolved(client, address))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert page.faults == []


def test_the_demo_opens(tmp_path):
    """`detente demo` as a user runs it, on a folder that holds a ledger already."""
    from detente.cli.demo import find_articles, make_ledger

    make_ledger(tmp_path, list(find_articles())[:1])
    command = [sys.executable, "-c", "from detente.cli import main; main()", "demo", str(tmp_path), "--no-open"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        import httpx

        told = server.stderr.readline() + server.stderr.readline()
        address = re.search(r"http://\S+/login\S+", told)[0]
        with httpx.Client(follow_redirects=True, timeout=30) as client:
            assert "1 articles" in client.get(address).text
            assert json.loads(client.get(address.partition("login")[0] + "home.json").text)["counts"]["articles"] == 1
    finally:
        server.kill()
        server.wait()
