"""Persons in office: who held what, when, and for which state or body he or she speaks on a day."""

import datetime as dt
from dataclasses import dataclass

from detente.entities.pieces import words_of
from detente.language import Pack
from detente.records import Entity

_FIRST = dt.date.min
_LAST = dt.date.max


@dataclass(frozen=True, slots=True)
class Term:
    """An office held from `since` to `until`, both included; `rank` is the line of the table, the order among equals."""

    code: str
    sector: str
    office: str
    since: dt.date
    until: dt.date
    rank: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks for a state or body, e.g. Sergei Lavrov; `short` are the names that stand for him alone."""

    id: str
    name: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    fame: int
    wikidata: str
    terms: tuple[Term, ...]

    def entity(self, day: dt.date | None) -> Entity:
        """Who the person is on a day, e.g. (RUS, GOV, "foreign minister"); out of office the sector is ELI.

        Without a day the latest office counts.
        """
        term = self.term(day) or self._nearest(day)
        held = day is None or term.since <= day <= term.until
        sector = (term.sector or "GOV") if held else "ELI"
        if not held and term.sector in ("REB", "PTY", "OPP"):
            sector = term.sector
        office = term.office if held else ""
        return Entity(code=term.code, sector=sector, name=self.name, wikidata=self.wikidata, office=office)

    def term(self, day: dt.date | None) -> Term | None:
        """The office held on a day, the latest begun where there are several; None out of office."""
        held = [t for t in self.terms if day is None or t.since <= day <= t.until]
        return max(held, key=lambda t: (t.since, t.rank)) if held else None

    def _nearest(self, day: dt.date | None) -> Term:
        past = [t for t in self.terms if day is None or t.since <= day]
        return max(past, key=lambda t: t.until) if past else min(self.terms, key=lambda t: t.since)


def persons_of(pack: Pack) -> tuple[Person, ...]:
    """All persons of the tables; rows with the same id are one person."""
    if "entities:persons" not in pack.caches:
        pack.caches["entities:persons"] = _load(pack)
    people: tuple[Person, ...] = pack.caches["entities:persons"]
    return people


def _load(pack: Pack) -> tuple[Person, ...]:
    groups: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for rank, row in enumerate(pack.rows("actors/persons")):
        groups.setdefault(row["id"], []).append((rank, dict(row.cells)))
    found = []
    for key, rows in groups.items():
        cells = [cell for _, cell in rows]
        names = [n for cell in cells for n in cell["names"].split("|") if n]
        shorts = [n for cell in cells for n in cell["short"].split("|") if n]
        terms = tuple(
            Term(c["code"], c["sector"], c["office"], _day(c["since"], _FIRST), _day(c["until"], _LAST), -rank) for rank, c in rows
        )
        fame = max(int(cell["fame"] or 0) for cell in cells)
        wikidata = next((cell["wikidata"] for cell in cells if cell["wikidata"]), "")
        found.append(Person(key, cells[0]["name"], tuple(dict.fromkeys(names)), tuple(dict.fromkeys(shorts)), fame, wikidata, terms))
    return tuple(found)


def _day(text: str, default: dt.date) -> dt.date:
    return dt.date.fromisoformat(text) if text else default


def in_office(entity: Entity, day: dt.date, pack: Pack) -> Entity:
    """Who somebody was on the day of an event, e.g. (GBR, GOV) for Tony Blair in news of 2024 that tells of 2003.

    Only those out of office at publication (sector ELI) are changed, and only by an office that they held on that day.
    """
    if entity.sector != "ELI" or not entity.name:
        return entity
    if "entities:by-name" not in pack.caches:
        pack.caches["entities:by-name"] = {person.name: person for person in persons_of(pack)}
    person: Person | None = pack.caches["entities:by-name"].get(entity.name)
    return person.entity(day) if person is not None and person.term(day) is not None else entity


def short_names(person: Person) -> tuple[str, ...]:
    """The words by which a person is named alone, e.g. ("Kim",) for Kim Jong Un, ("Putin",) for Vladimir Putin."""
    return person.short or (words_of(person.name)[-1],)


def holders(pack: Pack) -> dict[tuple[str, str], list[tuple[Term, Person]]]:
    """Who held an office, by code and office, e.g. ("RUS", "president")."""
    if "entities:holders" not in pack.caches:
        found: dict[tuple[str, str], list[tuple[Term, Person]]] = {}
        for person in persons_of(pack):
            for term in person.terms:
                found.setdefault((term.code, term.office), []).append((term, person))
        pack.caches["entities:holders"] = found
    table: dict[tuple[str, str], list[tuple[Term, Person]]] = pack.caches["entities:holders"]
    return table


def heads(pack: Pack) -> tuple[str, ...]:
    """The offices whose holder is called a leader, in the order of `titles.tsv`."""
    return tuple(dict.fromkeys(row["office"] for row in pack.rows("titles") if "head" in row["flags"].split()))


def holder(pack: Pack, code: str, office: str, day: dt.date | None, *, heads_too: bool = False) -> Person | None:
    """Who held an office on a day, None where the tables do not say.

    With `heads_too` the office is a vague one ("leader"): the best known of those who head the state or body is meant.
    """
    if day is None:
        return None
    names = (office, *heads(pack)) if heads_too else (office,)
    found = [
        (person.fame, -order, term.since, -term.rank, person)
        for order, name in enumerate(names)
        for term, person in holders(pack).get((code, name), ())
        if term.since <= day <= term.until
    ]
    return max(found, key=lambda item: item[:4])[4] if found else None


def office_holder_named(pack: Pack, code: str, office: str, word: str, day: dt.date | None) -> Person | None:
    """Who of those that ever held an office is called by a word alone, e.g. "Wen" among the prime ministers of China."""
    found = [(term, person) for term, person in holders(pack).get((code, office), ()) if word in short_names(person)]
    held = [person for term, person in found if day is not None and term.since <= day <= term.until]
    return held[0] if held else found[0][1] if found else None
