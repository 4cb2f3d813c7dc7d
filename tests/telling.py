"""Claims of the ledger made by hand, for tests that need no reading."""

import datetime as dt

from samples import make_claim

from detente.records import Entity, Moment, Party, Told

LEARNED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
SECTORS = {"UNO": "IGO", "ICRC": "NGO"}


def party(code: str) -> Party:
    return Party(entity=Entity(code=code, sector=SECTORS.get(code, "GOV"), name=code), start=-1, end=-1, text="")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def make_told(
    name: str, *, said: str = "2022-11-04", kind: str = "AID", parties: str = "PRK>RUS", speakers: str = "", when: str = "2022-11-01", basis: str = "stated",
    article: str = "", origin: str = "", stance: str = "asserts", certainty: str = "certain", auxiliary: tuple[str, ...] = (), language: str = "en", **fields: object,
) -> Told:
    """A row, e.g. `make_told("a", speakers="USA", stance="denies")`; `when` is "" for no day."""
    actors, _, recipients = parties.partition(">")
    moment = Moment(value=when, first=day(when), last=day(when), basis=basis) if when else None
    claim = make_claim(
        id=name, article=article or f"article of {name}", language=language, type=kind, auxiliary=auxiliary, when=moment, stance=stance, certainty=certainty,
        actors=tuple(party(c) for c in actors.split("+") if c), recipients=tuple(party(c) for c in recipients.split("+") if c),
        speakers=tuple(party(c) for c in speakers.split("+") if c), because=(),
    )  # fmt: skip
    return Told(claim=claim, said=day(said), learned=LEARNED, origin=origin or claim.article, **fields)  # type: ignore[arg-type]
