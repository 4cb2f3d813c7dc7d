"""The order of the stages: the only module that knows it."""

import datetime as dt
import traceback
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from detente.claims.answers import find_answers
from detente.claims.attribute import find_attributions
from detente.claims.build import build_answer, build_claim
from detente.claims.caveats import find_caveats
from detente.claims.fold import fold
from detente.claims.presupposed import presupposed
from detente.claims.voices import Voice, find_voices
from detente.entities.find import find_mentions
from detente.entities.groups import resolve_groups
from detente.entities.persons import in_office
from detente.entities.refer import resolve_references
from detente.errors import DetenteError
from detente.events.complete import address, complete_parties
from detente.events.contexts import add_contexts
from detente.events.find import find_events
from detente.events.place import find_place
from detente.events.settle import Settled, is_whole, settle
from detente.events.sport import about_sport
from detente.events.strangers import with_strangers
from detente.language import OwnTables, Pack, load_pack
from detente.language.view import SentenceView
from detente.reading import Reading
from detente.records import Article, Attribution, Claim, Event, Mention, Notice, Parsed, Sentence, Timex
from detente.syntax.attach import reattach
from detente.syntax.clauses import find_clauses
from detente.syntax.headline import lower_headline, lower_known, with_texts
from detente.syntax.hide import hide_words, unhide
from detente.syntax.order import reorder
from detente.syntax.parser import parse
from detente.syntax.predicate import find_predicate, give_subjects
from detente.syntax.relabel import relabel
from detente.syntax.repair import free_verbs
from detente.syntax.sentences import split
from detente.syntax.tokens import collapse
from detente.times.find import find_times
from detente.times.link import TimeState, enter_sentence, is_historical, link_moment

Span = TypeVar("Span", Mention, Timex)

WORDS_OF_THEIR_OWN = ("adjective", "inhabitant", "agent", "pronoun")
"""Mentions that stay ordinary words for the parser: "Russian" in "Russian airstrikes"."""


TOLD = ("stated", "carried")
"""What a time rests on where the text tells it."""


def read_article(
    article: Article, *, parser: str = "", given: Sequence[Mention] = (), tables: OwnTables | None = None
) -> Reading:
    """What an article claims, e.g. one claim AID PRK->RUS on the word of the USA.

    `parser` names a spaCy pipeline with UD labels to use instead of detente's own. `given` are mentions that the caller already knows; they
    replace those found at the same place. `tables` are rows of the user's own that go before those of detente.
    """
    pack = tables.pack(article.language) if tables else load_pack(article.language)
    try:
        parsed, notices = read_sentences(article, pack, parser=parser, given=given)
        claims, more = read_claims(parsed, article, pack)
    except DetenteError:
        raise
    except Exception as error:  # noqa: BLE001 - one poisoned article must not stop a run of a million
        return Reading(article=article, notices=(_fault(article, error),))
    return Reading(article=article, claims=claims, notices=(*notices, *more), sentences=tuple(p.sentence for p in parsed))


def read_views(
    article: Article, *, given: Sequence[Mention] = (), tables: OwnTables | None = None
) -> tuple[tuple[SentenceView, ...], tuple[Claim, ...]]:
    """The sentences of a text as the frames see them, and its claims: for questions that `read_article` leaves open."""
    pack = tables.pack(article.language) if tables else load_pack(article.language)
    parsed, _ = read_sentences(article, pack, given=given)
    claims, _ = read_claims(parsed, article, pack)
    return tuple(SentenceView.build(p, pack) for p in parsed), claims


def _fault(article: Article, error: Exception) -> Notice:
    trail = "".join(traceback.format_exception(error)).strip().splitlines()
    lines = " | ".join(line.strip() for line in trail[-7:-1] if line.strip(" ^~"))
    return Notice(
        code="pipeline.fault",
        message=f"detente failed on this article ({trail[-1]}); no claims were read",
        where=article.title or article.url or article.id,
        hint=f"a fault of detente: report it with the text and these lines: {lines}",
    )


