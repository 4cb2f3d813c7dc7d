"""Charts of briefs as SVG, where the packages that draw them are installed."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from detente.language.phrases import load_phrases
from detente.relations import Trajectory
from detente.relations.draw_move import draw_move
from detente.relations.drawing import load_altair


def chart_drawer(language: str) -> Callable[[Trajectory, int, int], str] | None:
    """What draws the course of a pair up to a day with the days from another on shaded, as SVG; None where it cannot be drawn."""
    phrases = load_phrases(language)
    if not find_spec("altair") or not find_spec("vl_convert"):
        return None
    return lambda path, first, last: svg_of(draw_move(path, first, last).to_dict(), phrases.pictures["time"])


def svg_of(chart: dict[str, Any], time_words: Any) -> str:
    """A Vega-Lite specification as SVG; `time_words` are the names of months and days, as d3 takes them."""
    import vl_convert

    version = "_".join(load_altair().SCHEMA_VERSION.split(".")[:2])
    return str(vl_convert.vegalite_to_svg(chart, vl_version=version, time_format_locale=dict(time_words)))
