"""Articles and requests made by an enemy: nothing fails with 5xx, nothing they bring can run, nothing of the machine is told."""

import json
import socket
import zlib
from urllib.parse import quote

import lxml.html
import pytest
from ledgers import new_ledger
from servers import BEARER, serving
from web_news import fill

API = "/api/v1"
SCRIPT = "<script>alert(1)</script>"
NASTY = {
    "script": SCRIPT,
    "attribute": '" onmouseover="alert(1)',
    "closing": "</title></textarea></script><svg/onload=alert(1)>",
    "template": "{{ 7 * 7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "format": "{0.__class__}%s%n${7*7}",
    "right-to-left": "\u202egpj.exe\u202c \u2066\u2067\u2068\u2069 \u200b\u200f",
    "control": "a\x1b[31mred\x07\x08 b",
    "formula": "=cmd|' /C calc'!A0",
    "sql": "'; DROP TABLE claims; -- \" OR 1=1",
    "path": "../../../../etc/passwd",
    "long": "x" * 480,
    "scripts": "\U0001f4a3\ufeff\ufffe\u0130\u212a",
}
ADDRESSES = [
    "http://127.0.0.1/", "http://127.0.0.1:22/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://0/",
    "http://2130706433/", "http://0x7f.1/", "http://017700000001/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.0.1/",
    "http://172.16.0.1/", "http://100.64.0.1/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://user:pass@127.0.0.1/", "http://127.0.0.1%2f@example.org/", "http://example.org@127.0.0.1/", "http://localhost.localdomain/",
]  # fmt: skip
NO_ADDRESSES = ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "jar:http://x!/", "/etc/passwd", "//127.0.0.1", "", "javascript:alert(1)"]
PATHS = [
    "/static/../../../../etc/passwd", "/static/..%2f..%2f..%2fetc%2fpasswd", "/static/%2e%2e/app.py", "/static/....//app.py", "/static//etc/passwd",
    "/static/..\\..\\app.py", "/static/%00", "/static/detente.css%00.html", "/api/v1/../../etc/passwd", "/api/v1/articles/..%2f..%2fdetente.db",
    "/api/v1/events/%00%00%00%00", "/api/v1/ask?party=%00", "/api/v1/ask?cursor=%00", "/api/v1/search?words=%00", "/api/v1/ask?since=%00",
    "/api/v1/ask?party=%ff%fe", "/api/v1/timeline/%F0%9F%92%A3/%ff", "/api/v1/relations/%00/RUS", "/%c0%ae%c0%ae/", "/api/v1/search?words=%22%20OR%20%22",
    "/api/v1/search?words=NEAR(a%20b)%20*%20%5E%20%3A", "/login?token=%00", "/api/v1/network?party=%ed%a0%80", "/api/v1/ask?as_of=0000", "/" + "a" * 8000,
]  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(fill(tmp_path_factory.mktemp("hostile")), guesses=1000) as found:
        yield found


def runs(page):
    """What of a page could run or lead away: scripts that are none of our files, handlers, addresses that are code, frames, foreign forms."""
    found = []
    for element in lxml.html.document_fromstring(page).iter():
        if not isinstance(element.tag, str):
            continue
        source = element.get("src", "")
        if element.tag in ("iframe", "object", "embed", "base") or (element.tag == "script" and not source.startswith("/static/")):
            found.append(element.tag)
        if element.tag == "form" and not element.get("action", "/").startswith(("/", "?")):
            found.append(f"form to {element.get('action')}")
        found += [f"{element.tag} {name}" for name in element.attrib if name.lower().startswith("on")]
        found += [value for value in element.values() if value.strip().lower().startswith(("javascript:", "data:text", "vbscript:"))]
    return found


def is_harmless(answer, client):
    assert answer.status_code < 500
    assert not any(word in answer.text for word in ("Traceback", "root:x:", "site-packages", ".py\"", "detente.db", "/tmp/", "sqlite", "SELECT "))
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert runs(answer.text) == []


