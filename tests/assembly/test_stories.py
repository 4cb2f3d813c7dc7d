"""The stories of examples/stories are whole, and what is read of them is joined and judged as a careful reader does."""

from functools import cache

import pytest
from assembly import Counts, measure
from stories import load_stories

from detente.assembly import find_copies, find_origins, sketch, strip_credits
from detente.language import load_pack

STORIES = load_stories()


@cache
def totals() -> dict[str, Counts]:
    return measure(STORIES)


def test_there_are_ten_stories_of_six_articles_in_both_languages_and_more():
    assert len(STORIES) >= 10
    for story in STORIES:
        assert len(story.articles) >= 6, story.name
        assert {article.language for article in story.articles.values()} == {"en", "id"}, story.name
        assert {event for event, _, _ in story.status} <= {claim.event for claim in story.claims}, story.name


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_shortened_copies_go_back_to_their_article_and_nothing_else_does(story):
    sketches = {name: sketch(strip_credits(a.text, load_pack(a.language))) for name, a in story.articles.items()}
    origins = find_origins(sketches, find_copies(sketches))
    together = {frozenset(pair) for pair in story.copies.items()}

    assert {frozenset((a, b)) for a in origins for b in origins if a < b and origins[a] == origins[b]} == together


def test_claims_are_joined_to_events_as_a_careful_reader_joins_them():
    assert totals()["all"].f1 >= 0.91
    assert totals()["matched"].f1 >= 0.95
    assert totals()["expected"].f1 >= 0.97


def test_events_stand_as_a_careful_reader_says():
    read_in, expected = totals()["all"], totals()["expected"]

    assert read_in.status_right / read_in.status >= 0.9
    assert expected.status_right / expected.status >= 0.97
