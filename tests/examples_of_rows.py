"""The examples that stand beside the rows of `events.tsv` of a language."""

from detente.examples import Example, find_examples
from detente.examples import is_fulfilled as fulfilled
from detente.language import load_pack

__all__ = ["Example", "examples", "fulfilled"]


def examples(language: str) -> list[Example]:
    """All examples of a language's event table."""
    return find_examples(load_pack(language).rows("events"), language)
