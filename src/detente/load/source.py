"""One door for every source: a file, "-" for standard input, or an http(s) address."""

from pathlib import Path
from typing import BinaryIO

from detente.errors import SourceError
from detente.load.draft import Draft, Limits
from detente.load.html import load_html, looks_html
from detente.load.text import load_markdown, load_text
from detente.load.url import load_url
from detente.records import Notice

_MARKDOWN = (".md", ".markdown", ".mdown")
_HTML = (".html", ".htm", ".xhtml")


def load_source(source: str, *, limits: Limits, stdin: BinaryIO, allow_private: bool = False) -> Draft:
    """The draft of one source, e.g. `load_source("demo.txt", ...)`: cleaned of its file format, its language still unknown.

    Raises SourceError where it cannot be read at all: no such file, no text, too large, no answer, an address that is refused.
    Notices: load.encoding, load.control-characters, load.cut, load.weak-date.
    """
    if source.lower().startswith(("http://", "https://")):
        draft = load_url(source, limits=limits, allow_private=allow_private)
    elif source == "-":
        draft = load_bytes(stdin.read(limits.file_bytes + 1), name="standard input", suffix="", limits=limits)
    else:
        draft = load_bytes(_read_file(source, limits), name=source, suffix=Path(source).suffix.lower(), limits=limits)
    return cut(draft, limits)


def load_bytes(data: bytes, *, name: str, suffix: str, limits: Limits) -> Draft:
    """The draft of the bytes of a file; `suffix` (".md", ".html", "") says what it is where its first bytes do not."""
    if len(data) > limits.file_bytes:
        raise SourceError(f"{name}: is larger than {limits.file_bytes // 1_000_000} MB; give one article a file")
    if not data.strip():
        raise SourceError(f"{name}: is empty; give a file that holds an article")
    if suffix in _HTML or looks_html(data):
        if len(data) > limits.page_bytes:
            raise SourceError(f"{name}: is a page larger than {limits.page_bytes // 1_000_000} MB; save the article as text")
        return load_html(data, name=name)
    draft = load_markdown(data, name=name) if suffix in _MARKDOWN else load_text(data, name=name)
    if not draft.text.strip():
        raise SourceError(f"{name}: holds no text; give a file that holds an article")
    return draft


def cut(draft: Draft, limits: Limits) -> Draft:
    """The draft with at most `limits.text_chars` characters; a notice (load.cut) says so where the rest was left out."""
    if len(draft.text) <= limits.text_chars:
        return draft
    end = draft.text.rfind("\n", limits.text_chars // 2, limits.text_chars)
    end = end + 1 if end > 0 else limits.text_chars
    notice = Notice(
        code="load.cut",
        message=f"the text has {len(draft.text):,} characters; only the first {end:,} were read",
        where=draft.name,
        hint="give one article a file",
    )
    return Draft(
        text=draft.text[:end], name=draft.name, title=draft.title, publisher=draft.publisher, url=draft.url,
        published=draft.published, published_basis=draft.published_basis, language=draft.language, notices=(*draft.notices, notice),
    )  # fmt: skip


def _read_file(source: str, limits: Limits) -> bytes:
    if "://" in source and not Path(source).exists():
        raise SourceError(f"{source}: only http and https addresses are fetched; save the page and give the file")
    path = Path(source)
    try:
        if path.is_dir():
            raise SourceError(f"{source}: is a folder; name the files in it, e.g. {source.rstrip('/')}/*.txt")
        if path.exists() and not path.is_file():
            raise SourceError(f"{source}: is no plain file; pipe it in and read '-'")
        with path.open("rb") as file:
            return file.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise SourceError(f"{source}: no such file; give a file, an http(s) address or '-' for standard input") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{source}: cannot be read ({reason})") from error
