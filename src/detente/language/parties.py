"""Who stands in a noun phrase: names, owners of things, doers of events, pronouns."""

from collections.abc import Iterable
from dataclasses import replace

from detente.language.view import SentenceView
from detente.records import SPEAKER, Clause, Entity, Party

UNNAMED = "---"
BEFORE, AFTER = 3, 5
"""Words before a noun, and after its phrase, in which it may be told that land broke away ("the regions of X that had seceded")."""
HYPHENS = ("-", "\u2010", "\u2011", "\u2013")


def parties_in(view: SentenceView, head: int, *, doer: bool = False, depth: int = 0) -> tuple[Party, ...]:
    """The parties that a noun phrase names, with those coordinated, e.g. (USA, JPN) for "the US and Japan".

    A common noun stands for its owner ("Iran's nuclear sites" -> IRN), an event for its doer ("Russia's attack" -> RUS).
    With `doer` a place does not stand for those who act there ("explosions in a Syrian town" -> nobody).
    """
    if depth > 4:
        return ()
    key = (head, doer, depth)
    if key not in view.parties:
        view.parties[key] = _parties(view, head, depth, doer=doer)
    return view.parties[key]


def _parties(view: SentenceView, head: int, depth: int, *, doer: bool) -> tuple[Party, ...]:
    found = list(_own(view, head, depth, doer=doer))
    found.extend(_hyphened(view, head))
    for other in view.tree.below(head, "conj"):
        if not view.tree.below(other, "nsubj"):
            found.extend(parties_in(view, other, doer=doer, depth=depth + 1))
    return _unique(found)


def _own(view: SentenceView, head: int, depth: int, *, doer: bool) -> tuple[Party, ...]:
    token = view.tree.token(head)
    mention = view.mention_at.get(head)
    if mention is not None and any(e.code != UNNAMED for e in mention.entities):
        return tuple(Party(entity=e, start=mention.start, end=mention.end, text=mention.text) for e in mention.entities)
    if token.lower in _first_person(view):
        return (Party(entity=Entity(code=SPEAKER), start=token.start, end=token.end, text=token.text),)
    owner = _owners(view, head, depth, doer=doer)
    if owner or mention is None:
        return tuple(_holder(p) for p in owner) if _broke_away(view, head) else owner
    return ()


def _broke_away(view: SentenceView, head: int) -> bool:
    """Whether a noun means land that broke away from its owner: "breakaway regions of Georgia", "wilayah Georgia yang memisahkan diri"."""
    if view.lower(head) not in view.pack.words("land"):
        return False
    words = view.pack.words("breakaway")
    last = max([head, *view.tree.below(head, "nmod", "flat", "compound", "appos")])
    near = view.tree.lowers[max(0, head - BEFORE) : head] + view.tree.lowers[head + 1 : last + AFTER]
    return any(word in words for word in near)


def _holder(owner: Party) -> Party:
    """Those who hold land that broke away from a state, by the coding guide: UKR.PRE for UKR."""
    code = owner.entity.code
    return replace(owner, entity=Entity(code=f"{code}.PRE", sector="REB")) if len(code) == 3 and code != UNNAMED else owner


def _hyphened(view: SentenceView, head: int) -> tuple[Party, ...]:
    """The second of two names joined by a hyphen: Ukraine in "the Russia-Ukraine war"."""
    found: list[Party] = []
    for mark, other in ((head + 1, head + 2), (head - 1, head - 2)):
        if not (0 <= other < len(view.tree.dependents) and head in view.mention_at and other in view.mention_at):
            continue
        if view.tree.token(mark).text in HYPHENS:
            mention = view.mention_at[other]
            found.extend(Party(entity=e, start=mention.start, end=mention.end, text=mention.text) for e in mention.entities)
    return tuple(p for p in found if p.entity.code != UNNAMED)


