"""Notices on claims: no comment, not verified, taken back."""

import pytest
from handmade import parsed
from samples import make_claim

from detente.claims.caveats import find_caveats
from detente.records import Article, Attribution

LINES = "Seoul=KOR PROPN 2 nsubj\ndeclined VERB 0 root\nto PART 4 mark\ncomment VERB 2 xcomp"
ARTICLE = Article(text="Seoul declined to comment", language="en", title="A raid")


def caveat(kind):
    return Attribution(
        sentence=3, cue=(1, 2, 3), sources=(), via=(), content=frozenset(), stance="asserts", certainty="possible", author="neutral", kind=kind, because=""
    )


@pytest.mark.parametrize(("kind", "code"), [("no-comment", "claims.no-comment"), ("unverified", "claims.unverified"), ("retract", "claims.retracted")])
def test_a_notice_names_the_words_and_the_claims_of_the_nearest_sentence(kind, code):
    claims = [make_claim(id="far", sentence_index=1), make_claim(id="near", sentence_index=2), make_claim(id="beside", sentence_index=2)]
    (notice,) = find_caveats([caveat(kind)], claims, ARTICLE, parsed(LINES, "en", index=3))

    assert (notice.code, notice.where) == (code, "A raid")
    assert notice.message == "'declined to comment' is said of claim near, beside"


def test_without_a_claim_near_by_there_is_no_notice():
    assert find_caveats([caveat("unverified")], [], ARTICLE, parsed(LINES, "en", index=3)) == ()
    assert find_caveats([caveat("unverified")], [make_claim(sentence_index=2)], ARTICLE, parsed(LINES, "en", index=9)) == ()


def test_an_ordinary_attribution_gives_none():
    assert find_caveats([caveat("speech")], [make_claim(sentence_index=2)], ARTICLE, parsed(LINES, "en", index=3)) == ()
