"""The moment of a clause, on hand-made sentences."""

import datetime as dt
from dataclasses import replace

from detente.language import load_pack
from detente.records.moment import Moment, Timex
from detente.records.syntax import Clause, Parsed, Sentence, Token
from detente.times.find import find_times
from detente.times.link import HORIZON, TimeState, enter_sentence, is_historical, link_moment

PUBLISHED = dt.date(2022, 11, 4)
TUESDAY = Timex(
    start=0, end=1, text="A day earlier", type="DATE", value="2022-11-01", first=dt.date(2022, 11, 1), last=dt.date(2022, 11, 1),
    relative=True, anchored=True,
)  # fmt: skip
Words = list[tuple[str, int, str]]
"""Word, index of its head, relation."""


def make_clause(index: int, head: int, link: str = "main", parent: int = -1, kind: str = "verb") -> Clause:
    return Clause(index=index, head=head, kind=kind, voice="active", link=link, parent=parent, mark="", marks=(), arguments=())


def make_parsed(
    words: Words, clauses: tuple[Clause, ...], *, index: int = 0, paragraph: int = 0, published: dt.date | None = PUBLISHED
) -> Parsed:
    text = " ".join(word for word, _, _ in words)
    tokens, at = [], 0
    for number, (word, head, relation) in enumerate(words):
        tokens.append(Token(index=number, start=at, end=at + len(word), text=word, head=head, deprel=relation))
        at += len(word) + 1
    sentence = Sentence(index=index, start=0, end=len(text), paragraph=paragraph, kind="body", tokens=tuple(tokens))
    timexes = find_times(text, published=published, pack=load_pack("en"))
    return Parsed(sentence=sentence, clauses=clauses, mentions=(), timexes=timexes)


def link(
    parsed: Parsed,
    clause: int = 0,
    state: TimeState | None = None,
    *,
    ongoing: bool = False,
    future: bool = False,
    published: dt.date | None = PUBLISHED,
) -> tuple[Moment | None, TimeState]:
    return link_moment(
        parsed=parsed,
        clause=parsed.clauses[clause],
        published=published,
        ongoing=ongoing,
        future=future,
        past=False,
        state=state or TimeState(),
    )


def met_in_2019(*, index: int = 0, paragraph: int = 0) -> Parsed:
    words = [("Kim", 1, "nsubj"), ("met", -1, "root"), ("Putin", 1, "obj"), ("in", 4, "case"), ("2019", 1, "obl")]
    return make_parsed(words, (make_clause(0, 1),), index=index, paragraph=paragraph)


def plain(*, index: int = 0, paragraph: int = 0, published: dt.date | None = PUBLISHED) -> Parsed:
    words = [("Jakarta", 1, "nsubj"), ("condemned", -1, "root"), ("it", 1, "obj")]
    return make_parsed(words, (make_clause(0, 1),), index=index, paragraph=paragraph, published=published)


def days(moment: Moment | None) -> tuple[str, str, str]:
    assert moment is not None
    return moment.first.isoformat(), moment.last.isoformat(), moment.basis


def test_own_time_is_stated() -> None:
    moment, _ = link(met_in_2019())
    assert days(moment) == ("2019-01-01", "2019-12-31", "stated")
    assert moment is not None
    assert moment.value == "2019"


def test_each_clause_takes_its_own_time() -> None:
    words = [("Kim", 1, "nsubj"), ("left", -1, "root"), ("in", 3, "case"), ("May", 1, "obl"), ("after", 6, "mark")]
    words += [("Xi", 6, "nsubj"), ("came", 1, "advcl"), ("in", 8, "case"), ("March", 6, "obl")]
    parsed = make_parsed(words, (make_clause(0, 1), make_clause(1, 6, "advcl", 0)))
    assert days(link(parsed, 0)[0])[0] == "2022-05-01"
    assert days(link(parsed, 1)[0])[0] == "2022-03-01"


