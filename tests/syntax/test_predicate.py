"""Where the parser hangs the main verb inside its subject, or a name before the second verb of a sentence, the tree is set right."""

import pytest
from handmade import sentence

from detente.language import load_pack
from detente.syntax.predicate import find_predicate, give_subjects

FINITE = "Mood=Ind|Tense=Past|VerbForm=Fin"


def arcs(mend, lines, tag="en"):
    """Label and governor of each word after mending."""
    mended = mend(sentence(lines), load_pack(tag))
    return {t.text: (t.deprel, mended.tokens[t.head].text if t.head >= 0 else "") for t in mended.tokens}


def test_the_verb_behind_a_relative_clause_is_the_main_one():
    found = arcs(
        find_predicate,
        f"Hamas=PSE.HAMAS PROPN 0 root\n, PUNCT 4 punct\nwhich PRON 4 nsubj\nruns VERB 1 acl:relcl VerbForm=Fin\nGaza=PSE PROPN 4 obj\n"
        f", PUNCT 7 punct\naccused VERB 4 conj {FINITE}\nIsrael=ISR PROPN 7 obj",
    )

    assert found["accused"] == ("root", "")
    assert found["Hamas"] == ("nsubj", "accused")
    assert found["Israel"] == ("obj", "accused")
    assert found["runs"] == ("acl:relcl", "Hamas")


def test_a_finite_verb_in_the_phrase_of_a_noun_is_said_of_it():
    found = arcs(find_predicate, "The DET 2 det\ncrisis NOUN 0 root\nhas AUX 4 aux\ndeepened VERB 2 acl Tense=Past|VerbForm=Part\ntensions NOUN 4 obj")

    assert found["deepened"] == ("root", "")
    assert found["crisis"] == ("nsubj", "deepened")


def test_a_past_form_is_not_joined_to_what_a_modal_governs():
    found = arcs(
        find_predicate,
        f"Zhang=CHN PROPN 2 nsubj\nsaid VERB 0 root {FINITE}\nsanctions NOUN 5 nsubj\nwould AUX 5 aux\nhelp VERB 2 ccomp VerbForm=Inf\n"
        f"and CCONJ 7 cc\nurged VERB 5 conj {FINITE}\nWashington=USA PROPN 7 obj",
    )

    assert found["urged"] == ("conj", "said")


@pytest.mark.parametrize(
    "lines",
    [
        "A DET 2 det\npilot NOUN 0 root\nstationed VERB 2 acl Tense=Past|VerbForm=Part|Voice=Pass\nat ADP 5 case\nGuam=USA PROPN 3 obl",
        "Iran=IRN PROPN 2 nsubj\nsaid VERB 0 root\nit PRON 5 nsubj\nwould AUX 5 aux\nobey VERB 2 ccomp VerbForm=Inf",
        "He PRON 4 nsubj:pass\nwould AUX 4 aux\nbe AUX 4 aux:pass\narrested VERB 0 root\nand CCONJ 6 cc\nextradited VERB 4 conj Tense=Past",
        ", PUNCT 0 root",
    ],
)
def test_what_is_right_is_left_alone(lines):
    assert find_predicate(sentence(lines), load_pack("en")) == sentence(lines)


def test_a_name_joined_to_the_one_before_it_is_the_subject_of_the_verb_behind_it():
    found = arcs(
        give_subjects,
        f"Iran=IRN PROPN 2 nsubj\nshelled VERB 0 root {FINITE}\nIraq=IRQ PROPN 2 obj\nand CCONJ 5 cc\nOman=OMN PROPN 3 conj\nprotested VERB 2 conj {FINITE}",
    )

    assert found["Oman"] == ("nsubj", "protested")
    assert found["and"] == ("cc", "protested")


def test_two_that_talks_are_held_between_stay_together():
    lines = (
        f"China=CHN PROPN 2 nsubj\nhosted VERB 0 root {FINITE}\ntalks NOUN 2 obj\nbetween ADP 5 case\nIran=IRN PROPN 3 nmod\nand CCONJ 7 cc\n"
        f"Oman=OMN PROPN 5 conj\nfailed VERB 2 conj {FINITE}"
    )

    assert give_subjects(sentence(lines), load_pack("en")) == sentence(lines)


def test_the_name_behind_an_opening_time_and_place_is_who_acts():
    found = arcs(
        find_predicate,
        f"This_year= NOUN 0 root\nat ADP 3 case\nNATO=NATO PROPN 1 nmod\n, PUNCT 5 punct\nSanchez=ESP PROPN 3 appos\n, PUNCT 8 punct\nwho PRON 8 nsubj\n"
        f"leads VERB 3 acl:relcl VerbForm=Fin\nSpain=ESP PROPN 8 obj\n, PUNCT 11 punct\npraised VERB 8 conj {FINITE}\nPeru=PER PROPN 11 obj",
    )

    assert found["Sanchez"] == ("nsubj", "praised")
    assert found["praised"] == ("root", "")
    assert found["NATO"][0] == "obl"


def test_a_clause_behind_a_phrase_that_refuses_is_what_is_refused():
    found = arcs(
        find_predicate,
        "There PRON 2 expl\nis VERB 0 root\nno DET 4 det\nway NOUN 2 nsubj\nIran=IRN PROPN 7 nsubj\nwill AUX 7 aux\ndisarm VERB 4 acl:relcl VerbForm=Inf",
    )

    assert found["disarm"] == ("acl", "way")
