"""Who stands in a noun phrase."""

import pytest
from handmade import view, who

from detente.language.parties import codes, from_clause, parties_in

CASES = {
    "a name": ("en", "Iran", "Iran=IRN PROPN 2 nsubj\nleft VERB 0 root", "IRN"),
    "names coordinated": ("en", "Iran", "Iran=IRN PROPN 4 nsubj\nand CCONJ 3 cc\nIraq=IRQ PROPN 1 conj\nleft VERB 0 root", "IRN+IRQ"),
    "the same one twice counts by its place": ("en", "Iran", "Iran=IRN PROPN 3 nsubj\nIraq=IRQ PROPN 1 conj\nleft VERB 0 root", "IRN+IRQ"),
    "whose it is": ("en", "sites", "Iran=IRN PROPN 3 nmod:poss\n's PART 1 case\nsites NOUN 4 nsubj\nburn VERB 0 root", "IRN"),
    "the adjective of a state": ("en", "troops", "Russian=RUS ADJ 2 amod\ntroops NOUN 3 nsubj\nleft VERB 0 root", "RUS"),
    "of": ("en", "forces", "forces NOUN 4 nsubj\nof ADP 3 case\nChad=TCD PROPN 1 nmod\nleft VERB 0 root", "TCD"),
    "against is not whose": ("en", "talks", "talks NOUN 4 nsubj\nagainst ADP 3 case\nChad=TCD PROPN 1 nmod\nfailed VERB 0 root", ""),
    "milik": ("id", "kapal", "kapal NOUN 4 nsubj\nmilik ADP 3 case\nIran=IRN PROPN 1 nmod\nmundur VERB 0 root", "IRN"),
    "a name that stands beside": ("id", "pasukan", "pasukan NOUN 3 nsubj\nUkraina=UKR PROPN 1 nmod\nmundur VERB 0 root", "UKR"),
    "two names joined by a hyphen": ("en", "Russia", "Russia=RUS PROPN 4 compound\n- PUNCT 1 punct\nUkraine=UKR PROPN 4 compound\nwar NOUN 0 root", "RUS+UKR"),
    "who did it, told in a relative clause": (
        "en", "raid", "raid NOUN 6 nsubj\nlaunched VERB 1 acl VerbForm=Part|Tense=Past\nby ADP 4 case\nChad=TCD PROPN 2 obl:agent\nhas AUX 6 aux\nended VERB 0 root",
        "TCD",
    ),
    "his Greek counterpart is the Greek one": (
        "en", "counterpart", "his=GBR PRON 3 nmod:poss\nGreek=GRC ADJ 3 amod\ncounterpart NOUN 4 nsubj\nleft VERB 0 root", "GRC",
    ),
    "who only stands behind somebody": (
        "en", "rebels", "Russian=RUS ADJ 3 compound\n- PUNCT 1 punct\nbacked VERB 4 amod\nrebels NOUN 5 nsubj\nleft VERB 0 root", "",
    ),
    "pendukung bukan pelaku": (
        "id", "pemberontak", "pemberontak NOUN 5 nsubj\nyang PRON 3 nsubj:pass\ndidukung VERB 1 acl:relcl Voice=Pass\nAS=USA PROPN 3 obl:agent\nmundur VERB 0 root", "",
    ),
    "the owner that a relative clause names": (
        "en", "tanks", "tanks NOUN 7 nsubj\nthat PRON 3 nsubj\nbelonged VERB 1 acl:relcl\nto ADP 5 case\nLibya=LBY PROPN 3 obl\nhad AUX 7 aux\nburnt VERB 0 root", "LBY",
    ),
    "land that broke away": (
        "en", "region", "the DET 3 det\nbreakaway ADJ 3 amod\nregion NOUN 6 nsubj\nof ADP 5 case\nMoldova=MDA PROPN 3 nmod\nvoted VERB 0 root", "MDA.PRE",
    ),
    "wilayah yang memisahkan diri": (
        "id", "wilayah", "wilayah NOUN 6 nsubj\nMoldova=MDA PROPN 1 nmod\nyang PRON 4 nsubj\nmemisahkan VERB 1 acl:relcl\ndiri PRON 4 obj\nmemilih VERB 0 root", "MDA.PRE",
    ),
    "land that did not": ("en", "region", "the DET 2 det\nregion NOUN 5 nsubj\nof ADP 4 case\nMoldova=MDA PROPN 2 nmod\nvoted VERB 0 root", "MDA"),
    "we": ("en", "We", "We PRON 2 nsubj\nleft VERB 0 root", "@speaker"),
    "kami": ("id", "Kami", "Kami PRON 2 nsubj\nmundur VERB 0 root", "@speaker"),
    "nobody known": ("en", "rebels", "rebels NOUN 2 nsubj\nleft VERB 0 root", ""),
    "a name without a code": ("en", "Gorvia", "Gorvia=--- PROPN 2 nsubj\nleft VERB 0 root", ""),
}  # fmt: skip


@pytest.mark.parametrize(("tag", "word", "lines", "expected"), CASES.values(), ids=CASES)
def test_who_stands_in_a_noun_phrase(tag, word, lines, expected):
    ready = view(lines, tag)
    head = next(t.index for t in ready.parsed.sentence.tokens if t.text == word)

    assert who(parties_in(ready, head)) == expected


def test_a_place_is_not_who_acts_there_unless_they_are_people():
    blast = view("blasts NOUN 4 nsubj\nin ADP 3 case\nSyria=SYR PROPN 1 nmod\nfollowed VERB 0 root", "en")
    crowd = view("demonstrators NOUN 4 nsubj\nin ADP 3 case\nSyria=SYR PROPN 1 nmod\nmarched VERB 0 root", "en")

    wells = view("wells NOUN 4 nsubj\nin ADP 3 case\nSyria=SYR PROPN 1 nmod\ndried VERB 0 root", "en")

    assert who(parties_in(wells, 0)) == "SYR"
    assert who(parties_in(wells, 0, doer=True)) == ""
    assert who(parties_in(blast, 0)) == ""
    assert who(parties_in(crowd, 0, doer=True)) == "SYR"


def test_the_parties_of_a_clause_stand_in_its_slots():
    ready = view("Iran=IRN PROPN 2 nsubj\nsent VERB 0 root\nshells NOUN 2 obj\nto ADP 5 case\nSyria=SYR PROPN 2 obl", "en")
    clause = ready.clause_at[1]

    assert [who(from_clause(ready, clause, slot)) for slot in ("subj", "obj", "to")] == ["IRN", "", "SYR"]


def test_a_party_quotes_its_place():
    ready = view("Iran=IRN PROPN 2 nsubj\nleft VERB 0 root", "en")
    (party,) = parties_in(ready, 0)

    assert (party.start, party.end, party.text) == (0, 4, "Iran")
    assert codes((party,)) == {"IRN"}
