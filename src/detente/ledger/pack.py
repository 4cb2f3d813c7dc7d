"""Texts and claims as the bytes that are stored, and back."""

import zlib
from collections.abc import Sequence

import msgspec

from detente.ledger.entry import clean
from detente.records import Told

_LEVEL = 3  # level 6 saves 4 % of the bytes for twice the time, on our example articles
_decoder = msgspec.json.Decoder(list[Told])


def pack_text(text: str) -> bytes:
    """A text as bytes, half surrogates included; `unpack_text` gives it back unchanged."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack_text(data: bytes) -> str:
    """The text that `pack_text` packed."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def pack_told(told: Sequence[Told]) -> bytes:
    """The rows of one article as packed JSON; half a surrogate pair in quoted words becomes "?"."""
    try:
        data = msgspec.json.encode(told)
    except UnicodeEncodeError:
        data = msgspec.json.encode(_cleaned(msgspec.to_builtins(told)))
    return pack_json(data)


def pack_json(data: bytes) -> bytes:
    """The rows of one article as JSON, packed; where they come from elsewhere, this keeps them byte by byte."""
    return zlib.compress(data, _LEVEL)


def unpack_json(data: bytes) -> bytes:
    """The JSON that `pack_told` and `pack_json` packed."""
    return zlib.decompress(data)


def unpack_told(data: bytes) -> list[Told]:
    """The rows that `pack_told` packed, in the order of the text."""
    return _decoder.decode(zlib.decompress(data))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {key: _cleaned(one) for key, one in value.items()}
    return value
