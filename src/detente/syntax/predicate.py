"""Find the main verb where the parser hung it inside the subject: "Zelensky, who spoke first, called on Russia ..."."""

from collections.abc import Sequence
from dataclasses import replace

from detente.language.pack import Pack
from detente.records import Sentence, Token
from detente.syntax.crossing import free_of_crossing

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
WITHIN = ("conj", "advcl", "parataxis", "ccomp", "xcomp")
AUXILIARY = ("aux", "aux:pass")
BEFORE_VERB = (*AUXILIARY, "advmod")


def find_predicate(sentence: Sentence, pack: Pack) -> Sentence:
    """The sentence with its main verb at the root where a noun stood there: in "Hamas, which runs Gaza, accused Israel" Hamas accused.

    The root is a noun with neither subject nor copula. The main verb is finite, has no subject, no relative pronoun and no conjunction of
    its own, and stands either right in the phrase of the noun ("the crisis of the 1930s has deepened") or behind the comma that closes
    a relative clause. And in "said that sanctions would not help and urged ..." what is no bare form stands beside "said".
    """
    tokens = list(sentence.tokens)
    _leave_modals(tokens, pack)
    _pass_opening(tokens)
    _tell_of_phrases(tokens, pack)
    root = next((t for t in tokens if t.head < 0), None)
    if root is not None and root.upos in NOMINAL and not _has(tokens, root, "nsubj", "cop"):
        found = [t for t in tokens[root.index + 1 :] if _is_main(tokens, t, root, pack)]
        verb = next((t for t in found if "Voice=Pass" not in t.feats), found[0] if found else None)
        if verb is not None:
            _raise(tokens, root, verb)
            return free_of_crossing(replace(sentence, tokens=tuple(tokens)), verb)
    return sentence if tokens == list(sentence.tokens) else replace(sentence, tokens=tuple(tokens))


def _pass_opening(tokens: list[Token]) -> None:
    """The name behind a time and a place that open a sentence takes their place at the root: "This year at the UN, Trump, who ..."."""
    root = next((t for t in tokens if t.head < 0), None)
    if root is None or root.kind != "time":
        return
    place = next((t for t in tokens if t.head == root.index and t.kind == "name" and t.index > root.index), None)
    name = None if place is None else next((t for t in tokens if t.head == place.index and t.deprel == "appos" and t.kind == "name"), None)
    if place is None or name is None or tokens[name.index - 1].text != ",":
        return
    tokens[name.index] = replace(name, head=-1, deprel="root")
    tokens[root.index] = replace(root, head=name.index, deprel="obl:unmarked")
    tokens[place.index] = replace(place, head=name.index, deprel="obl")
    for token in tokens[name.index + 1 :]:
        if token.head in (root.index, place.index):
            tokens[token.index] = replace(token, head=name.index)


def _tell_of_phrases(tokens: list[Token], pack: Pack) -> None:
    """What follows a phrase that governs, with a subject of its own, is what the phrase tells of: "there is no way Iran will disarm"."""
    for verb in tuple(tokens):
        noun = tokens[verb.head]
        if verb.deprel != "acl:relcl" or not 0 < noun.index < verb.index or noun.kind != "word" or not _has(tokens, verb, "nsubj"):
            continue
        words = (tokens[noun.index - 1].lower, noun.lower)
        if any(e.words == words and e.form.pos == "n" for e in pack.forms("modality").starting_with(words[0])):
            tokens[verb.index] = replace(verb, deprel="acl")


def _has(tokens: Sequence[Token], head: Token, *relations: str) -> bool:
    return any(t.head == head.index and t.deprel.startswith(relations) for t in tokens)