def _owners(view: SentenceView, head: int, depth: int, *, doer: bool) -> tuple[Party, ...]:
    tree = view.tree
    skipped = {c for c in tree.dependents[head] if _only_backs(view, c) or _is_own_side(view, head, c)}
    near = (c for c in tree.below(head, "nmod", "compound", "flat", "appos", "amod") if tree.token(c).kind == "name" and not tree.case(c))
    beside = [c for c in near if c not in skipped]
    listed = [c for c in beside if c > head and tree.relations[c][1] == "appos"]
    beside = listed if listed and view.lower(head) in view.pack.words("kinds") else beside  # "three U.S. allies - Qatar, Kuwait ..."
    named = tuple(p for c in beside for p in parties_in(view, c, doer=doer, depth=depth + 1))
    if named:
        groups = {p.entity.code.partition(".")[0] for p in named if "." in p.entity.code}
        return _unique([p for p in named if p.entity.code not in groups])  # "the Lebanese group Hezbollah" is not Lebanon
    led = _whose(view, head, depth, doer=doer)
    if led:
        return led
    suffered = None if view.lower(head) in view.pack.words("counterparts") else _suffered(view, head)
    acts = suffered is not None
    for relations in (("nmod:poss",), ("compound", "flat"), ("amod",), ("nmod",), ("appos",), ("nsubj",)):
        found: list[Party] = []
        for child in tree.below(head, *relations):
            if child in skipped or _is_of_neighbour(view, head, child):
                continue
            case = tree.case(child)
            if case and (case in (suffered or ()) or case not in _owner_cases(view, head, doer=doer or acts)):
                continue
            found.extend(parties_in(view, child, doer=doer, depth=depth + 1))
        if found:
            return _unique(found)
    return _belongs_to(view, head, depth, "belonging" if doer else "serving") or _doers_told(view, head, depth)


def _whose(view: SentenceView, head: int, depth: int, *, doer: bool) -> tuple[Party, ...]:
    """Of whom a relative clause tells that opens with an owner: Lithuania in "Lithuania, whose government had let them in"."""
    relatives = view.pack.words("relatives")
    if not any(view.lower(c) in relatives for c in view.tree.below(head, "nmod:poss")):
        return ()
    chain = (view.tree.token(i) for i in (head, *view.tree.above(head)))
    antecedent = next((t.head for t in chain if t.deprel == "acl:relcl"), -1)
    return parties_in(view, antecedent, doer=doer, depth=depth + 1) if antecedent >= 0 else ()


def _is_of_neighbour(view: SentenceView, head: int, child: int) -> bool:
    """Whether a possessive clitic goes with a named noun between it and the head: "langkah negara tetangganya" is the neighbour's."""
    if child not in view.mention_at or view.mention_at[child].how != "pronoun" or child <= head:
        return False
    return any(head < other < child and other in view.mention_at for other in view.tree.below(head, "nmod"))


def _is_own_side(view: SentenceView, head: int, child: int) -> bool:
    """Whether a pronoun tells whose opposite number somebody is: "his Greek counterpart" is the Greek one."""
    mention = view.mention_at.get(child)
    return mention is not None and mention.how == "pronoun" and view.lower(head) in view.pack.words("counterparts")


def _only_backs(view: SentenceView, index: int) -> bool:
    """Whether a name only says who stands behind somebody: the US in "US-backed rebels"."""
    lowers = view.tree.lowers
    return index + 2 < len(lowers) and lowers[index + 1] in HYPHENS and lowers[index + 2] in view.pack.words("backing")


def _belongs_to(view: SentenceView, head: int, depth: int, kind: str) -> tuple[Party, ...]:
    """The owner that a clause names: Libya in "tanks that belonged to the Libyan army", "The tank that NATO hit belonged to Libya"."""
    words = view.pack.words("belonging") | view.pack.words(kind)
    places = [*view.tree.below(head, "acl"), *([view.tree.token(head).head] if view.tree.token(head).deprel == "nsubj" else [])]
    clauses = [view.clause_at[c] for c in places if c in view.clause_at]
    told = [a for clause in clauses for a in clause.arguments if a.slot in ("obl", "obj") and not a.shared]
    owners = [a for a in told if view.lower(view.tree.token(a.head).head) in words or view.lower(a.head) in words]
    return _unique([p for a in owners for p in parties_in(view, a.head, depth=depth + 1)])


