"""Files and standard input become drafts, or say clearly why not."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import SourceError
from detente.load import Draft, Limits, load_source
from detente.load.encoding import decode
from detente.load.source import load_bytes
from detente.load.text import strip_marks

PROSE = "Iran membantah tuduhan itu. \u201cTidak benar,\u201d kata Teheran."


def load(source: Path | str, **limits: int) -> Draft:
    return load_source(str(source), limits=Limits(**limits), stdin=io.BytesIO(b"Piped in."))


def codes(draft: Draft) -> list[str]:
    return [notice.code for notice in draft.notices]


def test_a_plain_text_is_stored_as_it_stands(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"One.\r\nTwo.\rThree.\n")

    assert load(file).text == "One.\nTwo.\nThree.\n"


def test_a_dash_reads_standard_input():
    assert (load("-").text, load("-").name) == ("Piped in.", "standard input")


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("utf-32", []), ("utf-16-le", ["load.encoding"]), ("utf-16-be", ["load.encoding"])],
)
def test_unicode_in_every_dress_reads_the_same(encoding, told):
    text, notices = decode(PROSE.encode(encoding), name="a.txt")

    assert text == PROSE
    assert [notice.code for notice in notices] == told


def test_another_encoding_is_guessed_and_the_notice_says_which():
    long = "Le président et les ministres se sont réunis à Genève et la délégation iranienne a dénoncé l\u2019attaque. " * 5
    text, notices = decode(long.encode("cp1252"), name="a.txt")

    assert text == long
    assert notices[0].message == "not UTF-8; read as cp1252"


def test_cyrillic_in_an_old_encoding_is_guessed():
    text = "\u041c\u043e\u0441\u043a\u0432\u0430 \u043e\u0442\u0432\u0435\u0440\u0433\u043b\u0430 \u044d\u0442\u0438 \u043e\u0431\u0432\u0438\u043d\u0435\u043d\u0438\u044f. " * 10

    assert decode(text.encode("cp1251"), name="a.txt")[0] == text


def test_control_characters_become_spaces_one_for_one():
    text, notices = decode(b"Iran\x07 de\x1bnied that it had seized the ship.", name="a.txt")

    assert text == "Iran  de nied that it had seized the ship."
    assert notices[0].code == "load.control-characters"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "is no text"),
        (bytes(range(1, 32)) * 50, "is no text"),
        (b"\xff\xfe\x00\xd8x", "damaged"),
        (b"\xef\xbb\xbf\xff", "damaged"),
        (b"<html><body></body></html>", "no article"),
        (b"<!doctype html>", "no"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(tmp_path, data, message):
    file = tmp_path / "a.txt"
    file.write_bytes(data)

    with pytest.raises(SourceError, match=message):
        load(file)


def test_a_missing_file_a_folder_and_an_impossible_name_are_refused(tmp_path):
    for source, message in ((tmp_path / "none.txt", "no such file"), (tmp_path, "is a folder"), ("a\0b", "cannot be read"), ("x" * 5000, "x")):
        with pytest.raises(SourceError, match=message):
            load(source)


def test_a_file_larger_than_the_limit_is_refused_before_it_is_read_whole(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"Iran denied it. " * 1000)

    with pytest.raises(SourceError, match="larger than"):
        load(file, file_bytes=10_000)


def test_a_long_text_is_cut_at_a_line_and_says_so(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Iran denied it.\n" * 1000)
    draft = load(file, text_chars=1000)

    assert len(draft.text) <= 1000
    assert draft.text.endswith("it.\n")
    assert codes(draft) == ["load.cut"]


def test_markdown_reads_as_prose(tmp_path):
    file = tmp_path / "a.md"
    file.write_text(
        "---\ntitle: Ties resumed\ndate: 2023-03-10\n---\n# Iran **and** Oman\n\n*Iran* [agreed](http://x.org) to snake_case and 2 * 3 * 4.\n\n"
        "> - a quote with `code` ![picture](x.png)\n\n```\nx = 1\n```\nEnd<!-- hidden --> of it.\n"
    )
    draft = load(file)

    assert draft.text == "Iran and Oman\n\nIran agreed to snake_case and 2 * 3 * 4.\n\na quote with code \n\nEnd of it.\n"
    assert (draft.title, str(draft.published), draft.published_basis) == ("Ties resumed", "2023-03-10", "metadata")


@given(st.text(max_size=300))
def test_stripping_marks_never_fails_on_any_text(text):
    strip_marks(text)


@given(st.binary(max_size=400), st.sampled_from(["", ".md", ".html", ".txt"]))
def test_any_bytes_give_a_draft_or_a_source_error(data, suffix):
    try:
        draft = load_bytes(data, name="x", suffix=suffix, limits=Limits())
    except SourceError as error:
        assert str(error).startswith("x: ")
    else:
        assert draft.text.strip()
        draft.text.encode("utf-8")