def read_sentences(
    article: Article, pack: Pack, *, parser: str = "", given: Sequence[Mention] = ()
) -> tuple[tuple[Parsed, ...], tuple[Notice, ...]]:
    """The parsed sentences of an article with clauses, names, references and times."""
    sentences = split(article.text, pack)
    mentions, notices = _mentions(sentences, article, pack)
    mentions = _with_given(_without_openers(mentions, sentences), given)
    timexes = find_times(article.text, published=article.published, pack=pack)
    names, times = _by_sentence(sentences, mentions), _by_sentence(sentences, timexes)
    collapsed = tuple(collapse(s, _units(m, t)) for s, m, t in zip(sentences, names, times, strict=True))
    with_heads = _parse(collapsed, frozenset(m.start for m in mentions), pack, parser)
    parsed = tuple(
        Parsed(sentence=s, clauses=find_clauses(s, pack), mentions=m, timexes=t) for s, m, t in zip(with_heads, names, times, strict=True)
    )
    return resolve_references(resolve_groups(parsed, pack), article, pack), tuple(notices)


def _mentions(sentences: Sequence[Sentence], article: Article, pack: Pack) -> tuple[tuple[Mention, ...], tuple[Notice, ...]]:
    """The mentions of a text; a headline in title case is read twice, so that its words are not taken for names."""
    titled = [s for s in sentences if lower_known(s, frozenset(), pack) is not s]
    if not titled:
        return find_mentions(sentences, article, pack)
    known, _ = find_mentions(titled, article, pack)
    sure = frozenset(i for m in known if m.how != "unknown" for i in range(m.start, m.end))
    return find_mentions(tuple(lower_known(s, sure, pack) for s in sentences), article, pack)


def _parse(sentences: Sequence[Sentence], named: frozenset[int], pack: Pack, parser: str) -> tuple[Sentence, ...]:
    if parser:
        from detente.syntax.spacy_pipeline import parse_with  # an extra: loaded only when asked for

        return parse_with(sentences, parser)
    shown = [hide_words(s, pack) for s in sentences]
    read = parse(tuple(lower_headline(s.sentence, named, pack) for s in shown), pack)
    mended = (_mended(with_texts(p, s.sentence), pack) for p, s in zip(read, shown, strict=True))
    return tuple(unhide(p, s, h.left_out) for p, s, h in zip(mended, sentences, shown, strict=True))


def _mended(sentence: Sentence, pack: Pack) -> Sentence:
    """A tree with what the parser often gets wrong set right, one kind of slip after the other."""
    return give_subjects(reattach(reorder(relabel(find_predicate(free_verbs(sentence, pack), pack), pack), pack), pack), pack)


