"""Web archives (WARC, WARC.gz; WET for plain text): the pages that a crawl kept, one record at a time."""

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from detente.errors import MissingExtra
from detente.load.draft import Limits
from detente.load.item import Item, Refusal

ARCHIVES = (".warc", ".warc.gz", ".wet", ".wet.gz")
_KINDS = ("text/", "application/xhtml+xml")
_RECORDS = ("response", "resource", "conversion")


def load_warc(path: Path, *, limits: Limits, columns: Mapping[str, str]) -> Iterator[Item | Refusal]:
    """The pages of an archive, keyed by where their record begins; what is no page of text is refused with its reason.

    Raises MissingExtra where fastwarc is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise MissingExtra("fastwarc is not installed; install it with: python -m pip install 'detente[warc]'") from error
    key, count = path.as_posix(), 0
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file, record_types=kinds, parse_http=True, auto_decode="none"):
                count += 1
                yield _page(f"{key}#{record.stream_pos}", record, limits)
        except Exception as error:  # noqa: BLE001  whatever a damaged archive makes the reader raise, the records before it stay
            reason = f"is damaged or cut short ({error}); what comes after was not read"
            yield Refusal(key=f"{key}#rest", reason=reason, data=str(error).encode())
            return
    if not count:
        yield Refusal(key=key, reason=f"holds no page: no record of the types {', '.join(_RECORDS)}")


def _page(key: str, record: Any, limits: Limits) -> Item | Refusal:  # a fastwarc record; fastwarc ships no types
    url = str(record.headers.get("WARC-Target-URI", "") or "").strip("<>")
    http = record.http_headers
    kind = (record.http_content_type or record.headers.get("Content-Type", "") or "").split(";")[0].strip().lower()
    status = http.status_code if http is not None else 200
    if status != 200:
        return Refusal(key=key, reason=f"{url}: the server had answered {status}", data=url.encode())
    if kind and not kind.startswith(_KINDS):
        return Refusal(key=key, reason=f"{url}: is {kind}, no page of text", data=url.encode())
    told = record.content_length
    data = record.reader.read(limits.page_bytes + 1)
    if len(data) < min(told, limits.page_bytes):
        return Refusal(key=key, reason=f"{url}: the archive ends within this page; fetch the archive again", data=data[:1000])
    packed = (http.get("Content-Encoding", "") or "").strip().lower() if http is not None else ""
    if http is not None and "chunked" in (http.get("Transfer-Encoding", "") or "").lower():
        data = _joined(data)
    if packed in ("gzip", "x-gzip", "deflate"):
        data = _unpacked(data, limits)
    elif packed not in ("", "identity"):
        return Refusal(key=key, reason=f"{url}: is packed as {packed}, which is not read", data=url.encode())
    if len(data) > limits.page_bytes:
        return Refusal(key=key, reason=f"{url}: is a page larger than {limits.page_bytes // 1_000_000} MB", data=data[:1000])
    return Item(key=key, kind="page", data=data, address=url if url.lower().startswith(("http://", "https://")) else "")


def _unpacked(data: bytes, limits: Limits) -> bytes:
    """A packed body, never more than a byte over the limit in memory; what is not packed after all is given back as it is."""
    try:
        return zlib.decompressobj(32 + zlib.MAX_WBITS).decompress(data, limits.page_bytes + 1)
    except zlib.error:
        return data  # crawlers often keep the header of a body that they have unpacked


def _joined(data: bytes) -> bytes:
    """A body sent in chunks as one; a body that only says so is given back as it is."""
    parts: list[bytes] = []
    place = 0
    while place < len(data):
        end = data.find(b"\r\n", place, place + 30)
        try:
            size = int(data[place:end].split(b";")[0], 16) if end > 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return data if not parts else b"".join(parts)
        if size == 0:
            break
        parts.append(data[end + 2 : end + 2 + size])
        place = end + 2 + size + 2
    return b"".join(parts)
