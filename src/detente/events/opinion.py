"""A second opinion on what one party did to another: a small linear model, for where the frames are silent or disagree.

The evidence are the words between and around the two parties, the way from one to the other in the tree, and the types that the tables
know for these words. Its weights are trained on sentences of our own (`training/opinion.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np

from detente.events.modality import Modality
from detente.language import Pack
from detente.language.view import SentenceView

SIZE = 1 << 15
"""Places for hashed evidence. Two pieces of evidence may share one; with some thousands of sentences that costs little."""
NEAR = 4
"""Words before and behind the two parties that count."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model holds for likeliest, e.g. type "SANCTION" with a share of .83 of all its belief; CONCEDE and RETREAT are "YIELD"."""

    type: str
    share: float


def judge(evidence: Sequence[str], pack: Pack) -> Opinion | None:
    """The likeliest type by the evidence, None where the language has no such model."""
    model = pack.opinion
    if not model:
        return None
    places = sorted({place_of(piece) for piece in evidence})
    weights = model["weights"][places].astype(np.float32) * model["scale"]
    scores = weights.sum(0) / np.sqrt(max(len(places), 1)) + model["bias"]
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    best = int(shares.argmax())
    return Opinion(str(model["types"][best]), float(shares[best]))


def place_of(piece: str) -> int:
    """Where a piece of evidence stands in the table of weights."""
    return crc32(piece.encode("utf-8", "surrogatepass")) % SIZE


def find_evidence(view: SentenceView, source: int, target: int) -> tuple[str, ...]:
    """What speaks for one type or another, e.g. "between:invaded" for "Russia invaded Ukraine".

    `source` and `target` are token indices of the sentence, -1 where the text names nobody.
    """
    first, last = min(source, target), max(source, target)
    found = list(_words(view, first, last))
    found.append("order:" + ("source" if source < target else "target"))
    found.extend(_way(view, source, target))
    found.extend(_tables(view, first, last))
    return tuple(found)


def _words(view: SentenceView, first: int, last: int) -> Iterator[str]:
    lowers = view.tree.lowers
    plain = [w if view.tree.token(i).kind == "word" else f"<{view.tree.token(i).kind}>" for i, w in enumerate(lowers)]
    between = plain[first + 1 : last] if first >= 0 else plain[:last]
    for word in between:
        yield f"between:{word}"
        yield f"stem:{word[:6]}"
    for one, two in pairwise(between):
        yield f"pair:{one} {two}"
    for side, words in (("before", plain[max(0, first - NEAR) : max(first, 0)]), ("behind", plain[last + 1 : last + 1 + NEAR])):
        for word in words:
            yield f"{side}:{word}"
        for one, two in pairwise(words):
            yield f"{side}2:{one} {two}"
    for word in plain:
        yield f"any:{word[:6]}"


def _way(view: SentenceView, source: int, target: int) -> Iterator[str]:
    """The words and relations from one party up to where both meet and down to the other."""
    tree = view.tree
    ups = [source, *tree.above(source)] if source >= 0 else []
    downs = [target, *tree.above(target)] if target >= 0 else []
    meeting = next((i for i in ups if i in downs), -1)
    for name, path in (("s", ups), ("t", downs)):
        for i in path:
            if i == meeting:
                break
            yield f"rel{name}:{tree.token(i).deprel}"
            if i not in (source, target):
                yield f"way{name}:{tree.lowers[i]}"
    if meeting >= 0:
        yield f"top:{tree.lowers[meeting]}"
        yield f"topstem:{tree.lowers[meeting][:6]}"
    for name, party in (("s", source), ("t", target)):
        if party >= 0:
            yield f"case{name}:{tree.case(party)}"
    if source >= 0 and target >= 0:
        yield f"rels:{tree.token(source).deprel} {tree.token(target).deprel} {tree.case(target)}"


def _tables(view: SentenceView, first: int, last: int) -> Iterator[str]:
    """The types that the rows of events.tsv know for the words, and the effects of modal words, by where they stand."""
    modality = Modality.build(view)
    index = view.pack.forms("events")
    for i, word in enumerate(view.tree.lowers):
        where = "between" if first < i < last else "near" if first - NEAR <= i <= last + NEAR else "far"
        kinds = {e.row["type"] for e in index.starting_with(word) if view.tree.lowers[i : i + len(e.words)] == e.words}
        for kind in kinds:
            yield f"row {where}:{kind}"
            if len(kinds) == 1:
                yield f"only {where}:{kind}"
        for row in modality.at.get(i, ()):
            yield f"effect {where}:{row['effect']}"
            for kind in {kind for j in view.tree.dependents[i] for kind in _kinds(view, j)} | set(_kinds(view, i)):
                yield f"effect:{row['effect']} {kind}"


def _kinds(view: SentenceView, index: int) -> set[str]:
    return {e.row["type"] for e in view.pack.forms("events").starting_with(view.lower(index)) if len(e.words) == 1}
