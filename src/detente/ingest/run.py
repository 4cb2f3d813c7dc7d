"""An ingest from its sources to the ledger: what is known is passed over, the rest is read and written a chunk at a time.

Each chunk is one transaction, so an ingest that is killed anywhere and started again ends with the ledger of one that was not.
"""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from detente.ingest.assemble import assemble, pieces_of, rebuild_stale
from detente.ingest.pool import read_chunks
from detente.ingest.settings import Settings
from detente.ingest.sources import check_sources, find_items
from detente.ingest.web import Web
from detente.ledger import Entry, Failure, Store
from detente.ledger.append import append
from detente.ledger.feeds import find_feeds, keep_feeds
from detente.ledger.items import known_items
from detente.load.item import Item, Refusal

_CHUNK_ITEMS = 32  # some two seconds of reading: what is lost to a kill, and small beside the cost of a commit
_CHUNK_BYTES = 4_000_000


@dataclass(slots=True)
class Summary:
    """What an ingest did: items seen, known before, read, failed; articles and claims that were new, and what failed.

    `failures` holds the first hundred as (item, reason).
    """

    seen: int = 0
    known: int = 0
    read: int = 0
    failed: int = 0
    articles: int = 0
    claims: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)

    def add_failure(self, key: str, reason: str) -> None:
        """Counts an item that could not be read."""
        self.failed += 1
        if len(self.failures) < 100:
            self.failures.append((key, reason))


def ingest(
    store: Store | None,
    sources: Sequence[str | Item],
    *,
    settings: Settings,
    jobs: int = 1,
    retry_failed: bool = False,
    dry_run: bool = False,
    clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    advance: Callable[[Summary], None] = lambda _: None,
) -> Summary:
    """What was read into the ledger from the sources, e.g. `ingest(store, ["news/"], settings=Settings())`, or out of items at hand.

    `dry_run` only counts what is new and what can be seen to be unreadable; `store` may be None then. `advance` is called after each chunk.
    Raises SourceError where a source is not there, LedgerError where the ledger cannot be written.
    """
    check_sources(sources)
    summary = Summary()
    web = Web(settings, known={} if retry_failed else _known_feeds(store))
    chunks = _fresh(_chunks(find_items(sources, settings, web)), store, settings, summary, retry_failed=retry_failed)
    if dry_run or store is None:
        for chunk in chunks:
            for one in chunk:
                if isinstance(one, Refusal):
                    summary.add_failure(one.key, one.reason)
                else:
                    summary.read += 1
            advance(summary)
        return summary
    with store.writing() as connection:
        rebuild_stale(connection)
    refused: deque[list[Failure]] = deque()
    for outcomes in read_chunks(_readable(chunks, settings, refused, web), settings, jobs=jobs):
        _write(store, [*outcomes, *refused.popleft()], clock(), summary)
        advance(summary)
    _keep_feeds(store, web, clock())
    return summary


def _known_feeds(store: Store | None) -> dict[str, tuple[str, str]]:
    if store is None:
        return {}
    with store.reading() as connection:
        return find_feeds(connection)


def _keep_feeds(store: Store, web: Web, now: dt.datetime) -> None:
    """Keeps what the servers said of their feeds, now that all that these named is written."""
    if web.learned:
        with store.writing() as connection:
            keep_feeds(connection, web.learned, now)


def _chunks(items: Iterable[Item | Refusal]) -> Iterator[list[Item | Refusal]]:
    chunk: list[Item | Refusal] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.data)
        if len(chunk) >= _CHUNK_ITEMS or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _fresh(
    chunks: Iterable[list[Item | Refusal]], store: Store | None, settings: Settings, summary: Summary, *, retry_failed: bool
) -> Iterator[list[Item | Refusal]]:
    """The chunks without what the ledger has read before, and without what failed before unless it is to be tried again."""
    for chunk in chunks:
        named = [(item, settings.digest(item.identity)) for item in chunk]
        known: dict[tuple[str, str], str] = {}
        if store is not None:
            with store.reading() as connection:
                known = known_items(connection, [item.key for item in chunk])
        done = ("read",) if retry_failed else ("read", "failed")
        fresh = [item for item, digest in named if known.get((item.key, digest)) not in done]
        summary.seen += len(chunk)
        summary.known += len(chunk) - len(fresh)
        if fresh:
            yield fresh


def _readable(
    chunks: Iterable[list[Item | Refusal]], settings: Settings, refused: deque[list[Failure]], web: Web
) -> Iterator[list[Item]]:
    """The items to read, links fetched; what was refused waits to be written with the chunk that it came with."""
    for chunk in chunks:
        fetched = [web.fetch(one) if isinstance(one, Item) and one.kind == "link" else one for one in chunk]
        bad = [one for one in fetched if isinstance(one, Refusal)]
        refused.append([Failure(key=one.key, digest=settings.digest(one.identity), code="source", reason=one.reason) for one in bad])
        yield [one for one in fetched if isinstance(one, Item)]


def _write(store: Store, batch: Sequence[Entry | Failure], learned: dt.datetime, summary: Summary) -> None:
    with store.writing() as connection:
        added = append(connection, batch, learned=learned)
        assemble(connection, pieces_of(entry for _, entry in added.articles))
    summary.articles += len(added.articles)
    summary.claims += sum(len(entry.rows) for _, entry in added.articles)
    for one in batch:
        if isinstance(one, Failure):
            summary.add_failure(one.key, one.reason)
        else:
            summary.read += 1
