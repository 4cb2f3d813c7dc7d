"""Posts JSON to an address of the user's, from the very address that was checked; redirects are not followed."""

import time
from urllib.parse import urlsplit

from detente.errors import DetenteError, SourceError
from detente.load.address import resolve
from detente.load.url import open_pool

_MOST_ANSWER = 65_536  # bytes of an answer that are read, so that the connection ends well


def post(url: str, body: bytes, *, key: str, allow_private: bool = False, seconds: float = 30.0) -> None:
    """Sends a body as application/json with `Idempotency-Key: key`, done once the server answers 2xx.

    Raises RefusedAddress for an address that is not public (unless `allow_private`), SourceError for any other answer or none.
    """
    import urllib3

    name = _named(url)
    try:
        target = resolve(url, allow_private=allow_private)
    except DetenteError as error:
        raise type(error)(str(error).replace(url, name)) from error
    deadline = time.monotonic() + seconds
    headers = {
        "User-Agent": "detente", "Content-Type": "application/json; charset=utf-8", "Connection": "close", "Idempotency-Key": key,
        "Host": target.host if target.port in (80, 443) else f"{target.host}:{target.port}",
    }  # fmt: skip
    last: Exception | None = None
    for address in target.addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        pool = open_pool(target, address, left)
        try:
            answer = pool.request("POST", target.path, body=body, headers=headers, redirect=False, retries=False, preload_content=False)
            answer.read(_MOST_ANSWER)
            if 200 <= answer.status < 300:
                return
            raise SourceError(f"{name}: the webhook answers {answer.status}; what it was to be told is told again next time")
        except urllib3.exceptions.NewConnectionError as error:  # nothing was sent: the next address may be tried
            last = error
        except urllib3.exceptions.HTTPError as error:
            raise SourceError(f"{name}: the webhook gave no whole answer ({error})".replace(url, name)) from error
        finally:
            pool.close()
    raise SourceError(f"{name}: the webhook cannot be reached{f' ({last})' if last else ''}")


def _named(url: str) -> str:
    """An address as messages call it: without its path, which often is a secret."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "the webhook's address"
    return f"{parts.scheme}://{parts.hostname or ''}/..."
