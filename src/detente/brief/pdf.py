"""A brief as PDF, set by Typst: no browser, and no library of the system."""

import tempfile
from dataclasses import asdict, replace
from functools import cache
from typing import Any

import msgspec

from detente.brief.contents import Brief
from detente.brief.outline import outline
from detente.errors import MissingExtra
from detente.language import resource_folder

_CHART_FONT = "Libertinus Serif"  # comes with Typst, so that charts look alike on every machine


def write_pdf(brief: Brief) -> bytes:
    """The file, tagged for screen readers. All words go to the template as data. Raises MissingExtra where typst is not installed."""
    try:
        import typst
    except ImportError as error:
        raise MissingExtra("a PDF is set with typst; install it with: python -m pip install 'detente[pdf]'") from error
    compiled: Any = typst.compile  # its types do not let a template be given as bytes
    told = outline(brief)
    rows = tuple(replace(row, chart=_lettered(row.chart)) for row in told.rows)
    data = msgspec.json.encode(asdict(replace(told, rows=rows))).decode("utf-8")
    with tempfile.TemporaryDirectory() as nowhere:  # the template can read no file: its root is empty
        written = compiled(_template(), root=nowhere, sys_inputs={"told": data}, timestamp=brief.last_moment, pdf_tags=True)
    assert isinstance(written, bytes)
    return written


@cache
def _template() -> bytes:
    return (resource_folder() / "brief" / "brief.typ").read_bytes()


def _lettered(svg: str) -> str:
    """A chart with the letters that the document is set in."""
    return svg.replace('font-family="sans-serif"', f'font-family="{_CHART_FONT}"')
