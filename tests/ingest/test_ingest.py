"""Ingest: every kind of source, each article once, failures kept with their reason, the same ledger whatever happened on the way."""

import csv
import gzip
import json

import pytest
from ledgers import digest_of, new_ledger
from sqlalchemy import select

from detente.errors import SourceError
from detente.ingest import Settings, ingest, run
from detente.intake import Given, read_text
from detente.ledger.items import find_failed
from detente.ledger.schema import articles, versions

ENGLISH = "North Korea denied on Tuesday that it had supplied Russia with artillery shells. The United States had accused it of doing so.\n"
INDONESIAN = "Korea Utara pada Selasa membantah telah memasok peluru artileri kepada Rusia. Amerika Serikat menuduh Korea Utara berbohong.\n"
SETTINGS = Settings(given=Given(language="en"))


def titles(store):
    with store.reading() as connection:
        return sorted(connection.execute(select(articles.c.title)).scalars())


def failures(store):
    with store.reading() as connection:
        return {one.key.rsplit("/", 1)[-1]: one.reason for one in find_failed(connection)}


@pytest.fixture
def folder(tmp_path):
    news = tmp_path / "news"
    (news / "sub").mkdir(parents=True)
    (news / "a.txt").write_text(ENGLISH)
    (news / "sub" / "b.md").write_text(f"---\ntitle: Shells\ndate: 2022-11-08\n---\n{INDONESIAN}")
    (news / "empty.txt").write_text("")
    (news / ".hidden").write_text(ENGLISH)
    return news


def test_a_folder_is_read_and_a_second_run_finds_nothing_new(folder, tmp_path):
    store = new_ledger(tmp_path)
    first = ingest(store, [str(folder)], settings=Settings())
    digest = digest_of(store)
    second = ingest(store, [str(folder)], settings=Settings())

    assert (first.seen, first.articles, first.failed, first.claims > 1) == (3, 2, 1, True)
    assert (second.known, second.read, second.failed) == (3, 0, 0)
    assert failures(store) == {"empty.txt": "is empty; give a file that holds an article"}
    assert digest_of(store) == digest


def test_a_failure_is_tried_again_when_asked_or_when_the_file_changed(folder, tmp_path):
    store = new_ledger(tmp_path)
    ingest(store, [str(folder)], settings=Settings())

    assert ingest(store, [str(folder)], settings=Settings(), retry_failed=True).failed == 1
    (folder / "empty.txt").write_text(ENGLISH + "It was a long night.")
    assert ingest(store, [str(folder)], settings=Settings()).articles == 1
    assert failures(store) == {}


def test_an_edited_file_becomes_a_version_and_the_old_text_stays(folder, tmp_path):
    store = new_ledger(tmp_path)
    ingest(store, [str(folder)], settings=Settings())
    (folder / "a.txt").write_text(ENGLISH.replace("artillery shells", "missiles"))
    ingest(store, [str(folder)], settings=Settings())

    with store.reading() as connection:
        assert len(list(connection.execute(select(versions)))) == 1
    assert len(titles(store)) == 3


ROWS = [
    {"id": "1", "Headline": "Shells", "Body": ENGLISH, "published_at": "2022-11-08T10:00:00Z", "source": "Our Paper", "link": "https://example.org/1"},
    {"id": "2", "Headline": "Peluru", "Body": INDONESIAN, "published_at": "2022-11-09", "source": "Koran Kami", "link": "https://example.org/2"},
]


def write_rows(path, rows):
    if path.suffix == ".csv":
        with path.open("w", newline="") as file:
            table = csv.DictWriter(file, rows[0])
            table.writeheader()
            table.writerows(rows)
    elif path.suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        data = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
        path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz", "rows.csv", "rows.parquet"])
def test_a_table_of_articles_is_read_with_its_columns(tmp_path, name):
    write_rows(tmp_path / name, ROWS)
    store = new_ledger(tmp_path)
    settings = Settings(columns={"text": "Body"})
    summary = ingest(store, [str(tmp_path / name)], settings=settings)

    assert (summary.articles, summary.failed) == (2, 0)
    with store.reading() as connection:
        rows = list(connection.execute(select(articles).order_by(articles.c.id)))
    assert {(r.title, r.publisher, r.url, r.language) for r in rows} == {
        ("Shells", "Our Paper", "https://example.org/1", "en"),
        ("Peluru", "Koran Kami", "https://example.org/2", "id"),
    }
    assert {r.published_basis for r in rows} == {"metadata"}
    assert len({r.published for r in rows}) == 2


def test_a_bad_row_is_told_and_the_others_are_read(tmp_path):
    good = json.dumps({"text": ENGLISH, "date": "yesterday"})
    (tmp_path / "rows.jsonl").write_text(f'{good}\n{{not json\n[1, 2]\n{{"title": "no text"}}\n{{"text": ["a"]}}')
    store = new_ledger(tmp_path)
    summary = ingest(store, [str(tmp_path / "rows.jsonl")], settings=SETTINGS)

    assert (summary.articles, summary.failed) == (1, 4)
    told = failures(store)
    assert "no JSON" in told["rows.jsonl#2"]
    assert "each line must be one object" in told["rows.jsonl#3"]
    assert "--column text=NAME" in told["rows.jsonl#4"]
    assert "holds a list" in told["rows.jsonl#5"]


