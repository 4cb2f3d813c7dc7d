"""Briefs say what a ledger learned in some days: what is new, what changed, how relations stand; as page, Markdown and PDF."""

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser

import pypdfium2
import pytest
from accounts import disputed, make_account, make_voice, several
from hostile import accounts
from hypothesis import HealthCheck, given, settings
from ledgers import new_ledger
from press import fill
from telling import make_told

import detente
from detente.brief import Brief, Change, Move
from detente.brief.markdown import write_markdown
from detente.brief.outline import outline
from detente.brief.page import write_html
from detente.brief.pdf import write_pdf
from detente.desk.days import parse_span
from detente.errors import UsageError

CHART = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10"><defs><clipPath id="clip0"><rect width="9" height="9"/></clipPath></defs><path clip-path="url(#clip0)" stroke="#222222" d="M0,0L9,9"/></svg>'
WARMER = Move(a="PRK", b="RUS", before=0.1, after=0.6, band_before=(-0.2, 0.3), band_after=(0.4, 0.8), events=3, chart=CHART)
STEADY = Move(a="RUS", b="UKR", before=-0.8, after=-0.82, band_before=(-0.9, -0.7), band_after=(-0.9, -0.7), events=1, chart=CHART)
THIN = Move(a="CHN", b="PRK", before=None, after=0.2, band_before=(-1, 1), band_after=(-0.4, 0.6), events=1)


def make_brief(**changes: object) -> Brief:
    fields = {
        "parties": ("RUS", "PRK"), "first": dt.date(2022, 11, 1), "last": dt.date(2022, 11, 8), "clock": "said", "language": "en", "new": several(), "more": 2,
        "contested": (Change(account=disputed(), before="alleged"),), "settled": (), "moves": (WARMER, STEADY, THIN), "basis": (0.9, 90.0, "world"),
    }  # fmt: skip
    return Brief(**{**fields, **changes})


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


# --- what is in it -----------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("brief")
    fill(new_ledger(folder))
    with detente.open(folder / "detente.db") as opened:
        yield opened


@pytest.mark.parametrize(
    ("since", "until", "clock", "new", "contested"),
    [
        ("2022-11-08", "2022-11-08", "said", ["AID"], 0),  # the claim is printed
        ("2022-11-09", "2022-11-14", "said", [], 0),
        ("2022-11-09", "2022-11-15", "said", [], 1),  # the denial is printed a week later
        ("2w", "2022-11-15", "said", ["AID"], 0),  # claim and denial in one: it is new and disputed at once
        ("2022-12", "2022-12", "said", ["CONSULT"], 0),
        ("7d", "2022-11-08", "learned", [], 0),  # the ledger learned it at noon of the day after
        ("7d", "2022-11-09", "learned", ["AID"], 0),
        ("2022-11-10", "2022-11-16", "learned", [], 1),
    ],
)  # fmt: skip
def test_what_is_new_and_what_became_contested_between_two_days(ledger, since, until, clock, new, contested):
    brief = ledger.brief(since=since, until=until, clock=clock)

    assert [one.event.type for one in brief.new] == new
    assert [(change.before, change.after) for change in brief.contested] == [("alleged", "disputed")] * contested


def test_an_analysts_word_settles_what_was_disputed(tmp_path):
    fill(new_ledger(tmp_path))
    today = dt.datetime.now(dt.UTC).date()
    with detente.open(tmp_path / "detente.db") as ledger:
        (found,) = ledger.ask(types=["AID"])
        ledger.retract(*(told.id for told in found.claims if told.claim.stance == "denies"), reason="misread", by="Ana")
        brief = ledger.brief("RUS", since=today.isoformat())

    assert [(change.before, change.after) for change in brief.settled] == [("disputed", "alleged")]
    assert (brief.new, brief.contested) == ((), ())


def test_only_events_of_the_parties_and_no_more_than_asked_for(ledger):
    assert [len(ledger.brief(*parties, since="2022", until="2022").new) for parties in ((), ("rus",), ("PRK", "FRA"), ("FRA",))] == [2, 2, 2, 0]
    short = ledger.brief(since="2022", until="2022", limit=1)
    assert (len(short.new), short.more) == (1, 1)


def test_the_relations_among_the_parties_are_told_with_charts(ledger):
    (move,) = ledger.brief("RUS", "PRK", since="2022-12", until="2022-12").moves

    assert (move.a, move.b, move.events, move.verdict) == ("PRK", "RUS", 1, "thin")
    assert move.chart.startswith("<svg")
    assert ledger.brief("RUS", "FRA", since="2022-12", until="2022-12").moves == ()


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [("7d", "2022-11-08", "2022-11-02", "2022-11-08"), ("2w", "", "2022-11-26", "2022-12-09"), ("2022-11", "2022-11", "2022-11-01", "2022-11-30"), ("1d", "", "2022-12-09", "2022-12-09")],
)
def test_a_span_is_a_length_or_days(since, until, first, last):
    assert parse_span(since, until, today=dt.date(2022, 12, 9)) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(("since", "until"), [("0d", ""), ("-1d", ""), ("xd", ""), ("", ""), ("2023", "2022"), ("999999999d", ""), ("7x", "")])
def test_a_span_that_is_none_is_refused(since, until):
    with pytest.raises(UsageError):
        parse_span(since, until, today=dt.date(2022, 12, 9))


