"""All names of a pack, compiled once: a tree of words that finds the longest name at a place."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from detente.entities.persons import Person, persons_of, short_names
from detente.entities.pieces import HYPHENS, Piece, words_of
from detente.language import Pack, Row
from detente.records import Entity

_SHORT = 2  # letters; a shorter word may be the beginning of any other
_TAIL = 4  # letters; shorter words that end many names ("Wahyudi") are cut from names of states only
_KIND = 3  # names of bodies that a word must head before it says what a body is
_ACRONYM = 3  # letters; a word of so few in capitals is an acronym, no name set in capitals: "NIS" is not Nis


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name of the tables stands for.

    `how` is a `how` of Mention, or `person`, `title`, `none`; `needs` codes of which one must have been named before. A title has `office`,
    `sector` and `flags`; a person its `person`.
    """

    words: tuple[str, ...]
    how: str
    because: str
    entities: tuple[Entity, ...] = ()
    needs: frozenset[str] = frozenset()
    office: str = ""
    sector: str = ""
    flags: frozenset[str] = frozenset()
    person: Person | None = None


@dataclass(slots=True)
class Node:
    """A word of a name, with the words that may follow and the names that end here."""

    below: dict[str, "Node"] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The names of a pack: `root` finds them, `famous` the persons known by surname alone, the sets say what words are no names.

    `kinds` are words that say what a body is ("Komite", "Council").
    """

    root: Node
    famous: dict[str, tuple[Person, ...]]
    ordinary: frozenset[str]
    calendar: frozenset[str]
    particles: frozenset[str]
    definite: frozenset[str]
    tails: frozenset[str]
    parts: frozenset[str]
    people: frozenset[str]
    kinds: frozenset[str]
    names_of: dict[str, Entity]

    def longest(self, pieces: Sequence[Piece], at: int) -> list[tuple[int, Entry]]:
        """Names that begin with piece `at`, longest first, each with the index after its last piece."""
        node = self.root.below.get(pieces[at].key)
        found: list[tuple[int, Entry]] = []
        spelled = [pieces[at].plain]
        here = at + 1
        while node is not None:
            found += [(here, entry) for entry in node.entries if _fits(entry.words, spelled)]
            joined = here < len(pieces) and pieces[here].text in HYPHENS and pieces[here].touches
            here += joined
            if here >= len(pieces):
                break
            node = node.below.get(pieces[here].key)
            word = pieces[here].plain
            spelled.append(word[0].upper() + word[1:] if joined else word)  # "Jong-un" is "Jong Un"
            here += 1
        return found[::-1]


def unglue(pieces: Sequence[Piece], lexicon: Lexicon) -> list[Piece]:
    """Takes apart names that lost the space after them: "Utaramelalui" is "Utara" and "melalui"."""
    if not lexicon.tails:
        return list(pieces)
    found: list[Piece] = []
    for piece in pieces:
        cut = _glue(piece, lexicon) if piece.capital and len(piece.text) > 4 and piece.text == piece.plain else 0
        if not cut:
            found.append(piece)
            continue
        place = piece.start + cut
        head, tail = piece.text[:cut], piece.text[cut:]
        found.append(Piece(piece.start, place, head, head, head.lower(), piece.touches))
        found.append(Piece(place, piece.end, tail, tail, tail, touches=True))
    return found


def _glue(piece: Piece, lexicon: Lexicon) -> int:
    if not piece.text[1:].islower() or piece.text in lexicon.parts or piece.key in lexicon.ordinary or piece.key in lexicon.root.below:
        return 0
    for cut in range(len(piece.text) - 2, _SHORT - 1, -1):
        head, tail = piece.text[:cut], piece.text[cut:]
        if tail in lexicon.tails and (head in lexicon.parts or (len(tail) >= _TAIL and head in lexicon.people)):
            return cut
    return 0


def lexicon_of(pack: Pack) -> Lexicon:
    """The compiled names of a pack, built at first use and kept in its caches."""
    if "entities:lexicon" not in pack.caches:
        pack.caches["entities:lexicon"] = _build(pack)
    lexicon: Lexicon = pack.caches["entities:lexicon"]
    return lexicon


def _fits(words: tuple[str, ...], spelled: Sequence[str]) -> bool:
    """Words in lower case match any case; others their own, or all capitals where they are no acronym."""
    shortest = _ACRONYM if len(words) == 1 else _SHORT
    for word, text in zip(words, spelled, strict=True):
        if word == text or (word[0].islower() and text.lower() == word.lower()):
            continue
        if text.isupper() and word.upper() == text and not word.isupper() and len(word) > shortest:
            continue
        return False
    return True


def _add(root: Node, entry: Entry) -> None:
    node = root
    for word in entry.words:
        node = node.below.setdefault(word.lower(), Node())
    for old in node.entries:
        same = old.words == entry.words and old.needs == entry.needs
        if same and (old.how == "title") == (entry.how == "title"):  # an organ stands beside the name that it also is: "Senate"
            return
    node.entries.append(entry)


def _build(pack: Pack) -> Lexicon:
    root = Node()
    lists: dict[str, set[str]] = {}
    for row in pack.rows("names"):
        lists.setdefault(row["kind"], set()).update(row.items("words"))
    entities = _entities(pack)
    people = persons_of(pack)
    famous: dict[str, list[Person]] = {}
    for person in people:
        if person.fame:
            for short in short_names(person):
                famous.setdefault(short, []).append(person)
    parts: set[str] = set(famous)
    names: set[str] = set()
    kinds: Counter[str] = Counter()
    first = "state-after" in lists.get("order", ())
    tables = (_actors(pack, entities), _states(pack, entities), _organs(pack, entities), _titles(pack), _people(people), _places(pack))
    for entry in chain.from_iterable(tables):
        if entry.how != "place" or len(entry.words) > 1 or entry.words[0] not in famous:
            _add(root, entry)
            if entry.how in ("name", "capital", "person"):
                into = names if entry.how == "person" else parts
                into.update(word for word in entry.words if word[0].isupper() and len(word) > _SHORT)
            if entry.how == "body" and len(entry.words) > 1:
                kinds[_head(entry.words, first=first)] += 1
    ordinary = {w.lower() for w in lists.get("ordinary", ())}
    for row in pack.rows("ordinary"):
        ordinary.update(row.items("words"))
    return Lexicon(
        root=root,
        famous={key: tuple(group) for key, group in famous.items()},
        ordinary=frozenset(ordinary),
        calendar=frozenset(lists.get("calendar", ())),
        particles=frozenset(lists.get("particle", ())),
        definite=frozenset(lists.get("definite", ())),
        tails=frozenset(lists.get("glued-tail", ())),
        parts=frozenset(parts),
        people=frozenset(names),
        kinds=frozenset(word for word, times in kinds.items() if times >= _KIND and len(word) > _SHORT and word not in famous),
        names_of=entities,
    )


def _head(words: tuple[str, ...], *, first: bool) -> str:
    """The noun of a body's name: the first word, or the last before a small one: "Organization of Islamic Cooperation"."""
    small = next((i for i, word in enumerate(words) if i and word[0].islower()), len(words))
    return words[0] if first else words[small - 1]


