"""`detente claims` as a user meets it."""

import json
import re

import pytest

from detente.cli import run

ENGLISH = "Seoul said that Pyongyang had denied shipping shells to Russia. The Kremlin declined to comment.\n"
INDONESIAN = 'Moskwa membantah laporan itu. "Itu bohong," kata Peskov, seperti dikutip TASS.\n'


@pytest.fixture(autouse=True)
def _a_terminal_of_a_hundred_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def article(tmp_path) -> str:
    file = tmp_path / "shells.txt"
    file.write_text(ENGLISH, encoding="utf-8")
    return str(file)


def test_the_table_says_who_says_what_and_the_text_is_marked_below(article, capsys):
    assert run(["claims", article, "--language", "en"]) == 0
    out, err = capsys.readouterr()

    assert "en, 3 attributions" in out
    assert re.search(r"1 +South Korea \(KOR\) +said +that Pyongyang had denied", out)
    assert re.search(r"2 +North Korea \(PRK\) +denied +shipping shells to Russia +denies +certain", out)
    assert "no-comment" in out
    assert "[S1 Seoul] [C1 said] [W1 that [S2 Pyongyang] had [C2 denied] [W2 shipping shells to Russia]]." in " ".join(out.split())
    assert err == ""


def test_the_marked_text_is_the_text(article, capsys):
    assert run(["claims", article, "--language", "en"]) == 0
    marked = " ".join(capsys.readouterr().out.split("sure", 1)[1].split())

    assert re.sub(r"\[[SCW]\d+ |\]", "", marked[marked.index("[S1") :]) == ENGLISH.strip()


def test_json_lines_quote_the_text(tmp_path, capsys):
    file = tmp_path / "bohong.txt"
    file.write_text(INDONESIAN, encoding="utf-8")
    assert run(["claims", str(file), "--language", "id", "--format", "jsonl"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [f["stance"] for f in found] == ["denies", "denies", "asserts"]
    assert all(INDONESIAN[s["start"] : s["end"]] == s["text"] for f in found for s in (*f["cue"], *f["content"]))
    assert [p["name"] for p in found[2]["via"]] == ["TASS"]
    assert found[2]["source"]["text"] == "Peskov"


def test_what_cannot_be_read_ends_with_1_and_wrong_use_with_2(article, tmp_path, capsys):
    assert run(["claims", str(tmp_path / "none.txt")]) == 1
    assert run(["claims", article, "--language", "xx"]) == 2
    assert run(["claims", article, "--format", "xml"]) == 2
    assert run(["claims", article, "--language", "en", "--tables", str(tmp_path / "none")]) == 2
    assert "Error" in capsys.readouterr().err


def test_a_text_without_attributions_has_no_table(tmp_path, capsys):
    file = tmp_path / "calm.txt"
    file.write_text("The harbour was calm.\n", encoding="utf-8")

    assert run(["claims", str(file), "--language", "en"]) == 0
    assert capsys.readouterr().out == "en, 0 attributions\n"
