"""`detente.code`: the claim that a text makes about two spans of the caller's own."""

import pytest

import detente
from detente.coding import SOURCE, TARGET
from detente.errors import DetenteError, UnknownLanguage, UsageError

RAID = "Gorvia attacked Meldania on Friday."


def sides(claim):
    return [p.entity.code for p in claim.actors], [p.entity.code for p in claim.recipients]


@pytest.mark.parametrize(
    ("text", "source", "target", "language", "kind", "actors", "recipients"),
    [
        (RAID, "Gorvia", "Meldania", "en", "ASSAULT", [SOURCE], [TARGET]),
        (RAID, "Meldania", "Gorvia", "en", "ASSAULT", [TARGET], [SOURCE]),
        ("Meldania was attacked by Gorvia.", "Gorvia", "Meldania", "en", "ASSAULT", [SOURCE], [TARGET]),
        ("Russia sent shells to Meldania.", "Russia", "Meldania", "en", "AID", [SOURCE], [TARGET]),
        ("Gorvia menyerang Meldania.", "Gorvia", "Meldania", "id", "ASSAULT", [SOURCE], [TARGET]),
        ("Meldania diserang oleh Gorvia.", "Gorvia", "Meldania", "id", "ASSAULT", [SOURCE], [TARGET]),
        ("Meldania mengecam Gorvia.", "Meldania", "Gorvia", "id", "ACCUSE", [SOURCE], [TARGET]),
    ],
)
def test_the_claim_about_two_spans(text, source, target, language, kind, actors, recipients):
    claim = detente.code(text, source=source, target=target, language=language)

    assert claim.type == kind
    assert sides(claim) == (actors, recipients)


def test_the_parties_are_called_as_the_caller_called_them():
    claim = detente.code(RAID, source="Gorvia", target="Meldania", language="en")

    assert [(p.entity.name, p.text, RAID[p.start : p.end]) for p in (*claim.actors, *claim.recipients)] == [
        ("Gorvia", "Gorvia", "Gorvia"),
        ("Meldania", "Meldania", "Meldania"),
    ]


def test_a_span_or_several_say_where():
    by_span = detente.code(RAID, source=(0, 6), target=(16, 24), language="en")
    by_spans = detente.code(RAID, source=[(0, 6)], target=[(16, 24)], language="en")

    assert by_span == by_spans == detente.code(RAID, source="Gorvia", target="Meldania", language="en")


def test_of_several_claims_the_one_between_the_two_is_given():
    text = "Gorvia condemned Peru. Gorvia attacked Meldania. Meldania praised Chad."

    assert detente.code(text, source="Gorvia", target="Meldania", language="en").type == "ASSAULT"


def test_a_claim_the_other_way_round_comes_before_one_without_the_target():
    claim = detente.code("Gorvia condemned Peru. Meldania attacked Gorvia.", source="Gorvia", target="Meldania", language="en")

    assert sides(claim) == ([TARGET], [SOURCE])


def test_a_text_that_says_nothing_of_either_gives_none():
    assert detente.code("Gorvia lies beside Meldania. Russia attacked Ukraine.", source="Gorvia", target="Meldania", language="en") is None


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("Atlantis", "'Atlantis' does not stand in the text; give words of the text or a span"),
        ("", "'' does not stand in the text"),
        ((0, 999), r"the span \(0, 999\) does not lie in a text of 35 characters; give \(start, end\)"),
        ((6, 6), "does not lie in a text"),
        ((-3, 2), "does not lie in a text"),
        ((3,), "does not lie in a text"),
    ],
)
def test_a_span_that_is_not_there_is_refused(source, message):
    with pytest.raises(UsageError, match=message):
        detente.code(RAID, source=source, target="Meldania", language="en")


def test_an_unknown_language_is_refused():
    with pytest.raises(UnknownLanguage) as caught:
        detente.code(RAID, source="Gorvia", target="Meldania", language="xx")

    assert isinstance(caught.value, DetenteError)


def test_a_party_that_is_not_named_is_given_as_none():
    claim = detente.code("Brazilian police arrested four smugglers on Monday.", source="Brazilian police", target=None, language="en")
    assert claim is not None
    assert (claim.type, [p.entity.code for p in claim.actors]) == ("COERCE", ["SRC"])


def test_where_the_frames_are_silent_the_second_opinion_says_so():
    claim = detente.code("Gorvia frobbed Meldania with tanks, rockets and artillery.", source="Gorvia", target="Meldania", language="en")

    assert claim is not None
    assert sides(claim) == ([SOURCE], [TARGET])
    assert any(reason.startswith("events:opinion/") for reason in claim.because)
