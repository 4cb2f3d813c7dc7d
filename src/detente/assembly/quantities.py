"""Numbers that a sentence gives: the dead, shells, sums of money, each with the least and the most that the words allow."""

from collections.abc import Sequence

from detente.assembly.numbers import Number, Piece, find_numbers, has_number, split_pieces
from detente.language import Pack
from detente.records import Quantity

NOUN, FATE = 4, 7
"""Words after a number in which its noun stands ("two Indian fighter jets"), and around it the word of what befell them ("were killed")."""


def find_quantities(text: str, start: int, end: int, pack: Pack) -> tuple[Quantity, ...]:
    """The quantities of a stretch of text, `[start, end)` in characters, in its order, e.g. `killed` 40 in "killed 40 policemen".

    What is counted stands in `assembly.toml`: `fates` (the dead, the wounded) go before `counted` things, and money before both.
    """
    if not has_number(text, start, end, pack):
        return ()
    pieces = split_pieces(text, start, end)
    numbers = list(find_numbers(pieces, pack))
    found = []
    for place, number in enumerate(numbers):
        lower = numbers[place - 1].last if place else 0
        upper = numbers[place + 1].first if place + 1 < len(numbers) else len(pieces)
        what = _currency(number, pieces, pack) or _counted(number, pieces, pack, lower, upper)
        if what:
            first, last = pieces[number.first].start, pieces[number.last - 1].end
            found.append(Quantity(what=what, low=number.low, high=number.high, start=first, end=last, text=text[first:last]))
    return tuple(found)


def _currency(number: Number, pieces: Sequence[Piece], pack: Pack) -> str:
    """The currency written before or after a number, "" for none."""
    signs = _index(pack, "currencies")
    before = pieces[number.first - 1].text if number.first else ""
    after = [p.text for p in pieces[number.last : number.last + 2]]
    words = (before, " ".join(after), *after[:1])
    return next((signs[word] for word in words if word in signs), "")


def _counted(number: Number, pieces: Sequence[Piece], pack: Pack, lower: int, upper: int) -> str:
    """What a number counts: what befell somebody where such a word is nearest, else the kind of thing right after it, "" for neither."""
    fates, things = _index(pack, "fates"), _index(pack, "counted")
    behind = [p.text for p in pieces[number.last : min(upper, number.last + NOUN)]]
    noun = next((things[word] for word in behind if word in things), "")
    if noun and noun not in pack.settings["assembly"]["quantities"]["persons"]:
        return noun
    near = [
        (_distance(place, number), place)
        for place in range(max(lower, number.first - FATE), min(upper, number.last + FATE))
        if pieces[place].text in fates and not _parted(pieces, place, number)
    ]
    if near and (noun or min(near)[0] <= 2):
        return fates[pieces[min(near)[1]].text]
    return noun


def _distance(place: int, number: Number) -> int:
    return number.first - place if place < number.first else place - number.last + 1


def _parted(pieces: Sequence[Piece], place: int, number: Number) -> bool:
    """Whether a sign that ends a clause stands between a word and a number."""
    first, last = sorted((place, number.first))
    return any(p.text in (";", ":", ".") for p in pieces[first:last])


def _index(pack: Pack, section: str) -> dict[str, str]:
    """The words of a section of `assembly.toml` with what each stands for."""
    key = f"assembly:{section}"
    if key not in pack.caches:
        listed = pack.settings["assembly"]["quantities"][section]
        pack.caches[key] = {word: what for what, words in listed.items() for word in words}
    found: dict[str, str] = pack.caches[key]
    return found
