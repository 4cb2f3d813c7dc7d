"""`detente export`: the same question as `ask`, written for another tool; `detente relations --events` reads it back."""

import pytest
from ledgers import new_ledger
from press import fill

from detente.cli import run
from detente.export import event_format_names, load_event_format


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    fill(new_ledger(folder))
    return str(folder / "detente.db")


@pytest.mark.parametrize("name", event_format_names())
def test_every_format_is_written_to_a_file(name, ledger, tmp_path):
    path = tmp_path / f"out{load_event_format(name).SUFFIX}"

    assert run(["export", "RUS", "PRK", "--ledger", ledger, "--format", name, "-o", str(path)]) == 0
    assert path.stat().st_size > 200
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_text_goes_to_standard_output_and_sentences_come_with_it(ledger, capfdbinary):
    assert run(["export", "rus", "--ledger", ledger, "--format", "csv", "--language", "id"]) == 0
    written = capfdbinary.readouterr().out.decode()

    assert "Pyongyang shipped shells to Russia this week." in written
    assert "Korea Utara" in written
    assert run(["export", "FRA", "--ledger", ledger, "--format", "csv"]) == 0
    assert len(capfdbinary.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "xlsx"], "available: atom"), (["--format", "parquet"], "needs a file"), ([], "--format"),
        (["--format", "csv", "--status", "true"], "no status"), (["--format", "csv", "--language", "xx"], "no language"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_and_ends_with_2(arguments, words, ledger, capsys):
    assert run(["export", "--ledger", ledger, *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_place_that_cannot_be_written_ends_with_1(ledger, tmp_path, capsys):
    assert run(["export", "--ledger", ledger, "--format", "csv", "-o", str(tmp_path / "no" / "where.csv")]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["csv", "parquet", "plover", "icews"])
def test_relations_reads_it_back(name, ledger, tmp_path, capsys):
    path = tmp_path / f"events{load_event_format(name).SUFFIX}"
    run(["export", "--ledger", ledger, "--format", name, "-o", str(path)])

    assert run(["relations", "PRK", "RUS", "--events", str(path), "--count", "all", "--format", "csv"]) == 0
    assert "2022-11" in capsys.readouterr().out
