"""What is kept of a claim: whose word it is, and what its sentence can be known again by in any language."""

import datetime as dt

import detente
from detente.assembly import tell
from detente.language import load_pack
from detente.records import Told
from detente.records.told_wire import told_from_dict, told_to_dict

LEARNED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def rows(text: str, language: str, published: str = "2022-11-09") -> tuple[Told, ...]:
    reading = detente.read(text, published=published, language=language, publisher="Our Paper")
    return tell(reading, load_pack(language), learned=LEARNED, origin="first")


def marks(text: str, language: str) -> set[str]:
    return {mark for row in rows(text, language) for mark in row.marks}


def test_the_same_deed_has_the_same_marks_in_both_languages():
    assert marks("North Korea supplied Russia with artillery shells.", "en") == {"deed:supply", "kind:weapons", "thing:shells"}
    assert marks("Korea Utara memasok peluru artileri kepada Rusia.", "id") == {"deed:supply", "kind:weapons", "thing:shells"}


def test_two_deeds_of_one_sentence_have_marks_of_their_own():
    found = {row.claim.trigger_text: row.marks for row in rows("Pakistan shot down an Indian MiG-21 and captured its pilot.", "en")}

    assert "deed:shoot-down" in found["shot down"]
    assert "object:pilot" not in found["shot down"]
    assert "name:mig-21" not in found["captured"]


def test_a_date_is_no_mark_and_neither_is_a_state_where_it_happened():
    found = marks("Indian warplanes bombed a camp in Pakistan on 26 February 2019.", "en")

    assert not any(mark.startswith(("number:", "place:")) for mark in found)


def test_a_row_says_who_told_it_and_what_limits_it():
    text = "Shells for Moscow\n\nSEOUL, Nov 8 (Reuters) - The United States accused North Korea of supplying Russia with artillery shells. The report could not be independently verified.\n"
    row = next(row for row in rows(text, "en") if row.claim.type == "AID")

    assert (row.said, row.learned, row.origin, row.publisher, row.credit) == (dt.date(2022, 11, 9), LEARNED, "first", "Our Paper", "Reuters")
    assert row.accusing
    assert not row.headline
    assert row.caveats == ("unverified",)


def test_a_row_is_the_same_after_a_way_through_plain_values():
    for row in rows("North Korea denied on Tuesday that it had sent 11,000 soldiers to Russia.", "en"):
        assert told_to_dict(told_from_dict(told_to_dict(row))) == told_to_dict(row)
        assert told_from_dict(told_to_dict(row)).quantities == row.quantities
