"""A ledger of every earlier version, as that version wrote it, comes up to this one with all that it held."""

import shutil
from pathlib import Path

import pytest

import detente
from detente.cli import run
from detente.errors import LedgerError
from detente.ledger import VERSION
from detente.ledger.migrations import STEPS

HERE = Path(__file__).parent


@pytest.fixture(params=range(1, VERSION))
def old(request, tmp_path):
    return shutil.copy(HERE / f"v{request.param}.db", tmp_path / "old.db")


def test_every_earlier_version_has_a_step():
    assert sorted(STEPS) == list(range(1, VERSION))


def test_a_reader_says_how_an_earlier_ledger_is_brought_up_to_date(old):
    with pytest.raises(LedgerError, match=r"earlier detente .*`detente doctor --migrate"):
        detente.open(old)


def test_an_earlier_ledger_keeps_all_that_it_held_and_gains_what_is_new(old, capsys):
    assert run(["doctor", "--migrate", "--ledger", str(old)]) == 0
    with detente.open(old) as ledger:
        assert ledger.stats()["ledger"] == {"articles": 2, "claims": 3, "events": 1, "decisions": 0}
        (found,) = ledger.ask("RUS", "PRK")
        assert found.standing.status == "disputed"
        assert {hit.publisher for hit in ledger.search("shells")} == {"Our Paper", "Third Paper"}
    assert run(["doctor", "--ledger", str(old)]) == 0
    assert "all is well" in capsys.readouterr().err
