"""From attributions to sayings: characters, names behind pronouns, nesting, the reporter's attitude."""

import pytest
from handmade import text_of, view

from detente.claims.attribute import find_attributions
from detente.claims.sayings import find_sayings
from detente.records import Article

STRUCK = "that SCONJ {0} mark\nIran=IRN PROPN {0} nsubj\n{2}struck VERB {1} ccomp"


def sayings(*sentences, tag="en"):
    text, views = "", []
    for number, lines in enumerate(sentences):
        views.append(view(lines, tag, index=number, start=len(text)))
        text += text_of(lines) + " "
    article = Article(text=text, language=tag)
    found = find_sayings(views, find_attributions(views, article, acts=True), article)
    assert all(text[s.start : s.end] == s.text for f in found for s in (*f.cue, *f.content, *((f.source,) if f.source else ())))
    return found


def test_a_saying_has_the_characters_of_its_parts():
    (one,) = sayings("Seoul=KOR PROPN 2 nsubj\nsaid VERB 0 root\n" + STRUCK.format(5, 2, ""))

    assert (one.source.text, [c.text for c in one.cue], [c.text for c in one.content]) == ("Seoul", ["said"], ["that Iran struck"])
    assert (one.stance, one.certainty, one.quote, one.inside) == ("asserts", "certain", "indirect", -1)


@pytest.mark.parametrize(("modal", "certainty"), [("may AUX 6 aux\n", "possible"), ("probably ADV 6 advmod\n", "probable"), ("could AUX 6 aux\n", "possible")])
def test_the_weaker_of_cue_and_hedge_is_how_sure_it_is(modal, certainty):
    (one,) = sayings("Seoul=KOR PROPN 2 nsubj\nsaid VERB 0 root\n" + STRUCK.format(6, 2, modal))

    assert one.certainty == certainty


def test_what_is_told_within_another_saying_points_at_it():
    outer, inner = sayings("Seoul=KOR PROPN 2 nsubj\nsaid VERB 0 root\nTokyo=JPN PROPN 4 nsubj\ndenied VERB 2 ccomp\n" + STRUCK.format(7, 4, ""))

    assert (outer.inside, inner.inside) == (-1, 0)
    assert (inner.source.text, inner.stance) == ("Tokyo", "denies")


def test_a_pronoun_means_who_spoke_before():
    first = "Seoul=KOR PROPN 2 nsubj\nsaid VERB 0 root\n" + STRUCK.format(5, 2, "")
    _, second = sayings(first, "It PRON 2 nsubj\nadded VERB 0 root\n" + STRUCK.format(5, 2, ""))

    assert second.source.text == "It"
    assert (second.name, second.named.text) == ("Seoul", "Seoul")


def test_an_unnamed_official_has_a_state_and_no_name():
    (one,) = sayings("A DET 3 det\nKorean=KOR ADJ 3 amod\nofficial NOUN 4 nsubj\nsaid VERB 0 root\n" + STRUCK.format(7, 4, ""))

    assert (one.source.text, one.name, one.named) == ("A Korean official", "", None)
    assert [p.entity.code for p in one.speakers] == ["KOR"]


def test_an_act_of_speech_is_told_where_it_is_done():
    (one,) = sayings("Seoul=KOR PROPN 2 nsubj\naccused VERB 0 root\nIran=IRN PROPN 2 obj")
    none = sayings("Seoul=KOR PROPN 3 nsubj\nwill AUX 3 aux\naccuse VERB 0 root\nIran=IRN PROPN 3 obj")

    assert (one.kind, one.author, [c.text for c in one.content]) == ("accuse", "distancing", ["Iran"])
    assert none == ()


def test_a_word_in_quotation_marks_keeps_the_reporters_distance():
    lines = 'Seoul=KOR PROPN 2 nsubj\nsaid VERB 0 root\nthe DET 5 det\n" PUNCT 5 punct\nrescue NOUN 7 nsubj\n" PUNCT 5 punct\nfailed VERB 2 ccomp'
    text = text_of(lines).replace('" rescue "', '"rescue"')
    ready = view(lines, "en")
    article = Article(text=text_of(lines), language="en")
    (one,) = find_sayings([ready], find_attributions([ready], article, acts=True), article)

    assert '"rescue"' in text
    assert one.quote == "mixed"
