"""What the world may hand to an ingest: damaged, swollen, lying and malicious sources; every one ends in a failure with its reason."""

import bz2
import gzip
import json
import struct
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from ledgers import new_ledger
from sqlalchemy import func, select

from detente.ingest import Settings, ingest
from detente.ledger.items import find_failed
from detente.ledger.schema import articles
from detente.load import Limits

LIMITS = Limits(file_bytes=400_000, page_bytes=300_000, row_bytes=100_000, text_chars=50_000)
SETTINGS = replace(Settings(), limits=LIMITS, delay=0.0)
SENTENCE = "Russia shelled Kharkiv on Tuesday, Ukraine said."


def zipped(name: str, data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def warc(body: bytes, *, kind: str = "text/html", status: str = "200 OK", length: int | None = None, packed: str = "") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{packed}\r\n".encode() + body
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nWARC-Date: 2022-11-08T00:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http) if length is None else length}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def rss(inside: str, head: str = "") -> bytes:
    return f"<?xml version='1.0'?>{head}<rss version='2.0'><channel><title>t</title>{inside}</channel></rss>".encode()


def item(link: str) -> str:
    return f"<item><title>t</title><link>{link}</link></item>"


LAUGHS = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)) + "]>"
FETCHES = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
ROW = {"text": SENTENCE, "language": "en"}
BOMB = gzip.compress(b"a" * 5_000_000)

