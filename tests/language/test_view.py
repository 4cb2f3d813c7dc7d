"""A sentence made ready for the frames."""

from handmade import view


def test_a_doubled_word_is_looked_up_once():
    ready = view("serangan-serangan NOUN 2 nsubj\nterjadi VERB 0 root", "id")

    assert ready.lower(0) == "serangan"


def test_a_word_that_is_always_doubled_stays():
    ready = view("mata-mata NOUN 2 nsubj\nditangkap VERB 0 root", "id")

    assert ready.lower(0) == "mata-mata"