def _is_main(tokens: Sequence[Token], verb: Token, root: Token, pack: Pack) -> bool:
    if verb.upos != "VERB" or verb.kind != "word":
        return False
    own = [t for t in tokens if t.head == verb.index and t.index < verb.index]
    if any(t.deprel.startswith(("nsubj", "mark", "csubj", "expl")) or t.lower in pack.words("relatives") for t in own):
        return False
    if not _is_finite(tokens, verb, own, pack):
        return False
    first = tokens[min((t.index for t in own if t.upos != "PUNCT"), default=verb.index)]
    before = tokens[first.index - 1]
    if verb.head == root.index:
        after = tokens[verb.index + 1].upos if verb.index + 1 < len(tokens) else ""
        bare = "Voice=Pass" in verb.feats and after in ("ADP", "SCONJ", "PUNCT")  # "a pilot stationed at a base"
        return verb.deprel.startswith("acl") and before.upos in NOMINAL and not bare
    return before.text == "," and _in_relative(tokens, verb, root, pack)


def _is_finite(tokens: Sequence[Token], verb: Token, own: Sequence[Token], pack: Pack) -> bool:
    """Whether a verb may be the main one; a past participle without auxiliary may be a past form, unless "by X" follows."""
    if any(t.deprel in AUXILIARY for t in own) or ("VerbForm=Fin" in verb.feats and "Voice=Pass" not in verb.feats):
        return True
    after = tokens[verb.index + 1] if verb.index + 1 < len(tokens) else None
    return "Tense=Past" in verb.feats and after is not None and after.lower not in pack.words("agent_cases")


def _in_relative(tokens: Sequence[Token], verb: Token, root: Token, pack: Pack) -> bool:
    """Whether a verb hangs within a relative clause of the root that has a relative pronoun of its own."""
    above = verb
    while above.deprel.split(":")[0] in WITHIN and above.head >= 0:
        above = tokens[above.head]
    if above is verb or above.head != root.index or not above.deprel.startswith("acl"):
        return False
    return any(t.lower in pack.words("relatives") for t in tokens[root.index + 1 : above.index])


def _raise(tokens: list[Token], root: Token, verb: Token) -> None:
    passive = _has(tokens, verb, "aux:pass")
    above = {root.index, verb.head}
    tokens[root.index] = replace(root, head=verb.index, deprel="nsubj:pass" if passive else "nsubj")
    tokens[verb.index] = replace(verb, head=-1, deprel="root")
    for token in tokens[verb.index + 1 :]:
        if token.head in above:
            relation = {"acl": "ccomp", "nmod": "obl"}.get(token.deprel.split(":")[0], token.deprel)
            tokens[token.index] = replace(token, head=verb.index, deprel=relation)
    for token in tokens[: root.index]:
        if token.head == root.index and token.deprel.split(":")[0] in ("obl", "advmod", "advcl", "cc", "punct", "parataxis"):
            tokens[token.index] = replace(token, head=verb.index)


def give_subjects(sentence: Sentence, pack: Pack) -> Sentence:
    """The sentence with names that open a second clause as its subject: Germany in "sent tanks to Ukraine and Germany refused".

    The parser joins such a name to the one before it and leaves the verb right behind it without a subject.
    """
    tokens = list(sentence.tokens)
    openers = pack.words("clause_openers")
    for noun in sentence.tokens:
        _late_subject(tokens, noun)
        _open_clause(tokens, noun, openers)
    for verb in sentence.tokens:
        first = tokens[verb.head]
        if verb.upos != "VERB" or verb.deprel != "conj" or first.upos != "VERB" or verb.head > verb.index:
            continue
        own = [t for t in tokens if t.head == verb.index and t.index < verb.index and t.upos != "PUNCT"]
        if any(t.deprel not in BEFORE_VERB for t in own) or not _may_begin(verb, own):
            continue
        name = tokens[min((t.index for t in own), default=verb.index) - 1]
        link = next((t for t in tokens if t.head == name.index and t.deprel == "cc" and t.index < name.index), None)
        if name.kind != "name" or name.deprel != "conj" or link is None or not verb.head < name.head < name.index:
            continue
        if not _has(tokens, first, "nsubj"):
            continue
        if link.lower in pack.words("alternatives") or any(t.head == name.head and t.lower in pack.words("pair_cases") for t in tokens):
            continue  # "talks between Iran and Israel broke down"
        tokens[name.index] = replace(name, head=verb.index, deprel="nsubj")
        tokens[link.index] = replace(link, head=verb.index)
    return sentence if tokens == list(sentence.tokens) else replace(sentence, tokens=tuple(tokens))


