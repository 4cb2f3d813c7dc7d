"""Every choice of the user for one run, in one frozen record; read by cli/ and web/ only."""

import datetime as dt
from dataclasses import dataclass, field

from detente.errors import UsageError
from detente.export import Layout, format_names
from detente.intake import Given
from detente.language import OwnTables
from detente.load import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What to read and how to write it. Wrong combinations are refused when the record is made (UsageError)."""

    published: dt.date | None = None
    language: str = ""
    publisher: str = ""
    format: str = "table"
    explain: bool = False
    quiet: bool = False
    parser: str = ""
    tables: OwnTables | None = None
    allow_private: bool = False
    width: int = 80
    colour: bool = False
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.format not in format_names():
            raise UsageError(f"no format {self.format!r}; available: {', '.join(format_names())}")
        if self.explain and self.format != "table":
            raise UsageError(f"--explain belongs to --format table; {self.format} holds its reasons already or has no place for them")

    @property
    def given(self) -> Given:
        """What the user tells of every source of the run."""
        return Given(published=self.published, language=self.language, publisher=self.publisher)

    @property
    def layout(self) -> Layout:
        """How a format for people looks."""
        return Layout(width=self.width, colour=self.colour, explain=self.explain, tables=self.tables)
