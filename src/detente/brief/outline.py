"""A brief as lines of words: headings, items, footnotes. What the writers share, so that page, Markdown and PDF say the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.brief.contents import Brief, Change, Move
from detente.language.phrases import Phrases, load_phrases
from detente.language.washing import wash, wash_url
from detente.records import Account, Voice

_VOICES = 4  # of a side are named and quoted; more are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: a sentence of an article, who says it where, and the address of the article ("" for none)."""

    number: int
    quote: str
    credit: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Who claims or denies an event, in words, with the numbers of the footnotes that show it; `against` for those who deny."""

    text: str
    notes: tuple[int, ...]
    against: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event: its days, what happened, how it stands (and stood), both sides, and what it rests on."""

    event: str
    days: str
    headline: str
    status: str
    status_words: str
    before_words: str
    sides: tuple[Side, ...]
    basis: str
    conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its items, or the words that stand where there are none; `after` says what is left out."""

    name: str
    title: str
    items: tuple[Item, ...]
    empty: str
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A relation: its name, where it stood and stands, which way it went, and its chart with a description in words."""

    pair: str
    verdict: str
    verdict_words: str
    words: str
    events: str
    before: float | None
    after: float | None
    chart: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole brief in words; `glance` are numbers with what they count, for the head of the page."""

    language: str
    title: str
    period: str
    basis: tuple[str, ...]
    glance: tuple[tuple[str, str], ...]
    moved_title: str
    rows: tuple[Row, ...]
    moved_empty: str
    moved_basis: str
    sections: tuple[Section, ...]
    notes_title: str
    notes: tuple[Note, ...]
    made: str
    warning: str


@dataclass(slots=True)
class _Notes:
    """The footnotes as they are asked for; the same claim has one number however often it is named."""

    phrases: Phrases
    numbers: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def number(self, voice: Voice) -> int:
        name = voice.told.id
        if name not in self.numbers:
            self.numbers[name] = len(self.numbers) + 1
            link, credit = wash_url(voice.printing.url), self.phrases.credit(voice)
            title = wash(voice.printing.title)
            whole = f"{credit}: {title}" if title else credit
            self.notes.append(Note(number=self.numbers[name], quote=self.phrases.quote(voice), credit=whole, link=link))
        return self.numbers[name]


def outline(brief: Brief) -> Outline:
    """A brief in the words of its language, its footnotes numbered in the order in which they are named."""
    phrases = load_phrases(brief.language)
    notes = _Notes(phrases)
    sections = tuple(
        Section(name=name, title=phrases.say(name, "brief"), items=items, empty=phrases.say(f"nothing_{name}", "brief"), after=after)
        for name, items, after in (
            ("new", tuple(_item(one, "", phrases, notes) for one in brief.new), _more(brief, phrases)),
            ("contested", _changed(brief.contested, phrases, notes), ""),
            ("settled", _changed(brief.settled, phrases, notes), ""),
        )
    )
    rows = tuple(_row(move, brief, phrases) for move in brief.moves)
    level, days, neutral = brief.basis
    mix = phrases.pictures["neutral"][neutral]
    moved_basis = phrases.say("move_basis", "brief", level=f"{level * 100:g}", days=f"{days:g}", neutral=mix)
    names = phrases.listed(phrases.name(code) for code in brief.parties)
    return Outline(
        language=brief.language, title=phrases.say("title", "brief", parties=names) if names else phrases.say("title_all", "brief"),
        period=phrases.say("period", "brief", first=phrases.day(brief.first), last=phrases.day(brief.last)), basis=_basis(brief, phrases),
        glance=_glance(brief, phrases), moved_title=phrases.say("relations", "brief"), rows=rows,
        moved_empty="" if rows else phrases.say("nothing_moved", "brief"), moved_basis=moved_basis if rows else "", sections=sections,
        notes_title=phrases.say("notes", "brief"), notes=tuple(notes.notes), made=phrases.say("made", "brief", day=phrases.day(brief.last)),
        warning="" if brief.charts else phrases.say("no_charts", "brief"),
    )  # fmt: skip


def _basis(brief: Brief, phrases: Phrases) -> tuple[str, ...]:
    accounts = brief.accounts
    articles = {voice.printing.id or voice.told.claim.article for one in accounts for voice in one.voices}
    numbers = {"events": len(accounts), "claims": sum(len(one.voices) for one in accounts), "articles": len(articles)}
    told = phrases.say("basis", "brief", **{name: phrases.whole(number) for name, number in numbers.items()})
    return told, phrases.say(f"basis_{brief.clock}", "brief")


def _glance(brief: Brief, phrases: Phrases) -> tuple[tuple[str, str], ...]:
    counts = (
        ("new", len(brief.new) + brief.more), ("contested", len(brief.contested)), ("settled", len(brief.settled)),
        ("moved", sum(move.moved for move in brief.moves)),
    )  # fmt: skip
    return tuple((phrases.whole(number), phrases.say(name, "brief")) for name, number in counts)


def _more(brief: Brief, phrases: Phrases) -> str:
    return phrases.say("new_more", "brief", number=phrases.whole(brief.more)) if brief.more else ""


def _changed(changes: Sequence[Change], phrases: Phrases, notes: _Notes) -> tuple[Item, ...]:
    return tuple(_item(change.account, change.before, phrases, notes) for change in changes)


def _item(account: Account, before: str, phrases: Phrases, notes: _Notes) -> Item:
    event, status = account.event, account.standing.status
    counted = [phrases.many("claims", len(account.voices))]
    if account.standing.origins:
        counted.append(phrases.many("origins", account.standing.origins))
    sides = tuple(
        _side(key, voices, phrases, notes, against=key == "denied_by")
        for key, voices in zip(("said_by", "denied_by"), account.sides, strict=True) if voices
    )  # fmt: skip
    if not sides:
        sides = (_side("said_by", account.voices, phrases, notes, against=False),)
    return Item(
        event=event.id, days=phrases.span(event.first, event.last), headline=phrases.headline(account), status=status,
        status_words=phrases.status(status), before_words=phrases.status(before) if before else "", sides=sides,
        basis=", ".join(counted), conflict=account.lead.claim.quad.endswith("conflict"),
    )  # fmt: skip


def _side(key: str, voices: Sequence[Voice], phrases: Phrases, notes: _Notes, *, against: bool) -> Side:
    speakers = phrases.speakers(voices)
    shown = list(speakers[:_VOICES])
    if len(speakers) > _VOICES:
        shown.append(phrases.say("more_voices", "brief", number=phrases.whole(len(speakers) - _VOICES)))
        text = phrases.say(key, names=", ".join(shown))
    else:
        text = phrases.say(key, names=phrases.listed(shown))
    first = {phrases.speaker(voice): voice for voice in reversed(voices)}
    return Side(text=text, notes=tuple(notes.number(first[name]) for name in speakers[:_VOICES]), against=against)


def _row(move: Move, brief: Brief, phrases: Phrases) -> Row:
    pair = f"{phrases.name(move.a)} \N{EN DASH} {phrases.name(move.b)}"
    before, after = (phrases.decimal(value) if value is not None else "?" for value in (move.before, move.after))
    low, high = (phrases.decimal(value) for value in move.band_after)
    words = phrases.say("move", "brief", before=before, after=after, low=low, high=high)
    described = phrases.say(
        "chart", "brief", a=phrases.name(move.a), b=phrases.name(move.b), first=phrases.day(brief.first), last=phrases.day(brief.last),
        before=before, after=after,
    )  # fmt: skip
    return Row(
        pair=pair, verdict=move.verdict, verdict_words=phrases.say(f"move_{move.verdict}", "brief"), words=words,
        events=phrases.many("events", move.events, "brief"), before=move.before, after=move.after, chart=move.chart, description=described,
    )  # fmt: skip
