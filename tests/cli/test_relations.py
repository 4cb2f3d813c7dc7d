"""`detente relations` as a user meets it."""

import csv
import io
import json
import re

import pytest
from worlds import world

from detente.cli import run

PEACE, WAR = (0.4, (0.85, 0.05, 0.07, 0.03)), (0.4, (0.3, 0.02, 0.28, 0.40))


@pytest.fixture(scope="module")
def tablefile(tmp_path_factory) -> str:
    """Two years of six states as CSV; Russia and Ukraine fall out after the first."""
    shift = lambda day: WAR if day >= 400 else PEACE  # noqa: E731
    table = world(days=730, pairs={("RUS", "UKR"): shift, ("UKR", "RUS"): shift}, rate=0.15)
    path = tmp_path_factory.mktemp("relations") / "events.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("day", "actor", "recipient", "type"))
        writer.writerows((e["day"], e["actor"], e["recipient"], e["type"]) for e in map(table.event, range(len(table))))
    return str(path)


def test_the_table_says_what_counts_and_shows_the_fall(tablefile, capsys):
    assert run(["relations", "RUS", "UKR", "--events", tablefile]) == 0
    out, err = capsys.readouterr()

    assert "counted: events that nobody denies (--count reported); half-life 90 days" in out
    values = [float(line.split()[1].strip("()")) for line in out.splitlines() if line.startswith(("2010-12", "2011-12"))]
    assert values[0] > 0 > values[1]
    assert err == ""


def test_the_table_names_the_phases_and_the_events_of_the_turn(tablefile, capsys):
    assert run(["relations", "RUS", "UKR", "--events", tablefile, "--show", "phases"]) == 0
    out = capsys.readouterr().out

    assert "phases: 1 turning point" in out
    assert re.search(r"turn 2011-0[12]-\d\d \(between 201[01]-\d\d-\d\d and 2011-0[23]-\d\d\): valence \+0", out)
    assert re.search(r"    2011-0\d-\d\d (RUS > UKR|UKR > RUS) ASSAULT \(row \d+\)", out)
    assert [line.split()[0] for line in out.splitlines() if line.startswith(("  warm", "  rupture", "  cold"))] == ["warm", "rupture", "cold"]


