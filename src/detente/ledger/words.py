"""Full text: the words of articles and the same words cut to their stems; the one place where SQLite and PostgreSQL differ.

SQLite's FTS5 has no stemmer for Indonesian, so the stems are made before they come here, and both databases index the same two columns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

_TABLES = {
    "sqlite": ("CREATE VIRTUAL TABLE word_index USING fts5(words, stems, content='', tokenize='unicode61 remove_diacritics 2')",),
    "postgresql": (
        "CREATE TABLE word_index (article BIGINT PRIMARY KEY, words TSVECTOR NOT NULL, stems TSVECTOR NOT NULL)",
        "CREATE INDEX word_index_words ON word_index USING gin (words)",
        "CREATE INDEX word_index_stems ON word_index USING gin (stems)",
    ),
}
_INSERT = {
    "sqlite": "INSERT INTO word_index (rowid, words, stems) VALUES (:article, :words, :stems)",
    "postgresql": "INSERT INTO word_index VALUES (:article, to_tsvector('simple', :words), to_tsvector('simple', :stems))",
}
_FIND = {
    # the exact word counts four times its stem: who types a form mostly means it
    "sqlite": "SELECT rowid FROM word_index WHERE word_index MATCH :query ORDER BY bm25(word_index, 4.0, 1.0), rowid LIMIT :limit",
    "postgresql": (
        "SELECT article FROM word_index x, phraseto_tsquery('simple', :words) w, phraseto_tsquery('simple', :stems) s "
        "WHERE x.words @@ w OR x.stems @@ s "
        "ORDER BY 4 * ts_rank(x.words, w) + ts_rank(x.stems, s) DESC, article LIMIT :limit"
    ),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand together, and the same cut to their stems."""

    words: Sequence[str]
    stems: Sequence[str]


def create(connection: sa.Connection) -> None:
    """Makes the index."""
    for statement in _TABLES[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def add_words(connection: sa.Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    """Adds articles by number with their words and stems."""
    found = [{"article": article, "words": words, "stems": stems} for article, words, stems in rows]
    if found:
        connection.execute(sa.text(_INSERT[connection.dialect.name]), found)


def find_words(connection: sa.Connection, phrase: Phrase, *, limit: int) -> list[int]:
    """The articles that hold a phrase, by their words or by their stems, best first."""
    name = connection.dialect.name
    words, stems = " ".join(phrase.words), " ".join(phrase.stems)
    asked: dict[str, object] = {"limit": limit}
    asked |= {"query": f'words : "{words}" OR stems : "{stems}"'} if name == "sqlite" else {"words": words, "stems": stems}
    return [int(row[0]) for row in connection.execute(sa.text(_FIND[name]), asked)]
