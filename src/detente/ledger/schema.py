"""The tables of a ledger.

Times of learning are UTC in ISO form with microseconds, so that they sort as text; days are proleptic ordinals (`date.toordinal`), 0 for
unknown. What is long (texts, claims) is packed with zlib; what is asked by stands in columns of its own.
"""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text, text

VERSION = 3
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
    Column("kind", Text, nullable=False),  # merge, split, retract, correct, undo, note
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

# --- derived from the facts above, and rebuilt from them at will (since version 2) -------------------------------------------------------

bands = Table(
    "bands", TABLES, Column("band", _Big, primary_key=True), Column("article", Text, primary_key=True), sqlite_with_rowid=False
)  # articles by text_id here and below

copies = Table(
    "copies", TABLES,
    Column("first", Text, primary_key=True),
    Column("second", Text, primary_key=True),
    Column("containment", Float, nullable=False),
    Column("jaccard", Float, nullable=False),
)  # fmt: skip

origins = Table("origins", TABLES, Column("article", Text, primary_key=True), Column("origin", Text, nullable=False, index=True))

blocks = Table("blocks", TABLES, Column("key", _Big, primary_key=True), Column("claim", Text, primary_key=True), sqlite_with_rowid=False)

leads = Table(
    "leads", TABLES,  # of every claim what decides which others it is put with (assembly.Lead)
    Column("claim", Text, primary_key=True),
    Column("article", Text, nullable=False),
    Column("fold", _Big, nullable=False),  # copies of one sentence: only the one of the smallest id stands in blocks; 0 for none
    Column("body", LargeBinary, nullable=False),
    Index("leads_fold", "fold", sqlite_where=text("fold <> 0"), postgresql_where=text("fold <> 0")),
)  # fmt: skip

links = Table(
    "links", TABLES,
    Column("first", Text, primary_key=True),
    Column("second", Text, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("evidence", Text, nullable=False),  # JSON list
    Column("strength", Float, nullable=False),
    Index("links_second", "second"),
    sqlite_with_rowid=False,
)  # fmt: skip

members = Table("members", TABLES, Column("claim", Text, primary_key=True), Column("event", Text, nullable=False, index=True))

events = Table(
    "events", TABLES,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("quad", Text, nullable=False),
    Column("score", Integer, nullable=False),  # tenths of a PLOVER point
    Column("body", LargeBinary, nullable=False),  # JSON of records.Happening and records.Standing
    Index("events_first", "first"),
    Index("events_status", "status", "first"),
)  # fmt: skip

codes = Table(
    "codes", TABLES,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False, unique=True),
)  # fmt: skip

pairs = Table(
    "pairs", TABLES,  # events by two of their parties, b = 0 for all events of a; the year leads, so that news are written near one another
    Column("year", Integer, primary_key=True),
    Column("a", Integer, primary_key=True),
    Column("b", Integer, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

dyads = Table(
    "dyads", TABLES,  # a does to b, or both together: twelve months packed in one row (rollup.py); a = b = 0 is all the world
    Column("year", Integer, primary_key=True),
    Column("a", Integer, primary_key=True),
    Column("b", Integer, primary_key=True),
    Column("mutual", Integer, primary_key=True),
    Column("months", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

FACTS = (meta, articles, claims, items, versions, decisions, feeds)
DERIVED = (bands, copies, origins, blocks, leads, links, members, events, codes, pairs, dyads)
