"""Ledgers for the tests of the web: a few articles of the tests' own, and some of our examples."""

import shutil

import pytest
from web_news import fill

ABOUT = ("Korut", "Korea Utara", "North Korea", "Rusia", "Russia")


@pytest.fixture(scope="session")
def news(tmp_path_factory):
    """The name of a ledger of six articles; tests that write make their own copy."""
    return fill(tmp_path_factory.mktemp("news"))


@pytest.fixture
def own_news(tmp_path):
    """A ledger of the same articles for one test to write to."""
    return fill(tmp_path)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The name of a ledger of some of our example articles, as `detente demo` makes it; tests that decide make their own copy."""
    from detente.cli.demo import find_articles, make_ledger

    rows = [row for row in find_articles() if row["published"] >= "2022-02" and any(name in row["text"] for name in ABOUT)]
    return str(make_ledger(tmp_path_factory.mktemp("demo"), rows))


@pytest.fixture
def own_demo(demo, tmp_path):
    """A copy of that ledger for one test to decide in."""
    shutil.copy(demo, tmp_path / "demo.db")
    return str(tmp_path / "demo.db")