def test_a_coordinated_clause_shares_the_time() -> None:
    words = [("Rebels", 1, "nsubj"), ("met", -1, "root"), ("Tuesday", 1, "obl:tmod"), ("and", 4, "cc"), ("condemned", 1, "conj")]
    parsed = make_parsed(words, (make_clause(0, 1), make_clause(1, 4, "conj", 0)))
    assert days(link(parsed, 1)[0]) == ("2022-11-01", "2022-11-01", "stated")


def test_a_year_in_the_name_of_a_thing_dates_the_thing_only() -> None:
    words = [("Tehran", 1, "nsubj"), ("rejects", -1, "root"), ("the", 4, "det"), ("2015", 4, "nmod"), ("deal", 1, "obj")]
    parsed = make_parsed(words, (make_clause(0, 1), make_clause(1, 4, "nested", 0, "noun")))
    assert days(link(parsed, 0)[0]) == ("2022-11-03", "2022-11-04", "published")
    assert days(link(parsed, 1)[0])[0] == "2015-01-01"


def test_a_relative_clause_keeps_its_time_to_itself() -> None:
    words = [("Kim", 1, "nsubj"), ("praised", -1, "root"), ("troops", 1, "obj"), ("who", 4, "nsubj"), ("fought", 2, "acl:relcl")]
    words += [("in", 6, "case"), ("2014", 4, "obl")]
    parsed = make_parsed(words, (make_clause(0, 1), make_clause(1, 4, "relcl", 0)))
    assert days(link(parsed, 0)[0])[2] == "published"
    assert days(link(parsed, 1)[0])[0] == "2014-01-01"


def test_background_is_carried_through_its_paragraph_only() -> None:
    _, state = link(met_in_2019())
    same, _ = link(plain(index=1), state=state)
    other, _ = link(plain(index=1, paragraph=1), state=state)
    assert days(same) == ("2019-01-01", "2019-12-31", "carried")
    assert days(other) == ("2022-11-03", "2022-11-04", "published")


def test_a_sequel_takes_the_background_into_its_paragraph() -> None:
    _, state = link(met_in_2019())
    words = [("In", 1, "case"), ("response", 3, "obl"), ("Seoul", 3, "nsubj"), ("protested", -1, "root")]
    parsed = make_parsed(words, (make_clause(0, 3),), index=1, paragraph=1)
    pack = load_pack("en")
    moment, _ = link_moment(
        parsed=parsed, clause=parsed.clauses[0], published=PUBLISHED, ongoing=False, future=False, past=False, state=state, pack=pack
    )
    assert days(moment) == ("2019-01-01", "2019-12-31", "carried")


def test_the_day_of_the_news_holds_across_paragraphs() -> None:
    words = [("They", 1, "nsubj"), ("met", -1, "root"), ("Tuesday", 1, "obl:tmod")]
    _, state = link(make_parsed(words, (make_clause(0, 1),)))
    moment, _ = link(plain(index=1, paragraph=2), state=state)
    assert days(moment) == ("2022-11-01", "2022-11-01", "carried")


def test_an_event_is_dated_by_the_one_that_it_came_before() -> None:
    words = [("Rebels", 1, "nsubj"), ("fled", -1, "root"), ("Tuesday", 1, "obl:tmod"), ("two", 4, "nummod"), ("days", 1, "obl:unmarked")]
    words += [("after", 7, "mark"), ("troops", 7, "nsubj"), ("came", 1, "advcl"), ("and", 9, "cc"), ("fired", 7, "conj")]
    parsed = make_parsed(words, (make_clause(0, 1), make_clause(1, 7, "advcl", 0), make_clause(2, 9, "conj", 1)))
    assert days(link(parsed, 0)[0]) == ("2022-11-01", "2022-11-01", "stated")
    assert days(link(parsed, 1)[0]) == ("2022-10-30", "2022-10-30", "stated")
    assert days(link(parsed, 2)[0]) == ("2022-10-30", "2022-10-30", "stated")


