"""`detente tables check` and `detente read --tables` as a user meets them."""

import json

import pytest
from own_tables import EVENTS, NEWSROOM, SENTENCES, write_tables

from detente.cli import run


@pytest.fixture
def folder(tmp_path) -> str:
    return write_tables(tmp_path / "mine", NEWSROOM)


@pytest.mark.parametrize("tag", ["en", "id"])
def test_reading_with_tables_finds_what_they_add_and_says_where_it_stands(tag, folder, tmp_path, capsys):
    text, reason = SENTENCES[tag]
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    source = [str(tmp_path / "a.txt"), "--language", tag, "--date", "2024-05-16", "--tables", folder]

    assert run(["read", *source, "--format", "jsonl"]) == 0
    (claim,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert [party["code"] for party in (*claim["actors"], *claim["recipients"])] == ["COD.EAGLES", "BDI"]

    assert run(["read", *source, "--explain"]) == 0
    out = capsys.readouterr().out
    assert reason in out
    assert f"/mine/{tag}/events.tsv:2)" in "".join(line.strip() for line in out.splitlines())


def test_a_check_says_what_the_folder_holds(folder, capsys):
    assert run(["tables", "check", folder]) == 0
    out, err = capsys.readouterr()

    assert out.splitlines() == [
        "actors/bodies.tsv: 1 row",
        "en/events.tsv: 1 row",
        "en/sets.tsv: 1 row",
        "id/events.tsv: 1 row",
        "id/sets.tsv: 1 row",
        "2 examples read",
        f"no fault in {folder}",
    ]
    assert err == ""


def test_a_check_names_the_rows_that_are_replaced(tmp_path, capsys):
    folder = write_tables(tmp_path, {"en/events.tsv": [EVENTS, "attack\tattack\tv\t\t\tASSAULT"]})

    assert run(["tables", "check", folder]) == 0
    assert "en/events.tsv: 1 row, in place of ours: attack\n" in capsys.readouterr().out


def test_a_check_tells_every_fault_and_exits_with_1(tmp_path, capsys):
    folder = write_tables(tmp_path, {"id/events.tsv": [EVENTS, "a\ty\tv\t\t\tWAR", "b\ty\tv\t\tobj:@frogs\tAID"]})

    assert run(["tables", "check", folder]) == 1
    first, second, count = capsys.readouterr().err.splitlines()
    assert first.startswith(f"Error: {folder}/id/events.tsv:2: type 'WAR' is not one of AGREE")
    assert second.startswith(f"Error: {folder}/id/events.tsv:3: no set '@frogs' in sets.tsv")
    assert count == f"2 faults in {folder}"


@pytest.mark.parametrize("command", [["tables", "check"], ["read", "-", "--tables"]])
def test_a_folder_that_is_not_there_is_wrong_use(command, tmp_path, capsys):
    assert run([*command, str(tmp_path / "none")]) == 2
    assert "no such folder; give one that holds tables" in capsys.readouterr().err


def test_reading_does_not_begin_with_malformed_tables(tmp_path, capsys):
    folder = write_tables(tmp_path, {"id/events.tsv": [EVENTS, "a\ty\tv\t\t\tWAR"]})
    (tmp_path / "a.txt").write_text("Russia attacked Iran.", encoding="utf-8")

    assert run(["read", str(tmp_path / "a.txt"), "--language", "en", "--tables", folder]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"Error: {folder}/id/events.tsv:2: type 'WAR'")
