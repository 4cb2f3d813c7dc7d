"""How a server guards its ledger, in one frozen record."""

import secrets
from dataclasses import dataclass

from detente.errors import UsageError

_LEAST = 16  # characters of a token: 96 bits of base64


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a server lets in, e.g. `Settings(token="...", open_reading=True)` for loopback.

    `open_reading` lets anybody read who reaches the server; writing needs the token always. `names` are the host names that the server may
    be asked by, besides `localhost` and plain IP addresses. `rate` is requests a second of one client on the long run, `burst` how many at
    once, 0 for no limit; `guesses` how many wrong tokens a client may send at once, and then one every two seconds. `body_bytes` is the
    longest request, `body_seconds` how long it may take to come.
    """

    token: str
    open_reading: bool = False
    names: tuple[str, ...] = ()
    rate: float = 50.0
    burst: int = 200
    guesses: int = 5
    body_bytes: int = 5_000_000
    body_seconds: float = 30.0

    def __post_init__(self) -> None:
        if len(self.token) < _LEAST or not self.token.isascii() or not self.token.isprintable():
            raise UsageError(f"a token needs {_LEAST} ASCII characters or more; make one with: openssl rand -base64 24")


def new_token() -> str:
    """A fresh token for one run of a server, 43 characters."""
    return secrets.token_urlsafe(32)
