"""`detente relations` as a user meets it."""

import csv
import io
import json

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
    ],
)
def test_wrong_use_says_what_is_right(tablefile, capsys, arguments, said):
    assert run(["relations", *arguments, "--events", tablefile]) == 2
    assert said in capsys.readouterr().err
