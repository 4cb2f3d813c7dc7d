"""Who may write, and where reading is not open who may read: a token, or a session that a token opened, with CSRF checks.

A program sends `Authorization: Bearer TOKEN`. A browser opens `/login?token=TOKEN` once and gets a cookie; with a cookie a request that
changes something must come from a page of this server (Sec-Fetch-Site or Origin) and carry the session's CSRF token, in the form field
`csrf` or the header `X-CSRF-Token`.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from detente.web.problems import tell
from detente.web.safety import Buckets, client_of
from detente.web.settings import Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_CHANGES_NOTHING = frozenset({"/api/v1/read", "/api/v1/code", "/read", "/login"})
"""What is posted because it is long, not because it is kept; wants no more rights than reading."""
_ALWAYS = ("/login", "/static/", "/favicon.ico")
_SESSION_SECONDS = 7 * 86_400


@dataclass(frozen=True, slots=True)
class Keys:
    """What is derived from a token: sessions and their CSRF tokens; the token itself never leaves."""

    token: str

    def fits(self, given: str) -> bool:
        """Whether something given is the token, in a time that tells nothing of it."""
        one, other = (hashlib.sha256(text.encode("utf-8", "replace")).digest() for text in (given, self.token))
        return hmac.compare_digest(one, other)

    def new_session(self, now: float) -> str:
        """A session that begins now."""
        name = f"{int(now)}-{secrets.token_urlsafe(12)}"
        return f"{name}.{self._sign('session', name)}"

    def knows(self, session: str, now: float) -> bool:
        """Whether a session is one of ours and not too old."""
        name, _, sign = session.partition(".")
        begun = name.partition("-")[0]
        if not sign or not hmac.compare_digest(sign.encode("utf-8", "replace"), self._sign("session", name).encode()):
            return False
        return 0 <= now - int(begun) <= _SESSION_SECONDS

    def csrf(self, session: str) -> str:
        """What the forms of a session must send."""
        return self._sign("csrf", session)

    @property
    def cookie(self) -> str:
        """The name of the cookie: servers on several ports of one machine share their cookies, so each has a name of its own."""
        return f"detente_{self._sign('cookie', '')[:8]}"

    def _sign(self, what: str, value: str) -> str:
        return hmac.new(self.token.encode(), f"{what}|{value}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


class Gate:
    """Lets in who may read or write, and marks the request: `state.may_write`, `state.csrf`."""

    def __init__(self, app: ASGIApp, *, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self.app, self.settings, self._clock = app, settings, clock
        self.keys = Keys(settings.token)
        self.guesses = Buckets(rate=0.5, size=settings.guesses)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refuse(scope, headers)
        if refused:
            status, detail, more = refused
            await tell(scope, status, detail, headers=more)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _refuse(self, scope: Scope, headers: Headers) -> tuple[int, str, dict[str, str] | None] | None:
        """Status, words and headers of a refusal, None for who is let in."""
        bearer = _bearer(headers)
        if bearer and (wait := self.guesses.wait(client_of(scope))):
            return 429, "too many wrong tokens", {"Retry-After": str(int(wait) + 1)}
        right = bearer is not None and self.keys.fits(bearer)
        if bearer is not None and not right:
            self.guesses.take(client_of(scope))
            return 401, "that is not the token", {"WWW-Authenticate": "Bearer"}
        session = "" if right else self._session(headers)
        state = scope.setdefault("state", {})
        state["may_write"] = right or bool(session)
        state["csrf"] = self.keys.csrf(session) if session else ""
        return self._refuse_known(scope, headers, session, right=right)

    def _refuse_known(self, scope: Scope, headers: Headers, session: str, *, right: bool) -> tuple[int, str, dict[str, str] | None] | None:
        path, known = scope["path"], right or bool(session)
        if scope["method"] in SAFE:
            open_to_all = self.settings.open_reading or path.startswith(_ALWAYS)
            return None if known or open_to_all else _needs()
        if not right and not _same_origin(headers, strict=bool(session)):
            return 403, "that came from a page of another server", None
        if path in _CHANGES_NOTHING:
            return None if known or self.settings.open_reading or path == "/login" else _needs()
        if not known:
            return _needs()
        if session and not _sent_csrf(scope, headers, state_csrf=scope["state"]["csrf"]):
            return 403, "the form is too old; load its page again and send it once more", None
        return None

    def _session(self, headers: Headers) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.keys.cookie)
        except CookieError:
            return ""
        return found.value if found and self.keys.knows(found.value, self._clock()) else ""


def _needs() -> tuple[int, str, dict[str, str]]:
    return 401, "this needs the token: Authorization: Bearer TOKEN, or /login in a browser", {"WWW-Authenticate": "Bearer"}


def _bearer(headers: Headers) -> str | None:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else None


def _same_origin(headers: Headers, *, strict: bool) -> bool:
    """Whether a browser says that a page of ours sent this; `strict` wants it said, programs say nothing."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    if origin is not None:
        try:
            return urlsplit(origin).netloc.lower() == headers.get("host", "").lower() != ""
        except ValueError:
            return False
    return not strict


def _sent_csrf(scope: Scope, headers: Headers, *, state_csrf: str) -> bool:
    given = headers.get("x-csrf-token", "")
    if not given and headers.get("content-type", "").partition(";")[0].strip().lower() == "application/x-www-form-urlencoded":
        body = scope["state"].get("body", b"").decode("utf-8", "replace")
        try:
            given = parse_qs(body, max_num_fields=200).get("csrf", [""])[0]
        except ValueError:
            return False
    return hmac.compare_digest(given.encode("utf-8", "replace"), state_csrf.encode())
