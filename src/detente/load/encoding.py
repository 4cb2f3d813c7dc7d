"""Bytes to text, saying so where the encoding had to be guessed."""

import codecs

from detente.errors import SourceError
from detente.records import Notice

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_BYTES = 100_000
_CONTROLS = {code: " " for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t\x85"} | {0x85: "\n"}


def decode(data: bytes, *, name: str) -> tuple[str, tuple[Notice, ...]]:
    """The text of a file with line feeds as its only line ends, and a notice where its encoding was guessed.

    UTF-8, and UTF-16 or UTF-32 with a byte order mark, are known for certain; UTF-16 without a mark is told by its zero bytes;
    anything else is guessed. Control characters become spaces, one for one.
    Raises SourceError for what is no text. Notices: load.encoding, load.control-characters.
    """
    text, notices = _decode(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = text.translate(_CONTROLS)
    if clean != text:
        hint = "they were read as spaces; look at the source if claims are missing"
        notices = (*notices, Notice(code="load.control-characters", message="the text holds control characters", where=name, hint=hint))
    return clean, notices


def _decode(data: bytes, name: str) -> tuple[str, tuple[Notice, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise SourceError(f"{name}: begins as {encoding} and is damaged at byte {error.start}; save it as UTF-8") from error
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace"), (_guessed(wide, name),)
    if looks_binary(data):
        raise SourceError(f"{name}: is no text; give a plain text, Markdown or HTML file")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        encoding = _guess(data)
        return data.decode(encoding, "replace"), (_guessed(encoding, name),)


def looks_binary(data: bytes) -> bool:
    """Whether the bytes are no text: a zero byte, or more than one control byte in twenty, among the first 100,000."""
    sample = data[:_SAMPLE_BYTES]
    if b"\0" in sample:
        return True
    controls = sum(sample.count(code) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return controls > len(sample) / 20


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of mostly Latin text is zero; "" otherwise."""
    sample = data[: _SAMPLE_BYTES // 2 * 2]
    if len(sample) < 4:
        return ""
    half = len(sample) // 2
    zeros = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if zeros[1] > 0.6 and zeros[0] < 0.05:
        return "utf-16-le"
    if zeros[0] > 0.6 and zeros[1] < 0.05:
        return "utf-16-be"
    return ""


def _guess(data: bytes) -> str:
    """A single-byte encoding: Windows-1252 where nearly all bytes are ASCII, as in news of both languages; else by how it looks."""
    if sum(byte > 127 for byte in data[:_SAMPLE_BYTES]) < len(data[:_SAMPLE_BYTES]) / 8:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    return best.encoding if best else "cp1252"


def _guessed(encoding: str, name: str) -> Notice:
    hint = "save the source as UTF-8 if letters look wrong"
    return Notice(code="load.encoding", message=f"not UTF-8; read as {encoding}", where=name, hint=hint)