def test_an_ingest_that_stops_anywhere_ends_with_the_same_ledger(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "_CHUNK_ITEMS", 2)
    rows = [{"text": f"{ENGLISH} It was night number {n}."} for n in range(8)]
    write_rows(tmp_path / "rows.jsonl", [*rows, {"text": ""}])
    whole, broken = new_ledger(tmp_path, "whole.db"), new_ledger(tmp_path, "broken.db")
    ingest(whole, [str(tmp_path / "rows.jsonl")], settings=SETTINGS)

    class Stop(Exception):
        pass

    def stop(summary):
        raise Stop

    for _ in range(3):
        with pytest.raises(Stop):
            ingest(broken, [str(tmp_path / "rows.jsonl")], settings=SETTINGS, advance=stop)
    ingest(broken, [str(tmp_path / "rows.jsonl")], settings=SETTINGS)

    assert digest_of(broken) == digest_of(whole)


def test_several_processes_give_the_same_ledger(folder, tmp_path):
    one, two = new_ledger(tmp_path, "one.db"), new_ledger(tmp_path, "two.db")
    ingest(one, [str(folder)], settings=Settings())
    ingest(two, [str(folder)], settings=Settings(), jobs=2)

    assert digest_of(one) == digest_of(two)


def test_a_dry_run_counts_and_writes_nothing(folder, tmp_path):
    store = new_ledger(tmp_path)
    empty = digest_of(store)
    summary = ingest(store, [str(folder)], settings=Settings(), dry_run=True)

    assert (summary.seen, summary.read) == (3, 3)
    assert digest_of(store) == empty
    assert ingest(None, [str(folder)], settings=Settings(), dry_run=True).read == 3


def test_a_source_that_is_not_there_is_told_before_anything_is_read(folder, tmp_path):
    store = new_ledger(tmp_path)
    with pytest.raises(SourceError, match="no such file or folder"):
        ingest(store, [str(folder), str(tmp_path / "none")], settings=Settings())
    assert titles(store) == []


def test_a_link_that_leads_out_of_the_folder_is_refused(folder, tmp_path):
    (tmp_path / "secret.txt").write_text(ENGLISH + "Secret.")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    store = new_ledger(tmp_path)
    ingest(store, [str(folder)], settings=Settings())

    assert "leads out of the folder" in failures(store)["link.txt"]
    assert len(titles(store)) == 2


def test_the_row_says_its_language_and_the_user_goes_before_it(tmp_path):
    write_rows(tmp_path / "rows.jsonl", [{"text": "Iran.", "lang": "en-GB"}, {"text": "Iran?", "lang": "xx"}])
    store = new_ledger(tmp_path)
    ingest(store, [str(tmp_path / "rows.jsonl")], settings=Settings())

    assert list(failures(store)) == ["rows.jsonl#2"]


# --- what stands beside an article ------------------------------------------------------------------------------------------------


def beside(folder, told, name="a.json"):
    """The article `a.txt` with a NAME.json: what the ledger holds of it, and its notices."""
    news = folder / "news"
    news.mkdir(exist_ok=True)
    (news / "a.txt").write_text(ENGLISH)
    (news / name).write_bytes(told if isinstance(told, bytes) else json.dumps(told).encode())
    store = new_ledger(folder)
    summary = ingest(store, [str(news)], settings=Settings())
    with store.reading() as connection:
        row = connection.execute(select(articles)).one()
    return summary, row


@pytest.mark.parametrize(
    "told",
    [
        {"published": "2022-11-08", "title": "Shells", "publisher": "Our Paper", "url": "https://example.org/1", "text": "a.txt", "language": "en"},
        {"Date": "20221108", "headline": " Shells\n", "source": "Our Paper", "locator": {"url": "https://example.org/1", "commit": "x"}},
    ],
)
def test_what_a_json_tells_of_the_article_beside_it_is_taken(tmp_path, told):
    summary, row = beside(tmp_path, told)

    assert (summary.seen, summary.failed) == (1, 0)
    assert (row.title, row.publisher, row.url) == ("Shells", "Our Paper", "https://example.org/1")
    assert (row.published, row.published_basis) == (738467, "metadata")  # 8 November 2022


@pytest.mark.parametrize(
    ("told", "code"), [(b"{", "load.bad-metadata"), ([1], "load.bad-metadata"), ({"date": "soon"}, "load.bad-date"), ({"date": None, "title": {}}, None)]
)
def test_a_json_that_cannot_be_used_is_told_and_the_article_is_read(tmp_path, told, code):
    summary, row = beside(tmp_path, told)

    assert (summary.articles, summary.failed, row.published) == (1, 0, 0)
    assert [c for c, *_ in json.loads(row.notices) if c.startswith("load.")] == ([code] if code else [])


def test_an_article_is_read_anew_when_the_json_beside_it_changes(tmp_path):
    beside(tmp_path, {"published": "2022-11-08"})
    store = new_ledger(tmp_path)
    known = ingest(store, [str(tmp_path / "news")], settings=Settings()).known
    (tmp_path / "news" / "a.json").write_text('{"published": "2022-11-09"}')

    assert (known, ingest(store, [str(tmp_path / "news" / "a.txt")], settings=Settings()).articles) == (1, 1)


def test_a_json_of_another_name_is_an_item_of_its_own(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "b.json").write_text("{}")
    summary = ingest(new_ledger(tmp_path), [str(tmp_path / "news")], settings=Settings())

    assert (summary.seen, summary.failed) == (1, 1)


# --- an article that takes too long -----------------------------------------------------------------------------------------------


def test_an_article_that_takes_too_long_fails_and_the_others_are_read(tmp_path):
    (tmp_path / "long.txt").write_text(ENGLISH * 1500)
    (tmp_path / "short.txt").write_text(ENGLISH)
    store = new_ledger(tmp_path)
    read_text(ENGLISH, given=Given())  # the tables of the language are no part of the time
    ingest(store, [str(tmp_path / "long.txt"), str(tmp_path / "short.txt")], settings=Settings(seconds=1.0))

    told = failures(store)
    assert list(told) == ["long.txt"]
    assert "of processor time; give it more with --time-limit" in told["long.txt"]
    assert len(titles(store)) == 1
