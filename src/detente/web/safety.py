"""What every request passes before it is answered: headers, the host it names, how often it comes, how long it is."""

import asyncio
import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.web.problems import tell

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
"""No script and no style but files of our own: what stands in an article cannot run, even where escaping failed."""
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # not "no-referrer": with it browsers hide the origin of forms, which tokens.py asks for
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_CLIENTS = 10_000  # buckets kept; the one not seen for longest is forgotten


class SafeHeaders:
    """Puts the headers of safety on every answer; answers are private and asked for anew unless they say otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        await self.app(scope, receive, headed)


class Hosts:
    """Refuses requests that name another host: a page elsewhere whose name was led to this machine (DNS rebinding) must not read here.

    Plain addresses are let in, because no name can be led to them.
    """

    def __init__(self, app: ASGIApp, *, names: tuple[str, ...] = ()) -> None:
        self.app = app
        self.names = {"localhost", *(name.lower() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http" or self._known(Headers(scope=scope).getlist("host")):
            await self.app(scope, receive, send)
            return
        await tell(scope, 421, "this server does not go by that name; --name NAME lets it")(scope, receive, send)

    def _known(self, hosts: list[str]) -> bool:
        if len(hosts) != 1:
            return False
        host = hosts[0].lower()
        name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
        if not colon:
            name = host
        elif not (port.isascii() and port.isdigit()):
            return False
        if name in self.names:
            return True
        try:
            ipaddress.ip_address(name[1:-1] if name.startswith("[") and name.endswith("]") else name)
        except ValueError:
            return False
        return True


class Buckets:
    """How much each client may still do: `size` at once, filled again by `rate` a second."""

    def __init__(self, *, rate: float, size: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.size, self._clock = rate, size, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Seconds until a client may do something, 0 for now."""
        return max(0.0, (1 - self._now(client)) / self.rate)

    def take(self, client: str) -> None:
        """Counts something that a client did."""
        self._left[client] = (self._now(client) - 1, self._clock())
        self._left.move_to_end(client)
        while len(self._left) > _CLIENTS:
            self._left.popitem(last=False)

    def _now(self, client: str) -> float:
        left, at = self._left.get(client, (float(self.size), 0.0))
        return min(float(self.size), left + (self._clock() - at) * self.rate) if client in self._left else left


def client_of(scope: Scope) -> str:
    """Who asks: the address, of IPv6 the network of 64 bits that one household has."""
    host = str((scope.get("client") or ("",))[0])
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((number, 64), strict=False)) if number.version == 6 else host


class Rates:
    """Refuses clients that ask more often than they may (429, with the seconds to wait)."""

    def __init__(self, app: ASGIApp, *, rate: float, burst: int) -> None:
        self.app = app
        self.buckets = Buckets(rate=rate, size=burst) if rate > 0 else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] == "http" and self.buckets:
            client = client_of(scope)
            wait = self.buckets.wait(client)
            if wait:
                headers = {"Retry-After": str(int(wait) + 1)}
                await tell(scope, 429, "too many requests at once", headers=headers)(scope, receive, send)
                return
            self.buckets.take(client)
        await self.app(scope, receive, send)


class Bodies:
    """Takes in a request's body whole, within its limits of bytes and seconds, before anything is done with it; never unpacks one."""

    def __init__(self, app: ASGIApp, *, most: int, seconds: float) -> None:
        self.app, self.most, self.seconds = app, most, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        too_large = f"a request holds at most {self.most:,} bytes"
        if headers.get("content-encoding", "identity").strip().lower() != "identity":
            await tell(scope, 415, "send the body as it is, not packed")(scope, receive, send)
        elif not (length.isascii() and length.isdigit()):
            await tell(scope, 400, "Content-Length is no number")(scope, receive, send)
        elif int(length[:20]) > self.most:
            await tell(scope, 413, too_large)(scope, receive, send)
        else:
            try:
                body = await asyncio.wait_for(self._collect(receive), self.seconds)
            except TimeoutError:
                await tell(scope, 408, f"the request took longer than {self.seconds:g} s to come")(scope, receive, send)
                return
            if body is None:
                await tell(scope, 413, too_large)(scope, receive, send)
                return
            scope.setdefault("state", {})["body"] = body
            await self.app(scope, _replay(body, receive), send)

    async def _collect(self, receive: Receive) -> bytes | None:
        body = bytearray()
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > self.most:
                return None
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
