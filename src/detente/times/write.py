"""Time expressions as TIMEX3 (ISO-TimeML) writes them: one tag an expression, a range as its two ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from detente.language.pack import Pack
from detente.records.moment import Timex
from detente.times.grammar import build_grammar
from detente.times.words import Piece, split_pieces


@dataclass(frozen=True, slots=True)
class Tag:
    """A TIMEX3 tag over the characters `[start, end)`; `mod` is "" for none."""

    start: int
    end: int
    type: str
    value: str
    mod: str = ""


def to_tags(timexes: Iterable[Timex], *, pack: Pack) -> tuple[Tag, ...]:
    """The tags of time expressions, e.g. "from 2014 to 2016", one range, as 2014 and 2016: TIMEX3 has no value for a range.

    A span that is named without its ends ("the Cold War") keeps its value `start/end`.
    """
    return tuple(tag for timex in timexes for tag in _tags(timex, pack))


def _tags(timex: Timex, pack: Pack) -> Sequence[Tag]:
    whole = Tag(timex.start, timex.end, timex.type, timex.value, timex.mod)
    first, slash, last = timex.value.partition("/")
    lists = build_grammar(pack).lists
    pieces = split_pieces(timex.text) if slash and timex.type == "DATE" else []
    while pieces and pieces[0].key in lists.get("range_opener", frozenset()):
        pieces = pieces[1:]
    joint = _joint(pieces, lists.get("range_joiner", frozenset()))
    if not joint:
        return (whole,)
    begin, until, then, end = (pieces[0].start, pieces[joint - 1].end, pieces[joint + 1].start, pieces[-1].end)
    return (
        Tag(timex.start + begin, timex.start + until, timex.type, first),
        Tag(timex.start + then, timex.start + end, timex.type, last),
    )


def _joint(pieces: Sequence[Piece], joiners: frozenset[str]) -> int:
    """The place of what joins two ends, a word before a dash; 0 where nothing joins."""
    inner = range(1, len(pieces) - 1)
    found = [at for at in inner if pieces[at].key in joiners]
    return min(found, key=lambda at: (not pieces[at].key.isalpha(), at), default=0)


def write_timex3(text: str, timexes: Iterable[Timex], *, pack: Pack) -> str:
    """The text with its time expressions marked, e.g. `<TIMEX3 tid="t1" type="DATE" value="2022-11-03">Yesterday</TIMEX3> talks failed`.

    Without the tags and with XML's entities undone it is the text again.
    """
    parts, at = [], 0
    for number, tag in enumerate(to_tags(timexes, pack=pack), start=1):
        mod = f" mod={quoteattr(tag.mod)}" if tag.mod else ""
        parts += [
            escape(text[at : tag.start]),
            f'<TIMEX3 tid="t{number}" type={quoteattr(tag.type)} value={quoteattr(tag.value)}{mod}>',
            escape(text[tag.start : tag.end]),
            "</TIMEX3>",
        ]
        at = tag.end
    return "".join([*parts, escape(text[at:])])
