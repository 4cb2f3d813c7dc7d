"""Plain text and Markdown."""

import datetime as dt
import re

from detente.load.draft import Draft
from detente.load.encoding import decode

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BLOCKS = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"^(```|~~~).*?(?:^\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:=+|-+)[ \t]*$", re.MULTILINE), ""),
)
_LINES = (
    (re.compile(r"^(?:[ \t]{0,3}>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE), ""),
)
_INLINE = (
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^>\n]{0,300}>"), ""),
    (re.compile(r"(\*\*\*|___|\*\*|__|~~)(?=\S)([^\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)


def load_text(data: bytes, *, name: str) -> Draft:
    """A plain text as it stands; offsets count into it, each line end one character.

    Raises SourceError for what is no text.
    """
    text, notices = decode(data, name=name)
    return Draft(text=text, name=name, notices=notices)


def load_markdown(data: bytes, *, name: str) -> Draft:
    """A Markdown text as prose: "**Iran** [denied](x) it" is "Iran denied it"; offsets count into the prose.

    `title`, `date` and `publisher` of a front matter are taken as metadata.
    """
    text, notices = decode(data, name=name)
    fields: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front[1])}
        text = text[front.end() :]
    day = _day(fields.get("date", ""))
    return Draft(
        text=strip_marks(text),
        name=name,
        title=fields.get("title", ""),
        publisher=fields.get("publisher", ""),
        published=day,
        published_basis="metadata" if day else "none",
        notices=notices,
    )


def strip_marks(text: str) -> str:
    """Markdown without its marks: headings, emphasis, links, lists, quotes; code, images and comments go."""
    for pattern, replacement in (*_BLOCKS, *_LINES, *_INLINE):
        text = pattern.sub(replacement, text)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + ("\n" if text.strip() else "")


def _day(value: str) -> dt.date | None:
    found = _ISO_DAY.match(value)
    try:
        return dt.date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