def test_a_relation_has_moved_once_it_left_the_band_in_which_it_was():
    assert [(move.verdict, move.moved) for move in (WARMER, STEADY, THIN, replace(WARMER, after=-0.5))] == [("warmer", True), ("steady", False), ("thin", False), ("colder", True)]


# --- how it is written -------------------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """All tags with their attributes, checked to be closed in order."""

    VOID = ("meta", "path", "rect", "br", "line")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.open, self.words = [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def test_a_page_stands_alone_and_every_footnote_leads_to_its_sentence():
    page = write_html(make_brief())
    tags = Tags(page).tags
    names = [tag["id"] for _, tag in tags if "id" in tag]
    inner = [tag["href"] for _, tag in tags if tag.get("href", "").startswith("#")]

    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#|https://paper\.example/)', page)
    assert "url(http" not in page
    assert len(names) == len(set(names))
    assert {href[1:] for href in inner} == {name for name in names if name.startswith("note-")}
    assert set(re.findall(r"@media ([^{]+) {", page)) >= {"(prefers-color-scheme: dark)", "print"}
    assert page.count("<h1>") == 1


def test_a_page_says_who_claims_and_who_denies_and_how_it_stood():
    words = " ".join(" ".join(Tags(write_html(make_brief())).words).split())

    for told in (
        "Brief: Russia and North Korea", "What was learned from 1 November 2022 to 8 November 2022", "6 New events", "1 Became contested", "1 Relations that moved",
        "North Korea – Russia warmer +0.10 → +0.60 (+0.40 to +0.80)", "too little is told to read this ? → +0.20", "alleged → disputed",
        "Denied or doubted by North Korea 2", "2 more new events are not listed.", "“North Korea denied it.” North Korea in Their Paper, 8 November 2022: Shells",
        "No contested event was settled.",
    ):  # fmt: skip
        assert told in words.replace(" :", ":"), told


def test_a_brief_without_charts_says_so():
    bare = make_brief(charts=False, moves=(replace(WARMER, chart=""),))

    assert "has no charts" in write_html(bare)
    assert "has no charts" not in write_html(make_brief())


def test_markdown_has_its_footnotes_and_the_same_words():
    text = write_markdown(make_brief())

    assert "- **North Korea → Russia: helps** (alleged → disputed; 2 October 2022 to 1 November 2022; 2 claims)  " in text
    assert "  Denied or doubted by North Korea[^2]  " in text
    assert "[^2]: “North Korea denied it.” North Korea in Their Paper, 8 November 2022: Shells <https://paper.example/a2>" in text
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))


def test_a_pdf_has_the_same_words_and_is_the_same_twice():
    pdf = write_pdf(make_brief())

    assert pdf == write_pdf(make_brief())
    for told in ("Brief: Russia and North Korea", "Denied or doubted by North Korea", "“North Korea denied it.”", "alleged → disputed"):
        assert told in text_of(pdf), told


def test_all_of_it_is_indonesian_where_that_is_asked():
    brief = make_brief(language="id", last=dt.date(2022, 8, 17), first=dt.date(2022, 8, 1))
    pages = " ".join(" ".join(Tags(write_html(brief)).words).split()), write_markdown(brief), text_of(write_pdf(brief))

    for page in pages:
        for told in ("Ringkasan: Rusia dan Korea Utara", "1 Agustus 2022 sampai 17 Agustus 2022", "Menjadi diperdebatkan", "+0,10", "Dibantah atau diragukan oleh Korea Utara"):
            assert told in page, told
        assert not re.search(r"\b(?:Claimed|events?|claims?|helps|denied by)\b", page.replace("North Korea denied it", ""))


def test_an_empty_brief_says_that_nothing_is_new():
    empty = make_brief(new=(), more=0, contested=(), moves=())

    assert "Nothing new was learned in this time." in write_html(empty)
    assert "No relation moved" in write_markdown(empty)
    assert write_pdf(empty).startswith(b"%PDF")


def test_a_side_with_many_voices_names_four_and_counts_the_rest():
    one = make_account([make_told("m0", speakers="USA")])
    said = [make_voice(make_told(f"m{number}", speakers=code)) for number, code in enumerate(("USA", "KOR", "JPN", "FRA", "GBR", "DEU"))]
    many = replace(one, voices=tuple(said), standing=replace(one.standing, for_claims=tuple(voice.told.id for voice in said)))
    (item,) = outline(make_brief(new=(many,), contested=())).sections[0].items

    assert item.sides[0].text == "Claimed by United States, South Korea, Japan, France, and 2 more"
    assert item.sides[0].notes == (1, 2, 3, 4)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(accounts())
def test_whatever_stands_in_articles_a_brief_comes_out_whole(case):
    brief = make_brief(new=(case[0],), contested=())
    page, text = write_html(brief), write_markdown(brief)

    assert {tag for tag, _ in Tags(page).tags} <= {"html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "span", "div", "a", "sup", "q", "cite", "svg", "g", "path", "rect", "defs", "clippath"}
    assert not [value for _, tag in Tags(page).tags for name, value in tag.items() if name.startswith("on") or (value or "").lower().startswith(("javascript:", "data:"))]
    assert not re.search(r"(?<!\\)<(?!https?://)", text)
    assert not re.search(r"(?<!\\)!\[|(?<!\\)`", text)
    assert text_of(write_pdf(brief))
