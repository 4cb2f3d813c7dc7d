"""Find who is named in an article, before any parsing."""

from collections.abc import Sequence
from dataclasses import replace

from detente.entities.compose import Composer, Draft
from detente.entities.described import describer_of, settle, states_in
from detente.entities.lexicon import lexicon_of, unglue
from detente.entities.pieces import Piece, cut_sentence
from detente.entities.registry import Registry
from detente.entities.scan import Item, scan
from detente.language import Pack
from detente.records import Article, Entity, Mention, Notice, Sentence

_BRACKETS = {"(": ")", "[": "]"}
_LONGEST_ACRONYM = 12


def find_mentions(sentences: Sequence[Sentence], article: Article, pack: Pack) -> tuple[tuple[Mention, ...], tuple[Notice, ...]]:
    """Names of actors and places in text order, not overlapping, e.g. "Presiden Rusia Vladimir Putin" as one (RUS, GOV).

    Who holds an office is told by `article.published`; without it only names are known, and a notice says so. A surname stands for
    the person of that name in the article, else for somebody known all over the world who was in office that day. Names that no
    table holds come with the code "---".
    """
    lexicon = lexicon_of(pack)
    registry = Registry(day=article.published, ordinary=lexicon.ordinary, definite=lexicon.definite)
    before = any(row["kind"] == "order" and "state-before" in row["words"] for row in pack.rows("names"))
    composer = Composer(pack=pack, lexicon=lexicon, registry=registry, day=article.published, before=before)
    named: set[str] = set()
    scanned: list[tuple[list[Piece], list[Item]]] = []
    for sentence in sentences:
        pieces = unglue(cut_sentence(sentence), lexicon)
        scanned.append((pieces, scan(pieces, lexicon, named, before=before)))
    describer = describer_of(pack, before=before)
    states: list[str] = []
    for pieces, items in scanned:
        drafts = describer.read(composer.read(pieces, items), items)
        states += states_in(drafts)
        for draft in drafts:
            _remember(settle(draft, states, pack, article.published), pieces, items, registry)
    found: list[Mention] = []
    states.clear()
    for sentence, (pieces, items) in zip(sentences, scanned, strict=True):
        last = 0
        drafts = describer.read(composer.read(pieces, items), items)
        states += states_in(drafts)
        drafts = [settle(draft, states, pack, article.published) for draft in drafts]
        for draft in _placed(drafts) if sentence.kind == "dateline" else drafts:
            if draft.first >= last:
                last = _bracket(draft, pieces, items) or draft.last
                found.append(_mention(_explained(draft, last, items), last, pieces, items, article))
    leanings = tuple(pack.words("leanings"))
    return tuple(kept for m in found if (kept := _as_leaning(m, article.text, leanings)) is not None), _notices(article)


def _as_leaning(mention: Mention, text: str, leanings: tuple[str, ...]) -> Mention | None:
    """A mention behind "pro-" or "anti-" without its state: a pro-EU lawmaker is not the EU's; None where nothing is left."""
    before = text[max(mention.start - _LONGEST_ACRONYM, 0) : mention.start].lower()
    if not before.endswith(leanings):
        return mention
    if mention.how != "title":
        return None
    return replace(mention, entities=tuple(replace(e, code="---", name="", wikidata="") for e in mention.entities))


def _placed(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of a dateline: its town is where the report was written, not who acts."""
    return [replace(draft, how="place") if draft.how in ("capital", "name") else draft for draft in drafts]


def _remember(draft: Draft, pieces: Sequence[Piece], items: Sequence[Item], registry: Registry) -> None:
    if draft.how in ("person", "unknown") and len(draft.words) > 1 and draft.entities:
        registry.add_person(draft.words, draft.short, draft.entities[0], draft.because)
    entry = items[draft.first].entry
    if draft.how == "body" and entry is not None and len(entry.words) > 2:
        registry.add_body(entry.words, draft.entities, draft.because)
    bracket = _bracket(draft, pieces, items)
    if bracket is None:
        return
    inside = items[draft.last + 1]
    word = pieces[inside.first].plain
    if inside.entry is not None and inside.entry.entities and draft.how == "unknown":
        registry.add_acronym(word, inside.entry.entities, inside.entry.because)
    elif draft.how != "title":
        registry.add_acronym(word, draft.entities, draft.because)


def _bracket(draft: Draft, pieces: Sequence[Piece], items: Sequence[Item]) -> int | None:
    """The item after a bracket that gives the acronym of a name: "Amerika Serikat (AS)"; None where there is none."""
    at = draft.last
    if at + 2 >= len(items) or items[at].key not in _BRACKETS or items[at + 2].key != _BRACKETS[items[at].key]:
        return None
    inside = items[at + 1]
    text = pieces[inside.first].text
    known = {e.code for e in inside.entry.entities} if inside.entry else set()
    shared = known & {e.code for e in draft.entities} if inside.how in (draft.how, "name", "acronym") else set()
    capitals = sum(c.isupper() for c in text)
    if shared or (capitals >= 2 and len(text) <= _LONGEST_ACRONYM and (not known or draft.how == "unknown")):
        return at + 3
    return None


def _explained(draft: Draft, last: int, items: Sequence[Item]) -> Draft:
    """An unknown name whose acronym is known is what the acronym says: "Badan Intelijen Pusat AS (CIA)"."""
    inside = items[last - 2].entry if last - draft.last == 3 else None
    if draft.how != "unknown" or inside is None or not inside.entities:
        return draft
    return replace(draft, entities=inside.entities, how="body", because=inside.because)


def _mention(draft: Draft, last: int, pieces: Sequence[Piece], items: Sequence[Item], article: Article) -> Mention:
    start, end = pieces[items[draft.first].first].start, pieces[items[last - 1].last - 1].end
    entities: tuple[Entity, ...] = draft.entities
    return Mention(start=start, end=end, text=article.text[start:end], entities=entities, how=draft.how, because=draft.because)


def _notices(article: Article) -> tuple[Notice, ...]:
    if article.published is not None:
        return ()
    return (Notice(
        code="entities.no-date",
        message="who holds an office cannot be told without a publication date",
        where=article.id,
        hint="give the date with --date",
    ),)
