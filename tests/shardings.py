"""Articles for the tests of shards, and what a folder of shards holds."""

import json
from pathlib import Path

import pyarrow.parquet as pq

from detente.ingest import Settings
from detente.intake import Given
from detente.shards import Job

SENTENCES = (
    "North Korea denied on Tuesday that it had supplied Russia with artillery shells.",
    "The United States accused Iran of supplying Russia with drones, and Iran denied it.",
    "Israel bombed Gaza on Monday.",
)
ENGLISH = Settings(given=Given(language="en"))


def article(number: int, more: str = "") -> dict:
    text = f"{SENTENCES[number % 3]} This is report number {number} of the day, filed at {number} minutes. {more}".strip()
    return {"text": text, "title": f"Report {number}", "date": f"2022-11-{number % 28 + 1:02}", "url": f"https://example.org/{number}"}


def write_lines(path: Path, rows) -> str:
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return str(path)


def job(folder: Path, **more) -> Job:
    return Job(**{"output": str(folder), "settings": ENGLISH, "reader": "deadly:read", **more})


def rows_of(folder: Path, table: str = "articles") -> list[dict]:
    """All rows of a folder's shards that are done, in the order of their keys or ids."""
    names = sorted(path.stem for path in (folder / "done").glob("*.json"))
    found = [row for name in names for row in pq.read_table(folder / table / f"{name}.parquet").to_pylist()]
    return sorted(found, key=lambda row: row["key"] if table == "articles" else (row["printing"], row["id"]))


def states_of(folder: Path) -> dict[str, tuple[str, str]]:
    """How each item ended, by the number of its line or row: (state, code)."""
    return {row["key"].rsplit("#", 1)[-1]: (row["state"], row["code"]) for row in rows_of(folder)}
