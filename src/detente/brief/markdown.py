"""A brief as Markdown with footnotes, for wikis, issues and mails."""

import re

from detente.brief.contents import Brief
from detente.brief.outline import Item, Outline, outline

_MARKS = re.compile(r"([\\`*_{}\[\]#!|<>~&$@^]|:(?=//))")


def write_markdown(brief: Brief) -> str:
    """The text; whatever would be markup in an article stands escaped. Charts have no place in Markdown: numbers stand for them."""
    told = outline(brief)
    lines = [f"# {_plain(told.title)}", "", f"*{_plain(told.period)}*", "", *(_plain(line) + "\n" for line in told.basis)]
    lines += [" · ".join(f"**{number}** {_plain(what)}" for number, what in told.glance), ""]
    lines += _moves(told)
    for section in told.sections:
        lines += [f"## {_plain(section.title)}", ""]
        lines += [line for item in section.items for line in _item(item)] or [_plain(section.empty), ""]
        lines += [_plain(section.after), ""] if section.after else []
    for note in told.notes:
        link = f" <{note.link}>" if note.link else ""
        lines.append(f"[^{note.number}]: {_plain(note.quote)} {_plain(note.credit)}{link}")
    lines += ["", "---", "", f"*{_plain(told.made)}*"]
    return "\n".join(lines) + "\n"


def _moves(told: Outline) -> list[str]:
    lines = [f"## {_plain(told.moved_title)}", ""]
    if not told.rows:
        return [*lines, _plain(told.moved_empty), ""]
    lines += [f"- **{_plain(row.pair)}**: {_plain(row.verdict_words)}, {_plain(row.words)}; {_plain(row.events)}" for row in told.rows]
    return [*lines, "", f"*{_plain(told.moved_basis)}*", ""]


def _item(item: Item) -> list[str]:
    stands = f"{item.before_words} \N{RIGHTWARDS ARROW} {item.status_words}" if item.before_words else item.status_words
    lines = [f"- **{_plain(item.headline)}** ({_plain(stands)}; {_plain(item.days)}; {_plain(item.basis)})  "]
    lines += [f"  {_plain(side.text)}{''.join(f'[^{number}]' for number in side.notes)}  " for side in item.sides]
    return [*lines, ""]


def _plain(text: str) -> str:
    """Text whose marks mean nothing; marks that count only where a line begins need no escape, for no line begins with them here."""
    return _MARKS.sub(r"\\\1", text)
