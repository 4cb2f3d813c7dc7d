"""JSON-LD with the words of schema.org and PROV: events, the claims on them, and the articles these are quoted from, for RDF tools."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from detente.export import Heading
from detente.export._events import entities, iso, named, stamp
from detente.language.phrases import Phrases, load_phrases
from detente.language.washing import wash, wash_url
from detente.records import Account, Entity, Voice
from detente.records.wire import Plain, to_json

NAME = "jsonld"
SUMMARY = "linked data in schema.org and PROV, for RDF stores"
SUFFIX = ".jsonld"
MEDIA_TYPE = "application/ld+json"
_CONTEXT: Plain = {
    "@vocab": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "detente": "urn:detente:term:", "wikidata": "http://www.wikidata.org/entity/",
    "startDate": {"@type": "xsd:date"}, "endDate": {"@type": "xsd:date"}, "datePublished": {"@type": "xsd:date"},
    "sameAs": {"@type": "@id"}, "url": {"@type": "@id"}, "performer": {"@type": "@id"}, "attendee": {"@type": "@id"},
    "about": {"@type": "@id"}, "appearance": {"@type": "@id"}, "prov:wasDerivedFrom": {"@type": "@id"},
    "prov:wasAttributedTo": {"@type": "@id"}, "prov:wasQuotedFrom": {"@type": "@id"}, "detente:for": {"@type": "@id"},
    "detente:against": {"@type": "@id"}, "prov:generatedAtTime": {"@type": "xsd:dateTime"},
}  # fmt: skip
_KINDS = {"GOV": "GovernmentOrganization"}


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """One graph. `detente:for` and `detente:against` name the claims that decided; each claim is quoted from its article."""
    phrases = load_phrases(heading.language)
    things: dict[str, Plain] = {}
    for account in accounts:
        for thing in _things(account, phrases):
            things.setdefault(thing["@id"], thing)
    document = {"@context": _CONTEXT, "@graph": list(things.values())}
    return to_json(document).encode("utf-8")


def _things(account: Account, phrases: Phrases) -> Iterator[Plain]:
    event, standing, place, known = account.event, account.standing, account.place, entities(account)
    sides = [[_claim_id(voice) for voice in side] for side in account.sides]
    yield _slim({
        "@id": f"urn:detente:event:{event.id}", "@type": ["Event", "prov:Entity"], "identifier": event.id,
        "name": phrases.headline(account), "startDate": iso(event.first), "endDate": iso(event.last),
        "performer": [_party_id(code) for code in named(event.actors)], "attendee": [_party_id(code) for code in named(event.recipients)],
        "location": _slim({"@type": "Place", "name": wash(place.name), "latitude": place.lat, "longitude": place.lon}) if place else None,
        "detente:type": event.type, "detente:quad": account.lead.claim.quad, "detente:score": account.lead.claim.score,
        "detente:status": standing.status, "detente:rule": standing.rule, "detente:origins": standing.origins,
        "detente:for": sides[0], "detente:against": sides[1], "prov:wasDerivedFrom": [_claim_id(voice) for voice in account.voices],
        "prov:generatedAtTime": stamp(account.learned),
    })  # fmt: skip
    for code in dict.fromkeys((*named(event.actors), *named(event.recipients))):
        yield _party(code, known.get(code, Entity(code=code)), phrases.name(code))
    for voice in account.voices:
        yield from _claim(voice, event.id, phrases)


def _claim(voice: Voice, event: str, phrases: Phrases) -> Iterator[Plain]:
    told, printing = voice.told, voice.printing
    article = f"urn:detente:article:{printing.id or told.claim.article}"
    speakers = [party for party in told.claim.speakers if party.entity.code not in ("---", "")]
    yield _slim({
        "@id": _claim_id(voice), "@type": ["Claim", "prov:Entity"], "text": wash(voice.sentence), "about": f"urn:detente:event:{event}",
        "appearance": article, "prov:wasQuotedFrom": article, "detente:stance": told.claim.stance,
        "detente:certainty": told.claim.certainty, "detente:speaker": phrases.speaker(voice),
        "prov:wasAttributedTo": [_party_id(wash(party.entity.code)) for party in speakers],
        "prov:generatedAtTime": stamp(told.learned),
    })  # fmt: skip
    for party in speakers:
        yield _party(wash(party.entity.code), party.entity, phrases.name(party.entity.code))
    yield _slim({
        "@id": article, "@type": ["NewsArticle", "prov:Entity"], "headline": wash(printing.title), "inLanguage": printing.language,
        "url": wash_url(printing.url), "datePublished": iso(printing.published or told.said),
        "publisher": _slim({"@type": "Organization", "name": wash(printing.publisher or told.publisher)}),
    })  # fmt: skip


def _party(code: str, entity: Entity, name: str) -> Plain:
    same = f"wikidata:{entity.wikidata}" if entity.wikidata and not entity.office else ""
    kind = _KINDS.get(entity.sector, "Organization")
    return _slim({"@id": _party_id(code), "@type": [kind, "prov:Agent"], "identifier": code, "name": name, "sameAs": same})


def _party_id(code: str) -> str:
    return "urn:detente:party:" + quote(code, safe="")


def _claim_id(voice: Voice) -> str:
    return f"urn:detente:claim:{voice.told.id}"


def _slim(thing: Plain) -> Plain:
    kept = {key: value for key, value in thing.items() if value not in ("", None, [], {})}
    return {} if set(kept) <= {"@type"} else kept
