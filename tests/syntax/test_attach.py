"""Phrases behind names belong to the verb, infinitives behind nouns that plan belong to these."""

import pytest
from handmade import sentence

from detente.language import load_pack
from detente.syntax.attach import reattach

ACCUSED = "Chad=TCD PROPN 2 nsubj\naccused VERB 0 root\nSudan=SDN PROPN 2 obj\nof ADP 5 case\nraids NOUN 3 nmod"
MET = "Chad=TCD PROPN 2 nsubj\njoined VERB 0 root\nSudan=SDN PROPN 2 obj\nin ADP 5 case\nCairo=EGY PROPN 3 nmod"
THREAT = "Talks NOUN 2 nsubj\nfailed VERB 0 root\nafter ADP 5 case\na DET 5 det\nthreat NOUN 2 obl\nto PART 7 mark\nshell VERB 2 advcl\nport NOUN 7 obj"
RENCANA = "Chad=TCD PROPN 2 nsubj\nmengumumkan VERB 0 root\nrencana NOUN 2 obj\nuntuk SCONJ 5 mark\nmenyerang VERB 2 advcl\nSudan=SDN PROPN 5 obj"
MEETING = "Chad=TCD PROPN 2 nsubj\nheld VERB 0 root\na DET 4 det\nmeeting NOUN 2 obj\nto PART 6 mark\nend VERB 2 advcl\nraids NOUN 6 obj"
CASES = {
    "what somebody is accused of": ("en", ACCUSED, "raids", ("obl", "accused")),
    "where somebody is": ("en", MET, "Cairo", ("nmod", "Sudan")),
    "what a threat is about": ("en", THREAT, "shell", ("acl", "threat")),
    "isi rencana": ("id", RENCANA, "menyerang", ("acl", "rencana")),
    "a purpose stays with the verb": ("en", MEETING, "end", ("advcl", "held")),
}


@pytest.mark.parametrize(("tag", "lines", "word", "expected"), CASES.values(), ids=CASES)
def test_where_a_phrase_belongs(tag, lines, word, expected):
    mended = reattach(sentence(lines), load_pack(tag))
    token = next(t for t in mended.tokens if t.text == word)

    assert (token.deprel, mended.tokens[token.head].text) == expected


def test_a_sentence_with_nothing_to_mend_is_the_same_one():
    whole = sentence(MET)

    assert reattach(whole, load_pack("en")) is whole
