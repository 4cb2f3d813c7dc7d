"""From a parsed sentence to its clauses: predicates, verbal and nominal, with their arguments and marks."""

from dataclasses import dataclass, replace

from detente.language.pack import Pack
from detente.language.tree import Tree, matches
from detente.records import Argument, Clause, Sentence

NOMINAL = ("NOUN", "ADJ")
NAMING = (*NOMINAL, "PROPN")
LINKS = {"ccomp": "ccomp", "xcomp": "xcomp", "advcl": "advcl", "acl": "acl", "conj": "conj", "parataxis": "parataxis", "csubj": "ccomp"}
ARGUMENTS = ("nsubj", "obj", "iobj", "obl", "nmod", "compound", "amod", "appos", "flat", "nummod", "dislocated")
LISTS = (
    "relatives", "agent_cases", "purpose_marks", "complementizers", "comparison_cases", "control_marks", "void_marks", "example_marks",
    "arriving",
)  # fmt: skip
MARKS = ("aux", "advmod", "cop", "det", "discourse", "amod", "cc")


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists of a language that the reader of clauses needs (`syntax.toml`)."""

    lists: dict[str, frozenset[str]]
    voice_by_form: bool

    @classmethod
    def of(cls, pack: Pack) -> "Words":
        """The lists of a pack; a missing list is empty."""
        if "clause-words" not in pack.caches:
            lists = {name: pack.words(name) for name in LISTS}
            lists["aside_cases"] = pack.words("place_cases") | pack.words("time_cases")
            pack.caches["clause-words"] = cls(lists, bool(pack.settings.get("syntax", {}).get("voice_by_form")))
        words: Words = pack.caches["clause-words"]
        return words

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


def find_clauses(sentence: Sentence, pack: Pack) -> tuple[Clause, ...]:
    """The clauses of a parsed sentence, e.g. two for "Iran said it shot down a drone" and one more for "drone".

    A governing clause comes before those that hang on it. Arguments that a clause shares with its governor
    (coordination, control, relative clauses) are filled in and marked `shared`.
    """
    tree = Tree.build(sentence)
    words = Words.of(pack)
    heads = [t.index for t in sentence.tokens if _is_predicate(tree, t.index)]
    heads.sort(key=lambda i: (sum(1 for _ in tree.above(i)), i))
    number = {head: n for n, head in enumerate(heads)}
    clauses: list[Clause] = []
    for n, head in enumerate(heads):
        parent = next((number[a] for a in tree.above(head) if a in number and number[a] < n), -1)
        clause = _clause(tree, words, head, index=n, parent=parent)
        clauses.append(_share(tree, words, clause, clauses))
    return tuple(clauses)


def _is_predicate(tree: Tree, index: int) -> bool:
    token = tree.token(index)
    if token.kind != "word":
        return bool(tree.below(index, "nsubj", "cop"))
    if token.upos in ("VERB", "NOUN"):
        return True
    return token.upos in ("ADJ", "PRON", "ADV", "AUX", "X", "PROPN") and (
        bool(tree.below(index, "nsubj", "csubj", "cop", "ccomp", "xcomp")) or token.upos in ("ADJ", "X", "PROPN")
    )


def _clause(tree: Tree, words: Words, head: int, *, index: int, parent: int) -> Clause:
    token = tree.token(head)
    kind = "verb" if token.upos in ("VERB", "AUX") else "adj" if token.upos in ("ADJ", "ADV") else "noun"
    arguments = tuple(argument for child in tree.dependents[head] for argument in _arguments(tree, words, child))
    voice = _voice(tree, words, head) if kind == "verb" else ""
    if kind == "noun":
        arguments += _stray_agent(tree, words, head)
    elif words.voice_by_form:
        arguments = _bare_obliques(tree, head, voice, arguments)
    arguments = _second_subject(head, arguments)
    if kind == "verb" and voice != "passive":
        arguments = _fronted_object(head, _bare_subject(tree, head, arguments))
    return Clause(
        index=index,
        head=head,
        kind=kind,
        voice=voice,
        link=_link(tree, words, head, kind),
        parent=parent,
        mark=" ".join(tree.token(i).lower for i in tree.below(head, "mark") if tree.token(i).lower not in words["void_marks"]),
        marks=tuple((tree.token(i).lower, i) for i in tree.below(head, *MARKS) if tree.token(i).kind == "word"),
        arguments=arguments,
    )


def _second_subject(head: int, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Of two subjects the one after the predicate is its object ("Oman mendorong Iran melanjutkan ...").

    Of two before it the nearer one counts.
    """
    before = [a for a in arguments if a.slot == "subj" and a.head < head]
    if not before:
        return arguments
    nearest = max(before, key=lambda a: a.head)
    kept = (a for a in arguments if a.slot != "subj" or a is nearest or a.head > head)
    return tuple(replace(a, slot="obj") if a.slot == "subj" and a.head > head else a for a in kept)


