"""The API gives what the command line gives: the same questions, the same records; pages, ETags, problems, decisions, ingests."""

import json
import re
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from servers import BEARER, serving

from detente.cli import run
from detente.ledger import open_store

API = "/api/v1"


@pytest.fixture(scope="module")
def client(news):
    with serving(news) as found:
        yield found


def lines(capsys, *arguments):
    capsys.readouterr()
    assert run([*arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", []),
        ("party=RUS", ["RUS"]),
        ("party=rus&party=PRK", ["RUS", "PRK"]),
        ("type=AID&type=CONSULT", ["--type", "AID", "--type", "CONSULT"]),
        ("status=disputed", ["--status", "disputed"]),
        ("since=2023&until=2023-03", ["--since", "2023", "--until", "2023-03"]),
        ("as_of=2022-11-09", ["--as-of", "2022-11-09"]),
        ("as_of=2023-06-01&clock=learned&party=RUS", ["RUS", "--as-of", "2023-06-01", "--clock", "learned"]),
        ("party=FRA", ["FRA"]),
    ],
)
def test_the_answer_to_a_question_is_that_of_the_command_line(client, news, capsys, query, words):
    answer = client.get(f"{API}/ask?{query}")

    assert answer.status_code == 200
    assert answer.json()["items"] == lines(capsys, "ask", *words, "--ledger", news, "--format", "jsonl")


def test_timelines_and_events_are_those_of_the_command_line(client, news, capsys):
    assert client.get(f"{API}/timeline/PRK/RUS").json()["items"] == lines(capsys, "timeline", "PRK", "RUS", "--ledger", news, "--format", "jsonl")
    name = client.get(f"{API}/ask?party=PRK").json()["items"][0]["id"]
    (shown,) = lines(capsys, "show", name, "--ledger", news, "--format", "jsonl")
    event = client.get(f"{API}/events/{name}").json()

    assert {key: event[key] for key in shown} == shown
    assert {told["id"] for told in event["claims"]} == set(event["sentences"])
    assert "supplied Russia with shells" in " ".join(event["sentences"].values())


def test_relations_and_outlooks_are_those_of_the_command_line(client, news, capsys):
    asked = ["--ledger", news, "--format", "jsonl", "--quiet"]

    for show in ("course", "phases"):
        rows = lines(capsys, "relations", "RUS", "UKR", "--count", "all", "--show", show, *asked)
        assert client.get(f"{API}/relations/rus/UKR?count=all&show={show}").json()["items"] == rows
    assert client.get(f"{API}/outlook/RUS?horizon=60").json()["items"] == lines(capsys, "outlook", "RUS", "--horizon", "60d", *asked)
    assert client.get(f"{API}/outlook/RUS/PRK").json()["items"] == lines(capsys, "outlook", "RUS", "PRK", *asked)
    assert "effective events" in client.get(f"{API}/network").json()["detail"]


def test_an_article_found_by_its_words_is_given_whole_with_its_claims(client):
    (hit,) = client.get(f"{API}/search", params={"words": "bantuan pangan"}).json()["items"]
    article = client.get(f"{API}/articles/{hit['article']}").json()

    assert (article["publisher"], article["published"], article["language"]) == ("Koran Kita", "2023-05-11", "id")
    assert [(c["type"], article["text"][c["trigger"]["start"] : c["trigger"]["end"]]) for c in article["claims"]] == [("AID", "mengirim")]


def test_counts_and_failures(client):
    assert client.get(f"{API}/stats").json()["ledger"]["articles"] == 6
    assert client.get(f"{API}/failed").json() == {"items": [], "next": None}


# --- reading ----------------------------------------------------------------------------------------------------------------------


def test_a_text_is_read_as_the_command_line_reads_it(client, capsys, tmp_path):
    text = "Russia shelled Kharkiv on Tuesday, Ukraine said."
    (tmp_path / "a.txt").write_text(text)
    rows = lines(capsys, "read", str(tmp_path / "a.txt"), "--date", "2022-11-04", "--language", "en", "--format", "jsonl", "--quiet")
    answer = client.post(f"{API}/read", json={"text": text, "published": "2022-11-04", "language": "en"}).json()

    assert answer["claims"] == rows
    assert answer["article"]["published_basis"] == "given"


