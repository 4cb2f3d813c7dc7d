"""Who says what in a text: every cue with its source and content, over several sentences of one quotation too."""

from collections.abc import Sequence
from dataclasses import replace

from detente.claims.colon import find_colon
from detente.claims.content import content_of
from detente.claims.cues import Cue, find_cues, source_of
from detente.claims.negation import negators
from detente.claims.quotes import find_quotes, is_quoted
from detente.claims.quoting import cited, hand_out, relayed
from detente.claims.verdicts import find_verdicts
from detente.claims.voices import weaker
from detente.language import Pack
from detente.language.view import SentenceView
from detente.records import Article, Attribution, Parsed, Party

NEGATED_STANCE = {"denies": "confirms", "doubts": "confirms", "confirms": "doubts"}
CAVEATS = ("no-comment", "unverified", "retract")
"""Kinds that say something of a claim told elsewhere."""
OPEN = ("future", "possible", "able", "necessity", "hypothetical")
"""Effects of the modality table under which nothing has been said yet."""
OPENING = 2
"""Tokens at the beginning of a sentence, and characters between it and a quotation, by which it still belongs to that quotation."""
FELT = ("demand", "promise", "threaten", "support", "reject", "wish")
"""Kinds of acts that tell a stand even where they are still to come; mere utterances do not."""
UNSAID = ("demand", "wish")
"""Kinds of acts that a passive tells of nobody named."""
SPEECH = ("speech", "utter", "relay", "according", "citing")
QUOTING = ("speech", "utter")
"""Kinds of cues that what stands in quotation marks beside them belongs to, whether or not the grammar says so."""


def find_attributions(views: Sequence[SentenceView], article: Article, *, acts: bool = False) -> tuple[tuple[Attribution, ...], ...]:
    """The attributions of each sentence, e.g. cue "membantah", sources RUS and PRK, stance denies.

    A sentence that stands wholly inside a quotation opened or closed elsewhere gets the source of that quotation. With `acts` speech that
    is an act of its own ("accused", "urged"), of which events are made, is told too.
    """
    quotes = find_quotes(article.text)
    found = _continued([view.parsed for view in views], [tuple(_in_sentence(view, quotes)) for view in views], quotes)
    judged = [_judged(view, said) for view, said in zip(views, found, strict=True)]
    if not acts:
        return tuple(judged)
    return tuple(tuple(relayed(view, [*said, *_acts(view, said, quotes)])) for view, said in zip(views, judged, strict=True))


