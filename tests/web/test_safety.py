"""What stands before every route: headers, host names, limits, tokens, sessions; each rule as a table of who may what."""

import socket
import threading

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import new_ledger
from servers import BEARER, TOKEN, log_in, serving

from detente.errors import UsageError
from detente.web.safety import HEADERS, Buckets, client_of
from detente.web.settings import Settings, new_token
from detente.web.tokens import Keys

NOTE = {"kind": "note", "targets": ["0123456789abcdef"], "reason": "seen"}
ANSWERS = ["/api/v1/stats", "/api/v1/nowhere", "/nowhere", "/login", "/static/detente.css", "/static/../app.py", "/api/v1/ask?limit=0"]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    store = new_ledger(tmp_path_factory.mktemp("safety"))
    store.close()
    return store.name


@pytest.fixture(scope="module")
def local(ledger):
    with serving(ledger) as client:
        yield client


@pytest.fixture(scope="module")
def remote(ledger):
    with serving(ledger, open_reading=False) as client:
        yield client


@pytest.fixture(autouse=True)
def _no_cookies(local, remote):
    local.cookies.clear()
    remote.cookies.clear()


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_carries_the_headers_of_safety(local, path):
    answer = local.get(path)

    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "server" not in answer.headers
    assert answer.headers["cache-control"].startswith("private")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("localhost:80", 200), ("127.0.0.1", 200), ("[::1]:8090", 200), ("192.168.1.7", 200), ("LOCALHOST", 200),
        ("evil.example", 421), ("localhost.evil.example", 421), ("127.0.0.1.evil.example", 421), ("localhost:x", 421), ("", 421),
        ("localhost@evil.example", 421), ("news.example.org", 421),
    ],
)  # fmt: skip
def test_a_name_that_was_led_here_is_refused(local, host, status):
    assert local.get("/api/v1/decisions", headers={"Host": host}).status_code == status


def test_a_name_that_was_given_is_known(ledger):
    with serving(ledger, names=("News.example.org",)) as client:
        assert client.get("/api/v1/decisions", headers={"Host": "news.example.org"}).status_code == 200


# --- how much, how often ----------------------------------------------------------------------------------------------------------


def test_a_body_that_is_too_long_is_refused_unread_whether_or_not_it_says_so(local):
    pieces = (b"x" * 65_536 for _ in range(160))

    assert local.post("/api/v1/read", content=b"x" * 10_000_000).status_code == 413
    assert local.post("/api/v1/read", content=pieces).status_code == 413


@pytest.mark.parametrize("headers", [{"Content-Encoding": "gzip"}, {"Content-Encoding": "br"}, {"Content-Type": "text/plain"}])
def test_a_packed_body_or_one_that_is_no_json_is_not_taken(local, headers):
    assert local.post("/api/v1/read", content=b'{"text": "a"}', headers=headers).status_code in (415, 422)


def test_a_body_that_does_not_come_is_given_up(ledger):
    with serving(ledger, body_seconds=0.2) as client, socket.create_connection((client.base_url.host, client.base_url.port)) as line:
        line.sendall(b"POST /api/v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{")

        assert line.recv(100).startswith(b"HTTP/1.1 408")


def test_who_asks_too_often_is_told_when_to_come_back(ledger):
    with serving(ledger, rate=0.1, burst=3) as client:
        answers = [client.get("/api/v1/decisions") for _ in range(5)]

    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 11


@given(st.lists(st.floats(0, 5), max_size=60), st.integers(1, 10), st.floats(0.1, 10))
def test_nobody_gets_more_than_a_burst_and_what_time_gives_back(pauses, size, rate):
    now = 0.0
    buckets = Buckets(rate=rate, size=size, clock=lambda: now)
    let_in = 0
    for pause in pauses:
        now += pause
        if buckets.wait("a") == 0:
            buckets.take("a")
            let_in += 1

    assert let_in <= size + now * rate + 1e-6
    assert buckets.wait("b") == 0


def test_the_addresses_of_one_household_are_one_client():
    def of(host):
        return client_of({"client": (host, 1)})

    assert of("2001:db8::1") == of("2001:db8::ffff") != of("2001:db8:0:1::1")
    assert of("10.0.0.1") != of("10.0.0.2")