def _bare_subject(tree: Tree, head: int, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """A noun without preposition right before a verb that has no subject is its subject."""
    if any(a.slot == "subj" for a in arguments):
        return arguments
    near = [a for a in arguments if a.slot == "obl" and not a.case and 0 < head - a.last <= 2 and tree.token(a.head).kind != "time"]
    return tuple(replace(a, slot="subj") if near and a is near[-1] else a for a in arguments)


def _fronted_object(head: int, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """An object that stands before an active verb without subject is its subject ("memerintahkan Israel menghentikan serangan")."""
    if any(a.slot == "subj" for a in arguments):
        return arguments
    before = [a for a in arguments if a.slot == "obj" and a.head < head]
    return tuple(replace(a, slot="subj") if before and a is before[-1] else a for a in arguments)


def _bare_obliques(tree: Tree, head: int, voice: str, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """A noun without preposition right after a passive is its agent ("diserang Israel"), after an active verb its object."""
    slot = "agent" if voice == "passive" else "obj"
    if any(a.slot == slot or (slot == "obj" and a.slot == "iobj") for a in arguments):
        return arguments
    near = [a for a in arguments if a.slot == "obl" and not a.case and 0 < a.first - head <= 2 and tree.token(a.head).kind != "time"]
    return tuple(replace(a, slot=slot) if near and a is near[0] else a for a in arguments)


def _voice(tree: Tree, words: Words, head: int) -> str:
    token = tree.token(head)
    relations = [tree.token(i).deprel for i in tree.dependents[head]]
    finite = "Mood=" in token.feats or "VerbForm=Fin" in token.feats or "nsubj" in relations or "obj" in relations
    if not words.voice_by_form and "aux:pass" not in relations and finite:
        return "active"
    if "Voice=Pass" in token.feats or any(tree.token(i).deprel in ("nsubj:pass", "aux:pass") for i in tree.dependents[head]):
        return "passive"
    bare_participle = "VerbForm=Part" in token.feats and "Tense=Past" in token.feats and not tree.below(head, "aux", "nsubj")
    if bare_participle and matches(token.deprel, ("acl", "advcl", "amod")) and not tree.below(head, "obj"):
        return "passive"
    return "active"


def _stray_agent(tree: Tree, words: Words, head: int) -> tuple[Argument, ...]:
    """The "by X" of a noun that the parser hung on the active verb above it ("denied a claim by X")."""
    token = tree.token(head)
    if token.deprel != "obj" or token.head < 0 or _voice(tree, words, token.head) == "passive":
        return ()
    found = [i for i in tree.below(token.head, "obl") if i > head and tree.case(i) in words["agent_cases"]]
    return tuple(Argument(slot="agent", head=i, first=min(tree.subtree(i)), last=i, case=tree.case(i)) for i in found[:1])


def _link(tree: Tree, words: Words, head: int, kind: str) -> str:
    relation = tree.token(head).deprel
    plain = relation.partition(":")[0]
    if plain in ("advcl", "acl", "obl") and any(tree.token(i).lower in words["complementizers"] for i in tree.below(head, "mark")):
        return "ccomp"
    if relation == "acl:relcl":
        return "ccomp" if _is_complete(tree, words, head) else "relcl"
    if plain == "advcl" and _follows_object(tree, words, head):
        return "xcomp"
    if plain == "root" or tree.token(head).head < 0:
        return "main"
    if plain == "conj" and kind != "verb":
        return "nested" if tree.token(tree.token(head).head).upos in NAMING and not tree.below(head, "nsubj") else "conj"
    return LINKS.get(plain, "nested")


def _is_complete(tree: Tree, words: Words, head: int) -> bool:
    """Whether a "that" opens a clause that lacks nothing, so that it tells what the noun says: "the denial that it had bombed a school"."""
    opened = [i for i in tree.below(head, "obj", "obl", "nsubj", "mark") if tree.token(i).lower in words["complementizers"]]
    told = [i for i in tree.below(head, "nsubj", "nsubj:pass") if i not in opened]
    whole = [i for i in tree.below(head, "obj") if i not in opened] or tree.below(head, "nsubj:pass")
    return bool(opened and told and whole)


def _follows_object(tree: Tree, words: Words, head: int) -> bool:
    """Whether a clause with "to", "of", "from" stands right after an object that is its subject: "accused Iran of arming them"."""
    governor = tree.token(head).head
    marks = {tree.token(i).lower for i in tree.below(head, "mark")}
    if not marks & words["control_marks"] or tree.below(head, "nsubj") or tree.token(governor).lower in words["arriving"]:
        return False
    before = (i for i in tree.below(governor, "obj", "iobj", "nsubj:pass", "obl") if i < head)
    objects = [i for i in before if not tree.below(i, "acl") and tree.case(i) not in words["aside_cases"] and tree.token(i).kind != "time"]
    return bool(objects) and not any(tree.token(i).text == "," for i in range(max(objects), head))


def _arguments(tree: Tree, words: Words, child: int) -> list[Argument]:
    relation = tree.token(child).deprel
    if not matches(relation, ARGUMENTS):
        return []
    case = tree.case(child)
    slot = _slot(tree, words, child, relation, case)
    span = tree.subtree(child)
    return [Argument(slot=slot, head=child, first=span[0], last=span[-1], case=case)]


def _slot(tree: Tree, words: Words, child: int, relation: str, case: str) -> str:
    plain = relation.partition(":")[0]
    if plain == "nsubj":
        return "obl" if case else "subj"
    if plain in ("obj", "iobj") and not case:
        return plain
    if relation == "obl:agent" or (plain in ("obl", "nmod", "obj") and case in words["agent_cases"]):
        return "agent"
    if plain == "appos":
        return "appos"
    if plain == "obl" and case in words["comparison_cases"] and tree.below(child, "nummod", "det"):
        return "obj"
    if relation == "nmod:poss" or (plain in ("nmod", "compound", "amod", "flat") and not case):
        return "poss"
    return "obl"


def _share(tree: Tree, words: Words, clause: Clause, before: list[Clause]) -> Clause:
    clause = _relative(tree, words, clause)
    if any(a.slot == "subj" for a in clause.arguments) or clause.kind == "noun" or clause.parent < 0:
        return clause
    governor = _governor(tree, clause, before)
    if any(mark in words["example_marks"] for mark in clause.mark.split()):
        governor = _with_own_subject(clause, before) or governor
    borrowed = _borrowed_subject(tree, clause, governor)
    if borrowed is None:
        return clause
    taken = replace(borrowed, slot="subj", case="", shared=True)
    return replace(clause, arguments=(*clause.arguments, taken))


def _governor(tree: Tree, clause: Clause, before: list[Clause]) -> Clause:
    return before[clause.parent]


def _relative(tree: Tree, words: Words, clause: Clause) -> Clause:
    """The antecedent of a relative clause or participle takes the place that the clause leaves open."""
    token = tree.token(clause.head)
    antecedent = token.head
    if not matches(token.deprel, ("acl",)) or clause.link == "ccomp" or not 0 <= antecedent < len(tree.dependents):
        return clause
    if clause.link == "acl" and any(w in words["purpose_marks"] for w in clause.mark.split()):
        return clause
    span = tree.subtree(antecedent)
    kept = tuple(a for a in clause.arguments if tree.token(a.head).lower not in words["relatives"])
    dropped = [a.slot for a in clause.arguments if a not in kept]
    has_subject = any(a.slot == "subj" for a in kept)
    slot = dropped[0] if dropped else "subj" if not has_subject else "obj"
    if any(a.slot == slot for a in kept):
        return replace(clause, arguments=kept)
    stands_in = Argument(slot=slot, head=antecedent, first=span[0], last=span[-1], shared=True)
    return replace(clause, arguments=(*kept, stands_in))


def _borrowed_subject(tree: Tree, clause: Clause, governor: Clause) -> Argument | None:
    slots = {a.slot: a for a in reversed(governor.arguments)}
    if clause.link == "xcomp":
        if governor.voice == "passive":
            return slots.get("subj")
        return slots.get("obj") or slots.get("iobj") or slots.get("subj")
    if clause.link in ("advcl", "ccomp") and not clause.mark and _controls(tree, clause, slots.get("obj")):
        return slots["obj"]
    if clause.link in ("conj", "advcl", "parataxis", "ccomp"):
        return slots.get("subj") or (slots.get("poss") if governor.kind == "noun" else None)
    if clause.link in ("acl", "relcl"):
        return slots.get("poss") or slots.get("subj")
    return None


def _with_own_subject(clause: Clause, before: list[Clause]) -> Clause | None:
    """The nearest governing clause that names its subject: an example of what somebody did is that one's doing."""
    here = before[clause.parent]
    while not any(a.slot == "subj" and not a.shared for a in here.arguments):
        if here.parent < 0:
            return None
        here = before[here.parent]
    return here


def _controls(tree: Tree, clause: Clause, argument: Argument | None) -> bool:
    """Whether an object stands right before an unmarked clause without a comma, as its subject ("saw Russia attacking")."""
    if argument is None or argument.shared or argument.head >= clause.head:
        return False
    return not any(tree.token(i).upos in ("PUNCT", "CCONJ") for i in range(argument.head, clause.head))
