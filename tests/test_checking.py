"""Tables of the user's own: they go before detente's, and what is wrong in them is told with file and line."""

import os
import re
import shutil
from pathlib import Path

import pytest
from own_tables import ACTORS, BODIES, EVENTS, NEWSROOM, PERSONS, SENTENCES, SETS, write_tables

import detente
from detente.checking import check_tables, open_tables
from detente.language import available_languages, load_pack, resource_folder

DAY = "2024-05-16"
TAGS = ("en", "id")
CONDEMNED = {"en": "Japan condemned Russia on Monday.", "id": "Jepang mengecam Rusia pada Senin."}


def parties(claim):
    return "+".join(p.entity.code for p in claim.actors) + ">" + "+".join(p.entity.code for p in claim.recipients)


def row_of(tag, text):
    """The id of the row of `events.tsv` that decided a sentence with one claim."""
    (claim,) = detente.read(text, language=tag, published=DAY)
    return next(entry.partition("/")[2] for entry in claim.because if entry.startswith("events:"))


@pytest.mark.parametrize("tag", TAGS)
def test_own_actors_and_verbs_are_read(tag, tmp_path):
    folder = write_tables(tmp_path, NEWSROOM)
    text, reason = SENTENCES[tag]
    (claim,) = detente.read(text, language=tag, published=DAY, tables=folder)

    assert (claim.type, parties(claim), claim.contexts[0]) == ("COERCE", "COD.EAGLES>BDI", "environment")
    assert (claim.actors[0].entity.name, claim.actors[0].entity.sector) == ("Kivu Eagles", "REB")
    assert reason in claim.because


@pytest.mark.parametrize("tag", TAGS)
def test_without_them_detente_reads_as_before(tag, tmp_path):
    text, reason = SENTENCES[tag]
    before = detente.read(text, language=tag, published=DAY).to_dicts()
    detente.read(text, language=tag, published=DAY, tables=write_tables(tmp_path, NEWSROOM))

    assert detente.read(text, language=tag, published=DAY).to_dicts() == before
    assert not any(reason in claim["because"] for claim in before)


@pytest.mark.parametrize("tag", TAGS)
def test_a_row_with_the_id_of_another_takes_its_place(tag, tmp_path):
    text = CONDEMNED[tag]
    name = row_of(tag, text)
    (ours,) = (row for row in load_pack(tag).rows("events") if row["id"] == name)
    row = "\t".join((name, ours["lemma"], ours["pos"], ours["frame"], ours["theme"], "THREATEN"))
    folder = write_tables(tmp_path, {f"{tag}/events.tsv": [EVENTS, row]})

    assert [claim.type for claim in detente.read(text, language=tag, published=DAY)] == ["ACCUSE"]
    assert [claim.type for claim in detente.read(text, language=tag, published=DAY, tables=folder)] == ["THREATEN"]
    assert check_tables(folder).tables.replaced(tag, "events") == (name,)


@pytest.mark.parametrize("tag", TAGS)
def test_between_equal_rows_the_own_one_decides(tag, tmp_path):
    text = CONDEMNED[tag]
    (ours,) = (row for row in load_pack(tag).rows("events") if row["id"] == row_of(tag, text))
    row = "\t".join(("of-our-own", ours["lemma"], ours["pos"], ours["frame"], ours["theme"], "REJECT"))
    folder = write_tables(tmp_path, {f"{tag}/events.tsv": [EVENTS, row]})

    assert [claim.type for claim in detente.read(text, language=tag, published=DAY, tables=folder)] == ["REJECT"]


@pytest.mark.parametrize("tag", TAGS)
def test_own_names_go_before_ours(tag, tmp_path):
    files = {f"{tag}/actors.tsv": [ACTORS, "harimau\tLKA.LTTE\tbody\tREB\tRusia|Russia"]}
    (claim,) = detente.read(CONDEMNED[tag], language=tag, published=DAY, tables=write_tables(tmp_path, files))

    assert parties(claim) == "JPN>LKA.LTTE"


def test_own_persons_hold_their_offices(tmp_path):
    files = {"actors/persons.tsv": [PERSONS, "lena-vos\tLena Vos\t\t\tNLD\tGOV\tforeign minister\t2024-01-01\t\t1\t\town"]}
    folder = write_tables(tmp_path, files)
    (claim,) = detente.read("Lena Vos condemned Iran on Monday.", language="en", published=DAY, tables=folder)
    (pair,) = claim.actors

    assert (pair.entity.code, pair.entity.sector, pair.entity.name) == ("NLD", "GOV", "Lena Vos")