# --- who may what -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "headers", "read", "code", "write"),
    [
        ("local", {}, 200, 200, 401),
        ("local", BEARER, 200, 200, 404),
        ("local", {"Authorization": "Bearer wrong"}, 401, 401, 401),
        ("local", {"Origin": "http://evil.example"}, 200, 403, 403),
        ("local", {"Sec-Fetch-Site": "cross-site"}, 200, 403, 403),
        ("local", {"Sec-Fetch-Site": "same-site"}, 200, 403, 403),
        ("local", {"Origin": "null"}, 200, 403, 403),
        ("remote", {}, 401, 401, 401),
        ("remote", BEARER, 200, 200, 404),
        ("remote", {"Authorization": f"Basic {TOKEN}"}, 401, 401, 401),
        ("remote", {"Authorization": "Bearer"}, 401, 401, 401),
        ("remote", {"Authorization": f"bearer  {TOKEN}"}, 200, 200, 404),
    ],
)
def test_reading_is_open_on_loopback_only_and_writing_wants_the_token_always(request, where, headers, read, code, write):
    client = request.getfixturevalue(where)
    pair = {"text": "Moscow shelled Kyiv.", "source": "Moscow", "target": "Kyiv", "language": "en"}

    assert client.get("/api/v1/decisions", headers=headers).status_code == read
    assert client.post("/api/v1/code", json=pair, headers=headers).status_code == code
    assert client.post("/api/v1/decisions", json=NOTE, headers=headers).status_code == write


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403), ({"Sec-Fetch-Site": "same-origin"}, 403), ({"Sec-Fetch-Site": "cross-site", "X-CSRF-Token": "right"}, 403),
        ({"X-CSRF-Token": "right"}, 403), ({"Sec-Fetch-Site": "same-origin", "X-CSRF-Token": "wrong"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "X-CSRF-Token": "right"}, 404), ({"Origin": "own", "X-CSRF-Token": "right"}, 404),
        ({"Origin": "https://evil.example", "X-CSRF-Token": "right"}, 403),
    ],
)  # fmt: skip
def test_a_session_writes_only_from_our_own_pages_and_with_its_csrf_token(remote, headers, status):
    log_in(remote)
    ((name, session),) = remote.cookies.items()
    csrf = Keys(TOKEN).csrf(session)
    told = {"right": csrf, "own": f"http://{remote.base_url.host}:{remote.base_url.port}"}

    answer = remote.post("/api/v1/decisions", json=NOTE, headers={key: told.get(value, value) for key, value in headers.items()})

    assert name.startswith("detente_")
    assert answer.status_code == status
    assert remote.get("/api/v1/decisions").status_code == 200


def test_a_form_may_send_its_csrf_token_as_a_field(remote):
    log_in(remote)
    csrf = Keys(TOKEN).csrf(next(iter(remote.cookies.values())))
    own = {"Sec-Fetch-Site": "same-origin"}

    assert remote.post("/logout", data={"csrf": csrf + "0"}, headers=own).status_code == 403
    assert remote.post("/logout", data={"csrf": csrf}, headers=own).status_code == 303
    assert not remote.cookies


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(remote):
    told = remote.get("/login", params={"token": TOKEN}).headers["set-cookie"].lower()

    assert "httponly" in told
    assert "samesite=strict" in told
    assert TOKEN not in told


def test_tokens_cannot_be_tried_out(ledger):
    with serving(ledger, guesses=3) as client:
        programs = [client.get("/api/v1/decisions", headers={"Authorization": f"Bearer {n}"}).status_code for n in range(5)]
        browsers = [client.post("/login", data={"token": str(n)}).status_code for n in range(5)]

        assert programs == [401, 401, 401, 429, 429]
        assert browsers == [401, 401, 401, 429, 429]
        assert client.post("/login", data={"token": TOKEN}).status_code == 429


@pytest.mark.parametrize("change", [lambda s: s[:-1] + "0x"[s[-1] == "0"], lambda s: s.replace("-", "1-", 1), lambda _: "", lambda s: s + "\u00e9"])
def test_a_session_that_was_changed_or_is_a_week_old_is_none(change):
    keys = Keys(TOKEN)
    session = keys.new_session(1_000_000)

    assert keys.knows(session, 1_000_060)
    assert not keys.knows(session, 1_000_000 + 8 * 86_400)
    assert not keys.knows(session, 999_000)
    assert not keys.knows(change(session), 1_000_060)
    assert not Keys(TOKEN + "2").knows(session, 1_000_060)


@given(st.text())
def test_only_the_token_fits(given_token):
    assert Keys(TOKEN).fits(given_token) == (given_token == TOKEN)


@pytest.mark.parametrize("token", ["", "short", "x" * 15, "x" * 20 + "\u00e9", "x" * 20 + "\n"])
def test_a_token_that_protects_nothing_is_refused(token):
    with pytest.raises(UsageError):
        Settings(token=token)


def test_every_run_has_a_token_of_its_own():
    assert len({new_token() for _ in range(20)}) == 20
    assert len(new_token()) >= 40


def test_requests_at_once_are_all_answered(local):
    found = []

    def ask():
        found.append(httpx.get(local.base_url.join("/api/v1/decisions"), timeout=60).status_code)

    threads = [threading.Thread(target=ask) for _ in range(40)]
    [one.start() for one in threads]
    [one.join() for one in threads]

    assert found == [200] * 40
