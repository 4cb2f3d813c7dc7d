"""The examples that stand beside the rows of `events.tsv`, and what reading them gives."""

import datetime as dt
from dataclasses import dataclass

from detente.language import load_pack
from detente.pipeline import read_article
from detente.records import Article, Claim, Party

DAY = dt.date(2024, 5, 16)


@dataclass(frozen=True, slots=True)
class Example:
    """One example sentence: the row's type and the parties expected, actors before the ">"."""

    language: str
    row: str
    text: str
    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    reciprocal: bool


def examples(language: str) -> list[Example]:
    """All examples of a language's event table."""
    found = []
    for row in load_pack(language).rows("events"):
        if row["example"] and row["expect"]:
            left, _, right = row["expect"].partition(">")
            found.append(
                Example(
                    language, row["id"], row["example"], row["type"], _codes(left), _codes(right), "reciprocal" in row.items("flags")
                )
            )
    return found


def fulfilled(example: Example) -> bool:
    """Whether some claim of the sentence rests on the row and has the parties expected."""
    return any(_right(example, claim) for claim in claims_of(example))


def claims_of(example: Example) -> tuple[Claim, ...]:
    """The claims read from an example."""
    return read_article(Article(text=example.text, language=example.language, published=DAY)).claims


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
