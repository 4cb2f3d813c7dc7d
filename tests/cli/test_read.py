"""`detente read` as a user meets it: sources, options, exit codes, and that data and words go to different places."""

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import detente
from detente.cli import run

ENGLISH = "North Korea denied on Tuesday that it had supplied Russia with artillery shells. The United States had accused it of doing so.\n"
INDONESIAN = "Korea Utara pada Selasa membantah telah memasok peluru artileri kepada Rusia. Amerika Serikat menuduh Korea Utara berbohong.\n"
DATED = ("--date", "2022-11-08")


@pytest.fixture
def article(tmp_path) -> str:
    file = tmp_path / "shells.txt"
    file.write_text(ENGLISH, encoding="utf-8")
    return str(file)


def detente_run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from detente.cli import main; main()", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=120)


def test_jsonl_is_on_standard_output_and_quotes_the_file(article, capsys):
    assert run(["read", article, *DATED, "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    claims = [json.loads(line) for line in out.splitlines()]

    assert claims
    assert err == ""
    for claim in claims:
        for part in (claim["trigger"], *claim["actors"], *claim["recipients"], *claim["speakers"]):
            assert part["start"] == -1 or ENGLISH[part["start"] : part["end"]] == part["text"]


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (INDONESIAN, "id")])
def test_the_language_is_detected_and_the_denial_is_found(text, language, tmp_path, capsys):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    run(["read", str(tmp_path / "a.txt"), *DATED, "--format", "jsonl"])
    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert {claim["language"] for claim in claims} == {language}
    assert any(claim["stance"] == "denies" and claim["speakers"][0]["code"] == "PRK" for claim in claims)


def test_every_format_writes_something(article, capsys):
    for name in ("table", "jsonl", "plover", "csv"):
        assert run(["read", article, *DATED, "--format", name]) == 0
        assert "AID" in capsys.readouterr().out


