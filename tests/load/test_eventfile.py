"""Tables of events from files of every layout, and what is left out of them."""

import gzip
import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import make_claim

from detente.errors import SourceError, UsageError
from detente.load.claimrows import EventRow
from detente.load.eventfile import events_from_rows, load_events
from detente.records.eventtable import table_from_columns
from detente.records.wire import claim_to_dict

ICEWS = "Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Country\n"
GDELT = "GLOBALEVENTID,SQLDATE,Actor1CountryCode,Actor2CountryCode,EventCode,QuadClass\n"
POLECAT = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tQuad Code\tActor Country\tRecipient Country\n"

# layout, header and rows, and the events expected: day, actor, recipient, type, quad
TABLES = [
    ("icews", ICEWS + "1\t2014-03-02\tVladimir Putin\tRussian Federation\tUse force\t190\t-10\tUkraine\tUkraine\n",
     [("2014-03-02", "RUS", "UKR", "190", "material conflict")]),
    ("icews", ICEWS + "2\t2014-03-02\tKim\tNorth Korea\tMeet\t042\t1.9\tXi\tChina\n", [("2014-03-02", "PRK", "CHN", "042", "verbal cooperation")]),
    ("gdelt", GDELT + "7,20231014,ISR,PSE,195,4\n8,20231014,EUR,USA,040,1\n9,20231014,ROM,USA,42,1\n",
     [("2023-10-14", "ISR", "PSE", "195", "material conflict"), ("2023-10-14", "ROU", "USA", "042", "verbal cooperation")]),
    ("polecat", POLECAT + "x\t2022-11-04\tAID\t\tMATERIAL COOPERATION\tPRK\tRUS\n", [("2022-11-04", "PRK", "RUS", "AID", "material cooperation")]),
    ("ours", "date;source;target;type\n2022-11-04;PRK;RUS;SANCTION\n", [("2022-11-04", "PRK", "RUS", "SANCTION", "material conflict")]),
    ("names in Indonesian", "day,actor,recipient,quad\n2022-11-04,Korea Utara,Rusia,2\n",
     [("2022-11-04", "PRK", "RUS", "material cooperation", "material cooperation")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), TABLES, ids=[table[0] for table in TABLES])
def test_tables_of_others_are_read_by_their_headers(tmp_path, name, text, expected):
    path = tmp_path / "events.csv"
    path.write_text(text, encoding="utf-8")

    table, _ = load_events([str(path)])

    told = [table.event(index) for index in range(len(table))]
    assert [(e["day"], e["actor"], e["recipient"], e["type"], e["quad"]) for e in told] == expected


def test_a_raw_file_of_gdelt_has_no_header_and_is_read_all_the_same(tmp_path):
    cells = ["0"] * 58
    cells[0], cells[1], cells[7], cells[17], cells[26], cells[29] = "410", "20140301", "RUS", "UKR", "190", "4"
    path = tmp_path / "20140301.export.CSV.gz"
    path.write_bytes(gzip.compress(("\t".join(cells) + "\n").encode()))

    table, _ = load_events([str(path)])

    assert table.event(0) | {"day": "2014-03-01", "actor": "RUS", "recipient": "UKR", "type": "190", "id": "410"} == table.event(0)


def test_columns_can_be_named(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("when,who,whom,what\n2022-11-04,PRK,RUS,AID\n")

    table, _ = load_events([str(path)], columns={"day": "when", "actor": "who", "recipient": "whom", "type": "what"})

    assert len(table) == 1
    with pytest.raises(UsageError, match=r"--columns day=NAME"):
        load_events([str(path)])
    with pytest.raises(UsageError, match="no column 'whose'"):
        load_events([str(path)], columns={"day": "whose"})


def test_parquet_is_read_like_csv(tmp_path):
    polars = pytest.importorskip("polars")
    path = tmp_path / "events.parquet"
    polars.DataFrame({"day": ["2022-11-04"], "actor": ["PRK"], "recipient": ["RUS"], "type": ["AID"]}).write_parquet(path)

    table, _ = load_events([str(path)])

    assert table.event(0)["actor"] == "PRK"


def test_what_gives_no_event_is_counted_by_reason(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("day,actor,recipient,type,status\n2022-11-04,PRK,,AID,\nsoon,PRK,RUS,AID,\n2022-11-04,PRK,RUS,DANCE,\n2022-11-04,PRK,RUS,AID,x\n")

    table, (notice,) = load_events([str(path)])

    assert len(table) == 0
    assert notice.code == "load.rows-left-out"
    for reason in ("1 one party only", "1 no day", "1 no type that is known", "1 no status that is known"):
        assert reason in notice.message


def written(tmp_path, *claims):
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps({**claim_to_dict(claim), "published": "2022-11-08"}) + "\n" for claim in claims))
    return str(path)


# what several voices make of one event: stance, speakers and certainty of each claim, and the status of the event
VOICES = [
    ([("asserts", True, "probable")], "alleged"),
    ([("asserts", False, "certain")], "reported"),
    ([("asserts", True, "certain"), ("denies", True, "certain")], "disputed"),
    ([("denies", True, "certain")], "denied"),
    ([("asserts", True, "certain"), ("confirms", True, "certain")], "confirmed"),
]


@pytest.mark.parametrize(("voices", "status"), VOICES)
def test_claims_on_one_event_are_one_row_with_their_joint_status(tmp_path, voices, status):
    claim = make_claim()
    claims = [
        make_claim(id=f"c{n}", stance=stance, speakers=claim.speakers if named else (), certainty=certainty)
        for n, (stance, named, certainty) in enumerate(voices)
    ]

    table, notices = load_events([written(tmp_path, *claims)])

    assert [table.event(n)["status"] for n in range(len(table))] == [status]
    assert table.event(0) | {"day": "2022-11-07", "actor": "PRK", "recipient": "RUS", "id": "c0", "row": 1} == table.event(0)
    assert notices == ()


def test_a_shared_event_counts_in_both_directions_and_a_plan_is_announced(tmp_path):
    claim = make_claim()
    meeting = make_claim(type="CONSULT", quad="verbal cooperation", actors=claim.actors + claim.recipients, recipients=(), auxiliary=("future",))

    table, _ = load_events([written(tmp_path, meeting)])

    assert {(table.event(n)["actor"], table.event(n)["recipient"]) for n in range(2)} == {("PRK", "RUS"), ("RUS", "PRK")}
    assert table.event(0)["status"] == "announced"


def test_a_claim_without_a_time_happened_when_it_was_printed(tmp_path):
    table, _ = load_events([written(tmp_path, make_claim(when=None))])

    assert table.event(0)["day"] == "2022-11-08"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text(alphabet=st.sampled_from("day,actor;recipient\ttype\n2022-11-04\"{}RUS190\x1b\u202eé²٣ "), max_size=300), st.sampled_from(["", "day,actor,recipient,type\n"]))
