"""The words of the pages in the reader's language: labels, names, days and numbers. All of them stand in `web.toml` of a language."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente.language import available_languages, load_pack
from detente.language.naming import name_parties

FALLBACK = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A language as the pages speak it: `words` by section and key, `names` of parties by code.

    In templates `w.words.home.latest` is a label, `w.say("relation.since", day=...)` one with its parts filled in.
    """

    tag: str
    words: Mapping[str, Mapping[str, Any]]
    names: Mapping[str, str]
    pictures: Mapping[str, Mapping[str, Any]]

    def say(self, key: str, **parts: object) -> str:
        """Words with their parts filled in, e.g. `say("home.months", first="May 2024", last="April 2025")`."""
        section, _, name = key.partition(".")
        text: str = self.words[section][name]
        return text.format(**parts)

    def term(self, section: str, key: str) -> str:
        """What a term of the program is called, e.g. `term("statuses", "disputed")`; the term itself where it has no name."""
        found: str = self.words.get(section, {}).get(key) or self.pictures.get(section, {}).get(key) or key
        return found

    def name(self, code: str) -> str:
        """What a party is called, e.g. "Korea Utara" for "PRK"; breakaway parts by the name of the whole, the rest by their code."""
        if code == "---":
            return str(self.words["terms"]["unnamed"])
        return self.names.get(code, code)

    def listed(self, codes: Iterable[str]) -> str:
        """Names of several parties, e.g. "Armenia, Azerbaijan"."""
        return ", ".join(self.name(code) for code in codes)

    def day(self, day: dt.date | None) -> str:
        """A day, e.g. "4 Nov 2022"; a dash where it is not known."""
        return f"{day.day} {self.pictures['time']['shortMonths'][day.month - 1]} {day.year}" if day else "\N{EN DASH}"

    def learned(self, stamp: str, clock: bool = False) -> str:  # noqa: FBT001, FBT002  templates give it by place
        """The day of a moment as the ledger writes it, with the time of day (UTC) where `clock` asks for it."""
        moment = dt.datetime.fromisoformat(stamp)
        return f"{self.day(moment.date())}, {moment:%H:%M}" if clock else self.day(moment.date())

    def month(self, day: dt.date) -> str:
        """A month, e.g. "Nov 2022"."""
        return f"{self.pictures['time']['shortMonths'][day.month - 1]} {day.year}"

    def span(self, first: dt.date | None, last: dt.date | None) -> str:
        """Days as short as they can be said: a year, a month, a day, or from - to."""
        if first is None or last is None or first == last:
            return self.day(first)
        after = last + dt.timedelta(1) if last < dt.date.max else last
        if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1):
            return str(first.year) if first.year == last.year else f"{first.year}\N{EN DASH}{last.year}"
        if first.day == 1 and after.day == 1 and (first.year, first.month) == (last.year, last.month):
            return self.month(first)
        if first.year != last.year:
            return f"{self.day(first)} \N{EN DASH} {self.day(last)}"
        begins = f"{first.day} {self.pictures['time']['shortMonths'][first.month - 1]} \N{EN DASH} "
        return f"{first.day}\N{EN DASH}{self.day(last)}" if first.month == last.month else f"{begins}{self.day(last)}"

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number as the language writes it, e.g. 12,345 or 12.345."""
        if value is None:
            return "\N{EN DASH}"
        text = f"{value:,.{digits}f}".replace("-", "\N{MINUS SIGN}")
        marks = self.words["numbers"]
        return text.translate({ord(","): marks["thousands"], ord("."): marks["decimal"]})

    def signed(self, value: float | None) -> str:
        """A valence with its sign, e.g. +0.35."""
        if value is None:
            return "\N{EN DASH}"
        return ("+" if value >= 0.005 else "") + self.number(value, 2)

    def level(self, value: float) -> str:
        """A valence beside an axis, as short as it can be, e.g. +1 or -0.5."""
        text = self.number(value, 0 if value == int(value) else 1)
        return f"+{text}" if value > 0 else text

    def percent(self, share: float) -> str:
        """A share, e.g. 35 %."""
        return f"{self.number(100 * share)}\N{NO-BREAK SPACE}%"


@cache
def wording(tag: str) -> Wording:
    """The wording of a language that has one, e.g. `wording("id")`."""
    pack = load_pack(tag)
    words = pack.settings["web"]
    return Wording(tag=tag, words=words, names=name_parties(pack) | words["names"], pictures=pack.settings["pictures"])


@cache
def tags() -> tuple[str, ...]:
    """The languages that the pages speak."""
    return tuple(tag for tag in available_languages() if "web" in load_pack(tag).settings)


def choose_tag(asked: str, accepted: str) -> str:
    """The language of a page: the one asked for in the address, else the best that the browser accepts, else English."""
    if asked in tags():
        return asked
    wanted = []
    for place, part in enumerate(accepted.split(",")[:20]):
        name, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((-float(quality or 1), place, name.strip().lower().partition("-")[0]))
        except ValueError:
            continue
    return next((name for _, _, name in sorted(wanted) if name in tags()), FALLBACK)
