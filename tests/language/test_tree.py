"""Walking a sentence by its heads."""

import pytest
from handmade import sentence

from detente.language.tree import Tree, matches

SENTENCE = """
The        DET   2 det
president  NOUN  6 nsubj
of         ADP   4 case
Chad=TCD   PROPN 2 nmod
will       AUX   6 aux
leave      VERB  0 root
because    ADP   9 case
of         ADP   7 fixed
pressure   NOUN  6 obl:cause
"""


@pytest.fixture
def tree():
    return Tree.build(sentence(SENTENCE))


def test_below_takes_a_relation_with_or_without_its_subtype(tree):
    assert tree.below(5, "nsubj", "aux") == (1, 4)
    assert tree.below(5, "obl") == (8,)
    assert tree.below(5, "obl:cause") == (8,)
    assert tree.below(5, "obl:agent") == ()


def test_above_climbs_to_the_root(tree):
    assert list(tree.above(2)) == [3, 1, 5]
    assert list(tree.above(5)) == []


def test_a_subtree_is_in_text_order(tree):
    assert tree.subtree(1) == [0, 1, 2, 3]
    assert tree.subtree(5) == list(range(9))


def test_a_preposition_of_two_words_is_joined(tree):
    assert tree.case(8) == "because_of"
    assert tree.case(3) == "of"
    assert tree.case(1) == ""


def test_tokens_lower_and_relations_are_at_hand(tree):
    assert tree.lowers[3] == "chad"
    assert tree.relations[8] == ("obl:cause", "obl")
    assert tree.token(5).text == "leave"


@pytest.mark.parametrize(
    "lines", ["A NOUN 2 dep\nB NOUN 1 dep", "A NOUN 1 dep", "A NOUN 9 dep", "A NOUN 0 root\nB NOUN 3 dep\nC NOUN 2 dep"]
)
def test_a_parse_that_is_no_tree_does_not_hang(lines):
    tree = Tree.build(sentence(lines))

    for index in range(len(tree.dependents)):
        assert index in tree.subtree(index)
        assert len(list(tree.above(index))) <= len(tree.dependents)


def test_a_relation_matches_its_plain_name():
    assert matches("nmod:poss", ("nmod",))
    assert matches("nmod:poss", ("nmod:poss",))
    assert not matches("nmod", ("nmod:poss",))
