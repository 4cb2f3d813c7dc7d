"""From a reading to the rows that a ledger keeps: each claim with its times, its origin and what it can be known again by."""

import datetime as dt
from collections.abc import Iterator, Sequence

from detente.assembly.credits import find_credit
from detente.assembly.marks import find_caveats, find_marks, find_words, own_words, span_of
from detente.assembly.quantities import find_quantities
from detente.language import Pack
from detente.reading import Reading
from detente.records import Claim, Told


def tell(reading: Reading, pack: Pack, *, learned: dt.datetime, origin: str = "") -> tuple[Told, ...]:
    """The rows of an article's claims, in the order of the text, e.g. for `tell(reading, load_pack("id"), learned=now, origin=first_copy)`.

    `learned` is the moment (with a time zone) when the ledger took the article in. `origin` is the article's origin by `find_origins`, its
    own id where it is left out; a store that finds an earlier copy later gives the rows that origin (`dataclasses.replace`).
    """
    article = reading.article
    credit = find_credit(article.text, pack).agency
    follow = dict(_following(reading))
    headlines = {sentence.index for sentence in reading.sentences if sentence.kind == "headline"}
    spans = [span_of(claim, reading.claims) for claim in reading.claims]
    words = [own_words(claim, article.text, span) for claim, span in zip(reading.claims, spans, strict=True)]
    return tuple(
        Told(
            claim=claim,
            said=article.published,
            learned=learned,
            origin=origin or article.id,
            credit=credit,
            publisher=article.publisher,
            accusing=_accuses(claim, reading.claims),
            headline=claim.sentence_index in headlines,
            words=find_words(own, pack),
            marks=find_marks(claim, article.text, span, own, pack),
            quantities=find_quantities(article.text, *span, pack),
            caveats=find_caveats(article.text[claim.sentence_start : follow.get(claim.sentence_index, claim.sentence_end)], pack),
        )
        for claim, span, own in zip(reading.claims, spans, words, strict=True)
    )


def _following(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where the sentence after each ends, if it stands in the same paragraph."""
    for one, after in zip(reading.sentences, reading.sentences[1:], strict=False):
        yield one.index, after.end if after.paragraph == one.paragraph else one.end


def _accuses(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the speakers of a claim accuse somebody in its sentence."""
    speakers = {p.entity.code for p in claim.speakers}
    here = (c for c in claims if c.sentence_index == claim.sentence_index and c.type == "ACCUSE" and c.id != claim.id)
    return any(speakers & {p.entity.code for p in c.actors} for c in here)
