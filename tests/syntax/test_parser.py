"""Trees for sentences: always one root and no cycle, whatever the text; the right subjects in plain sentences."""

import itertools
import random

import numpy as np
import pytest

from detente.language.pack import load_pack
from detente.records.syntax import Sentence
from detente.syntax.features import attributes
from detente.syntax.network import Layout, distance_table
from detente.syntax.parser import parse
from detente.syntax.sentences import split
from detente.syntax.tokens import collapse
from detente.syntax.trees import best_heads

hypothesis = pytest.importorskip("hypothesis")


def tree(text: str, tag: str, *names: str) -> Sentence:
    pack = load_pack(tag)
    (sentence,) = split(text, pack)
    spans = [(text.index(name), text.index(name) + len(name), "name") for name in names]
    return parse([collapse(sentence, spans)], pack)[0]


def relation(sentence: Sentence, word: str) -> tuple[str, str]:
    """The label of a word and the word it hangs on."""
    token = next(t for t in sentence.tokens if t.text == word)
    return token.deprel, sentence.tokens[token.head].text if token.head >= 0 else ""


def is_tree(heads: list[int]) -> bool:
    if heads.count(-1) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while at >= 0:
            at, steps = heads[at], steps + 1
            if steps > len(heads):
                return False
    return True


def test_an_english_clause() -> None:
    sentence = tree("Chad accused Libya of sending troops across the border.", "en", "Chad", "Libya")
    assert relation(sentence, "accused") == ("root", "")
    assert relation(sentence, "Chad") == ("nsubj", "accused")
    assert relation(sentence, "Libya") == ("obj", "accused")
    assert relation(sentence, "troops") == ("obj", "sending")


def test_an_english_passive() -> None:
    sentence = tree("The ship was seized by Peru on Friday.", "en", "Peru")
    assert relation(sentence, "ship") == ("nsubj:pass", "seized")
    assert relation(sentence, "Peru") == ("obl:agent", "seized")
    assert next(t for t in sentence.tokens if t.text == "seized").feats == "Tense=Past|VerbForm=Part|Voice=Pass"


def test_an_indonesian_clause() -> None:
    sentence = tree("Menteri Pertahanan Chad mengecam serangan Libya.", "id", "Menteri Pertahanan Chad", "Libya")
    assert relation(sentence, "Menteri Pertahanan Chad") == ("nsubj", "mengecam")
    assert relation(sentence, "serangan") == ("obj", "mengecam")
    assert relation(sentence, "Libya")[1] == "serangan"


def test_an_indonesian_passive() -> None:
    sentence = tree("Kapal itu ditahan oleh Peru.", "id", "Peru")
    assert relation(sentence, "Kapal") == ("nsubj:pass", "ditahan")
    assert relation(sentence, "Peru") == ("obl:agent", "ditahan")


def test_a_batch_gives_what_each_sentence_gives_alone() -> None:
    pack = load_pack("en")
    sentences = split("Chad left. Peru, which had signed the pact a year ago, did not. Why?", pack)
    assert parse(sentences, pack) == tuple(parse([s], pack)[0] for s in sentences)


def test_no_sentences() -> None:
    assert parse((), load_pack("en")) == ()


@hypothesis.settings(max_examples=60, deadline=None)
@hypothesis.given(hypothesis.strategies.text(max_size=150), hypothesis.strategies.sampled_from(["en", "id"]))
def test_any_text_gives_trees(text: str, tag: str) -> None:
    pack = load_pack(tag)
    for sentence in parse(split(text, pack), pack):
        assert is_tree([t.head for t in sentence.tokens])
        assert all((t.deprel == "root") == (t.head == -1) for t in sentence.tokens)


def test_random_scores_give_the_best_tree() -> None:
    source = np.random.default_rng(3)
    for _ in range(150):
        n = int(source.integers(1, 5))
        scores = source.normal(size=(n, n + 1)).astype(np.float32)
        heads = best_heads(scores.copy())
        assert is_tree([h - 1 for h in heads])
        root = heads.index(0)
        rivals = [h for h in itertools.product(range(n + 1), repeat=n) if h[root] == 0 and is_tree([x - 1 for x in h])]
        best = max(sum(float(scores[i, x]) for i, x in enumerate(h)) for h in rivals)
        assert sum(float(scores[i, x]) for i, x in enumerate(heads)) >= best - 1e-4


def test_long_random_scores_give_trees() -> None:
    source = np.random.default_rng(4)
    for n in (30, 120, 300):
        assert is_tree([h - 1 for h in best_heads(source.normal(size=(n, n + 1)).astype(np.float32))])


def test_layout_is_a_permutation_with_right_neighbours() -> None:
    lengths = [random.Random(n).randrange(1, 9) for n in range(12)]
    layout = Layout(lengths)
    assert sorted(layout.places.tolist()) == list(range(sum(lengths)))
    before, after = layout.neighbours
    at = 0
    for length in lengths:
        places = layout.places[at:at + length].tolist()
        assert [int(before[p]) for p in places] == [-1, *places[:-1]]
        assert [int(after[p]) for p in places] == [*places[1:], -1]
        at += length


def test_a_smaller_distance_table_is_a_corner_of_a_larger_one() -> None:
    assert (distance_table(40)[:7, :8] == distance_table(7)).all()


def test_a_collapsed_name_hides_its_words() -> None:
    assert attributes("Peru", "name") == attributes("Chad", "name") != attributes("Peru", "word")
    assert attributes("1998", "word") == attributes("2024", "word")
