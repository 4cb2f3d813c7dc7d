"""`detente.find_attributions` for anybody's text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente

WORDS = ("Moscow", "denied", "said", "that", "he", "\"", "“", "”", ",", ".", "Kyiv", "struck", "according to", "reportedly", ":", "\n", "nya", "''", "the", "claim")


def test_the_example_of_the_documentation():
    (one,) = detente.find_attributions("Moscow denied that it had shelled the town.", language="en")

    assert (one.source.text, one.cue[0].text, one.content[0].text, one.stance) == ("Moscow", "denied", "that it had shelled the town", "denies")


def test_a_quotation_of_several_sentences_is_one_saying_in_several_stretches():
    text = '"We are here. We stay," Modi said. "Nobody moves us."'
    (one,) = detente.find_attributions(text, language="en")

    assert [c.text for c in one.content] == ["We are here", "We stay", "Nobody moves us"]


def test_own_tables_add_cues(tmp_path):
    folder = tmp_path / "en"
    folder.mkdir()
    header = "id\tlemma\tpos\tstance\tcertainty\tauthor\tkind\tframe\tnote"
    (folder / "reporting.tsv").write_text(f"{header}\nbleat\tbleat\tv\tasserts\tcertain\tdistancing\tspeech\n", encoding="utf-8")
    text = "Minsk bleated that the border was calm."

    assert detente.find_attributions(text, language="en") == ()
    assert [s.author for s in detente.find_attributions(text, language="en", tables=tmp_path)] == ["distancing"]


def test_wrong_use_is_an_error():
    with pytest.raises(detente.UnknownLanguage):
        detente.find_attributions("Hello.", language="xx")
    with pytest.raises(detente.UsageError):
        detente.find_attributions("Hello.", language="en", tables="/no/such/folder")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), st.sampled_from(("en", "id")))
def test_whatever_the_text_the_stretches_lie_in_it_and_nesting_points_at_another(text, language):
    found = detente.find_attributions(text, language=language)

    for number, saying in enumerate(found):
        parts = (*saying.cue, *saying.content, *((saying.source,) if saying.source else ()), *((saying.named,) if saying.named else ()))
        assert all(0 <= s.start < s.end and text[s.start : s.end] == s.text for s in parts)
        assert saying.cue
        assert -1 <= saying.inside < len(found)
        assert saying.inside != number