FILES: dict[str, bytes] = {
    # no text at all
    "empty.txt": b"",
    "blank.txt": b" \n\t \n",
    "zeros.txt": bytes(5000),
    "image.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 8,
    "paper.pdf": b"%PDF-1.7\n" + b"\x00\x01\x02\x03" * 300,
    "program.exe": b"MZ\x90\x00" + bytes(range(256)) * 8,
    "program.elf": b"\x7fELF\x02\x01\x01" + bytes(400),
    "database.sqlite": b"SQLite format 3\x00" + bytes(400),
    "archive.zip": zipped("a.txt", SENTENCE.encode()),
    "bomb.zip": zipped("a.txt", bytes(3_000_000)),
    "packed.txt.gz": gzip.compress(SENTENCE.encode()),
    "packed.bz2": bz2.compress(SENTENCE.encode()),
    "word.docx": zipped("word/document.xml", b"<w/>"),
    "noise.txt": bytes((n * 7919 + n // 3) % 32 for n in range(4000)),
    "huge.txt": (SENTENCE + "\n").encode() * 9000,
    "damaged-utf16.txt": b"\xff\xfe" + b"\x00\xd8A",
    "damaged-utf8-bom.txt": b"\xef\xbb\xbf" + b"\xff\xfe\xfd" * 30,
    "damaged-utf32.txt": b"\xff\xfe\x00\x00" + b"\xff" * 41,
    # a text, but no article in a language that is read
    "word.txt": b"Iran.",
    "numbers.txt": b"1 2 3 4 5 6 7 8 9 10 11 12",
    "marks.txt": "\u2026 \u2014 \u00b7\n".encode() * 50,
    "emoji.txt": "\U0001f600 \U0001f680 ".encode() * 50,
    "dutch.txt": b"De regering heeft gezegd dat zij niet met het land zal onderhandelen over een nieuw verdrag.",
    # pages without an article, or too large
    "empty.html": b"<html></html>",
    "script.html": b"<html><body><script>alert(1)</script></body></html>",
    "menu.html": b"<html><body>" + b"<nav><a href='#'>x</a></nav>" * 50 + b"</body></html>",
    "huge.html": b"<html><body>" + b"<p>word word word</p>" * 16_000 + b"</body></html>",
    "deep.html": b"<html><body>" + b"<div>" * 40_000 + b"</body></html>",
    "cut.html": b"<!doctype html><ht",
    "comment.html": b"<html><!-- " + b"x" * 2000,
    # tables
    "empty.jsonl": b"\n\n{}\n",
    "not.jsonl": b"this is no json\n",
    "array.jsonl": b"[1, 2, 3]\n",
    "number.jsonl": b"NaN\n",
    "string.jsonl": b'"text"\n',
    "deep.jsonl": b'{"text":' * 20_000 + b"\n",
    "cut.jsonl": json.dumps(ROW).encode()[:-3],
    "latin.jsonl": b'{"text": "caf\xe9"}\n',
    "no-text.jsonl": b'{"headline": "x", "url": "https://example.org"}\n',
    "list-text.jsonl": b'{"text": ["a"]}\n',
    "object-text.jsonl": b'{"text": {"$ne": null}}\n',
    "null-text.jsonl": b'{"text": null}\n',
    "surrogate.jsonl": b'{"text": "\\ud800 half"}\n',
    "long-line.jsonl": b'{"text": "' + b"a" * 200_000 + b'"}\n',
    "endless-line.jsonl": b"a" * 300_000,
    "bomb.jsonl.gz": BOMB,
    "damaged.jsonl.gz": gzip.compress(json.dumps(ROW).encode() * 50)[:-30],
    "lying.jsonl.gz": b"this is not packed",
    "header-only.csv": b"text,date\n",
    "empty.csv": b"",
    "no-text.csv": b"a,b\n1,2\n",
    "too-many.csv": b"text,date\na,b,c,d\n",
    "open-quote.csv": b'text,date\n"' + b"a" * 150_000,
    "zeros.csv": b"text,date\n\x00\x00,\x00\n",
    "latin.csv": b"text,date\ncaf\xe9,2022\n",
    "formula.csv": b"text\n=cmd|' /C calc'!A0\n",
    "bomb.csv.gz": BOMB,
    "not.parquet": b"this is no parquet",
    "magic.parquet": b"PAR1" + bytes(40) + b"PAR1",
    "lying.parquet": b"PAR1" + struct.pack("<I", 2**31 - 1) + b"PAR1",
    "empty.parquet": b"",
    # archives
    "empty.warc": b"",
    "not.warc": b"this is no archive\r\n\r\n",
    "cut.warc": warc(b"<html>" + b"x" * 500, length=900_000),
    "image.warc": warc(b"\x89PNG", kind="image/png"),
    "moved.warc": warc(b"", status="301 Moved"),
    "huge.warc": warc(b"<html>" + b"x" * 350_000),
    "bomb.warc": warc(BOMB, packed="Content-Encoding: gzip\r\n"),
    "brotli.warc": warc(b"\x0b\x02\x80", packed="Content-Encoding: br\r\n"),
    "damaged.warc.gz": gzip.compress(warc(b"<html>hello</html>"))[:-20],
    "bomb.warc.gz": BOMB,
    # feeds
    "empty.rss": b"",
    "not.rss": b"this is no feed",
    "page.xml": b"<?xml version='1.0'?><note>hello</note>",
    "no-entry.rss": rss(""),
    "laughs.rss": rss("&j;", LAUGHS),
    "fetches.rss": rss(item("&x;"), FETCHES),
    "utf16-laughs.rss": rss("&j;", LAUGHS).decode().replace("<?xml version='1.0'?>", "").encode("utf-16"),
    "file-link.rss": rss(item("file:///etc/passwd")),
    "script-link.rss": rss(item("javascript:alert(1)")),
    "loopback-link.rss": rss(item("http://127.0.0.1:1/")),
    "metadata-link.rss": rss(item("http://169.254.169.254/latest/meta-data/")),
    "private-link.rss": rss(item("http://10.0.0.1/")),
    "mapped-link.rss": rss(item("http://[::ffff:127.0.0.1]/")),
    "decimal-link.rss": rss(item("http://2130706433/")),
    "login-link.rss": rss(item("http://user:word@127.0.0.1/")),
    "odd-port-link.rss": rss(item("http://127.0.0.1:99999/")),
    "huge.rss": rss("<item>" + "x" * 350_000),
    "laughs.opml": LAUGHS.encode() + b"<opml><body><outline xmlUrl='&j;'/></body></opml>",
    "nothing.opml": b"<opml version='2.0'><body/></opml>",
    "file.opml": b"<opml><body><outline xmlUrl='file:///etc/passwd'/></body></opml>",
    "loopback.opml": b"<opml><body><outline xmlUrl='http://localhost:1/feed'/></body></opml>",
    "damaged.opml": b"<opml><body><outline",
}


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """One ingest of all of them: what failed, by the name of the file or address, and how many articles there are."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "files").mkdir()
    for name, data in FILES.items():
        (folder / "files" / name).write_bytes(data)
    store = new_ledger(folder)
    ingest(store, [str(folder / "files")], settings=SETTINGS)
    with store.reading() as connection:
        failed = {one.key: one.reason for one in find_failed(connection)}
        count = connection.execute(select(func.count()).select_from(articles)).scalar()
    return failed, count


def links_of(name: str) -> set[str]:
    text = FILES[name].decode("utf-8", "replace")
    return {part.split(end)[0] for start, end in (("<link>", "<"), ("xmlUrl='", "'")) for part in text.split(start)[1:]}


def test_the_corpus_is_large():
    assert len(FILES) >= 60


@pytest.mark.parametrize("name", FILES)
def test_every_one_ends_in_a_failure_with_its_reason(name, ended):
    failed, _ = ended
    wanted = links_of(name) if name.endswith((".rss", ".opml")) else set()
    reasons = [reason for key, reason in failed.items() if f"/{name}" in key or key in wanted]

    assert reasons
    assert all(len(reason) >= 8 and "please report" not in reason for reason in reasons), reasons


def test_nothing_of_them_became_an_article(ended):
    assert ended[1] == 0
