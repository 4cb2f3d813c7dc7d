"""`detente outlook` as a user meets it."""

import csv
import json

import numpy as np
import pytest

from detente.cli import run

STATES = ("CHN", "FRA", "IDN", "JPN", "PRK", "RUS", "USA")
DAY_ONE = np.datetime64("2010-01-01")


@pytest.fixture(scope="module")
def tablefile(tmp_path_factory) -> str:
    """Ten months: five days after a visit the host promises something; on the last day North Korea visits Russia."""
    chance = np.random.default_rng(5)
    rows = []
    for day in range(300):
        for _ in range(chance.poisson(0.9)):
            guest, host = chance.choice(STATES, 2, replace=False)
            rows += [(DAY_ONE + day, guest, host, "CONSULT"), (DAY_ONE + day + 5, host, guest, "AGREE")]
    rows = [row for row in rows if row[0] < DAY_ONE + 300] + [(DAY_ONE + 299, "PRK", "RUS", "CONSULT")]
    path = tmp_path_factory.mktemp("outlook") / "events.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("day", "actor", "recipient", "type"), *rows])
    return str(path)


def test_a_forecast_says_how_likely_and_after_what_in_the_past(tablefile, capsys):
    assert run(["outlook", "RUS", "PRK", "--events", tablefile, "--horizon", "1w", "--top", "2"]) == 0
    out = capsys.readouterr().out

    assert out.startswith("Outlook for RUS and PRK, 7 days after 2010-10-27: at least one such event")
    assert "counted: reported" in out
    assert "%  RUS → PRK: AGREE" in out
    assert "after PRK → RUS: CONSULT (2010-10-27), this followed within 7 days in " in out
    assert "forecasts like this one came true in" in out


def test_the_same_in_indonesian(tablefile, capsys):
    assert run(["outlook", "RUS", "PRK", "--events", tablefile, "--horizon", "7", "--top", "1", "--language", "id"]) == 0

    assert "setelah PRK → RUS: CONSULT (2010-10-27), hal ini menyusul dalam 7 hari pada" in capsys.readouterr().out


def test_json_lines_carry_chances_and_cases(tablefile, capsys):
    assert run(["outlook", "RUS", "--events", tablefile, "--horizon", "7d", "--format", "jsonl", "--top", "3"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert len(told) == 3
    assert all(0 < one["chance"] < 1 and one["day"] == "2010-10-27" and one["horizon"] == 7 for one in told)
    assert told[0]["case"]["cases"] >= told[0]["case"]["followed"]


def test_an_earlier_day_can_be_asked_and_a_thin_history_is_told(tablefile, capsys):
    assert run(["outlook", "RUS", "--events", tablefile, "--until", "2010-02-01"]) == 0

    assert "The record is too short to say anything" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("en", "mean squared error: outlook"), ("id", "rata-rata kuadrat galat: prakiraan")])
def test_a_backtest_tells_how_good_it_would_have_been(tablefile, capsys, words):
    assert run(["outlook", "--backtest", "--events", tablefile, "--horizon", "7d", "--language", words[0]]) == 0

    assert words[1] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give one party or two"),
        (["RUS", "ZZZ"], "no event names ZZZ"),
        (["RUS", "--horizon", "soon"], "give days or weeks"),
        (["RUS", "PRK", "USA"], "give one party or two"),
    ],
)
def test_wrong_use_says_what_is_right(tablefile, capsys, arguments, said):
    assert run(["outlook", *arguments, "--events", tablefile]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("language", "said"), [("en", ["Outlook for Russia and North Korea", "Russia → North Korea: promises, agrees", "events that nobody denies"]),
                                                ("id", ["Prakiraan untuk Rusia dan Korea Utara", "Rusia → Korea Utara: berjanji, sepakat", "tidak dibantah"])])
def test_an_outlook_is_drawn_in_either_language(tablefile, tmp_path, language, said):
    path = tmp_path / "outlook.svg"

    assert run(["outlook", "RUS", "PRK", "--events", tablefile, "--horizon", "7d", "--top", "3", "--plot", str(path), "--language", language]) == 0

    drawn = path.read_text()
    assert [words for words in said if words not in drawn] == []


def test_a_backtest_is_drawn_too(tablefile, tmp_path):
    assert run(["outlook", "--backtest", "--events", tablefile, "--horizon", "7d", "--plot", str(tmp_path / "tested.svg")]) == 0

    assert "count of the same event alone" in (tmp_path / "tested.svg").read_text()


def test_what_is_too_thin_is_said_and_not_drawn(tablefile, tmp_path, capsys):
    assert run(["outlook", "RUS", "--events", tablefile, "--until", "2010-02-01", "--plot", str(tmp_path / "none.svg")]) == 2
    told = capsys.readouterr()

    assert "counted: reported" in told.out
    assert "nothing to draw" in told.err
    assert run(["outlook", "RUS", "--events", tablefile, "--plot", "picture.gif"]) == 2
