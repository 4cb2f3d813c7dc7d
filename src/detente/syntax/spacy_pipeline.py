"""A user's own spaCy pipeline in the place of the built-in parser (`--parser PATH_OR_NAME`)."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from detente.errors import MissingExtra, UsageError
from detente.language.pack import Pack
from detente.records.syntax import Sentence, Token

UD_RELATIONS = frozenset({
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop", "csubj", "dep", "det",
    "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl",
    "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
})
"""The 37 relations of Universal Dependencies 2; subtypes follow a colon (de Marneffe et al. 2021)."""

Parse = Callable[[Sequence[Sentence], Pack | None], tuple[Sentence, ...]]


def parse_with(sentences: Sequence[Sentence], name: str) -> tuple[Sentence, ...]:
    """The sentences with the trees that the spaCy pipeline `name` gives them; it is loaded once. Raises what `load_parse` raises."""
    return load_parse(name)(sentences, None)


@lru_cache(maxsize=4)
def load_parse(name: str) -> Parse:
    """A function like `parser.parse` that asks the spaCy pipeline `name` (a package or a folder), e.g. one trained on UD Korean.

    The pipeline must tag and parse with Universal Dependencies labels; its tokenizer is not used, words are ours. Raises MissingExtra
    where spaCy is not installed, UsageError where there is no such pipeline, or it has no parser or other labels.
    """
    try:
        spacy = import_module("spacy")
        docs = import_module("spacy.tokens")
    except ImportError as error:
        raise MissingExtra("--parser needs spaCy, which is not installed; run: pip install 'detente[spacy]'") from error
    try:
        pipeline = spacy.load(name)
    except (OSError, ValueError) as error:
        raise UsageError(f"--parser {name}: spaCy cannot load it; give the name of an installed pipeline or its folder") from error
    return pipeline_parse(pipeline, docs.Doc, name)


def pipeline_parse(pipeline: Any, make_doc: Any, name: str = "pipeline") -> Parse:
    """The same for a pipeline object that is loaded already; `make_doc` is spacy.tokens.Doc."""
    if "parser" not in pipeline.pipe_names:
        raise UsageError(f"--parser {name}: the pipeline has no component 'parser'; it has {', '.join(pipeline.pipe_names) or 'none'}")
    if strange := _strange_labels(getattr(pipeline.get_pipe("parser"), "labels", ())):
        raise UsageError(
            f"--parser {name}: its labels are not those of Universal Dependencies ({', '.join(strange[:4])}), "
            "so subjects and objects would be misread; give a pipeline trained on a UD treebank"
        )

    def parse(sentences: Sequence[Sentence], pack: Pack | None = None) -> tuple[Sentence, ...]:
        docs = list(pipeline.pipe(_doc(sentence, pipeline, make_doc) for sentence in sentences))
        if any(len(doc) for doc in docs) and not any(doc.has_annotation("POS") for doc in docs):
            raise UsageError(f"--parser {name}: the pipeline gives no parts of speech; add a morphologizer trained on the same treebank")
        return tuple(_filled(sentence, doc) for sentence, doc in zip(sentences, docs, strict=True))

    return parse


def _strange_labels(labels: Sequence[str]) -> list[str]:
    """The labels that UD does not have; spaCy writes the root in capitals and a lifted arc as label||label."""
    plain = {part.lower().split(":")[0] for label in labels for part in label.split("||")}
    return sorted(plain - UD_RELATIONS)


def _doc(sentence: Sentence, pipeline: Any, make_doc: Any) -> Any:
    tokens = sentence.tokens
    ends = [token.end for token in tokens]
    spaces = [after.start > end for after, end in zip(tokens[1:], ends, strict=False)] + [False] * bool(tokens)
    doc = make_doc(pipeline.vocab, words=[token.text or " " for token in tokens], spaces=spaces)
    for token in list(doc)[1:]:
        token.is_sent_start = False
    return doc


def _filled(sentence: Sentence, doc: Any) -> Sentence:
    """One root: where the pipeline sees several sentences in ours, the later roots hang on the first as parataxis."""
    tokens = []
    root = -1
    for token, word in zip(sentence.tokens, doc, strict=True):
        head, label = word.head.i, (word.dep_ or "dep").removesuffix("ROOT") or "root"
        if head == word.i and root < 0:
            root, head, label = word.i, -1, "root"
        elif head == word.i:
            head, label = root, "parataxis"
        tokens.append(Token(index=token.index, start=token.start, end=token.end, text=token.text, kind=token.kind, upos=word.pos_ or "X",
                            feats=str(word.morph), head=head, deprel=label))
    return Sentence(index=sentence.index, start=sentence.start, end=sentence.end, paragraph=sentence.paragraph, kind=sentence.kind,
                    tokens=tuple(tokens))