def test_given_pairs_are_coded_with_own_tables(tmp_path):
    folder = write_tables(tmp_path, NEWSROOM)
    claim = detente.code("Gorvia dumped sludge in Meldania.", source="Gorvia", target="Meldania", language="en", tables=folder)

    assert claim is not None
    assert "events:en/dump" in claim.because


def test_a_changed_file_is_read_anew(tmp_path):
    folder = write_tables(tmp_path, NEWSROOM)
    text, _ = SENTENCES["en"]
    first = detente.read(text, language="en", published=DAY, tables=folder)
    assert open_tables(folder) is open_tables(folder)
    path = tmp_path / "en" / "events.tsv"
    path.write_text(path.read_text().replace("COERCE", "ASSAULT"))
    os.utime(path, (1, 1))

    assert [claim.type for claim in first] == ["COERCE"]
    assert [claim.type for claim in detente.read(text, language="en", published=DAY, tables=folder)] == ["ASSAULT"]


def test_a_sound_folder_has_no_fault(tmp_path):
    checked = check_tables(write_tables(tmp_path, NEWSROOM))

    assert (checked.faults, checked.examples) == ((), 2)


@pytest.mark.parametrize(
    ("name", "lines", "message"),
    [
        ("en/events.tsv", ["id\tlemma"], ":1: columns must be id lemma pos frame"),
        ("en/events.tsv", [], ":1: the header is missing; columns must be id lemma"),
        ("id/events.tsv", [EVENTS, "x\ty\tv\t\t\tWAR"], ":2: type 'WAR' is not one of AGREE, CONSULT"),
        ("id/events.tsv", [EVENTS, "", "x\ty\tv\tsubj=boss\t\tAID"], ":3: frame part 'subj=boss' must be slot=role"),
        ("en/events.tsv", [EVENTS, "x\ty\tv\tTo=actor\t\tAID"], ":2: slot 'To' is none of agent, appos"),
        ("en/events.tsv", [EVENTS, "x\ty\tv\t\tobj\tAID"], ":2: theme part 'obj' must be slot:@set"),
        ("en/events.tsv", [EVENTS, "x\ty\tv\t\tobj:@frogs\tAID"], ":2: no set '@frogs' in sets.tsv; sets: "),
        ("en/events.tsv", [EVENTS, "x\ty\tv\t\t\tAID\tdemo"], ":2: mode 'demo' is none of AID; its modes are "),
        ("en/events.tsv", [EVENTS, "x\ty\tv\t\t\tAID\t\t999"], ":2: cameo '999' is no code of CAMEO"),
        ("en/events.tsv", [EVENTS, "x\ty\tv\t\t\tAID\t\t\t\tfrogs"], ":2: contexts 'frogs' is not one of asylum"),
        ("en/events.tsv", [EVENTS, "x\ty\tv\t\t\tAID\t\t\t\t\tRussia ys Iran."], ":2: example and expect belong together"),
        ("en/events.tsv", [EVENTS, "x\ty\tv\t\t\tAID\t\t\t\t\tRussia ys Iran.\tRUS"], ":2: expect 'RUS' must be actors>recipients"),
        (
            "en/events.tsv",
            [EVENTS, "x\tgarble\tv\t\t\tAID\t\t\t\t\tRussia attacked Iran.\tRUS>IRN"],
            ":2: example must give AID RUS>IRN by this row; got ASSAULT RUS>IRN by events:en/attack",
        ),
        ("en/events.tsv", [EVENTS, "x\ty\tv\t\t\tAID", "x\tz\tv\t\t\tAID"], ":3: id 'x' stands twice; first at "),
        ("id/actors.tsv", [ACTORS, "x\tUKRN\tbody\tREB\tFoo"], ":2: code 'UKRN' is no state and no body of the tables"),
        ("id/actors.tsv", [ACTORS, "x\tUKR.FOO\tbody\tFROG\tFoo"], ":2: sector 'FROG' is not one of GOV"),
        ("actors/bodies.tsv", [BODIES, "XXQ.FOO\tFoo\tREB\t\t\town"], ":2: code 'XXQ.FOO' must begin with a state or body"),
        ("actors/bodies.tsv", [BODIES, "UKR.FOO\tFoo\tREB"], ":2: source is empty; every row needs one"),
        ("actors/persons.tsv", [PERSONS, "a\tA B\t\t\tUKR\t\t\t2024-02-31\t\t\t\town"], ":2: since '2024-02-31' is no day of the calendar"),
        ("id/irregular.tsv", ["lemma\tpos\tvoice\ttense\tform", "a\tq\t\t\tb"], ":2: pos 'q' is not one of v, n, a"),
        ("id/inflection.tsv", ["pos\tvoice\ttense\tmatch\treplace", "v\tactive\t\t(\tx"], ":2: match '(' is no regular expression"),
        ("en/evnets.tsv", [EVENTS], ": no such table; en may hold inflection, irregular"),
        ("actors/bodys.tsv", [BODIES], ": no such table; actors may hold states, bodies, organs, persons"),
        ("plover/scores.tsv", ["event\tmode\tscore"], ": 'plover' is no language that is read, nor actors or places; languages: en, id"),
        ("events.tsv", [EVENTS], ": stands in no folder; put it into that of a language (en, id) or into actors"),
    ],
)
def test_a_fault_names_file_and_line_and_what_was_expected(name, lines, message, tmp_path):
    folder = write_tables(tmp_path / "mine", {name: lines})
    (fault,) = check_tables(folder).faults

    assert fault.startswith(f"{folder}/{name}{message}")


