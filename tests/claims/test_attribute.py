"""Who says what: cue, source, stance, content, over several sentences of one quotation too."""

import pytest
from handmade import text_of, view, who

from detente.claims.attribute import find_attributions
from detente.records import Article


def said(*sentences, tag="en"):
    """The attributions of each sentence as "cue: source stance certainty kind [content]"."""
    text, views = "", []
    for number, lines in enumerate(sentences):
        views.append(view(lines, tag, index=number, start=len(text)))
        text += text_of(lines) + " "
    out = []
    for ready, found in zip(views, find_attributions(views, Article(text=text, language=tag)), strict=True):
        for a in found:
            cue = " ".join(ready.tree.token(t).text for t in a.cue)
            content = " ".join(ready.tree.token(t).text for t in sorted(a.content) if ready.tree.token(t).upos != "PUNCT")
            via = f" via {who(a.via)}" if a.via else ""
            out.append(f"{cue}: {who(a.sources)}{via} {a.stance} {a.certainty} {a.kind}{' quoted' if a.quoted else ''} [{content}]")
    return out


STRUCK = "that SCONJ {0} mark\nIran=IRN PROPN {0} nsubj\nstruck VERB {1} ccomp"
CASES = {
    "said that": ("en", "Seoul=KOR PROPN 2 nsubj\nsaid VERB 0 root\n" + STRUCK.format(5, 2), ["said: KOR asserts certain speech [that Iran struck]"]),
    "believes that": (
        "en", "Seoul=KOR PROPN 2 nsubj\nbelieves VERB 0 root\n" + STRUCK.format(5, 2), ["believes: KOR asserts probable thought [that Iran struck]"],
    ),
    "denied that": ("en", "Seoul=KOR PROPN 2 nsubj\ndenied VERB 0 root\n" + STRUCK.format(5, 2), ["denied: KOR denies certain speech [that Iran struck]"]),
    "did not deny that": (
        "en", "Seoul=KOR PROPN 4 nsubj\ndid AUX 4 aux\nnot PART 4 advmod\ndeny VERB 0 root\n" + STRUCK.format(7, 4),
        ["deny: KOR confirms certain speech [that Iran struck]"],
    ),
    "did not say that": ("en", "Seoul=KOR PROPN 4 nsubj\ndid AUX 4 aux\nnot PART 4 advmod\nsay VERB 0 root\n" + STRUCK.format(7, 4), []),
    "it was said that": (
        "en", "It PRON 3 expl\nwas AUX 3 aux:pass\nsaid VERB 0 root\n" + STRUCK.format(6, 3), ["said: asserts possible hearsay [that Iran struck]"],
    ),
    "according to": (
        "en", "According VERB 3 case\nto ADP 1 fixed\nSeoul=KOR PROPN 5 obl\nIran=IRN PROPN 5 nsubj\nstruck VERB 0 root",
        ["According to: KOR asserts certain according [Iran struck]"],
    ),
    "menurut": (
        "id", "Menurut ADP 2 case\nSeoul=KOR PROPN 4 obl\nIran=IRN PROPN 4 nsubj\nmenyerang VERB 0 root",
        ["Menurut: KOR asserts certain according [Iran menyerang]"],
    ),
    "the claim that somebody denies": (
        "id",
        ("Rusia=RUS PROPN 2 nsubj\nmembantah VERB 0 root\nklaim NOUN 2 obj\nAS=USA PROPN 3 nmod\nbahwa SCONJ 7 mark\nKorut=PRK PROPN 7 nsubj\nmemasok VERB 3 acl\n"
        "Rusia=RUS PROPN 7 obj"),
        ["membantah: RUS denies certain speech [klaim AS bahwa Korut memasok Rusia]", "klaim: USA asserts certain speech [bahwa Korut memasok Rusia]"],
    ),
    "what is said stands first": (
        "en", "Iran=IRN PROPN 2 nsubj\nstruck VERB 0 root\n, PUNCT 2 punct\nSeoul=KOR PROPN 5 nsubj\nsaid VERB 2 parataxis",
        ["said: KOR asserts certain speech [Iran struck]"],
    ),
    "no cue": ("en", "Iran=IRN PROPN 2 nsubj\nstruck VERB 0 root", []),
}  # fmt: skip


@pytest.mark.parametrize(("tag", "lines", "expected"), CASES.values(), ids=CASES)
def test_who_says_what(tag, lines, expected):
    assert [line.replace(":  ", ": ") for line in said(lines, tag=tag)] == expected


QUOTE = '" PUNCT 3 punct\nWe PRON 3 nsubj\nstruck VERB 0 root\n" PUNCT 3 punct\nTeheran=IRN PROPN 6 nsubj\nsaid VERB 3 parataxis'


def test_words_between_quotation_marks_are_quoted():
    assert said(QUOTE) == ["said: IRN asserts certain speech quoted [We struck]"]


def test_a_quotation_goes_on_over_the_next_sentence():
    more = '" PUNCT 3 punct\nThey PRON 3 nsubj\nfled VERB 0 root\n" PUNCT 3 punct'

    assert said(QUOTE, more) == ["said: IRN asserts certain speech quoted [We struck]", ": IRN asserts certain speech quoted [They fled]"]


def test_a_quotation_far_from_any_speaker_is_nobodys():
    more = '" PUNCT 3 punct\nThey PRON 3 nsubj\nfled VERB 0 root\n" PUNCT 3 punct'
    rain = "It PRON 2 nsubj\nrained VERB 0 root"

    assert len(said(QUOTE, rain, rain, rain, more)) == 1
