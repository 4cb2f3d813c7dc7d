"""The tables of a ledger.

Times of learning are UTC in ISO form with microseconds, so that they sort as text; days are proleptic ordinals (`date.toordinal`), 0 for
unknown. What is long (texts, claims) is packed with zlib; what is asked by stands in columns of its own.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

VERSION = 1
"""Version of the tables that this detente writes; `migrations.py` brings older ones up to it."""

TABLES = MetaData()
_Big = BigInteger().with_variant(Integer, "sqlite")  # SQLite calls its 64-bit rowid INTEGER

meta = Table("meta", TABLES, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

articles = Table(
    "articles", TABLES,
    Column("seq", _Big, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),  # digest of the text and all that is known of its printing
    Column("text_id", Text, nullable=False, index=True),  # Article.id
    Column("language", Text, nullable=False),
    Column("published", Integer, nullable=False),
    Column("published_basis", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("learned", Text, nullable=False),
    Column("coder", Text, nullable=False),  # version of detente that read it
    Column("notices", Text, nullable=False),  # JSON list
    Column("text", LargeBinary, nullable=False),  # zlib, UTF-8
    Column("told", LargeBinary, nullable=False),  # zlib, JSON list of records.Told, in the order of the text
    Column("sketch", LargeBinary, nullable=False),  # word triples of assembly.Sketch
)  # fmt: skip

claims = Table(
    "claims", TABLES,
    Column("seq", _Big, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, index=True),
    Column("article", _Big, nullable=False, index=True),
    Column("place", Integer, nullable=False),  # index in the article's `told`
    Column("type", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("first", Integer, nullable=False),
)  # fmt: skip

items = Table(
    "items", TABLES,
    Column("key", Text, primary_key=True),  # where it came from: a path, path#record, or address
    Column("digest", Text, primary_key=True),  # of its bytes and of the options it was read with
    Column("state", Text, nullable=False, index=True),  # read or failed
    Column("article", Text, nullable=False),  # id of the article, "" where it failed
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("learned", Text, nullable=False),
)  # fmt: skip

versions = Table(
    "versions", TABLES,
    Column("article", Text, primary_key=True),
    Column("previous", Text, primary_key=True),
    Column("learned", Text, nullable=False),
    Index("versions_previous", "previous"),
)  # fmt: skip

decisions = Table(
    "decisions", TABLES,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # merge, split, retract, undo, note
    Column("targets", Text, nullable=False),  # JSON list of ids
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip

feeds = Table(
    "feeds", TABLES,
    Column("url", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("fetched", Text, nullable=False),
)  # fmt: skip

FACTS = (meta, articles, claims, items, versions, decisions, feeds)
__all__ = ["FACTS", "TABLES", "VERSION", "articles", "claims", "decisions", "feeds", "items", "meta", "versions"]
