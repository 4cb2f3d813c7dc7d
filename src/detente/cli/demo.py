"""`detente demo`: a small ledger of our example articles, opened in the browser."""

import json
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from detente.errors import SourceError, UsageError

_LEDGER = "demo.db"


@click.command(name="demo")
@click.argument("folder", metavar="[FOLDER]", default="")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to serve it; else a free port.")
@click.option("--open/--no-open", "open_browser", default=True, show_default=True, help="Open it in the browser.")
@click.option("--make-only", is_flag=True, help="Make the ledger in FOLDER, and serve nothing.")
def command(folder: str, port: int, *, open_browser: bool, make_only: bool) -> int:
    """Make a small ledger of the example articles and open its pages, with the right to decide.

    It stands in FOLDER, which is made, or in a temporary one that is removed at the end; one that is there already is opened as it is.
    """
    if make_only and not folder:
        raise UsageError("--make-only needs the name of a folder: detente demo FOLDER --make-only")
    if folder:
        return _show(Path(folder), port, open_browser=open_browser, make_only=make_only)
    with tempfile.TemporaryDirectory(prefix="detente-demo-", ignore_cleanup_errors=True) as name:
        return _show(Path(name), port, open_browser=open_browser, make_only=False)


def _show(folder: Path, port: int, *, open_browser: bool, make_only: bool) -> int:
    ledger = folder / _LEDGER
    if not ledger.exists():
        make_ledger(folder)
    if make_only:
        click.echo(f"{ledger} is made; `detente serve {ledger}` opens it", err=True)
        return 0
    from detente.cli.serve import serve
    from detente.web.settings import Settings, new_token

    settings = Settings(token=new_token(), open_reading=True)
    serve(str(ledger), settings=settings, host="127.0.0.1", port=port, shows_token=True, open_browser=open_browser)
    return 0


def make_ledger(folder: Path, rows: Sequence[dict[str, Any]] | None = None) -> Path:
    """The ledger of all example articles, or of some, made in a folder; raises SourceError where the folder cannot be made."""
    from detente.ingest import Settings, ingest
    from detente.ledger import open_store

    try:
        folder.mkdir(parents=True, exist_ok=True)
        articles = folder / "articles.jsonl"
        rows = list(find_articles()) if rows is None else rows
        articles.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise SourceError(f"{folder}: cannot be written ({error.strerror}); give another folder") from error
    click.echo(f"reading {len(rows)} example articles, which takes some seconds ...", err=True)
    store = open_store(str(folder / _LEDGER), write=True)
    try:
        summary = ingest(store, [str(articles)], settings=Settings())
    finally:
        store.close()
    click.echo(f"{summary.articles} articles, {summary.claims} claims", err=True)
    return folder / _LEDGER


def find_articles() -> Iterator[dict[str, Any]]:
    """The example articles as rows of a table, in the order of the day."""
    home = next((found for found in _homes() if (found / "en").is_dir()), None)
    if home is None:
        raise SourceError("the example articles are not installed; install detente again")
    rows = [*_single(home), *_stories(home)]
    return iter(sorted(rows, key=lambda row: (row["published"], row["text"])))


def _homes() -> tuple[Path, ...]:
    """Where the examples stand: in the package, or beside it in a checkout."""
    here = Path(__file__).resolve()
    return here.parents[1] / "resources" / "examples", here.parents[3] / "examples"


def _single(home: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(home.glob("*/*.txt")):
        facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        kept = {name: facts[name] for name in ("title", "language", "published", "publisher") if name in facts}
        yield {"text": path.read_text(encoding="utf-8"), **kept}


def _stories(home: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(home.glob("stories/*.toml")):
        for article in tomllib.loads(path.read_text(encoding="utf-8"))["articles"]:
            text = article["text"].strip()
            kept = {name: str(article[name]) for name in ("language", "published", "publisher")}
            yield {"text": text, "title": text.partition("\n")[0], **kept}
