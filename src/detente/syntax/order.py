"""Mend trees of sentences in an unusual order: inverted conditions, participles in front, particles before a number, clefts."""

from dataclasses import replace
from itertools import pairwise

from detente.language.pack import Pack
from detente.records import Sentence, Token

LATER = ("conj", "parataxis", "ccomp")
PHRASE = 2


def reorder(sentence: Sentence, pack: Pack) -> Sentence:
    """The sentence with its words hung where they belong: in "Were Russia to invade Ukraine, ..." Russia is the subject of "invade".

    Also "Having shelled them, Armenia rejected ..." (the later verb governs), "rejected as baseless the Saudi charge" (the charge is the
    object), "took in over a million Ukrainians" (a verb with its particle), "It was Armenia that blocked it" (a relative clause).
    """
    tokens = list(sentence.tokens)
    for mend in (_passives, _inverted_condition, _fronted_participle, _heavy_objects, _particles, _clefts, _adjectives):
        mend(tokens, pack)
    return sentence if tokens == list(sentence.tokens) else replace(sentence, tokens=tuple(tokens))


def _passives(tokens: list[Token], pack: Pack) -> None:
    """What has a passive auxiliary and a passive subject is a verb, whatever it was taken for: "were freed from prison"."""
    del pack
    for token in tokens:
        if token.upos == "ADJ" and {"aux:pass", "nsubj:pass"} <= {t.deprel for t in tokens if t.head == token.index}:
            tokens[token.index] = replace(token, upos="VERB")


def _inverted_condition(tokens: list[Token], pack: Pack) -> None:
    opener = next((t for t in tokens if t.upos != "PUNCT"), None)
    if opener is None or opener.lower not in pack.words("inverted") or opener.head <= opener.index:
        return
    governor = opener.head
    purposes = pack.words("purpose_marks")
    for mark in tokens[opener.index : governor]:
        verb = tokens[mark.head] if mark.deprel == "mark" and mark.lower in purposes and mark.head >= 0 else opener
        if verb.head != governor or not opener.index < verb.index < governor or verb.upos != "VERB":
            continue
        for token in tokens[: verb.index]:
            if token.head == governor and token.upos != "PUNCT":
                relation = "aux" if token.index == opener.index else token.deprel
                tokens[token.index] = replace(token, head=verb.index, deprel=relation)
        return


def _fronted_participle(tokens: list[Token], pack: Pack) -> None:
    """A participle or an inverted condition that opens a sentence hangs on the verb with a subject that comes after it."""
    root = next((t for t in tokens if t.head < 0), None)
    words = [t for t in tokens if t.upos != "PUNCT"]
    if root is None or root.upos != "VERB" or tokens[-1].text == "?":
        return
    below = [t for t in tokens if t.head == root.index]
    subject = next((t for t in below if t.deprel.startswith("nsubj")), None)
    participle = subject is None and root in words[:2] and "VerbForm=Part" in words[0].feats
    inverted = subject is not None and words[0].head == root.index and words[0].lower in pack.words("inverted")
    if not participle and not inverted:
        return
    for verb in below:
        own = [t for t in tokens if t.head == verb.index]
        subject = next((t for t in own if t.deprel.startswith("nsubj")), None)
        if verb.deprel not in LATER or verb.upos != "VERB" or subject is None or any(t.deprel == "cc" for t in own):
            continue
        tokens[verb.index] = replace(verb, head=-1, deprel="root")
        tokens[root.index] = replace(root, head=verb.index, deprel="advcl")
        for token in below:
            if token.index > verb.index:
                tokens[token.index] = replace(token, head=verb.index)
        return


def _heavy_objects(tokens: list[Token], pack: Pack) -> None:
    """An object that was moved behind what is said of it: "rejected as baseless the Saudi charge"."""
    cases = pack.words("predicative_cases")
    for case in tokens:
        noun = tokens[case.head] if case.deprel == "case" and case.head > case.index and case.lower in cases else None
        if noun is not None and noun.deprel == "amod" and noun.head > noun.index + 1:
            noun = tokens[noun.head]  # the word after "as" was taken to modify the object
        verb = tokens[noun.head] if noun is not None and 0 <= noun.head < case.index else None
        if noun is None or verb is None or verb.upos != "VERB":
            continue
        opens = [t.index for t in tokens[case.index + 2 : noun.index] if t.head == noun.index and t.deprel in ("det", "nmod:poss")]
        last = tokens[opens[-1] - 1] if opens else case
        if last.head != noun.index or last.upos not in ("NOUN", "ADJ", "VERB", "PROPN"):
            continue
        for token in tokens[case.index : last.index]:
            if token.head == noun.index:
                tokens[token.index] = replace(token, head=last.index)
        tokens[last.index] = replace(last, head=verb.index, deprel="obl")
        tokens[noun.index] = replace(noun, deprel="obj")


def _particles(tokens: list[Token], pack: Pack) -> None:
    """A word that makes a phrase with its verb is no preposition before a number: "took in over a million Ukrainians"."""
    for verb, word in pairwise(tokens):
        noun = tokens[word.head] if verb.upos == "VERB" and word.deprel == "case" and word.head > word.index else None
        if noun is None or noun.head != verb.index or noun.kind == "time" or not _is_phrase(verb, word, pack):
            continue
        if any(t.upos == "NUM" and t.kind == "word" for t in tokens[word.index + 1 : noun.index]):
            tokens[word.index] = replace(word, head=verb.index, deprel="compound:prt")
            tokens[noun.index] = replace(noun, deprel="obj")
            for token in tokens[word.index + 1 : noun.index]:
                if token.head == noun.index and token.deprel == "case":
                    tokens[token.index] = replace(token, deprel="advmod")


def _is_phrase(verb: Token, word: Token, pack: Pack) -> bool:
    entries = pack.forms("events").starting_with(verb.lower)
    return any(e.form.pos == "v" and e.words[1:] == (word.lower,) for e in entries if len(e.words) == PHRASE)


def _clefts(tokens: list[Token], pack: Pack) -> None:
    """What "it was X that ..." tells is told of X."""
    del pack
    for token in tokens:
        top = tokens[token.head] if token.deprel.startswith("advcl") and 0 <= token.head < token.index else None
        if top is None or token.upos != "VERB" or top.upos not in ("PROPN", "NOUN"):
            continue
        below = {t.deprel for t in tokens if t.head == top.index and t.index < top.index}
        pronoun = any(t.head == token.index and t.deprel.startswith("nsubj") and t.upos == "PRON" for t in tokens)
        if "cop" in below and "expl" in below and pronoun:
            tokens[token.index] = replace(token, deprel="acl:relcl")


def _adjectives(tokens: list[Token], pack: Pack) -> None:
    """An adjective that opens a list of adjectives belongs to their noun, not to a time before it: "today, British and French troops"."""
    del pack
    for first, comma, other in zip(tokens, tokens[1:], tokens[2:], strict=False):
        before = tokens[first.head] if 0 <= first.head < first.index else None
        joined = comma.text == "," or comma.upos == "CCONJ"
        if before is None or before.kind != "time" or first.upos != "ADJ" or other.upos != "ADJ" or not joined:
            continue
        if other.deprel == "amod" and other.head > other.index:
            tokens[first.index] = replace(first, head=other.head, deprel="amod")