@pytest.mark.parametrize("name", NASTY)
def test_a_hostile_article_is_taken_for_text_wherever_it_shows(client, name):
    bad = NASTY[name]
    text = f"{bad}\n\nRussia shelled Kharkiv on 1 November 2022, Ukraine said. {bad} denied it, {bad} wrote."
    article = {"text": text, "title": bad, "publisher": bad, "language": "en", "published": "2022-11-04"}
    answers = [client.post(f"{API}/read", json=article), client.post(f"{API}/ingest?wait=30", json={"articles": [article]}, headers=BEARER)]
    [is_harmless(one, client) for one in answers]
    assert answers[1].json()["state"] == "done"

    event = client.get(f"{API}/ask?party=RUS&party=UKR").json()["items"][0]["id"]
    decided = {"kind": "note", "targets": [event], "reason": bad, "by": bad[:100]}
    answers += [
        client.post(f"{API}/decisions", json=decided, headers=BEARER), client.get(f"{API}/events/{event}"), client.get(f"{API}/decisions"),
        client.get(f"{API}/search", params={"words": bad[:200]}), client.get(f"{API}/ask", params={"party": bad, "since": bad[:10], "cursor": bad[:80]}),
        client.get("/" + quote(bad)), client.get("/login", params={"token": bad}), client.get(f"{API}/timeline/{quote(bad[:30])}/RUS"),
    ]  # fmt: skip
    (article, *_) = [hit["article"] for hit in client.get(f"{API}/search?words=Kharkiv").json()["items"]]
    pages = [f"/event/{event}", f"/article/{article}", "/relation/RUS/UKR", "/state/RUS", "/search?q=Kharkiv", "/", "/sources", "/ingest", "/network"]
    answers += [client.get(path) for path in pages]
    answers += [client.get(path, params={"q": bad, "ego": bad, "until": bad, "lang": bad, "words": bad, "since": bad}) for path in pages]
    answers += [client.get(f"{path}/{quote(bad)}") for path in ("/event", "/article", "/state", "/relation/RUS")]
    answers += [client.get(path + ending) for path in pages[:4] for ending in (".json", ".csv")]
    answers += [client.post("/read", data={"text": text, "title": bad, "csrf": bad}), client.get("/ingest.csv"), client.get("/sources.json")]
    for one in answers:
        is_harmless(one, client)
        assert one.headers["content-type"].startswith(("application/json", "application/problem+json", "text/html", "text/csv"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_leads_into_the_machine_or_its_network(client, address):
    with socket.create_server(("127.0.0.1", 0)) as inside:
        inside.settimeout(0.01)
        for url in (address, address.replace("127.0.0.1", f"127.0.0.1:{inside.getsockname()[1]}") if address.count(":") == 1 else address):
            answer = client.post(f"{API}/ingest?wait=30", json={"urls": [url]}, headers=BEARER)
            is_harmless(answer, client)
            assert answer.status_code == 422 or answer.json()["summary"]["articles"] == 0
            assert answer.status_code == 422 or answer.json()["summary"]["failed"] == 1
        with pytest.raises(TimeoutError):
            inside.accept()


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_of_the_web_is_refused_at_once(client, address):
    for body in ({"urls": [address]}, {"articles": [{"text": "Russia shelled Kharkiv.", "url": address or "x"}]}):
        assert client.post(f"{API}/ingest", json=body, headers=BEARER).status_code == 422


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_a_file_or_a_fault(client, path):
    with socket.create_connection((client.base_url.host, client.base_url.port)) as line:  # as it stands: a client would mend it
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode("utf-8", "surrogateescape"))
        answer = b"".join(iter(lambda: line.recv(65_536), b""))

    assert int(answer.split()[1]) < 500
    assert not any(word in answer for word in (b"root:x:", b"Traceback", b"create_app", b"detente.db", b"SQLite format"))


@pytest.mark.parametrize(
    "head",
    [
        "GET /login?token=x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
        "GET / HTTP/1.1\r\n", "POST /api/v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n",
        "POST /api/v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: detente_=" + "x" * 7000 + "\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b: c\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\n" + "".join(f"X-{n}: y\r\n" for n in range(500)), "GET / HTTP/9.9\r\nHost: localhost\r\n", "\x00\x01\x02",
        "GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \xff\xfe\r\n", "TRACE / HTTP/1.1\r\nHost: localhost\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n", "OPTIONS /api/v1/decisions HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n",
        "GET /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: " + '"a",' * 1500 + "\r\n",
    ],
)  # fmt: skip
def test_a_malformed_request_is_refused_and_adds_no_header(client, head):
    with socket.create_connection((client.base_url.host, client.base_url.port), timeout=20) as line:
        line.sendall(head.encode("latin-1") + b"Connection: close\r\n\r\n0\r\n\r\n")
        line.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: line.recv(65_536), b""))

    assert not answer or int(answer.split()[1]) < 500
    assert b"set-cookie: a=b" not in answer.lower()
    assert b"access-control-allow-origin" not in answer.lower()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"{" * 100_000, {}), (b"[" * 1_000_000, {}), (b'{"text":' * 50_000, {}), (b'{"text": "\\ud800 Russia shelled Kharkiv."}', {}),
        (b'{"text": "a", "\\ud800": 1}', {}), (b'{"text": 1e999}', {}), (b'{"text": ' + b"9" * 20_000 + b"}", {}), (b"\xff\xfe\x00", {}), (b"", {}),
        (zlib.compress(b"0" * 4_000_000), {"Content-Encoding": "deflate"}), (b"null", {}), (b'"x"', {}), (b"x" * 10_000_000, {}),
        (json.dumps({"text": "a", **{f"k{n}": n for n in range(20_000)}}).encode(), {}), (b"text=a", {"Content-Type": "application/x-www-form-urlencoded"}),
        (b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\na', {"Content-Type": "multipart/form-data; boundary=b"}),
        (b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", {"Content-Type": "application/xml"}),
    ],
)  # fmt: skip
def test_a_body_that_is_none_is_refused(client, body, headers):
    for path in ("/read", "/code", "/ingest", "/decisions"):
        answer = client.post(API + path, content=body, headers={"Content-Type": "application/json", **BEARER, **headers})

        assert 400 <= answer.status_code < 500
        is_harmless(answer, client)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 60_000, "<html><body>" + "<p>Russia shelled Kharkiv.</p>" * 3000, "<a href='" + "x" * 200_000, "<!--" * 50_000, "&lt;" * 60_000,
        "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b; Russia shelled Kharkiv on Monday.</p>",
        "<p>Russia shelled Kharkiv.</p><iframe src=file:///etc/passwd></iframe><link rel=import href=http://127.0.0.1:1/>",
    ],
    ids=range(7),
)
def test_a_page_that_is_made_to_choke_on_is_read_or_refused_in_time(client, page):
    answer = client.post(f"{API}/read", json={"html": page, "language": "en"})

    assert answer.status_code in (200, 400, 422)
    is_harmless(answer, client)
    assert "root:x:" not in answer.text


@pytest.mark.parametrize("articles", [[], [{"text": "The weather was fine.", "language": "en", "published": "2022-11-04"}],
                                      [{"text": "Russia shelled Kharkiv.", "language": "en", "published": "0001-01-02"}],
                                      [{"text": "Russia shelled Kharkiv.", "language": "en", "published": "9999-12-31"}]])  # fmt: skip
def test_every_page_stands_on_a_ledger_that_holds_next_to_nothing(tmp_path, articles):
    store = new_ledger(tmp_path)
    store.close()
    pages = ["/", "/network", "/search", "/sources", "/ingest", "/method", "/state/RUS", "/relation/RUS/UKR", "/event/abcd", "/article/abcd"]
    with serving(store.name) as client:
        if articles:
            client.post(f"{API}/ingest?wait=30", json={"articles": articles}, headers=BEARER)
        for path in [*pages, f"{API}/network", f"{API}/outlook/RUS", f"{API}/ask?as_of=9999", f"{API}/relations/RUS/UKR", f"{API}/timeline/RUS/UKR"]:
            assert client.get(path).status_code < 500, path
