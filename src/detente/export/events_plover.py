"""PLOVER records of events: the manual's JSON, one event a line, for tools that read PLOVER."""

from collections.abc import Iterable

from detente.export import Heading
from detente.export._events import QUADS, entities, iso, links, named, publishers, sentence_of
from detente.language.phrases import Phrases, load_phrases
from detente.language.washing import wash
from detente.records import Account, Entity
from detente.records.wire import Plain, to_json

NAME = "plover"
SUMMARY = "the PLOVER manual's JSON record, one event a line"
SUFFIX = ".jsonl"
MEDIA_TYPE = "application/x-ndjson"
_CODER = "detente"
_SLIM: tuple[object, ...] = ("", None, [])
_NEEDED = ("id", "date", "actor", "event")


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """One record a line; fields that hold nothing and are not required are left out."""
    phrases = load_phrases(heading.language)
    return "".join(f"{to_json(to_record(account, phrases))}\n" for account in accounts).encode("utf-8")


def to_record(account: Account, phrases: Phrases) -> Plain:
    """An event as a PLOVER record.

    PLOVER has no field for how an event stands and who says so: these stand in `comment` as `key=value`, joined with "; ".
    """
    event, lead, place, parties = account.event, account.lead.claim, account.place, entities(account)
    record: Plain = {
        "id": event.id, "has_event": True, "date": iso(event.first), "enddate": iso(event.last) if event.last != event.first else "",
        "actor": [_entity(code, parties, phrases) for code in named(event.actors)],
        "recipient": [_entity(code, parties, phrases) for code in named(event.recipients)],
        "event": [event.type],
        "event_loc": _slim({"resolved_place": wash(place.name), "country_code": place.country, "lat": place.lat, "lon": place.lon})
        if place else None,
        "event_text": [text for text in dict.fromkeys(wash(v.told.claim.trigger_text) for v in account.voices) if text],
        "quad_code": QUADS.get(lead.quad), "event_scale": lead.score, "mode": [*lead.modes, *lead.auxiliary],
        "context": list(lead.contexts), "link": next(iter(links(account)), ""),
        "cite_info": _slim({"url": links(account), "publication": publishers(account), "coder": _CODER, "codebook": "PLOVER"}),
        "coder": _CODER, "text": sentence_of(account.sides[0] or account.voices), "comment": _comment(account, phrases),
    }  # fmt: skip
    return {key: value for key, value in record.items() if value not in _SLIM or key in _NEEDED}


def _entity(code: str, parties: dict[str, Entity], phrases: Phrases) -> Plain:
    entity = parties.get(code, Entity(code=code))
    wikidata = "" if entity.office else entity.wikidata
    return _slim({"code": code, "sector": entity.sector, "identifier_id": wikidata, "identifier_text": phrases.name(code)})


def _comment(account: Account, phrases: Phrases) -> str:
    standing = account.standing
    parts = [f"status={standing.status}", f"rule={standing.rule}", f"origins={standing.origins}", f"claims={len(account.event.claims)}"]
    for key, voices in zip(("claimed_by", "denied_by"), account.sides, strict=True):
        if voices:
            parts.append(f"{key}=" + ", ".join(one.replace(";", ",") for one in phrases.speakers(voices)))
    return "; ".join(parts)


def _slim(record: Plain) -> Plain:
    return {key: value for key, value in record.items() if value not in _SLIM}
