"""From pieces to items: names of the tables, capitalised words that they do not know, and all else."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.entities.lexicon import Entry, Lexicon
from detente.entities.pieces import HYPHENS, POSSESSIVE, Piece

_OPENERS = frozenset("\"'\u201c\u201d\u2018\u00ab([\u2022\u2013\u2014*#|:")
_SHOUTING = 0.6  # share of words in capitals above which a sentence is set in capitals throughout


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of pieces `[first, last)`: a table's name (`entry`), a capitalised word (`capital`), or another word."""

    first: int
    last: int
    key: str
    entry: Entry | None = None
    capital: bool = False
    ordinary: bool = False

    @property
    def how(self) -> str:
        """The `how` of its entry, "" where it has none."""
        return self.entry.how if self.entry else ""


def scan(pieces: Sequence[Piece], lexicon: Lexicon, named: set[str], *, before: bool = True) -> list[Item]:
    """The items of a sentence in text order; the longest name wins. `named` are codes named so far, and gains those found.

    `before` says whether a state stands before what belongs to it ("Brazil's Senate").
    """
    items: list[Item] = []
    shouting = _shouts(pieces)
    titled = _titled(pieces, lexicon)
    at = 0
    while at < len(pieces):
        entry, end = _lookup(pieces, at, lexicon, named, titled=titled)
        if entry is not None and entry.how == "body":
            entry = _organ_of_state(pieces, at, end, items, lexicon, before=before) or entry
        if entry is not None and entry.words[0].islower() and pieces[at].key in lexicon.definite and end > at + 1:
            items.append(Item(at, at + 1, pieces[at].key))  # the article is no part of the name: "the West"
            at += 1
        if entry is not None:
            items.append(Item(at, end, pieces[at].key, entry, capital=pieces[at].capital))
            named.update(e.code for e in entry.entities)
            named.add(entry.because)
            at = end
            continue
        items.append(_word(pieces, at, lexicon, shouting=shouting, titled=titled))
        at += 1
    return items


def _lookup(pieces: Sequence[Piece], at: int, lexicon: Lexicon, named: set[str], *, titled: bool) -> tuple[Entry | None, int]:
    found = [(end, entry) for end, entry in lexicon.longest(pieces, at) if not entry.needs or entry.needs & named]
    if found and pieces[at].key in lexicon.ordinary and (titled or _opens(pieces, at)):
        found = [(end, entry) for end, entry in found if end > at + 1 or not _doubtful(entry, named)]  # "Lima tentara tewas"
    if not found:
        return None, at
    end = found[0][0]
    tied = [entry for last, entry in reversed(found) if last == end]  # in the order of the tables
    best = min(tied, key=lambda entry: (not entry.needs, _RANK.get(entry.how, 1)))
    return best, end


def _doubtful(entry: Entry, named: set[str]) -> bool:
    """Whether a name is rarer than the common word that looks like it: a town or a newspaper, but no state nor acronym.

    A capital is meant where its state was named before.
    """
    if entry.words[0].isupper():
        return False
    first = entry.entities[0] if entry.entities else None
    press = entry.how == "body" and first is not None and first.sector == "JRN"
    return press or entry.how == "place" or (entry.how == "capital" and first is not None and first.code not in named)


def _organ_of_state(
    pieces: Sequence[Piece], at: int, end: int, items: Sequence[Item], lexicon: Lexicon, *, before: bool
) -> Entry | None:
    """What is elsewhere the name of a body is here a word for one, since a state stands beside it: "Brazil's Senate", "Kemlu Rusia"."""
    organ = next((e for last, e in lexicon.longest(pieces, at) if last == end and "organ" in e.flags), None)
    if organ is None:
        return None
    if before:
        owner = items[-2] if len(items) > 1 and items[-1].key == POSSESSIVE else items[-1] if items else None
        return organ if owner is not None and owner.entry is not None and _is_state(owner.entry) else None
    beside = lexicon.longest(pieces, end) if end < len(pieces) else []
    return organ if beside and _is_state(beside[0][1]) else None


def _is_state(entry: Entry) -> bool:
    return entry.how in ("name", "adjective", "acronym", "capital") and len(entry.entities[0].code) == _STATE


_STATE = 3  # letters of the code of a state


_RANK = {"none": 0, "person": 2, "title": 2, "place": 3}


def _word(pieces: Sequence[Piece], at: int, lexicon: Lexicon, *, shouting: bool, titled: bool) -> Item:
    piece = pieces[at]
    plain_word = not piece.capital or len(piece.text) < 2 or piece.text in lexicon.calendar
    known = piece.key in lexicon.ordinary
    if plain_word or shouting or piece.text[-1] in "'\u2019":
        return Item(at, at + 1, piece.key)
    if known and (titled or _opens(pieces, at)):
        return Item(at, at + 1, piece.key, ordinary=True)
    return Item(at, at + 1, piece.key, capital=True, ordinary=known)


def _opens(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a sentence, quotation or listing begins with this piece."""
    return at == 0 or pieces[at - 1].text in _OPENERS or (pieces[at - 1].text in HYPHENS and not pieces[at].touches)


def _shouts(pieces: Sequence[Piece]) -> bool:
    words = [p for p in pieces if p.text.isalpha() and len(p.text) > 1]
    return len(words) > 3 and sum(p.text.isupper() for p in words) > _SHOUTING * len(words)


def _titled(pieces: Sequence[Piece], lexicon: Lexicon) -> bool:
    """Whether ordinary words stand with a capital, as in headlines: "Russia Warns West Of New Strikes"."""
    words = [p for p in pieces[1:] if p.text.isalpha() and p.key in lexicon.ordinary and len(p.text) > 3]
    return len(words) > 3 and sum(p.capital for p in words) > _SHOUTING * len(words)
