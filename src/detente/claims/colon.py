"""A name and a colon before what is said: "Putin: West wants war", 'Her answer was short: "No."'."""

from collections.abc import Sequence

from detente.claims.quotes import is_quoted
from detente.language import Row
from detente.language.parties import is_person, parties_in
from detente.language.view import SentenceView
from detente.records import Attribution

LONGEST = 8
"""Tokens before the colon of a headline at most."""
LEAST = 3
"""Tokens behind it at least: "Kyiv: 12:30" says nothing."""


def find_colon(view: SentenceView, said: Sequence[Attribution], quotes: tuple[tuple[int, int], ...]) -> tuple[Attribution, ...]:
    """The attribution of a sentence whose first colon hands over the word; none where another cue already holds what follows."""
    row = _row(view)
    tokens = view.parsed.sentence.tokens
    at = next((t.index for t in tokens if t.text == ":"), -1)
    if row is None or at < 1 or len(tokens) - at - 1 < LEAST:
        return ()
    told = frozenset(t.index for t in tokens[at + 1 :] if t.upos != "PUNCT")
    if any(len(a.content & told) * 2 > len(told) for a in said):
        return ()
    following = next((t for t in tokens[at + 1 :] if t.upos != "PUNCT"), None)
    quoted = following is not None and is_quoted(following.start, quotes)
    head = _speaker(view, at) if not quoted else max(_speaker(view, at), _subject(view, at, said))
    if head < 0:
        return ()
    return (
        Attribution(
            sentence=view.parsed.sentence.index, cue=(at,), sources=parties_in(view, head), via=(), content=told,
            stance=row["stance"], certainty=row["certainty"], author=row["author"], kind="speech",
            because=f"reporting:{view.pack.tag}/{row['id']}", quoted=quoted, source=head,
        ),
    )  # fmt: skip


def _row(view: SentenceView) -> Row | None:
    found: Row | None = next((e.row for e in view.pack.forms("reporting").starting_with(":") if e.row["kind"] == "colon"), None)
    return found


def _speaker(view: SentenceView, at: int) -> int:
    """The head of the phrase before a colon where it is only a name with its office, -1 else."""
    before = [t for t in view.parsed.sentence.tokens[:at] if t.upos != "PUNCT"]
    if not before or len(before) > LONGEST or any(t.upos in ("VERB", "AUX", "NUM") for t in before):
        return -1
    heads = [t.index for t in before if view.tree.token(t.index).head not in {b.index for b in before}]
    named = [t.index for t in before if t.index in view.mention_at and view.mention_at[t.index].how != "place"]
    head = heads[0]
    if is_person(view, head) and named:
        return head
    persons = [i for i in named if view.mention_at[i].entities and view.mention_at[i].entities[0].code != "---"]
    return persons[0] if len(before) <= 2 and persons and persons[0] == before[-1].index else -1


def _subject(view: SentenceView, at: int, said: Sequence[Attribution]) -> int:
    """Who a clause before a quotation is about: "Her answer was short"."""
    if any(i < at for a in said for i in a.cue):
        return -1
    for clause in view.parsed.clauses:
        if clause.head < at and clause.link == "main":
            return next((a.head for a in clause.arguments if a.slot == "subj" and a.head < at), -1)
    return -1
