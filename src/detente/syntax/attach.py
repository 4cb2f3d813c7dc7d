"""Mend attachments that the parser often misses and that a rule can tell: phrases behind names, infinitives behind nouns that plan."""

from dataclasses import replace

from detente.language.pack import Pack
from detente.records import Sentence, Token

HELD = ("obj", "iobj", "obl", "nsubj:pass")


def reattach(sentence: Sentence, pack: Pack) -> Sentence:
    """The sentence with phrases moved: "accused China of cyberattacks" (to the verb), "a threat to shell X" (to the noun).

    A name takes no phrase but one that tells where: any other behind it belongs to the verb before it. An infinitive right behind a noun
    that plans, asks or refuses belongs to that noun, what follows "the case of the abduction" to the abduction, "by X" to the passive
    before it, what is told with "that" to the charge before it, and "as a lie" to the verb that judges.
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
        elif token.upos == "NOUN":
            _hand_on(tokens, token, pack)
            _name_agent(tokens, token, cases, pack)
            _free_agent(tokens, token, pack)
            _join(tokens, token)
    for token in sentence.tokens:
        if token.deprel == "ccomp":
            _charged(tokens, token, pack)
    return sentence if tokens == list(sentence.tokens) else replace(sentence, tokens=tuple(tokens))


def _planner(tokens: list[Token], verb: Token, pack: Pack) -> Token | None:
    """The noun right before an infinitive that says what is planned, asked or refused: "threat" in "a threat to shell Haifa"."""
    mark = next((t for t in tokens if t.head == verb.index and t.deprel == "mark"), None)
    if mark is None or mark.index == 0 or mark.lower not in pack.words("purpose_marks") or verb.index - mark.index > 2:
        return None
    noun = tokens[mark.index - 1]
    if noun.kind == "name" and noun.deprel.startswith("nmod") and 0 <= noun.head < noun.index:
        noun = tokens[noun.head]  # "ancaman Hizbullah untuk menembaki"
    return noun if noun.upos == "NOUN" and noun.head == verb.head and noun.lower in _planning_nouns(pack) else None


def _planning_nouns(pack: Pack) -> frozenset[str]:
    if "planning-nouns" not in pack.caches:
        rows = [*pack.rows("modality"), *(row for row in pack.rows("events") if "absorb" in row.items("flags"))]
        lemmas = {lemma for row in rows if "n" in row.items("pos") for lemma in row.items("lemma")}
        pack.caches["planning-nouns"] = frozenset(f.text.lower() for lemma in lemmas for f in pack.inflector.forms(lemma, "n"))
    found: frozenset[str] = pack.caches["planning-nouns"]
    return found


def _hand_on(tokens: list[Token], noun: Token, pack: Pack) -> None:
    """Give what hangs on a noun that only frames an act ("kasus penculikan warga Jepang oleh Korut") to the act right behind it."""
    if noun.lower not in pack.words("case_nouns") or noun.index + 1 >= len(tokens):
        return
    act = tokens[noun.index + 1]
    if act.head != noun.index or act.upos != "NOUN" or not _is_act(act, pack):
        return
    for other in tokens[act.index + 1 :]:
        if other.head == noun.index and other.deprel.startswith(("nmod", "obl", "flat", "compound")):
            tokens[other.index] = replace(other, head=act.index)


def _is_act(noun: Token, pack: Pack) -> bool:
    """Whether the events table knows a word as a noun for something done: "attack", "penculikan"."""
    return any(e.form.pos == "n" for e in pack.forms("events").starting_with(noun.lower))


def _join(tokens: list[Token], noun: Token) -> None:
    """A noun coordinated with the verb whose object stands before it is coordinated with the object: "sent doctors and ventilators"."""
    verb = tokens[noun.head] if noun.head >= 0 else None
    if noun.deprel != "conj" or verb is None or verb.upos != "VERB":
        return
    if any(t.head == noun.index and t.deprel in ("nsubj", "cop") for t in tokens):
        return
    things = [t for t in tokens[verb.index + 1 : noun.index] if t.head == verb.index and t.deprel == "obj"]
    if things and not any(t.deprel == "obl" and t.head == verb.index for t in tokens[things[-1].index : noun.index]):
        tokens[noun.index] = replace(noun, head=things[-1].index)


def _free_agent(tokens: list[Token], noun: Token, pack: Pack) -> None:
    """What stands bare behind a passive is not its agent where "by X" follows: "Mali dibekukan keanggotaannya oleh Uni Afrika"."""
    if noun.deprel != "obl:agent" or any(t.head == noun.index and t.deprel == "case" for t in tokens):
        return
    marked = {t.head for t in tokens if t.deprel == "case" and t.lower in pack.words("agent_cases")}
    doer = next((t for t in tokens[noun.index + 1 :] if t.head == noun.index and t.index in marked), None)
    if doer is not None:
        tokens[noun.index] = replace(noun, deprel="obj")
        tokens[doer.index] = replace(doer, head=noun.head, deprel="obl:agent")


def _name_agent(tokens: list[Token], noun: Token, cases: dict[int, str], pack: Pack) -> None:
    """What stands with "by" behind the object of a passive is its doer: "is called a terrorist group by Turkey"."""
    verb = tokens[noun.head] if 0 <= noun.head < noun.index else None
    if verb is None or noun.deprel not in ("obj", "xcomp") or _is_act(noun, pack):
        return
    below = [t for t in tokens if t.head == verb.index]
    if not any(t.deprel == "aux:pass" for t in below) or any(t.deprel == "obl:agent" for t in below):
        return
    doer = next((t for t in tokens[noun.index + 1 :] if t.head == noun.index and cases.get(t.index) in pack.words("agent_cases")), None)
    if doer is not None:
        tokens[doer.index] = replace(doer, head=verb.index, deprel="obl:agent")


def _charged(tokens: list[Token], verb: Token, pack: Pack) -> None:
    """A clause with "that" right behind a charge that somebody judges belongs to the charge, "as a lie" to the judging."""
    mark = next((t for t in tokens if t.head == verb.index and t.deprel == "mark" and t.lower in pack.words("complementizers")), None)
    judge = tokens[verb.head] if verb.head >= 0 else None
    if mark is None or judge is None or judge.upos != "VERB":
        return
    between = (t for t in tokens[judge.index + 1 : mark.index] if t.head == judge.index)
    charge = next((t for t in between if t.deprel == "obj" and t.kind == "word"), None)
    if charge is None or not _tells(charge, pack):
        return
    tokens[verb.index] = replace(verb, head=charge.index, deprel="acl")
    index = pack.forms("reporting")
    for other in tokens[verb.index + 1 :]:
        verdict = any(e.row["kind"] == "verdict" for e in index.starting_with(other.lower))
        if verdict and other.head == verb.index and other.deprel == "obl":
            tokens[other.index] = replace(other, head=judge.index)


def _tells(noun: Token, pack: Pack) -> bool:
    """Whether a noun is the telling of something: a report, a claim, an accusation."""
    told = any(e.form.pos == "n" for e in pack.forms("reporting").starting_with(noun.lower))
    return told or any(e.form.pos == "n" and "on-word" in e.row.items("flags") for e in pack.forms("events").starting_with(noun.lower))
