"""Events as lines of a list, and the choices by which lists are filtered."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.desk.days import parse_since, parse_until
from detente.desk.ledger import STATUSES
from detente.errors import UsageError
from detente.language.plover import QUADS
from detente.ledger.asking import Question
from detente.ledger.events import Event, load_events
from detente.records.wire import Plain
from detente.web.charts.marks import is_hostile
from detente.web.pages.page import Visit

SHOWN, MOST = 50, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event in a list; days are None where none is known."""

    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    place: str
    status: str
    rule: str
    origins: int
    claims: int
    hostile: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the address asks of a list: days, types, statuses, and how many lines."""

    since: str
    until: str
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    show: int

    def question(self, *parties: str, limit: int | None = None) -> Question:
        """The same as a question to the ledger about some parties."""
        return Question(
            parties=parties, since=parse_since(self.since), until=parse_until(self.until), types=self.types, statuses=self.statuses,
            limit=self.show + 1 if limit is None else limit,
        )  # fmt: skip

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.since or self.until or self.types or self.statuses)


def choice_of(visit: Visit) -> Choice:
    """The choice of an address. Raises UsageError for a status or day that is none."""
    types = tuple(kind.upper() for kind in visit.several("type"))
    statuses = tuple(status.lower() for status in visit.several("status"))
    for name, values, allowed in (("type", types, tuple(QUADS)), ("status", statuses, STATUSES)):
        if unknown := [value for value in values if value not in allowed]:
            raise UsageError(f"no {name} {unknown[0]!r}; there are: {', '.join(allowed)}")
    since, until = visit.asked("since"), visit.asked("until")
    parse_since(since), parse_until(until)
    return Choice(since=since, until=until, types=types, statuses=statuses, show=visit.number("show", SHOWN, low=1, high=MOST))


def lines_of(connection: Any, ids: Sequence[str]) -> tuple[EventLine, ...]:
    """The events of some ids as lines, in the order of the ids; `connection` is one of SQLAlchemy."""
    events = load_events(connection, ids)
    return tuple(line_of(events[name]) for name in ids if name in events)


def line_of(event: Event) -> EventLine:
    """An event as a line."""
    happening, standing = event.happening, event.standing
    return EventLine(
        id=happening.id, type=happening.type, actors=happening.actors, recipients=happening.recipients, first=happening.first,
        last=happening.last, place=happening.place, status=standing.status, rule=standing.rule, origins=standing.origins,
        claims=len(happening.claims), hostile=is_hostile(happening.type),
    )  # fmt: skip


def rows_of(lines: Sequence[EventLine]) -> list[Plain]:
    """Lines as flat rows, lists joined with "; "."""
    return [
        {
            "id": one.id, "type": one.type, "actors": "; ".join(one.actors), "recipients": "; ".join(one.recipients), "first": one.first,
            "last": one.last, "place": one.place, "status": one.status, "rule": one.rule, "origins": one.origins, "claims": one.claims,
        }
        for one in lines
    ]  # fmt: skip


def code_of(text: str) -> str:
    """A code as it is written: capitals, e.g. "RUS" for "rus"."""
    return text.strip().upper()


def find_code(text: str, names: Mapping[str, str]) -> str:
    """The code of what a reader typed: a code, or a name of a party in the reader's language; "" where it is neither."""
    wanted = text.strip()
    if code_of(wanted) in names:
        return code_of(wanted)
    low = wanted.casefold()
    return next((code for code, name in names.items() if name.casefold() == low), "")
