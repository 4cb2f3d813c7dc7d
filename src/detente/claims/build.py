"""From an event, a voice and a moment to a claim, with an id that is the same every time."""

import hashlib
from dataclasses import replace

from detente.claims.voices import Voice
from detente.language import Pack
from detente.language.plover import QUADS, score_type
from detente.language.view import SentenceView
from detente.records import Article, Attribution, Claim, Event, Moment, Parsed, Place


def build_claim(
    event: Event,
    voice: Voice,
    moment: Moment | None,
    *,
    place: Place | None,
    article: Article,
    view: SentenceView,
    auxiliary: frozenset[str],
) -> Claim:
    """The claim that an event makes in a voice; its `id` digests the article, the trigger, the type and the voice."""
    parsed = view.parsed
    tokens = parsed.sentence.tokens
    start, end = tokens[event.trigger[0]].start, tokens[event.trigger[-1]].end
    speakers = ",".join(p.entity.code for p in voice.speakers)
    parties = ",".join(p.entity.code for p in (*event.actors, *event.recipients))
    mark = f"{start}|{end}|{event.type}|{parties}|{speakers}|{voice.stance}"
    because = (*event.because, *voice.because, *((moment.because,) if moment and moment.because else ()))
    return Claim(
        id=_digest(article, mark),
        article=article.id,
        language=article.language,
        type=event.type,
        modes=event.modes,
        contexts=event.contexts,
        auxiliary=tuple(sorted(auxiliary)),
        quad=QUADS[event.type],
        score=score_of(event, view.pack),
        cameo=event.cameo,
        actors=event.actors,
        recipients=event.recipients,
        when=moment,
        where=place,
        speakers=voice.speakers,
        via=voice.via,
        stance=voice.stance,
        certainty=voice.certainty,
        quoted=voice.quoted,
        sentence_index=parsed.sentence.index,
        sentence_start=parsed.sentence.start,
        sentence_end=parsed.sentence.end,
        trigger_start=start,
        trigger_end=end,
        trigger_text=article.text[start:end],
        because=tuple(dict.fromkeys(because)),
    )


def build_answer(claim: Claim, said: Attribution, *, article: Article, parsed: Parsed) -> Claim:
    """The claim that somebody makes by denying, doubting or confirming an earlier one, in the sentence where that is told."""
    tokens = parsed.sentence.tokens
    start, end = tokens[said.cue[0]].start, tokens[said.cue[-1]].end
    speakers = ",".join(p.entity.code for p in said.sources)
    return replace(
        claim,
        id=_digest(article, f"{claim.id}|{start}|{end}|{speakers}|{said.stance}"),
        speakers=said.sources,
        via=said.via,
        stance=said.stance,
        certainty=said.certainty,
        quoted=said.quoted,
        sentence_index=parsed.sentence.index,
        sentence_start=parsed.sentence.start,
        sentence_end=parsed.sentence.end,
        trigger_start=start,
        trigger_end=end,
        trigger_text=article.text[start:end],
        because=(*(b for b in claim.because if not b.startswith("reporting:")), said.because, "claims:answer"),
    )


def _digest(article: Article, mark: str) -> str:
    return hashlib.sha256(f"{article.id}|{mark}".encode()).hexdigest()[:16]


def score_of(event: Event, pack: Pack) -> float:
    """The PLOVER score of the type and its first mode, -10 to 10 (`plover/scores.tsv`)."""
    return score_type(event.type, event.modes, pack)
