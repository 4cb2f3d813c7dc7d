"""STIX 2.1: events as incidents, parties as identities, claims as opinions on them, for OpenCTI, MISP and other such platforms."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID, uuid5

from detente.export import Heading
from detente.export._events import entities, named
from detente.language.phrases import Phrases, load_phrases
from detente.language.washing import wash, wash_url
from detente.records import Account, Entity, Place, Voice
from detente.records.wire import Plain, to_json

NAME = "stix"
SUMMARY = "STIX 2.1: incidents, identities and opinions, for OpenCTI and MISP"
SUFFIX = ".json"
MEDIA_TYPE = "application/stix+json;version=2.1"
_NAMESPACE = UUID("5f0c6d54-6a3f-5d0e-9c59-7f7f0d2ad9b1")  # ours: the same thing has the same id in every export
_SELF = "detente"
_OPINIONS = {
    ("confirms", "certain"): "strongly-agree", ("asserts", "certain"): "strongly-agree", ("denies", "certain"): "strongly-disagree",
}  # fmt: skip
_WEAKER = {"asserts": "agree", "confirms": "agree", "doubts": "disagree", "denies": "disagree"}
_CLASSES = {"GOV": "organization", "IGO": "organization", "CVL": "class"}


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """A bundle. Every claim is an opinion with its sentence, by its speaker, on the incident that it tells of or denies."""
    phrases = load_phrases(heading.language)
    objects: dict[str, Plain] = {}
    for account in accounts:
        for found in _objects(account, phrases):
            known = objects.get(found["id"])
            if known is None or found["created"] < known["created"]:
                objects[found["id"]] = found
    maker = _identity(_SELF, Entity(code=_SELF, name=_SELF), _SELF, heading.made)
    maker["created"] = min((one["created"] for one in objects.values()), default=maker["created"])
    maker["modified"] = maker["created"]
    bundle = {"type": "bundle", "id": f"bundle--{uuid5(_NAMESPACE, heading.id)}", "objects": [maker, *objects.values()]}
    return to_json(bundle).encode("utf-8")


def _objects(account: Account, phrases: Phrases) -> Iterable[Plain]:
    event, place = account.event, account.place
    begun = min(voice.told.learned for voice in account.voices)
    incident = _incident(account, phrases, begun)
    yield incident
    found = entities(account)
    for role, codes in (("attributed-to", event.actors), ("targets", event.recipients)):
        for code in named(codes):
            identity = _identity(code, found.get(code, Entity(code=code)), phrases.name(code), begun)
            yield identity
            yield _relationship(incident, role, identity, begun)
    if place is not None and place.lat is not None and place.lon is not None:
        spot = _location(place, begun)
        yield spot
        yield _relationship(incident, "located-at", spot, begun)
    yield from (_opinion(voice, incident, phrases) for voice in account.voices)


def _incident(account: Account, phrases: Phrases, begun: dt.datetime) -> Plain:
    event, standing = account.event, account.standing
    days = phrases.span(event.first, event.last)
    told = [days, *(phrases.say(key, names=phrases.listed(phrases.speakers(side)))
                    for key, side in zip(("said_by", "denied_by"), account.sides, strict=True) if side)]  # fmt: skip
    references = list({to_json(one): one for one in map(_reference, account.voices)}.values())
    return _thing(
        "incident", event.id, begun, max(account.learned, begun), name=phrases.headline(account), description=". ".join(told),
        labels=[f"type:{event.type}", f"status:{standing.status}", f"rule:{standing.rule}"], external_references=references,
    )


def _identity(code: str, entity: Entity, name: str, moment: dt.datetime) -> Plain:
    kind = "system" if code == _SELF else _CLASSES.get(entity.sector, "organization")
    known = [{"source_name": "wikidata", "external_id": entity.wikidata}] if entity.wikidata and not entity.office else []
    found = _thing("identity", code, moment, moment, name=name, identity_class=kind, labels=[code], external_references=known)
    if code == _SELF:
        del found["created_by_ref"]
    return found


def _location(place: Place, moment: dt.datetime) -> Plain:
    key = f"{place.name}/{place.lat}/{place.lon}"
    return _thing("location", key, moment, moment, name=wash(place.name), latitude=place.lat, longitude=place.lon)


def _relationship(source: Plain, kind: str, target: Plain, moment: dt.datetime) -> Plain:
    key = f"{source['id']} {kind} {target['id']}"
    return _thing("relationship", key, moment, moment, relationship_type=kind, source_ref=source["id"], target_ref=target["id"])


def _opinion(voice: Voice, incident: Plain, phrases: Phrases) -> Plain:
    told = voice.told
    claim = told.claim
    opinion = _OPINIONS.get((claim.stance, claim.certainty)) or _WEAKER.get(claim.stance, "neutral")
    found = _thing(
        "opinion", told.id, told.learned, told.withdrawn or told.learned, opinion=opinion, authors=[phrases.speaker(voice)],
        explanation=f"{phrases.credit(voice)}: {phrases.quote(voice)}", object_refs=[incident["id"]],
        labels=[f"stance:{claim.stance}", f"certainty:{claim.certainty}"], external_references=[_reference(voice)],
    )  # fmt: skip
    return found | ({"revoked": True} if told.withdrawn else {})


def _reference(voice: Voice) -> Plain:
    printing = voice.printing
    found = {"source_name": wash(printing.publisher or voice.told.publisher) or "article", "description": wash(printing.title),
             "url": wash_url(printing.url), "external_id": voice.told.claim.article}  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _thing(kind: str, key: str, created: dt.datetime, modified: dt.datetime, **fields: object) -> Plain:
    known = {name: value for name, value in fields.items() if value not in ("", [], None)}
    return {
        "type": kind, "spec_version": "2.1", "id": _id(kind, key), "created_by_ref": _id("identity", _SELF),
        "created": _stamp(created), "modified": _stamp(max(created, modified)), **known,
    }  # fmt: skip


def _id(kind: str, key: str) -> str:
    return f"{kind}--{uuid5(_NAMESPACE, f'{kind} {key}')}"


def _stamp(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"
