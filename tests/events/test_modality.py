"""What auxiliaries, adverbs and governing words do to an act."""

import pytest
from handmade import clause_of, view

from detente.events.modality import Modality, light_role

WHO = "Iran=IRN PROPN {} nsubj\n"
CASES = {
    "attacked": ("en", WHO.format(2) + "attack VERB 0 root", ""),
    "will attack": ("en", WHO.format(3) + "will AUX 3 aux\nattack VERB 0 root", "future"),
    "did not attack": ("en", WHO.format(4) + "did AUX 4 aux\nnot PART 4 advmod\nattack VERB 0 root", "negation"),
    "will not attack": ("en", WHO.format(4) + "will AUX 4 aux\nnot PART 4 advmod\nattack VERB 0 root", "future negation"),
    "may attack": ("en", WHO.format(3) + "may AUX 3 aux\nattack VERB 0 root", "possible"),
    "must attack": ("en", WHO.format(3) + "must AUX 3 aux\nattack VERB 0 root", "necessity"),
    "reportedly attacked": ("en", WHO.format(3) + "reportedly ADV 3 advmod\nattack VERB 0 root", "hearsay"),
    "plans to attack": ("en", WHO.format(2) + "plans VERB 0 root\nto PART 4 mark\nattack VERB 2 xcomp", "plan"),
    "tried to attack": ("en", WHO.format(2) + "tried VERB 0 root\nto PART 4 mark\nattack VERB 2 xcomp", "attempt"),
    "refused to attack": ("en", WHO.format(2) + "refused VERB 0 root\nto PART 4 mark\nattack VERB 2 xcomp", "refuse"),
    "failed to attack": ("en", WHO.format(2) + "failed VERB 0 root\nto PART 4 mark\nattack VERB 2 xcomp", "fail"),
    "wants to attack": ("en", WHO.format(2) + "wants VERB 0 root\nto PART 4 mark\nattack VERB 2 xcomp", "desire"),
    "does not plan to attack": (
        "en", WHO.format(4) + "does AUX 4 aux\nnot PART 4 advmod\nplan VERB 0 root\nto PART 6 mark\nattack VERB 4 xcomp", "negation plan",
    ),
    "planned an attack": ("en", WHO.format(2) + "planned VERB 0 root\nan DET 4 det\nattack NOUN 2 obj", "plan"),
    "halted its attack": ("en", WHO.format(2) + "halted VERB 0 root\nits PRON 4 nmod:poss\nattack NOUN 2 obj", "end"),
    "an alleged attack": ("en", "An DET 3 det\nalleged ADJ 3 amod\nattack NOUN 4 nsubj\nfollowed VERB 0 root", "hearsay"),
    "if it attacks": ("en", "if SCONJ 3 mark\nIran=IRN PROPN 3 nsubj\nattack VERB 5 advcl\nwe PRON 5 nsubj\nflee VERB 0 root", "hypothetical"),
    "attacks if": ("en", "we PRON 2 nsubj\nattack VERB 0 root\nif SCONJ 5 mark\nIran=IRN PROPN 5 nsubj\nflees VERB 2 advcl", "hypothetical"),
    "will land and attack": (
        "en", WHO.format(3) + "will AUX 3 aux\nland VERB 0 root\nand CCONJ 5 cc\nattack VERB 3 conj", "future",
    ),
    "did not land and attacked": (
        "en", WHO.format(4) + "did AUX 4 aux\nnot PART 4 advmod\nland VERB 0 root\nand CCONJ 6 cc\nattack VERB 4 conj", "",
    ),
    "said it would attack": (
        "en", WHO.format(2) + "said VERB 0 root\nit PRON 5 nsubj\nwould AUX 5 aux\nattack VERB 2 ccomp", "future",
    ),
    "did not say that it attacked": (
        "en", WHO.format(4) + "did AUX 4 aux\nnot PART 4 advmod\nsay VERB 0 root\nthat SCONJ 7 mark\nit PRON 7 nsubj\nattack VERB 4 ccomp", "",
    ),
    "akan menyerang": ("id", WHO.format(3) + "akan AUX 3 aux\nmenyerang VERB 0 root", "future"),
    "tidak menyerang": ("id", WHO.format(3) + "tidak PART 3 advmod\nmenyerang VERB 0 root", "negation"),
    "telah menyerang": ("id", WHO.format(3) + "telah AUX 3 aux\nmenyerang VERB 0 root", "past"),
    "mungkin menyerang": ("id", WHO.format(3) + "mungkin ADV 3 advmod\nmenyerang VERB 0 root", "possible"),
    "berencana menyerang": ("id", WHO.format(2) + "berencana VERB 0 root\nmenyerang VERB 2 xcomp", "plan"),
    "menghentikan serangan": ("id", WHO.format(2) + "menghentikan VERB 0 root\nserangan NOUN 2 obj", "end"),
    "harus mundur": ("id", WHO.format(3) + "harus AUX 3 aux\nmundur VERB 0 root", "necessity"),
}  # fmt: skip


@pytest.mark.parametrize(("tag", "lines", "expected"), CASES.values(), ids=CASES)
def test_effects(tag, lines, expected):
    ready = view(lines, tag)
    word = next(t.text for t in ready.parsed.sentence.tokens if t.text in ("attack", "menyerang", "serangan", "mundur"))

    effects, reasons = Modality.build(ready).effects(clause_of(ready.parsed, word))

    assert sorted(effects) == expected.split()
    assert len(reasons) == len(effects)
    assert all(reason.startswith(f"modality:{tag}/") for reason in reasons)


def test_the_longest_phrase_counts():
    ready = view(WHO.format(6) + "has AUX 6 aux\nnot PART 6 advmod\nruled VERB 0 root\nout ADP 4 compound:prt\nattack NOUN 4 obj", "en")

    assert {row["effect"] for row in Modality.build(ready).at[3]} == {"double-negation"}


def test_words_of_the_predicate_itself_are_passed_over():
    ready = view(WHO.format(3) + "will AUX 3 aux\nattack VERB 0 root", "en")

    assert Modality.build(ready).effects(clause_of(ready.parsed, "attack"), skip=frozenset({1})) == (frozenset(), ())


@pytest.mark.parametrize(
    ("verb", "role"), [("launched", "actor"), ("conducted", "actor"), ("suffered", "recipient"), ("joined", "joint"), ("saw", "")]
)
def test_what_the_subject_of_a_light_verb_is_to_the_noun(verb, role):
    ready = view(WHO.format(2) + f"{verb} VERB 0 root\nattack NOUN 2 obj", "en")

    assert light_role(ready, clause_of(ready.parsed, verb)) == role
