"""What comes back from asking a ledger: events with how they stand, as records, JSON, Arrow, pandas or Polars."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.errors import MissingExtra
from detente.records import Happening, Standing, Told
from detente.records.wire import Plain, claim_to_dict

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFound:
    """An event with its claims and how it stands, e.g. `found.standing.status` is "disputed" by `found.standing.rule` R3."""

    event: Happening
    standing: Standing
    claims: tuple[Told, ...] = ()

    @property
    def place(self) -> str:
        """Where the event stands among all, the latest first: `ledger.ask(..., after=found.place)` goes on behind it."""
        return f"{self.event.first.toordinal() if self.event.first else 0}-{self.event.id}"

    def to_dict(self) -> Plain:
        """The event as one JSON object, its claims as `detente read` writes them."""
        event, standing = self.event, self.standing
        return {
            "id": event.id, "type": event.type, "actors": list(event.actors), "recipients": list(event.recipients),
            "first": event.first.isoformat() if event.first else None, "last": event.last.isoformat() if event.last else None,
            "place": event.place, "status": standing.status, "rule": standing.rule, "origins": standing.origins,
            "for": list(standing.for_claims), "against": list(standing.against_claims),
            "caveats": [{"claim": claim, "what": what} for claim, what in standing.caveats],
            "quantities": [
                {"what": t.what, "disagree": t.disagree, "entries": [{"claim": c, "low": low, "high": high} for c, low, high in t.entries]}
                for t in event.quantities
            ],
            "links": [{"first": k.first, "second": k.second, "rule": k.rule, "evidence": list(k.evidence)} for k in event.links],
            "claims": [_told_to_dict(one) for one in self.claims],
        }  # fmt: skip

    def to_row(self) -> Plain:
        """The event as one flat row, lists joined with "; "."""
        event, standing = self.event, self.standing
        return {
            "id": event.id, "type": event.type, "actors": "; ".join(event.actors), "recipients": "; ".join(event.recipients),
            "first": event.first, "last": event.last, "place": event.place, "status": standing.status, "rule": standing.rule,
            "origins": standing.origins, "claims": len(event.claims),
            "for": len(standing.for_claims), "against": len(standing.against_claims),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """Events that were asked for, the latest first, e.g. `for found in ledger.ask("RUS", "PRK"): ...`."""

    events: tuple[EventFound, ...]

    def __iter__(self) -> Iterator[EventFound]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def to_dicts(self) -> list[Plain]:
        """One JSON object an event."""
        return [one.to_dict() for one in self.events]

    def to_arrow(self) -> Any:  # a pyarrow.Table; pyarrow ships no types
        """One row an event as an Arrow table. Raises MissingExtra where pyarrow is not installed."""
        try:
            import pyarrow as pa
        except ImportError as error:
            raise MissingExtra("pyarrow is not installed; install it with: python -m pip install 'detente[parquet]'") from error
        kinds = {"first": pa.date32(), "last": pa.date32()} | dict.fromkeys(("origins", "claims", "for", "against"), pa.int32())
        names = list(_EMPTY.to_row())
        schema = pa.schema([(name, kinds.get(name, pa.string())) for name in names])
        return pa.Table.from_pylist([one.to_row() for one in self.events], schema=schema)

    def to_pandas(self) -> "pd.DataFrame":
        """One row an event as a pandas table. Raises MissingExtra where pandas is not installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtra("pandas is not installed; install it with: python -m pip install 'detente[pandas]'") from error
        return pd.DataFrame([one.to_row() for one in self.events], columns=list(_EMPTY.to_row()))

    def to_polars(self) -> "pl.DataFrame":
        """One row an event as a Polars table. Raises MissingExtra where polars or pyarrow is not installed."""
        try:
            import polars as pl
        except ImportError as error:
            raise MissingExtra("polars is not installed; install it with: python -m pip install 'detente[polars]'") from error
        found = pl.from_arrow(self.to_arrow())
        assert isinstance(found, pl.DataFrame)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that holds the words searched for, with a stretch of its text around them."""

    article: str
    title: str
    publisher: str
    published: dt.date | None
    url: str
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFound:
    """An article of the ledger as it was printed, with what it tells; offsets of the claims count characters of `text`."""

    id: str
    text_id: str
    language: str
    published: dt.date | None
    title: str
    publisher: str
    url: str
    text: str
    claims: tuple[Told, ...]

    def to_dict(self) -> Plain:
        """The article as one JSON object, its claims as `detente read` writes them."""
        return {
            "id": self.id, "text_id": self.text_id, "language": self.language,
            "published": self.published.isoformat() if self.published else None, "title": self.title, "publisher": self.publisher,
            "url": self.url, "text": self.text, "claims": [_told_to_dict(one) for one in self.claims],
        }  # fmt: skip


def _told_to_dict(told: Told) -> Plain:
    said = told.said.isoformat() if told.said else None
    return {
        **claim_to_dict(told.claim), "said": said, "learned": told.learned.isoformat(), "origin": told.origin, "publisher": told.publisher,
        "credit": told.credit, "withdrawn": told.withdrawn.isoformat() if told.withdrawn else None,
    }  # fmt: skip


_EMPTY = EventFound(
    event=Happening(
        id="", claims=(), family="", type="", actors=(), recipients=(), first=None, last=None, place="", quantities=(), links=()
    ),
    standing=Standing(status="", rule="", for_claims=(), against_claims=(), origins=0, caveats=(), as_of=None),
)
