"""What the user tells an ingest, in a form that a worker process can be given."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.intake import Given
from detente.load import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How items are read, e.g. `Settings(given=Given(language="id"), columns={"text": "body"})`.

    `columns` says which column of a table holds which field (`load.item.FIELDS`). `tables` is a folder with tables of the user's own.
    `delay` is the least number of seconds between two requests to one host, `seconds` the processor time that one article may take (0: no
    end).
    """

    given: Given = field(default_factory=Given)
    limits: Limits = field(default_factory=Limits)
    columns: Mapping[str, str] = field(default_factory=dict)
    tables: str = ""
    allow_private: bool = False
    delay: float = 1.0
    seconds: float = 120.0  # the longest text that is taken in (`Limits.text_chars`) takes 20 to 30

    def digest(self, data: bytes) -> str:
        """Digest of an item's bytes and of all options that change how they are read (16 hex digits)."""
        given = self.given
        day = given.published.isoformat() if given.published else ""
        options = f"{day}\x1f{given.language}\x1f{given.title}\x1f{given.publisher}\x1f{self.tables}"
        return hashlib.sha256(options.encode("utf-8", "surrogatepass") + b"\x1e" + data).hexdigest()[:16]
