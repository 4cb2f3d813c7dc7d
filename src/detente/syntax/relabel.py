"""Words that the parser took for another part of speech, set right where the tables of the language know better."""

from collections.abc import Sequence
from dataclasses import replace

from detente.language.pack import Pack
from detente.records import Sentence, Token

NAMED = ("PROPN", "NOUN", "PRON")


def relabel(sentence: Sentence, pack: Pack) -> Sentence:
    """The sentence with nouns read as verbs, verbs as prepositions, conditions as adverbs and beliefs as adjectives set right.

    "Bantahan Iran bahwa ..." is a denial and no verb; what has a subject is no preposition; "Andaikata Rusia menyerang" opens a
    condition; in "Pejabat AS yakin Iran mengirim rudal" the official is sure and Iran sends.
    """
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        if token.kind != "word":
            continue
        if token.upos == "VERB":
            _as_noun(tokens, token, pack)
            _as_preposition(tokens, token, pack)
            _two_objects(tokens, tokens[token.index], pack)
        elif token.upos == "ADP":
            _as_verb(tokens, token)
            _as_modifier(tokens, token, pack)
        elif token.upos in ("ADV", "NOUN", "PROPN") and token.deprel in ("advmod", "obl", "nmod"):
            _as_condition(tokens, token, pack)
        elif token.upos in ("ADJ", "ADV", "VERB") and token.deprel in ("amod", "advmod", "acl"):
            _as_belief(tokens, token, pack)
            _as_verdict(tokens, tokens[token.index], pack)
    return sentence if tokens == list(sentence.tokens) else replace(sentence, tokens=tuple(tokens))


def _as_noun(tokens: list[Token], token: Token, pack: Pack) -> None:
    """A word that the tables know only as a noun, with a name right behind it as its "subject": the name is its owner."""
    after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if after is None or after.kind != "name" or after.head != token.index or not after.deprel.startswith("nsubj"):
        return
    entries = [*pack.forms("reporting").starting_with(token.lower), *pack.forms("events").starting_with(token.lower)]
    if entries and all(e.form.pos == "n" for e in entries):
        tokens[token.index] = replace(token, upos="NOUN")
        tokens[after.index] = replace(after, deprel="nmod")


def _as_preposition(tokens: list[Token], token: Token, pack: Pack) -> None:
    """A verb that the frames of the word before it know as a preposition: "berperang melawan Irak", "unjuk rasa menentang Israel"."""
    if token.deprel not in ("xcomp", "advcl", "acl", "ccomp") or not 0 <= token.head < token.index:
        return
    own = [t for t in tokens if t.head == token.index and t.upos != "PUNCT"]
    thing = next((t for t in own if t.deprel in ("obj", "obl") and t.index > token.index), None)
    if thing is None or any(t.index < token.index for t in own) or any(t.head == thing.index and t.deprel == "case" for t in tokens):
        return
    head = tokens[token.head]
    if token.lower in _slots(head.lower, pack):
        tokens[token.index] = replace(token, upos="ADP", head=thing.index, deprel="case")
        tokens[thing.index] = replace(thing, head=head.index, deprel="obl" if head.upos == "VERB" else "nmod")
        for other in own:
            if other.index not in (token.index, thing.index):
                tokens[other.index] = replace(tokens[other.index], head=head.index)


def _slots(word: str, pack: Pack) -> frozenset[str]:
    """The slots of the frames of a word's rows."""
    found: dict[str, frozenset[str]] = pack.caches.setdefault("frame-slots", {})
    if word not in found:
        frames = (e.row["frame"] for e in pack.forms("events").starting_with(word))
        found[word] = frozenset(slot for frame in frames for part in frame.split() for slot in part.partition("=")[0].split("|"))
    return found[word]


def _two_objects(tokens: list[Token], verb: Token, pack: Pack) -> None:
    """Of two bare objects the first gets and the second is given ("memberi Taliban ultimatum"); with other verbs the second is none."""
    cased = {t.head for t in tokens if t.deprel == "case"}
    bare = [t for t in tokens[verb.index + 1 :] if t.head == verb.index and t.index not in cased and t.kind != "time"]
    things = [t for t in bare if t.deprel in ("obj", "obl") and t.upos in NAMED]
    bare_nouns = pack.settings.get("syntax", {}).get("bare_agent")
    if not bare_nouns or verb.upos != "VERB" or len(things) != 2 or things[0].deprel != "obj":
        return
    first, second = things
    if "iobj" in _slots(verb.lower, pack) and second.index == first.index + 1:
        tokens[first.index] = replace(first, deprel="iobj")
        tokens[second.index] = replace(second, deprel="obj")
    elif second.deprel == "obj":
        tokens[second.index] = replace(second, deprel="obl")


