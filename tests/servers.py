"""A real server on loopback for tests: the app that `detente serve` runs, asked over real HTTP."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import uvicorn

from detente.web.app import create_app
from detente.web.settings import Settings

TOKEN = "a-token-of-the-tests-0123456789"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@contextmanager
def serving(ledger: str, **choices: object) -> Iterator[httpx.Client]:
    """A client of a running server of a ledger; `choices` are of `Settings`, reading open and no rate where nothing else is said."""
    settings = Settings(**{"token": TOKEN, "open_reading": True, "rate": 0.0, **choices})
    bound = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(ledger, settings=settings), log_level="critical", ws="none", server_header=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{bound.getsockname()[1]}", timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(20)
        bound.close()


def log_in(client: httpx.Client) -> None:
    """Opens a session as a browser does."""
    answer = client.get("/login", params={"token": TOKEN})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
