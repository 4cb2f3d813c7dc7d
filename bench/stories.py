"""The stories of examples/stories: articles of one affair, the claims that belong to one event, and how each event stands on which day."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path

from detente.records import Article

STORIES = Path(__file__).resolve().parent.parent / "examples" / "stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One expected claim: `start`, `end` are the place of its quote in the text of `article`."""

    id: str
    article: str
    event: str
    types: tuple[str, ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    speakers: tuple[frozenset[str], ...]
    stance: str
    certainty: str
    auxiliary: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story with its articles by name, which of them are copies of which, its expected claims, and (event, day, status) triples."""

    name: str
    articles: dict[str, Article]
    copies: dict[str, str]
    claims: tuple[Expected, ...]
    status: tuple[tuple[str, dt.date, str], ...]


def load_stories(folder: Path = STORIES) -> list[Story]:
    """All stories in order of their names."""
    return [load_story(path) for path in sorted(folder.glob("*.toml"))]


def load_story(path: Path) -> Story:
    """One story; raises ValueError where a quote does not stand in its article exactly once."""
    plain = tomllib.loads(path.read_text(encoding="utf-8"))
    articles, claims = {}, []
    for entry in plain["articles"]:
        text = entry["text"].lstrip("\n")
        articles[entry["name"]] = Article(
            text=text, language=entry["language"], published=dt.date.fromisoformat(entry["published"]), published_basis="given",
            publisher=entry["publisher"], title=text.split("\n")[0],
        )  # fmt: skip
        claims += [_expected(line, f"{path.stem}/{entry['name']}/{n}", entry["name"], text) for n, line in enumerate(entry["claims"], 1)]
    status = [(event, *row.split(" ")) for event, rows in plain["status"].items() for row in rows]
    return Story(
        name=path.stem,
        articles=articles,
        copies={entry["name"]: entry["copy_of"] for entry in plain["articles"] if "copy_of" in entry},
        claims=tuple(claims),
        status=tuple((event, dt.date.fromisoformat(day), name) for event, day, name in status),
    )


def _expected(line: str, name: str, article: str, text: str) -> Expected:
    event, types, parties, speakers, voice, days, quote = (part.strip() for part in line.split(" | "))
    if text.count(quote) != 1:
        raise ValueError(f"{name}: {quote!r} stands {text.count(quote)} times in the article; a quote must stand once")
    actors, _, recipients = parties.partition(">")
    stance, certainty, *auxiliary = voice.split()
    first, _, last = days.partition("..")
    start = text.index(quote)
    return Expected(
        id=name, article=article, event=event, types=tuple(types.split(",")), actors=_codes(actors), recipients=_codes(recipients),
        speakers=tuple(_codes(either) for either in speakers.split("/")), stance=stance, certainty=certainty, auxiliary=tuple(auxiliary),
        first=None if days == "-" else dt.date.fromisoformat(first), last=None if days == "-" else dt.date.fromisoformat(last or first),
        start=start, end=start + len(quote),
    )  # fmt: skip


def _codes(cell: str) -> frozenset[str]:
    return frozenset(code for code in cell.split(",") if code not in ("", "-"))
