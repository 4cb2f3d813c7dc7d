"""Web pages, fetched from the very address that was checked, within limits of size, time and redirects."""

import threading
import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from detente.errors import DetenteError, RefusedAddress, SourceError
from detente.load.address import Target, resolve
from detente.load.draft import Draft, Limits
from detente.load.html import load_html, looks_html
from detente.load.text import load_text

if TYPE_CHECKING:
    import urllib3

_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK_BYTES = 65_536
_HEADERS = {
    "User-Agent": "detente (reads one article for its user)", "Accept": "text/html, text/plain",
    "Accept-Encoding": "gzip", "Connection": "close",
}  # fmt: skip
_PAGE_KINDS = ("text/", "application/xhtml+xml", "application/octet-stream")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """How to ask for an address: more headers, and the beginnings of the content types that are welcome."""

    headers: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = _PAGE_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent: the body, the address after redirects, its ETag and Last-Modified; `unchanged` for "304 Not Modified"."""

    data: bytes = b""
    url: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


def load_url(url: str, *, limits: Limits, allow_private: bool = False) -> Draft:
    """The article of a web page, e.g. `load_url("https://example.org/2022/11/04/talks", ...)`.

    Raises RefusedAddress for an address that is not public (unless `allow_private`), SourceError where no answer comes within the limits.
    """
    data, last = fetch(url, limits=limits, allow_private=allow_private)
    if not data.strip():
        raise SourceError(f"{url}: the page is empty")
    if looks_html(data) or b"<" in data[:200]:
        return load_html(data, name=url, url=last)
    draft = load_text(data, name=url)
    return Draft(text=draft.text, name=url, url=last, notices=draft.notices)


def fetch(url: str, *, limits: Limits, allow_private: bool = False) -> tuple[bytes, str]:
    """The bytes of a page and the address that it came from after redirects; errors as of `load_url`."""
    answer = fetch_answer(url, limits=limits, allow_private=allow_private)
    return answer.data, answer.url


def fetch_answer(url: str, *, limits: Limits, allow_private: bool = False, request: Request | None = None) -> Answer:
    """What a server answers to a request, e.g. one for a feed that it may say has not changed. Errors as of `load_url`.

    The whole fetch, name look-up and redirects included, ends after `limits.fetch_seconds`: it runs in a thread that is left behind then,
    because no time limit of a socket stops a server that sends a byte now and then.
    """
    done: list[Answer | BaseException] = []
    deadline = time.monotonic() + limits.fetch_seconds

    def work() -> None:
        try:
            done.append(_follow(url, limits, allow_private, deadline, request or Request()))
        except (DetenteError, OSError, ValueError, MemoryError) as error:
            done.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(limits.fetch_seconds)
    if not done:
        raise SourceError(f"{url}: no whole answer within {limits.fetch_seconds:g} s; try again, or save the page and read the file")
    if isinstance(done[0], DetenteError):
        raise done[0]
    if isinstance(done[0], BaseException):
        raise SourceError(f"{url}: cannot be fetched ({done[0]})") from done[0]
    return done[0]


def _follow(url: str, limits: Limits, allow_private: bool, deadline: float, request: Request) -> Answer:  # noqa: FBT001
    for _ in range(limits.redirects + 1):
        target = resolve(url, allow_private=allow_private)
        answer, location = _get(url, target, limits, deadline, request)
        if not location:
            return answer
        following = urljoin(url, location)
        if url.startswith("https:") and following.startswith("http:"):
            raise RefusedAddress(f"{url}: leads from https to {following}; give that address yourself if you want it")
        url = following
    raise SourceError(f"{url}: more than {limits.redirects} redirects; save the page and read the file")


def _get(url: str, target: Target, limits: Limits, deadline: float, request: Request) -> tuple[Answer, str]:
    """The answer and, for a redirect, where it leads."""
    import urllib3

    last: Exception | None = None
    for address in target.addresses:
        pool = open_pool(target, address, max(0.1, deadline - time.monotonic()))
        host = target.host if target.port in (80, 443) else f"{target.host}:{target.port}"
        try:
            headers = {**_HEADERS, **request.headers, "Host": host}
            answer = pool.request("GET", target.path, headers=headers, redirect=False, retries=False, preload_content=False)
        except urllib3.exceptions.HTTPError as error:
            last = error
            continue
        try:
            return _read(url, answer, limits, deadline, request)
        except urllib3.exceptions.HTTPError as error:
            raise SourceError(f"{url}: the answer broke off ({error})") from error
        finally:
            answer.close()
            pool.close()
    raise SourceError(f"{url}: no connection ({_reason(last)})") from last


def open_pool(target: Target, address: str, seconds: float) -> "urllib3.HTTPConnectionPool":
    """A connection to the checked address; the certificate must be that of the host's name."""
    import urllib3

    timeout = urllib3.Timeout(connect=min(10.0, seconds), read=min(15.0, seconds))
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(address, target.port, timeout=timeout, maxsize=1)
    import certifi

    return urllib3.HTTPSConnectionPool(
        address, target.port, timeout=timeout, maxsize=1, cert_reqs="CERT_REQUIRED", ca_certs=certifi.where(),
        server_hostname=target.host, assert_hostname=target.host,
    )  # fmt: skip


def _read(
    url: str, answer: "urllib3.BaseHTTPResponse", limits: Limits, deadline: float, request: Request
) -> tuple[Answer, str]:
    if answer.status in _REDIRECTS and answer.headers.get("Location"):
        return Answer(url=url), str(answer.headers["Location"])
    if answer.status == 304:
        return Answer(url=url, unchanged=True), ""
    if answer.status != 200:
        raise SourceError(
            f"{url}: the server answers {answer.status} {answer.reason or ''}".rstrip() + "; open it in a browser and save the page"
        )
    kind = answer.headers.get("Content-Type", "text/html").split(";")[0].strip().lower()
    if kind and not kind.startswith(request.kinds):
        raise SourceError(f"{url}: is {kind}, no page of text")
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise SourceError(f"{url}: comes packed as {encoding}, which was not asked for; save the page and read the file")
    chunks = answer.stream(_CHUNK_BYTES, decode_content=False)
    data = _collect(url, chunks, gzip="gzip" in encoding, limits=limits, deadline=deadline)
    headers = answer.headers
    return Answer(data=data, url=url, etag=headers.get("ETag", ""), modified=headers.get("Last-Modified", "")), ""


def _collect(url: str, chunks: Iterable[bytes], *, gzip: bool, limits: Limits, deadline: float) -> bytes:
    """The whole body, unpacked piece by piece, never more than the limit in memory."""
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if gzip else None
    body = bytearray()
    for chunk in chunks:
        try:
            body += unpack.decompress(chunk, limits.page_bytes + 1 - len(body)) if unpack else chunk
        except zlib.error as error:
            raise SourceError(f"{url}: is packed wrongly ({error})") from error
        if len(body) > limits.page_bytes or (unpack and unpack.unconsumed_tail):
            raise SourceError(f"{url}: is larger than {limits.page_bytes // 1_000_000} MB; save the article as text")
        if time.monotonic() > deadline:
            raise SourceError(f"{url}: no whole answer within {limits.fetch_seconds:g} s")
    return bytes(body)


def _reason(error: Exception | None) -> str:
    return str(error).split(": ", 1)[-1] if error else "no address"
