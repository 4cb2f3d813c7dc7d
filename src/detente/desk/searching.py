"""Articles by their words, with a piece of the text around the first of them."""

from collections.abc import Sequence
from typing import Any

from detente.desk.found import Hit
from detente.errors import UsageError


def search(connection: Any, words: str, limit: int) -> list[Hit]:  # a SQLAlchemy connection
    """The articles that hold some words together, in any of their forms, best first. Raises UsageError where no word is given."""
    from detente.language import available_languages, load_pack
    from detente.language.stems import find_words as split
    from detente.language.stems import stem_words
    from detente.ledger import words as index
    from detente.ledger.asking import find_printing_of
    from detente.ledger.derived import load_articles

    plain = split(words)
    if not plain:
        raise UsageError("nothing to search for; give a word or two")
    numbers: list[int] = []
    for tag in available_languages():
        stems = stem_words(words, load_pack(tag))[1].split()
        numbers += index.find_words(connection, index.Phrase(plain, stems), limit=limit)
    numbers = list(dict.fromkeys(numbers))[:limit]
    ids = find_printing_of(connection, numbers)
    stored = {one.seq: one for some in load_articles(connection, limit, ids=ids.values()) for one in some}
    return [
        Hit(article=a.id, title=a.title, publisher=a.publisher, published=a.published, url=a.url, snippet=_snippet(a.text, plain))
        for a in (stored[number] for number in numbers)
    ]


def _snippet(text: str, words: Sequence[str]) -> str:
    place = max(0, text.lower().find(words[0]))
    piece = text[max(0, place - 60) : place + 140]
    return " ".join(piece.split())
