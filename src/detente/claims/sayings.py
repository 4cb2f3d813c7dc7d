"""From attributions over tokens to sayings over characters: whole quotations, who is meant by a pronoun, what lies inside what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from detente.claims.antecedent import Speakers
from detente.claims.quotes import find_quotes, is_quoted
from detente.claims.trim import trimmed
from detente.claims.voices import UNSURE, weaker
from detente.language.view import SentenceView
from detente.records import Article, Attribution, Saying, Stretch

STANCELESS = ("no-comment", "unverified")


@dataclass(slots=True)
class _Draft:
    """A saying in the making: the sentence and cue it comes from, and the content of the quotation that goes on."""

    saying: Saying
    place: tuple[int, int]


def find_sayings(views: Sequence[SentenceView], said: Sequence[Sequence[Attribution]], article: Article) -> tuple[Saying, ...]:
    """The sayings of a text in the order of their cues, e.g. "said", source "he", name "Antony Blinken".

    A quotation of several sentences is one saying. `views` and `said` are of the same sentences.
    """
    quotes = find_quotes(article.text)
    speakers = Speakers(article.text)
    drafts: list[_Draft] = []
    for view, attributions in zip(views, said, strict=True):
        speakers.enter(view)
        for a in sorted(attributions, key=lambda a: a.cue[:1]):
            if not a.cue or _is_own_thought(view, a, quotes) or _is_hedge(a, attributions) or _is_meant(view, a):
                continue
            drafts.append(_draft(view, trimmed(view, a, attributions), speakers, article, quotes))
        speakers.leave(view)
    for view, attributions in zip(views, said, strict=True):
        for a in attributions:
            if not a.cue:
                _go_on(view, a, drafts, article.text)
    found = sorted((d.saying for d in drafts), key=lambda s: (s.cue or s.content)[0].start)
    return tuple(replace(s, inside=_inside(n, found)) for n, s in enumerate(found))


def _is_own_thought(view: SentenceView, a: Attribution, quotes: tuple[tuple[int, int], ...]) -> bool:
    """Whether who is quoted only says "I think" or "you know": no other voice."""
    words = view.pack.words("first_person") | view.pack.words("second_person")
    return a.source >= 0 and view.lower(a.source) in words and is_quoted(view.tree.token(a.source).start, quotes)


def _is_meant(view: SentenceView, a: Attribution) -> bool:
    """Whether somebody is only to speak: "gave Moscow until midnight to explain itself"; "went on to say that ..." is said."""
    clause = view.clause_at.get(a.cue[0])
    if clause is None or clause.mark not in view.pack.words("control_marks") or a.quoted:
        return False
    return not any(i in view.clause_at and view.clause_at[i].kind == "verb" for i in a.content)


def _is_hedge(a: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether a word of hearsay only hedges what somebody says: "Seoul said the North had reportedly fired"."""
    told = a.kind == "hearsay" and a.source < 0 and len(a.cue) == 1
    return told and any(a.cue[0] in o.content and o.source >= 0 for o in others if o is not a)


def _go_on(view: SentenceView, a: Attribution, drafts: Sequence[_Draft], text: str) -> None:
    """Adds the sentence of a quotation that began before, or ends later, to the saying of its speaker."""
    earlier = next((d for d in drafts if d.place == a.origin), None)
    if earlier is not None:
        joined = tuple(sorted({*earlier.saying.content, *_stretches(view, a.content, text)}, key=lambda s: s.start))
        first = not earlier.saying.content
        earlier.saying = replace(earlier.saying, content=joined, quote="direct" if first else earlier.saying.quote)


def _draft(
    view: SentenceView, a: Attribution, speakers: Speakers, article: Article, quotes: tuple[tuple[int, int], ...]
) -> _Draft:
    phrase = _source_phrase(view, a)
    named = speakers.named(view, a, phrase, quoted=is_quoted(view.tree.token(a.cue[0]).start, quotes))
    saying = Saying(
        cue=_stretches(view, a.cue, article.text) or (_stretch(view, a.cue, article.text),),
        source=_stretch(view, phrase, article.text) if phrase else None,
        content=_stretches(view, a.content, article.text), name=named.name, named=named.stretch,
        speakers=a.sources or named.parties, via=a.via, stance="" if a.kind in STANCELESS else a.stance, certainty=_certainty(view, a),
        author=_author(view, a, article.text, quotes), kind=a.kind, quote=_quote(view, a, quotes), because=a.because,
    )  # fmt: skip
    return _Draft(saying, (a.sentence, a.cue[0]))


def _source_phrase(view: SentenceView, a: Attribution) -> tuple[int, ...]:
    """The words around the head of the source that belong to it, without what is said and the cue."""
    if a.source < 0:
        return ()
    tree = view.tree
    taken = set(a.cue) | (a.content - {a.source})
    free = [i for i in tree.subtree(a.source) if i not in taken and not _apart(view, i, a.source)]
    run = _with_name(view, _run(free, a.source), a)
    while run and run[-1] != a.source and tree.token(run[-1]).upos == "PUNCT":
        run.pop()
    while run and run[0] != a.source and (tree.token(run[0]).upos in ("PUNCT", "ADP", "CCONJ") or _is_of_noun(view, run[0], a)):
        run.pop(0)
    return tuple(run)


