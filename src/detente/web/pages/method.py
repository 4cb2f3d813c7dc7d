"""About the method: what the pages show, by which rules, and what they cannot tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.language.plover import QUADS
from detente.web.pages.page import Page, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The words of the page by section, and the types with their class."""

    words: Mapping[str, Any]
    types: Mapping[str, str]


def make_method(visit: Visit) -> Page:
    """The page of the method."""
    words = visit.w.words
    view = Method(words={name: words[name] for name in ("method", "rules", "statuses_long")}, types=dict(QUADS))
    rows = [{"rule": rule, "text": text} for rule, text in words["rules"].items()]
    return Page(template="method.html", title=words["method"]["title"], view=view, rows=rows)
