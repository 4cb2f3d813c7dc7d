"""The store: appended once, versions linked, failures kept, one writer, readers not blocked, other files refused."""

import datetime as dt
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import NOON, digest_of, entry_of, make_reading, new_ledger
from samples import TEXT
from sqlalchemy import func, select, text

from detente.errors import LedgerError
from detente.ledger import VERSION, Failure, open_store
from detente.ledger.append import append
from detente.ledger.items import find_failed, known_items
from detente.ledger.pack import pack_text, pack_told, unpack_text, unpack_told
from detente.ledger.schema import articles, claims, versions
from detente.ledger.words import Phrase, find_words


def count(store, table):
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar()


def test_an_article_is_kept_whole_and_the_same_again_is_nothing_new(tmp_path):
    store = new_ledger(tmp_path)
    entry = entry_of(make_reading())
    for _ in range(2):
        with store.writing() as connection:
            added = append(connection, [entry, entry], learned=NOON)

    assert added.articles == ()
    assert (count(store, articles), count(store, claims)) == (1, 1)
    with store.reading() as connection:
        row = connection.execute(select(articles)).one()
    assert unpack_text(row.text) == TEXT
    assert [told.claim.actors[0].entity.name for told in unpack_told(row.told)] == ["North Korea"]
    assert row.learned == "2022-11-09T12:00:00.000000Z"


def test_one_text_in_two_papers_is_two_printings(tmp_path):
    store = new_ledger(tmp_path)
    with store.writing() as connection:
        append(connection, [entry_of(make_reading(publisher=name), key=name) for name in ("Our Paper", "Their Paper")], learned=NOON)

    assert count(store, articles) == 2


def test_an_edited_text_is_a_version_linked_to_the_one_before(tmp_path):
    store = new_ledger(tmp_path)
    first, second = (entry_of(make_reading(text), key="page") for text in (TEXT, TEXT + " Corrected."))
    for entry in (first, second):
        with store.writing() as connection:
            append(connection, [entry], learned=NOON)

    with store.reading() as connection:
        assert [(row.article, row.previous) for row in connection.execute(select(versions))] == [(second.id, first.id)]


def test_a_failure_is_kept_until_the_item_is_read(tmp_path):
    store = new_ledger(tmp_path)
    failure = Failure(key="page", digest="d", code="source", reason="is empty")
    with store.writing() as connection:
        append(connection, [failure], learned=NOON)
    with store.reading() as connection:
        assert [(f.key, f.code, f.reason) for f in find_failed(connection)] == [("page", "source", "is empty")]
        assert known_items(connection, ["page", "other"]) == {("page", "d"): "failed"}
    with store.writing() as connection:
        append(connection, [entry_of(make_reading(), key="page")], learned=NOON + dt.timedelta(1))

    with store.reading() as connection:
        assert find_failed(connection) == []


def test_nothing_of_a_block_that_fails_is_kept(tmp_path):
    store = new_ledger(tmp_path)
    empty = digest_of(store)

    def write_and_fail():
        with store.writing() as connection:
            append(connection, [entry_of(make_reading())], learned=NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()

    assert digest_of(store) == empty


def test_a_reader_sees_one_moment_while_another_writes(tmp_path):
    writer = new_ledger(tmp_path)
    reader = open_store(str(tmp_path / "detente.db"))
    with reader.reading() as connection:
        before = connection.execute(select(func.count()).select_from(articles)).scalar()
        with writer.writing() as other:
            append(other, [entry_of(make_reading())], learned=NOON)
        after = connection.execute(select(func.count()).select_from(articles)).scalar()

    assert (before, after) == (0, 0)
    assert count(reader, articles) == 1


def test_the_ledger_does_not_depend_on_the_order_in_which_articles_came(tmp_path):
    entries = [entry_of(make_reading(f"{TEXT} Number {n}.")) for n in range(6)]
    stores = [new_ledger(tmp_path, name) for name in ("a.db", "b.db")]
    for store, order in zip(stores, (entries, entries[::-1]), strict=True):
        for place in range(0, 6, 2):
            with store.writing() as connection:
                append(connection, order[place : place + 2], learned=NOON + dt.timedelta(place))

    assert digest_of(stores[0]) == digest_of(stores[1])


def test_sqlite_is_durable_and_only_writers_checkpoint(tmp_path):
    writer = new_ledger(tmp_path)
    reader = open_store(str(tmp_path / "detente.db"))
    with writer.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    with reader.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [(("shipped", "shells"), True), (("shells", "shipped"), False), (("russia",), True), (("france",), False), (('sh"ells', "OR", "x*"), False)],
)
def test_words_are_found_where_they_stand_together(tmp_path, words, found):
    store = new_ledger(tmp_path)
    with store.writing() as connection:
        append(connection, [entry_of(make_reading())], learned=NOON)

    with store.reading() as connection:
        assert bool(find_words(connection, Phrase([w.replace('"', "") for w in words], [w.replace('"', "") for w in words]), limit=5)) is found


