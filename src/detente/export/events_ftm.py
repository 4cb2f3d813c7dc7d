"""FollowTheMoney: entities as JSON lines, for Aleph, OpenAleph and other tools of investigators."""

import hashlib
from collections.abc import Iterable, Iterator

from detente.export import Heading
from detente.export._events import entities, iso, links, named, publishers, sentence_of
from detente.language.phrases import Phrases, load_phrases
from detente.language.washing import wash, wash_url
from detente.records import Account, Entity, Voice
from detente.records.wire import Plain, to_json

NAME = "ftm"
SUMMARY = "FollowTheMoney entities, for Aleph"
SUFFIX = ".ftm.json"
MEDIA_TYPE = "application/json+ftm"
_SCHEMAS = {"GOV": "PublicBody", "MIL": "PublicBody", "IGO": "Organization"}


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """One entity a line: events, their parties, the articles, and a Documentation a claim that says for or against with its sentence."""
    phrases = load_phrases(heading.language)
    lines: dict[str, str] = {}
    for account in accounts:
        for found in _entities(account, phrases):
            lines.setdefault(found["id"], to_json(found))
    return "".join(f"{line}\n" for line in lines.values()).encode("utf-8")


def _entities(account: Account, phrases: Phrases) -> Iterator[Plain]:
    event, standing, known = account.event, account.standing, entities(account)
    actors, recipients = named(event.actors), named(event.recipients)
    said, denied = (phrases.listed(phrases.speakers(side)) for side in account.sides)
    sides = [phrases.say(key, names=names) for key, names in (("said_by", said), ("denied_by", denied)) if names]
    name = f"event-{event.id}"
    yield _entity(
        name, "Event", name=[phrases.headline(account)], startDate=[iso(event.first)], endDate=[iso(event.last)],
        summary=[". ".join(sides)], description=[sentence_of(account.sides[0] or account.voices)],
        involved=[_party_id(code) for code in (*actors, *recipients)], organizer=[_party_id(code) for code in actors],
        location=[wash(event.place)], keywords=[event.type, standing.status, standing.rule], sourceUrl=links(account),
        publisher=publishers(account), modifiedAt=[iso(account.learned.date())], recordId=[event.id],
    )  # fmt: skip
    for code in dict.fromkeys((*actors, *recipients)):
        yield _party(code, known.get(code, Entity(code=code)), phrases)
    for role, codes in (("actor", actors), ("recipient", recipients)):
        for code in codes:
            yield _entity(
                f"{name}-{role}-{_slug(code)}", "UnknownLink", subject=[_party_id(code)], object=[name], role=[role],
                startDate=[iso(event.first)], endDate=[iso(event.last)],
            )  # fmt: skip
    for voice in account.voices:
        yield from _claim(voice, name, phrases)


def _party(code: str, entity: Entity, phrases: Phrases) -> Plain:
    wikidata = "" if entity.office else entity.wikidata
    schema = _SCHEMAS.get(entity.sector, "Organization")
    return _entity(_party_id(code), schema, name=[phrases.name(code)], wikidataId=[wikidata], keywords=[code])


def _claim(voice: Voice, event: str, phrases: Phrases) -> Iterator[Plain]:
    told, printing = voice.told, voice.printing
    article = f"article-{printing.id or told.claim.article}"
    title = wash(printing.title) or sentence_of([voice]) or article
    yield _entity(
        article, "Article", title=[title], publishedAt=[iso(printing.published)], publisher=[wash(printing.publisher)],
        sourceUrl=[wash_url(printing.url)], language=[_ISO3.get(printing.language, "")],
    )  # fmt: skip
    yield _entity(
        f"claim-{told.id}", "Documentation", document=[article], entity=[event], role=[f"{told.claim.stance} ({told.claim.certainty})"],
        status=["withdrawn" if told.withdrawn else "decided" if voice.decided else ""],
        summary=[f"{phrases.credit(voice)}: {phrases.quote(voice)}"], date=[iso(told.said)], recordId=[told.id],
    )  # fmt: skip


_ISO3 = {"en": "eng", "id": "ind"}  # FollowTheMoney names languages by three letters


def _entity(name: str, schema: str, /, **properties: list[str]) -> Plain:
    known = {key: list(dict.fromkeys(value for value in values if value)) for key, values in properties.items()}
    return {"id": f"detente-{name}", "schema": schema, "properties": _linked({key: values for key, values in known.items() if values})}


def _linked(properties: dict[str, list[str]]) -> dict[str, list[str]]:
    """The same with the ids of other entities written as these have them."""
    links_to = ("involved", "organizer", "subject", "object", "document", "entity")
    return {key: [f"detente-{value}" for value in values] if key in links_to else values for key, values in properties.items()}


def _party_id(code: str) -> str:
    return f"party-{_slug(code)}"


def _slug(code: str) -> str:
    """A code as an id may be written; a name with other letters gets a digest."""
    plain = all(char.isascii() and (char.isalnum() or char in ".-") for char in code)
    return code if plain else hashlib.sha256(code.encode("utf-8")).hexdigest()[:12]
