"""Paragraphs, sentences and their tokens, each with its place in the text."""

import re
from collections.abc import Iterator

from detente.language.pack import Pack
from detente.records.syntax import Sentence, Token
from detente.syntax.rules import TokenRules, rules_of
from detente.syntax.tokens import Piece, find_tokens, separate

MAX_TOKENS = 300  # longer sentences are cut: the scorer of the parser grows with the square of their length
SHORT_LINE = 160  # characters; a longer line without a full stop is a paragraph that lost it
WRAPPED = 50  # characters; shorter lines are no lines of a wrapped paragraph

_FINAL = frozenset((".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।"))
_CLOSERS = frozenset("\"'”’»)]」』*_")
_OPENERS = frozenset("\"'“‘«([「『*-–—•")
_DASH = re.compile(r"\s*(?:--+|[-–—])\s*(?=[\"“‘'«\[(]?\w)")
_CLOSED_LINE = re.compile(r"[.!?…:;,。！？؟۔।][\"'”’»)\]*_]*\s*\Z")


def split(text: str, pack: Pack) -> tuple[Sentence, ...]:
    """The sentences of an article in order, with tokens, e.g. two for "Korut memasok Rusia. AS mengecamnya.".

    `kind` is `headline` (a line without a full stop), `dateline` ("MOSCOW (Reuters) -"), `caption` or `body`. Every span quotes
    `text` exactly; offsets are characters, half-open. Heads and labels are unset: `parser.parse` fills them.
    """
    rules = rules_of(pack)
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        begin = _dateline_end(text, start, end, rules)
        if begin > start:
            lead = find_tokens(text, pack, start, begin)
            if lead:
                found.append(_sentence(len(found), lead, number, "dateline"))
        pieces = separate(find_tokens(text, pack, begin, end), text, rules)
        kind = _kind(text, start, begin, end, rules)
        for part in [pieces] if kind == "headline" and 0 < len(pieces) <= MAX_TOKENS else _cut(pieces, rules):
            found.append(_sentence(len(found), part, number, kind))
    return tuple(found)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the paragraphs: lines, but lines that were wrapped at a fixed width are put together."""
    lines = [match.span() for match in re.finditer(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+", text)]
    wrapped = _is_wrapped(text, lines)
    pending: tuple[int, int] | None = None
    for start, end in lines:
        blank = not text[start:end].strip()
        if pending and not blank and _continues(text, pending, start, end, wrapped=wrapped):
            pending = (pending[0], end)
            continue
        if pending:
            yield pending
        pending = None if blank else (start, end)
    if pending:
        yield pending


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most lines end in mid-sentence near one width, as in plain text of wires and mails."""
    filled = [(start, end) for start, end in lines if text[start:end].strip()]
    cut = sum(WRAPPED <= end - start <= 2 * WRAPPED and not _CLOSED_LINE.search(text, max(start, end - 20), end) for start, end in filled)
    return len(filled) >= 5 and cut > len(filled) / 2


def _continues(text: str, before: tuple[int, int], start: int, end: int, *, wrapped: bool) -> bool:
    """Whether the line `start`..`end` goes on with the line before it, after one line break."""
    if text.count("\n", before[1], start) > 1:
        return False
    if wrapped:
        return True
    if _CLOSED_LINE.search(text, max(before[0], before[1] - 20), before[1]):
        return False
    width = before[1] - max(before[0], text.rfind("\n", before[0], before[1]) + 1)
    return WRAPPED <= width <= 2 * WRAPPED and text[start:end].lstrip()[:1].islower()


def _sentence(index: int, pieces: list[Piece], paragraph: int, kind: str) -> Sentence:
    tokens = tuple(Token(index=i, start=s, end=e, text=word) for i, (s, e, word) in enumerate(pieces))
    return Sentence(index=index, start=pieces[0][0], end=pieces[-1][1], paragraph=paragraph, kind=kind, tokens=tokens)