def test_csv_reads_back(article, capsys):
    run(["read", article, *DATED, "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert all(row["article"] == rows[0]["article"] for row in rows)


def test_explain_shows_the_sentence_and_what_decided(article, capsys):
    run(["read", article, *DATED, "--explain"])
    out = capsys.readouterr().out

    assert "(trigger)" in out
    assert "because events:en/" in out


def test_without_a_date_a_notice_says_so_once_and_quiet_hides_it(article, capsys):
    assert run(["read", article]) == 0
    assert capsys.readouterr().err.count("times.no-date") == 1
    run(["read", article, "--quiet"])
    assert capsys.readouterr().err == ""


def test_one_bad_source_does_not_stop_the_others(article, tmp_path, capsys):
    (tmp_path / "empty.txt").write_text("")
    code = run(["read", str(tmp_path / "empty.txt"), article, "none.txt", *DATED, "--format", "jsonl"])
    out, err = capsys.readouterr()

    assert code == 1
    assert out
    assert "empty.txt: is empty" in err
    assert "none.txt: no such file" in err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--date", "8 November"], "YYYY-MM-DD"),
        (["--date", "2022-13-45"], "YYYY-MM-DD"),
        (["--language", "xx"], "available: en, id"),
        (["--format", "xml"], "'csv', 'jsonl', 'plover', 'table'"),
        (["--format", "jsonl", "--explain"], "--explain"),
        (["--no-such-option"], "No such option"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_to_do(article, options, words, capsys):
    assert run(["read", article, *options]) == 2
    out, err = capsys.readouterr()

    assert out == ""
    assert words in err


def test_no_source_and_no_such_verb_are_wrong_use(capsys):
    assert run(["read"]) == 2
    assert run(["rede"]) == 2


def test_another_language_is_refused_with_those_available(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text("De regering heeft gezegd dat zij niet met het land zal onderhandelen over een nieuw verdrag.")

    assert run(["read", str(file)]) == 1
    assert "seems to be in 'nl'" in capsys.readouterr().err


def test_too_short_to_tell_asks_for_the_language(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text("Iran.")

    assert run(["read", str(file)]) == 1
    assert "--language" in capsys.readouterr().err


def test_a_dateline_serves_as_the_date_and_the_table_says_so(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text(f"Pyongyang denies arms sales\n\nTuesday, November 8, 2022\n\n{ENGLISH}")

    assert run(["read", str(file)]) == 0
    assert "published 2022-11-08 (dateline)" in capsys.readouterr().out


def test_a_file_can_be_written_and_a_folder_cannot(article, tmp_path, capsys):
    assert run(["read", article, *DATED, "--format", "jsonl", "-o", str(tmp_path / "out.jsonl")]) == 0
    assert json.loads((tmp_path / "out.jsonl").read_text().splitlines()[0])["language"] == "en"
    assert run(["read", article, *DATED, "-o", str(tmp_path)]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_loopback_address_is_refused_unless_allowed(site, capsys):
    site.pages["/"] = (200, {"Content-Type": "text/plain"}, ENGLISH.encode())

    assert run(["read", site.url()]) == 1
    assert "--allow-private" in capsys.readouterr().err
    assert run(["read", site.url(), "--allow-private", *DATED, "--format", "jsonl"]) == 0


def test_a_fault_inside_is_told_without_a_traceback(article, monkeypatch, capsys):
    def fault(*_, **__):
        raise KeyError("x")

    monkeypatch.setattr("detente.intake.read_source", fault)

    assert run(["read", article]) == 1
    assert "please report it" in capsys.readouterr().err


def test_an_interruption_is_quiet(article, monkeypatch, capsys):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("detente.intake.read_source", interrupt)

    assert run(["read", article]) == 130
    assert capsys.readouterr().err.strip() == ""


# --- a process of its own ---------------------------------------------------------------------------------------------------------


def test_standard_input_is_read_and_utf8_goes_out():
    done = detente_run("read", "-", *DATED, "--format", "jsonl", stdin=ENGLISH.encode("utf-16"))

    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8").startswith('{"id":')


def test_a_closed_pipe_is_quiet(article):
    code = "from detente.cli import main; main()"
    command = f"{sys.executable} -c '{code}' read {' '.join([article] * 3)} {' '.join(DATED)} --format jsonl | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=120)

    assert done.stderr == b""


def test_help_is_quick_and_loads_nothing_heavy():
    code = (
        "import sys, detente.cli as c\ntry: c.run(['read', '--help'])\nfinally:\n"
        " heavy = {'trafilatura', 'numpy', 'lxml', 'urllib3', 'rich'} & set(sys.modules)\n print(heavy or 'light', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60)

    assert done.stderr.strip() == "light"


# --- bad input --------------------------------------------------------------------------------------------------------------------


def read_bytes(data: bytes, tmp_path: Path, *options: str) -> int:
    file = tmp_path / "bad.txt"
    file.write_bytes(data)
    return run(["read", str(file), *DATED, "--language", "en", "--format", "jsonl", *options])


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", 1, "is empty"),
        (bytes(range(256)) * 100, 1, "is no text"),
        ("Pr\u00e9sident Macron met Chancellor Scholz at the \u00c9lys\u00e9e in Paris.".encode("latin-1"), 0, "load.encoding"),
        (b"!!! ??? ... 12 34 --- ***", 0, "load.no-sentence"),
        (b"Iran attacked\x00\x01", 1, "is no text"),
        (b"Iran at\x07tacked Iraq on Monday, officials in Teh\x08ran said late at night.", 0, "load.control-characters"),
    ],
)
def test_bad_files_end_in_a_notice_or_an_error(data, code, words, tmp_path, capsys):
    assert read_bytes(data, tmp_path) == code
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        "\u202eIran attacked Iraq.\u202c \u2066Iraq denied it.\u2069",
        "\u0625\u064a\u0631\u0627\u0646 \u0647\u0627\u062c\u0645\u062a \u0627\u0644\u0639\u0631\u0627\u0642. Iran attacked Iraq.",
        "\u200b\u200b\ufeffIran\u00a0attacked\u2028Iraq\u2029.",
        "I\u0301\u0302\u0303" * 200 + "ran attacked Iraq.",
        "((((((((((" * 300 + "Iran attacked Iraq" + "))))))))))" * 300,
        '"' * 3001 + "Iran attacked Iraq.",
        "\u201cIran \u2018attacked \u201cIraq \u2018said " * 400,
        "Iran. " * 3000,
        "\n" * 5000 + "Iran attacked Iraq." + "\n" * 5000,
        "a" * 200_000,
        "1" * 20_000 + " January " + "9" * 20_000,
    ],
)
def test_strange_texts_are_read_with_spans_that_quote_them(text, tmp_path, capsys):
    assert read_bytes(text.encode(), tmp_path) == 0
    stored = text.removeprefix("\ufeff")
    for line in capsys.readouterr().out.splitlines():
        trigger = json.loads(line)["trigger"]

        assert stored[trigger["start"] : trigger["end"]] == trigger["text"]


def test_more_than_fifty_megabytes_are_refused_without_reading_them(tmp_path, capsys):
    file = tmp_path / "large.txt"
    with file.open("wb") as out:
        out.truncate(50_000_001)

    assert run(["read", str(file), "--language", "en"]) == 1
    assert "larger than 50 MB" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["Iran attacked Iraq and", "the minister of", "Iran, Iraq,", "said that Iran", "tidak"])
def test_one_sentence_without_end_takes_time_in_proportion_to_its_length(words, tmp_path, capsys):
    short, long = (bounded_time(words, count, tmp_path) for count in (4_000, 12_000))

    assert long < 6 * max(short, 0.5)


def test_one_sentence_of_100_000_words_is_read(tmp_path, capsys):
    assert bounded_time("the minister of foreign affairs", 100_000, tmp_path) < 100


def bounded_time(words: str, count: int, tmp_path: Path) -> float:
    start = time.process_time()
    text = " ".join((words.split() * count)[:count]) + "."

    assert read_bytes(text.encode(), tmp_path) == 0
    return time.process_time() - start


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400), st.sampled_from(["en", "id"]))
def test_any_string_gives_a_reading_whose_spans_quote_the_text(text, language):
    check_spans(detente.read(text, published="2022-11-08", language=language), text)


PIECES = st.sampled_from(
    ["Iran", "Irak", "Russia", "Rusia", "attacked", "menyerang", "denied", "membantah", "said", "mengatakan", "that", "bahwa", "on", "pada", "Monday", "Senin", "2022", ",", ".", "“", "”", "(", ")", "not", "tidak", "its", "nya", "President", "Presiden", "Putin", "will", "akan", "\n", "the", "kedua", "negara", "-", ":", ";", "'", "5", "million", "with", "dengan", "to", "ke", "Kim-Jong", "é", "😀", "�"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60), st.sampled_from(["en", "id"]), st.sampled_from([" ", ""]))
def test_any_string_of_news_words_gives_a_reading_whose_spans_quote_the_text(words, language, joiner):
    text = joiner.join(words)
    check_spans(detente.read(text, published="2022-11-08", language=language), text)


def check_spans(reading: detente.Reading, text: str) -> None:
    for claim in reading:
        assert text[claim.trigger_start : claim.trigger_end] == claim.trigger_text
        assert 0 <= claim.sentence_start <= claim.trigger_start < claim.trigger_end <= claim.sentence_end <= len(text)
        for party in (*claim.actors, *claim.recipients, *claim.speakers, *claim.via):
            assert party.start == party.end == -1 or text[party.start : party.end] == party.text
