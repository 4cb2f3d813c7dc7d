"""Give a clause its moment: its own time, that of the clauses around, that carried through the text, or the publication day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from detente.language.pack import Pack
from detente.records.moment import Moment, Timex
from detente.records.syntax import Clause, Parsed
from detente.times.grammar import build_grammar
from detente.times.offset import find_offset, shift_moment
from detente.times.reach import CLOSED, Placed, near_times, own_times, place_times

EVE = dt.timedelta(days=1)
"""News without a time of its own happened on the day of printing or the day before: papers print in the morning what happened yesterday."""

HORIZON = 45
"""Days after publication within which an announced act without a time is taken to lie.

Set by hand: of the 20 future claims in six coded articles the ends lay 11 days to five years off, those told nearest within 40 days.
"""
RECENT = 10
"""Days: a dated time this near to publication is the day of the news, and holds until another time is told."""
HISTORY = 365
"""Days before publication beyond which what is told counts as history (coding guide: 12 months)."""
VAGUE_YEARS = 40
"""How far back "for decades" reaches where nothing tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeState:
    """The thread of time of an article: the last time that was told in the open, and in which paragraph.

    `governing` is the time told before `sentence`, the last sentence taken in; `told` the one that `sentence` itself tells, which
    governs the next. `looks_back` says that this one is a look back from the news ("a day earlier", "had said on Monday"): it governs its
    own paragraph only, and after that what governed before, `resumed`.
    """

    governing: Timex | None = None
    paragraph: int = -1
    sentence: int = -1
    told: Timex | None = None
    told_paragraph: int = -1
    looks_back: bool = False
    resumed: Timex | None = None


def enter_sentence(parsed: Parsed, state: TimeState, published: dt.date | None = None, pack: Pack | None = None) -> TimeState:
    """The state at a sentence: what the sentences before it told governs it.

    Taking the same sentence in again changes nothing. `link_moment` calls this itself; call it for sentences that tell no event, so that
    their times are not lost ("It was 12 June 2018.").

    @public
    """
    if parsed.sentence.index <= state.sentence:
        return state
    here = parsed.sentence.paragraph
    governing, paragraph, looks_back, resumed = state.governing, state.paragraph, state.looks_back, state.resumed
    if state.told is not None:
        governing, paragraph = state.told, state.told_paragraph
    if looks_back and here != paragraph:
        governing, paragraph, looks_back, resumed = resumed, -1, False, None
    told, back = _told_in(parsed, published, pack)
    if told is not None and told.value == "PRESENT_REF" and _is_recent(governing, published):
        told = None  # "now" ends a stretch of background, but the day of the news goes on
    if told is not None:
        back = back or (told.anchored and _is_recent(governing, published) and _lies_before(told, governing))
        resumed, looks_back = (resumed if looks_back else governing) if back else None, back
    return TimeState(
        governing=governing, paragraph=paragraph, sentence=parsed.sentence.index, told=told, told_paragraph=here,
        looks_back=looks_back, resumed=resumed,
    )  # fmt: skip


def _is_recent(timex: Timex | None, published: dt.date | None) -> bool:
    return timex is not None and timex.last is not None and published is not None and 0 <= (published - timex.last).days <= RECENT


def _lies_before(timex: Timex, other: Timex | None) -> bool:
    return timex.last is not None and other is not None and other.first is not None and timex.last < other.first


def _told_in(parsed: Parsed, published: dt.date | None, pack: Pack | None) -> tuple[Timex | None, bool]:
    """The last time that a sentence tells in the open: not vague, not in a name, not in a relative clause unless of these days.

    And, with a `pack`, whether it is a time of these days in a clause that looks back ("had said on Monday").
    """
    back = build_grammar(pack).lists.get("pluperfect", frozenset()) if pack is not None else frozenset[str]()
    by_index = {c.index: c for c in parsed.clauses}
    told, looks_back = None, False
    for placed in place_times(parsed):
        owner = by_index.get(placed.owner)
        timex = placed.timex
        if placed.inside or timex.type not in {"DATE", "TIME"} or timex.last is None or timex.value in {"PAST_REF", "FUTURE_REF"}:
            continue
        recent = published is not None and timex.first == timex.last and 0 <= (published - timex.last).days <= RECENT
        if told is not None and not recent and owner is not None and owner.kind == "noun" and _is_recent(told, published):
            continue  # "fired on Saturday in answer to the strikes of early April": it goes on from Saturday
        if recent or owner is None or owner.link not in CLOSED:
            told = timex
            looks_back = recent and owner is not None and any(mark in back for mark, _ in owner.marks)
    return told, looks_back


