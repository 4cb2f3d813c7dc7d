"""From event, voice and moment to a claim."""

import datetime as dt

import pytest
from handmade import someone, text_of, view

from detente.claims.build import build_claim, score_of
from detente.claims.voices import Voice
from detente.events.find import find_events
from detente.language import load_pack
from detente.language.plover import QUADS
from detente.language.schema import TYPES
from detente.records import Article, Event, Moment

LINES = "Israel=ISR PROPN 2 nsubj\nattacked VERB 0 root\nSyria=SYR PROPN 2 obj"
ARTICLE = Article(text=text_of(LINES), language="en")
DAY = Moment(value="2024-05-16", first=dt.date(2024, 5, 16), last=dt.date(2024, 5, 16), basis="published", because="times:en/now")


def build(voice=None, *, article=ARTICLE, auxiliary=frozenset(), **changes):
    ready = view(LINES, "en")
    (event,) = find_events([ready])[0]
    event = Event(**{**{name: getattr(event, name) for name in Event.__dataclass_fields__}, **changes})
    return build_claim(event, voice or Voice(), DAY, place=None, article=article, view=ready, auxiliary=auxiliary)


def test_a_claim_rests_on_its_sentence_and_its_trigger():
    claim = build()

    assert (claim.trigger_text, claim.trigger_start, claim.trigger_end) == ("attacked", 7, 15)
    assert (claim.sentence_start, claim.sentence_end, claim.sentence_index) == (0, 21, 0)
    assert (claim.type, claim.quad, claim.article, claim.language) == ("ASSAULT", "material conflict", ARTICLE.id, "en")
    assert claim.because[-1] == "times:en/now"
    assert claim.because[0].startswith("events:en/")


def test_auxiliaries_are_sorted_and_reasons_stand_once():
    claim = build(Voice(because=("times:en/now",)), auxiliary=frozenset({"negation", "future"}))

    assert claim.auxiliary == ("future", "negation")
    assert claim.because.count("times:en/now") == 1


@pytest.mark.parametrize(
    "other",
    [
        build(Voice(speakers=someone("USA"))),
        build(Voice(stance="denies")),
        build(type="COERCE"),
        build(actors=someone("IRN")),
        build(article=Article(text=ARTICLE.text + "!", language="en")),
    ],
)
def test_another_voice_type_party_or_article_makes_another_id(other):
    assert build().id == build(Voice(certainty="possible")).id
    assert other.id != build().id
    assert len(other.id) == 16


@pytest.mark.parametrize(
    ("kind", "modes", "score"),
    [("ASSAULT", (), -9.0), ("ASSAULT", ("aerial",), -9.5), ("ACCUSE", (), -3.0), ("AID", ("no-such-mode",), 10.0)],
)
def test_the_score_is_that_of_the_first_mode_that_has_one(kind, modes, score):
    (event,) = find_events([view(LINES, "en")])[0]
    changed = Event(**{**{name: getattr(event, name) for name in Event.__dataclass_fields__}, "type": kind, "modes": modes})

    assert score_of(changed, load_pack("en")) == score


def test_every_type_has_its_quad_class():
    assert set(QUADS) == set(TYPES)
