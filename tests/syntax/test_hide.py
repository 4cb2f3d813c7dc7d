"""Words that are kept from the parser and put back afterwards."""

import pytest
from handmade import sentence
from hypothesis import given
from hypothesis import strategies as st

from detente.language import load_pack
from detente.syntax.hide import hide_words, unhide
from detente.syntax.parser import parse


def words(*forms):
    """A sentence not parsed yet; "Seoul=KOR" is a name."""
    return sentence("\n".join(f"{form} X 0 dep" for form in forms))


def shown(tag, *forms):
    return [token.text for token in hide_words(words(*forms), load_pack(tag)).sentence.tokens]


CASES = [
    ("en", "fired more than a dozen missiles", "fired a dozen missiles"),
    ("en", "killed at least 30 people", "killed 30 people"),
    ("en", "sent about two thousand troops", "sent two thousand troops"),
    ("en", "talked about the war", "talked about the war"),
    ("en", "more than that", "more than that"),
    ("en", "wants more than", "wants more than"),
    ("id", "menewaskan sedikitnya 30 orang", "menewaskan 30 orang"),
    ("id", "lebih dari puluhan rudal", "puluhan rudal"),
    ("id", "lebih dari itu", "lebih dari itu"),
    ("id", "Kremlin dan ( Korut=PRK ) dapat", "Kremlin dan Korut dapat"),
    ("en", "and [ Seoul=KOR ] agreed", "and Seoul agreed"),
    ("en", "Kim ( Seoul=KOR ) agreed", "Kim ( Seoul ) agreed"),
    ("en", "and ( Seoul=KOR ] agreed", "and ( Seoul ] agreed"),
    ("en", "and ( seoul ) agreed", "and ( seoul ) agreed"),
]


@pytest.mark.parametrize(("tag", "before", "after"), CASES, ids=[case[1] for case in CASES])
def test_what_the_parser_is_shown(tag, before, after):
    assert shown(tag, *before.split()) == after.split()


def test_the_words_come_back_hanging_on_the_next_one_that_was_seen():
    whole = words(*["Iran=IRN", "fired", "more", "than", "a", "dozen", "missiles", "and", "(", "Seoul=KOR", ")", "knew"])
    hidden = hide_words(whole, load_pack("en"))

    back = unhide(parse([hidden.sentence], load_pack("en"))[0], whole, hidden.left_out)

    assert [(t.index, t.start, t.end, t.text) for t in back.tokens] == [(t.index, t.start, t.end, t.text) for t in whole.tokens]
    put_back = [(t.text, t.upos, t.deprel, back.tokens[t.head].text) for t in back.tokens if t.index in hidden.left_out]
    assert put_back == [
        ("more", "ADV", "advmod", "a"),
        ("than", "ADV", "advmod", "a"),
        ("(", "PUNCT", "punct", "Seoul"),
        (")", "PUNCT", "punct", "knew"),
    ]


WORDS = st.lists(
    st.sampled_from(["more", "than", "about", "30", "a", "missiles", "and", "(", ")", "[", "]", "Seoul=KOR", "at", "least"]),
    min_size=1,
    max_size=12,
)


@given(WORDS)
def test_whatever_is_hidden_the_sentence_comes_back_as_a_tree(forms):
    whole = words(*forms)
    hidden = hide_words(whole, load_pack("en"))
    assert hidden.sentence.tokens

    back = unhide(parse([hidden.sentence], load_pack("en"))[0], whole, hidden.left_out)

    assert [t.text for t in back.tokens] == [t.text for t in whole.tokens]
    assert [t.index for t in back.tokens] == list(range(len(whole.tokens)))
    assert sum(t.head < 0 for t in back.tokens) == 1
