"""What the formats of events share: parties with their names, who stands on which side, pairs, and one flat row an event."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import permutations, product

from detente.language.phrases import Phrases
from detente.language.washing import wash, wash_url
from detente.records import Account, Entity, Voice
from detente.records.wire import Plain

UNNAMED = ("---", "")
QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}

FLAT: dict[str, type] = {
    "id": str, "first": dt.date, "last": dt.date, "type": str, "quad": str, "score": float, "cameo": str,
    "actors": list, "actor_names": list, "recipients": list, "recipient_names": list,
    "place": str, "country": str, "lat": float, "lon": float, "status": str, "rule": str, "origins": int, "claims": int,
    "claimed_by": list, "denied_by": list, "publishers": list, "links": list, "sentence": str, "denial": str, "learned": dt.datetime,
}  # fmt: skip
"""The columns of CSV and Parquet with what they hold; lists are of texts."""


def flat_row(account: Account, phrases: Phrases) -> Plain:
    """An event as one row: FLAT, None where something is not known."""
    event, standing, lead, place = account.event, account.standing, account.lead.claim, account.place
    ahead, against = account.sides
    actors, recipients = named(event.actors), named(event.recipients)
    return {
        "id": event.id, "first": event.first, "last": event.last, "type": event.type, "quad": lead.quad, "score": lead.score,
        "cameo": lead.cameo, "actors": actors, "actor_names": [phrases.name(code) for code in actors],
        "recipients": recipients, "recipient_names": [phrases.name(code) for code in recipients],
        "place": wash(event.place), "country": place.country if place else "", "lat": place.lat if place else None,
        "lon": place.lon if place else None, "status": standing.status, "rule": standing.rule, "origins": standing.origins,
        "claims": len(event.claims), "claimed_by": list(phrases.speakers(ahead)), "denied_by": list(phrases.speakers(against)),
        "publishers": publishers(account), "links": links(account), "sentence": sentence_of(ahead or account.voices),
        "denial": sentence_of(against), "learned": account.learned.astimezone(dt.UTC),
    }  # fmt: skip


def named(codes: Iterable[str]) -> list[str]:
    """The codes that name somebody, each once, washed."""
    return [code for code in dict.fromkeys(wash(code) for code in codes) if code not in UNNAMED]


def entities(account: Account) -> dict[str, Entity]:
    """The parties of an event by code, each as the claims have it: the state itself rather than one of its persons."""
    found: dict[str, Entity] = {}
    for voice in account.voices:
        claim = voice.told.claim
        for party in (*claim.actors, *claim.recipients):
            known = found.get(party.entity.code)
            if known is None or (known.office and not party.entity.office):
                found[party.entity.code] = party.entity
    return found


def pairs(account: Account) -> Iterator[tuple[str, str]]:
    """Who acts towards whom, e.g. ("PRK", "RUS"); both directions of what is done together."""
    actors, recipients = named(account.event.actors), named(account.event.recipients)
    found = permutations(actors, 2) if account.mutual else product(actors, recipients)
    return ((a, b) for a, b in found if a != b)


def publishers(account: Account) -> list[str]:
    """Who printed it, each once."""
    return [name for name in dict.fromkeys(wash(v.printing.publisher or v.told.publisher) for v in account.voices) if name]


def links(account: Account) -> list[str]:
    """The addresses of the articles that tell of it, each once; only such as may be followed."""
    return [url for url in dict.fromkeys(wash_url(v.printing.url) for v in account.voices) if url]


def sentence_of(voices: Iterable[Voice]) -> str:
    """The first sentence that any of some voices speaks in, "" where there is none."""
    return next((text for text in (wash(voice.sentence) for voice in voices) if text), "")


def stamp(moment: dt.datetime) -> str:
    """A moment in UTC as XML and JSON write it, e.g. "2022-11-09T12:00:00Z"."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def iso(day: dt.date | None) -> str:
    """A day in ISO form, "" for none."""
    return day.isoformat() if day else ""