def test_every_fault_is_told_in_the_order_of_files_and_lines(tmp_path):
    files = {
        "en/events.tsv": [EVENTS, "x\ty\tv\t\t\tWAR", *("" for _ in range(9)), "A b\t\tq\t\t\tAID"],
        "en/sets.tsv": [SETS, "a"],
        "actors/bodies.tsv": [BODIES, "x"],
    }
    folder = write_tables(tmp_path, files)
    places = [fault.removeprefix(f"{folder}/").split(": ")[0] for fault in check_tables(folder).faults]

    assert places == ["actors/bodies.tsv:2"] * 3 + ["en/events.tsv:2"] + ["en/events.tsv:12"] * 3 + ["en/sets.tsv:2"]


def test_reading_stops_at_the_first_fault_and_says_how_many_there_are(tmp_path):
    folder = write_tables(tmp_path, {"en/events.tsv": [EVENTS, "x\ty\tv\t\t\tWAR", "y\ty\tv\t\t\tWAR"]})

    with pytest.raises(detente.ResourceError, match=r"en/events.tsv:2: type 'WAR' .* \(1 more: detente tables check "):
        detente.read("Russia attacked Iran.", language="en", tables=folder)


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path):
    folder = write_tables(tmp_path, {"id/sets.tsv": [SETS, "a\tb"]})
    (tmp_path / "id" / "sets.tsv").write_bytes(b"id\twords\na\tcaf\xe9\n")

    assert check_tables(folder).faults == (f"{folder}/id/sets.tsv:2: the file is not UTF-8; save it as UTF-8, separated by tabs",)


def test_a_mark_of_byte_order_as_spreadsheets_write_it_is_no_fault(tmp_path):
    folder = write_tables(tmp_path, {"id/sets.tsv": ["\ufeff" + SETS, "a\tb"]})

    assert check_tables(folder).faults == ()


def test_a_folder_without_tables_is_a_fault_and_none_at_all_wrong_use(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing here")

    assert check_tables(str(tmp_path)).faults[0].startswith(f"{tmp_path}: holds no table")
    with pytest.raises(detente.UsageError, match="no such folder; give one that holds tables"):
        check_tables(str(tmp_path / "none"))


def test_the_example_of_the_documentation_is_sound(tmp_path):
    guide = (Path(__file__).resolve().parent.parent / "docs" / "tables.md").read_text(encoding="utf-8")
    files = dict(re.findall(r"^`mine/(.*?)`\n```\n(.*?)\n```$", guide, re.MULTILINE | re.DOTALL))
    checked = check_tables(write_tables(tmp_path, {name: text.split("\n") for name, text in files.items()}))

    assert set(files) == {"actors/bodies.tsv", "en/sets.tsv", "en/events.tsv"}
    assert (checked.faults, checked.examples) == ((), 1)


def test_the_tables_of_detente_pass_the_checks_that_those_of_users_must_pass(tmp_path):
    for tag in available_languages():
        (tmp_path / tag).mkdir()
        for path in (resource_folder() / "lang" / tag).glob("*.tsv"):
            shutil.copy(path, tmp_path / tag)
    for name in ("actors", "places"):
        shutil.copytree(resource_folder() / name, tmp_path / name)

    assert open_tables(tmp_path).faults == ()
