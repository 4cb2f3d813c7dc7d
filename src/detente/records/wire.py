"""Records to plain values and bytes, and back: the one place that knows how docs/output.md is written."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

import msgspec

from detente.records.claim import Claim, Party, Place
from detente.records.entity import Entity
from detente.records.moment import Moment, Timex
from detente.records.saying import Saying, Stretch

Plain = dict[str, Any]  # a JSON object: its values are of every JSON type


def claim_to_dict(claim: Claim) -> Plain:
    """A claim as docs/output.md writes it, fields in its order."""
    return {
        "id": claim.id,
        "article": claim.article,
        "language": claim.language,
        "type": claim.type,
        "modes": list(claim.modes),
        "contexts": list(claim.contexts),
        "auxiliary": list(claim.auxiliary),
        "quad": claim.quad,
        "score": claim.score,
        "cameo": claim.cameo,
        "actors": [party_to_dict(party) for party in claim.actors],
        "recipients": [party_to_dict(party) for party in claim.recipients],
        "when": moment_to_dict(claim.when) if claim.when else None,
        "where": _place_to_dict(claim.where) if claim.where else None,
        "speakers": [party_to_dict(party) for party in claim.speakers],
        "via": [party_to_dict(party) for party in claim.via],
        "stance": claim.stance,
        "certainty": claim.certainty,
        "quoted": claim.quoted,
        "sentence": {"index": claim.sentence_index, "start": claim.sentence_start, "end": claim.sentence_end},
        "trigger": {"start": claim.trigger_start, "end": claim.trigger_end, "text": claim.trigger_text},
        "because": list(claim.because),
    }


def party_to_dict(party: Party) -> Plain:
    """A party as docs/output.md writes it, e.g. {"code": "PRK", ..., "start": 371, "end": 376, "text": "Korut"}."""
    entity = party.entity
    return {
        "code": entity.code, "sector": entity.sector, "name": entity.name, "wikidata": entity.wikidata,
        "start": party.start, "end": party.end, "text": party.text,
    }  # fmt: skip


def moment_to_dict(moment: Moment) -> Plain:
    """A moment as docs/output.md writes it, e.g. {"value": "2022-W44", "start": "2022-10-31", ...}."""
    return {
        "value": moment.value, "start": moment.first.isoformat(), "end": moment.last.isoformat(),
        "basis": moment.basis, "text": moment.text,
    }  # fmt: skip


def timex_to_dict(timex: Timex) -> Plain:
    """A time expression as docs/output.md writes it, e.g. {"start": 12, "end": 21, "text": "next week", "type": "DATE", ...}."""
    return {
        "start": timex.start, "end": timex.end, "text": timex.text, "type": timex.type, "value": timex.value, "mod": timex.mod,
        "first": timex.first.isoformat() if timex.first else None, "last": timex.last.isoformat() if timex.last else None,
        "relative": timex.relative, "anchored": timex.anchored, "alternatives": list(timex.alternatives), "because": timex.because,
    }  # fmt: skip


def saying_to_dict(saying: Saying) -> Plain:
    """A saying as docs/output.md writes it, e.g. {"cue": [...], "source": {...}, "content": [...], "stance": "denies", ...}."""
    return {
        "cue": [_stretch_to_dict(s) for s in saying.cue], "source": _stretch_to_dict(saying.source) if saying.source else None,
        "content": [_stretch_to_dict(s) for s in saying.content], "name": saying.name,
        "named": _stretch_to_dict(saying.named) if saying.named else None,
        "speakers": [party_to_dict(party) for party in saying.speakers], "via": [party_to_dict(party) for party in saying.via],
        "stance": saying.stance, "certainty": saying.certainty, "author": saying.author, "kind": saying.kind, "quote": saying.quote,
        "inside": saying.inside, "because": saying.because,
    }  # fmt: skip


def _stretch_to_dict(stretch: Stretch) -> Plain:
    return {"start": stretch.start, "end": stretch.end, "text": stretch.text}


def claim_from_dict(plain: Mapping[str, Any]) -> Claim:
    """The claim that `claim_to_dict` wrote. Raises KeyError, TypeError or ValueError where it is none.

    An entity's `office` and a moment's `because` are not written, so they come back as "".
    """
    sentence, trigger = plain["sentence"], plain["trigger"]
    return Claim(
        id=plain["id"], article=plain["article"], language=plain["language"], type=plain["type"],
        modes=tuple(plain["modes"]), contexts=tuple(plain["contexts"]), auxiliary=tuple(plain["auxiliary"]),
        quad=plain["quad"], score=float(plain["score"]), cameo=plain["cameo"],
        actors=_parties(plain["actors"]), recipients=_parties(plain["recipients"]),
        when=_moment(plain["when"]) if plain["when"] else None, where=Place(**plain["where"]) if plain["where"] else None,
        speakers=_parties(plain["speakers"]), via=_parties(plain["via"]),
        stance=plain["stance"], certainty=plain["certainty"], quoted=plain["quoted"],
        sentence_index=sentence["index"], sentence_start=sentence["start"], sentence_end=sentence["end"],
        trigger_start=trigger["start"], trigger_end=trigger["end"], trigger_text=trigger["text"], because=tuple(plain["because"]),
    )  # fmt: skip


def to_json(plain: object) -> str:
    """One line of JSON, the same bytes on every machine; half a surrogate pair (from a damaged source) is written as an escape."""
    try:
        return msgspec.json.encode(plain).decode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(plain, ensure_ascii=True, separators=(",", ":"))


def _place_to_dict(place: Place) -> Plain:
    return {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon, "start": place.start, "end": place.end}


def _parties(plain: list[Plain]) -> tuple[Party, ...]:
    return tuple(
        Party(
            entity=Entity(code=party["code"], sector=party["sector"], name=party["name"], wikidata=party["wikidata"]),
            start=party["start"],
            end=party["end"],
            text=party["text"],
        )
        for party in plain
    )


def _moment(plain: Plain) -> Moment:
    first, last = dt.date.fromisoformat(plain["start"]), dt.date.fromisoformat(plain["end"])
    return Moment(value=plain["value"], first=first, last=last, basis=plain["basis"], text=plain["text"])
