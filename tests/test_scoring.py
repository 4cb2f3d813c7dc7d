"""The comparison of claims read with claims expected."""

import pytest
from scoring import Counts, score

TEXT = "Iran attacked Iraq in 1980. Iraq denied it."


def gold(**changes):
    claim = {
        "id": "g", "quote": "Iran attacked Iraq", "type": ["ASSAULT"], "actors": ["IRN"], "recipients": ["IRQ"], "reciprocal": False,
        "when": ["1980-01-01", "1980-12-31"], "auxiliary": [], "speakers": [], "stance": "asserts", "certainty": "certain", "required": True,
    }  # fmt: skip
    return {**claim, **changes}


def found(**changes):
    claim = {
        "type": "ASSAULT", "actors": [{"code": "IRN"}], "recipients": [{"code": "IRQ"}], "sentence": {"start": 0, "end": 27},
        "when": {"start": "1980-01-01", "end": "1980-12-31"}, "auxiliary": [], "speakers": [], "stance": "asserts", "certainty": "certain",
    }  # fmt: skip
    return {**claim, **changes}


def test_the_same_claim_is_right_in_everything():
    result = score([gold()], [found()], TEXT)

    assert (result.core, result.loose) == (Counts(1, 0, 0), Counts(1, 0, 0))
    assert set(result.right.values()) == {1}


@pytest.mark.parametrize(
    ("claim", "core", "loose"),
    [
        (found(type="MOBILIZE"), 0, 1),
        (found(type="AID"), 0, 0),
        (found(actors=[{"code": "IRQ"}], recipients=[{"code": "IRN"}]), 0, 0),
        (found(recipients=[]), 0, 1),
        (found(actors=[{"code": "IRN.GOV"}]), 0, 1),
        (found(stance="denies"), 0, 0),
        (found(sentence={"start": 28, "end": 43}), 0, 0),
        (found(when=None), 1, 1),
    ],
)
def test_what_counts_as_core_and_as_loose(claim, core, loose):
    result = score([gold()], [claim], TEXT)

    assert (result.core.hits, result.loose.hits) == (core, loose)


def test_a_reciprocal_event_has_no_sides():
    claim = found(actors=[{"code": "IRQ"}], recipients=[{"code": "IRN"}])

    assert score([gold(reciprocal=True)], [claim], TEXT).core.hits == 1


def test_a_claim_that_need_not_be_found_is_no_loss_and_no_hit():
    assert score([gold(required=False)], [], TEXT).core == Counts(0, 0, 0)
    assert score([gold(required=False)], [found()], TEXT).core == Counts(0, 0, 0)


@pytest.mark.parametrize(
    ("when", "right"),
    [
        ({"start": "1980-06-01", "end": "1980-06-30"}, 1),
        ({"start": "1981-01-01", "end": "1981-12-31"}, 0),
        ({"start": "1970-01-01", "end": "1990-12-31"}, 0),
        (None, 0),
    ],
)
def test_a_time_is_right_where_the_spans_meet_and_it_is_not_far_too_long(when, right):
    assert score([gold()], [found(when=when)], TEXT).right["time"] == right


def test_precision_recall_and_f1():
    counts = Counts(3, 1, 2)

    assert (counts.precision, counts.recall) == (0.75, 0.6)
    assert counts.f1 == pytest.approx(2 / 3)
    assert Counts().f1 == 0


def test_a_quote_that_does_not_stand_once_is_refused():
    with pytest.raises(ValueError, match="exactly once"):
        score([gold(quote="Iraq")], [], TEXT)
