"""The JSON record of the PLOVER manual (Open Event Data Alliance, 2023): one claim a line, for tools that read PLOVER."""

from collections.abc import Iterable
from typing import TextIO

from detente.export import Layout
from detente.reading import Reading
from detente.records import Article, Claim, Party, Place
from detente.records.wire import Plain, to_json

NAME = "plover"
SUMMARY = "the PLOVER manual's JSON record, one claim a line"
_QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
_CODER = "detente"
_SLIM: tuple[object, ...] = ("", None, [])


def write(readings: Iterable[Reading], out: TextIO, *, layout: Layout) -> None:
    """Write one record a claim; fields that hold nothing and are not required are left out."""
    for reading in readings:
        out.writelines(f"{to_json(to_record(claim, reading.article))}\n" for claim in reading.claims)


def to_record(claim: Claim, article: Article) -> Plain:
    """A claim as a PLOVER record.

    `date` is the day it began, or that of publication where no time can be told, "" where that is unknown too.

    PLOVER has no field for who says so: speakers, stance and certainty stand in `comment` as `key=value`.
    """
    first = claim.when.first if claim.when else article.published
    record: Plain = {
        "id": claim.id,
        "has_event": True,
        "date": first.isoformat() if first else "",
        "enddate": claim.when.last.isoformat() if claim.when and claim.when.last != claim.when.first else "",
        "actor": [_entity(party) for party in claim.actors],
        "recipient": [_entity(party) for party in claim.recipients],
        "event": [claim.type],
        "event_loc": _place(claim.where) if claim.where else None,
        "event_text": [claim.trigger_text],
        "quad_code": _QUADS.get(claim.quad),
        "event_scale": claim.score,
        "mode": [*claim.modes, *claim.auxiliary],
        "context": list(claim.contexts),
        "link": article.url,
        "text_info": {"sequence": claim.sentence_index, "start": claim.sentence_start, "end": claim.sentence_end, "text_story": article.id},
        "cite_info": _slim({"url": article.url, "title": article.title, "language": claim.language,
                            "publication": article.publisher, "coder": _CODER, "codebook": "PLOVER"}),
        "coder": _CODER,
        "comment": _comment(claim),
    }  # fmt: skip
    return {key: value for key, value in record.items() if value not in _SLIM or key in ("id", "date", "actor", "event")}


def _entity(party: Party) -> Plain:
    entity = party.entity
    return _slim({
        "code": entity.code, "sector": entity.sector, "entity_text": party.text, "identifier_id": entity.wikidata,
        "identifier_text": entity.name, "office": entity.office,
    })  # fmt: skip


def _place(place: Place) -> Plain:
    return _slim({"resolved_place": place.name, "country_code": place.country, "lat": place.lat, "lon": place.lon})


def _comment(claim: Claim) -> str:
    said = [f"stance={claim.stance}", f"certainty={claim.certainty}"]
    for key, parties in (("speakers", claim.speakers), ("via", claim.via)):
        if parties:
            said.append(f"{key}=" + ",".join(party.entity.code for party in parties))
    return " ".join(said)


def _slim(record: Plain) -> Plain:
    return {key: value for key, value in record.items() if value not in _SLIM}
