"""Mend what the trained parser gets wrong by a rule that holds in every language: verbs hidden in noun phrases."""

from collections.abc import Sequence
from dataclasses import replace

from detente.language.pack import Pack
from detente.records import Sentence, Token
from detente.syntax.crossing import free_of_crossing

HIDING = ("amod", "acl", "conj", "flat", "compound", "case", "nmod", "appos")
QUOTES = ('"', "\u201c", "\u2018")
LOOSE = ("punct", "parataxis", "advcl", "advmod", "obl", "mark", "aux", "obl:unmarked")


def free_verbs(sentence: Sentence, pack: Pack) -> Sentence:
    """The sentence with a predicate where the parser saw only a noun phrase: "China imposed curbs" read as curbs that China imposed.

    Where the root is a noun without subject or copula, the first past verb that modifies a noun, with a name or noun right before it,
    becomes the root, what stands before it its subject, the noun that it modified its object.
    """
    sentence = _called(_subjects(_gerunds(sentence, pack)))
    tokens = sentence.tokens
    root = next((t for t in tokens if t.head < 0), None)
    if root is None or root.upos not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return sentence
    if any(t.head == root.index and t.deprel in ("nsubj", "cop") for t in tokens):
        return sentence
    verb = next((t for t in tokens if _is_hidden(tokens, t, pack)), None)
    if verb is not None:
        return _promoted(free_of_crossing(sentence, verb), root, verb, _before(tokens, verb))
    verb = next((t for t in tokens[root.index + 1 :] if _is_behind_insertion(tokens, t, root, pack)), None)
    if verb is not None:
        return _promoted(free_of_crossing(sentence, verb), root, verb, root)
    noun = next((t for t in tokens if _is_predicate(tokens, t, root)), None)
    return sentence if noun is None else _predicated(sentence, root, noun)


def _subjects(sentence: Sentence) -> Sentence:
    """The sentence with the noun right before a verb without subject as its subject: in "an American fighter shot it down" it shot."""
    tokens = list(sentence.tokens)
    for verb in sentence.tokens[1:]:
        noun = tokens[verb.index - 1]
        if verb.upos != "VERB" or verb.deprel in ("amod", "compound") or noun.head != verb.index or noun.deprel not in ("compound", "amod"):
            continue
        if noun.upos not in ("NOUN", "PROPN") or any(t.head == verb.index and t.deprel.startswith("nsubj") for t in tokens):
            continue
        tokens[noun.index] = replace(noun, deprel="nsubj")
        for token in sentence.tokens[: noun.index]:
            if token.head == verb.index and token.deprel in ("amod", "det", "nummod", "compound"):
                tokens[token.index] = replace(tokens[token.index], head=noun.index)
    return sentence if tokens == list(sentence.tokens) else replace(sentence, tokens=tuple(tokens))


def _called(sentence: Sentence) -> Sentence:
    """The sentence with a name before a comma as the subject of a verb that has none: Oman in "Oman, meanwhile, freed ten"."""
    tokens = sentence.tokens
    name = next((t for t in tokens if t.deprel == "vocative" and t.kind == "name"), None)
    verb = tokens[name.head] if name is not None else None
    if name is None or verb is None or verb.index < name.index or verb.head >= 0 or "Mood=Imp" in verb.feats:
        return sentence
    if any(t.head == verb.index and t.deprel.startswith("nsubj") for t in tokens) or any(t.text in QUOTES for t in tokens[: name.index]):
        return sentence
    changed = list(tokens)
    changed[name.index] = replace(name, deprel="nsubj")
    return replace(sentence, tokens=tuple(changed))


def _is_hidden(tokens: Sequence[Token], token: Token, pack: Pack) -> bool:
    if token.index == 0 or token.kind != "word" or token.deprel.partition(":")[0] not in HIDING:
        return False
    before = _before(tokens, token)
    past = _is_past(token, pack)
    dated = before.index < token.index - 1 and tokens[token.index - 1].kind == "time"
    named = before.kind == "name" or (before.upos in ("NOUN", "PROPN") and (dated or "Number=Plur" in before.feats))
    after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    return past and named and after is not None and after.upos not in ("ADP", "PUNCT")


def _is_past(token: Token, pack: Pack) -> bool:
    return (token.upos == "VERB" and "Tense=Past" in token.feats) or _is_form(token, pack, "past", "active")


