"""A brief as one HTML page: no script, nothing fetched, charts inline, for screen (light and dark) and print."""

import re
from html import escape
from itertools import groupby

from detente.brief.contents import Brief
from detente.brief.outline import Item, Note, Outline, Row, Section, outline
from detente.language import resource_folder

_HEAD = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="detente">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""
_INK, _BAND, _FAINT = "#222222", "#BDBDBD", "#777777"
_PAINT = {_INK: "currentColor", _BAND: "var(--band)", _FAINT: "var(--faint)", "#0072B2": "var(--friendly)", "#C2410C": "var(--hostile)",
          "#FFD54F": "var(--window)"}  # fmt: skip


def write_html(brief: Brief) -> str:
    """The page. Whatever comes from an article is escaped, and addresses that are not http(s) are no links."""
    told = outline(brief)
    style = (resource_folder() / "brief" / "brief.css").read_text(encoding="utf-8")
    parts = [_HEAD.format(language=escape(told.language), title=escape(told.title), style=style), _header(told), "<main>\n", _moves(told)]
    parts += [_section(section) for section in told.sections]
    parts += [_notes(told), "</main>\n", f"<footer><p>{escape(told.made)}</p></footer>\n</body>\n</html>\n"]
    return "".join(parts)


def _header(told: Outline) -> str:
    glance = "".join(f"<li><strong>{escape(number)}</strong> {escape(what)}</li>" for number, what in told.glance)
    basis = "".join(f"<p>{escape(line)}</p>" for line in told.basis)
    warning = f'<p class="warning">{escape(told.warning)}</p>' if told.warning else ""
    return (
        f'<header>\n<h1>{escape(told.title)}</h1>\n<p class="period">{escape(told.period)}</p>\n<ul class="glance">{glance}</ul>\n'
        f'<div class="basis">{basis}{warning}</div>\n</header>\n'
    )


def _moves(told: Outline) -> str:
    rows = "".join(_row(row, place) for place, row in enumerate(told.rows))
    inside = f'<ul class="moves">{rows}</ul>\n<p class="small">{escape(told.moved_basis)}</p>'
    if not rows:
        inside = f'<p class="nothing">{escape(told.moved_empty)}</p>'
    return f'<section id="moved">\n<h2>{escape(told.moved_title)}</h2>\n{inside}\n</section>\n'


def _row(row: Row, place: int) -> str:
    chart = f'<div class="chart" role="img" aria-label="{escape(row.description)}">{_inline(row.chart, place)}</div>' if row.chart else ""
    return (
        f'<li class="{row.verdict}"><h3>{escape(row.pair)}</h3><p><span class="verdict">{escape(row.verdict_words)}</span> '
        f'<span class="figures">{escape(row.words)}</span></p><p class="small">{escape(row.events)}</p>{chart}</li>\n'
    )


def _inline(svg: str, place: int) -> str:
    """A chart that takes the colours of the page and whose ids no other chart has."""
    svg = svg[svg.index("<svg") :]
    for colour, name in _PAINT.items():
        svg = svg.replace(f'"{colour}"', f'"{name}"').replace(f'"{colour.lower()}"', f'"{name}"')
    svg = re.sub(r'id="([\w-]+)"', rf'id="c{place}-\1"', svg)
    svg = re.sub(r"url\(#([\w-]+)\)", rf"url(#c{place}-\1)", svg)
    svg = re.sub(r' aria-[\w-]+="[^"]*"| role="[^"]*"', "", svg)  # the words beside the chart say what it shows, once
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _section(section: Section) -> str:
    items = "".join(
        f'<li class="day"><h3>{escape(days)}</h3><ul>{"".join(_item(item, section.name) for item in group)}</ul></li>\n'
        for days, group in groupby(section.items, key=lambda item: item.days)
    )
    inside = f'<ul class="days">{items}</ul>' if items else f'<p class="nothing">{escape(section.empty)}</p>'
    after = f"<p>{escape(section.after)}</p>" if section.after else ""
    return f'<section id="{section.name}">\n<h2>{escape(section.title)}</h2>\n{inside}\n{after}</section>\n'


def _item(item: Item, section: str) -> str:
    before = f'<span class="before">{escape(item.before_words)}</span> \N{RIGHTWARDS ARROW} ' if item.before_words else ""
    sides = "".join(
        f'<p class="{"against" if side.against else "for"}">{escape(side.text)}{"".join(_reference(number) for number in side.notes)}</p>'
        for side in item.sides
    )
    kind = "conflict" if item.conflict else "cooperation"
    return (
        f'<li class="event {kind}" id="{section}-{escape(item.event)}"><h4>{escape(item.headline)}</h4>'
        f'<p class="standing">{before}<span class="status {item.status}">{escape(item.status_words)}</span> '
        f'<span class="small">{escape(item.basis)}</span></p>{sides}</li>\n'
    )


def _reference(number: int) -> str:
    return f'<sup><a href="#note-{number}">{number}</a></sup>'


def _notes(told: Outline) -> str:
    if not told.notes:
        return ""
    lines = "".join(_note(note) for note in told.notes)
    return f'<section id="notes">\n<h2>{escape(told.notes_title)}</h2>\n<ol>{lines}</ol>\n</section>\n'


def _note(note: Note) -> str:
    credit = escape(note.credit)
    source = f'<a href="{escape(note.link)}" rel="noreferrer">{credit}</a>' if note.link else credit
    return f'<li id="note-{note.number}"><q>{escape(note.quote)}</q> <cite>{source}</cite></li>\n'