def link_moment(
    *,
    parsed: Parsed,
    clause: Clause,
    published: dt.date | None,
    ongoing: bool,
    future: bool,
    past: bool,
    state: TimeState,
    pack: Pack | None = None,
) -> tuple[Moment | None, TimeState]:
    """The moment of what a clause tells, and the state to hand to the next call.

    "Kim met Putin in 2019" gives 2019, basis `stated`; "The attack left ten dead", after a sentence of last June, gives that June,
    `carried`; "Jakarta condemns the attack" the publication day, `published`. `ongoing` says that the clause tells a standing relation or
    one that still holds (from 1 January of the publication year, or the time stated, to publication), `future` that it tells a plan or a
    case supposed (from publication on), `past` that it is told as done. With a `pack` background is also carried into a paragraph that
    opens as a sequel ("In response ..."). Calls must follow the order of the text; `enter_sentence` may be called in between for sentences
    that tell no event. None where no day can be told.

    @public
    """
    state = enter_sentence(parsed, state, published, pack)
    placed = place_times(parsed)
    usable = _fitting(placed, published, future=future)
    near = near_times(clause, parsed, usable if future or published is None else _begun(usable, published))
    own_past = own_times(clause, _fitting(placed, published, future=False))
    own = own_times(clause, usable)
    offset = None if future or any(p.timex.first for p in own) else find_offset(clause, parsed, placed)
    if offset is not None:
        base, _ = link_moment(
            parsed=parsed, clause=offset.other, published=published, ongoing=False, future=False, past=True, state=state, pack=pack
        )
        shifted = shift_moment(base, offset) if base is not None else None
        if shifted is not None:
            return shifted, state
    chosen = None
    for candidates in (own, near, own_past):
        chosen = chosen or min(candidates, key=lambda p: _rank(p, clause), default=None)
    if chosen is not None:
        moment = _stated(chosen.timex, published, state, ongoing=ongoing, future=future)
        if moment is not None:
            return moment, state
    if future and published is not None:
        return _ahead_of(near_times(clause, parsed, placed), published), state
    return _without_time(parsed, published, state, ongoing=ongoing, pack=pack), state


def _begun(found: Iterable[Placed], published: dt.date) -> tuple[Placed, ...]:
    """Times that do not lie after publication: another clause's plan does not date what happened."""
    return tuple(p for p in found if p.timex.first is None or p.timex.first <= published)


def _fitting(found: Iterable[Placed], published: dt.date | None, *, future: bool) -> tuple[Placed, ...]:
    """Times that may date an event: no repeated ones, and none that ended before publication for what is yet to come."""
    fitting = [p for p in found if p.timex.type != "SET" and (future or not _lies_ahead(p.timex, published))]
    if future and published is not None:
        fitting = [p for p in fitting if p.timex.last is not None and p.timex.last >= published and p.timex.value != "PRESENT_REF"]
    return tuple(fitting)


def _lies_ahead(timex: Timex, published: dt.date | None) -> bool:
    """Whether a time is no more than a stretch from publication on ("within hours", "in the future"), which dates nothing that happened."""
    ahead = timex.type == "DURATION" and timex.first is not None and timex.first == published
    return ahead or timex.value == "FUTURE_REF"


def _rank(placed: Placed, clause: Clause) -> tuple[int, int, int]:
    """Dates before lengths of time, telling before vague, fine before coarse, near before far."""
    timex = placed.timex
    vague = timex.value.endswith("_REF") or timex.first is None
    kind = 2 * (timex.type == "DURATION" and timex.first is None) + vague + placed.inside
    days = (timex.last - timex.first).days if timex.first and timex.last else 10**6
    return kind, days, abs(placed.token - clause.head)


def _stated(timex: Timex, published: dt.date | None, state: TimeState, *, ongoing: bool, future: bool) -> Moment | None:
    if timex.type == "DURATION" and timex.first is None:
        return _lasting(timex, published, state, ongoing=ongoing)
    first, last = timex.first, timex.last
    if first is None or last is None:
        return None
    value = timex.value
    if published is not None:
        if timex.mod == "AFTER" and first <= published:
            value, last = f"{value.partition('/')[0]}/{published.isoformat()}", published
        elif future and first < published <= last:
            first = published
        elif not future and first <= published < last:
            last = published
    return Moment(value=value, first=first, last=last, basis="stated", text=timex.text, because=timex.because)