def _open_clause(tokens: list[Token], noun: Token, openers: frozenset[str]) -> None:
    """A noun behind "after" with a verb right behind it is that verb's subject: "acted after a Manila ship ignored it"."""
    case = next((t for t in tokens[: noun.index] if t.head == noun.index and t.deprel == "case"), None)
    if case is None or case.lower not in openers or noun.index + 1 >= len(tokens) or noun.kind == "time":
        return
    verb = tokens[noun.index + 1]
    finite = "VerbForm=Fin" in verb.feats or ("Tense=Past" in verb.feats and "Voice=Pass" not in verb.feats)
    if verb.upos != "VERB" or not finite or any(t.head == verb.index and t.index < noun.index for t in tokens) or verb.head < 0:
        return
    tokens[verb.index] = replace(verb, head=noun.head, deprel="advcl")
    tokens[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
    tokens[case.index] = replace(case, upos="SCONJ", head=verb.index, deprel="mark")


def _late_subject(tokens: list[Token], noun: Token) -> None:
    """A second subject behind its verb, with a verb of its own right behind it, opens a clause: "X resigned, and parliament named Y"."""
    first = tokens[noun.head]
    if not noun.deprel.startswith("nsubj") or not 0 <= noun.head < noun.index or noun.index + 1 >= len(tokens):
        return
    verb = tokens[noun.index + 1]
    if verb.head != noun.index or verb.deprel != "acl" or verb.upos != "VERB" or not _may_begin(verb, ()):
        return
    after = tokens[verb.index + 1].upos if verb.index + 1 < len(tokens) else ""
    heads = (first.index, noun.index, verb.index)
    joined = any(t.head in heads and t.deprel == "cc" for t in tokens[first.index : noun.index])
    if "Voice=Pass" in verb.feats and (not joined or after in ("ADP", "SCONJ", "PUNCT")):
        return  # "a consortium led by Toshiba"
    if not any(t.head == first.index and t.deprel.startswith("nsubj") for t in tokens[: first.index]):
        return
    tokens[noun.index] = replace(noun, head=verb.index)
    tokens[verb.index] = replace(verb, head=first.index, deprel="conj")
    for token in tokens[first.index : noun.index]:
        if token.head in (first.index, noun.index) and token.deprel in ("cc", "punct"):
            tokens[token.index] = replace(token, head=verb.index)


def _may_begin(verb: Token, own: Sequence[Token]) -> bool:
    """Whether a verb may have a subject of its own: a finite or past form, no infinitive, gerund or bare participle of the present."""
    helped = any(t.deprel in AUXILIARY for t in own)
    return helped or "VerbForm=Fin" in verb.feats or "Tense=Past" in verb.feats or verb.feats == "Voice=Act"


def _leave_modals(tokens: list[Token], pack: Pack) -> None:
    """A past form joined to a verb under a modal stands beside the verb of saying above: "said it would not help and urged ..."."""
    modals = pack.words("bare_form_marks")
    for token in tuple(tokens):
        if token.deprel != "conj" or token.upos != "VERB" or "Tense=Past" not in token.feats or not modals:
            continue
        first = tokens[token.head]
        own = [t for t in tokens if t.head == token.index]
        helpers = [t for t in tokens if t.head == first.index and t.deprel in AUXILIARY]
        governed = first.deprel in ("ccomp", "xcomp") and helpers and all(t.lower in modals for t in helpers)
        if governed and not any(t.deprel.startswith(("nsubj", "aux", "mark")) for t in own):
            tokens[token.index] = replace(token, head=first.head)
