"""`detente code` and `detente ingest --coded`: what they say and how they end."""

import json

from shardings import article, rows_of, write_lines

from detente.cli import run


def test_articles_go_to_shards_and_from_there_to_a_ledger(tmp_path, capsys):
    path = write_lines(tmp_path / "a.jsonl", [article(0), "no json", article(1)])
    (tmp_path / "b.txt").write_text("An article of its own.")
    out, ledger = str(tmp_path / "out"), str(tmp_path / "a.db")

    assert run(["code", str(tmp_path), "--output", out, "--language", "en", "--publisher", "Our Paper"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert f"Error: {path}#2: the line is no JSON" in told.err
    assert "1 shards (0 done before), 2 articles, " in told.err
    assert "1 failed, 0 quarantined" in told.err
    assert "b.txt" in told.err
    assert {row["publisher"] for row in rows_of(tmp_path / "out") if row["state"] == "read"} == {"Our Paper"}

    assert run(["code", path, "-o", out, "--language", "en", "--publisher", "Our Paper", "--quiet"]) == 1
    capsys.readouterr()
    assert run(["ingest", "--coded", out, "--ledger", ledger]) == 1
    assert "3 items, 0 known before, 2 new articles" in capsys.readouterr().err
    assert run(["ingest", "--coded", out, "--ledger", ledger]) == 0
    assert "3 known before, 0 new articles" in capsys.readouterr().err
    assert run(["ask", "IRN", "RUS", "--ledger", ledger, "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["status"] == "disputed"


def test_wrong_use_is_told(tmp_path, capsys):
    path = write_lines(tmp_path / "a.jsonl", [article(0)])
    for arguments, told in (
        (["code", path], "--output"),
        (["code", str(tmp_path / "none.jsonl"), "-o", str(tmp_path / "out")], "no such file"),
        (["code", path, "-o", " "], "name a folder"),
        (["code", path, "-o", str(tmp_path / "out"), "--column", "x=y"], "FIELD=NAME"),
        (["code", path, "-o", str(tmp_path / "out"), "--tables", str(tmp_path / "none")], "none"),
        (["code", path, "-o", "https://example.org/out"], "web pages"),
        (["ingest"], "--coded DIR"),
        (["ingest", path, "--coded", str(tmp_path)], "one of the two"),
        (["ingest", "--coded", str(tmp_path), "--ledger", str(tmp_path / "a.db")], "no shard that is done"),
        (["ingest", "--coded", str(tmp_path), "--dry-run"], "--dry-run is for sources"),
    ):
        assert run(arguments) in (1, 2), arguments
        assert told in capsys.readouterr().err, arguments