def test_whatever_a_file_holds_it_is_read_or_refused_with_words(tmp_path, text, header):
    path = tmp_path / "any.csv"
    path.write_text(header + text, encoding="utf-8", newline="")

    try:
        table, _ = load_events([str(path)])
    except (SourceError, UsageError) as error:
        assert str(path) in str(error)
    else:
        assert all(name.isprintable() for name in (*table.names, *table.types))


def test_what_a_table_gets_wrong_is_left_out_and_does_no_harm(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(f"day,actor,recipient,type,reports\n9999-01-01,PRK,RUS,AID,1\n2022-11-04,PRK,RUS,AID,{'9' * 40}\n2022-11-04,P\x1b[31mRK,RUS,²,²\n")

    table, (notice,) = load_events([str(path)])

    assert [table.event(n)["reports"] for n in range(len(table))] == [1_000_000]
    assert "1 no day" in notice.message


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)),
       st.sampled_from(["id", "article", "type", "quad", "actors", "recipients", "auxiliary", "stance", "speakers", "certainty", "when", "published"]))  # fmt: skip
def test_a_damaged_claim_costs_one_line(tmp_path_factory, value, field):
    path = tmp_path_factory.mktemp("claims") / "claims.jsonl"
    good = claim_to_dict(make_claim())
    path.write_text(json.dumps(good) + "\n" + json.dumps({**good, "article": "other", field: value}) + "\n[1]\n")

    table, _ = load_events([str(path)])

    assert "c1" in {table.event(n)["id"] for n in range(len(table))}


def test_half_a_compressed_file_says_that_it_is_damaged(tmp_path):
    path = tmp_path / "events.csv.gz"
    path.write_bytes(gzip.compress(b"day,actor,recipient,type\n" + b"2022-11-04,PRK,RUS,AID\n" * 5000)[:80])

    with pytest.raises(SourceError, match=r"events.csv.gz: is damaged"):
        load_events([str(path)])


@pytest.mark.parametrize(("name", "text"), [("e.csv", ""), ("e.jsonl", "{\"a\": 1}\n"), ("e.parquet", "no"), ("none.csv", None)])
def test_what_cannot_be_read_says_so(tmp_path, name, text):
    path = tmp_path / name
    if text is not None:
        path.write_text(text)

    with pytest.raises(SourceError, match=name):
        load_events([str(path)])


@given(st.lists(st.tuples(st.integers(0, 20000), st.sampled_from("DBCA"), st.sampled_from("ZYX"), st.sampled_from(["AID", "ASSAULT"])), max_size=20))
def test_rows_and_columns_make_the_same_table(rows):
    made = events_from_rows(EventRow(day, a, b, kind, 2, "alleged", 3, n, "") for n, (day, a, b, kind) in enumerate(rows, 1))
    day, actor, recipient, kind = zip(*rows, strict=True) if rows else ((), (), (), ())
    same = table_from_columns(
        day=np.array(day, np.int64), actor=actor, recipient=recipient, type=kind, quad=[2] * len(rows), status=["alleged"] * len(rows),
        reports=[3] * len(rows),
    )  # fmt: skip

    assert [made.event(n) for n in range(len(made))] == [same.event(n) for n in range(len(same))]
    assert (made.names, made.types) == (same.names, same.types)


@pytest.mark.parametrize(("column", "said"), [({"quad": ["friendly"]}, "friendly"), ({"status": ["rumoured"]}, "rumoured"), ({"quad": [7]}, "7"),
                                              ({"actor": ["A", "B"]}, "differ in length")])  # fmt: skip
def test_columns_that_make_no_sense_are_refused(column, said):
    columns = {"day": ["2022-11-04"], "actor": ["PRK"], "recipient": ["RUS"], "type": ["AID"], "quad": [2]} | column

    with pytest.raises(ValueError, match=said):
        table_from_columns(**columns)
