"""Which claims become one event, whatever the order, and how an analyst's decisions are made and undone."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from telling import LEARNED, make_told

from detente.assembly import find_links, join_claims, live_decisions, make_lead, sought_keys, stored_keys, withdraw
from detente.assembly.links import link_pair
from detente.records import Decision, Happening, Quantity, Told

SHELLS = {"words": ("artiller", "shell", "suppl"), "marks": ("deed:supply", "thing:shells")}
RICE = {"words": ("rice", "suppl"), "marks": ("deed:supply", "thing:food")}


def groups(events: tuple[Happening, ...]) -> set[tuple[str, ...]]:
    return {event.claims for event in events}


def decide(kind: str, *targets: str, name: str = "d1", minute: int = 0) -> Decision:
    return Decision(id=name, kind=kind, targets=targets, by="desk", reason="same convoy", at=LEARNED + dt.timedelta(minutes=minute))


def test_two_articles_that_tell_of_one_delivery_make_one_event_with_its_evidence():
    told = [make_told("a", speakers="USA", **SHELLS), make_told("b", speakers="PRK", stance="denies", language="id", said="2022-11-08", marks=SHELLS["marks"])]
    (event,) = join_claims(told)

    assert event.claims == ("a", "b")
    assert (event.id, event.type, event.actors, event.recipients) == ("a", "AID", ("PRK",), ("RUS",))
    assert [(link.rule, link.evidence) for link in event.links] == [("J5", ("thing shells", "deed supply"))]


def test_parties_and_date_alone_join_nothing():
    assert groups(join_claims([make_told("a"), make_told("b")])) == {("a",), ("b",)}


def test_another_thing_another_side_another_time_or_another_place_is_another_event():
    one = make_told("a", **SHELLS)
    others = [
        make_told("b", **RICE),
        make_told("c", parties="RUS>PRK", **SHELLS),
        make_told("d", when="2022-10-01", **SHELLS),
        make_told("e", kind="ASSAULT", **SHELLS),
        make_told("f", parties="IRN>RUS", **SHELLS),
    ]

    assert [len(join_claims([one, other])) for other in others] == [2] * len(others)


def test_one_event_is_no_chain_of_days():
    told = [make_told(f"{number:02}", kind="ASSAULT", parties="RUS>UKR", when=f"2022-11-{number:02}", words=("kherson", "shell"), marks=("deed:shell",)) for number in range(1, 20)]

    assert max((event.last - event.first).days for event in join_claims(told)) <= 1


def test_tolls_that_contradict_one_another_show():
    def toll(name: str, low: float, high: float | None) -> Told:
        quantity = Quantity(what="killed", low=low, high=high, start=0, end=2, text=f"{low:.0f}")
        return make_told(name, quantities=(quantity,), **SHELLS)

    (event,) = join_claims([toll("a", 9, None), toll("b", 12, 12), toll("c", 20, 20)])

    assert [(t.what, t.entries, t.disagree) for t in event.quantities] == [("killed", (("a", 9, None), ("b", 12, 12), ("c", 20, 20)), True)]
    assert not join_claims([toll("a", 9, None), toll("b", 12, 12)])[0].quantities[0].disagree


# --- an analyst's decisions ---------------------------------------------------------------------------------------------------------


TWO = [make_told("a", **SHELLS), make_told("b", **SHELLS), make_told("c", **RICE)]


def test_a_merge_joins_and_its_undoing_parts_again():
    merged = decide("merge", "a", "c")

    assert groups(join_claims(TWO)) == {("a", "b"), ("c",)}
    assert groups(join_claims(TWO, [merged])) == {("a", "b", "c")}
    assert groups(join_claims(TWO, [merged, decide("undo", "d1", name="d2", minute=1)])) == {("a", "b"), ("c",)}


def test_a_split_parts_and_its_undoing_joins_again():
    split = decide("split", "b")

    assert groups(join_claims(TWO, [split])) == {("a",), ("b",), ("c",)}
    assert join_claims(TWO, [split, decide("undo", "d1", name="d2", minute=1)]) == join_claims(TWO)


def test_what_comes_after_a_split_does_not_join_its_sides_again():
    late = replace(make_told("d", **SHELLS), learned=LEARNED + dt.timedelta(days=1))
    found = groups(join_claims([*TWO, late], [decide("split", "b")]))

    assert not any({"a", "b"} <= set(claims) for claims in found)
    assert sum("d" in claims for claims in found) == 1


def test_a_later_merge_takes_back_a_split():
    found = join_claims(TWO, [decide("split", "b"), decide("merge", "a", "b", name="d2", minute=1)])

    assert groups(found) == {("a", "b"), ("c",)}


def test_an_undone_undo_restores_the_decision():
    decisions = [decide("merge", "a", "c"), decide("undo", "d1", name="d2", minute=1), decide("undo", "d2", name="d3", minute=2)]

    assert [d.id for d in live_decisions(decisions)] == ["d1"]


def test_a_retracted_claim_is_marked_and_kept():
    found = withdraw(TWO, [decide("retract", "a")])

    assert [one.withdrawn for one in found] == [LEARNED, None, None]
    assert withdraw(TWO, [decide("retract", "a"), decide("undo", "d1", name="d2", minute=1)]) == tuple(TWO)


# --- what must hold of all claims ---------------------------------------------------------------------------------------------------


@st.composite
def ledgers(draw: st.DrawFn) -> list[Told]:
    row = st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["ASSAULT", "COERCE", "AID"]),
            "parties": st.sampled_from(["RUS>UKR", "RUS>", "UKR>RUS", "RUS+UKR>", ">UKR", ">", "PRK>RUS", "RUS.WAGNER>UKR"]),
            "when": st.sampled_from(["", *(f"2022-11-{number:02}" for number in range(1, 9))]),
            "basis": st.sampled_from(["stated", "published", "carried"]),
            "stance": st.sampled_from(["asserts", "denies", "confirms"]),
            "speakers": st.sampled_from(["", "RUS", "USA"]),
            "language": st.sampled_from(["en", "id"]),
            "words": st.sets(st.sampled_from(["dam", "shell", "kherson", "bridge"]), max_size=3).map(lambda s: tuple(sorted(s))),
            "marks": st.sets(st.sampled_from(["deed:shell", "thing:shells", "object:dam", "name:kherson", "deed:capture"]), max_size=3).map(lambda s: tuple(sorted(s))),
            "article": st.sampled_from("xyz"),
            "origin": st.sampled_from("xy"),
        }
    )
    return [make_told(f"c{n:02}", **fields) for n, fields in enumerate(draw(st.lists(row, min_size=2, max_size=12)))]


@given(ledgers(), st.randoms())
def test_the_order_of_ingest_does_not_matter(told, chance):
    mixed = list(told)
    chance.shuffle(mixed)

    assert join_claims(mixed) == join_claims(told)


@given(ledgers(), st.integers(1, 4))
def test_links_found_batch_by_batch_are_those_found_at_once(told, size):
    found = []
    for start in range(0, len(told), size):
        keys = {key for one in told[start : start + size] for key in sought_keys(make_lead(one))}
        known = [one for one in told[:start] if keys & stored_keys(make_lead(one))]
        found += find_links(told[start : start + size], known)

    assert sorted(found, key=lambda link: (link.first, link.second)) == list(find_links(told))


@given(ledgers())
@settings(max_examples=200)
def test_a_claim_is_found_under_the_keys_of_every_claim_that_it_can_be_joined_with(told):
    for one in told:
        for other in told:
            if one.id != other.id and link_pair(make_lead(one), make_lead(other)):
                assert sought_keys(make_lead(one)) & stored_keys(make_lead(other))


@given(ledgers())
def test_what_hangs_together_by_links_can_be_joined_on_its_own(told):
    links = find_links(told)
    whole = join_claims(told, links=links)
    hanging: dict[str, set[str]] = {one.id: {one.id} for one in told}
    for link in links:
        both = hanging[link.first] | hanging[link.second]
        for name in both:
            hanging[name] = both
    parts = [join_claims([one for one in told if one.id in names], links=links) for names in {frozenset(names) for names in hanging.values()}]

    assert {event for part in parts for event in part} == set(whole)


@given(ledgers(), st.data())
def test_decisions_are_reversible(told, data):
    kind = data.draw(st.sampled_from(["merge", "split"]))
    targets = data.draw(st.lists(st.sampled_from([one.id for one in told]), min_size=1, unique=True))
    decisions = [decide(kind, *targets), decide("undo", "d1", name="d2", minute=1)]

    assert join_claims(told, decisions) == join_claims(told)


@given(ledgers())
def test_every_claim_is_in_one_event_and_every_join_has_a_rule_and_evidence(told):
    events = join_claims(told)

    assert sorted(claim for event in events for claim in event.claims) == sorted(one.id for one in told)
    assert all(link.rule and link.evidence for event in events for link in event.links)
    assert all(event.id == min(event.claims) for event in events)