@pytest.mark.parametrize("text", ["plain", "half \ud800 pair", "zero \0 byte", "", "كييف ٣"])
def test_any_text_comes_back_as_it_was(text):
    assert unpack_text(pack_text(text)) == text


def test_half_a_surrogate_pair_in_a_claim_does_not_stop_the_ledger(tmp_path):
    reading = make_reading(TEXT.replace("shells", "sh\ud800lls"), title="a\ud800b\0c", url="http://x/\ud800")
    store = new_ledger(tmp_path)
    with store.writing() as connection:
        append(connection, [entry_of(reading, key="k\ud800")], learned=NOON)

    assert count(store, articles) == 1
    assert unpack_told(pack_told(unpack_told(entry_of(reading).told)))[0].claim.type == "AID"


# --- what is no ledger, or one of another version ---------------------------------------------------------------------------------


def test_there_is_no_ledger_until_something_was_ingested(tmp_path):
    with pytest.raises(LedgerError, match=r"no such ledger; `detente ingest SOURCE --ledger .* makes one"):
        open_store(str(tmp_path / "none.db"))


@pytest.mark.parametrize("content", [b"just a text", b"SQLite format 3\x00 and then nothing of the kind" * 30])
def test_another_file_is_no_ledger(tmp_path, content):
    (tmp_path / "a.db").write_bytes(content)
    for write in (False, True):
        with pytest.raises(LedgerError, match=r"a\.db"):
            open_store(str(tmp_path / "a.db"), write=write)


def test_a_folder_is_no_ledger(tmp_path):
    for name in (tmp_path, tmp_path / "none" / "a.db"):
        with pytest.raises(LedgerError, match="give --ledger another name"):
            open_store(str(name), write=True)


def test_a_database_of_another_program_is_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / "a.db") as other:
        other.execute("CREATE TABLE articles (x)")
    with pytest.raises(LedgerError, match="tables that detente did not make"):
        open_store(str(tmp_path / "a.db"), write=True)


@pytest.mark.parametrize("write", [False, True])
def test_a_later_ledger_asks_for_a_later_detente(tmp_path, write):
    new_ledger(tmp_path).close()
    with sqlite3.connect(tmp_path / "detente.db") as later:
        later.execute("UPDATE meta SET value = ? WHERE key = 'version'", (str(VERSION + 1),))
    with pytest.raises(LedgerError, match="update detente"):
        open_store(str(tmp_path / "detente.db"), write=write)


def test_a_reader_sees_all_after_its_own_process_wrote_and_another_ended(tmp_path):
    """A process that reads and decides, beside an ingest that ends: nothing that one does may take the WAL from under the other."""
    store = new_ledger(tmp_path)
    reader = open_store(store.name)
    with store.writing() as connection:
        append(connection, [entry_of(make_reading())], learned=NOON)
    store.close()
    script = (
        "import sys; from detente.ledger import open_store; from detente.ledger.schema import meta; import sqlalchemy as sa\n"
        "store = open_store(sys.argv[1], write=True)\n"
        "with store.writing() as c: c.execute(sa.insert(meta).values(key=sys.argv[2], value='x' * 5000))\n"
        "store.close()"
    )
    for turn in range(3):
        with reader.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM meta")).scalar() == 1 + turn
        open_store(store.name, write=True).close()
        subprocess.run([sys.executable, "-c", script, store.name, f"turn{turn}"], check=True)
    with reader.reading() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    reader.close()


@given(st.permutations([("a", 0), ("a", 1), ("a", 2), ("b", 0), ("b", 1), ("c", 0)]), st.integers(1, 6))
@settings(max_examples=25, deadline=None)
def test_versions_follow_the_order_in_which_one_item_changed_whatever_came_between(order, size):
    def filled(told, folder):
        turns: dict[str, int] = {}
        entries = []
        for key, _ in told:  # the texts of one item keep their order, those of different items are mixed
            number = turns[key] = turns.get(key, -1) + 1
            entries.append(entry_of(make_reading(f"{TEXT} Wording {number} of {key}."), key=key, digest=str(number)))
        store = new_ledger(Path(folder))
        for start in range(0, len(entries), size):
            with store.writing() as connection:
                append(connection, entries[start : start + size], learned=NOON)  # one moment: the order alone tells
        digest = digest_of(store)
        store.close()
        return digest

    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        assert filled(order, one) == filled(sorted(order), other)
