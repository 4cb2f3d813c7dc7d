"""Tables are read with their line numbers, and an error in one says where it is and what was expected."""

import pytest

from detente.errors import ResourceError
from detente.language.tables import read_table

HEADER = "id\tlemma\tpos\teffect\tnote"
GOOD = "will\twill|shall\tparticle\tfuture\t"


def read(tmp_path, *lines, table="modality"):
    path = tmp_path / f"{table}.tsv"
    path.write_bytes("\n".join(lines).encode())
    return read_table(path, table, f"xx/{table}.tsv")


def test_rows_have_cells_by_name_and_know_their_line(tmp_path):
    (row,) = read(tmp_path, "# a comment", HEADER, "", GOOD, "")

    assert (row["id"], row["effect"], row["note"], row.where) == ("will", "future", "", "xx/modality.tsv:4")
    assert row.items("lemma") == ("will", "shall")
    assert row.items("note") == ()


def test_trailing_cells_may_be_missing_and_lines_may_end_as_on_windows(tmp_path):
    (row,) = read(tmp_path, HEADER + "\r", "will\twill\tparticle\tfuture\r")

    assert (row["effect"], row["note"]) == ("future", "")


def test_a_table_without_rows_is_empty(tmp_path):
    assert read(tmp_path, HEADER) == ()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["id\tlemma\tpos"], "xx/modality.tsv:1: columns must be id lemma pos effect note; got id lemma pos"),
        (["# note", "", "lemma\tid\tpos\teffect\tnote"], "xx/modality.tsv:3: columns must be"),
        ([HEADER, GOOD, "a\tb\tparticle\tfuture\tnote\tmore"], "xx/modality.tsv:3: 5 cells expected, got 6; look for a stray tab"),
        ([HEADER, "a\t\tparticle\tfuture"], "xx/modality.tsv:2: lemma is empty; every row needs one"),
        ([HEADER, "a\tb\tverb\tfuture"], "xx/modality.tsv:2: pos 'verb' is not one of v, i, n, a, particle"),
        ([HEADER, "a\tb\tv|verb\tfuture"], "xx/modality.tsv:2: pos 'verb' is not one of"),
        ([HEADER, "a\tb\tv\tsoon"], "xx/modality.tsv:2: effect 'soon' is not one of negation, future"),
        ([HEADER, "A b\tb\tv\tfuture"], "xx/modality.tsv:2: id 'A b' does not look like"),
        ([HEADER, GOOD, "# between", GOOD], "xx/modality.tsv:4: id 'will' stands twice; first at xx/modality.tsv:2"),
    ],
)
def test_an_error_names_file_and_line_and_what_was_expected(tmp_path, lines, message):
    with pytest.raises(ResourceError) as caught:
        read(tmp_path, *lines)

    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("table", "lines", "message"),
    [
        ("events", ["id\tlemma\tpos\tframe\ttheme\ttype\tmode\tcameo\tflags\tcontexts\texample\texpect", "a\tb\tv\t\t\tWAR"], "type 'WAR' is not one of AGREE"),
        ("events", ["id\tlemma\tpos\tframe\ttheme\ttype\tmode\tcameo\tflags\tcontexts\texample\texpect", "a\tb\tv\t\t\tAID\t\tx"], "cameo 'x' does not look"),
        ("reporting", ["id\tlemma\tpos\tstance\tcertainty\tauthor\tkind\tframe\tnote", "a\tb\tv\tsays\tcertain\tneutral\tspeech"], "stance 'says' is not one of asserts"),
        ("sets", ["id\twords", "a\tb", "a\tc"], "id 'a' stands twice"),
        ("plover/scores", ["event\tmode\tscore", "AID\t\tten"], "score 'ten' does not look like"),
    ],
)  # fmt: skip
def test_every_table_has_its_own_columns_and_values(tmp_path, table, lines, message):
    path = tmp_path / "table.tsv"
    path.write_text("\n".join(lines))

    with pytest.raises(ResourceError, match=message):
        read_table(path, table, "xx/table.tsv")
