"""Who says what in a text: for the public `find_attributions` and for `detente claims`."""

from detente.claims.attribute import find_attributions
from detente.claims.sayings import find_sayings
from detente.language import OwnTables, load_pack
from detente.language.view import SentenceView
from detente.pipeline import read_sentences
from detente.records import Article, Saying


def attribute(article: Article, *, tables: OwnTables | None = None) -> tuple[Saying, ...]:
    """The sayings of an article in text order: cues, sources and contents as character spans, stance and certainty."""
    pack = tables.pack(article.language) if tables else load_pack(article.language)
    parsed, _ = read_sentences(article, pack)
    views = tuple(SentenceView.build(p, pack) for p in parsed)
    return find_sayings(views, find_attributions(views, article, acts=True), article)
