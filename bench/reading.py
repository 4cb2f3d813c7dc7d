"""What the benches share: texts with what is known of them, and how they are read."""

import datetime as dt
import json
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
if not find_spec("detente"):
    sys.exit("detente is not installed for this Python; run `make demo` once, then `. .venv/bin/activate` or `.venv/bin/python bench/...`")

from detente.reading import Reading
from detente.records import Article

ROOT = Path(__file__).resolve().parent.parent
SEED_DATE = dt.date(2022, 11, 4)  # the seed article has no file of its own that says when it was published
SEED_LANGUAGE = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text with its expected claims; `group` is what its figures are called ("dev.id", "seed")."""

    name: str
    group: str
    article: Article
    expected: list[dict]


def find_cases(folders: list[str]) -> list[Case]:
    """All texts of the folders that have expected claims: NAME.txt, NAME.expected.jsonl and NAME.json, or one text with expected.jsonl."""
    return [case for folder in folders for path in sorted(Path(folder).glob("*.txt")) if (case := _case(path))]


def _case(path: Path) -> Case | None:
    expected = path.with_name(f"{path.stem}.expected.jsonl")
    lone = path.with_name("expected.jsonl")
    meta_path = path.with_suffix(".json")
    meta = json.loads(meta_path.read_text(encoding="utf-8")) if meta_path.is_file() else {}
    if not expected.is_file():
        if not lone.is_file():
            return None
        expected = lone
    language = meta.get("language", SEED_LANGUAGE)
    folder = path.resolve().parent
    group = folder.parent.name if folder.name == language else folder.name
    return Case(
        name=path.stem if meta else group,
        group=f"{group}.{language}" if meta else group,
        article=load_article(path, meta),
        expected=[json.loads(line) for line in expected.read_text(encoding="utf-8").splitlines() if line.strip()],
    )


def load_article(path: Path, meta: dict) -> Article:
    """The article of a text file as it stands, with the date and language of its NAME.json."""
    day = meta.get("published")
    return Article(
        text=path.read_text(encoding="utf-8"),
        language=meta.get("language", SEED_LANGUAGE),
        published=dt.date.fromisoformat(day) if day else SEED_DATE,
        published_basis="given",
        title=meta.get("title", ""),
        publisher=meta.get("publisher", ""),
    )


def example_articles() -> list[Article]:
    """The articles of examples/, by name."""
    paths = sorted((ROOT / "examples").glob("*/*.txt"))
    return [load_article(path, json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))) for path in paths]


def read(article: Article) -> Reading:
    """The reading of an article by the pipeline."""
    from detente.pipeline import read_article

    return read_article(article)
