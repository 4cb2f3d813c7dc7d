"""A denial that names no event answers the claim before it."""

import datetime as dt

import pytest
from handmade import parsed, someone, text_of, who
from samples import make_claim

from detente.claims.answers import find_answers
from detente.claims.build import build_answer
from detente.records import Article, Attribution, Event


def said(*sources, stance="denies", content=(2, 3), cue=(1,)):
    return Attribution(
        sentence=1, cue=cue, sources=someone(*sources), via=(), content=frozenset(content), stance=stance, certainty="certain", author="neutral",
        kind="speech", because="reporting:en/deny",
    )  # fmt: skip


def event(trigger, kind="AID"):
    return Event(
        sentence=1, clause=0, trigger=(trigger,), row="x", type=kind, modes=(), contexts=(), cameo="", flags=frozenset(), actors=someone("PRK"), recipients=(),
    )  # fmt: skip


# "Washington believes that Pyongyang shipped shells to Russia": USA says that PRK gave RUS aid, in sentence 0
CLAIM = make_claim()
CASES = {
    "denied by a party": ([said("RUS")], [], [CLAIM], 1, 1),
    "confirmed by a party": ([said("PRK", stance="confirms")], [], [CLAIM], 1, 1),
    "doubted by a party": ([said("PRK", stance="doubts")], [], [CLAIM], 1, 1),
    "said by a party": ([said("RUS", stance="asserts")], [], [CLAIM], 1, 0),
    "denied by somebody else": ([said("FRA")], [], [CLAIM], 1, 0),
    "denied by nobody named": ([said()], [], [CLAIM], 1, 0),
    "denied with an event of its own": ([said("RUS")], [event(3)], [CLAIM], 1, 0),
    "an accusation is no event of its own": ([said("RUS")], [event(3, "ACCUSE")], [CLAIM], 1, 1),
    "too far back": ([said("RUS")], [], [CLAIM], 4, 0),
    "just near enough": ([said("RUS")], [], [CLAIM], 3, 1),
    "what the reporter says": ([said("RUS")], [], [make_claim(speakers=())], 1, 0),
    "one's own word": ([said("RUS")], [], [make_claim(speakers=someone("RUS"))], 1, 0),
    "what is denied already": ([said("RUS")], [], [make_claim(stance="denies")], 1, 0),
    "a word carried over without a cue": ([said("RUS", cue=())], [], [CLAIM], 1, 0),
    "two claims of the nearest sentence": ([said("RUS")], [], [CLAIM, make_claim(id="c2")], 1, 2),
    "only the nearest sentence": ([said("RUS")], [], [CLAIM, make_claim(id="c2", sentence_index=1)], 2, 1),
}


@pytest.mark.parametrize(("attributions", "told", "before", "sentence", "count"), CASES.values(), ids=CASES)
def test_which_claims_are_answered(attributions, told, before, sentence, count):
    answers = find_answers(attributions, told, before, sentence)

    assert sum(len(answer.claims) for answer in answers) == count


def test_an_answer_is_the_claim_in_another_voice_where_it_is_given():
    lines = "Moscow=RUS PROPN 2 nsubj\ndenied VERB 0 root\nthe DET 4 det\nallegation NOUN 2 obj"
    article = Article(text=f"{'.' * 60}{text_of(lines)}", language="en", published=dt.date(2022, 11, 8))
    answer = build_answer(CLAIM, said("RUS"), article=article, parsed=parsed(lines, "en", index=1, start=60))

    assert (answer.type, who(answer.actors), who(answer.recipients), answer.when) == (CLAIM.type, "PRK", "RUS", CLAIM.when)
    assert (who(answer.speakers), answer.stance, answer.certainty) == ("RUS", "denies", "certain")
    assert (answer.trigger_text, answer.sentence_index) == ("denied", 1)
    assert article.text[answer.trigger_start : answer.trigger_end] == "denied"
    assert answer.because[-2:] == ("reporting:en/deny", "claims:answer")
    assert answer.id != CLAIM.id
