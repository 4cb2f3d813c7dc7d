"""The Reading that comes back from `detente.read`."""

import sys

import pytest

from detente.errors import MissingExtra
from detente.reading import FLAT_COLUMNS, flat


def test_a_reading_is_iterable_and_has_a_length(reading):
    assert [claim.id for claim in reading] == ["c1", "c2", "c3"]
    assert len(reading) == 3


@pytest.mark.parametrize("extra", ["pandas", "polars"])
def test_without_the_extra_the_error_gives_the_command_that_installs_it(reading, extra, monkeypatch):
    monkeypatch.setitem(sys.modules, extra, None)

    with pytest.raises(MissingExtra, match=rf"pip install 'detente\[{extra}\]'"):
        getattr(reading, f"to_{extra}")()


def test_to_pandas_has_one_row_a_claim(reading):
    assert reading.to_pandas().shape == (3, len(FLAT_COLUMNS))


def test_to_polars_has_one_row_a_claim(reading):
    assert reading.to_polars().shape == (3, len(FLAT_COLUMNS))


def test_a_flat_row_has_the_columns_that_are_promised(reading):
    for claim in reading:
        row = flat(claim)

        assert list(row) == list(FLAT_COLUMNS)
        assert all(isinstance(row[name], kind) for name, kind in FLAT_COLUMNS.items())


def test_the_notebook_table_escapes_what_it_shows(reading):
    html = reading._repr_html_()

    assert html.count("<tr>") == 4
    assert "=SUM(A1)" in html
