"""One item read and packed for the store: all that costs time, so that it can be done in processes of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from detente.assembly import sketch, strip_credits, tell
from detente.errors import SourceError, UnknownLanguage
from detente.ingest.patience import TooLong, limit_time
from detente.ingest.settings import Settings
from detente.intake import Given, read_draft
from detente.language import available_languages, load_pack
from detente.language.stems import stem_words
from detente.ledger.entry import EPOCH, Entry, Failure, Row
from detente.ledger.pack import pack_text, pack_told
from detente.load import Draft
from detente.load.item import Item, load_item
from detente.records import Article, Notice, Told

if TYPE_CHECKING:
    from detente.language import OwnTables
    from detente.reading import Reading

_TAG = re.compile(r"[a-z]{2,3}(?![a-z])")


def read_item(item: Item, settings: Settings) -> Entry | Failure:
    """What the store takes of one item; nothing in the item's data makes it raise."""
    digest = settings.digest(item.identity)
    try:
        with limit_time(settings.seconds):
            return _read(item, settings, digest)
    except TooLong:
        reason = f"took more than {settings.seconds:g} s of processor time; give it more with --time-limit, or report it with the text"
        return Failure(key=item.key, digest=digest, code="time", reason=reason)


def _read(item: Item, settings: Settings, digest: str) -> Entry | Failure:
    try:
        draft = load_item(item, settings.limits)
        reading = read_draft(draft, given=_given(draft, settings.given), tables=_tables(settings.tables))
        fault = next((notice for notice in reading.notices if notice.code == "pipeline.fault"), None)
        if fault:
            return Failure(key=item.key, digest=digest, code="fault", reason=f"{fault.message}; {fault.hint}")
        return make_entry(reading, key=item.key, digest=digest)
    except SourceError as error:
        return Failure(key=item.key, digest=digest, code="source", reason=str(error).removeprefix(f"{item.key}: "))
    except UnknownLanguage as error:
        return Failure(key=item.key, digest=digest, code="language", reason=str(error).removeprefix(f"{item.key}: "))
    except (RecursionError, MemoryError) as error:
        reason = f"is too deeply nested to be read ({type(error).__name__}); save its text and read that"
        return Failure(key=item.key, digest=digest, code="source", reason=reason)
    except Exception as error:  # noqa: BLE001  one poisoned article must not stop a run of a million
        reason = f"detente failed on it ({type(error).__name__}: {error}); please report it with the text"
        return Failure(key=item.key, digest=digest, code="fault", reason=reason)


def make_entry(reading: "Reading", *, key: str, digest: str) -> Entry:
    """A reading as the store takes it."""
    told = tell(reading, load_pack(reading.article.language), learned=EPOCH)
    source = Source(key=key, digest=digest, coder=_coder(), notices=reading.notices)
    return pack_entry(reading.article, told, pack_told(told), source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of the item that an entry comes from: its key and digest, who read it, and what there was to say."""

    key: str
    digest: str
    coder: str
    notices: tuple[Notice, ...]


def pack_entry(article: Article, told: Sequence[Told], packed: bytes, source: Source) -> Entry:
    """An article with its claims as the store takes it; `packed` are the claims as bytes (`pack_told`)."""
    pack = load_pack(article.language)
    words, stems = stem_words(article.text, pack)
    known = sketch(strip_credits(article.text, pack))
    return Entry(
        key=source.key, digest=source.digest, article=article, coder=source.coder, notices=source.notices, text=pack_text(article.text),
        told=packed, rows=tuple(_row(one) for one in told), words=words, stems=stems, bands=known.bands, sketch=known.shingles,
    )  # fmt: skip


def _row(told: Told) -> Row:
    claim = told.claim
    first = claim.when.first if claim.when else told.said
    return Row(id=claim.id, type=claim.type, stance=claim.stance, first=first.toordinal() if first else 0)


def _given(draft: Draft, given: Given) -> Given:
    """The user's word, else the language that the row itself names, where it is one that is read."""
    tag = _TAG.match(draft.language.strip().lower())
    return replace(given, language=tag[0]) if not given.language and tag and tag[0] in available_languages() else given


@cache
def _coder() -> str:
    return version("detente")


@cache
def _tables(folder: str) -> "OwnTables | None":
    if not folder:
        return None
    from detente.checking import open_tables

    return open_tables(folder)
