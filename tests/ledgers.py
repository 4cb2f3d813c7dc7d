"""Ledgers for tests: entries made from readings of our own by hand, so that the store can be tried without the pipeline."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from samples import PUBLISHED, TEXT, make_claim

from detente.ingest.work import make_entry
from detente.ledger import Entry, Store, open_store
from detente.ledger.digest import content_digest
from detente.ledger.entry import printing_id
from detente.reading import Reading
from detente.records import Article, Claim, Sentence

NOON = dt.datetime(2022, 11, 9, 12, 0, tzinfo=dt.UTC)


def make_reading(text: str = TEXT, *, claims: tuple[Claim, ...] | None = None, **facts: object) -> Reading:
    """A reading of a text with one claim, or the claims given, whose ids are made to belong to the article."""
    article = Article(**{"text": text, "language": "en", "published": PUBLISHED, "published_basis": "given", **facts})
    made = (make_claim(),) if claims is None else claims
    own = tuple(replace(c, id=f"{article.id[:8]}{c.id:0>8}", article=article.id) for c in made)
    sentence = Sentence(index=0, start=0, end=text.find(".") + 1, paragraph=0, kind="body", tokens=())
    return Reading(article=article, claims=own, sentences=(sentence,))


def entry_of(reading: Reading, *, key: str = "", digest: str = "d") -> Entry:
    return make_entry(reading, key=key or f"/news/{printing_id(reading.article)}.txt", digest=digest)


def new_ledger(folder: Path, name: str = "detente.db") -> Store:
    return open_store(str(folder / name), write=True)


def digest_of(store: Store) -> str:
    with store.reading() as connection:
        return content_digest(connection)