def _judged(view: SentenceView, said: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with the verdicts; "described it as a lie" is a denial, and no description besides."""
    verdicts = find_verdicts(view, said)
    kept = [a for a in said if not any(a.cue and set(a.cue) <= set(v.cue) for v in verdicts)]
    return (*kept, *verdicts)


def _acts(view: SentenceView, said: Sequence[Attribution], quotes: tuple[tuple[int, int], ...]) -> list[Attribution]:
    """Acts and attitudes; what is only to be done, or may be, is possible: "will urge", "could promise"."""
    taken = {i for a in said for i in a.cue}
    cues = (cue for cue in find_cues(view, "acts") if not taken.intersection(cue.tokens))
    found: list[Attribution] = []
    for cue in cues:
        a = _attribution(view, cue, quotes)
        if a is None or not _is_somebodys(cue, a) or not _is_owned(view, a):
            continue
        done = _is_done(view, a)
        if done or (a.kind in FELT and not _is_told(view, a, taken)):
            found.append(a if done else replace(a, certainty=weaker(a.certainty, "possible")))
    return [a for a in hand_out(view, found, quotes, said) if a.content]


def _is_told(view: SentenceView, a: Attribution, cues: set[int]) -> bool:
    """Whether an act is what another cue tells of: "denied backing the rebels" backs nobody."""
    clause = next((view.clause_at[i] for i in a.cue if i in view.clause_at), None)
    return clause is not None and clause.parent >= 0 and view.parsed.clauses[clause.parent].head in cues


def _is_owned(view: SentenceView, a: Attribution) -> bool:
    """Whether a noun of an act is somebody's: "a serious concern" is nobody's."""
    clause = next((view.clause_at[i] for i in a.cue if i in view.clause_at), None)
    if clause is None or clause.kind != "noun":
        return True
    return a.source in view.mention_at or view.tree.token(a.source).upos in ("NOUN", "PROPN", "PRON")


def _is_somebodys(cue: Cue, a: Attribution) -> bool:
    """Whether an act has somebody who does it; who asks and who thinks so may stay unsaid: "asked whether ...", "is seen as a threat"."""
    return a.source >= 0 or (cue.row["kind"] in UNSAID and cue.voice == "passive" and cue.clause is not None and cue.clause.kind == "verb")


def _in_sentence(view: SentenceView, quotes: tuple[tuple[int, int], ...]) -> list[Attribution]:
    cues = list(find_cues(view))
    heads = {cue.head for cue in cues if cue.clause is not None and cue.clause.kind == "noun"}
    counted = [cue for cue in cues if cue.row["kind"] != "answer" or _answers(view, cue, heads)]
    found = [a for cue in counted if (a := _attribution(view, cue, quotes)) is not None]
    kept = (a for a in hand_out(view, found, quotes) if a.content or a.kind in CAVEATS or _before(view.parsed, a, quotes))
    held = relayed(view, cited(view, list(kept)))
    return [*held, *find_colon(view, held, quotes)]


def _answers(view: SentenceView, cue: Cue, nouns: set[int]) -> bool:
    """Whether what is rejected is itself a claim or accusation: then it is a denial, else an act of its own."""
    wanted = "subj" if cue.voice == "passive" else "obj"
    words = words_of_set(view.pack, "accusation")
    own = {view.lower(i) for i in cue.tokens}
    heads = [a.head for a in cue.clause.arguments if a.slot == wanted or a.case in own] if cue.clause else []
    return any(head in nouns or view.lower(head) in words for head in heads)


def _is_done(view: SentenceView, a: Attribution) -> bool:
    """Whether an act is told as done: not "to urge", "will urge", "could not promise"."""
    clause = next((view.clause_at[i] for i in a.cue if i in view.clause_at), None)
    if clause is None or clause.kind == "noun":
        return True
    if clause.mark in view.pack.words("control_marks") or clause.link == "xcomp":
        return False
    entries = (e for word, _ in clause.marks for e in view.pack.forms("modality").starting_with(word))
    return not any(e.row["effect"] in OPEN for e in entries if len(e.words) == 1)


def _attribution(view: SentenceView, cue: Cue, quotes: tuple[tuple[int, int], ...]) -> Attribution | None:
    sources, source = source_of(view, cue)
    if not is_quoted(view.tree.token(cue.head).start, quotes):
        sources = tuple(p for p in sources if p.start < 0 or not is_quoted(p.start, quotes))  # "Modi said, "and Iran knows it""
    kind = cue.row["kind"]
    relay = kind == "relay" and _is_medium(sources)
    kind = "according" if kind == "relay" and not relay else kind
    if kind == "according" and _refers(view, cue):
        return None
    negated = cue.clause is not None and (
        any(word in negators(view.pack) and index not in cue.tokens for word, index in cue.clause.marks)
        or any(word in negators(view.pack) for word in cue.clause.mark.split())
    )
    stance = cue.row["stance"]
    if negated:
        if stance not in NEGATED_STANCE and kind != "thought":
            return None
        stance = NEGATED_STANCE.get(stance, "doubts")
    unnamed = source < 0 and (kind == "hearsay" or (cue.voice == "passive" and cue.clause is not None and cue.clause.kind != "noun"))
    nobodys = unnamed and kind not in UNSAID
    content = content_of(view, cue)
    if not content and kind not in QUOTING and kind not in CAVEATS:
        return None
    return Attribution(
        sentence=view.parsed.sentence.index,
        cue=cue.tokens,
        sources=() if relay else sources,
        via=sources if relay else (),
        content=frozenset(content) - frozenset(cue.tokens) - _named_with(view, cue, source) - _small(view, cue),
        stance=stance,
        certainty="possible" if stance == "asserts" and (nobodys or _unconfirmed(view, cue)) else cue.row["certainty"],
        author=cue.row["author"],
        kind="hearsay" if unnamed and kind not in CAVEATS and kind not in UNSAID else kind,
        because=f"reporting:{view.pack.tag}/{cue.row['id']}",
        quoted=any(is_quoted(view.tree.token(i).start, quotes) for i in content),
        source=source,
        verbal=cue.clause is None or cue.clause.kind != "noun",
    )


def _small(view: SentenceView, cue: Cue) -> frozenset[int]:
    """The pointers at a noun within a cue: "itu" in "menarik pernyataan itu"."""
    nouns = cue.tokens[1:] if len(cue.tokens) > 1 else ()
    return frozenset(i for t in nouns for i in view.tree.dependents[t] if view.tree.token(i).upos in ("DET", "PRON") and i > t)


def _named_with(view: SentenceView, cue: Cue, source: int) -> frozenset[int]:
    """The words of a source named in a phrase of its own: "according to the United Nations" says nothing of the United Nations."""
    if source < cue.tokens[0] or cue.row["kind"] not in ("according", "relay", "citing"):
        return frozenset()
    return frozenset(i for i in view.tree.subtree(source) if i > cue.tokens[-1])


def _refers(view: SentenceView, cue: Cue) -> bool:
    """Whether somebody does what looks like a phrase of its own: "Ri merujuk pada pernyataan bersama"."""
    clause = view.clause_at.get(cue.tokens[0])
    if len(cue.tokens) == 1 or clause is None or clause.kind != "verb" or clause.voice == "passive":
        return False
    return any(a.slot == "subj" and not a.shared for a in clause.arguments)


def _is_medium(parties: Sequence[Party]) -> bool:
    """Whether those who report are media, or nobody known: what the police report is their own word."""
    return not parties or any(p.entity.sector == "JRN" for p in parties)


def _unconfirmed(view: SentenceView, cue: Cue) -> bool:
    """Whether what tells it is itself in doubt: "Unconfirmed reports speak of a raid"."""
    if cue.clause is None:
        return False
    heads = [cue.head] if cue.clause.kind == "noun" else [a.head for a in cue.clause.arguments if a.slot == "subj" and not a.shared]
    words = [view.lower(i) for head in heads for i in view.tree.below(head, "amod")]
    return any(e.row["effect"] == "hearsay" for w in words for e in view.pack.forms("modality").starting_with(w) if len(e.words) == 1)


def words_of_set(pack: Pack, name: str) -> frozenset[str]:
    """The forms of the single words of a set of `sets.tsv` whose id begins with `name`'s concept in the language."""
    key = f"set-words:{name}"
    if key not in pack.caches:
        wanted = pack.settings.get("syntax", {}).get("sets", {}).get(name, name)
        words = [w for row in pack.rows("sets") if row["id"].lstrip("@") == wanted for w in row.items("words")]
        pack.caches[key] = frozenset(f.text.lower() for w in words for f in pack.inflector.forms(w, "n"))
    found: frozenset[str] = pack.caches[key]
    return found


def _continued(
    parsed: Sequence[Parsed], found: list[tuple[Attribution, ...]], quotes: tuple[tuple[int, int], ...]
) -> list[tuple[Attribution, ...]]:
    speaker_of: dict[tuple[int, int], Attribution] = {}
    for p, attributions in zip(parsed, found, strict=True):
        for a in attributions:
            if _speaks(p, a, quotes):
                for quote in _quotes_of(p, quotes, a.content) or _before(p, a, quotes):
                    speaker_of.setdefault(quote, a)
    last: Attribution | None = None
    last_sentence = -9
    out: list[tuple[Attribution, ...]] = []
    for p, attributions in zip(parsed, found, strict=True):
        named = [a for a in attributions if _speaks(p, a, quotes)]
        extra: tuple[Attribution, ...] = ()
        if not named:
            whole = _quotes_of(p, quotes, frozenset(t.index for t in p.sentence.tokens if t.upos != "PUNCT"))
            first = next((t.start for t in p.sentence.tokens if t.upos != "PUNCT"), -1)
            around = next((q for q in whole if q[0] <= first < q[1]), None)
            source = speaker_of.get(around) if around else None
            if around and source is None and p.sentence.index - last_sentence <= 2:
                source = last
            if around and source is not None:
                extra = (_carry(p, source, quotes),)
                last_sentence = p.sentence.index
        else:
            last = named[0]
            last_sentence = p.sentence.index
        out.append((*attributions, *extra))
    return out


def _before(p: Parsed, a: Attribution, quotes: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The quotation that ends right before a sentence which only says whose it was, e.g. of '"Is that all?" Kim asked'."""
    if a.kind not in QUOTING or a.source < 0 or not a.verbal or not a.cue or min(a.cue[0], a.source) > OPENING:
        return []
    start = p.sentence.tokens[0].start
    return [q for q in quotes if 0 < start - q[1] <= OPENING]


def _speaks(p: Parsed, a: Attribution, quotes: tuple[tuple[int, int], ...]) -> bool:
    """Whether somebody is told to speak, not only by somebody quoted."""
    return a.kind in SPEECH and bool(a.sources or a.via or a.source >= 0) and not is_quoted(p.sentence.tokens[a.cue[0]].start, quotes)


def _quotes_of(p: Parsed, quotes: tuple[tuple[int, int], ...], tokens: frozenset[int]) -> list[tuple[int, int]]:
    starts = [p.sentence.tokens[i].start for i in tokens if i < len(p.sentence.tokens)]
    return [q for q in quotes if any(q[0] <= s < q[1] for s in starts)]


def _carry(p: Parsed, source: Attribution, quotes: tuple[tuple[int, int], ...]) -> Attribution:
    content = frozenset(t.index for t in p.sentence.tokens if is_quoted(t.start, quotes))
    return Attribution(
        sentence=p.sentence.index,
        cue=(),
        sources=source.sources,
        via=source.via,
        content=content,
        stance="asserts",
        certainty="certain",
        author=source.author,
        kind=source.kind,
        because=source.because,
        quoted=True,
        origin=source.origin if not source.cue else (source.sentence, source.cue[0]),
    )
