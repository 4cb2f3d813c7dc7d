"""Rows as ICEWS lays them out: one a pair of parties, CAMEO codes, tabs; with how the event stands in columns of its own."""

from collections.abc import Iterable, Iterator
from functools import cache

from detente.export import Heading
from detente.export._events import entities, iso, pairs, publishers, sentence_of
from detente.language import load_pack
from detente.language.phrases import Phrases, load_phrases
from detente.language.washing import wash
from detente.records import Account

NAME = "icews"
SUMMARY = "the columns of ICEWS with CAMEO codes, one row a pair of parties"
SUFFIX = ".tab"
MEDIA_TYPE = "text/tab-separated-values; charset=utf-8"
_HEADER = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
_OURS = ("Status", "Claims", "Origins", "Claimed By", "Denied By", "Sentence")


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """A header and the rows. Events between fewer than two parties, or without a day, have no row in ICEWS and none here."""
    phrases = load_phrases(heading.language)
    lines = ["\t".join((*_HEADER, *_OURS))]
    for account in accounts:
        if account.event.first:
            lines += ["\t".join(row) for row in _rows(account, phrases)]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _rows(account: Account, phrases: Phrases) -> Iterator[tuple[str, ...]]:
    event, lead, place, found = account.event, account.lead, account.place, entities(account)
    cameo, countries = lead.claim.cameo or cameo_of(event.type), names_of_countries()
    for actor, recipient in pairs(account):
        sectors = [found[code].sector if code in found else "" for code in (actor, recipient)]
        told = (
            event.id, iso(event.first), phrases.name(actor), sectors[0], countries.get(actor, actor), event.type, cameo,
            f"{lead.claim.score:g}", phrases.name(recipient), sectors[1], countries.get(recipient, recipient), lead.claim.article,
            str(lead.claim.sentence_index + 1), "; ".join(publishers(account)), event.place, "", "", place.country if place else "",
            _number(place.lat if place else None), _number(place.lon if place else None),
            account.standing.status, str(len(event.claims)), str(account.standing.origins),
            *("; ".join(phrases.speakers(side)) for side in account.sides), sentence_of(account.sides[0] or account.voices),
        )  # fmt: skip
        yield tuple(wash(cell).replace('"', "'") for cell in told)


def cameo_of(type_: str) -> str:
    """The shortest CAMEO code that has a PLOVER type, "" where none has."""
    codes = [row["cameo"] for row in load_pack("en").rows("plover/cameo") if row["type"] == type_]
    return min(codes, key=lambda code: (len(code), code), default="")


@cache
def names_of_countries() -> dict[str, str]:
    """The names that ICEWS has in its columns of countries, English ones, by code; organisations have none and stand by their codes."""
    return {row["code"]: row["name"] for row in load_pack("en").rows("actors/states")}


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
