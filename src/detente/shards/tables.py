"""What a shard's two files hold: a row an item, with all that a ledger takes of it, and a row a claim, for whoever asks the files."""

import datetime as dt
import json
from typing import Any

import msgspec

from detente.ledger.entry import Entry, Failure, clean, notices_json
from detente.ledger.pack import unpack_json, unpack_text
from detente.records import Claim, Notice, Party, Told
from detente.records.wire import Plain

ARTICLES = {
    "key": "string", "digest": "string", "state": "string", "code": "string", "reason": "string", "id": "string", "text_id": "string",
    "language": "string", "published": "date32", "published_basis": "string", "title": "string", "publisher": "string", "url": "string",
    "coder": "string", "claims": "int32", "text": "string", "notices": "string", "told": "string", "raw": "string", "original": "binary",
}  # fmt: skip
"""Columns of articles/NAME.parquet with their types; docs/scale.md describes them."""

CLAIMS = {
    "id": "string", "printing": "string", "article": "string", "language": "string", "publisher": "string", "published": "date32",
    "type": "string", "modes": "strings", "contexts": "strings", "auxiliary": "strings", "quad": "string", "score": "float64",
    "cameo": "string", "actors": "strings", "actor_names": "strings", "recipients": "strings", "recipient_names": "strings",
    "when": "string", "start": "date32", "end": "date32", "basis": "string", "where": "string", "country": "string", "lat": "float64",
    "lon": "float64", "speakers": "strings", "speaker_names": "strings", "via": "strings", "stance": "string", "certainty": "string",
    "quoted": "bool", "sentence": "string", "sentence_start": "int32", "sentence_end": "int32", "trigger": "string",
    "trigger_start": "int32", "trigger_end": "int32", "because": "strings",
}  # fmt: skip
"""Columns of claims/NAME.parquet with their types."""

TOLD = msgspec.json.Decoder(list[Told])
_EPOCH = dt.date(1970, 1, 1).toordinal()


def rows_of(outcome: Entry | Failure) -> tuple[list[Any], list[list[Any]]]:
    """The row of an item and those of its claims, values in the order of the columns, days as days since 1970-01-01."""
    if isinstance(outcome, Failure):
        return failed_row(outcome.key, outcome.digest, outcome.code, outcome.reason), []
    article, told = outcome.article, unpack_json(outcome.told)
    text = unpack_text(outcome.text)
    claims = TOLD.decode(told)
    facts = {"text": text, "title": article.title, "publisher": article.publisher, "url": article.url}
    plain = {name: clean(value) for name, value in facts.items()}
    row: Plain = dict.fromkeys(ARTICLES, "") | plain | {
        "key": clean(outcome.key), "digest": outcome.digest, "state": "read", "id": outcome.id, "text_id": article.id,
        "language": article.language, "published": _day(article.published), "published_basis": article.published_basis,
        "coder": outcome.coder, "claims": len(claims), "notices": notices_json(outcome.notices), "told": told.decode(),
        "raw": json.dumps(facts) if plain != facts else None, "original": None,
    }  # fmt: skip
    return list(row.values()), [_claim_row(one.claim, outcome, text) for one in claims]


def failed_row(key: str, digest: str, code: str, reason: str, *, state: str = "failed", original: bytes | None = None) -> list[Any]:
    """The row of an item that could not be read, or that was put aside (`quarantined`) with the bytes that it was read from."""
    row: Plain = dict.fromkeys(ARTICLES, "") | {
        "key": clean(key), "digest": digest, "state": state, "code": code, "reason": clean(reason), "published": None, "claims": 0,
        "notices": "[]", "told": "[]", "raw": None, "original": original,
    }  # fmt: skip
    return list(row.values())


def facts_of(row: Plain) -> Plain:
    """The text, title, publisher and address of a row as they were read: what Parquet cannot hold stands in `raw`, escaped."""
    facts: Plain = json.loads(row["raw"]) if row["raw"] else {name: row[name] for name in ("text", "title", "publisher", "url")}
    return facts


def notices_of(text: str) -> tuple[Notice, ...]:
    """The notices that `notices_json` wrote."""
    named = [dict(zip(("code", "message", "where", "hint"), values, strict=True)) for values in json.loads(text)]
    return msgspec.convert(named, tuple[Notice, ...])


def schema_of(columns: dict[str, str]) -> Any:  # a pyarrow.Schema; pyarrow ships no types
    """The columns as Arrow types."""
    import pyarrow as pa

    kinds = {
        "string": pa.string(), "strings": pa.list_(pa.string()), "date32": pa.date32(), "int32": pa.int32(), "float64": pa.float64(),
        "bool": pa.bool_(), "binary": pa.binary(),
    }  # fmt: skip
    return pa.schema([(name, kinds[kind]) for name, kind in columns.items()])


def _claim_row(claim: Claim, entry: Entry, text: str) -> list[Any]:
    when, where = claim.when, claim.where
    row: Plain = {
        "id": claim.id, "printing": entry.id, "article": claim.article, "language": claim.language,
        "publisher": clean(entry.article.publisher), "published": _day(entry.article.published),
        "type": claim.type, "modes": claim.modes, "contexts": claim.contexts, "auxiliary": claim.auxiliary, "quad": claim.quad,
        "score": claim.score, "cameo": claim.cameo,
        "actors": _codes(claim.actors), "actor_names": _names(claim.actors),
        "recipients": _codes(claim.recipients), "recipient_names": _names(claim.recipients),
        "when": when.value if when else None, "start": _day(when.first) if when else None, "end": _day(when.last) if when else None,
        "basis": when.basis if when else None, "where": where.name if where else None, "country": where.country if where else None,
        "lat": where.lat if where else None, "lon": where.lon if where else None,
        "speakers": _codes(claim.speakers), "speaker_names": _names(claim.speakers), "via": _codes(claim.via),
        "stance": claim.stance, "certainty": claim.certainty, "quoted": claim.quoted,
        "sentence": clean(text[claim.sentence_start : claim.sentence_end]),
        "sentence_start": claim.sentence_start, "sentence_end": claim.sentence_end, "trigger": claim.trigger_text,
        "trigger_start": claim.trigger_start, "trigger_end": claim.trigger_end, "because": claim.because,
    }  # fmt: skip
    return list(row.values())


def _codes(parties: tuple[Party, ...]) -> list[str]:
    return [party.entity.code for party in parties]


def _names(parties: tuple[Party, ...]) -> list[str]:
    return [party.entity.name or party.text for party in parties]


def _day(day: dt.date | None) -> int | None:
    return day.toordinal() - _EPOCH if day else None
