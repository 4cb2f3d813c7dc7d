"""From inputs of every kind to shards and from there to a ledger, which is the one that reading the articles into it gives."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deadly import CRASH, DIE, HANG, ONCE, TWICE
from ledgers import digest_of, new_ledger
from shardings import ENGLISH, article, job, rows_of, states_of, write_lines

import detente
from detente.errors import MissingExtra, SourceError, UsageError
from detente.ingest import ingest
from detente.ledger.items import find_failed
from detente.load.eventfile import load_events
from detente.shards import code, ingest_coded
from detente.shards.job import READER
from detente.shards.watch import Processes
from detente.shards.work import run_shard

RECORD = (
    b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/w\r\nContent-Type: text/plain\r\n"
    b"WARC-Record-ID: <urn:uuid:%d>\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
)


def write_all_kinds(folder):
    folder.mkdir()
    rows = [article(n) for n in range(12)]
    write_lines(folder / "a.jsonl", [*rows[:5], "no json", "", {"text": "A lone half \ud83d of a pair."}])
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("".join(f"{json.dumps(row)}\n" for row in rows[4:7]).encode()))
    pq.write_table(pa.Table.from_pylist([*rows[7:9], {"text": ""}]), folder / "c.parquet")
    (folder / "d.csv").write_text('text,title\n"North Korea denied on Tuesday that it had armed Russia.",Denial\n,None\n')
    pages = [b"Israel bombed Gaza on Monday, Egypt said.", b"Iran \x00 denied it."]
    (folder / "e.warc").write_bytes(b"".join(RECORD % (n, len(page), page) for n, page in enumerate(pages)))
    (folder / "f.warc.gz").write_bytes(b"\x1f\x8bno archive")
    return str(folder)


def test_shards_of_every_kind_of_source_make_the_ledger_that_the_sources_make(tmp_path):
    news = write_all_kinds(tmp_path / "news")
    outcome = code([news], job(tmp_path / "out", shard_bytes=400), jobs=2)
    straight, coded = new_ledger(tmp_path, "straight.db"), new_ledger(tmp_path, "coded.db")
    direct = ingest(straight, [news], settings=ENGLISH)
    brought = ingest_coded(coded, [str(tmp_path / "out")])

    assert len(outcome.markers) > 7
    assert (brought.seen, brought.articles, brought.claims) == (direct.seen, direct.articles, direct.claims)
    assert sorted(brought.failures) == sorted(direct.failures)
    assert digest_of(coded) == digest_of(straight)
    again = ingest_coded(coded, [str(tmp_path / "out")])
    assert (again.known, again.articles, digest_of(coded)) == (direct.seen, 0, digest_of(straight))


def test_a_claim_stands_in_a_row_with_its_sentence_and_both_sides(tmp_path):
    write_lines(tmp_path / "a.jsonl", [article(1)])
    code([str(tmp_path / "a.jsonl")], job(tmp_path / "out"))
    (row,) = rows_of(tmp_path / "out")
    denial = next(claim for claim in rows_of(tmp_path / "out", "claims") if claim["stance"] == "denies")

    assert (row["state"], row["language"], row["title"], row["url"]) == ("read", "en", "Report 1", "https://example.org/1")
    assert str(row["published"]) == "2022-11-02"
    assert (denial["type"], denial["actors"], denial["recipients"], denial["speakers"]) == ("AID", ["IRN"], ["RUS"], ["IRN"])
    assert denial["sentence"] == "The United States accused Iran of supplying Russia with drones, and Iran denied it."
    assert denial["printing"] == row["id"]
    assert len(json.loads(row["told"])) == row["claims"] == len(rows_of(tmp_path / "out", "claims"))


def test_a_folder_of_shards_gives_the_events_that_its_claims_give(tmp_path):
    rows = [article(n) for n in range(6)]
    code([write_lines(tmp_path / "a.jsonl", rows)], job(tmp_path / "out"))
    readings = [detente.read(f"{row['title']}\n\n{row['text']}", published=row["date"], language="en") for row in rows]
    lines = [plain for reading in readings for plain in reading.to_dicts()]
    straight, _ = load_events([write_lines(tmp_path / "claims.jsonl", lines)])
    coded, _ = load_events([str(tmp_path / "out")])

    assert len(coded) == len(straight) > 5
    assert sorted(_events(coded)) == sorted(_events(straight))


def _events(table):
    return [str({name: value for name, value in table.event(place).items() if name != "row"}) for place in range(len(table))]


def test_a_second_run_does_nothing_and_what_is_new_is_added(tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    write_lines(news / "a.jsonl", [article(n) for n in range(3)])
    first = code([str(news)], job(tmp_path / "out"))
    files = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.*")}
    second = code([str(news)], job(tmp_path / "out"))
    write_lines(news / "b.jsonl", [article(7)])
    third = code([str(news)], job(tmp_path / "out"))

    assert (first.before, second.before, third.before) == (0, 1, 1)
    assert {path: path.stat().st_mtime_ns for path in files} == files
    assert second.markers == first.markers
    assert [row["title"] for row in rows_of(tmp_path / "out")] == ["Report 0", "Report 1", "Report 2", "Report 7"]
    assert not list((tmp_path / "out" / "unfinished").iterdir())


def test_shards_of_other_inputs_are_told_and_removed_only_when_asked(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [article(1)])
    code([path], job(tmp_path / "out"))
    write_lines(tmp_path / "a.jsonl", [article(1), article(2)])
    kept = code([path], job(tmp_path / "out"))

    assert len(kept.others) == 1
    assert len(rows_of(tmp_path / "out")) == 3
    assert code([path], job(tmp_path / "out"), prune=True).others == kept.others
    assert len(rows_of(tmp_path / "out")) == 2
    assert code([path], job(tmp_path / "out")).others == ()


def test_shards_go_to_a_storage_elsewhere_and_come_from_one(tmp_path):
    news = write_all_kinds(tmp_path / "news")
    far = job(tmp_path, output=f"elsewhere://{tmp_path}/out", shard_bytes=400)
    code([f"elsewhere://{news}"], far, jobs=2)
    code([news], job(tmp_path / "near", shard_bytes=400))
    there, here = rows_of(tmp_path / "out"), rows_of(tmp_path / "near")

    assert [row["key"] for row in there] == [f"elsewhere://{row['key']}" for row in here]
    assert [(row["digest"], row["state"], row["told"]) for row in there] == [(row["digest"], row["state"], row["told"]) for row in here]
    assert rows_of(tmp_path / "out", "claims") == rows_of(tmp_path / "near", "claims")
    assert ingest_coded(new_ledger(tmp_path), [far.output]).read == sum(row["state"] == "read" for row in here)


# --- articles that kill, and processes that are killed ----------------------------------------------------------------------------


def test_an_article_that_kills_its_process_is_put_aside_and_all_others_are_read(tmp_path):
    rows = [article(n) for n in range(8)]
    rows[0], rows[3], rows[7] = article(0, CRASH), article(3, DIE), article(7, DIE)
    path = write_lines(tmp_path / "a.jsonl", rows)
    outcome = code([path], job(tmp_path / "out"))
    found = rows_of(tmp_path / "out")

    assert [row["state"] for row in found] == ["quarantined", *["read"] * 2, "quarantined", *["read"] * 3, "quarantined"]
    assert {row["code"] for row in found if row["state"] == "quarantined"} == {"killed"}
    assert DIE in json.loads(found[3]["original"])["text"]
    assert [key for key, _ in outcome.markers[0].put_aside] == [f"{path}#1", f"{path}#4", f"{path}#8"]
    assert "twice" in outcome.markers[0].put_aside[0][1]


def test_a_process_that_is_killed_once_costs_nothing(tmp_path):
    once = [article(n, f"{ONCE}{tmp_path}/{n}#" if n in (0, 2) else "") for n in range(4)]
    code([write_lines(tmp_path / "a.jsonl", once)], job(tmp_path / "out"))

    assert [row["state"] for row in rows_of(tmp_path / "out")] == ["read"] * 4
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.isdigit()) == ["0", "2"]


def test_an_article_that_takes_too_much_of_a_processor_is_put_aside(tmp_path):
    rows = [article(0), {"text": f"{article(1)['text']} " * 2500}, article(2)]
    path = write_lines(tmp_path / "a.jsonl", rows)
    code([path], job(tmp_path / "out", reader=READER, settings=replace(ENGLISH, seconds=3.0)))
    found = rows_of(tmp_path / "out")

    assert states_of(tmp_path / "out") == {"1": ("read", ""), "2": ("quarantined", "time"), "3": ("read", "")}
    assert "3 s of processor time" in found[1]["reason"]
    assert found[1]["original"]


def test_an_article_that_hangs_is_put_aside(tmp_path, monkeypatch):
    monkeypatch.setattr("detente.shards.watch.START_SECONDS", 20.0)
    rows = [article(0), article(1, HANG), article(2)]
    code([write_lines(tmp_path / "a.jsonl", rows)], job(tmp_path / "out", seconds=3.0))

    assert states_of(tmp_path / "out") == {"1": ("read", ""), "2": ("quarantined", "time"), "3": ("read", "")}


def test_what_was_put_aside_is_in_the_ledger_with_its_reason_and_is_read_when_it_can_be(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [article(0), article(1, f"{TWICE}{tmp_path}/died#")])
    code([path], job(tmp_path / "out"))
    store = new_ledger(tmp_path)
    summary = ingest_coded(store, [str(tmp_path / "out")])
    with store.reading() as connection:
        (failed,) = find_failed(connection)

    assert (summary.articles, summary.failed) == (1, 1)
    assert (failed.code, failed.key) == ("killed", f"{path}#2")
    assert code([path], job(tmp_path / "out")).markers[0].quarantined == 1
    assert code([path], job(tmp_path / "out"), retry_failed=True).markers[0].quarantined == 0
    assert ingest_coded(store, [str(tmp_path / "out")], retry_failed=True).articles == 1
    with store.reading() as connection:
        assert find_failed(connection) == []


def test_a_process_holds_no_more_memory_than_it_may(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [article(0)])
    with pytest.raises(SourceError, match="--memory-limit"):
        code([path], job(tmp_path / "out", memory_mb=40))


RUN = """
import sys
from shardings import job
from detente.shards import code
code([sys.argv[1]], job(sys.argv[2], shard_bytes=700), jobs=2)
"""


def started(*arguments):
    path = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, sys.path)])
    return subprocess.Popen([sys.executable, "-c", RUN, *map(str, arguments)], env={**os.environ, "PYTHONPATH": path})


def test_a_run_that_is_killed_again_and_again_ends_with_the_rows_of_one_that_was_not(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [article(n, DIE if n == 9 else "") for n in range(24)])
    code([path], job(tmp_path / "whole", shard_bytes=700), jobs=2)
    kills, done, folder = 0, [0], tmp_path / "out"
    while kills < 6:
        run = started(path, folder)
        time.sleep(2.0 + kills * 0.45)
        run.send_signal(signal.SIGKILL)
        kills += 1
        run.wait()
        done.append(len(list((folder / "done").glob("*.json"))) if folder.exists() else 0)
        assert len(rows_of(folder)) <= 24  # every marker has its files, and they can be read
    assert started(path, folder).wait() == 0

    assert done == sorted(done)
    assert rows_of(folder) == rows_of(tmp_path / "whole")
    assert rows_of(folder, "claims") == rows_of(tmp_path / "whole", "claims")
    assert not list((folder / "unfinished").iterdir())


def test_reading_processes_end_with_the_run_that_started_them_even_in_the_middle_of_an_article(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [article(0, HANG)])
    run = started(path, tmp_path / "out")
    deadline = time.monotonic() + 60
    while not (children := readers_of(run.pid)) and time.monotonic() < deadline:
        time.sleep(0.2)
    run.kill()
    run.wait()
    while any(Path(f"/proc/{pid}").exists() for pid in children) and time.monotonic() < deadline:
        time.sleep(0.2)

    assert children
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


def readers_of(parent):
    found = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True, check=False).stdout
    return [int(line.split()[0]) for line in found.splitlines() if "shards.child" in line]


# --- wrong use --------------------------------------------------------------------------------------------------------------------


def test_another_version_on_a_worker_is_told_and_not_mixed_in(tmp_path):
    from detente.shards.plan import find_shards

    other = job(tmp_path / "out", coder="9.9")
    (shard,), _ = find_shards([write_lines(tmp_path / "a.jsonl", [article(0)])], other)
    with pytest.raises(UsageError, match="install the same everywhere"):
        run_shard(shard, other, Processes(other))


def test_an_output_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(SourceError, match="cannot be written"):
        code([write_lines(tmp_path / "a.jsonl", [article(0)])], job(tmp_path / "out"))


def test_a_folder_without_shards_and_a_shard_without_its_file_are_told(tmp_path):
    store = new_ledger(tmp_path)
    with pytest.raises(SourceError, match="no shard that is done"):
        ingest_coded(store, [str(tmp_path)])
    code([write_lines(tmp_path / "a.jsonl", [article(0)])], job(tmp_path / "out"))
    next((tmp_path / "out" / "articles").iterdir()).unlink()
    with pytest.raises(SourceError, match="run `detente code` again"):
        ingest_coded(store, [str(tmp_path / "out")])


def test_an_engine_that_is_none_is_told(tmp_path):
    with pytest.raises(UsageError, match="local, spark"):
        code(["a.jsonl"], job(tmp_path / "out"), engine="dask")


def test_a_reader_that_asks_for_an_extra_that_is_missing_ends_the_run_with_its_word(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [article(0)])
    with pytest.raises(MissingExtra, match="no such extra"):
        code([path], job(tmp_path / "out", reader="deadly:ask_for_an_extra"))
