"""From a parse to clauses: who stands where, and what a clause borrows from its neighbours."""

import pytest
from handmade import clause_of, parsed, slots

CASES = {
    "active": ("en", "attacked", "Israel=ISR PROPN 2 nsubj\nattacked VERB 0 root\nSyria=SYR PROPN 2 obj", {"subj": "Israel", "obj": "Syria"}),
    "passive": (
        "en", "attacked",
        "Syria=SYR PROPN 3 nsubj:pass\nwas AUX 3 aux:pass\nattacked VERB 0 root\nby ADP 5 case\nIsrael=ISR PROPN 3 obl:agent",
        {"subj": "Syria", "agent": "Israel"},
    ),
    "bare agent of an Indonesian passive": (
        "id", "diserang", "Suriah=SYR PROPN 2 nsubj:pass\ndiserang VERB 0 root Voice=Pass\nIsrael=ISR PROPN 2 obl", {"subj": "Suriah", "agent": "Israel"},
    ),
    "prepositions": (
        "en", "sent", "Iran=IRN PROPN 2 nsubj\nsent VERB 0 root\nshells NOUN 2 obj\nto ADP 5 case\nSyria=SYR PROPN 2 obl",
        {"subj": "Iran", "obj": "shells", "obl:to": "Syria"},
    ),
    "a preposition of two words": (
        "en", "spoke", "He PRON 2 nsubj\nspoke VERB 0 root\non ADP 6 case\nbehalf ADP 3 fixed\nof ADP 3 fixed\nIran=IRN PROPN 2 obl",
        {"subj": "He", "obl:on_behalf_of": "Iran"},
    ),
    "a noun and its possessor": (
        "en", "attack", "Russia=RUS PROPN 3 nmod:poss\n's PART 1 case\nattack NOUN 4 nsubj\nfailed VERB 0 root", {"poss": "Russia"},
    ),
    "a noun and the adjective of a state": ("en", "attack", "Russian=RUS ADJ 2 amod\nattack NOUN 3 nsubj\nfailed VERB 0 root", {"poss": "Russian"}),
    "a noun with its victim and doer": (
        "en", "invasion",
        "The DET 2 det\ninvasion NOUN 7 nsubj\nof ADP 4 case\nChad=TCD PROPN 2 nmod\nby ADP 6 case\nLibya=LBY PROPN 2 nmod\nfailed VERB 0 root",
        {"obl:of": "Chad", "agent": "Libya"},
    ),
    "coordination shares the subject": (
        "en", "killed", "Libya=LBY PROPN 2 nsubj\nraided VERB 0 root\nChad=TCD PROPN 2 obj\nand CCONJ 5 cc\nkilled VERB 2 conj\nsoldiers NOUN 5 obj",
        {"subj": "+Libya", "obj": "soldiers"},
    ),
    "control by the object": (
        "en", "leave", "Chad=TCD PROPN 2 nsubj\nasked VERB 0 root\nLibya=LBY PROPN 2 obj\nto PART 5 mark\nleave VERB 2 xcomp", {"subj": "+Libya"},
    ),
    "control by the subject": ("en", "leave", "Chad=TCD PROPN 2 nsubj\nwants VERB 0 root\nto PART 4 mark\nleave VERB 2 xcomp", {"subj": "+Chad"}),
    "control in a passive": (
        "en", "leave", "Libya=LBY PROPN 3 nsubj:pass\nwas AUX 3 aux:pass\nasked VERB 0 root\nto PART 5 mark\nleave VERB 3 xcomp", {"subj": "+Libya"},
    ),
    "accused of doing": (
        "en", "arming", "Chad=TCD PROPN 2 nsubj\naccused VERB 0 root\nLibya=LBY PROPN 2 obj\nof SCONJ 5 mark\narming VERB 2 advcl\nrebels NOUN 5 obj",
        {"subj": "+Libya", "obj": "rebels"},
    ),
    "the subject of a relative clause": (
        "en", "crossed", "troops NOUN 5 nsubj\nwho PRON 3 nsubj\ncrossed VERB 1 acl:relcl\nChad=TCD PROPN 3 obj\nleft VERB 0 root",
        {"subj": "+troops", "obj": "Chad"},
    ),
    "the object of a relative clause": (
        "en", "seized", "the DET 2 det\nship NOUN 6 nsubj\nthat PRON 5 obj\nIran=IRN PROPN 5 nsubj\nseized VERB 2 acl:relcl\nsank VERB 0 root",
        {"subj": "Iran", "obj": "+ship"},
    ),
    "a participle after its noun": (
        "en", "seized", "the DET 2 det\nship NOUN 6 nsubj\nseized VERB 2 acl VerbForm=Part|Tense=Past\nby ADP 5 case\nIran=IRN PROPN 3 obl\nsank VERB 0 root",
        {"agent": "Iran", "subj": "+ship"},
    ),
    "an Indonesian relative clause": (
        "id", "menyerang", "pasukan NOUN 5 nsubj\nyang PRON 3 nsubj\nmenyerang VERB 1 acl:relcl\nChad=TCD PROPN 3 obj\nmundur VERB 0 root",
        {"subj": "+pasukan", "obj": "Chad"},
    ),
    "of two subjects the one after the verb is the object": (
        "id", "mendorong", "Oman=OMN PROPN 2 nsubj\nmendorong VERB 0 root\nIran=IRN PROPN 2 nsubj\nberunding VERB 2 ccomp", {"subj": "Oman", "obj": "Iran"},
    ),
    "a stray by-phrase belongs to the noun": (
        "en", "claim", "Iran=IRN PROPN 2 nsubj\ndenied VERB 0 root\na DET 4 det\nclaim NOUN 2 obj\nby ADP 6 case\nIraq=IRQ PROPN 2 obl", {"agent": "Iraq"},
    ),
    "a noun left bare before a verb is its subject": ("id", "mundur", "Iran=IRN PROPN 2 obl\nmundur VERB 0 root", {"subj": "Iran"}),
    "a time is no subject": ("id", "mundur", "Senin= PROPN 2 obl\nmundur VERB 0 root", {"obl": "Senin"}),
}  # fmt: skip


