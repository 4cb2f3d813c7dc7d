"""The second opinion: evidence on a pair, and what it is held for."""

import dataclasses

import numpy as np
import pytest
from handmade import view

from detente.events.opinion import SIZE, find_evidence, judge, place_of
from detente.language import available_languages, load_pack

RAID = "Iran=IRN PROPN 2 nsubj\nwill_bomb VERB 0 root\nSyria=SYR PROPN 2 obj"
SANCTION = "Paris=FRA PROPN 2 nsubj\nimposed VERB 0 root\ncurbs NOUN 2 obj\non ADP 5 case\nIran=IRN PROPN 2 obl"


def test_the_words_between_the_way_and_the_tables_are_evidence():
    found = set(find_evidence(view(SANCTION, "en"), 0, 4))

    assert {"between:imposed", "pair:imposed curbs", "order:source", "top:imposed", "rels:nsubj obl on", "caset:on"} <= found
    assert any(piece.startswith("row between:SANCTION") for piece in found)


def test_evidence_turns_with_the_pair():
    ready = view(SANCTION, "en")

    assert "order:target" in find_evidence(ready, 4, 0)
    assert set(find_evidence(ready, 4, 0)) != set(find_evidence(ready, 0, 4))


@pytest.mark.parametrize(("source", "target"), [(0, -1), (-1, 4), (-1, -1)])
def test_a_side_may_be_missing(source, target):
    assert find_evidence(view(SANCTION, "en"), source, target)


def test_a_language_without_weights_has_no_opinion():
    bare = dataclasses.replace(load_pack("en"), caches={"opinion": {}})

    assert judge(("between:bombed",), bare) is None


def test_the_likeliest_type_is_that_of_the_heaviest_evidence():
    weights = np.zeros((SIZE, 2), np.int8)
    weights[place_of("between:bombed"), 1] = 100
    model = {"weights": weights, "scale": np.ones(2, np.float32), "bias": np.zeros(2, np.float32), "types": np.array(["AID", "ASSAULT"])}
    pack = dataclasses.replace(load_pack("en"), caches={"opinion": model})

    opinion = judge(("between:bombed",), pack)

    assert opinion.type == "ASSAULT"
    assert 0.99 < opinion.share <= 1


@pytest.mark.parametrize("tag", available_languages())
def test_the_weights_that_are_shipped_know_all_types(tag):
    model = load_pack(tag).opinion

    assert len(model["types"]) == 15
    assert model["weights"].shape == (SIZE, 15)
