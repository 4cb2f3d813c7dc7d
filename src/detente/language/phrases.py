"""Events, voices, days and numbers in the words of a reader's language: what feeds, calendars and briefs say."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente.language.pack import Pack, load_pack
from detente.language.washing import wash
from detente.records import Account, Party, Voice

ARROW = "\N{RIGHTWARDS ARROW}"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one language, e.g. `load_phrases("id").headline(account)` is "Korea Utara -> Rusia: membantu" (with an arrow).

    `words` is `brief.toml`, `pictures` is `pictures.toml`, `names` what parties are called by code. All that comes from an article is
    washed (`language/washing.py`), so that phrases can be written into any format that escapes its own marks.
    """

    tag: str
    words: Mapping[str, Mapping[str, Any]]
    pictures: Mapping[str, Mapping[str, Any]]
    names: Mapping[str, str]

    def say(self, key: str, section: str = "words", **parts: object) -> str:
        """The words for a key with its parts filled in."""
        text: str = self.words[section][key]
        return text.format(**parts) if parts else text

    def many(self, key: str, number: int, section: str = "words") -> str:
        """Words that depend on a number, e.g. "1 claim" or "1,204 claims"."""
        return self.say(f"{key}_1", section) if number == 1 else self.say(key, section, number=self.whole(number))

    def name(self, code: str) -> str:
        """What a party is called, e.g. "Korea Utara" for "PRK"; a code without a name stands for itself."""
        return self.names.get(code) or wash(code)

    def listed(self, names: Iterable[str]) -> str:
        """Names as a sentence lists them, each once, e.g. "A, B and C"."""
        found = list(dict.fromkeys(names))
        return self.say("list_last", names=", ".join(found[:-1]), name=found[-1]) if len(found) > 1 else "".join(found)

    def kind(self, type_: str) -> str:
        """What an event of a PLOVER type does, e.g. "meets, talks"."""
        found: str = self.pictures["types"].get(type_, type_)
        return found

    def status(self, status: str) -> str:
        """How an event stands, in a word."""
        found: str = self.words["status"].get(status, status)
        return found

    def headline(self, account: Account) -> str:
        """Who did what to whom, in one line."""
        event = account.event
        actors, recipients = (", ".join(self.name(code) for code in side if code != "---") for side in (event.actors, event.recipients))
        who = f"{actors or self.say('unnamed')} {ARROW} {recipients}" if recipients else actors or self.say("unnamed")
        return f"{who}: {self.kind(event.type)}"

    def speaker(self, voice: Voice) -> str:
        """Who says it: the speakers of the claim, a person with the party in brackets; else whoever printed it."""
        claim = voice.told.claim
        if claim.speakers:
            return self.listed(self._spoken(party) for party in claim.speakers)
        return wash(voice.printing.publisher or voice.told.publisher or voice.told.credit) or self.say("article")

    def _spoken(self, party: Party) -> str:
        entity, known = party.entity, self.names.get(party.entity.code, "")
        if not entity.office:
            return known or wash(entity.name or party.text or entity.code)
        person = wash(entity.name or party.text)
        return f"{person} ({known or wash(entity.code)})" if entity.code != "---" else person

    def speakers(self, voices: Iterable[Voice]) -> tuple[str, ...]:
        """All that speak, each once, in order."""
        return tuple(dict.fromkeys(self.speaker(voice) for voice in voices))

    def credit(self, voice: Voice) -> str:
        """Who says it, where and on which day, e.g. "United States in Our Paper, 8 November 2022"."""
        speaker, day = self.speaker(voice), voice.printing.published or voice.told.said
        publisher = wash(voice.printing.publisher or voice.told.publisher)
        if not publisher or publisher == speaker:
            return f"{speaker}, {self.day(day)}" if day else speaker
        if day:
            return self.say("in", speaker=speaker, publisher=publisher, day=self.day(day))
        return self.say("in_undated", speaker=speaker, publisher=publisher)

    def quote(self, voice: Voice) -> str:
        """The sentence of a claim in quotation marks."""
        return self.say("quote", text=wash(voice.sentence))

    def day(self, day: dt.date) -> str:
        """A day as the language writes it, e.g. "8 November 2022"."""
        return f"{day.day} {self.pictures['time']['months'][day.month - 1]} {day.year}"

    def span(self, first: dt.date | None, last: dt.date | None) -> str:
        """The days of an event, as short as they can be said."""
        if first is None or last is None:
            return self.say("no_day")
        if first == last:
            return self.day(first)
        if (first.day, (last + dt.timedelta(1)).day) == (1, 1) and (first.year, first.month) == (last.year, last.month):
            return f"{self.pictures['time']['months'][first.month - 1]} {first.year}"
        return self.say("span", first=self.day(first), last=self.day(last))

    def whole(self, number: int) -> str:
        """A whole number with the marks of the language, e.g. "1,204" or "1.204"."""
        return f"{number:,}".replace(",", self._mark("thousands"))

    def decimal(self, number: float, digits: int = 2) -> str:
        """A number with its sign and the decimal mark of the language, e.g. "-0.42" with a true minus."""
        return f"{number:+.{digits}f}".replace("-", "\N{MINUS SIGN}").replace(".", self._mark("decimal"))

    def _mark(self, name: str) -> str:
        found: str = self.words["numbers"][name]
        return found


@cache
def load_phrases(tag: str) -> Phrases:
    """The phrases of a language. Raises UnknownLanguage where it is none of ours."""
    pack = load_pack(tag)
    return Phrases(tag, pack.settings["brief"], pack.settings["pictures"], names_of_parties(pack))


def names_of_parties(pack: Pack) -> dict[str, str]:
    """What states and bodies are called in a language, by code."""
    names: dict[str, str] = {row["code"]: row["name"] for row in pack.rows("actors/bodies")}
    for row in reversed(pack.rows("actors")):
        code = row["code"]  # NATO and Hamas are called so everywhere; the United Nations are not
        if row["kind"] == "body" and row["sector"] == "IGO" and names.get(code, code) != code:
            names[code] = row.items("names")[0]
    return names | {row["code"]: row.items("names")[0] for row in pack.rows("states")}
