"""What hung across a verb before it became the main one hangs on it: the object that it had been taken to modify, "on" of "on Monday"."""

from dataclasses import replace

from detente.records import Sentence, Token


def free_of_crossing(sentence: Sentence, verb: Token) -> Sentence:
    """The sentence with nothing hanging across a verb, e.g. jets as the object in "Japan, which has few, scrambled jets".

    What follows the verb no longer hangs on what stands before it, nor a preposition or number before it on what follows; a bare noun
    that was a modifier or adjunct becomes the object.
    """
    tokens = list(sentence.tokens)
    for token in sentence.tokens[verb.index + 1 :]:
        across = 0 <= token.head < verb.index
        if token.upos == "PUNCT" or not (across or token.head == verb.index):
            continue
        bare = token.kind != "time" and not any(t.upos == "ADP" and t.head == token.index and t.index > verb.index for t in tokens)
        relation = token.deprel.partition(":")[0]
        if relation == "nmod" or (relation == "obl" and bare):
            relation = "obj" if bare else "obl"
        elif relation == "acl" and across:
            relation = "xcomp"
        else:
            relation = token.deprel
        tokens[token.index] = replace(token, head=verb.index, deprel=relation)
    for token in sentence.tokens[: verb.index]:
        if token.head > verb.index and token.upos in ("ADP", "NUM", "PUNCT", "DET"):
            tokens[token.index] = replace(token, head=token.index + 1, deprel="case" if token.upos == "ADP" else "dep")
    return replace(sentence, tokens=tuple(tokens))
