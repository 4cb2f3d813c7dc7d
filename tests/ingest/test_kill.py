"""An ingest that is killed, with `kill -9`, fifty times at random moments, on SQLite and on PostgreSQL; and two ingests with a reader at once."""

import os
import random
import signal
import time
import traceback

import pytest
from databases import MISSING, new_database, programs, running
from ledgers import digest_of

from detente.ingest import Settings, ingest, run
from detente.intake import Given, read_text
from detente.ledger import open_store
from detente.ledger.asking import find_faults
from detente.ledger.schema import articles

KILLS = 50
SETTINGS = Settings(given=Given(language="en"))
SENTENCES = (
    "North Korea denied on Tuesday that it had supplied Russia with artillery shells.",
    "The United States accused Iran of supplying Russia with drones, and Iran denied it.",
    "Israel bombed Gaza on Monday.",
)


@pytest.fixture(scope="module", autouse=True)
def _tables_loaded():
    read_text(SENTENCES[0], given=Given(language="en"))  # children are forked with all tables in memory


@pytest.fixture(scope="module")
def server():
    if programs() is None:
        pytest.skip(MISSING)
    with running() as socket:
        yield socket


@pytest.fixture(params=["sqlite", "postgresql"])
def new_name(request, tmp_path):
    """Names of new ledgers, one a call."""
    numbers = iter(range(1000))
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{next(numbers)}.db")
    socket = request.getfixturevalue("server")
    prefix = f"t{os.getpid()}_{abs(hash(str(tmp_path))) % 10**8}"
    return lambda: new_database(socket, f"{prefix}_{next(numbers)}")


def write_news(folder, count, first=0):
    folder.mkdir()
    for number in range(first, first + count):
        text = f"{SENTENCES[number % 3]} This is report number {number} of the day, filed at {number} minutes."
        (folder / f"{number:03}.txt").write_text(text if number % 10 else "")  # some that fail
    return str(folder)


def fork(work):
    """A child that does some work and ends with 0, or with 1 where it raised."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:  # noqa: BLE001  the parent must learn of it by the exit code
        traceback.print_exc()
        os._exit(1)


def ingest_into(name, folder, acknowledged):
    """One ingest in a child; it appends a byte to a file for every article that it was told is kept."""
    store = open_store(name, write=True)
    with acknowledged.open("ab", buffering=0) as file:
        told = 0

        def advance(summary):
            nonlocal told
            file.write(b"." * (summary.articles - told))
            told = summary.articles

        ingest(store, [folder], settings=SETTINGS, advance=advance)


def held(store):
    with store.reading() as connection:
        assert find_faults(connection) == []
        return connection.execute(articles.select()).fetchall()


def test_nothing_is_lost_or_half_written_however_often_an_ingest_is_killed(new_name, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "_CHUNK_ITEMS", 3)
    folder = write_news(tmp_path / "news", 60)
    whole = open_store(new_name(), write=True)
    ingest(whole, [folder], settings=SETTINGS)
    expected, chance = digest_of(whole), random.Random(20221108)
    kills, name, acknowledged = 0, new_name(), tmp_path / "acknowledged"
    open_store(name, write=True).close()
    acknowledged.write_bytes(b"")
    while kills < KILLS:
        child = fork(lambda: ingest_into(name, folder, acknowledged))  # noqa: B023  it runs at once
        time.sleep(chance.uniform(0.0, 0.25))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        kept = open_store(name)
        rows = held(kept)
        assert len(rows) >= acknowledged.stat().st_size
        kept.close()
        if os.WIFSIGNALED(status):
            kills += 1
            continue
        assert os.WEXITSTATUS(status) == 0
        done = open_store(name)
        assert digest_of(done) == expected  # finished between two kills: once more from the start
        done.close()
        name = new_name()
        acknowledged.write_bytes(b"")
        open_store(name, write=True).close()
    last = open_store(name, write=True)
    ingest(last, [folder], settings=SETTINGS)

    assert digest_of(last) == expected
    last.close()
    whole.close()


def test_two_ingests_and_a_reader_at_once_meet_no_error(new_name, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "_CHUNK_ITEMS", 3)
    name = new_name()
    open_store(name, write=True).close()
    folders = [write_news(tmp_path / "a", 40), write_news(tmp_path / "b", 40, first=30)]
    children = [fork(lambda folder=folder: ingest_into(name, folder, tmp_path / "told")) for folder in folders]
    seen, ended = [], {}
    while len(ended) < 2:
        reader = open_store(name)
        seen.append(len(held(reader)))
        reader.close()
        for child in children:
            if child not in ended:
                found, status = os.waitpid(child, os.WNOHANG)
                if found:
                    ended[child] = os.waitstatus_to_exitcode(status)

    assert list(ended.values()) == [0, 0]
    assert seen == sorted(seen)
    reader = open_store(name)
    assert len(held(reader)) == 63  # 70 reports, of which seven are empty
