"""Where quotation marks open and close, over several sentences of one quotation too."""

import sys
from bisect import bisect_right

PAIRS = {"\u201c": "\u201d", "\u00ab": "\u00bb", "\u201e": "\u201c"}
STRAIGHT = '"'
SINGLE = {"\u2018": "\u2019"}
ALIKE = "\u201d"
TWICE = "''"


def find_quotes(text: str) -> tuple[tuple[int, int], ...]:
    """The quotations of a text as character spans `[start, end)` between the marks.

    `"Kami siap," kata Putin.` has one.

    Curly marks pair by shape, straight ones in turn within a paragraph; a mark left open closes at the end of its paragraph. A closing
    mark at the beginning of a word opens where none is open: some papers print the same mark on both sides.
    Apostrophes are no quotation marks; single curly quotes count only when they begin a word and close after one.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*_breaks(text), len(text)):
        spans.extend(_in_paragraph(text, start, end))
        start = end
    return tuple(spans)


def _breaks(text: str) -> list[int]:
    return [i for i, ch in enumerate(text) if ch == "\n"]


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened = -1
    closing = ""
    for i in range(start, end):
        ch = text[i]
        if ch == TWICE[0] and text.startswith(TWICE, i):
            opened, closing = _turn(spans, opened, closing, i)
        elif opened < 0:
            if ch in PAIRS or ch == STRAIGHT:
                opened, closing = i + 1, PAIRS.get(ch, STRAIGHT)
            elif ch == ALIKE and _begins_word(text, i, start):
                opened, closing = i + 1, ALIKE
            elif ch in SINGLE and (i == start or not text[i - 1].isalnum()):
                opened, closing = i + 1, SINGLE[ch]
        elif ch == closing or (ch == STRAIGHT and closing != SINGLE["\u2018"]) or (ch == ALIKE and closing == STRAIGHT):
            if closing == SINGLE["\u2018"] and i + 1 < end and text[i + 1].isalnum():
                continue
            spans.append((opened, i))
            opened = -1
    if opened >= 0:
        spans.append((opened, end))
    return spans


def _turn(spans: list[tuple[int, int]], opened: int, closing: str, at: int) -> tuple[int, str]:
    """Two apostrophes as a typewriter has them open a quotation, or close the one that they opened."""
    if opened < 0:
        return at + len(TWICE), TWICE
    if closing != TWICE:
        return opened, closing
    spans.append((opened, at))
    return -1, ""


def _begins_word(text: str, at: int, start: int) -> bool:
    return at + 1 < len(text) and not text[at + 1].isspace() and (at == start or text[at - 1].isspace() or text[at - 1] in "([")


def is_quoted(position: int, quotes: tuple[tuple[int, int], ...]) -> bool:
    """Whether a character stands inside a quotation."""
    place = bisect_right(quotes, (position, sys.maxsize)) - 1
    return place >= 0 and position < quotes[place][1]
