"""Events found in a ledger with the sentences and articles of their claims: what exports, feeds and briefs are made of."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detente.desk.found import EventFound
from detente.records import Account, Printing, Told, Voice

_AT_ONCE = 2_000  # claims; their articles are in memory together
_NEVER = dt.date.max


def load_accounts(connection: Any, found: Iterable[EventFound]) -> Iterator[Account]:
    """The events with sentence and printing of each claim, in their order."""
    waiting: list[EventFound] = []
    size = 0
    for one in found:
        waiting.append(one)
        size += len(one.claims)
        if size >= _AT_ONCE:
            yield from _load(connection, waiting)
            waiting, size = [], 0
    yield from _load(connection, waiting)


def _load(connection: Any, found: Sequence[EventFound]) -> list[Account]:
    claims = {told.id: told for one in found for told in one.claims}
    voices = _voices(connection, claims)
    accounts = []
    for one in found:
        deciding = {*one.standing.for_claims, *one.standing.against_claims}
        own = tuple(
            Voice(told=told, sentence=voices[told.id][0], printing=voices[told.id][1], decided=told.id in deciding) for told in one.claims
        )
        if own:
            accounts.append(Account(event=one.event, standing=one.standing, voices=own))
    return accounts


def _voices(connection: Any, claims: dict[str, Told]) -> dict[str, tuple[str, Printing]]:
    """Sentence and printing of each claim: that printing which the claim was taken from, the earliest where there are several."""
    from detente.ledger.asking import find_printings
    from detente.ledger.derived import load_articles
    from detente.ledger.many import chunks

    names: dict[str, list[str]] = {}
    for some in chunks(claims):
        names |= find_printings(connection, some)
    printings: dict[str, tuple[Printing, str]] = {}
    for some in chunks(name for group in names.values() for name in group):
        for batch in load_articles(connection, len(some), ids=some):
            for stored in batch:
                printing = Printing(
                    id=stored.id, title=stored.title, publisher=stored.publisher, url=stored.url, language=stored.language,
                    published=stored.published,
                )  # fmt: skip
                printings[stored.id] = (printing, stored.text)
    return {
        name: _best(told, [printings[one] for one in names.get(name, ()) if one in printings]) for name, told in claims.items()
    }


def _best(told: Told, printings: Sequence[tuple[Printing, str]]) -> tuple[str, Printing]:
    def rank(one: tuple[Printing, str]) -> tuple[bool, dt.date, str]:
        printing = one[0]
        return ((printing.published, printing.publisher) != (told.said, told.publisher), printing.published or _NEVER, printing.id)

    if not printings:
        return "", Printing(publisher=told.publisher, published=told.said, language=told.claim.language)
    printing, text = min(printings, key=rank)
    return " ".join(text[told.claim.sentence_start : told.claim.sentence_end].split()), printing
