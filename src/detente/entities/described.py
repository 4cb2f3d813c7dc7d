"""Unknown names that the text explains: by an office, or by a word for those who act and the state that they are of."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.entities.compose import Draft
from detente.entities.persons import holder, short_names
from detente.entities.scan import Item
from detente.language import Pack

_ARTICLES = ("indefinite", "definite")
_STATES = frozenset(("name", "adjective", "acronym"))
_STATE = 3  # letters of the code of a state
_FULL = 2  # words; a shorter name may be anything
_REACH = 3  # words of a description that are looked at: "an Israeli human rights activist"


@dataclass(frozen=True, slots=True)
class Describer:
    """Words of a language by which names are described: `sectors` of common nouns for those who act, and articles."""

    sectors: dict[str, str]
    articles: frozenset[str]
    before: bool

    def read(self, drafts: Sequence[Draft], items: Sequence[Item]) -> list[Draft]:
        """The drafts with what is said of unknown names: "Sarah Cohen, an Israeli activist" is (ISR, CVL)."""
        found = list(drafts)
        for i, (one, other) in enumerate(pairwise(drafts)):
            if other.how == "title" and (_unknown(one) or (one.how == "person" and one.entities[0].code == other.entities[0].code)):
                found[i], found[i + 1] = _apposed(one, other, items)
            elif _unknown(one) and _state(other):
                sector = self._after(one, other, items)
                found[i] = _of(one, other, sector) if sector else found[i]
            if _state(one) and _unknown(other):
                sector = self._noun(items, one.last, other.first) if self.before else self._ahead(one, other, items)
                found[i + 1] = _of(other, one, sector) if sector else found[i + 1]
        return found

    def _noun(self, items: Sequence[Item], first: int, last: int) -> str:
        """The sector of the noun that is the head of the items `[first, last)`: "rights activist", "pengamat politik"; "" where none is."""
        if not 0 < last - first <= _REACH or any(item.capital or not item.key.isalpha() for item in items[first:last]):
            return ""
        keys = [item.key for item in items[first:last]]
        parts = [" ".join(keys[i:] if self.before else keys[: len(keys) - i]) for i in range(len(keys))]
        return next((self.sectors[part] for part in parts if part in self.sectors), "")

    def _after(self, one: Draft, other: Draft, items: Sequence[Item]) -> str:
        """The sector told behind the name, between commas: ", an Israeli activist," or ", seorang aktivis Israel,"."""
        if one.last >= len(items) or items[one.last].key != ",":
            return ""
        start = one.last + 1
        if start >= len(items) or items[start].key not in self.articles:
            return ""  # "In Zirka, Israeli troops" tells nothing of Zirka
        start += 1
        if not self.before:
            return self._noun(items, start, other.first)
        if other.first != start:
            return ""
        return next((s for n in range(1, _REACH + 1) if (s := self._noun(items, other.last, min(other.last + n, len(items))))), "")

    def _ahead(self, one: Draft, other: Draft, items: Sequence[Item]) -> str:
        """The sector of the noun before a state that stands right before the name: "aktivis Israel Sarah Cohen"."""
        if one.last != other.first or len(other.words) < 2:
            return ""
        return next((s for n in (2, 1) if one.first >= n and (s := self._noun(items, one.first - n, one.first))), "")


def describer_of(pack: Pack, *, before: bool) -> Describer:
    """The words of a pack that describe names, built at first use; `before` says that a state stands before what belongs to it."""
    if "entities:describer" not in pack.caches:
        sectors = {word: row["sector"] for row in pack.rows("agents") for word in row.items("words")}
        articles = {word for row in pack.rows("names") if row["kind"] in _ARTICLES for word in row.items("words")}
        pack.caches["entities:describer"] = Describer(sectors, frozenset(articles), before)
    found: Describer = pack.caches["entities:describer"]
    return found


def _unknown(draft: Draft) -> bool:
    return draft.how == "unknown" and draft.entities[0].code == "---"


def _state(draft: Draft) -> bool:
    return draft.how in _STATES and len(draft.entities) == 1 and len(draft.entities[0].code) == _STATE


def _of(name: Draft, state: Draft, sector: str) -> Draft:
    who = replace(name.entities[0], code=state.entities[0].code, sector=sector)
    return replace(name, entities=(who,), because=state.because)


def _apposed(one: Draft, other: Draft, items: Sequence[Item]) -> tuple[Draft, Draft]:
    """A name before an office is who holds it: "Andris Spruds, Latvia's defence minister"."""
    gap = items[one.last : other.first]
    if not 1 <= len(gap) <= 2 or gap[0].key != ",":
        return one, other
    named, who = one.entities[0], other.entities[0]
    holder = replace(other, entities=(replace(who, name=named.name, wikidata=named.wikidata),))
    if one.how == "person":
        return one, holder
    named = replace(named, code=who.code, sector=who.sector, office=who.office)
    return replace(one, entities=(named,), how="person", because=other.because), holder


def states_in(drafts: Sequence[Draft]) -> list[str]:
    """The codes of the states that drafts name, e.g. ["EST", "RUS"]."""
    return [draft.entities[0].code for draft in drafts if _state(draft) or draft.how == "capital"]


def settle(draft: Draft, states: Collection[str], pack: Pack, day: dt.date | None) -> Draft:
    """A minister of no told state is of the only state named so far whose holder of that office is not somebody else.

    In news of Estonia and Russia "Foreign Minister Urmas Paet" is Estonia's, since the tables know Russia's by another name. Offices
    that firms and clubs have too ("President") are left alone: of 60 settled in raw sentences a third was wrong, of these one in four.
    """
    who = draft.entities[0]
    if draft.how != "person" or who.code != "---" or len(draft.words) < _FULL or who.office not in _ministries(pack):
        return draft
    known = {code: holder(pack, code, who.office, day) for code in states}
    fits = [code for code, person in known.items() if person is None or who.name.split()[-1] in short_names(person)]
    return replace(draft, entities=(replace(who, code=fits[0]),)) if len(fits) == 1 else draft


def _ministries(pack: Pack) -> frozenset[str]:
    """Offices that only states have, one holder at a time: those that do not head a state."""
    if "entities:ministries" not in pack.caches:
        rows = [(row["office"], row["flags"].split()) for row in pack.rows("titles") if row["sector"] == "GOV"]
        pack.caches["entities:ministries"] = frozenset(office for office, flags in rows if "one" in flags and "head" not in flags)
    found: frozenset[str] = pack.caches["entities:ministries"]
    return found