def test_a_page_is_read_as_html_and_what_it_says_of_itself_is_taken(client):
    page = "<html><head><title>Shells</title></head><body><article><p>Russia shelled Kharkiv on 1 November 2022, Ukraine said.</p>" + (
        "<p>Nobody else spoke of it in the town, and the council did not meet.</p>" * 5
    )
    answer = client.post(f"{API}/read", json={"html": page, "language": "en"}).json()

    assert answer["claims"][0]["type"] == "ASSAULT"
    assert "<" not in answer["article"]["text"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422), ({"text": "a", "html": "b"}, 422), ({"text": "   "}, 422), ({"text": "Hej med dig.", "language": "xx"}, 400),
        ({"text": "Zzz."}, 400), ({"text": "a", "file": "/etc/passwd"}, 422), ({"text": ["a"]}, 422), ({"text": "a", "published": "soon"}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(client, body, status):
    answer = client.post(f"{API}/read", json=body)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_two_parties_of_a_text_are_coded(client):
    def coded(**pair):
        return client.post(f"{API}/code", json={"text": "Moscow shelled Kyiv.", "language": "en", **pair})

    assert coded(source="Moscow", target=[15, 19]).json()["claim"]["type"] == "ASSAULT"
    assert coded(source="Moscow", target="Rome").status_code == 400
    assert coded(source="Moscow", target=[15, 4000]).status_code == 400


# --- pages, ETags, problems -------------------------------------------------------------------------------------------------------


@given(limit=st.integers(1, 4), query=st.sampled_from(["", "&party=RUS", "&as_of=2023-06", "&since=2022", "&party=RUS&as_of=2022-12"]))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_together_are_the_whole_each_event_once(client, limit, query):
    whole = client.get(f"{API}/ask?limit=200{query}").json()
    path, pages = f"{API}/ask?limit={limit}{query}", []
    while path:
        page = client.get(path)
        assert 1 <= len(page.json()["items"]) <= limit
        pages += page.json()["items"]
        cursor = page.json()["next"]
        path = f"{API}/ask?limit={limit}{query}&cursor={cursor}" if cursor else None

    assert whole["next"] is None
    assert pages == whole["items"]


def test_the_link_header_leads_to_the_next_page(client):
    first = client.get(f"{API}/ask?limit=2&since=2022")
    link = re.fullmatch(r'<(/[^>]+)>; rel="next"', first.headers["link"])[1]

    assert client.get(link).json()["items"][0]["id"] not in {one["id"] for one in first.json()["items"]}


def test_who_has_the_answer_is_told_so_until_the_ledger_changes(own_news):
    paths = ["/ask", "/ask?as_of=2023-02", "/timeline/PRK/RUS", "/decisions", "/stats", "/relations/RUS/UKR?count=all", "/outlook/RUS"]
    with serving(own_news) as client:
        tags = {path: client.get(API + path).headers["etag"] for path in paths}
        event = client.get(f"{API}/ask").json()["items"][0]["id"]

        assert [client.get(API + path, headers={"If-None-Match": f'"x", {tags[path]}'}).status_code for path in paths] == [304] * 7
        assert client.get(f"{API}/ask", headers={"If-None-Match": tags["/decisions"]}).status_code == 200
        client.post(f"{API}/decisions", json={"kind": "note", "targets": [event], "reason": "seen"}, headers=BEARER)
        assert client.get(f"{API}/decisions", headers={"If-None-Match": tags["/decisions"]}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ask?since=yesterday", 400), ("/ask?status=true", 400), ("/ask?clock=sun", 422), ("/ask?limit=100000", 422), ("/ask?partie=RUS", 422),
        ("/ask?cursor=x", 400), ("/ask?cursor=9999999-a", 400), ("/ask?cursor=-1-a", 400), ("/events/ffffffff", 404), ("/events/..%2f..%2fetc", 404),
        ("/articles/ffffffffffffffff", 404), ("/relations/RUS/RUS", 400), ("/relations/RUS/XXX", 400), ("/outlook/XXX", 400), ("/nowhere", 404),
        ("/search", 422), ("/search?words=!!", 400), ("/network?hostile=2", 422), ("/ingest/0123456789abcdef", 404), ("/decisions?cursor=-1", 422),
    ],
)  # fmt: skip
def test_every_problem_is_told_as_rfc_9457_and_names_no_file(client, news, path, status):
    answer = client.get(API + path)
    told = answer.json()

    assert (answer.status_code, told["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["title"]
    assert news not in answer.text
    assert "Traceback" not in answer.text


def test_the_openapi_document_names_every_path(client):
    told = client.get(f"{API}/openapi.json").json()

    assert {"/ask", "/events/{name}", "/timeline/{first}/{second}", "/relations/{first}/{second}", "/network", "/outlook/{party}", "/read",
            "/code", "/ingest", "/decisions"} <= {path.removeprefix(API) for path in told["paths"]}  # fmt: skip
    assert all(operation["description"] for path in told["paths"].values() for operation in path.values())


# --- writing ----------------------------------------------------------------------------------------------------------------------


def decide(client, **decided):
    answer = client.post(f"{API}/decisions", json={"reason": "checked", "by": "Ann", **decided}, headers=BEARER)
    return answer.status_code, answer.json()


def test_decisions_change_events_everywhere_and_are_undone(own_news):
    with serving(own_news) as client:
        event = client.get(f"{API}/ask?party=PRK").json()["items"][0]
        claim = event["claims"][0]["id"]
        before = client.get(f"{API}/ask").json()["items"]

        status, made = decide(client, kind="correct", targets=[claim], fields={"recipients": "CHN"})
        assert (status, made["by"], made["kind"]) == (201, "Ann", "correct")
        assert client.get(f"{API}/ask?party=CHN&party=PRK").json()["items"]
        assert decide(client, kind="undo", targets=[made["id"]])[0] == 201
        assert client.get(f"{API}/ask").json()["items"] == before

        assert decide(client, kind="retract", targets=[claim])[0] == 201
        assert decide(client, kind="note", targets=[event["id"]])[0] == 201
        assert [one["kind"] for one in client.get(f"{API}/decisions").json()["items"]] == ["correct", "undo", "retract", "note"]
        first = client.get(f"{API}/decisions?limit=3").json()
        assert client.get(f"{API}/decisions?cursor={first['next']}").json()["items"][0]["kind"] == "note"


@pytest.mark.parametrize(
    ("decided", "status"),
    [
        ({"kind": "merge", "targets": ["ffffffff"]}, 404), ({"kind": "burn", "targets": ["ffffffff"]}, 422), ({"kind": "split", "targets": []}, 422),
        ({"kind": "undo", "targets": ["ffffffff"]}, 404), ({"kind": "note", "targets": ["ffffffff", "eeeeeeee"]}, 422),
        ({"kind": "retract", "targets": ["a'; DROP TABLE claims; --"]}, 422), ({"kind": "retract", "targets": ["ffffffff"], "reason": "\0"}, 422),
        ({"kind": "correct", "targets": ["ffffffff"]}, 422), ({"kind": "correct", "targets": ["ffffffff"], "fields": {"text": "x"}}, 400),
    ],
)  # fmt: skip
def test_a_decision_that_makes_no_sense_changes_nothing(own_news, decided, status):
    with serving(own_news) as client:
        assert decide(client, **decided)[0] == status
        assert client.get(f"{API}/decisions").json()["items"] == []


def test_articles_that_are_sent_are_read_once_and_their_new_wording_replaces_them(own_news):
    first = {"text": "France expelled two Russian diplomats on Friday.", "published": "2023-06-03", "language": "en", "url": "https://n.example/a"}
    with serving(own_news) as client:
        def send(**sent):
            return client.post(f"{API}/ingest?wait=30", json=sent, headers=BEARER)

        answer = send(articles=[first])
        assert answer.status_code == 202
        assert client.get(answer.headers["location"]).json() == answer.json()
        assert (answer.json()["state"], answer.json()["summary"]["claims"]) == ("done", 1)
        assert send(articles=[first]).json()["summary"]["known"] == 1
        assert send(articles=[{**first, "text": "France expelled three Russian diplomats on Friday."}]).json()["summary"]["articles"] == 1
        found = client.get(f"{API}/ask?party=FRA").json()["items"]
        assert len(found) >= 1
        assert [one["state"] for one in client.get(f"{API}/ingest").json()["items"]] == ["done"] * 3


def test_reading_goes_on_while_a_writer_holds_the_ledger(own_news):
    store = open_store(own_news, write=True)
    done = []

    def note(client, event):
        done.append(decide(client, kind="note", targets=[event])[0])

    with serving(own_news) as client:
        with store.writing():
            event = client.get(f"{API}/ask").json()["items"][0]["id"]
            threads = [threading.Thread(target=note, args=(client, event)) for _ in range(3)]
            [one.start() for one in threads]
            sent = client.post(f"{API}/ingest", json={"articles": [{"text": "Iran tested a missile.", "language": "en"}]}, headers=BEARER)

            assert [client.get(API + path).status_code for path in ("/ask", "/stats", f"/events/{event}", "/ask?as_of=2023")] == [200] * 4
            assert done == []
            assert client.get(sent.headers["location"]).json()["state"] == "waiting"
        [one.join(30) for one in threads]
        assert done == [201] * 3
    store.close()
