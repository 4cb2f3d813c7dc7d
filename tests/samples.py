"""A text of ours with claims made by hand, so that tests of records, formats and views need no pipeline."""

import datetime as dt

from detente.records import Claim, Entity, Moment, Party

TEXT = "Washington believes that Pyongyang shipped shells to Russia this week. North Korea denied it. =SUM(A1) fell."
PUBLISHED = dt.date(2022, 11, 8)
USA = Entity(code="USA", sector="GOV", name="United States", wikidata="Q30")
PRK = Entity(code="PRK", sector="GOV", name="North Korea", wikidata="Q423")
RUS = Entity(code="RUS", name="Russia", wikidata="Q159")
WEEK = Moment(value="2022-W45", first=dt.date(2022, 11, 7), last=dt.date(2022, 11, 13), basis="stated", text="this week", because="times:en/this-week")


def party(entity: Entity, words: str, text: str = TEXT) -> Party:
    """An entity where its words first stand in the text; understood, not written, where `words` is ""."""
    start = text.index(words) if words else -1
    return Party(entity=entity, start=start, end=start + len(words) if words else -1, text=words)


def make_claim(**changes: object) -> Claim:
    """The claim that North Korea shipped shells to Russia, on the word of the United States, with some fields changed."""
    end = TEXT.index(".") + 1
    start = TEXT.index("shipped")
    fields: dict[str, object] = {
        "id": "c1", "article": "a1", "language": "en", "type": "AID", "modes": (), "contexts": ("military",), "auxiliary": (),
        "quad": "material cooperation", "score": 10.0, "cameo": "072",
        "actors": (party(PRK, "Pyongyang"),), "recipients": (party(RUS, "Russia"),), "when": WEEK, "where": None,
        "speakers": (party(USA, "Washington"),), "via": (), "stance": "asserts", "certainty": "probable", "quoted": False,
        "sentence_index": 0, "sentence_start": 0, "sentence_end": end,
        "trigger_start": start, "trigger_end": start + len("shipped"), "trigger_text": "shipped",
        "because": ("events:en/supply-2", "claims:en/believe"),
    }  # fmt: skip
    return Claim(**{**fields, **changes})  # type: ignore[arg-type]