def _doers_told(view: SentenceView, head: int, depth: int) -> tuple[Party, ...]:
    """The doer that a relative clause names: the US in "the attack that was carried out by the US", "troops that the US sent"."""
    found: list[Party] = []
    for child in view.tree.below(head, "acl"):
        clause = view.clause_at.get(child)
        passive = clause is not None and clause.voice == "passive" and view.lower(child) not in view.pack.words("backing")
        posted = clause is not None and clause.voice == "active" and view.lower(child) in view.pack.words("posting")
        for argument in clause.arguments if clause is not None and (passive or posted) else ():
            if argument.slot == ("agent" if passive else "subj") and not argument.shared:
                found.extend(parties_in(view, argument.head, doer=True, depth=depth + 1))
    return _unique(found)


def from_clause(view: SentenceView, clause: Clause, slot: str, *, doer: bool = False) -> tuple[Party, ...]:
    """The parties in all arguments of a clause that stand in a slot."""
    found: list[Party] = []
    for argument in view.arguments(clause, slot):
        found.extend(parties_in(view, argument.head, doer=doer))
    return _unique(found)


def _first_person(view: SentenceView) -> frozenset[str]:
    return view.pack.words("first_person")


def _suffered(view: SentenceView, head: int) -> frozenset[str] | None:
    """The prepositions after which an act's victim stands ("the shelling of the plant"), None for nouns that are no acts."""
    if "suffered" not in view.pack.caches:
        found: dict[str, set[str]] = {}
        for entries in view.pack.forms("events").by_first.values():
            for entry in entries:
                if entry.form.pos == "n" and len(entry.words) == 1 and entry.row["type"] != "COOPERATE":
                    parts = (part.partition("=") for part in entry.row["frame"].split())
                    slots = (s for slots, _, role in parts if role == "recipient" for s in slots.split("|"))
                    found.setdefault(entry.words[0], set()).update(slots)
        view.pack.caches["suffered"] = {word: frozenset(cases) for word, cases in found.items()}
    nouns: dict[str, frozenset[str]] = view.pack.caches["suffered"]
    return nouns.get(view.lower(head)) if view.tree.token(head).upos == "NOUN" else None


def is_person(view: SentenceView, head: int) -> bool:
    """Whether a noun means people who act ("demonstrators in Baghdad"): a place says whose they are."""
    if "agent-words" not in view.pack.caches:
        forms = (f.text.lower() for row in view.pack.rows("agents") for w in row.items("words") for f in view.pack.inflector.forms(w, "n"))
        view.pack.caches["agent-words"] = frozenset(forms)
    found: frozenset[str] = view.pack.caches["agent-words"]
    return view.lower(head) in found


def _owner_cases(view: SentenceView, head: int, *, doer: bool) -> frozenset[str]:
    """The prepositions behind which an owner stands; people belong to where they are and to where they come from."""
    if view.lower(head) in view.pack.words("servants"):
        return view.pack.words("origin_cases") | view.pack.words("serving_cases")
    if is_person(view, head):
        return view.pack.words("owner_cases") | view.pack.words("origin_cases")
    return view.pack.words("origin_cases" if doer else "owner_cases")


def _unique(found: list[Party]) -> tuple[Party, ...]:
    seen: dict[tuple[str, int], Party] = {}
    for party in found:
        seen.setdefault((party.entity.code, party.start), party)
    return tuple(seen.values())


def codes(parties: tuple[Party, ...]) -> frozenset[str]:
    """The codes of some parties without the unnamed."""
    return frozenset(p.entity.code for p in parties) - {UNNAMED}


def is_pronominal(view: SentenceView, parties: Iterable[Party]) -> bool:
    """Whether all of some parties stand there only as pronouns: "its airfields"."""
    pronouns = {m.start for m in view.parsed.mentions if m.how == "pronoun"}
    return all(p.start in pronouns for p in parties)


def one_a_code(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties with each code once, at its first place."""
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.entity.code, party)
    return tuple(found.values())


def without(parties: Iterable[Party], others: Iterable[Party]) -> tuple[Party, ...]:
    """The parties whose code none of the others has."""
    gone = {p.entity.code for p in others}
    return tuple(p for p in parties if p.entity.code not in gone)
