"""`detente relations --plot FILE`: the pictures, in the words of a language, as PNG, SVG or PDF."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from detente.errors import MissingExtra, SourceError, UsageError
from detente.language.phrases import load_phrases
from detente.load.layouts import plover_of
from detente.records.eventtable import EventTable
from detente.relations import Parameters, Window, balance, panel, phases, signed_graph, trajectory
from detente.relations.draw_many import Relation, draw_courses, draw_phases
from detente.relations.draw_network import draw_network
from detente.relations.drawing import Chart, Words, load_altair

PICTURES = ("course", "events", "network", "courses", "phases")
_KINDS = (".png", ".svg", ".pdf")
_MOST = 30  # relations in one picture
_SHARPNESS = 2.0


def choose_picture(picture: str | None, parties: Sequence[str], path: str) -> str:
    """The picture that is drawn where none is named: the course of two, the network of others.

    Raises UsageError where it does not fit the parties, or `path` names no kind of file that pictures have.
    """
    pair = len(parties) == len("ab")
    chosen = picture or ("course" if pair else "network")
    if chosen in ("course", "events") and not pair:
        raise UsageError(f"--picture {chosen} is about two parties; give two, or --picture courses for many")
    check_kind(path)
    return chosen


def check_kind(path: str) -> None:
    """Raise UsageError where a file is named as no kind that pictures are written as."""
    if Path(path).suffix.lower() not in _KINDS:
        raise UsageError(f"{path}: a picture is written as {', '.join(_KINDS)}; name the file so")


def draw_group(
    picture: str, table: EventTable, parties: tuple[str, ...], words: Words, *, parameters: Parameters, window: Window
) -> Chart:
    """The picture of many parties, "network", "courses" or "phases". Raises ValueError for events that do not make one."""
    if picture == "network":
        graph = signed_graph(table, window, parameters)
        first, last = (table.day.min() if window.first is None else window.first, table.day.max() if window.last is None else window.last)
        span = (str(np.datetime64(int(first), "D")), str(np.datetime64(int(last), "D")))
        return draw_network(graph, balance(graph, draws=1), words, span=span)
    many = _relations(table, parties, parameters)
    return draw_courses(many, words) if picture == "courses" else draw_phases(many, words)


def _relations(table: EventTable, parties: tuple[str, ...], parameters: Parameters) -> list[Relation]:
    """All pairs of the parties that have events between them; of everybody the 30 with most where no party is named."""
    counted = table.counted(parameters.count)
    size = len(counted.names)
    key = np.minimum(counted.actor, counted.recipient) * size + np.maximum(counted.actor, counted.recipient)
    if parties:
        places = [counted.names.index(party) for party in parties]
        wanted = [(a, b) for a, b in combinations(places, 2) if (key == min(a, b) * size + max(a, b)).any()]
    else:
        keys, counts = np.unique(key, return_counts=True)
        wanted = [(int(k) // size, int(k) % size) for k in keys[np.argsort(-counts, kind="stable")[:_MOST]]]
    if not wanted or len(wanted) > _MOST:
        raise UsageError(f"{len(wanted)} relations have events between these parties; a picture holds 1 to {_MOST}")
    world = panel(table, parameters)
    courses = [trajectory(table, counted.names[a], counted.names[b], parameters, world=world) for a, b in wanted]
    return [(course, phases(course)) for course in courses]


def words_of(language: str) -> Words:
    """The words of a language's pictures, and its names for states and bodies; raises UnknownLanguage where it is none of ours."""
    phrases = load_phrases(language)
    return Words(tables=phrases.pictures, names=phrases.names, plover=plover_of)


def save(chart: dict[str, Any], path: str, words: Words) -> None:
    """Write a Vega-Lite specification as PNG, SVG or PDF, by the ending of the file. Raises MissingExtra without vl-convert."""
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtra("pictures are written with vl-convert; install it with: python -m pip install 'detente[plots]'") from error
    version = "_".join(load_altair().SCHEMA_VERSION.split(".")[:2])
    options: dict[str, Any] = {"vl_version": version, "time_format_locale": dict(words.tables["time"])}
    kind = Path(path).suffix.lower()
    if kind == ".svg":
        written = vl_convert.vegalite_to_svg(chart, **options).encode()
    elif kind == ".pdf":
        written = vl_convert.vegalite_to_pdf(chart, **options)
    else:
        written = vl_convert.vegalite_to_png(chart, scale=_SHARPNESS, **options)
    try:
        Path(path).write_bytes(written)
    except OSError as error:
        raise SourceError(f"{path}: cannot be written ({error.strerror})") from error