@pytest.mark.parametrize(("tag", "word", "lines", "expected"), CASES.values(), ids=CASES)
def test_who_stands_where(tag, word, lines, expected):
    assert slots(parsed(lines, tag), word) == expected


VOICES = {
    "active": ("en", "met", "Iran=IRN PROPN 2 nsubj\nmet VERB 0 root\nIraq=IRQ PROPN 2 obj", "active"),
    "passive by its auxiliary": ("en", "hit", "Iran=IRN PROPN 3 nsubj\nwas AUX 3 aux:pass\nhit VERB 0 root", "passive"),
    "passive by its subject": ("en", "hit", "Iran=IRN PROPN 3 nsubj:pass\ngot AUX 3 aux\nhit VERB 0 root", "passive"),
    "an active subject outweighs the feature": ("en", "hit", "Iran=IRN PROPN 2 nsubj\nhit VERB 0 root Voice=Pass", "active"),
    "a bare participle": ("en", "hit", "ship NOUN 0 root\nhit VERB 1 acl VerbForm=Part|Tense=Past", "passive"),
    "a participle with an object": (
        "en",
        "hit",
        "ship NOUN 0 root\nhit VERB 1 acl VerbForm=Part|Tense=Past\nIran=IRN PROPN 2 obj",
        "active",
    ),
    "Indonesian by its form": ("id", "diserang", "Iran=IRN PROPN 2 nsubj\ndiserang VERB 0 root Voice=Pass", "passive"),
    "a noun has none": ("en", "attack", "The DET 2 det\nattack NOUN 0 root", ""),
}


@pytest.mark.parametrize(("tag", "word", "lines", "voice"), VOICES.values(), ids=VOICES)
def test_voice(tag, word, lines, voice):
    assert clause_of(parsed(lines, tag), word).voice == voice


SAID = "Iran=IRN PROPN 2 nsubj\nsaid VERB 0 root\nthat SCONJ 5 mark\nit PRON 5 nsubj\nstruck VERB 2 {} \nif SCONJ 8 mark\nChad=TCD PROPN 8 nsubj\nlied VERB 5 advcl"
LINKS = {
    "a complement": (SAID.format("ccomp"), "struck", ("ccomp", "said", "that")),
    "that makes a complement of an adverbial": (SAID.format("advcl"), "struck", ("ccomp", "said", "that")),
    "a condition": (SAID.format("ccomp"), "lied", ("advcl", "struck", "if")),
    "the main clause": (SAID.format("ccomp"), "said", ("main", "", "")),
    "a noun inside": ("Iran=IRN PROPN 2 nsubj\nbegan VERB 0 root\nattacks NOUN 2 obj", "attacks", ("nested", "began", "")),
    "a noun beside a noun": ("raids NOUN 0 root\nand CCONJ 3 cc\nattacks NOUN 1 conj", "attacks", ("nested", "raids", "")),
    "a verb beside a verb": ("struck VERB 0 root\nand CCONJ 3 cc\nleft VERB 1 conj", "left", ("conj", "struck", "")),
    "beside, loosely": ("left VERB 0 root\n, PUNCT 3 punct\nsaid VERB 1 parataxis", "said", ("parataxis", "left", "")),
}


@pytest.mark.parametrize(("lines", "word", "expected"), LINKS.values(), ids=LINKS)
def test_how_a_clause_hangs_on_another(lines, word, expected):
    read = parsed(lines, "en")
    clause = clause_of(read, word)
    parent = read.sentence.tokens[read.clauses[clause.parent].head].text if clause.parent >= 0 else ""

    assert (clause.link, parent, clause.mark) == expected


def test_marks_are_the_small_words_of_a_predicate_with_their_places():
    read = parsed("Iran=IRN PROPN 4 nsubj\nwill AUX 4 aux\nnot PART 4 advmod\nattack VERB 0 root\nsoon ADV 4 advmod", "en")

    assert clause_of(read, "attack").marks == (("will", 1), ("not", 2), ("soon", 4))


def test_a_governing_clause_comes_before_those_that_hang_on_it():
    clauses = parsed(SAID.format("ccomp"), "en").clauses

    assert [clause.index for clause in clauses] == list(range(len(clauses)))
    assert all(clause.parent < clause.index for clause in clauses)


def test_a_sentence_without_predicates_has_no_clauses():
    assert parsed(", PUNCT 0 root\n, PUNCT 1 punct", "en").clauses == ()


def test_a_that_clause_which_lacks_nothing_tells_what_the_noun_says():
    whole = parsed(
        "denial NOUN 7 nsubj\nthat SCONJ 4 obj\nit PRON 4 nsubj\nbombed VERB 1 acl:relcl\na DET 6 det\nschool NOUN 4 obj\nfailed VERB 0 root", "en"
    )
    open_place = parsed("school NOUN 5 nsubj\nthat PRON 4 obj\nit PRON 4 nsubj\nbombed VERB 1 acl:relcl\nburned VERB 0 root", "en")

    assert clause_of(whole, "bombed").link == "ccomp"
    assert clause_of(open_place, "bombed").link == "relcl"
