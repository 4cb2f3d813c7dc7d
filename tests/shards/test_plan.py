"""Shards: however a source is cut, the same items come out of it, under the same keys; and the same part has the same name."""

import json
from importlib.util import find_spec

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shardings import article, job, write_lines

from detente.errors import MissingExtra, SourceError, UsageError
from detente.load import Limits
from detente.load.rows import load_json_lines, load_parquet
from detente.load.storage import open_place
from detente.shards.items import find_items
from detente.shards.plan import find_shards

LIMITS = Limits()
SLOW_FOLDERS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

lines = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=80).map(lambda text: json.dumps({"text": f"a{text}"}, ensure_ascii=False)),
        st.sampled_from(["", "  ", "no json", "[1]", '{"text": ""}', '{"headline": "x"}', "\ufeff{}"]),
    ),
    max_size=40,
)


def found_in(shards, job, folder):
    return [found for shard in shards for found in find_items(shard, job.settings, folder)]


@SLOW_FOLDERS
@given(lines=lines, size=st.integers(1, 3000), ends=st.booleans())
def test_lines_cut_anywhere_are_the_items_of_the_whole_file(tmp_path, lines, size, ends):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines) + "\n" * ends, encoding="utf-8")
    cut = job(tmp_path / "out", shard_bytes=size)
    shards, _ = find_shards([str(path)], cut)

    assert found_in(shards, cut, tmp_path) == list(load_json_lines(path, limits=LIMITS, columns={}))
    assert len({shard.name for shard in shards}) == len(shards)


@SLOW_FOLDERS
@given(count=st.integers(0, 700), group=st.integers(1, 400), size=st.integers(1, 60_000))
def test_rows_cut_anywhere_are_the_items_of_the_whole_table(tmp_path, count, group, size):
    path = tmp_path / "a.parquet"
    table = pa.table({"text": [f"Report {n}" if n % 7 else "" for n in range(count)], "n": pa.array(range(count), pa.int64())})
    pq.write_table(table, path, row_group_size=group)
    cut = job(tmp_path / "out", shard_bytes=size)
    shards, _ = find_shards([str(path)], cut)

    assert found_in(shards, cut, tmp_path) == list(load_parquet(path, limits=LIMITS, columns={}))


def test_a_file_whose_first_line_holds_no_text_is_refused_as_a_whole_and_so_is_never_cut(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [{"headline": "x"}, *(article(n) for n in range(20))])
    cut = job(tmp_path / "out", shard_bytes=100)
    shards, _ = find_shards([path], cut)
    (refused,) = found_in(shards, cut, tmp_path)

    assert "its lines were not read" in refused.reason


def test_what_comes_after_a_line_that_is_too_long_is_left_to_one_shard(tmp_path):
    rows = [article(n) for n in range(5)]
    path = tmp_path / "a.jsonl"
    write_lines(path, [*rows, "x" * (LIMITS.row_bytes + 10), *rows])
    cut = job(tmp_path / "out", shard_bytes=200)
    shards, _ = find_shards([str(path)], cut)
    found = found_in(shards, cut, tmp_path)

    assert found == list(load_json_lines(path, limits=LIMITS, columns={}))
    assert "longer than 20 MB" in found[-1].reason


def test_the_same_part_has_the_same_name_until_its_file_or_an_option_changes(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [article(n) for n in range(20)])
    first = job(tmp_path / "out", shard_bytes=500)
    names = [shard.name for shard in find_shards([path], first)[0]]

    assert [shard.name for shard in find_shards([path], job(tmp_path / "elsewhere", shard_bytes=500))[0]] == names
    assert [shard.name for shard in find_shards([path, path], first)[0]] == names
    for other in (job(tmp_path / "out", shard_bytes=500, reader="detente.ingest.work:read_item"), job(tmp_path / "out", shard_bytes=500, coder="9.9")):
        assert not {shard.name for shard in find_shards([path], other)[0]} & set(names)
    write_lines(tmp_path / "a.jsonl", [article(n) for n in range(21)])
    assert not {shard.name for shard in find_shards([path], first)[0]} & set(names)


def test_a_folder_gives_its_tables_without_what_was_written_there_and_says_what_it_passed_over(tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    write_lines(news / "a.jsonl", [article(1)])
    write_lines(tmp_path / "secret.jsonl", [article(2)])
    (news / "b.txt").write_text("An article of its own.")
    (news / ".c.jsonl").write_text("{}")
    (news / "link.jsonl").symlink_to(tmp_path / "secret.jsonl")
    (news / "out" / "articles").mkdir(parents=True)
    (news / "out" / "articles" / "x.parquet").write_bytes(b"PAR1")
    shards, passed = find_shards([str(news)], job(news / "out"))

    assert [shard.source.rsplit("/", 1)[-1] for shard in shards] == ["a.jsonl", "link.jsonl"]
    assert "leads out of the folder" in shards[1].reason
    assert [name.rsplit("/", 1)[-1] for name in passed] == ["b.txt"]
    assert [shard.source for shard in find_shards([f"{news}/*.jsonl"], job(news / "out"))[0]] != []


@pytest.mark.parametrize(
    ("name", "error", "told"),
    [
        ("none.jsonl", SourceError, "no such file"),
        ("a.txt", SourceError, "`detente ingest` reads single articles"),
        ("https://example.org/a.jsonl", UsageError, "web pages are not read from here"),
        ("simplecache::http://10.0.0.1/a.jsonl", UsageError, "web pages are not read from here"),
        ("nosuchkind://a/b.jsonl", UsageError, "nosuchkind"),
    ],
)
def test_an_input_that_is_none_is_told_at_once(tmp_path, monkeypatch, name, error, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("An article.")
    with pytest.raises(error, match=told):
        find_shards([name], job(tmp_path / "out"))


def test_a_storage_whose_package_is_not_installed_says_so():
    if find_spec("s3fs"):
        pytest.skip("s3fs is installed")
    with pytest.raises(MissingExtra, match="s3"):
        open_place("s3://bucket/news")


def test_a_file_address_is_a_path_of_this_machine(tmp_path):
    assert open_place(f"file://{tmp_path}/a.jsonl").name == f"{tmp_path}/a.jsonl"
