"""The longest unit that names one actor: state, office and name together."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from detente.entities.lexicon import Entry, Lexicon
from detente.entities.persons import holder, office_holder_named, short_names
from detente.entities.pieces import HYPHENS, POSSESSIVE, Piece
from detente.entities.registry import Registry
from detente.entities.runs import Runs
from detente.entities.scan import Item
from detente.language import Pack
from detente.records import Entity

PARTIES = frozenset(("name", "acronym", "adjective", "capital", "seat", "body", "collective", "inhabitant"))
_CHIEFED = ("IGO", "NGO", "REB", "SPY", "PTY", "JUD")
_STOPS = frozenset(",.;:)]-\u2013\u2014")


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention in the making over the items `[first, last)`; `words` are the pieces of a name, for the registry."""

    first: int
    last: int
    entities: tuple[Entity, ...]
    how: str
    because: str
    words: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


@dataclass(slots=True)
class Title:
    """What was read of an office: where it ends, whose it is."""

    end: int
    entry: Entry | None = None
    state: Item | None = None
    former: bool = False
    organ: Entry | None = None
    organ_capital: bool = False


@dataclass(frozen=True, slots=True)
class Composer:
    """Reads one sentence after another of an article; `before` says whether the state stands before the office ("Russian President")."""

    pack: Pack
    lexicon: Lexicon
    registry: Registry
    day: dt.date | None
    before: bool
    pieces: Sequence[Piece] = ()
    items: Sequence[Item] = ()
    drafts: list[Draft] = field(default_factory=list)

    def read(self, pieces: Sequence[Piece], items: Sequence[Item]) -> list[Draft]:
        """The mentions of a sentence, in text order, not overlapping."""
        here = replace(self, pieces=pieces, items=items, drafts=[])
        at = 0
        while at < len(items):
            if items[at].entry is None and not items[at].capital:
                at += 1
                continue
            draft = here.office(at) or here.organ(at) or here.person(at) or here.party(at)
            if draft is None:
                at += 1
                continue
            here.drafts.append(draft)
            at = max(draft.last, at + 1)
        return here.drafts

    def _has(self, at: int, *flags: str) -> bool:
        entry = self.items[at].entry if 0 <= at < len(self.items) else None
        return entry is not None and entry.how == "title" and entry.flags.issuperset(flags)

    def _is_party(self, at: int) -> bool:
        return 0 <= at < len(self.items) and self.items[at].how in PARTIES

    def _key(self, at: int) -> str:
        return self.items[at].key if 0 <= at < len(self.items) else ""

    def _is_office(self, at: int) -> bool:
        if not self._has(at):
            return False
        entry = self.items[at].entry
        return bool(entry and entry.office)

    def _possessive(self, at: int) -> int:
        return at + 1 if self._key(at) == POSSESSIVE else at

    def office(self, at: int) -> Draft | None:
        """An office at item `at` with whose it is and who holds it: "Presiden Rusia Vladimir Putin"."""
        title = self._title(at)
        if title is None or title.entry is None:
            return None
        end, name = self._name_after(title)
        if name is not None and self.before and self._strays(at, title, name):
            return None
        if name is not None:
            return self._named(at, end, title, name)
        if title.state is None or "plain" in title.entry.flags:
            return None
        return self._nameless(at, title)

    def _strays(self, at: int, title: Title, name: Draft) -> bool:
        """Whether the state before the office is a dateline, not the owner: "BEIRUT President Bashar al-Assad"."""
        owner, first = self._owner(title), self.items[at]
        if owner is None or first.how != "capital" or first.last >= len(self.pieces):
            return False
        foreign = name.how == "person" and name.entities[0].code[:3] != owner.code
        return foreign or self.pieces[first.first].text.isupper()

    def _title(self, at: int) -> Title | None:
        """Reads an office from item `at`, with the state before or after it."""
        title = Title(end=at)
        here = at
        while self._has(here, "former"):
            title.former = True
            here += 1
        prefixed = self._has(here, "prefix")
        here += prefixed
        if self.before and self._is_party(here):
            title.state = self.items[here]
            here = self._possessive(here + 1)
            if self._is_party(here) and self._is_office(self._possessive(here + 1)) and self.items[here].how != "adjective":
                here = self._possessive(here + 1)
        while self._has(here, "former") or (title.former and self._key(here) in HYPHENS):
            title.former = True
            here += 1
        here = self._skip_organ(here, title)
        if not self._is_office(here):
            return None
        title.entry = self.items[here].entry
        if title.entry and "needs-prefix" in title.entry.flags and not (prefixed and title.state):
            return None
        here += 1
        while self._is_office(here) and not self.items[here].first > self.items[here - 1].last:
            title.entry = self.items[here].entry
            here += 1
        here = self._skip_bracket(here, title)
        here = self._skip_bracket(self._state_after(here, title), title)
        title.end = here
        entry = title.entry
        if entry is not None and "needs-body" in entry.flags and not self._of_body(title):
            return None
        return title

    def _skip_bracket(self, at: int, title: Title) -> int:
        """Passes over an abbreviation: "Menteri Luar Negeri (Menlu)", "Presiden Amerika Serikat (AS)"."""
        if self._key(at) != "(" or self._key(at + 2) != ")":
            return at
        inside, owner = self.items[at + 1], self._owner(title)
        codes = {e.code for e in inside.entry.entities} if inside.entry else set()
        short = self.pieces[inside.first].text.isupper() and title.state is None
        return at + 3 if self._has(at + 1) or short or (owner is not None and owner.code in codes) else at

    def _of_body(self, title: Title) -> bool:
        entry = title.state.entry if title.state else None
        return bool(entry and entry.entities and (entry.entities[0].sector in _CHIEFED or "." in entry.entities[0].code))

    def _skip_organ(self, at: int, title: Title) -> int:
        while self._has(at, "organ"):
            title.organ = self.items[at].entry
            title.organ_capital = self.items[at].capital
            at += 1
        return at

    def _state_after(self, at: int, title: Title) -> int:
        """Whose office it is, told after it: "of Iran", "for Iran's Foreign Ministry", "pemerintah Iran"."""
        if self.before:
            if title.state is not None or not self._has(at, "link"):
                return at
            here = self._skip_organ(at + 1, title)
            if not self._is_party(here):
                return at
            title.state = self.items[here]
            after = self._skip_organ(self._possessive(here + 1), title)
            return after if after > self._possessive(here + 1) else here + 1
        here = self._skip_organ(at, title)
        if self._has(here, "link") and self._is_party(here + 1) and title.entry and "post" not in title.entry.flags:
            here += 1
        if not self._is_party(here):
            return here if title.organ else at
        title.state = self.items[here]
        here += 1
        while self._is_party(here) and self.items[here - 1].how in ("body", "seat", "acronym") and self._same_code(here - 1, here):
            here += 1
        if title.entry and "post" in title.entry.flags and self._has(here, "post-link") and self._is_party(here + 1):
            here += 2
        return here

    def _same_code(self, one: int, other: int) -> bool:
        first, second = self.items[one].entry, self.items[other].entry
        return bool(first and second and {e.code for e in first.entities} & {e.code for e in second.entities})

    def _name_after(self, title: Title) -> tuple[int, Draft | None]:
        here = title.end
        comma = self._key(here) == "," and title.state is not None
        if self._key(here) == "(":  # "Presiden Rusia (2000-) Vladimir Putin" is not read
            return here, None
        if comma:
            here += 1
        name = self._name(here)
        if name is None or self._no_person(name, title):
            return title.end, None
        if comma and (self._key(name.last) not in _STOPS or name.last - here < 1 or len(name.words) < 2) and name.last < len(self.items):
            return title.end, None
        return name.last, name

    def _no_person(self, name: Draft, title: Title) -> bool:
        """Whether what follows an office is no person's name: "Presiden FIFA", "Ketua Komisi III"."""
        if name.how != "unknown" or not name.words or title.entry is None or name.entities[0].code != "---":
            return False
        if title.state is not None:
            return False
        acronym = len(name.words) == 1 and name.words[0].isupper() and len(name.words[0]) > 1
        head = name.words[-1 if self.before else 0]
        return acronym or head in self.lexicon.kinds or ("vague" in title.entry.flags and self.items[name.first].ordinary)

    def _named(self, at: int, end: int, title: Title, name: Draft) -> Draft:
        entry, who = title.entry, name.entities[0]
        assert entry is not None
        owner = self._owner(title)
        sector = self._sector(entry, owner)
        if owner is not None and who.code == "---" and len(name.words) == 1:
            known = office_holder_named(self.pack, owner.code, entry.office, name.words[0], self.day)
            who = known.entity(self.day) if known else who
        because = name.because or entry.because
        if owner is not None and who.code != owner.code and (who.code == "---" or (len(owner.code) == 3 and who.code[:3] != owner.code)):
            who = replace(who, code=owner.code, sector=sector, office=entry.office, wikidata="")
            because = entry.because
        elif not who.sector or who.code == "---":
            who = replace(who, sector=sector, office=entry.office)
        if title.former:
            who = replace(who, sector="ELI", office="")
        how = "person" if name.how in ("person", "surname", "unknown") else name.how
        return Draft(at, end, (who,), how, because, name.words, name.short)

    def _owner(self, title: Title) -> Entity | None:
        entry = title.state.entry if title.state else None
        if entry is None and title.entry is not None:  # "kepala BIN": the office tells whose it is
            shorts = [word for word in title.entry.words[1:] if word.isupper() and word.lower() in self.lexicon.root.below]
            found = [e for word in shorts for e in self.lexicon.root.below[word.lower()].entries if e.how in ("body", "acronym")]
            entry = found[0] if found else None
        return entry.entities[0] if entry and entry.entities else None

    @staticmethod
    def _sector(entry: Entry, owner: Entity | None) -> str:
        """The sector of who holds an office: that of the body, where it is no state's government ("Hezbollah spokesman" is REB)."""
        general = entry.sector in ("GOV", "IGO") or "vague" in entry.flags
        return owner.sector if owner is not None and general and owner.sector not in ("", "CVL") else entry.sector

    def _nameless(self, at: int, title: Title) -> Draft | None:
        entry, owner = title.entry, self._owner(title)
        if entry is None or owner is None or (title.state and title.state.how == "collective"):
            return None
        who = replace(owner, sector=self._sector(entry, owner), office=entry.office)
        if title.former:
            return Draft(at, title.end, (replace(who, sector="ELI", office=""),), "title", entry.because)
        state = self.lexicon.names_of.get(owner.code)
        of_organ = state is not None and state.sector == "GOV" != owner.sector  # "ketua DPR" does not head the state
        if title.organ is None and entry.flags & {"one", "vague"} and not ("vague" in entry.flags and of_organ):
            person = holder(self.pack, owner.code, entry.office, self.day, heads_too="vague" in entry.flags)
            if person is not None:
                known = person.entity(self.day)
                who = replace(known, office=entry.office, sector=who.sector, code=owner.code)
        return Draft(at, title.end, (who,), "title", entry.because)

    def organ(self, at: int) -> Draft | None:
        """A body of a state, written as a name: "Kementerian Luar Negeri Rusia", "Russian Defense Ministry"."""
        title = Title(end=at)
        here = at
        if self.before:
            if self._is_party(here):
                title.state = self.items[here]
                here = self._possessive(here + 1)
            here = self._skip_organ(here, title)
            if title.organ and title.state is None and self._has(here, "link") and self._is_party(here + 1):
                title.state = self.items[here + 1]
                here += 2
        else:
            here = self._skip_organ(here, title)
            if title.organ and self._is_party(here):
                title.state = self.items[here]
                here += 1
        if title.organ is None or title.state is None or not title.organ_capital or "proper" not in title.organ.flags:
            return None
        owner = self._owner(title)
        if owner is None or (len(title.organ.words) < 2 and not self.before and self._begins(at)):
            return None
        return Draft(at, here, (replace(owner, sector=title.organ.sector or "GOV"),), "seat", title.organ.because)

    def _begins(self, at: int) -> bool:
        return self.items[at].first == 0

    def person(self, at: int) -> Draft | None:
        """A name at item `at`, with the honorifics before it."""
        start = at
        while self._has(at, "honorific") and self.items[at].capital:
            at += 1
        name = self._name(at, alone=start == at)
        return None if name is None else replace(name, first=start)

    def _name(self, at: int, *, alone: bool = False) -> Draft | None:
        """A name at item `at`: a person of the tables, or a run of capitalised words."""
        while self._has(at, "honorific") and self.items[at].capital:
            at += 1
        if at >= len(self.items):
            return None
        end = Runs(self.pieces, self.items, self.lexicon, self.before).end(at)
        people = [i for i in range(at, end) if self.items[i].how == "person"]
        if people and self._is_the_person(at, end, people[0]):
            return self._known(at, end, self.items[people[0]])
        if end == at:
            return None
        covered = self.pieces[self.items[at].first : self.items[end - 1].last]
        words = tuple(piece.plain for piece in covered if piece.text not in HYPHENS)
        return self._unknown(at, end, words, alone=alone)

    def _is_the_person(self, at: int, end: int, place: int) -> bool:
        """Whether a run of capitalised words that holds a person's name names that person: not "Stadion Utama Gelora Bung Karno"."""
        entry = self.items[place].entry
        assert entry is not None
        return end - at == 1 or (len(entry.words) > 1 and place - at <= 1)

    def _known(self, at: int, end: int, item: Item) -> Draft:
        entry = item.entry
        assert entry is not None
        assert entry.person is not None
        person = entry.person
        words = tuple(entry.words)
        who = (person.entity(self.day),)
        return Draft(at, end, who, "person", entry.because, words, short_names(person))

    def _unknown(self, at: int, end: int, words: tuple[str, ...], *, alone: bool) -> Draft | None:
        if len(words) == 1:
            found = self.registry.find(words[0], self.lexicon, ordinary=self.items[at].ordinary, definite=self._key(at - 1))
            if found is not None:
                entities, how, because = found
                return Draft(at, end, entities, how, because)
            if self.items[at].ordinary:
                return None
        elif all(self.items[i].ordinary or not self.items[i].capital for i in range(at, end)) and end - at < 2:
            return None
        last = self.registry.words.get(words[-1]) or self.registry.weak.get(words[-1]) if len(words) > 1 else None
        if last and last[1] == "surname" and last[0][0].name.split()[-1:] == [words[-1]] and last[0][0].name.split()[0] == words[0]:
            return Draft(at, end, last[0], "person" if last[0][0].office else "unknown", last[2], words)
        who = Entity(code="---", name=" ".join(words))
        if alone and not self.before and len(words) > 1 and end < len(self.items) and self.items[end].how in ("name", "acronym"):
            owner = self.items[end].entry
            assert owner is not None
            name = f"{who.name} {' '.join(owner.words)}"
            return Draft(at, end + 1, (replace(owner.entities[0], sector="", name=name, wikidata=""),), "unknown", owner.because)
        return Draft(at, end, (who,), "unknown", "", words)

    def party(self, at: int) -> Draft | None:
        """A state, body or place of the tables at item `at`."""
        item = self.items[at]
        entry = item.entry
        if entry is None or item.how in ("title", "none", "person"):
            return None
        words = tuple(entry.words)
        if len(words) == 1 and words[0] in self.registry.acronyms:
            entities, how, because = self.registry.acronyms[words[0]]
            return Draft(at, at + 1, entities, how, because)
        return Draft(at, self._firm_end(at, entry), entry.entities, item.how, entry.because)

    def _firm_end(self, at: int, entry: Entry) -> int:
        """The item after a firm's name with what it adds to it: "Toyota Motor Corp"."""
        end = at + 1
        if entry.how == "body" and entry.entities[0].sector == "BUS":
            while end < len(self.items) and self.items[end].capital and self.items[end].entry is None and self._apart(end):
                end += 1
        return end

    def _apart(self, at: int) -> bool:
        return not self.pieces[self.items[at].first].touches