def _is_of_noun(view: SentenceView, index: int, a: Attribution) -> bool:
    """Whether an article belongs to the noun of the cue, not to the name before it: "the" in "the US claim"."""
    return not a.verbal and view.tree.token(index).upos == "DET" and view.tree.token(a.source).kind == "name"


def _with_name(view: SentenceView, run: list[int], a: Attribution) -> list[int]:
    """The words of a source with the name that follows them: "the head of the agency, Adi Nugroho"."""
    size = len(view.tree.dependents)
    while run[-1] + 1 < size:
        last = run[-1] + 1
        if view.tree.token(last).text == "," and last + 1 < size and not _has_person(view, run):
            last += 1
        mention = view.mention_at.get(last)
        if mention is None or mention.how not in ("person", "surname", "unknown") or last in a.cue or view.tree.case(last):
            return run
        run = [*range(run[0], last + 1)]
    return run


def _has_person(view: SentenceView, run: Sequence[int]) -> bool:
    return any(view.mention_at[i].how in ("person", "surname") for i in run if i in view.mention_at) or (
        view.tree.token(run[-1]).kind == "name" and len(run) == 1
    )


def _apart(view: SentenceView, index: int, head: int) -> bool:
    """Whether a token below a noun is a clause of its own beside it, not part of its name."""
    chain = [index, *view.tree.above(index)]
    below = chain[: chain.index(head)] if head in chain else []
    return any(view.tree.relations[i][1] in ("parataxis", "advcl", "ccomp") for i in below)


def _run(indices: Sequence[int], around: int) -> list[int]:
    """The longest run of neighbours that holds a token."""
    have = set(indices)
    first = last = around
    while first - 1 in have:
        first -= 1
    while last + 1 in have:
        last += 1
    return list(range(first, last + 1))


def _stretches(view: SentenceView, tokens: Iterable[int], text: str) -> tuple[Stretch, ...]:
    """The runs of tokens as stretches of text, without punctuation at their ends; punctuation between two runs joins them."""
    words = sorted(tokens)
    runs: list[list[int]] = []
    for i in words:
        gap = range(runs[-1][-1] + 1, i) if runs else ()
        if runs and all(view.tree.token(k).upos == "PUNCT" for k in gap):
            runs[-1].append(i)
        else:
            runs.append([i])
    found = []
    for run in runs:
        while run and view.tree.token(run[0]).upos == "PUNCT":
            run.pop(0)
        while run and view.tree.token(run[-1]).upos == "PUNCT":
            run.pop()
        if run:
            found.append(_stretch(view, run, text))
    return tuple(found)


def _stretch(view: SentenceView, run: Sequence[int], text: str) -> Stretch:
    start, end = view.tree.token(run[0]).start, view.tree.token(run[-1]).end
    return Stretch(start=start, end=end, text=text[start:end])


def _certainty(view: SentenceView, a: Attribution) -> str:
    """The weaker of what the cue says and how what it says is hedged: "said that Iran may have struck" is possible."""
    if a.stance not in ("asserts", "confirms") or a.kind in STANCELESS:
        return a.certainty
    clauses = [c for c in view.parsed.clauses if c.head in a.content and c.kind != "noun"]
    top = next((c for c in clauses if view.tree.token(c.head).head not in a.content), None)
    found = a.certainty
    for word, index in top.marks if top else ():
        if index in a.cue:
            continue
        for entry in view.pack.forms("modality").starting_with(word):
            if len(entry.words) == 1 and entry.row["effect"] in UNSURE and entry.form.pos == "particle" and entry.row["effect"] != "able":
                found = weaker(found, UNSURE[entry.row["effect"]])
    return found


def _quote(view: SentenceView, a: Attribution, quotes: tuple[tuple[int, int], ...]) -> str:
    words = [view.tree.token(i) for i in a.content if view.tree.token(i).upos != "PUNCT"]
    inside = sum(is_quoted(t.start, quotes) for t in words)
    if not inside:
        return "indirect"
    return "direct" if inside == len(words) else "mixed"


def _author(view: SentenceView, a: Attribution, text: str, quotes: tuple[tuple[int, int], ...]) -> str:
    """The reporter's attitude; a word or two in quotation marks inside indirect speech hold it at arm's length."""
    if a.author != "neutral" or a.kind in STANCELESS:
        return a.author
    words = sorted(i for i in a.content if view.tree.token(i).upos != "PUNCT")
    for first, last in quotes:
        held = [i for i in words if first <= view.tree.token(i).start < last]
        if held and len(held) < len(words) and last - first == len(text[first:last].strip()) and text[first:last].count(" ") <= 1:
            return "distancing"
    return a.author


def _inside(number: int, found: Sequence[Saying]) -> int:
    """The smallest saying whose content holds the cue of this one."""
    mine = found[number]
    if not mine.cue:
        return -1
    at = mine.cue[0].start
    around = [
        (sum(c.end - c.start for c in other.content), n)
        for n, other in enumerate(found)
        if n != number and any(c.start <= at < c.end for c in other.content)
    ]
    return min(around)[1] if around else -1


