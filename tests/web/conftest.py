"""Ledgers of a few articles for the tests of the web."""

import pytest
from web_news import fill


@pytest.fixture(scope="session")
def news(tmp_path_factory):
    """The name of a ledger of six articles; tests that write make their own copy."""
    return fill(tmp_path_factory.mktemp("news"))


@pytest.fixture
def own_news(tmp_path):
    """A ledger of the same articles for one test to write to."""
    return fill(tmp_path)