def _kind(text: str, start: int, begin: int, end: int, rules: TokenRules) -> str:
    line = text[start:end].strip()
    if _is_caption(line, rules):
        return "caption"
    closed = _CLOSED_LINE.search(line)
    return "body" if begin > start or closed or len(line) > SHORT_LINE else "headline"


def _is_caption(line: str, rules: TokenRules) -> bool:
    return bool(rules.caption_starts) and line.lstrip()[:40].lower().startswith(rules.caption_starts)


def _dateline_end(text: str, start: int, end: int, rules: TokenRules) -> int:
    """Where the sentence proper begins after "TEHERAN, KOMPAS.com --"; `start` where there is no dateline."""
    if _is_caption(text[start:end], rules):
        return start
    form = rules.dateline_forms.match(text, start, end) if rules.dateline_forms else None
    if form:
        return form.end()
    for dash in _DASH.finditer(text, start, min(end, start + 90)):
        lead = text[start:dash.start()]
        spaced = dash.group()[0].isspace() or len(dash.group().strip()) > 1 or "—" in dash.group()
        if not spaced or dash.end() >= end or not lead.strip():
            continue
        tight = not dash.group()[0].isspace()
        return dash.end() if _is_dateline(lead.strip(), rules) and not (tight and lead.upper() != lead) else start
    return start


def _is_dateline(lead: str, rules: TokenRules) -> bool:
    if any(mark in lead for mark in "\"“!?;") :
        return False
    agency = next((name for name in rules.agencies if name in lead), "")
    words = re.findall(r"[^\s,()/]+", lead.replace(agency, "", 1) if agency else lead)
    signal = bool(agency)
    for word in words:
        bare = word.strip(".:")
        domain = "." in bare and rules.pattern.match(bare)
        if (domain and domain.lastgroup == "url") or (bare.isupper() and len(bare) >= 3 and bare.isalpha()):
            signal = True
        elif not (bare[:1].isupper() or bare[:1].isdigit() or bare.lower() in rules.dateline_words):
            return False
    place_and_agency = re.fullmatch(r"[^()]{2,50}\([^()]{2,30}\)", lead) is not None
    return (signal or place_and_agency) and len(words) <= 9


def _cut(pieces: list[Piece], rules: TokenRules) -> Iterator[list[Piece]]:
    begin = 0
    at = 0
    while at < len(pieces):
        at += 1
        ends = _may_end(pieces[at - 1][2], rules)
        while ends and at < len(pieces) and at - begin < MAX_TOKENS and pieces[at][2] in _CLOSERS and pieces[at][0] == pieces[at - 1][1]:
            at += 1
        if at - begin >= MAX_TOKENS:
            at = _cut_long(pieces, begin, at)
            yield pieces[begin:at]
            begin = at
        elif ends and at < len(pieces) and _begins(pieces, at, begin, rules):
            yield pieces[begin:at]
            begin = at
    if begin < len(pieces):
        yield pieces[begin:]


def _may_end(word: str, rules: TokenRules) -> bool:
    return word in _FINAL or word[-1] in "!?" or (word[-1] == "." and (word in rules.open_abbreviations or set(word) == {"."}))


def _begins(pieces: list[Piece], at: int, begin: int, rules: TokenRules) -> bool:
    """Whether a sentence may begin with token `at`, the one before it having ended with a final mark."""
    before, (start, _, word) = pieces[at - 1], pieces[at]
    touching = before[1] == start
    head = word
    if word in _OPENERS and at + 1 < len(pieces):
        head = pieces[at + 1][2]
        touching = False
    first = head[0]
    if first.islower() or (touching and not (head.istitle() and len(head) > 1 and at - begin > 2)):
        return False
    if before[2] in rules.open_abbreviations:
        return head.lower() in rules.starters
    return first not in ".,;:!?)…%/" and (not first.isdigit() or before[2] != "." or at - begin > 2)


def _cut_long(pieces: list[Piece], begin: int, at: int) -> int:
    for marks in (";", ",:"):
        for place in range(at - 1, begin + MAX_TOKENS // 2, -1):
            if pieces[place][2] in marks:
                return place + 1
    return at
