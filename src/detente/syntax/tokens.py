"""Words of a text with their places: found, split as the treebanks split them, and put together again as names and times."""

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.language.pack import Pack
from detente.records.syntax import Sentence, Token
from detente.syntax.rules import TokenRules, rules_of

Piece = tuple[int, int, str]

_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][^\W\d_A-Z]{2})")
_LOWER_FIRST = re.compile(r"([a-z]{4,})([A-Z][^\W\d_]+)\Z")
_HYPHEN = re.compile(r"[-‐‑]")
_APOSTROPHES = "'’ʼ`"


def find_tokens(text: str, pack: Pack, start: int = 0, end: int | None = None) -> list[Piece]:
    """Words and marks of `text[start:end]` as (start, end, text), e.g. "perangnya" gives "perang" and "nya".

    Offsets are characters into `text`, half-open; spaces and control characters belong to no token.
    """
    rules = rules_of(pack)
    pieces: list[Piece] = []
    for match in rules.pattern.finditer(text, start, len(text) if end is None else end):
        kind, first, last, word = match.lastgroup, match.start(), match.end(), match.group()
        if kind == "word":
            if word == word.lower() or word[1:] == word[1:].lower():
                pieces += _clitics(first, word, rules)
            else:
                for begin, part in _unglue(first, word, rules):
                    pieces += _clitics(begin, part, rules)
        elif kind == "joined":
            pieces += _joined(first, word, rules)
        elif word == "." and _ends_abbreviation(pieces, first, rules):
            begin, _, before = pieces[-1]
            pieces[-1] = (begin, last, before + ".")
        elif kind == "number" and "-" in word:
            pieces += _joined(first, word, rules)
        else:
            pieces.append((first, last, word))
    return pieces


def _ends_abbreviation(pieces: list[Piece], place: int, rules: TokenRules) -> bool:
    if not pieces or pieces[-1][1] != place:
        return False
    word = pieces[-1][2]
    return word in rules.abbreviations or (len(word) == 1 and word.isupper()) or (
        "." in word and word in rules.open_abbreviations
    )


def _unglue(start: int, word: str, rules: TokenRules) -> list[tuple[int, str]]:
    """Takes apart words that lost the space between them: "RusiaSergei", "dilansirCNA"."""
    lower = word.lower()
    if lower in rules.keep_glued or lower.startswith(rules.glue_prefixes):
        return [(start, word)]
    glued = _LOWER_FIRST.match(word)
    if glued:
        return [(start, glued[1]), *_unglue(start + len(glued[1]), glued[2], rules)]
    if not word[0].isupper():
        return [(start, word)]
    parts = _GLUED.split(word)
    if len(parts) == 1 or min(map(len, parts)) < 3:
        return [(start, word)]
    found = []
    for part in parts:
        found.append((start, part))
        start += len(part)
    return found


def separate(pieces: list[Piece], text: str, rules: TokenRules) -> list[Piece]:
    """Takes a word off the end of a name that lost the space after it ("Shoigudalam"), where `text` has the name alone, too."""
    tails = rules.glued_tails
    if tails is None:
        return pieces
    found: list[Piece] = []
    for piece in pieces:
        start, end, word = piece
        match = tails.match(word) if len(word) > 5 and word[0].isupper() and word[1:].islower() else None
        if match and len(match[1]) + len(match[2]) > 6 and re.search(rf"\b{match[1]}\b", text):
            cut = start + len(match[1])
            found += [(start, cut, match[1]), (cut, end, match[2])]
        else:
            found.append(piece)
    return found


def _clitics(start: int, word: str, rules: TokenRules) -> list[Piece]:
    """A word with what the treebanks split off its end: "tetangganya" -> "tetangga", "nya"; "cannot" -> "can", "not"."""
    end = start + len(word)
    lower = word.lower()
    cut = rules.pairs.get(lower)
    if cut:
        return [(start, start + cut, word[:cut]), (start + cut, end, word[cut:])]
    for clitic, hosts in rules.clitic_ends.items():
        if lower.endswith(clitic) and lower not in rules.whole_words:
            cut = len(word) - len(clitic)
            if cut >= 3 and len(lower) == len(word) and (not hosts or lower[:cut] in hosts):
                return [(start, start + cut, word[:cut]), (start + cut, end, word[cut:])]
    return [(start, end, word)]