def test_hours_before_news_of_the_day_may_be_the_day_before() -> None:
    words = [("He", 1, "nsubj"), ("quit", -1, "root"), ("hours", 1, "obl:unmarked"), ("after", 5, "mark"), ("troops", 5, "nsubj")]
    words += [("came", 1, "advcl")]
    parsed = make_parsed(words, (make_clause(0, 1), make_clause(1, 5, "advcl", 0)))
    assert days(link(parsed, 1)[0]) == ("2022-11-02", "2022-11-04", "stated")


def test_a_look_back_governs_its_own_paragraph_only() -> None:
    words = [("They", 1, "nsubj"), ("met", -1, "root"), ("Wednesday", 1, "obl:tmod")]
    _, state = link(make_parsed(words, (make_clause(0, 1),)))
    words = [("A", 1, "det"), ("day", 2, "obl:tmod"), ("earlier", 4, "advmod"), ("rebels", 4, "nsubj"), ("fired", -1, "root")]
    back = make_parsed(words, (make_clause(0, 4),), index=1)
    back = replace(back, timexes=(replace(TUESDAY, start=0, end=13),))
    _, state = link(back, state=state)
    assert days(link(plain(index=2), state=state)[0])[0] == "2022-11-01"
    assert days(link(plain(index=2, paragraph=1), state=state)[0])[0] == "2022-11-02"


def test_the_state_is_the_same_however_often_a_sentence_is_taken_in() -> None:
    parsed = met_in_2019()
    once = enter_sentence(parsed, TimeState())
    assert enter_sentence(parsed, once) == once
    assert link(parsed, state=once)[1] == once


def test_standing_relations_run_from_new_year() -> None:
    assert days(link(plain(), ongoing=True)[0]) == ("2022-01-01", "2022-11-04", "published")


def test_since_runs_to_publication() -> None:
    words = [("Tokyo", 1, "nsubj"), ("imposed", -1, "root"), ("sanctions", 1, "obj"), ("since", 4, "case"), ("2006", 1, "obl")]
    parsed = make_parsed(words, (make_clause(0, 1),))
    assert days(link(parsed, ongoing=True)[0]) == ("2006-01-01", "2022-11-04", "stated")


def test_the_future_begins_at_publication() -> None:
    assert days(link(plain(), future=True)[0]) == ("2022-11-04", (PUBLISHED + dt.timedelta(days=HORIZON)).isoformat(), "published")
    words = [("Kim", 2, "nsubj"), ("will", 2, "aux"), ("visit", -1, "root"), ("next", 4, "amod"), ("month", 2, "obl:tmod")]
    parsed = make_parsed(words, (make_clause(0, 2),))
    assert days(link(parsed, future=True)[0]) == ("2022-12-01", "2022-12-31", "stated")


def test_a_running_unit_ends_at_publication_for_what_happened() -> None:
    words = [("Kim", 1, "nsubj"), ("tested", -1, "root"), ("missiles", 1, "obj"), ("this", 4, "det"), ("year", 1, "obl:tmod")]
    parsed = make_parsed(words, (make_clause(0, 1),))
    assert days(link(parsed)[0]) == ("2022-01-01", "2022-11-04", "stated")


def test_without_publication_only_what_needs_none() -> None:
    assert link(plain(published=None), published=None)[0] is None
    words = [("Kim", 1, "nsubj"), ("left", -1, "root"), ("in", 3, "case"), ("2019", 1, "obl")]
    parsed = make_parsed(words, (make_clause(0, 1),), published=None)
    assert days(link(parsed, published=None)[0])[0] == "2019-01-01"


def test_history_is_more_than_a_year_back() -> None:
    def at(year: int) -> Moment:
        return Moment(value=str(year), first=dt.date(year, 1, 1), last=dt.date(year, 12, 31), basis="stated")

    assert is_historical(at(2019), PUBLISHED, discourse_past=False)
    assert not is_historical(at(2022), PUBLISHED, discourse_past=False)
    assert not is_historical(at(2021), PUBLISHED, discourse_past=False)
    assert is_historical(at(2021), PUBLISHED, discourse_past=True)
    assert not is_historical(None, PUBLISHED, discourse_past=True)
