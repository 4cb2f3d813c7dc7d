"""Find every time expression of a text and work out its days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from detente.language.pack import Pack
from detente.records.moment import Timex
from detente.times.anchor import Reported, next_anchor
from detente.times.context import Context, NoReference, Resolved
from detente.times.grammar import build_grammar
from detente.times.match import Found, Scan
from detente.times.resolve import MAKERS, resolve_found

UNKNOWN = "XXXX"
"""The value of an expression that needs a date which nobody gave."""
_NEAR = 8
"""How many pieces after "two days after" its date may stand."""
_SAID = 10
"""How many pieces from a quotation the date may stand on which it was said."""
_OLD_NEWS = 10
"""Days: what was said more than this before publication was not said to its readers."""
_LOOK = 60
"""How many pieces around an expression are searched for a word that says whether the sentence looks ahead or back."""


def find_times(text: str, *, published: dt.date | None, pack: Pack) -> tuple[Timex, ...]:
    """The time expressions of a text in order, none overlapping, e.g. "pekan ini" = 2022-W44 for news of 4 November 2022.

    Offsets are characters of `text`. `published` is the day that relative expressions count from; without it they carry the
    value "XXXX" and no days, unless an earlier date of the text settles them. `first` and `last` are whole calendar units
    (a week is Monday to Sunday), also where they run beyond publication. Never fails on any text; time grows with its length.

    @public
    """
    grammar = build_grammar(pack)
    scan = Scan(text, grammar)
    anchor: Resolved | None = None
    day: Resolved | None = None
    reported = Reported()
    timexes: list[Timex] = []
    at, ended = 0, 0
    while at < len(scan.pieces):
        key = scan.pieces[at].key
        choices = scan.best(at, ended) if key in grammar.starts or key[0].isdigit() else []
        found, resolved = _first_possible(choices, scan, published, (anchor, day, reported.within(at))) if choices else (None, None)
        if found is None:
            at += 1
            continue
        if resolved is not None:
            timexes.append(_timex(scan, found, resolved))
            if timexes[-1].mod != "AFTER":  # "since 2006" compares, the narration does not move there
                anchor = next_anchor(anchor, resolved, published)
                day = anchor if anchor is not None and anchor.grain == "D" else day
            reported = reported.after(resolved, at)
        at = ended = found.last
    return tuple(timexes)


def _first_possible(
    choices: Sequence[Found], scan: Scan, published: dt.date | None, threads: tuple[Resolved | None, Resolved | None, Resolved | None]
) -> tuple[Found | None, Resolved | None]:
    """The longest choice that names a possible time, or that is known to name none (then without a time).

    `threads` are the last time of the narration, its last day, and the quarter that is reported on.
    """
    anchor, day, period = threads
    for found in choices:
        if found.rule.make == "none":
            return found, None
        base = _date_after(scan, found, published) if found.rule.make == "after-event" else anchor
        looking, settings = look_direction(scan, found), scan.grammar.settings
        context = Context(published=published, anchor=base, direction=looking, settings=settings, period=period, day=day)
        resolved = _resolve(found, context)
        if resolved is not None and resolved.relative and published is not None and scan.quotes[found.first]:
            said = _day_of_speech(scan, found, published)
            resolved = _resolve(found, replace(context, published=said)) if said else resolved
        if resolved is not None:
            return found, resolved
    return None, None


def _resolve(found: Found, context: Context) -> Resolved | None:
    try:
        return resolve_found(found, context)
    except NoReference:
        return Resolved(value=UNKNOWN, relative=True)
    except (ValueError, OverflowError):
        return None


def _day_of_speech(scan: Scan, found: Found, published: dt.date) -> dt.date | None:
    """The full date beside a quotation, where it lies back: what was said then counts from then, e.g. "Tonight we go" of 20 March 2003."""
    first, last = scan.quotes[found.first] or (0, 0)
    for at in (*range(last, min(last + _SAID, len(scan.pieces))), *range(max(first - _SAID, 0), first)):
        if not scan.pieces[at].key[0].isalnum():
            continue
        for beside in scan.best(at, -1):
            context = Context(published=published, anchor=None, direction=0, settings=scan.grammar.settings)
            day = _resolve(beside, context) if beside.rule.kind == "date" and beside.rule.make in MAKERS else None
            if day is not None and day.grain == "D" and not day.relative and day.first and (published - day.first).days > _OLD_NEWS:
                return day.first
    return None


def _date_after(scan: Scan, found: Found, published: dt.date | None) -> Resolved | None:
    """The first date that follows within a few words: what "two days after the fire of 1 November" counts from."""
    for at in range(found.last, min(found.last + _NEAR, len(scan.pieces))):
        if scan.opens[at]:
            break
        for after in scan.best(at, -1):
            context = Context(published=published, anchor=None, direction=0, settings=scan.grammar.settings)
            resolved = _resolve(after, context) if after.rule.kind == "date" and after.rule.make in MAKERS else None
            if resolved is not None and resolved.span is not None:
                return resolved
    return None


def _timex(scan: Scan, found: Found, resolved: Resolved) -> Timex:
    start, end = scan.pieces[found.first].start, scan.pieces[found.last - 1 - int(found.rule.params.get("leave", 0))].end
    edge = _edge(scan, found) if "/" not in resolved.value else ""
    return Timex(
        start=start, end=end, text=scan.text[start:end], type=resolved.type, value=resolved.value,
        first=resolved.first, last=resolved.last, relative=resolved.relative, anchored=resolved.anchored,
        mod=edge or resolved.mod, because=f"times:{scan.grammar.settings.get('tag', '')}/{found.rule.id}",
        alternatives=resolved.alternatives,
    )


def _edge(scan: Scan, found: Found) -> str:
    """AFTER where the time is a beginning ("since 2006"), BEFORE where it is an end ("until 2031"), by a word at its front."""
    lists = scan.grammar.lists
    for at in (found.first, found.first - 1, found.first - 2):
        key = scan.pieces[at].key if at >= 0 else ""
        if key in lists.get("since", frozenset()):
            return "AFTER"
        if key in lists.get("until", frozenset()):
            return "BEFORE"
        if at < found.first and key not in lists.get("prep", frozenset()):
            break
    return ""


def look_direction(scan: Scan, found: Found) -> int:
    """Where the sentence looks, 1 ahead, -1 back, 0 not told.

    The nearest word on either side that tells decides, at equal distance the one before.
    """
    first, last = found.first, found.last - 1
    if first and scan.pieces[first - 1].key in scan.grammar.lists.get("ahead_before", frozenset()):
        return 1
    before_open = after_open = True
    for distance in range(1, _LOOK):
        before_open = before_open and first - distance >= 0 and not scan.opens[first - distance + 1]
        after_open = after_open and last + distance < len(scan.pieces) and not scan.opens[last + distance]
        for open_side, at in ((before_open, first - distance), (after_open, last + distance)):
            told = _tells(scan, at) if open_side else 0
            if told:
                return told
        if not before_open and not after_open:
            break
    return 0


def _tells(scan: Scan, at: int) -> int:
    key, lists = scan.pieces[at].key, scan.grammar.lists
    ahead = lists.get("ahead", frozenset())
    if key in ahead or (at + 1 < len(scan.pieces) and f"{key} {scan.pieces[at + 1].key}" in ahead):
        return 1
    if key in lists.get("back", frozenset()):
        return -1
    return -1 if len(key) > 3 and any(key.endswith(ending) for ending in lists.get("back_ending", frozenset())) else 0