def _entities(pack: Pack) -> dict[str, Entity]:
    found = {
        row["code"]: Entity(code=row["code"], sector="GOV", name=row["name"], wikidata=row["wikidata"])
        for row in pack.rows("actors/states")
    }
    for row in pack.rows("actors/bodies"):
        found[row["code"]] = Entity(code=row["code"], sector=row["sector"], name=row["name"], wikidata=row["wikidata"])
    return found


def entity(entities: dict[str, Entity], code: str, sector: str = "", name: str = "") -> Entity:
    """The entity of a code, with another sector or name where one is given."""
    known = entities.get(code, Entity(code=code))
    return Entity(code=code, sector=sector or known.sector, name=name or known.name, wikidata="" if name else known.wikidata)


def _entries(
    row: Row, column: str, how: str, because: str, who: tuple[Entity, ...], needs: frozenset[str] = frozenset()
) -> Iterable[Entry]:
    for name in row.items(column):
        words = words_of(name)
        kind = "acronym" if how == "name" and len(words) == 1 and name.replace(".", "").isupper() and len(name) > 1 else how
        yield Entry(words=words, how=kind, because=because, entities=who, needs=needs)


def _actors(pack: Pack, entities: dict[str, Entity]) -> Iterable[Entry]:
    label = f"actors:{pack.tag}/"
    for row in pack.rows("actors"):
        who = tuple(entity(entities, code, row["sector"]) for code in row.items("code"))
        yield from _entries(row, "names", row["kind"], label + row["id"], who, frozenset(row.items("needs")))


def _states(pack: Pack, entities: dict[str, Entity]) -> Iterable[Entry]:
    for row in pack.rows("states"):
        code = row["code"]
        because = f"states:{pack.tag}/{code}"
        state = entities.get(code, Entity(code=code, sector="GOV"))
        citizens = Entity(code=code, sector="CVL", name=state.name, wikidata=state.wikidata)
        yield from _entries(row, "names", "name", because, (state,))
        yield from _entries(row, "adjectives", "adjective", because, (state,))
        yield from _entries(row, "inhabitants", "inhabitant", because, (citizens,))
        yield from _entries(row, "capital", "capital", because, (state,))


def _organs(pack: Pack, entities: dict[str, Entity]) -> Iterable[Entry]:
    for row in pack.rows("actors/bodies"):
        yield from _entries(row, "names", "body", f"actors:bodies/{row['code']}", (entities[row["code"]],))
    for row in pack.rows("actors/organs"):
        for name in row.items("names"):
            who = Entity(code=row["code"], sector=row["sector"], name=name)
            yield Entry(words=words_of(name), how="body", because=f"actors:organs/{row['id']}", entities=(who,))


def _titles(pack: Pack) -> Iterable[Entry]:
    for row in pack.rows("titles"):
        flags = frozenset(row["flags"].split())
        for word in row.items("words"):
            because = f"titles:{pack.tag}/{row['id']}"
            yield Entry(words=words_of(word), how="title", because=because, office=row["office"], sector=row["sector"], flags=flags)


def _people(people: Iterable[Person]) -> Iterable[Entry]:
    for person in people:
        for name in (person.name, *person.names):
            yield Entry(words=words_of(name), how="person", because=f"persons:{person.id}", person=person)


def _places(pack: Pack) -> Iterable[Entry]:
    exonyms = {row["name"]: row.items("names") for row in pack.rows("places")}
    for row in pack.rows("places/cities"):
        who = (Entity(code=row["code"], name=row["name"]),)
        for name in (row["name"], *row.items("names"), *exonyms.get(row["name"], ())):
            yield Entry(words=words_of(name), how="place", because=f"places:{row['name']}", entities=who)
