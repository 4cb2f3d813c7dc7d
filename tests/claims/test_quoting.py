"""Whose a quotation in a sentence is, and what a medium only relays."""

from handmade import text_of, view

from detente.claims.attribute import find_attributions
from detente.claims.quotes import find_quotes
from detente.claims.quoting import hand_out, relayed
from detente.records import Article, Attribution, Entity, Party

KCNA = Party(entity=Entity(code="PRK", sector="JRN", name="KCNA"), start=0, end=4, text="KCNA")


RELAYED = "Kim=PRK PROPN 2 nsubj\nsaid VERB 0 root\nhe PRON 4 nsubj\nwon VERB 2 ccomp\nby ADP 6 case\nKCNA=PRK PROPN 4 obl"


def attribution(cue, content, *, kind="speech", source=0, via=()):
    return Attribution(
        sentence=0, cue=(cue,), sources=(), via=via, content=frozenset(content), stance="asserts", certainty="certain", author="neutral", kind=kind,
        because="", source=source,
    )  # fmt: skip


def contents(lines):
    """The content of each attribution of a sentence, its words joined."""
    ready = view(lines, "en")
    (found,) = find_attributions([ready], Article(text=text_of(lines), language="en"))
    return [(ready.tree.token(a.cue[0]).text, " ".join(ready.tree.token(i).text for i in sorted(a.content) if ready.tree.token(i).upos != "PUNCT")) for a in found]


def test_each_quotation_goes_to_the_cue_beside_it():
    lines = (
        '" PUNCT 3 punct\nIt PRON 3 nsubj\nfailed VERB 0 root\n" PUNCT 3 punct\nSeoul=KOR PROPN 6 nsubj\nsaid VERB 3 parataxis\nwhile SCONJ 9 mark\nTokyo=JPN PROPN 9 nsubj\n'
        'added VERB 6 advcl\n" PUNCT 11 punct\nWorse ADJ 9 dep\nfollowed VERB 11 dep\nsoon ADV 12 advmod\n" PUNCT 11 punct'
    )

    assert contents(lines) == [("said", "It failed"), ("added", "Worse followed soon")]


def test_a_word_at_arms_length_is_nobodys():
    lines = 'The DET 3 det\n" PUNCT 3 punct\nvolunteers NOUN 5 nsubj\n" PUNCT 3 punct\nleft VERB 0 root'
    ready = view(lines, "en")

    assert hand_out(ready, [], find_quotes(text_of(lines))) == []


def test_what_somebody_quoted_says_ends_with_the_quotation():
    lines = '" PUNCT 4 punct\nThey PRON 4 nsubj\nalways ADV 4 advmod\nclaim VERB 0 root\nit PRON 4 obj\n" PUNCT 4 punct\nSeoul=KOR PROPN 8 nsubj\nsaid VERB 4 parataxis'
    ready = view(lines, "en")
    (kept,) = hand_out(ready, [attribution(3, {4, 6})], find_quotes(text_of(lines)))

    assert kept.content == frozenset({4})


def test_a_medium_that_relays_becomes_via_and_its_own_words_are_no_content():
    said, relay = attribution(1, {2, 3, 4, 5}), attribution(4, {0, 1, 2, 3}, kind="relay", source=5, via=(KCNA,))
    (found,) = relayed(view(RELAYED, "en"), [said, relay])

    assert found.via == (KCNA,)
    assert found.content == frozenset({2, 3})


def test_a_relay_of_nobody_stands_alone():
    relay = attribution(4, {0, 1}, kind="relay", via=(KCNA,))

    assert relayed(view(RELAYED, "en"), [relay]) == [relay]


def test_who_reports_it_is_no_part_of_what_is_said():
    said, report = attribution(1, {2, 3, 4, 5}), attribution(4, {0, 1, 2, 3}, kind="according", source=5)

    assert [set(a.content) for a in relayed(view(RELAYED, "en"), [said, report])] == [{2, 3}, {0, 1, 2, 3}]
