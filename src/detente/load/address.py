"""Which addresses detente fetches from: public ones, checked as numbers, so that no name can lead it inside."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from detente.errors import RefusedAddress, SourceError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}
Number = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where to connect for a URL: the addresses are those that were checked, in the order to try them."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]


def resolve(url: str, *, allow_private: bool) -> Target:
    """The target of an http(s) URL with its addresses resolved and checked.

    Raises RefusedAddress for another scheme, a login in the URL, or any address that is not public (unless `allow_private`);
    SourceError where the host has no address.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedAddress(f"{url}: is no valid address ({error})") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise RefusedAddress(f"{url}: only http and https addresses with a host are fetched")
    if parts.username is not None or parts.password is not None:
        raise RefusedAddress(
            f"{url.rsplit('@', maxsplit=1)[-1]}: addresses with a login in them are not fetched; save the page and read the file"
        )
    port = port or _PORTS[parts.scheme]
    addresses = _look_up(parts.hostname, port)
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                name = parts.hostname if parts.hostname == str(address) else f"{parts.hostname} ({address})"
                raise RefusedAddress(f"{name} is no public address; --allow-private fetches from it")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(scheme=parts.scheme, host=parts.hostname, port=port, path=path, addresses=addresses)


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet: not private, loopback, link-local, multicast, reserved or unspecified.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) is judged as what it leads to.
    """
    try:
        number = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return all(_is_public(inner) for inner in (number, *_inside(number)) if not _is_wrapper(inner))


def _is_public(number: Number) -> bool:
    inside = number.is_multicast or number.is_reserved or number.is_unspecified or number.is_loopback or number.is_link_local
    return number.is_global and not inside


def _is_wrapper(number: Number) -> bool:
    return isinstance(number, ipaddress.IPv6Address) and bool(_inside(number))


def _inside(number: Number) -> tuple[ipaddress.IPv4Address, ...]:
    if isinstance(number, ipaddress.IPv4Address):
        return ()
    if number in _NAT64:
        return (ipaddress.IPv4Address(int(number) & 0xFFFFFFFF),)
    found = number.ipv4_mapped or number.sixtofour
    return (found,) if found else tuple(number.teredo or ())


def _look_up(host: str, port: int) -> tuple[str, ...]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"{host}: the address was not found; look at the spelling and the connection") from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
