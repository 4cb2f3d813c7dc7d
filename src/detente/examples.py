"""The examples that stand beside the rows of `events.tsv`, and whether reading them gives what the rows say."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from detente.language import OwnTables, Row
from detente.pipeline import read_article
from detente.records import Article, Claim, Party

DAY = dt.date(2024, 5, 16)
"""The day on which examples are read."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example sentence: the row's type and the parties expected, `expect` as the table writes them (actors before the ">")."""

    language: str
    row: str
    text: str
    type: str
    expect: str
    actors: frozenset[str]
    recipients: frozenset[str]
    reciprocal: bool
    where: str


def find_examples(rows: Iterable[Row], language: str) -> list[Example]:
    """The examples of rows of `events.tsv`, in their order; rows without one are passed over."""
    found = []
    for row in rows:
        if row["example"] and row["expect"]:
            left, _, right = row["expect"].partition(">")
            reciprocal = "reciprocal" in row.items("flags")
            parties = _codes(left), _codes(right)
            found.append(Example(language, row["id"], row["example"], row["type"], row["expect"], *parties, reciprocal, row.where))
    return found


def is_fulfilled(example: Example, tables: OwnTables | None = None) -> bool:
    """Whether some claim of the sentence rests on the row and has the parties expected."""
    return any(_right(example, claim) for claim in claims_of(example, tables))


def claims_of(example: Example, tables: OwnTables | None = None) -> tuple[Claim, ...]:
    """The claims read from an example."""
    return read_article(Article(text=example.text, language=example.language, published=DAY), tables=tables).claims


def sides(claim: Claim) -> str:
    """The parties of a claim as the cell `expect` writes them, e.g. "RUS>UKR"."""
    return ">".join("+".join(dict.fromkeys(p.entity.code for p in parties)) for parties in (claim.actors, claim.recipients))


def _right(example: Example, claim: Claim) -> bool:
    if f"events:{example.language}/{example.row}" not in claim.because:
        return False
    actors, recipients = _named(claim.actors), _named(claim.recipients)
    if example.reciprocal:
        return actors | recipients == example.actors | example.recipients
    return actors == example.actors and recipients == example.recipients


def _named(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(p.entity.code for p in parties) - {"---"}


def _codes(text: str) -> frozenset[str]:
    return frozenset(code for code in text.split("+") if code and code != "---")
