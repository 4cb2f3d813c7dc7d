"""Détente: who did what to whom, when, who says so, and who denies it.

>>> import detente
>>> reading = detente.read("North Korea denied supplying Russia with shells.", published="2022-11-08")
>>> reading.claims[0].stance
'denies'

Names are loaded when they are first used, so that importing the package costs nothing.
"""

import datetime as dt
from importlib import import_module
from typing import TYPE_CHECKING, Any

from detente._native import use_native

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from detente.desk import Found, Ledger
    from detente.errors import (
        DetenteError,
        LedgerError,
        MissingExtra,
        RefusedAddress,
        ResourceError,
        SourceError,
        UnknownLanguage,
        UsageError,
    )
    from detente.language import OwnTables
    from detente.reading import Reading
    from detente.records import Article, Claim, Entity, Moment, Notice, Party, Place, Saying, Sentence, Stretch, Timex

    Span = tuple[int, int]

use_native()

_HOMES = {
    "Found": "desk", "Ledger": "desk", "LedgerError": "errors",
    "Article": "records", "Claim": "records", "Entity": "records", "Moment": "records", "Notice": "records",
    "Party": "records", "Place": "records", "Saying": "records", "Sentence": "records", "Stretch": "records", "Timex": "records",
    "Reading": "reading",
    "DetenteError": "errors", "MissingExtra": "errors", "RefusedAddress": "errors", "ResourceError": "errors", "SourceError": "errors",
    "UnknownLanguage": "errors", "UsageError": "errors",
}  # fmt: skip

__all__ = [
    "Article",
    "Claim",
    "DetenteError",
    "Entity",
    "Found",
    "Ledger",
    "LedgerError",
    "MissingExtra",
    "Moment",
    "Notice",
    "Party",
    "Place",
    "Reading",
    "RefusedAddress",
    "ResourceError",
    "Saying",
    "Sentence",
    "SourceError",
    "Stretch",
    "Timex",
    "UnknownLanguage",
    "UsageError",
    "__version__",
    "code",
    "find_attributions",
    "find_times",
    "languages",
    "open",
    "read",
]


def read(
    text: str,
    *,
    published: "dt.date | str | None" = None,
    language: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    tables: "str | PathLike[str] | None" = None,
) -> "Reading":
    """The reading of an article: its claims and notices, e.g. `for claim in detente.read(text, published="2022-11-04"): ...`.

    Args:
        text: The article as plain text; every offset of the claims counts its characters, `[start, end)`.
        published: Day of publication, as a date or "YYYY-MM-DD"; None looks for a dateline. Relative times ("this week") count from it.
        language: Tag of a language that is read ("en", "id"); None detects it.
        title: Headline, where it is not the first line of the text.
        publisher: Who published it; a medium that cites itself is told from one that cites another.
        tables: Folder with tables of your own, actors and events that are added or go before ours (docs/tables.md).

    Raises:
        UnknownLanguage: The language is not read, or the text is too short to tell it.
        UsageError: `published` is no date, `tables` no folder.
        ResourceError: A table of yours is malformed; the text says where and what was expected.
    """
    from detente.intake import Given, parse_day, read_text

    day = parse_day(published) if isinstance(published, str) else published
    day = day.date() if isinstance(day, dt.datetime) else day
    given = Given(published=day, language=language or "", title=title or "", publisher=publisher or "")
    return read_text(text, given=given, tables=_opened(tables))


def code(
    text: str,
    *,
    source: "str | Span | Sequence[Span] | None",
    target: "str | Span | Sequence[Span] | None",
    language: str,
    tables: "str | PathLike[str] | None" = None,
) -> "Claim | None":
    """The claim that a text makes about two given spans, None where it makes none.

    `code("Moscow shelled Kyiv.", source="Moscow", target="Kyiv", language="en")` is a claim of type ASSAULT.

    Args:
        text: One sentence or more.
        source: Who may have acted: the words themselves, or character spans `(start, end)` of `text`; None where nobody is named.
        target: Whom it may have been done to, in the same way.
        language: Tag of a language that is read.
        tables: Folder with tables of your own, as for `read`.

    Raises:
        UnknownLanguage: The language is not read.
        UsageError: The words do not stand in the text, or `tables` is no folder.
        ResourceError: A table of yours is malformed.
    """
    from detente.coding import code_pair

    return code_pair(text, source=source, target=target, language=language, tables=_opened(tables))


def find_attributions(text: str, *, language: str, tables: "str | PathLike[str] | None" = None) -> "tuple[Saying, ...]":
    """The attributions of a text in order: who says what, by which words, with which stance, and how sure.

    `find_attributions("Moscow denied that it had shelled the town.", language="en")[0]` has the cue "denied", the source "Moscow", the
    content "that it had shelled the town" and the stance "denies".

    Args:
        text: Any text; every `start` and `end` counts its characters, `[start, end)`.
        language: Tag of a language that is read.
        tables: Folder with tables of your own, as for `read`.

    Raises:
        UnknownLanguage: The language is not read.
        UsageError: `tables` is no folder.
        ResourceError: A table of yours is malformed.
    """
    from detente.attributing import attribute
    from detente.records import Article

    return attribute(Article(text=text, language=language), tables=_opened(tables))


def find_times(text: str, *, published: "dt.date | str | None" = None, language: str) -> "tuple[Timex, ...]":
    """The time expressions of a text in order, each with its words, its TIMEX3 value and the days it spans.

    `find_times("Talks resume next week.", published="2022-11-04", language="en")[0]` has the text "next week", the type DATE, the value
    "2022-W45" and the interval 7 to 13 November 2022.

    Args:
        text: Any text, of any length; it never fails on one. `start` and `end` count its characters, `[start, end)`.
        published: Day of publication, as a date or "YYYY-MM-DD", that "next week" counts from; None leaves the value of such times "XXXX",
            without days.
        language: Tag of a language that is read.

    Raises:
        UnknownLanguage: The language is not read.
        UsageError: `published` is no date.
    """
    from detente.intake import parse_day
    from detente.language import load_pack
    from detente.times.find import find_times as find

    day = parse_day(published) if isinstance(published, str) else published
    return find(text, published=day.date() if isinstance(day, dt.datetime) else day, pack=load_pack(language))


def open(ledger: "str | PathLike[str]" = "detente.db") -> "Ledger":  # noqa: A001  the name that users expect
    """An open ledger to ask, e.g. `with detente.open("detente.db") as ledger: ledger.ask("RUS", "PRK", since="2019").to_pandas()`.

    Args:
        ledger: A file that `detente ingest` made, or a PostgreSQL URL.

    Raises:
        LedgerError: There is no ledger, or another version of detente wrote it.
    """
    from os import fspath

    from detente.desk import Ledger

    return Ledger(fspath(ledger))


def languages() -> tuple[str, ...]:
    """The tags of the languages that are read, e.g. ("en", "id")."""
    from detente.language import available_languages

    return available_languages()


def _opened(tables: "str | PathLike[str] | None") -> "OwnTables | None":
    if tables is None:
        return None
    from detente.checking import open_tables

    return open_tables(tables)


def __getattr__(name: str) -> Any:  # the value of any public name
    if name == "__version__":
        from importlib.metadata import version

        return version("detente")
    if name in _HOMES:
        return getattr(import_module(f"detente.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
