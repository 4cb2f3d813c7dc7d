"""Text of an article made fit to stand in any document: what can end a line, turn its direction or break a file is taken out."""

import re
from urllib.parse import quote, urlsplit

_CONTROL = re.compile("[\u0000-\u001f\u007f-\u009f]")
_LOST = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of a line
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"  # marks of byte order, what is no character
)
_KEPT_IN_URL = "/:?#[]@!$&'()*+,;=%-._~"


def wash(text: str) -> str:
    r"""A text in one line that XML, JSON, CSV and a terminal can all hold, e.g. "talks in Bali" for "talks\x07 in\u202e\nBali".

    Control characters become spaces, runs of white space one space; marks of direction, halves of surrogate pairs and what is no
    character are left out. Letters of every script stay as they are.
    """
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    whole = _LOST.sub("", _CONTROL.sub(" ", whole))
    whole = "".join(char for char in whole if ord(char) & 0xFFFE != 0xFFFE)
    return " ".join(whole.split())


def wash_url(url: str) -> str:
    """An address that may be made a link: http or https with a host, its odd characters escaped; "" for all else (`javascript:` ...)."""
    text = url.strip()
    try:
        parts = urlsplit(text)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.username is not None:
            return ""
        _ = parts.port
    except ValueError:
        return ""
    if any(char <= " " or char == "\x7f" for char in text) or "[" in text or "]" in text:
        return ""
    found = quote(text.encode("utf-8", "ignore"), safe=_KEPT_IN_URL)
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", found)