def _joined(start: int, word: str, rules: TokenRules) -> list[Piece]:
    """A word with hyphens or apostrophes inside: "Saudi-backed", "doesn't", "Korut-Rusia", "Jong-un"."""
    if any(mark in word for mark in _APOSTROPHES):
        match = rules.enclitics.search(word) if rules.enclitics else None
        if match and match.start():
            cut = match.start()
            return [*_joined(start, word[:cut], rules), (start + cut, start + len(word), word[cut:])]
    if not _HYPHEN.search(word):
        return _clitics(start, word, rules)
    parts = _hyphen_parts(word, rules)
    pieces: list[Piece] = []
    for part in parts:
        if _HYPHEN.fullmatch(part):
            pieces.append((start, start + 1, part))
        else:
            pieces += _clitics(start, part, rules)
        start += len(part)
    return pieces


def _hyphen_parts(word: str, rules: TokenRules) -> list[str]:
    parts: list[str] = []
    begin = 0
    for match in _HYPHEN.finditer(word):
        place = match.start()
        right = _HYPHEN.split(word[place + 1:], maxsplit=1)[0]
        left = _HYPHEN.split(word[begin:place])[-1]
        if _splits(left, right, word, rules):
            parts += [word[begin:place], word[place]]
            begin = place + 1
    return [*parts, word[begin:]]


def _splits(left: str, right: str, word: str, rules: TokenRules) -> bool:
    """Whether the treebanks write `left` `-` `right` as three words."""
    low_left, low_right = left.lower(), right.lower()
    prefixed = low_left in rules.hyphen_prefixes and not (left.isupper() and len(left) > 1)  # "UN-brokered" is no "un-"
    if word.lower() in rules.keep_hyphen or prefixed or low_left == low_right:
        return False
    if left.isdigit() or right.isdigit():
        return (left.isdigit() and (right.isdigit() or rules.split_lower) and
                not re.fullmatch(r"\d{4}-\d{2}-\d{2}", word))
    if right[0].isupper():
        return left[0].isupper() and len(right) > 1 and len(left) > 1
    if left[0].isupper():
        return bool(rules.split_lower and rules.hyphen_ends and rules.hyphen_ends.search(low_right))
    return rules.split_lower


def collapse(sentence: Sentence, spans: Sequence[tuple[int, int, str]]) -> Sentence:
    """The sentence with each span as one token of its kind, e.g. (0, 12, "name") over "Korea Utara".

    Spans are characters into the article, half-open; those outside the sentence, and those that overlap an earlier one, are passed
    over. Where a span begins or ends inside a token, the rest of that token stays as a token of its own.
    """
    pieces: list[Token] = []
    tokens = sentence.tokens
    at = 0
    here: Token | None = tokens[0] if tokens else None
    for start, end, kind in sorted(spans):
        if start < sentence.start or end > sentence.end or start >= end or (pieces and start < pieces[-1].end):
            continue
        while here is not None and here.end <= start:
            pieces.append(here)
            at += 1
            here = tokens[at] if at < len(tokens) else None
        if here is None or here.start >= end:
            continue
        if here.start < start:
            pieces.append(_part(here, here.start, start))
        texts: list[str] = []
        last = start
        while here is not None and here.start < end:
            first = max(here.start, start)
            part = _part(here, first, min(here.end, end))
            texts += [" "] if texts and first > last else []
            texts.append(part.text)
            last = part.end
            if here.end > end:
                here = _part(here, end, here.end)
                break
            at += 1
            here = tokens[at] if at < len(tokens) else None
        pieces.append(Token(index=0, start=start, end=end, text="".join(texts), kind=kind))
    if here is not None:
        pieces.append(here)
        pieces += tokens[at + 1:]
    numbered = tuple(
        token if token.index == index else _numbered(token, index) for index, token in enumerate(pieces)
    )
    return replace(sentence, tokens=numbered)


def _numbered(token: Token, index: int) -> Token:
    """`replace(token, index=index)` in a third of the time: every word behind the first name of a sentence gets a new number."""
    return Token(index=index, start=token.start, end=token.end, text=token.text, kind=token.kind, upos=token.upos, feats=token.feats,
                 head=token.head, deprel=token.deprel)


def _part(token: Token, start: int, end: int) -> Token:
    if token.start == start and token.end == end:
        return token
    text = token.text[start - token.start:end - token.start]
    return replace(token, start=start, end=end, text=text)
