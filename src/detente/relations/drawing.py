"""What all pictures share: words of the reader's language, colours that everybody can tell apart, and the look of a page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.errors import MissingExtra
from detente.records.eventtable import EventTable

FRIENDLY, HOSTILE, INK, FAINT = "#0072B2", "#C2410C", "#222222", "#777777"
"""Blue and vermilion (after Okabe and Ito 2008), told apart in every common kind of colour blindness and, by lightness, in print."""
PHASE_COLOURS: Mapping[str, str] = {
    "rupture": "#C2410C", "cold": "#F3C9A9", "warming": "#D3E5F3", "warm": "#8FC1E3", "mixed": "#E7E7E7", "thin": "#FFFFFF",
}  # fmt: skip
FONT = "DejaVu Sans, Liberation Sans, Arial, sans-serif"
WIDTH = 760
CONFLICT = (3, 4)
_CONFLICTS = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"))

Chart = Any  # a chart of Altair, which is loaded only where a picture is drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a picture: tables of `pictures.toml`, and the names of parties by code; a code without a name stands for itself.

    `plover` gives the PLOVER type of a type of event, "" where it has none.
    """

    tables: Mapping[str, Mapping[str, Any]]
    names: Mapping[str, str]
    plover: Callable[[str], str]

    def label(self, key: str, **parts: object) -> str:
        """Words for a label with its parts filled in, e.g. "Russia and Ukraine" for "pair" with a and b."""
        text: str = self.tables["labels"][key]
        return text.format(**parts)

    def name(self, code: str) -> str:
        """What a party is called, e.g. "Korea Utara" for "PRK"."""
        return self.names.get(code, code)

    def arrow(self, a: str, b: str) -> str:
        """Who acts towards whom, spelled out."""
        return self.label("arrow", a=self.name(a), b=self.name(b))

    def kind(self, event: str, quad: int) -> str:
        """What an event of a type does, e.g. "meets, talks"; that of its quad class where its type has none or is of the other side."""
        plover = self.plover(event)
        fits = (plover in _CONFLICTS) == (quad in CONFLICT)
        found: str = self.tables["types"].get(plover, "") if fits else ""
        return found or str(self.tables["quads"][str(quad)])


def load_altair() -> Any:
    """Altair. Raises MissingExtra with the command that installs it."""
    try:
        import altair as alt
    except ImportError as error:
        raise MissingExtra("pictures are drawn with Altair; install it with: python -m pip install 'detente[plots]'") from error
    return alt


def moment(day: float) -> str:
    """A day counted from 1970-01-01 as a chart reads it: local midnight, so that no time zone moves it."""
    return f"{np.datetime64(int(day), 'D')}T00:00:00"


def dress(chart: Chart, title: str, below: Sequence[str]) -> Chart:
    """A chart with its title, what it rests on in small letters, and the look that all pictures have."""
    heading = {
        "text": title, "subtitle": list(below), "anchor": "start", "fontSize": 17, "subtitleFontSize": 11, "subtitleColor": "#555555",
        "subtitlePadding": 4, "subtitleLineHeight": 15, "offset": 14, "frame": "group",
    }  # fmt: skip
    axis = {
        "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": 400, "titleColor": INK, "labelColor": INK,
        "gridColor": "#E3E3E3", "domainColor": "#999999", "tickColor": "#999999",
    }  # fmt: skip
    return (
        chart.properties(title=heading, background="white", padding=16)
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(**axis)
        .configure_legend(labelFontSize=11, titleFontSize=11, titleFontWeight=400, labelLimit=260, titleLimit=260)
        .configure_concat(spacing=10)
    )


def span_of(table: EventTable) -> tuple[str, str]:
    """The first and the last day of a table's events in ISO form."""
    return (str(np.datetime64(int(table.day.min()), "D")), str(np.datetime64(int(table.day.max()), "D")))
