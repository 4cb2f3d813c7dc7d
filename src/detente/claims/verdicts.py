"""Denials by a verdict: "called the report baseless", '"That is a lie," the minister said', "menyebut kabar itu omong kosong"."""

from collections.abc import Iterator, Sequence

from detente.claims.negation import negators
from detente.language import Entry, Pack
from detente.language.parties import from_clause
from detente.language.view import SentenceView
from detente.records import Attribution, Clause, Party

ATTRIBUTIVE = ("amod", "compound", "nmod", "nummod")
"""Where a verdict only modifies a noun ("the absurd pretext that ..."), what that noun reports is denied, and nothing else."""


def find_verdicts(view: SentenceView, said: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The denials of a sentence that call a report untrue, e.g. by RUS in "Moscow called the story nonsense".

    `said` are the other attributions of the sentence: in a bare "That is a lie" the speaker judges. The content is what is judged; it is
    empty where only a pronoun stands for it.
    """
    return tuple(a for entry, tokens in _verdicts(view) if (a := _verdict(view, entry, tokens, said)) is not None)


def _verdicts(view: SentenceView) -> Iterator[tuple[Entry, tuple[int, ...]]]:
    index = view.pack.forms("reporting")
    size = len(view.tree.dependents)
    for position in range(size):
        for entry in index.starting_with(view.lower(position)):
            end = position + len(entry.words)
            if entry.row["kind"] == "verdict" and end <= size and view.tree.lowers[position:end] == entry.words:
                yield entry, tuple(range(position, end))
                break


def _verdict(view: SentenceView, entry: Entry, tokens: tuple[int, ...], said: Sequence[Attribution]) -> Attribution | None:
    head = next((t for t in tokens if view.tree.token(t).head not in tokens), tokens[0])
    if _negated(view, head, tokens):
        return None
    judge = _judge(view, head)
    if judge is not None:
        clause, sources = judge
        noun = view.tree.token(head).head if view.tree.token(head).deprel.startswith(ATTRIBUTIVE) else -1
        if noun >= 0 and any(noun < i < tokens[0] for i in view.tree.below(noun, "det")):
            noun = -1  # "kabar itu bohong": what stands behind a determiner is said of the noun
        if noun >= 0 and not view.tree.below(noun, "acl", "ccomp"):
            return None
        subject = _subject_of(view, clause)
        slot = "agent" if clause.voice == "passive" else "subj"
        source = next((a.head for a in clause.arguments if a.slot == slot and not a.shared), -1)
        content = set(view.tree.subtree(clause.head if noun < 0 else noun)) - subject - _phrase_of(view, tokens)
        cue = tuple(sorted({*tokens, clause.head} if noun < 0 else tokens))
    else:
        speech = min((a for a in said if head in a.content and a.sources), key=lambda a: len(a.content), default=None)
        if speech is None or not view.tree.below(head, "nsubj"):
            return None
        sources, cue, source = speech.sources, tokens, speech.source
        content = {i for child in view.tree.below(head, "nsubj") for i in view.tree.subtree(child)}
    return Attribution(
        sentence=view.parsed.sentence.index, cue=cue, sources=sources, via=(), content=frozenset(content) - frozenset(cue),
        stance=entry.row["stance"], certainty=entry.row["certainty"], author=entry.row["author"], kind="speech",
        because=f"reporting:{view.pack.tag}/{entry.row['id']}", source=source,
    )  # fmt: skip


def _phrase_of(view: SentenceView, tokens: tuple[int, ...]) -> set[int]:
    """The small words right before a verdict: "as a" in "as a lie"."""
    found: set[int] = set()
    at = tokens[0] - 1
    while at >= 0:
        token = view.tree.token(at)
        if token.upos not in ("ADP", "SCONJ") and not (token.upos == "DET" and token.head in tokens):
            break
        found.add(at)
        at -= 1
    return found


def _judge(view: SentenceView, head: int) -> tuple[Clause, tuple[Party, ...]] | None:
    """The verb that a verdict hangs on, with the parties that are its subject; None where there is none."""
    if view.tree.below(head, "nsubj") and view.tree.relations[head][1] not in ("ccomp", "xcomp"):
        return None
    for above in view.tree.above(head):
        clause = view.clause_at.get(above)
        if clause is None or clause.kind != "verb":
            continue
        if view.lower(above) not in _judging_verbs(view.pack):
            return None
        sources = from_clause(view, clause, "agent" if clause.voice == "passive" else "subj")
        return (clause, sources) if sources else None
    return None


def _judging_verbs(pack: Pack) -> frozenset[str]:
    """The forms of the verbs by which somebody judges a report: "called", "dismissed", "menyebut"."""
    if "judging-verbs" not in pack.caches:
        lemmas = pack.words("judging_verbs")
        pack.caches["judging-verbs"] = frozenset(f.text.lower() for lemma in lemmas for f in pack.inflector.forms(lemma, "v"))
    found: frozenset[str] = pack.caches["judging-verbs"]
    return found


def _subject_of(view: SentenceView, clause: Clause) -> set[int]:
    slot = "agent" if clause.voice == "passive" else "subj"
    return {i for a in clause.arguments if a.slot == slot and not a.shared for i in view.tree.subtree(a.head)}


def _negated(view: SentenceView, head: int, tokens: tuple[int, ...]) -> bool:
    words = negators(view.pack)
    return any(view.lower(i) in words for i in view.tree.below(head, "advmod", "det", "aux") if i not in tokens)
