"""`detente serve` as a user meets it: a real process on loopback."""

import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from ledgers import new_ledger

from detente.cli import run

DETENTE = str(Path(sys.executable).with_name("detente"))


@pytest.fixture
def ledger(tmp_path):
    store = new_ledger(tmp_path)
    store.close()
    return store.name


def test_it_says_where_it_listens_and_how_to_write_and_stops_at_ctrl_c(ledger):
    server = subprocess.Popen([DETENTE, "serve", ledger, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        address = re.search(r"is served on (http://127\.0\.0\.1:\d+/) ", server.stderr.readline())[1]
        login = re.search(r"open (http://\S+/login\?token=(\S+))$", server.stderr.readline().strip())

        assert httpx.get(f"{address}api/v1/ask", timeout=30).json() == {"items": [], "next": None}
        assert httpx.post(f"{address}api/v1/ingest", json={}, timeout=30).status_code == 401
        assert httpx.post(f"{address}api/v1/ingest", json={}, headers={"Authorization": f"Bearer {login[2]}"}, timeout=30).status_code == 422
        assert httpx.get(login[1], timeout=30).status_code == 303
    finally:
        server.send_signal(2)
    assert server.wait(30) in (0, -2, 130)
    assert "Traceback" not in server.stderr.read()


def test_another_address_than_loopback_needs_a_token_file(ledger, tmp_path, capsys):
    weak = tmp_path / "token"
    weak.write_text("short\n")

    assert run(["serve", ledger, "--host", "0.0.0.0"]) == 2
    assert "--token-file" in capsys.readouterr().err
    assert run(["serve", ledger, "--host", "0.0.0.0", "--token-file", str(tmp_path / "none")]) == 2
    assert run(["serve", ledger, "--host", "0.0.0.0", "--token-file", str(weak)]) == 2
    assert "16 ASCII characters" in capsys.readouterr().err


def test_with_a_token_file_nothing_is_told_without_it_and_the_token_is_not_printed(ledger, tmp_path):
    secret = tmp_path / "token"
    secret.write_text("a-token-in-a-file-0123456789\n")
    secret.chmod(0o600)
    server = subprocess.Popen([DETENTE, "serve", ledger, "--host", "0.0.0.0", "--port", "0", "--token-file", str(secret)], stderr=subprocess.PIPE, text=True)
    try:
        told = server.stderr.readline()
        address = f"http://127.0.0.1:{re.search(r':([0-9]+)/', told)[1]}/api/v1/ask"

        assert "a-token" not in told
        assert httpx.get(address, timeout=30).status_code == 401
        assert httpx.get(address, headers={"Authorization": "Bearer a-token-in-a-file-0123456789"}, timeout=30).status_code == 200
    finally:
        server.kill()
        server.wait()


def test_what_is_missing_is_told_before_anything_listens(tmp_path, ledger, capsys):
    assert run(["serve", str(tmp_path / "none.db")]) == 1
    assert "no such ledger" in capsys.readouterr().err
    script = "import sys; sys.modules['uvicorn'] = None; from detente.cli import run; sys.exit(run(['serve', sys.argv[1]]))"
    done = subprocess.run([sys.executable, "-c", script, ledger], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "pip install 'detente[web]'" in done.stderr


def test_a_taken_port_is_told(ledger, capsys):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(["serve", ledger, "--port", str(taken.getsockname()[1])]) == 1
    assert "--port 0 takes a free one" in capsys.readouterr().err
