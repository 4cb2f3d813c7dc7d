"""`detente times` as a user meets it, and the same from Python."""

import datetime as dt
import json
import re

import pytest

import detente
from detente.cli import run

ENGLISH = "The envoys of both states met in Doha last week and agreed to meet again on 3 June 2024.\n"
INDONESIAN = "Para utusan kedua negara bertemu di Doha pekan lalu dan sepakat bertemu lagi pada 3 Juni 2024.\n"


@pytest.fixture
def article(tmp_path) -> str:
    file = tmp_path / "talks.txt"
    file.write_text(ENGLISH, encoding="utf-8")
    return str(file)


def test_the_table_has_a_row_a_time(article, capsys):
    assert run(["times", article, "--date", "2024-05-16", "--language", "en"]) == 0
    out, err = capsys.readouterr()

    assert "published 2024-05-16 (given), 2 times" in out
    assert re.search(r"last week +DATE +2024-W19 +2024-05-06 - 2024-05-12 +publication", out)
    assert re.search(r"3 June 2024 +DATE +2024-06-03 +2024-06-03$", out, re.MULTILINE)
    assert err == ""


def test_the_text_with_tags(article, capsys):
    assert run(["times", article, "--date", "2024-05-16", "--language", "en", "--format", "timex3"]) == 0
    out = capsys.readouterr().out

    assert '<TIMEX3 tid="t1" type="DATE" value="2024-W19">last week</TIMEX3>' in out
    assert re.sub("<[^>]*>", "", out) == ENGLISH


def test_json_lines_quote_the_text(article, capsys):
    assert run(["times", article, "--date", "2024-05-16", "--language", "en", "--format", "jsonl"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [ENGLISH[f["start"] : f["end"]] for f in found] == [f["text"] for f in found] == ["last week", "3 June 2024"]
    assert (found[0]["first"], found[0]["last"]) == ("2024-05-06", "2024-05-12")


def test_without_a_date_relative_times_stay_open_and_a_notice_says_so(article, capsys):
    assert run(["times", article, "--language", "en"]) == 0
    out, err = capsys.readouterr()

    assert "XXXX" in out
    assert "2024-06-03" in out
    assert err.startswith("times.no-date")
    assert run(["times", article, "--language", "en", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_what_cannot_be_read_ends_with_1_and_wrong_use_with_2(article, tmp_path, capsys):
    assert run(["times", str(tmp_path / "none.txt")]) == 1
    assert run(["times", article, "--date", "May"]) == 2
    assert run(["times", article, "--language", "xx"]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("text", "language", "words"), [(ENGLISH, "en", "last week"), (INDONESIAN, "id", "pekan lalu")])
def test_from_python(text, language, words):
    week, day = detente.find_times(text, published="2024-05-16", language=language)

    assert isinstance(week, detente.Timex)
    assert (text[week.start : week.end], week.type, week.value) == (words, "DATE", "2024-W19")
    assert week.interval == (dt.date(2024, 5, 6), dt.date(2024, 5, 12))
    assert day.interval == (dt.date(2024, 6, 3), dt.date(2024, 6, 3))


def test_from_python_without_a_date():
    week, _ = detente.find_times(ENGLISH, language="en")

    assert week.value == "XXXX"
    assert week.interval is None


def test_wrong_use_from_python_is_refused():
    with pytest.raises(detente.UsageError):
        detente.find_times(ENGLISH, published="May", language="en")
    with pytest.raises(detente.UnknownLanguage):
        detente.find_times(ENGLISH, language="xx")
