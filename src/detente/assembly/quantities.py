"""Numbers that a sentence gives: the dead, shells, sums of money, each with the least and the most that the words allow."""

from detente.language import Pack
from detente.records import Quantity


def find_quantities(text: str, start: int, end: int, pack: Pack) -> tuple[Quantity, ...]:
    """The quantities of a stretch of text, `[start, end)` in characters, in its order, e.g. `killed` 40 in "killed 40 policemen"."""
    return ()