def _without_openers(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Without unknown "names" of one word that only open a sentence: a capital there says nothing."""
    openers = {t.start for s in sentences for t in s.tokens[:2]}
    return tuple(m for m in mentions if m.how != "unknown" or m.start not in openers or " " in m.text)


def _with_given(mentions: Sequence[Mention], given: Sequence[Mention]) -> tuple[Mention, ...]:
    if not given:
        return tuple(mentions)
    kept = [m for m in mentions if not any(m.start < g.end and g.start < m.end for g in given)]
    return tuple(sorted((*kept, *given), key=lambda m: m.start))


def _by_sentence(sentences: Sequence[Sentence], spans: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The spans that lie in each sentence."""
    ordered = sorted(spans, key=lambda span: span.start)
    starts = [span.start for span in ordered]
    found = []
    for sentence in sentences:
        near = ordered[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        found.append(tuple(span for span in near if span.end <= sentence.end))
    return found


def _units(mentions: Sequence[Mention], timexes: Sequence[Timex]) -> list[tuple[int, int, str]]:
    """The spans that the parser takes as one word."""
    names = [(m.start, m.end, "name") for m in mentions if m.how not in WORDS_OF_THEIR_OWN]
    free = (t for t in timexes if not t.anchored and not any(start < t.end and t.start < end for start, end, _ in names))
    return sorted((*names, *((t.start, t.end, "time") for t in free)))


def read_claims(parsed: Sequence[Parsed], article: Article, pack: Pack) -> tuple[tuple[Claim, ...], tuple[Notice, ...]]:
    """The claims of parsed sentences, in text order."""
    if about_sport(parsed, pack):
        return (), (_sport(article),)
    views = tuple(SentenceView.build(p, pack) for p in parsed)
    events = complete_parties(views, find_events(views))
    attributions = find_attributions(views, article)
    course = _Course(article, pack, _by_paragraph(parsed))
    for view, told, said in zip(views, events, attributions, strict=True):
        course.take(view, told, said)
    claims = sorted(course.claims, key=lambda c: (c.trigger_start, c.trigger_end))
    return fold(claims, frozenset(course.nominal)), tuple(course.notices)


def _by_paragraph(parsed: Sequence[Parsed]) -> dict[int, list[Sentence]]:
    found: dict[int, list[Sentence]] = {}
    for one in parsed:
        found.setdefault(one.sentence.paragraph, []).append(one.sentence)
    return found


def _sport(article: Article) -> Notice:
    return Notice(
        code="events.sport",
        message="reads like a sports report, where attacks and defeats are no acts of states; no claims were read",
        where=article.title or article.url,
        hint="nothing to do if that is right",
    )


@dataclass(slots=True)
class _Course:
    """The way through one article: what was claimed so far and which time governs."""

    article: Article
    pack: Pack
    paragraphs: Mapping[int, Sequence[Sentence]]
    state: TimeState = field(default_factory=TimeState)
    claims: list[Claim] = field(default_factory=list)
    nominal: set[str] = field(default_factory=set)
    done: list[Event] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def take(self, view: SentenceView, told: Sequence[Event], said: Sequence[Attribution]) -> None:
        """Adds the claims of one sentence."""
        self.state = enter_sentence(view.parsed, self.state, self.article.published, self.pack)
        for event in (presupposed(e, told) for e in told):
            if _is_answer(event, said) or (event.absorbed and not _is_answer(told[event.absorbed_by], said)):
                continue
            for voice, meant in find_voices(event, told, said):
                self._claim(view, voice, settle(meant, voice.speakers, self.pack))
        for answer in find_answers(said, told, self.claims, view.parsed.sentence.index):
            self.claims.extend(build_answer(c, answer.attribution, article=self.article, parsed=view.parsed) for c in answer.claims)
        self.notices.extend(find_caveats(said, self.claims, self.article, view.parsed))

    def _claim(self, view: SentenceView, voice: Voice, settled: Settled) -> None:
        event = address(settled.event, self.done)
        self.done.append(event)
        if not is_whole(event, self.pack):
            return
        if settled.drop_speaker:
            voice = replace(voice, speakers=(), via=(), stance="asserts", certainty="certain")
        clause = view.parsed.clauses[event.clause]
        auxiliary = settled.auxiliary
        moment, self.state = link_moment(
            parsed=view.parsed,
            clause=clause,
            published=self.article.published,
            ongoing="ongoing" in event.flags or "continue" in event.effects,
            future="future" in auxiliary or "hypothetical" in auxiliary,
            past="past" in event.effects,
            state=self.state,
            pack=self.pack,
        )
        if self.article.published and is_historical(moment, self.article.published, discourse_past=False):
            auxiliary |= {"historical"}
        sentence = view.parsed.sentence
        contexts = add_contexts(event, sentence, self.pack, paragraph=self.paragraphs.get(sentence.paragraph, ()))
        event = replace(event, because=(*event.because, *settled.because), contexts=contexts)
        if moment is not None and moment.basis in TOLD:
            event = self._then(event, moment.first)
        event = with_strangers(view, event)
        claim = build_claim(event, voice, moment, place=find_place(view, event), article=self.article, view=view, auxiliary=auxiliary)
        self.claims.append(claim)
        if clause.kind == "noun":
            self.nominal.add(claim.id)


    def _then(self, event: Event, day: dt.date) -> Event:
        """An event with the offices that its parties held on its day."""
        actors, recipients = (
            tuple(replace(p, entity=in_office(p.entity, day, self.pack)) for p in side) for side in (event.actors, event.recipients)
        )
        return replace(event, actors=actors, recipients=recipients)


def _is_answer(event: Event, said: Sequence[Attribution]) -> bool:
    """Whether what looks like a refusal or a charge is only the word by which a claim is denied, or not ruled out, or the claim denied."""
    if event.type == "REJECT" and "double-negation" in event.effects:
        return True
    denials = [a for a in said if a.stance in ("denies", "doubts")]
    return any(t in a.cue for a in denials for t in event.trigger) or (
        event.type == "ACCUSE" and not event.recipients and any(event.trigger[0] in a.content for a in denials)
    )
