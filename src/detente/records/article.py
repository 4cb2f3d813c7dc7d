"""An article as it was read, before anything is understood."""

import datetime as dt
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text with what is known of its printing.

    `text` is what every offset of the project counts into (Unicode code points). `published_basis`
    says where the date came from: `given`, `metadata`, `dateline`, `url`, `body` (weak) or `none`.
    """

    text: str
    language: str
    published: dt.date | None = None
    published_basis: str = "none"
    title: str = ""
    publisher: str = ""
    url: str = ""

    @property
    def id(self) -> str:
        """Digest of the text: the same text has the same id on every machine (16 hex digits)."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
