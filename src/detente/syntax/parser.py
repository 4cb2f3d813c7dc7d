"""Universal Dependencies trees for the sentences of an article, by the trained network of the language."""

from collections.abc import Sequence

import numpy as np

from detente.language.pack import Pack
from detente.records.syntax import Sentence, Token
from detente.syntax.features import ATTRIBUTES, rows
from detente.syntax.network import Network
from detente.syntax.trees import best_heads

BATCH_WORDS = 4000  # keeps memory bounded for a text of book length; an article is one batch


def parse(sentences: Sequence[Sentence], pack: Pack) -> tuple[Sentence, ...]:
    """The sentences with `upos`, `feats`, `head` and `deprel` of every token, e.g. "Korut" nsubj of "memasok".

    Labels are those of UD version 2 with their subtypes (`nsubj:pass`, `obl:agent`); `head` is a token index of the sentence,
    -1 for the one root. `feats` keeps Tense, VerbForm, Voice, Mood, the plural of nouns and the person of pronouns. Names and times
    collapsed into one token (`tokens.collapse`) are parsed as one word. Raises ResourceError where the language has no weights.
    """
    result: list[Sentence] = []
    batch: list[Sentence] = []
    words = 0
    for sentence in sentences:
        if batch and words + len(sentence.tokens) > BATCH_WORDS:
            result += _parse_batch(batch, pack)
            batch, words = [], 0
        batch.append(sentence)
        words += len(sentence.tokens)
    return tuple(result + _parse_batch(batch, pack))


def _network(pack: Pack) -> Network:
    network = pack.caches.get("syntax:network")
    if network is None:
        network = pack.caches["syntax:network"] = Network.build(pack.weights, ATTRIBUTES)
    found: Network = network
    return found


def _parse_batch(sentences: list[Sentence], pack: Pack) -> list[Sentence]:
    filled = [sentence for sentence in sentences if sentence.tokens]
    if not filled:
        return sentences
    network = _network(pack)
    lengths = [len(sentence.tokens) for sentence in filled]
    words = ((token.text, token.kind) for sentence in filled for token in sentence.tokens)
    found = rows(words, network.index, pack.caches.setdefault("syntax:rows", {}))
    scores = network.score(np.array(found, np.int64), lengths)
    local = [best_heads(arcs) for arcs in scores.arcs]
    places: list[int] = []
    at = 0
    for heads in local:
        places += [head + at if head else 0 for head in heads]
        at += len(heads)
    labels = network.label(scores, np.array(places)).tolist()
    upos, feats = scores.upos.tolist(), scores.feats.tolist()
    done = iter(_filled(filled, local, network, labels, upos, feats))
    return [next(done) if sentence.tokens else sentence for sentence in sentences]


def _filled(sentences: list[Sentence], local: list[list[int]], network: Network, labels: list[int], upos: list[int],
            feats: list[int]) -> list[Sentence]:
    """The sentences with the classes found, as names."""
    result = []
    at = 0
    for sentence, heads in zip(sentences, local, strict=True):
        tokens = []
        for token, head in zip(sentence.tokens, heads, strict=True):
            label = network.labels[labels[at]]
            if (label == "root") != (head == 0):
                label = "root" if head == 0 else "dep"
            tokens.append(Token(
                index=token.index, start=token.start, end=token.end, text=token.text, kind=token.kind, upos=network.upos[upos[at]],
                feats=network.feats[feats[at]], head=head - 1, deprel=label))
            at += 1
        result.append(Sentence(index=sentence.index, start=sentence.start, end=sentence.end, paragraph=sentence.paragraph,
                               kind=sentence.kind, tokens=tuple(tokens)))
    return result
