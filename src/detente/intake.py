"""From a source to an article: what was loaded, its language, its day of publication; for cli/ and the public `read`."""

import datetime as dt
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import BinaryIO

from detente.errors import UnknownLanguage, UsageError
from detente.language import OwnTables, available_languages, load_pack, resource_folder
from detente.load import Draft, Limits, choose_date, find_dateline, find_url_date, guess_language, load_source
from detente.load.dates import head_of, missing_date
from detente.load.source import cut
from detente.reading import Reading
from detente.records import Article, Notice

_SHORT_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user tells of an article; it goes before all that is found. "" and None mean: find it."""

    published: dt.date | None = None
    language: str = ""
    title: str = ""
    publisher: str = ""


def read_text(
    text: str, *, given: Given, name: str = "the text", limits: Limits | None = None, tables: OwnTables | None = None
) -> Reading:
    """The reading of a text that is at hand; offsets count into `text` as it is given.

    Raises UnknownLanguage where the language is not read or cannot be told.
    """
    return read_draft(cut(Draft(text=text, name=name), limits or Limits()), given=given, tables=tables)


def read_source(
    source: str,
    *,
    given: Given,
    limits: Limits | None = None,
    allow_private: bool = False,
    parser: str = "",
    tables: OwnTables | None = None,
    stdin: BinaryIO | None = None,
) -> Reading:
    """The reading of a file, "-" or an address. Raises SourceError where it cannot be read, UnknownLanguage as `read_text` does."""
    draft = load_source(source, limits=limits or Limits(), stdin=stdin or sys.stdin.buffer, allow_private=allow_private)
    return read_draft(draft, given=given, parser=parser, tables=tables)


def read_draft(draft: Draft, *, given: Given, parser: str = "", tables: OwnTables | None = None) -> Reading:
    """The reading of a draft, with the notices of its loading first."""
    from detente.pipeline import read_article

    article, notices = open_draft(draft, given=given)
    reading = read_article(article, parser=parser, tables=tables)
    no_date_told = any(notice.code == "times.no-date" for notice in notices)
    later = tuple(notice for notice in reading.notices if not (no_date_told and notice.code.endswith(".no-date")))
    return replace(reading, notices=(*notices, *later))


def open_draft(draft: Draft, *, given: Given) -> tuple[Article, tuple[Notice, ...]]:
    """The article of a draft: its language given or detected, its date by the most reliable source that has one.

    Notices: load.language, load.mixed-languages, load.no-sentence, times.no-date, and those of the draft.
    """
    language, notices = _language(draft, given.language)
    published, basis = _published(draft, language, given.published)
    if published is None:
        notices = (*notices, missing_date(draft.name))
    if not any(char.isalpha() for char in draft.text):
        hint = "look at the source: there is nothing to read in it"
        notices = (*notices, Notice(code="load.no-sentence", message="the text holds no word", where=draft.name, hint=hint))
    weak = basis != "body"  # the notice on a weak date is of use only where that date was taken
    kept = tuple(notice for notice in draft.notices if not (weak and notice.code == "load.weak-date"))
    article = Article(
        text=draft.text, language=language, published=published, published_basis=basis, title=given.title or draft.title,
        publisher=given.publisher or draft.publisher, url=draft.url,
    )  # fmt: skip
    return article, (*kept, *notices)


def open_source(
    source: str, *, given: Given, limits: Limits | None = None, allow_private: bool = False, stdin: BinaryIO | None = None
) -> tuple[Article, tuple[Notice, ...]]:
    """The article of a file, "-" or an address before it is read, with the notices of its loading.

    Raises SourceError where it cannot be read, UnknownLanguage as `read_text` does.
    """
    draft = load_source(source, limits=limits or Limits(), stdin=stdin or sys.stdin.buffer, allow_private=allow_private)
    return open_draft(draft, given=given)


def _language(draft: Draft, given: str) -> tuple[str, tuple[Notice, ...]]:
    if given:
        if given not in available_languages():
            load_pack(given)  # raises with the languages available
        return given, ()
    guess = guess_language(draft.text, common_words())
    available = ", ".join(available_languages())
    if not guess.language:
        reason = "is too short to tell its language" if guess.words < _SHORT_WORDS else "is in no language that is known"
        raise UnknownLanguage(f"{draft.name}: {reason}; give --language, one of: {available}")
    if guess.language not in available_languages():
        raise UnknownLanguage(
            f"{draft.name}: seems to be in {guess.language!r}, which is not read; available: {available}. Give --language if this is wrong"
        )
    if not guess.others:
        return guess.language, ()
    others = ", ".join(map(repr, guess.others))
    message = f"most of the text is in {guess.language!r}, some in {others}; all was read as {guess.language!r}"
    return guess.language, (
        Notice(code="load.mixed-languages", message=message, where=draft.name, hint="give each language a file of its own"),
    )


def _published(draft: Draft, language: str, given: dt.date | None) -> tuple[dt.date | None, str]:
    metadata = draft.published if draft.published_basis == "metadata" else None
    dateline = None if given or metadata else _dateline(draft.text, language)
    body = draft.published if draft.published_basis == "body" else None
    return choose_date(given=given, metadata=metadata, dateline=dateline, url=find_url_date(draft.url), body=body)


def _dateline(text: str, language: str) -> dt.date | None:
    from detente.times.find import find_times

    head = head_of(text)
    return find_dateline(head, find_times(head, published=None, pack=load_pack(language)))


def parse_day(value: str) -> dt.date:
    """A day as ISO writes it, e.g. "2022-11-04". Raises UsageError."""
    try:
        return dt.date.fromisoformat(value.strip())
    except ValueError as error:
        raise UsageError(f"{value!r} is no date; write it as YYYY-MM-DD, e.g. 2022-11-04") from error


@cache
def common_words() -> Mapping[str, frozenset[str]]:
    """The common words of each language, those that are read first: they win ties."""
    folder = resource_folder()
    files = [(tag, folder / "lang" / tag / "common.txt") for tag in available_languages()]
    files += [(path.stem, path) for path in sorted((folder / "neighbours").glob("*.txt"))]
    return {tag: _words_of(path) for tag, path in files if path.is_file()}


def _words_of(path: Path) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