def test_phases_as_rows_carry_verdict_and_interval(tablefile, capsys):
    assert run(["relations", "CHN", "USA", "--events", tablefile, "--show", "phases", "--format", "jsonl"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())

    assert (row["verdict"], row["break"]) == ("no change", None)


def test_the_network_is_shown_for_several_or_none(tablefile, capsys):
    assert run(["relations", "--events", tablefile]) == 0
    out = capsys.readouterr().out
    assert run(["relations", "--events", tablefile, "--since", "2011-06-01", "--format", "jsonl"]) == 0
    *ties, whole = map(json.loads, capsys.readouterr().out.splitlines())

    assert "hostile: valence under +0.00" in out  # eleven ties are too few for a worst quarter
    assert "by chance" in out
    assert {ties[0]["a"], ties[0]["b"]} == {"RUS", "UKR"}
    assert ties[0]["sign"] == -1
    assert whole["ties"] == len(ties)
    assert whole["count"] == ties[0]["count"] == "reported"


def test_third_parties_are_shown_with_what_a_host_is(tablefile, capsys):
    assert run(["relations", "USA", "CHN", "--events", tablefile, "--show", "pivots"]) == 0
    out = capsys.readouterr().out
    assert run(["relations", "USA", "CHN", "--events", tablefile, "--show", "pivots", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert "history too short" in out
    assert {row["name"] for row in rows} == {"FRA", "IDN", "JPN"}
    assert next(row["host"] for row in rows if row["name"] == "IDN") == "ASEAN secretariat"
    assert all(0 <= float(row["index"]) <= 1 for row in rows)


@pytest.mark.parametrize(
    ("parties", "picture", "kind", "language"),
    [
        (["RUS", "UKR"], None, ".png", "en"),
        (["RUS", "UKR"], "events", ".svg", "id"),
        (["RUS", "UKR", "USA", "CHN"], "courses", ".svg", "id"),
        (["RUS", "UKR", "USA", "CHN"], "phases", ".svg", "en"),
        ([], None, ".pdf", "id"),
    ],
)
def test_pictures_are_drawn_in_either_language(tablefile, tmp_path, capsys, parties, picture, kind, language):
    path = tmp_path / f"picture{kind}"
    chosen = ["--picture", picture] if picture else []

    assert run(["relations", *parties, "--events", tablefile, "--plot", str(path), "--language", language, *chosen]) == 0

    written = path.read_bytes()
    assert written.startswith({".png": b"\x89PNG", ".svg": b"<svg", ".pdf": b"%PDF"}[kind])
    if kind == ".svg":
        text = written.decode()
        assert ("Rusia" in text) == (language == "id")
        assert ("Russia" in text) == (language == "en")


def test_json_lines_and_csv_carry_the_same_points_with_the_events_behind_them(tablefile, capsys):
    assert run(["relations", "RUS", "UKR", "--events", tablefile, "--format", "jsonl", "--since", "2011-10-01"]) == 0
    points = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert run(["relations", "RUS", "UKR", "--events", tablefile, "--format", "csv", "--since", "2011-10-01"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert [point["period"] for point in points] == ["2011-10", "2011-11", "2011-12"]
    for point, row in zip(points, rows, strict=True):
        assert point["low"] < point["valence"] < point["high"]
        assert point["count"] == row["count"] == "reported"
        assert float(row["valence"]) == point["valence"]
        assert row["events"] == "; ".join(str(event["row"]) for event in point["events"])
        assert {event["actor"] for event in point["events"]} <= {"RUS", "UKR"}


def test_later_events_can_be_left_out_and_weeks_told(tablefile, capsys):
    assert run(["relations", "UKR", "RUS", "--events", tablefile, "--until", "2010-03-14", "--period", "week", "--format", "jsonl"]) == 0
    points = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert (points[0]["first"], points[-1]["last"]) == ("2009-12-28", "2010-03-14")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["RUS", "ZZZ"], "no event names ZZZ"),
        (["RUS", "UKR", "--columns", "day"], "OURS=THEIRS"),
        (["RUS", "UKR", "--count", "confirmed"], "no event between two parties counts as 'confirmed'"),
        (["RUS", "RUS"], "RUS has no relation with itself"),
        (["RUS", "--show", "pivots"], "--show pivots is about two parties"),
        (["--since", "2011-12-30"], "no pair has 5 effective events"),
        (["RUS", "UKR", "--plot", "a.gif"], "a picture is written as .png, .svg, .pdf"),
        (["--plot", "a.png", "--picture", "course"], "--picture course is about two parties"),
        (["RUS", "UKR", "--plot", "a.png", "--language", "xx"], "no language 'xx'"),
    ],
)
def test_wrong_use_says_what_is_right(tablefile, capsys, arguments, said):
    assert run(["relations", *arguments, "--events", tablefile]) == 2
    assert said in capsys.readouterr().err


def test_a_ledger_is_read_as_well_as_a_file(tmp_path, capsys):
    ledger = str(tmp_path / "detente.db")
    for number in range(3):
        text = f"Norway expelled {number + 2} Russian diplomats on Tuesday."
        (tmp_path / f"{number}.txt").write_text(text)
    assert run(["ingest", *(str(tmp_path / f"{n}.txt") for n in range(3)), "--ledger", ledger, "--date", "2022-11-09", "--language", "en"]) == 0
    capsys.readouterr()

    assert run(["relations", "NOR", "RUS", "--ledger", ledger, "--format", "jsonl"]) == 0
    out, _ = capsys.readouterr()
    assert "2022-11" in out
    assert run(["relations", "NOR", "RUS"]) == 2
    assert "--ledger" in capsys.readouterr().err
