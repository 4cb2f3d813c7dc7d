"""Whose an institution is that a text names without its state: "the ministry", "polisi", "the capital"."""

from collections import Counter
from collections.abc import Iterable, Sequence

from detente.entities.command import owners
from detente.entities.context import Context, Reference
from detente.entities.descriptions import is_definite
from detente.entities.salience import is_side, is_state
from detente.records import Entity, Mention, Parsed, Token

_HOME = 0.4
"""The share of a text's mentions of states above which its institutions are that state's.

On our 38 examples, dev and seed .4 reads 12 claims more rightly than .6 and none less; below .4 nothing changes.
"""
_FEW = 2  # mentions; one alone makes no home
_OFTEN = 5  # mentions; who is named less often is no side that a text is about
_AHEAD = 1.3
"""How many times as often as the third state the second must be named, so that a text is about two."""
_ALONE = 4
"""How many times as often as the second the first is named where a text is about one only."""
_BEFORE = 4  # words of a phrase before its noun


def home_of(parsed: Iterable[Parsed]) -> str:
    """The state that a text is mostly about, e.g. "LKA" for news from Colombo; "" where it is about several."""
    told = Counter(e.code for p in parsed for m in p.mentions for e in m.entities if is_state(e.code) and m.how != "inhabitant")
    if not told:
        return ""
    code, count = told.most_common(1)[0]
    return code if count >= _FEW and count / told.total() >= _HOME else ""


def couple_of(parsed: Iterable[Parsed]) -> tuple[str, ...]:
    """The two sides that a text is mostly about, in the order of their first mention, e.g. ("ARM", "AZE"); () where no two stand out."""
    sides = (e for p in parsed for m in p.mentions if m.how != "inhabitant" for e in m.entities)
    told = Counter(e.code for e in sides if is_side(e))
    first, second, third = (*(count for _, count in told.most_common(3)), 0, 0, 0)[:3]
    stands_out = second >= _OFTEN and second >= _AHEAD * third and first < _ALONE * second
    two = {code for code, _ in told.most_common(2)}
    return tuple(code for code in told if code in two) if stands_out else ()


def institution(here: Context, reference: Reference, span: range, head: int) -> tuple[Entity, ...]:
    """The state whose institution is meant, e.g. (TWN, GOV) for "The ministry" after "Taiwan's defence ministry"; () for none.

    In turn: the state that the same noun was named with last, the state of a place in the same clause ("In Moscow, police detained ..."),
    the state that the text is mostly about, the one that an institution of the same sector was named with last.
    """
    tree = here.tree
    token = tree.token(head)
    if token.upos not in ("NOUN", "PROPN") or token.deprel.startswith(("compound", "flat")) or tree.below(head, "nummod", "appos"):
        return ()
    if any(tree.token(i).lower in here.finder.indefinite for i in tree.below(head, "det")) or _is_owned(here, head):
        return ()
    bare = "bare" in reference.flags and token.deprel.startswith("nsubj")
    if not bare and len(span) == 1 and not is_definite(here, head):
        return ()
    sector = _sector(here, reference.words)
    code = here.memory.organs.get(reference.words) or _of_place(here, head) or here.home or here.memory.organs.get((sector,), "")
    named = here.finder.lexicon.names_of.get(code) if code else None
    return (Entity(code=code, sector=sector, name=named.name if named else "", wikidata=named.wikidata if named else ""),) if code else ()


def capital(here: Context, head: int) -> tuple[Entity, ...]:
    """The state whose capital "the capital" is: the one whose capital was last named as a place, else the one that the text is about."""
    if not is_definite(here, head) or _is_owned(here, head):
        return ()
    named = next((n for n in here.memory.recent(here.sentence) if n.mention.how == "capital" and n.aside), None)
    code = named.entity.code if named else here.home
    who = here.finder.lexicon.names_of.get(code)
    return (who,) if who else ()


def remember_owner(here: Context, token: Token) -> None:
    """Keeps in mind whose an institution is where it is named with its state: "Taiwan's defence ministry", "Ukrainian police"."""
    for reference in here.finder.by_first.get(token.lower, ()):
        if reference.wants == "organ":
            last = token.index + len(reference.words) - 1
            if last < len(here.tree.dependents):
                _keep(here, reference.words, owners(here.tree, last, here.starts))


def remember_name(here: Context, mention: Mention) -> None:
    """The same for an institution that is one name: "Indian Foreign Ministry", "Kementerian Pertahanan Taiwan"."""
    words = mention.text.lower().split()
    for word in (words[0], words[-1]) if len(words) > 1 else ():
        for reference in here.finder.by_first.get(word, ()):
            if reference.wants == "organ":
                _keep(here, reference.words, (mention,))


def _keep(here: Context, words: tuple[str, ...], named: Iterable[Mention]) -> None:
    codes = {e.code for m in named for e in m.entities if is_state(e.code)}
    if len(codes) == 1:
        here.memory.organs[words] = here.memory.organs[(_sector(here, words),)] = next(iter(codes))


def _sector(here: Context, words: tuple[str, ...]) -> str:
    return here.finder.sectors.get(" ".join(words), "GOV")


def _is_owned(here: Context, head: int) -> bool:
    """Whether a noun says itself whose it is: "its army", "the army of the north", "the Syrian government"."""
    tree = here.tree
    if owners(tree, head, here.starts) or tree.below(head, "nmod:poss") or any(tree.case(i) for i in tree.below(head, "nmod")):
        return True
    return any(tree.token(i).kind == "name" or tree.token(i).start in here.starts for i in range(_first(here, head), head))


def _first(here: Context, head: int) -> int:
    """Where the phrase of a noun begins: behind the last article, preposition, verb or mark before it."""
    first = head
    while first > 0 and here.tree.token(first - 1).upos in ("NOUN", "PROPN", "ADJ", "PART") and head - first < _BEFORE:
        first -= 1
    return first


def _of_place(here: Context, head: int) -> str:
    """The state of a place named in the clause of an institution: RUS for "In Moscow, police detained hundreds"."""
    tree = here.tree
    verb = tree.token(head).head
    if verb < 0 or not tree.token(head).deprel.startswith("nsubj"):
        return ""
    codes = _codes_at(here, [i for i in tree.below(verb, "obl") if tree.case(i) in here.memory.places])
    return next(iter(codes)) if len(codes) == 1 else ""


def _codes_at(here: Context, tokens: Sequence[int]) -> set[str]:
    named = (here.starts.get(here.tree.token(i).start) for i in tokens)
    return {e.code for m in named if m is not None for e in m.entities if is_state(e.code)}