def _lasting(timex: Timex, published: dt.date | None, state: TimeState, *, ongoing: bool) -> Moment | None:
    """A bare length of time: back from publication for what still holds, on from the time carried for what is told as history."""
    days = _days_of(timex.value)
    if days is not None and days < 28:
        return None
    governing = state.governing
    begin = governing.first if governing is not None else None
    length = dt.timedelta(days=days if days is not None else VAGUE_YEARS * 365)
    text, because = timex.text, timex.because
    if begin is not None and not ongoing:
        if published is not None and (published - begin).days <= HISTORY:
            return None
        last = min(begin + length, published) if published is not None else begin + length
        return Moment(value=timex.value, first=begin, last=last, basis="carried", text=text, because=because)
    if published is None or (days is not None and not ongoing):
        return None
    value = "PAST_REF" if days is None else timex.value
    return Moment(value=value, first=published - length, last=published, basis="stated", text=text, because=because)


_UNIT_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25, "DE": 3652.5, "CE": 36525.0, "Q": 91.3, "WE": 2.0}


def _days_of(value: str) -> int | None:
    """Days of a TIMEX3 duration: "P3Y" = 1096, "PT48H" = 0 (too short to matter), "PXDE" = None (vague)."""
    if value.startswith("PT"):
        return 0
    body = value.removeprefix("P")
    number = body.rstrip("DWMYECQ")
    unit = body[len(number):]
    if number == "X":
        return None if unit in {"DE", "CE", "Y"} else 0
    try:
        return round(min(float(number), 10_000) * _UNIT_DAYS.get(unit, 0))
    except ValueError:
        return 0


def _without_time(
    parsed: Parsed, published: dt.date | None, state: TimeState, *, ongoing: bool, pack: Pack | None
) -> Moment | None:
    sequel = parsed.sentence.paragraph == state.paragraph or (pack is not None and _is_sequel(parsed, pack))
    if published is None:
        return None if ongoing else _carried(published, state, sequel=sequel)
    if ongoing:
        return _published(dt.date(published.year, 1, 1), published, "times:standing")
    carried = _carried(published, state, sequel=sequel)
    return carried if carried is not None else _published(published - EVE, published, "times:published")


def _ahead_of(near: Iterable[Placed], published: dt.date) -> Moment:
    """What was announced without a time of its own: from its announcement, where that is told and lies back, else from publication."""
    for timex in (p.timex for p in near if p.timex.type in {"DATE", "TIME"}):
        if timex.first is None or timex.last is None or (published - timex.last).days <= RECENT:
            continue
        first, last = timex.first, max(timex.last, timex.first + dt.timedelta(days=HORIZON))
        value = f"{first.isoformat()}/{last.isoformat()}"
        return Moment(value=value, first=first, last=last, basis="carried", text=timex.text, because=timex.because)
    return _published(published, published + dt.timedelta(days=HORIZON), "times:future")


def _is_sequel(parsed: Parsed, pack: Pack) -> bool:
    """Whether a sentence opens with words that tie it to what was told before ("Sebagai balasan", "In response")."""
    opening = " ".join(token.lower for token in parsed.sentence.tokens[:6]) + " "
    phrases = build_grammar(pack).lists.get("sequel", frozenset())
    return any(opening.startswith(f"{phrase} ") for phrase in phrases)


def _carried(published: dt.date | None, state: TimeState, *, sequel: bool) -> Moment | None:
    timex = state.governing
    if timex is None or timex.first is None or timex.last is None or timex.mod == "AFTER":
        return None
    if published is not None:
        if timex.first > published or timex.first <= published <= timex.last:
            return None
        sequel = sequel or (published - timex.last).days <= RECENT
    if not sequel:
        return None
    return Moment(value=timex.value, first=timex.first, last=timex.last, basis="carried", text=timex.text, because=timex.because)


def _published(first: dt.date, last: dt.date, because: str) -> Moment:
    value = last.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return Moment(value=value, first=first, last=last, basis="published", because=because)


def is_historical(moment: Moment | None, published: dt.date | None, discourse_past: bool) -> bool:  # noqa: FBT001  (named by all callers)
    """Whether what is told is background: it ended more than 12 months before publication.

    What is told as history (`discourse_past`) is background also where it only began then.

    @public
    """
    if moment is None or published is None:
        return False
    limit = published - dt.timedelta(days=HISTORY)
    return moment.last < limit or (discourse_past and moment.first < limit)

