"""Mend attachments that the parser often misses and that a rule can tell: phrases behind names, infinitives behind nouns that plan."""

from dataclasses import replace

from detente.language.pack import Pack
from detente.records import Sentence, Token

HELD = ("obj", "iobj", "obl", "nsubj:pass")


def reattach(sentence: Sentence, pack: Pack) -> Sentence:
    """The sentence with two kinds of phrases moved: "accused China of cyberattacks" (to the verb), "a threat to shell X" (to the noun).

    A name takes no phrase but one that tells where: any other behind it belongs to the verb before it. An infinitive right behind a noun
    that plans, asks or refuses belongs to that noun.
    """
    tokens = list(sentence.tokens)
    places = pack.words("place_cases")
    cases = {t.head: t.lower for t in reversed(sentence.tokens) if t.deprel == "case" and t.head > t.index}
    for token in sentence.tokens:
        if token.deprel == "nmod" and token.index in cases and (cases[token.index] not in places or token.kind == "time"):
            name = tokens[token.head]
            verb = tokens[name.head] if name.kind == "name" and 0 <= name.head < name.index < token.index else None
            if verb is not None and verb.upos == "VERB" and name.deprel in HELD:
                tokens[token.index] = replace(token, head=verb.index, deprel="obl")
        elif token.deprel == "advcl" and token.upos == "VERB":
            noun = _planner(tokens, token, pack)
            if noun is not None:
                tokens[token.index] = replace(token, head=noun.index, deprel="acl")
    return sentence if tokens == list(sentence.tokens) else replace(sentence, tokens=tuple(tokens))


def _planner(tokens: list[Token], verb: Token, pack: Pack) -> Token | None:
    """The noun right before an infinitive that says what is planned, asked or refused: "threat" in "a threat to shell Haifa"."""
    mark = next((t for t in tokens if t.head == verb.index and t.deprel == "mark"), None)
    if mark is None or mark.index == 0 or mark.lower not in pack.words("purpose_marks") or verb.index - mark.index > 2:
        return None
    noun = tokens[mark.index - 1]
    return noun if noun.upos == "NOUN" and noun.head == verb.head and noun.lower in _planning_nouns(pack) else None


def _planning_nouns(pack: Pack) -> frozenset[str]:
    if "planning-nouns" not in pack.caches:
        rows = [*pack.rows("modality"), *(row for row in pack.rows("events") if "absorb" in row.items("flags"))]
        lemmas = {lemma for row in rows if "n" in row.items("pos") for lemma in row.items("lemma")}
        pack.caches["planning-nouns"] = frozenset(f.text.lower() for lemma in lemmas for f in pack.inflector.forms(lemma, "n"))
    found: frozenset[str] = pack.caches["planning-nouns"]
    return found
