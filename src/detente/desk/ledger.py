"""The ledger as an analyst has it before him: ask, look, search, decide."""

import datetime as dt
import getpass
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from detente.desk.change import parse_change
from detente.desk.days import parse_since, parse_until
from detente.desk.found import ArticleFound, EventFound, Found, Hit
from detente.desk.past import find_after, find_as_of, find_now, parse_place
from detente.errors import NotFound, UsageError
from detente.records import Account, Decision
from detente.records.wire import Plain

if TYPE_CHECKING:
    from detente.brief import Brief
    from detente.ledger import Store
    from detente.ledger.asking import Question
    from detente.ledger.items import Failed
    from detente.records import Notice
    from detente.records.eventtable import EventTable
    from detente.relations import Parameters, Trajectory

Seen = TypeVar("Seen")
STATUSES = ("confirmed", "reported", "alleged", "disputed", "denied", "announced", "retracted", "unassessed")
CLOCKS = ("said", "learned")
_SAFE_SQLITE = (3, 51, 3)  # the first without the fault in resetting the WAL


class Ledger:
    """An open ledger, e.g. `with detente.open("detente.db") as ledger: ledger.ask("RUS", "PRK", since="2019")`.

    Asking opens it to read only, so it can be used while an ingest runs; decisions open it for writing as long as they take.
    """

    def __init__(self, where: str, *, clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)) -> None:
        from detente.ledger import open_store

        self.where = where
        self._clock = clock
        self._store: Store = open_store(where)

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends all connections."""
        self._store.close()

    def ask(
        self, *parties: str, since: str = "", until: str = "", types: Iterable[str] = (), statuses: Iterable[str] = (), as_of: str = "",
        clock: str = "said", limit: int = 0, after: str = "",
    ) -> Found:  # fmt: skip
        """The events between parties (codes such as "RUS"), the latest first; with `as_of`, as they were known on that day.

        Days are "2019", "2019-05" or "2019-05-16". `clock` says what makes a claim known on a day: that it was printed (`said`) or that
        this ledger had it (`learned`). `limit` 0 gives all; `after` goes on behind an event, by its `place`.
        Raises UsageError for a word that is none of these.
        """
        from detente.ledger.asking import find_events

        wanted = tuple(s.lower() for s in statuses)
        for status in wanted:
            if status not in STATUSES:
                raise UsageError(f"no status {status!r}; there are: {', '.join(STATUSES)}")
        if clock not in CLOCKS:
            raise UsageError(f"no clock {clock!r}; there are: {', '.join(CLOCKS)}")
        day = parse_until(as_of)
        question = replace(
            _question(parties, since, until, types), statuses=() if day else wanted, limit=0 if day else limit,
            after=None if day else parse_place(after),
        )  # fmt: skip
        with self._store.reading() as connection:
            ids = find_events(connection, question)
            if day is None:
                return Found(tuple(find_now(connection, ids)))
            found = find_as_of(connection, ids, day, clock, question, wanted)
            return Found(tuple(find_after(found, parse_place(after)))[: limit or None])

    def ids(self, *parties: str, since: str = "", until: str = "", limit: int = 0) -> list[str]:
        """The ids of the events between parties, the latest first, without reading what is said of them."""
        from detente.ledger.asking import Question, find_events

        named = tuple(dict.fromkeys(code.upper() for code in parties))
        with self._store.reading() as connection:
            return find_events(
                connection, Question(parties=named, since=parse_since(since), until=parse_until(until), limit=limit)
            )

    def timeline(self, first: str, second: str) -> list[Plain]:
        """One row a month of two parties: who to whom, events by class, what is contested, claims, and the sum of scores."""
        from detente.ledger.rollup import COLUMNS, find_dyad

        with self._store.reading() as connection:
            years = find_dyad(connection, first.upper(), second.upper())
        rows: list[Plain] = []
        for actor, recipient, mutual, year, months in years:
            for month, counts in enumerate(months, 1):
                if counts.any():
                    told = {name: int(value) for name, value in zip(COLUMNS, counts, strict=True)}
                    rows.append({"month": f"{year:04}-{month:02}", "actor": actor, "recipient": recipient, "together": mutual, **told})
                    rows[-1]["score"] = int(counts[-1]) / 10
        return sorted(rows, key=lambda row: (row["month"], row["actor"], row["recipient"]))

    def table(self, *pair: str) -> "tuple[EventTable, tuple[Notice, ...]]":
        """The events, or those between two parties, as columns for `detente.relations`, each once with its standing.

        `ledger.table("RUS", "UKR")` reads only what the two did to one another; what has no place in the columns is counted in a notice.
        Raises UsageError for any other number of parties than none or two.
        """
        from detente.desk.relating import load_table

        if len(pair) not in (0, 2):
            raise UsageError("the events of all, or of two parties: ledger.table() or ledger.table('RUS', 'UKR')")
        with self._store.reading() as connection:
            return load_table(connection, self._store.name, tuple(code.upper() for code in pair))

    def trajectory(self, first: str, second: str, parameters: "Parameters | None" = None, *, until: str = "") -> "Trajectory":
        """How the relation of two parties moved, e.g. `phases(ledger.trajectory("RUS", "UKR"))`; only their own events are read.

        The world's mix comes from the ledger's monthly counts of events that nobody denies, whatever `parameters.count` says. `until` is
        a day after which nothing counts. Raises UsageError where no event between the two counts.
        """
        from detente.desk.relating import relate
        from detente.relations import Parameters

        if first.upper() == second.upper():
            raise UsageError(f"{first} has no relation with itself; give two parties")
        try:
            with self._store.reading() as connection:
                return relate(connection, first.upper(), second.upper(), parameters or Parameters(), parse_until(until))
        except ValueError as error:
            raise UsageError(str(error)) from error

    def show(self, name: str) -> EventFound:
        """The event of an id (of an event or of one of its claims, or the beginning of one) with all that is said of it.

        Raises NotFound where there is none.
        """
        with self._store.reading() as connection:
            return next(iter(find_now(connection, [self._event_of(connection, name)])))

    def sentences(self, found: EventFound) -> dict[str, str]:
        """The sentence of each claim of an event, by the claim's id."""
        from detente.ledger.asking import find_printings
        from detente.ledger.derived import load_articles

        with self._store.reading() as connection:
            printings = {claim: names[0] for claim, names in find_printings(connection, [one.id for one in found.claims]).items()}
            wanted = set(printings.values())
            texts = {one.id: one.text for some in load_articles(connection, 100, ids=wanted) for one in some}
        return {
            one.id: " ".join(texts[printings[one.id]][one.claim.sentence_start : one.claim.sentence_end].split()) for one in found.claims
        }

    def touched(
        self, *parties: str, first: dt.date, last: dt.date, since: str = "", until: str = "", types: Iterable[str] = (),
        statuses: Iterable[str] = (),
    ) -> tuple[EventFound, ...]:  # fmt: skip
        """The events asked for of which this ledger learned something from one day to another (UTC, both included), the latest first."""
        from detente.desk.past import fits
        from detente.ledger.recent import find_touched

        question = _question(parties, since, until, types)
        wanted = tuple(status.lower() for status in statuses)
        with self._store.reading() as connection:
            found = find_now(connection, find_touched(connection, first, last, "learned"))
            kept = [one for one in found if fits(one.event, question) and (not wanted or one.standing.status in wanted)]
        return tuple(sorted(kept, key=lambda one: (-(one.event.first.toordinal() if one.event.first else 0), one.event.id)))

    def accounts(self, found: Iterable[EventFound]) -> tuple[Account, ...]:
        """Events with the sentence and the article of each claim, as exports and feeds take them."""
        from detente.desk.accounts import load_accounts

        with self._store.reading() as connection:
            return tuple(load_accounts(connection, found))

    def export(self, format_name: str, *parties: str, language: str = "en", **asked: Any) -> bytes:
        """Events in a format of docs/exports.md, e.g. `ledger.export("graphml", "RUS", "PRK", since="2019")`; `asked` as for `ask`.

        Raises UsageError for a format that there is not, MissingExtra where it needs a package that is not installed.
        """
        from detente.desk.exporting import heading_of
        from detente.export import load_event_format

        writer = load_event_format(format_name)
        accounts = self.accounts(self.ask(*parties, **asked))
        return writer.write(accounts, heading_of(accounts, parties, asked, language))

    def brief(
        self, *parties: str, since: str, until: str = "", clock: str = "said", limit: int = 40, language: str = "en"
    ) -> "Brief":
        """What became known in some days, e.g. `write_html(ledger.brief("RUS", "PRK", since="7d"))`: new events, changes, moves.

        `since` is a day, or a length that ends with `until` ("7d", "4w"); `until` is today where it is "". Charts are drawn where Altair
        and vl-convert are installed. Raises UsageError for a word that is none of these.
        """
        from detente.desk.briefing import Span, make_brief
        from detente.desk.charts import chart_drawer
        from detente.desk.days import parse_span
        from detente.desk.relating import relate
        from detente.relations import Parameters

        if clock not in CLOCKS:
            raise UsageError(f"no clock {clock!r}; there are: {', '.join(CLOCKS)}")
        first, last = parse_span(since, until, today=self._clock().date())
        span = Span(first=first, last=last, clock=clock, parties=tuple(dict.fromkeys(code.upper() for code in parties)))
        numbers = Parameters()
        with self._store.reading() as connection:
            return make_brief(
                connection, span, language=language, limit=limit, draw=chart_drawer(language),
                relate=lambda a, b, day: relate(connection, a, b, numbers, day),
            )  # fmt: skip

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """The articles that hold some words together, in any of their forms, best first, e.g. `ledger.search("peluru artileri")`."""
        from detente.desk.searching import search

        with self._store.reading() as connection:
            return search(connection, words, limit)

    def article(self, name: str) -> ArticleFound:
        """An article with its claims, by the id that `search` gives. Raises NotFound where there is none."""
        from detente.ingest.assemble import load_claims
        from detente.ledger.derived import load_articles

        with self._store.reading() as connection:
            stored = next((one for some in load_articles(connection, 1, ids=[name]) for one in some), None)
            if stored is None:
                raise NotFound(f"{name}: no such article; `detente search` lists the ids of articles")
            told = load_claims(connection, stored.claims)
        return ArticleFound(
            id=stored.id, text_id=stored.text_id, language=stored.language, published=stored.published, title=stored.title,
            publisher=stored.publisher, url=stored.url, text=stored.text, claims=tuple(told[claim] for claim in stored.claims),
        )  # fmt: skip

    def version(self) -> str:
        """What changes whenever an article or a decision is added; the same question under the same version has the same answer."""
        from detente.ledger.looking import find_version

        with self._store.reading() as connection:
            return ".".join(map(str, find_version(connection)))

    def look(self, at: "Callable[[Any], Seen]") -> "Seen":  # at a SQLAlchemy connection
        """What a function finds on a connection that sees the ledger as it is at one moment, e.g. `ledger.look(find_now)`."""
        with self._store.reading() as connection:
            return at(connection)

    def stats(self) -> dict[str, dict[str, int]]:
        """How much the ledger holds, by heading and name."""
        from detente.ledger.asking import count_all

        with self._store.reading() as connection:
            return count_all(connection)

    def failed(self, *, limit: int = 0) -> "list[Failed]":
        """The items that could not be read, latest first, each with its reason."""
        from detente.ledger.items import find_failed

        with self._store.reading() as connection:
            return find_failed(connection, limit=limit)

    def doctor(self, *, rebuild: bool = False) -> tuple[dict[str, str], list[str]]:
        """Facts about the ledger, and what is wrong with it; `rebuild` derives links, events and counts anew first."""
        from detente.ingest.assemble import rebuild as derive
        from detente.ledger import VERSION
        from detente.ledger.asking import find_faults
        from detente.ledger.digest import content_digest

        if rebuild:
            self._write(derive)
        with self._store.reading() as connection:
            faults = find_faults(connection)
            facts = {"ledger": self._store.name, "tables": f"version {VERSION}", "database": connection.dialect.name}
            facts["content"] = content_digest(connection)
        if self._store.file:
            facts["database"] = f"SQLite {sqlite3.sqlite_version}"
            if sqlite3.sqlite_version_info < _SAFE_SQLITE:
                facts["database"] += " (two connections that reset its WAL at once may lose commits; detente lets only one do so)"
            facts["size"] = f"{self._store.file.stat().st_size / 1e6:.1f} MB"
        return facts, faults

    def merge(self, *names: str, reason: str, by: str = "") -> Decision:
        """Decides that events are one. Raises UsageError for fewer than two events, NotFound where one is not there."""
        with self._store.reading() as connection:
            found = {self._event_of(connection, name) for name in names}
            claims = [claim for one in find_now(connection, sorted(found)) for claim in one.event.claims]
        if len(found) < 2:
            raise UsageError("merge needs two different events; `detente ask` lists their ids")
        return self._decide("merge", sorted(claims), reason, by)  # by claims: an event is known by whatever claims it has later

    def split(self, *claims: str, reason: str, by: str = "") -> Decision:
        """Decides that claims tell of another event than the rest of theirs; ids of claims as `show` gives them."""
        return self._decide("split", sorted(set(claims)), reason, by)

    def retract(self, *claims: str, reason: str, by: str = "") -> Decision:
        """Decides that claims do not count."""
        return self._decide("retract", sorted(set(claims)), reason, by)

    def correct(self, claim: str, fields: Mapping[str, str], *, reason: str, by: str = "") -> Decision:
        """Decides what a claim should have been read as, e.g. `correct("9f0c…", {"type": "AID", "actors": "PRK"}, reason="…")`.

        What was read stays; the claim counts as corrected wherever it stands, until the decision is undone. Raises UsageError for a field
        or value that there is not (`parse_change`).
        """
        return self._decide("correct", [claim, *parse_change(fields)], reason, by)

    def undo(self, decision: str, *, reason: str, by: str = "") -> Decision:
        """Undoes a decision; the row stays, and undoing the undoing restores it."""
        with self._store.reading() as connection:
            from detente.ledger.derived import load_decisions

            if decision not in {one.id for one in load_decisions(connection)}:
                raise NotFound(f"{decision}: no such decision; `detente show` lists those of an event")
        return self._decide("undo", [decision], reason, by)

    def note(self, name: str, text: str, *, by: str = "") -> Decision:
        """Writes a note to an event."""
        with self._store.reading() as connection:
            event = self._event_of(connection, name)
        return self._decide("note", [event], text, by)

    def decisions(self) -> list[Decision]:
        """All that was decided and noted, in its order."""
        from detente.ledger.derived import load_decisions

        with self._store.reading() as connection:
            return load_decisions(connection)

    def _event_of(self, connection: Any, name: str) -> str:  # a SQLAlchemy connection, not imported for this
        from detente.ledger.asking import find_event_of

        found = find_event_of(connection, name)
        if found is None:
            raise NotFound(f"{name}: no such event or claim, or more than one begins so; `detente ask` lists the ids of events")
        return found

    def _decide(self, kind: str, targets: Sequence[str], reason: str, by: str) -> Decision:
        from detente.ingest.assemble import join_again, link_again
        from detente.ledger.decide import add_decision, find_missing, reach

        if not reason.strip():
            raise UsageError("a decision needs a reason: --reason TEXT")
        author, at = by or getpass.getuser(), self._clock()
        name = hashlib.sha256("\x1f".join([kind, *targets, author, reason, at.isoformat()]).encode()).hexdigest()[:16]
        decision = Decision(id=name, kind=kind, targets=tuple(targets), by=author, reason=reason, at=at)

        def work(connection: Any) -> None:  # a SQLAlchemy connection
            claims = {"split": targets, "retract": targets, "correct": targets[:1]}.get(kind, ())
            if missing := find_missing(connection, claims):
                raise NotFound(f"{', '.join(missing)}: no such claim; `detente show` lists the ids of an event's claims")
            touched = reach(connection, decision)
            add_decision(connection, decision)
            if touched and kind in ("correct", "undo"):
                touched = touched | link_again(connection, touched)
            if touched:
                join_again(connection, touched)

        self._write(work)
        return decision

    def _write(self, work: Callable[[Any], object]) -> None:
        from detente.ledger import open_store

        store = open_store(self.where, write=True)
        try:
            with store.writing() as connection:
                work(connection)
        finally:
            store.close()


def _question(parties: Iterable[str], since: str, until: str, types: Iterable[str]) -> "Question":
    from detente.ledger.asking import Question

    return Question(
        parties=tuple(dict.fromkeys(code.upper() for code in parties)), since=parse_since(since), until=parse_until(until),
        types=tuple(one.upper() for one in types),
    )  # fmt: skip
