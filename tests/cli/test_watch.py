"""`detente watch`: tells once, again when an event stands otherwise, and neither loses nor repeats where it is killed between two events."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import feedparser
import pytest
from ledgers import new_ledger
from press import add, papers

from detente.cli import run

FIRST, SECOND, THIRD = papers()


@pytest.fixture
def store(tmp_path):
    store = new_ledger(tmp_path)
    yield store
    store.close()


@pytest.fixture
def ledger(tmp_path):
    return str(tmp_path / "detente.db")


def learn(store, *readings) -> None:
    """Papers that the ledger learns now, for a watch looks at what is learned since its last look."""
    import datetime as dt

    for reading in readings:
        add(store, reading, dt.datetime.now(dt.UTC))


def titles(path) -> list[str]:
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo
    return [entry.title for entry in feed.entries]


HELPS, DISPUTED, MEETS = "North Korea \N{RIGHTWARDS ARROW} Russia: helps (alleged)", "North Korea \N{RIGHTWARDS ARROW} Russia: helps (disputed)", "North Korea, Russia: meets, talks (reported)"


def test_a_feed_grows_by_what_is_new_and_an_entry_follows_its_event(store, ledger, tmp_path):
    feed = tmp_path / "out.xml"
    watch = ["watch", "RUS", "--ledger", ledger, "--feed", str(feed)]
    learn(store, FIRST)
    assert run(watch) == 0
    assert titles(feed) == [HELPS]
    written = feed.read_bytes()
    assert run(watch) == 0
    assert feed.read_bytes() == written
    learn(store, SECOND)
    assert run(watch) == 0
    assert titles(feed) == [DISPUTED]
    learn(store, THIRD)
    assert run(watch) == 0
    assert titles(feed) == [MEETS, DISPUTED]


def program(tmp_path: Path, body: str) -> str:
    path = tmp_path / "program.py"
    path.write_text(f"import json, os, sys, time\nevent = json.load(sys.stdin)\nlog = {str(tmp_path / 'log')!r}\n{body}\n")
    return f"{sys.executable} {path}"


def logged(tmp_path: Path) -> list[dict]:
    path = tmp_path / "log"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


WRITE = "with open(log, 'a') as file:\n    file.write(json.dumps(event) + '\\n')"


def test_a_program_gets_each_event_once_as_json_and_again_when_it_stands_otherwise(store, ledger, tmp_path):
    watch = ["watch", "--query", "RUS PRK", "--ledger", ledger, "--exec", program(tmp_path, WRITE)]
    learn(store, FIRST)
    assert run([*watch, "--all"]) == 0
    assert run(watch) == 0
    (first,) = logged(tmp_path)
    learn(store, SECOND)
    assert run(watch) == 0
    assert run(watch) == 0
    _, second = logged(tmp_path)

    assert (first["kind"], first["before"], first["event"]["status"]) == ("new", "", "alleged")
    assert (second["kind"], second["before"], second["event"]["status"]) == ("changed", "alleged", "disputed")
    assert {(voice["speaker"], voice["stance"]): voice["sentence"] for voice in second["voices"]} == {
        ("United States", "asserts"): "Washington believes that Pyongyang shipped shells to Russia this week.",
        ("North Korea", "denies"): "North Korea denied it.",
    }
    assert first["id"] != second["id"]


def test_the_first_look_remembers_what_is_there_and_tells_none_of_it(store, ledger, tmp_path, capsys):
    learn(store, FIRST)
    watch = ["watch", "--ledger", ledger, "--exec", program(tmp_path, WRITE)]
    assert run(watch) == 0
    assert "1 events are there already" in capsys.readouterr().err
    learn(store, THIRD)
    assert run(watch) == 0

    assert [one["event"]["type"] for one in logged(tmp_path)] == ["CONSULT"]


def test_what_a_program_refuses_is_told_again_and_what_came_before_it_is_not(store, ledger, tmp_path, capsys):
    refuse = f"if event['event']['type'] == 'CONSULT' and not os.path.exists({str(tmp_path / 'well')!r}):\n    sys.exit('not now')\n{WRITE}"
    watch = ["watch", "--ledger", ledger, "--all", "--exec", program(tmp_path, refuse)]
    learn(store, FIRST, THIRD)
    assert run(watch) == 1
    assert "not now" in capsys.readouterr().err
    assert [one["event"]["type"] for one in logged(tmp_path)] == ["AID"]
    (tmp_path / "well").touch()
    assert run(watch) == 0

    assert [one["event"]["type"] for one in logged(tmp_path)] == ["AID", "CONSULT"]


def test_an_article_is_never_part_of_a_command(store, ledger, tmp_path):
    from ledgers import make_reading
    from samples import TEXT

    learn(store, make_reading(TEXT, title="$(touch owned); `touch owned`", publisher="'; touch owned; '"))
    assert run(["watch", "--ledger", ledger, "--all", "--exec", program(tmp_path, f"os.chdir({str(tmp_path)!r})\n{WRITE}")]) == 0

    assert logged(tmp_path)[0]["voices"][0]["title"] == "$(touch owned); `touch owned`"
    assert not list(tmp_path.glob("**/owned"))


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_while_it_tells_it_loses_nothing_and_repeats_at_most_that_event_under_the_same_id(moment, store, ledger, tmp_path):
    """The program kills its parent, the watch, before or after it has taken the event."""
    kill = f"if event['event']['type'] == 'CONSULT' and not os.path.exists({str(tmp_path / 'killed')!r}):\n    open({str(tmp_path / 'killed')!r}, 'w').close()\n    os.kill(os.getppid(), {signal.SIGKILL:d}); time.sleep(.2); sys.exit()"
    body = f"{kill}\n{WRITE}" if moment == "before" else f"{WRITE}\n{kill}"
    command = [sys.executable, "-c", "from detente.cli import main; main()", "watch", "--ledger", ledger, "--all", "--exec", program(tmp_path, body)]
    learn(store, FIRST, THIRD)
    assert subprocess.run(command, check=False, capture_output=True).returncode == -signal.SIGKILL
    time.sleep(0.3)
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    told = logged(tmp_path)

    assert [one["event"]["type"] for one in told] == (["AID", "CONSULT"] if moment == "before" else ["AID", "CONSULT", "CONSULT"])
    assert len({one["id"] for one in told}) == 2


def test_a_feed_that_was_lost_is_whole_after_the_next_look(store, ledger, tmp_path):
    feed = tmp_path / "out.xml"
    watch = ["watch", "--ledger", ledger, "--feed", str(feed)]
    learn(store, FIRST, THIRD)
    run(watch)
    whole = feed.read_bytes()
    feed.unlink()
    run(watch)

    assert feed.read_bytes() == whole
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".out.xml")]


class Hook:
    """A page that takes posts: `taken` are (key, body) of those answered with 200."""

    def __init__(self, status: int = 200) -> None:
        self.status, self.taken = status, []


@pytest.fixture
def hook():
    import http.server
    import threading

    hook = Hook()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if hook.status == 200:
                hook.taken.append((self.headers["Idempotency-Key"], json.loads(body)))
            self.send_response(hook.status)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}).start()
    hook.url = f"http://127.0.0.1:{server.server_address[1]}/secret-path"
    yield hook
    server.shutdown()
    server.server_close()


def test_a_webhook_gets_each_event_once_with_its_key_and_again_where_it_refused(hook, store, ledger, capsys):
    watch = ["watch", "--ledger", ledger, "--all", "--allow-private", "--webhook", hook.url]
    learn(store, FIRST, THIRD)
    for status in (500, 302):
        hook.status = status
        assert run(watch) == 1
        assert "secret-path" not in capsys.readouterr().err
    hook.status = 200
    assert run(watch) == 0
    assert run(watch) == 0

    assert [body["event"]["type"] for _, body in hook.taken] == ["AID", "CONSULT"]
    assert [key for key, _ in hook.taken] == [body["id"] for _, body in hook.taken]


@pytest.mark.parametrize("url", ["http://127.0.0.1/x", "http://localhost:9/x", "http://10.1.2.3/x", "http://[::1]/x", "http://169.254.169.254/latest", "ftp://h.example/x", "http://u:p@h.example/x", "http://[::ffff:127.0.0.1]/"])
def test_a_webhook_at_a_private_or_odd_address_is_refused(url, store, ledger, capsys):
    learn(store, FIRST)

    assert run(["watch", "--ledger", ledger, "--all", "--webhook", url]) == 1
    assert "Error" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "one of the three"), (["--feed", "a", "--exec", "b"], "one of the three"), (["--feed", "a", "--every", "soon"], "--every soon"),
        (["--exec", "'"], "--exec"), (["--feed", "a", "--status", "true"], "no status"), (["--feed", "a", "--language", "xx"], "no language"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_and_ends_with_2(arguments, words, store, ledger, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert run(["watch", "--ledger", ledger, *arguments]) == 2
    assert words in capsys.readouterr().err


def test_again_and_again_until_it_is_ended(store, ledger, tmp_path):
    learn(store, FIRST)
    feed = tmp_path / "out.xml"
    command = [sys.executable, "-c", "from detente.cli import main; main()", "watch", "--ledger", ledger, "--feed", str(feed), "--every", "1s"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            for number, paper in ((1, None), (2, THIRD)):
                if paper:
                    learn(store, paper)
                for _ in range(600):
                    if feed.exists() and len(titles(feed)) == number:
                        break
                    time.sleep(0.1)
                assert len(titles(feed)) == number
        finally:
            os.kill(process.pid, signal.SIGINT)
    assert process.returncode == 130


