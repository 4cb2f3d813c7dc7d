"""Every probe of attribution is read rightly; each kind of construction is tried at least five times."""

from collections import Counter

import pytest
from attribution_probes import attribution_faults, load_attribution_probes

from detente.language import available_languages

LANGUAGES = available_languages()
PROBES = [probe for tag in LANGUAGES for probe in load_attribution_probes(tag)]


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.id)
def test_who_says_what_with_which_stance_and_how_sure(probe):
    wrong = attribution_faults(probe)

    assert not wrong, "\n".join([probe.text, *wrong])


@pytest.mark.parametrize("tag", LANGUAGES)
def test_there_are_three_hundred_probes_and_five_of_each_kind(tag):
    kinds = Counter(probe.kind for probe in load_attribution_probes(tag))

    assert kinds.total() >= 300
    assert {kind: count for kind, count in kinds.items() if count < 5} == {}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_text_is_tried_twice(tag):
    texts = Counter(probe.text for probe in load_attribution_probes(tag))

    assert [text for text, count in texts.items() if count > 1] == []
