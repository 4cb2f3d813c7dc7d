"""Words that call a report untrue deny it."""

import pytest
from handmade import someone, view, who

from detente.claims.verdicts import find_verdicts
from detente.records import Attribution

CALLED = "Moscow=RUS PROPN 2 nsubj\ncalled VERB 0 root\nthe DET 4 det\nstory NOUN 2 obj\nnonsense NOUN 2 xcomp"
MENYEBUT = "Moskow=RUS PROPN 2 nsubj\nmenyebut VERB 0 root\nkabar NOUN 2 obj\nitu DET 3 det\nbohong ADJ 2 xcomp"
NOT_LIE = "Moscow=RUS PROPN 2 nsubj\ncalled VERB 0 root\nit PRON 2 obj\nnot PART 5 advmod\nbaseless ADJ 2 xcomp"
SPREAD = "Moscow=RUS PROPN 2 nsubj\nspread VERB 0 root\na DET 4 det\nlie NOUN 2 obj"
FALSE_FLAG = "Moscow=RUS PROPN 2 nsubj\ncalled VERB 0 root\nthe DET 5 det\nfalse ADJ 5 amod\npassport NOUN 2 obj"
THAT_IS = "That PRON 4 nsubj\nis AUX 4 cop\na DET 4 det\nlie NOUN 0 root"
CASES = {
    "called the story nonsense": ("en", CALLED, (), "RUS", {"the", "story"}),
    "menyebut kabar itu bohong": ("id", MENYEBUT, (), "RUS", {"kabar", "itu"}),
    "called it not baseless": ("en", NOT_LIE, (), None, None),
    "spread a lie": ("en", SPREAD, (), None, None),
    "called the false passport": ("en", FALSE_FLAG, (), None, None),
    "that is a lie, by nobody": ("en", THAT_IS, (), None, None),
    "that is a lie, somebody said": ("en", THAT_IS, ("RUS",), "RUS", {"That"}),
}


def speech(*sources):
    return Attribution(
        sentence=0, cue=(), sources=someone(*sources), via=(), content=frozenset(range(4)), stance="asserts", certainty="certain", author="neutral",
        kind="speech", because="reporting:en/say",
    )  # fmt: skip


@pytest.mark.parametrize(("tag", "lines", "sayers", "judge", "content"), CASES.values(), ids=CASES)
def test_who_denies_what(tag, lines, sayers, judge, content):
    ready = view(lines, tag)
    found = find_verdicts(ready, [speech(*sayers)] if sayers else [])

    assert [who(a.sources) for a in found] == ([judge] if judge else [])
    assert [{ready.tree.token(i).text for i in a.content} for a in found] == ([content] if content else [])
    assert all(a.stance == "denies" for a in found)
