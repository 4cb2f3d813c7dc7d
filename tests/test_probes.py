"""Every probe is read rightly, those that are known to be read wrongly aside; and how a probe is held against a reading."""

import pytest
from probing import compare, faults_of, load_probes, pair_off
from samples import PRK, RUS, USA, make_claim, party

from detente.language import available_languages

LANGUAGES = available_languages()
PROBES = [probe for tag in LANGUAGES for probe in load_probes(tag)]


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.id)
def test_a_probe_gives_the_claims_that_it_asks_for_and_no_others(probe):
    wrong = faults_of(probe)

    assert not wrong, "\n".join([probe.text, *wrong])


@pytest.mark.parametrize("tag", LANGUAGES)
def test_an_open_probe_that_has_come_to_pass_is_moved_to_those_that_must(tag):
    passed = [probe.id for probe in load_probes(tag, still_open=True) if not faults_of(probe)]

    assert passed == [], f"move these lines from tests/cases/probes-open.{tag}.jsonl to tests/cases/probes.{tag}.jsonl"


def test_the_names_of_probes_are_unique():
    names = [probe.id for tag in LANGUAGES for still_open in (False, True) for probe in load_probes(tag, still_open=still_open)]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_there_are_enough_probes_of_many_kinds(tag):
    probes = (*load_probes(tag), *load_probes(tag, still_open=True))

    assert len(probes) >= 150
    assert len({probe.kind for probe in probes}) >= 15


# --- how a probe is held against a reading ------------------------------------------------------------------------------------------


def gold(**changes):
    """What is expected of `samples.make_claim()`."""
    claim = {
        "type": ["AID"], "actors": ["PRK"], "recipients": ["RUS"], "reciprocal": False, "auxiliary": [], "speakers": ["USA"],
        "stance": "asserts", "certainty": "probable",
    }  # fmt: skip
    return {**claim, **changes}


def test_the_claim_expected_and_no_other_is_right():
    assert compare([gold()], [], [make_claim()]) == ()
    assert compare([], [], []) == ()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"type": ["ASSAULT"]}, "type AID"),
        ({"actors": ["CHN"]}, "parties PRK>RUS"),
        ({"actors": ["RUS"], "recipients": ["PRK"]}, "parties PRK>RUS"),
        ({"speakers": []}, "speakers USA"),
        ({"stance": "denies"}, "stance asserts"),
        ({"certainty": "certain"}, "certainty probable"),
        ({"auxiliary": ["future"]}, "auxiliary"),
        ({"when": ["2022-11-14", "2022-11-20"]}, "when 2022-11-07..2022-11-13"),
    ],
)
def test_each_field_counts_and_the_message_names_it(changes, named):
    missed, stray = compare([gold(**changes)], [], [make_claim()])

    assert missed.startswith("missed: ")
    assert f"nearest: {named}" in missed
    assert stray.startswith("not asked for: AID PRK>RUS by USA")


def test_of_several_types_any_will_do():
    assert compare([gold(type=["COOPERATE", "AID"])], [], [make_claim()]) == ()


def test_of_a_reciprocal_event_the_sides_do_not_count():
    assert compare([gold(actors=["RUS", "PRK"], recipients=[], reciprocal=True)], [], [make_claim()]) == ()


def test_a_time_may_be_wider_than_the_one_expected_but_not_by_far():
    assert compare([gold(when=["2022-11-10", "2022-11-10"])], [], [make_claim()]) == ()
    assert compare([gold(when=["2022-11-10", "2022-11-10"])], [], [make_claim(when=None)]) != ()


def test_two_of_a_kind_are_asked_for_twice():
    assert len(compare([gold(), gold()], [], [make_claim()])) == 1
    assert compare([gold(), gold()], [], [make_claim(), make_claim(id="other")]) == ()


def test_what_is_optional_may_come_out_once_and_need_not():
    meeting = make_claim(type="CONSULT", certainty="certain", actors=(party(USA, ""), party(PRK, "")), recipients=(), speakers=())
    optional = gold(type=["CONSULT"], actors=["USA", "PRK"], recipients=[], speakers=[], certainty="possible")

    assert compare([gold()], [optional], [make_claim(), meeting]) == ()
    assert compare([gold()], [optional], [make_claim()]) == ()
    assert len(compare([gold()], [optional], [make_claim(), meeting, meeting])) == 1


def test_a_claim_that_two_could_have_goes_to_the_one_that_has_no_other():
    first = make_claim(type="AID")
    second = make_claim(type="COOPERATE", actors=(party(PRK, ""),), recipients=(party(RUS, ""),))

    assert compare([gold(type=["AID", "COOPERATE"]), gold(type=["AID"])], [], [first, second]) == ()


@pytest.mark.parametrize(
    ("choices", "pairs"),
    [([], {}), ([[]], {}), ([[0], [0]], {0: 0}), ([[0, 1], [0]], {0: 1, 1: 0}), ([[0, 1], [0, 2], [0]], {0: 1, 1: 2, 2: 0})],
)
def test_as_many_pairs_as_can_be_made(choices, pairs):
    assert pair_off(choices) == pairs
