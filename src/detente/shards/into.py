"""Shards into a ledger: the same ledger, by content digest, as if their articles had been read into it one by one."""

import datetime as dt
from collections.abc import Callable, Sequence

from detente.ingest import Summary
from detente.ingest.assemble import assemble, pieces_of, rebuild_stale
from detente.ingest.work import Source, pack_entry
from detente.ledger import Entry, Failure, Store
from detente.ledger.append import append
from detente.ledger.items import known_items
from detente.ledger.pack import pack_json
from detente.load.coded import find_done, load_rows
from detente.load.storage import open_place
from detente.records import Article
from detente.records.wire import Plain
from detente.shards.tables import ARTICLES, TOLD, facts_of, notices_of
from detente.shards.write import check_parquet

_COLUMNS = tuple(name for name in ARTICLES if name != "original")
_BATCH = 64  # articles a transaction: there is nothing to read, so twice as many as of an ingest


def ingest_coded(
    store: Store,
    folders: Sequence[str],
    *,
    retry_failed: bool = False,
    clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    advance: Callable[[Summary], None] = lambda _: None,
) -> Summary:
    """What was brought from folders of shards that are done, e.g. `ingest_coded(store, ["s3://bucket/coded"])`.

    What the ledger knows is passed over, so a run that was killed goes on where it was. What could not be read is kept as failed, with
    its reason. `advance` is called after each transaction. Raises SourceError where a folder holds no shard that is done or a file of one
    is missing, LedgerError where the ledger cannot be written.
    """
    check_parquet()
    summary = Summary()
    found = [(place, find_done(place)) for place in map(open_place, folders)]
    with store.writing() as connection:
        rebuild_stale(connection)
    for place, names in found:
        for name in names:
            for rows in load_rows(place, "articles", name, columns=_COLUMNS, size=_BATCH):
                _keep(store, rows, summary, now=clock(), done=("read",) if retry_failed else ("read", "failed"))
                advance(summary)
    return summary


def _keep(store: Store, rows: Sequence[Plain], summary: Summary, *, now: dt.datetime, done: Sequence[str]) -> None:
    with store.reading() as connection:
        known = known_items(connection, [row["key"] for row in rows])
    fresh = [row for row in rows if known.get((row["key"], row["digest"])) not in done]
    summary.seen += len(rows)
    summary.known += len(rows) - len(fresh)
    if not fresh:
        return
    batch = [_entry(row) if row["state"] == "read" else _failure(row) for row in fresh]
    with store.writing() as connection:
        added = append(connection, batch, learned=now)
        assemble(connection, pieces_of(entry for _, entry in added.articles))
    summary.articles += len(added.articles)
    summary.claims += sum(len(entry.rows) for _, entry in added.articles)
    summary.read += sum(isinstance(one, Entry) for one in batch)
    for one in batch:
        if isinstance(one, Failure):
            summary.add_failure(one.key, one.reason)


def _failure(row: Plain) -> Failure:
    return Failure(key=row["key"], digest=row["digest"], code=row["code"], reason=row["reason"])


def _entry(row: Plain) -> Entry:
    facts = facts_of(row)
    article = Article(language=row["language"], published=row["published"], published_basis=row["published_basis"], **facts)
    told = row["told"].encode()
    source = Source(key=row["key"], digest=row["digest"], coder=row["coder"], notices=notices_of(row["notices"]))
    return pack_entry(article, TOLD.decode(told), pack_json(told), source)