def _is_behind_insertion(tokens: Sequence[Token], verb: Token, root: Token, pack: Pack) -> bool:
    """Whether a past form stands right behind what is told of the root between two commas: "Iran, which borders Iraq, closed its airspace".

    A participle that tells more of the same noun has "by" or a mark behind it, or a comma before it only.
    """
    behind = _skipped(tokens, verb)
    if verb.kind != "word" or verb.deprel.partition(":")[0] not in HIDING or behind <= root.index or tokens[behind].text != ",":
        return False
    first = next((t.index for t in tokens[root.index + 1 : behind] if t.text == ","), behind)
    inserted = verb.deprel == "amod" and verb.head > verb.index  # "Egypt, meanwhile, withheld talks" is no talk about withheld ones
    inserted = inserted or any(t.head == root.index and t.deprel.startswith(("acl", "appos")) for t in tokens[first:behind])
    after = tokens[verb.index + 1] if verb.index + 1 < len(tokens) else None
    if not inserted or after is None or (after.upos == "PUNCT" and after.text == ","):
        return False
    return _is_past(verb, pack) and after.lower not in pack.words("agent_cases")


def _before(tokens: Sequence[Token], verb: Token) -> Token:
    """The word before a verb, adverbs and times left out: Algiers in "Algiers later severed ties", "Algiers on Monday severed ties"."""
    return tokens[_skipped(tokens, verb)]


def _skipped(tokens: Sequence[Token], verb: Token) -> int:
    index = verb.index - 1
    while index > 0:
        case = tokens[index].upos == "ADP" and tokens[index + 1].kind == "time"
        if tokens[index].upos != "ADV" and tokens[index].kind != "time" and not case:
            break
        index -= 1
    return index


def _is_predicate(tokens: Sequence[Token], token: Token, root: Token) -> bool:
    """Whether a noun beside the name at the root is what is said of it: an adverb of its own stands between ("X then at war")."""
    if root.kind != "name" or token.head != root.index or token.upos not in ("NOUN", "VERB", "ADJ") or token.index < root.index:
        return False
    return any(t.head == token.index and t.deprel in ("advmod", "aux") and root.index < t.index < token.index for t in tokens)


def _predicated(sentence: Sentence, root: Token, noun: Token) -> Sentence:
    tokens = [replace(t, head=noun.index) if t.head == root.index and t.index > noun.index else t for t in sentence.tokens]
    tokens[noun.index] = replace(noun, head=-1, deprel="root")
    tokens[root.index] = replace(root, head=noun.index, deprel="nsubj")
    return replace(sentence, tokens=tuple(tokens))


def _is_form(token: Token, pack: Pack, tense: str, voice: str) -> bool:
    """Whether the events table knows the word as a verb form of that tense or voice."""
    entries = pack.forms("events").starting_with(token.lower)
    return any(e.form.pos == "v" and (e.form.tense == tense or (voice and e.form.voice == voice)) for e in entries)


def _gerunds(sentence: Sentence, pack: Pack) -> Sentence:
    """The sentence with gerunds after a preposition freed: in "by blocking aid" the aid is blocked, not a blocking one."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens[1:]:
        noun = tokens[token.head] if token.head > token.index else None
        before = tokens[token.index - 1]
        if noun is None or noun.kind != "word" or before.upos not in ("ADP", "SCONJ") or before.head not in (token.head, token.index):
            continue
        if token.deprel not in ("amod", "compound") or not _is_form(token, pack, "gerund", ""):
            continue
        relation = "acl" if noun.deprel.startswith("nmod") else "advcl"
        tokens[token.index] = replace(token, upos="VERB", head=noun.head, deprel=relation)
        tokens[before.index] = replace(before, upos="SCONJ", head=token.index, deprel="mark")
        tokens[noun.index] = replace(noun, head=token.index, deprel="obj")
    return sentence if tokens == list(sentence.tokens) else replace(sentence, tokens=tuple(tokens))


def _promoted(sentence: Sentence, root: Token, verb: Token, subject: Token) -> Sentence:
    tokens = list(sentence.tokens)
    while 0 <= subject.head < verb.index and subject.head != subject.index:
        subject = tokens[subject.head]
    owner = verb.head
    tokens[verb.index] = replace(verb, upos="VERB", head=-1, deprel="root")
    tokens[subject.index] = replace(subject, head=verb.index, deprel="nsubj")
    if owner > verb.index:
        tokens[owner] = replace(tokens[owner], head=verb.index, deprel="obj")
    elif not any(t.head == verb.index and t.deprel == "obj" for t in tokens):
        after = next((t for t in tokens[verb.index + 1 :] if t.upos in ("NOUN", "PROPN") and t.head <= verb.index), None)
        if after is not None:
            tokens[after.index] = replace(after, head=verb.index, deprel="obj")
    for token in tuple(tokens):
        loose = token.head in (root.index, owner) and token.index not in (subject.index, verb.index, owner)
        if loose and (token.deprel in LOOSE or (token.head == root.index and token.head < verb.index < token.index)):
            tokens[token.index] = replace(token, head=verb.index)
    if tokens[root.index].head < 0:
        tokens[root.index] = replace(tokens[root.index], head=verb.index, deprel="nsubj" if root.index < verb.index else "obj")
    return replace(sentence, tokens=tuple(tokens))
