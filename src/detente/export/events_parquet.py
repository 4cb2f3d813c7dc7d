"""Parquet of events: the rows of CSV with true days, numbers and lists, and every claim inside its event."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from detente.errors import MissingExtra
from detente.export import Heading
from detente.export._events import FLAT, flat_row
from detente.language.phrases import Phrases, load_phrases
from detente.language.washing import wash, wash_url
from detente.records import Account, Voice
from detente.records.wire import Plain

NAME = "parquet"
SUMMARY = "typed columns and lists, every claim inside its event, for pandas, Polars, DuckDB, R"
SUFFIX = ".parquet"
MEDIA_TYPE = "application/vnd.apache.parquet"


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """The file as bytes. Raises MissingExtra where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("pyarrow is not installed; install it with: python -m pip install 'detente[parquet]'") from error
    phrases = load_phrases(heading.language)
    rows = [{**flat_row(one, phrases), "voices": [_voice(voice, phrases) for voice in one.voices]} for one in accounts]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=_schema(pa)), sink, compression="zstd")
    return bytes(sink.getvalue())


def _voice(voice: Voice, phrases: Phrases) -> Plain:
    told, printing = voice.told, voice.printing
    return {
        "claim": told.id, "stance": told.claim.stance, "certainty": told.claim.certainty, "decided": voice.decided,
        "speaker": phrases.speaker(voice), "sentence": wash(voice.sentence), "said": told.said,
        "publisher": wash(printing.publisher or told.publisher), "title": wash(printing.title), "link": wash_url(printing.url),
    }  # fmt: skip


def _schema(pa: Any) -> Any:  # pyarrow ships no types
    kinds = {
        str: pa.string(), float: pa.float64(), int: pa.int32(), list: pa.list_(pa.string()), dt.date: pa.date32(),
        dt.datetime: pa.timestamp("us", tz="UTC"),
    }  # fmt: skip
    texts = ("claim", "stance", "certainty", "speaker", "sentence", "publisher", "title", "link")
    voice = pa.struct([*((name, pa.string()) for name in texts), ("decided", pa.bool_()), ("said", pa.date32())])
    return pa.schema([*((name, kinds[kind]) for name, kind in FLAT.items()), ("voices", pa.list_(voice))])
