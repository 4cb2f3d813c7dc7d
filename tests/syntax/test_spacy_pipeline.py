"""A user's own spaCy pipeline (`--parser`): a real one, trained here on two sentences, and what is said of those that cannot serve."""

import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from detente.cli import run
from detente.errors import MissingExtra, UsageError
from detente.language.pack import load_pack
from detente.records.syntax import Sentence
from detente.syntax import spacy_pipeline
from detente.syntax.sentences import split

SENTENCES = {"en": ("Chad", "accused", "Sudan", "."), "id": ("Chad", "menuduh", "Sudan", ".")}


def trained(tag: str, *, object_label: str = "obj", tagger: bool = True) -> Any:
    pipeline = spacy.blank(tag)
    if tagger:
        pipeline.add_pipe("morphologizer")
    pipeline.add_pipe("parser", config={"min_action_freq": 1, "update_with_oracle_cut_size": 100})
    words = list(SENTENCES[tag])
    gold = Doc(pipeline.vocab, words=words, heads=[1] * 4, deps=["nsubj", "ROOT", object_label, "punct"],
               pos=["PROPN", "VERB", "PROPN", "PUNCT"], morphs=["", "VerbForm=Fin", "", ""])
    examples = [Example(Doc(pipeline.vocab, words=words), gold)]
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(40):
        pipeline.update(examples, sgd=optimizer)
    return pipeline


@pytest.fixture(scope="module", params=sorted(SENTENCES))
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    path = tmp_path_factory.mktemp("pipeline") / request.param
    trained(request.param).to_disk(path)
    return request.param, path


def sentence_of(text: str) -> tuple[Sentence, ...]:
    return split(text, load_pack("en"))


def test_its_trees_are_the_trees_of_the_sentence(folder: tuple[str, Path]) -> None:
    tag, path = folder
    (sentence,) = spacy_pipeline.parse_with(split(" ".join(SENTENCES[tag]), load_pack(tag)), str(path))

    assert [(t.upos, t.head, t.deprel) for t in sentence.tokens] == [
        ("PROPN", 1, "nsubj"), ("VERB", -1, "root"), ("PROPN", 1, "obj"), ("PUNCT", 1, "punct")]


def test_read_uses_it(folder: tuple[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tag, path = folder
    (tmp_path / "a.txt").write_text(f"{' '.join(SENTENCES[tag][:3])}.\n", encoding="utf-8")

    options = ["--date", "2024-01-02", "--language", tag, "--format", "csv"]
    assert run(["read", str(tmp_path / "a.txt"), *options, "--parser", str(path)]) == 0
    out = capsys.readouterr().out
    assert "ACCUSE" in out
    assert "TCD" in out
    assert "SDN" in out


def test_several_roots_in_one_sentence_become_one_tree() -> None:
    @Language.component("every_word_a_root")
    def every_word_a_root(doc: Doc) -> Doc:
        for word in doc:
            word.pos_, word.head, word.dep_ = "VERB", word, "ROOT"
        return doc

    pipeline = spacy.blank("en")
    pipeline.add_pipe("every_word_a_root", name="parser")
    (sentence,) = spacy_pipeline.pipeline_parse(pipeline, Doc)(sentence_of("Chad left"))

    assert [(t.head, t.deprel) for t in sentence.tokens] == [(-1, "root"), (0, "parataxis")]


def test_a_pipeline_without_a_parser_is_refused() -> None:
    with pytest.raises(UsageError, match="mine: the pipeline has no component 'parser'; it has none"):
        spacy_pipeline.pipeline_parse(spacy.blank("en"), Doc, "mine")


def test_labels_other_than_those_of_ud_are_refused() -> None:
    with pytest.raises(UsageError, match=r"not those of Universal Dependencies \(dobj\)"):
        spacy_pipeline.pipeline_parse(trained("en", object_label="dobj"), Doc, "mine")


def test_a_pipeline_without_parts_of_speech_is_refused() -> None:
    parse = spacy_pipeline.pipeline_parse(trained("en", tagger=False), Doc, "mine")

    with pytest.raises(UsageError, match="mine: the pipeline gives no parts of speech"):
        parse(sentence_of("Chad accused Sudan."))


def test_a_name_that_spacy_does_not_know_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Chad accused Sudan.\n", encoding="utf-8")

    assert run(["read", str(tmp_path / "a.txt"), "--date", "2024-01-02", "--language", "en", "--parser", "no-such-pipeline"]) == 2
    assert "--parser no-such-pipeline: spaCy cannot load it" in capsys.readouterr().err


def test_without_spacy_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)

    with pytest.raises(MissingExtra, match=r"pip install 'detente\[spacy\]'"):
        spacy_pipeline.load_parse("any-pipeline")
