"""Who: entities by code, and the places of the text where they are named."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who acts or is acted on, e.g. code "RUS", sector "GOV", name "Vladimir Putin", wikidata "Q7747".

    `code` is ISO 3166-1 alpha-3 or a code of the coding guide ("UNO.UNSC", "PSE.HAMAS"), "---" where unknown.
    `sector` is a PLOVER sector or "". `office` is the office that gave a person his or her code ("president", "foreign minister").
    """

    code: str
    sector: str = ""
    name: str = ""
    wikidata: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that stands for one entity or several ("kedua negara").

    Offsets are characters into the article, `[start, end)`. `how` says by what it was known: `name`, `adjective`, `inhabitant`,
    `capital`, `seat`, `acronym`, `person`, `surname`, `title` (an office without a name), `body`, `collective`, `agent` (a common noun
    such as "pasukan", "rebels", with a sector but perhaps no state), `unknown` (a capitalised name not in the tables), `place` (a town
    or region; its state is the code), `pronoun`, `description` ("the two countries"), `given` (by the user). `because` is the entry of
    the tables, e.g. "actors:id/korut".
    """

    start: int
    end: int
    text: str
    entities: tuple[Entity, ...]
    how: str
    because: str = ""