def _as_verb(tokens: list[Token], token: Token) -> None:
    """A "preposition" with a subject of its own is a verb: "Houthi mengenai sebuah kapal"."""
    if token.deprel == "case" or not any(t.head == token.index and t.deprel.startswith("nsubj") for t in tokens):
        return
    tokens[token.index] = replace(token, upos="VERB")
    cased = {t.head for t in tokens if t.deprel == "case"}
    after = (t for t in tokens[token.index + 1 :] if t.head == token.index and t.deprel == "obl" and t.index not in cased)
    thing = next(after, None)
    if thing is not None:
        tokens[thing.index] = replace(thing, deprel="obj")


def _as_modifier(tokens: list[Token], token: Token, pack: Pack) -> None:
    """A "preposition" that no table knows, between a noun and a name, is a noun: "badan antariksa Jepang"."""
    owner = tokens[token.head] if token.head >= 0 else None
    noun = tokens[token.index - 1] if token.index else None
    if not pack.settings.get("syntax", {}).get("bare_agent") or token.deprel != "case" or owner is None or noun is None:
        return
    if owner.kind == "name" and owner.head == noun.index and noun.upos == "NOUN" and token.lower not in _prepositions(pack):
        tokens[token.index] = replace(token, upos="NOUN", head=noun.index, deprel="nmod")


def _prepositions(pack: Pack) -> frozenset[str]:
    if "prepositions" not in pack.caches:
        lists = (words for words in pack.settings.get("syntax", {}).values() if isinstance(words, list))
        slots = (slot for row in pack.rows("events") for part in row["frame"].split() for slot in part.partition("=")[0].split("|"))
        particles = (e.words[0] for name in ("reporting", "modality") for g in pack.forms(name).by_first.values() for e in g)
        pack.caches["prepositions"] = frozenset((*(w for words in lists for w in words), *slots, *particles))
    found: frozenset[str] = pack.caches["prepositions"]
    return found


def _as_condition(tokens: list[Token], token: Token, pack: Pack) -> None:
    """A word that makes a condition with a name hanging on it, before a verb that lacks a subject: the name is that subject."""
    if not any(e.row["effect"] == "hypothetical" for e in pack.forms("modality").starting_with(token.lower)):
        return
    noun = next((t for t in tokens[token.index + 1 :] if t.head == token.index and t.upos in NAMED), None)
    verb = None if noun is None else next((t for t in tokens[noun.index + 1 :] if t.upos == "VERB"), None)
    if noun is None or verb is None or verb.deprel not in ("advcl", "parataxis", "root"):
        return
    if not any(t.head == verb.index and t.deprel.startswith("nsubj") for t in tokens):
        tokens[token.index] = replace(token, upos="SCONJ", head=verb.index, deprel="mark")
        tokens[noun.index] = replace(noun, head=verb.index, deprel="nsubj")


def _as_belief(tokens: list[Token], token: Token, pack: Pack) -> None:
    """A word of believing that seems to modify the subject, with a name behind it: it governs what that name does."""
    entries = pack.forms("reporting").starting_with(token.lower)
    if not any(e.row["kind"] == "thought" and len(e.words) == 1 and e.form.pos == "i" for e in entries):
        return
    holder = tokens[token.head] if token.head >= 0 else None
    doer = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if holder is None or doer is None or doer.kind != "name" or not holder.deprel.startswith("nsubj") or holder.index > token.index:
        return
    verb = tokens[holder.head]
    if verb.index < doer.index or not _descends(tokens, doer, holder):
        return
    tokens[token.index] = replace(token, upos="VERB", head=verb.head, deprel=verb.deprel)
    tokens[holder.index] = replace(holder, head=token.index)
    tokens[doer.index] = replace(doer, head=verb.index, deprel="nsubj")
    tokens[verb.index] = replace(verb, head=token.index, deprel="ccomp")


def _as_verdict(tokens: list[Token], token: Token, pack: Pack) -> None:
    """An adjective that seems to modify a judging verb is what that verb says of its object: "menyebut pengusiran itu ilegal"."""
    verb = tokens[token.head] if 0 <= token.head < token.index else None
    if token.upos != "ADJ" or token.deprel != "advmod" or verb is None or verb.upos != "VERB":
        return
    if "judging-forms" not in pack.caches:
        forms = (f.text.lower() for lemma in pack.words("judging_verbs") for f in pack.inflector.forms(lemma, "v"))
        pack.caches["judging-forms"] = frozenset(forms)
    judged = any(t.head == verb.index and t.deprel == "obj" for t in tokens[verb.index : token.index])
    if judged and verb.lower in pack.caches["judging-forms"]:
        tokens[token.index] = replace(token, deprel="xcomp")


def _descends(tokens: Sequence[Token], token: Token, holder: Token) -> bool:
    return token.head == holder.index or (token.head >= 0 and tokens[token.head].head == holder.index)
