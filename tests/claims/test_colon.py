"""A name and a colon hand over the word."""

import pytest
from handmade import text_of, view, who

from detente.claims.colon import find_colon
from detente.claims.quotes import find_quotes

CASES = {
    "a headline": ("Putin=RUS PROPN 4 nsubj\n: PUNCT 4 punct\nNATO=NATO PROPN 4 nsubj\nfights VERB 0 root\nRussia=RUS PROPN 4 obj", "RUS: NATO fights Russia"),
    "a quotation behind a clause": (
        'Iran=IRN PROPN 2 nsubj\nanswered VERB 0 root\nat_once ADV 2 advmod\n: PUNCT 2 punct\n" PUNCT 7 punct\nWe PRON 7 nsubj\nrefuse VERB 2 parataxis\n" PUNCT 7 punct',
        "IRN: We refuse",
    ),
    "a list": ("Three NUM 2 nummod\npowers NOUN 4 nsubj\n: PUNCT 4 punct\nmet VERB 0 root\nIran=IRN PROPN 4 nsubj\nIraq=IRQ PROPN 5 conj\nChina=CHN PROPN 5 conj", ""),
    "a clause without a quotation": ("Iran=IRN PROPN 2 nsubj\nleft VERB 0 root\n: PUNCT 2 punct\nno DET 5 det\ntalks NOUN 2 parataxis\nfollowed VERB 5 acl", ""),
    "too short": ("Kyiv=UKR PROPN 3 nsubj\n: PUNCT 3 punct\nrain NOUN 0 root", ""),
}


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES)
def test_who_speaks_before_a_colon(lines, expected):
    ready = view(lines, "en")
    found = find_colon(ready, (), find_quotes(text_of(lines)))
    shown = [f"{who(a.sources)}: {' '.join(ready.tree.token(i).text for i in sorted(a.content))}" for a in found]

    assert shown == ([expected] if expected else [])
