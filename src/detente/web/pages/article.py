"""One article: its text with actors, times, events and speakers marked, each claim with why it was coded, and a form to correct it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.desk.change import CERTAINTIES, STANCES
from detente.errors import DetenteError, NotFound
from detente.ingest.assemble import load_claims
from detente.language import available_languages, load_pack
from detente.language.plover import QUADS
from detente.ledger.derived import StoredArticle, load_articles
from detente.ledger.looking import find_copies_of, find_events_of, find_heads, find_printing, find_versions_of
from detente.records import Claim, Party, Told
from detente.web.charts.marks import is_hostile
from detente.web.pages.event import DecisionLine, Printing, decisions_of, printing_of
from detente.web.pages.marking import Paragraph, mark_text
from detente.web.pages.page import Page, Visit

_CELLS = ("lemma", "type", "modes", "flags", "theme", "example", "stance", "certainty", "effect", "pattern")
_TABLES = {"claims": "reporting"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A party of a claim as the article names it."""

    code: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """An entry that decided: its name, where its row stands, and what the row says."""

    entry: str
    where: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A claim as its article's page shows it; `number` counts in the order of the text."""

    number: int
    id: str
    event: str
    type: str
    hostile: bool
    modes: tuple[str, ...]
    auxiliary: tuple[str, ...]
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    speakers: tuple[Named, ...]
    first: dt.date | None
    last: dt.date | None
    basis: str
    place: str
    stance: str
    certainty: str
    trigger: str
    corrected: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """The page of an article; `chosen` is the claim that stands out, with `reasons` why it was coded."""

    id: str
    title: str
    publisher: str
    published: dt.date | None
    language: str
    url: str
    learned: str
    copies: tuple[Printing, ...]
    older: tuple[Printing, ...]
    newer: tuple[Printing, ...]
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[Coded, ...]
    chosen: Coded | None
    reasons: tuple[Reason, ...]
    decisions: tuple[DecisionLine, ...]


def make_article(visit: Visit) -> Page:
    """The page of an article by the id of a printing, of its text, or of a claim of it. Raises NotFound."""
    name, chosen = visit.part("name"), visit.asked("claim")
    seen = visit.ledger.look(lambda c: _look(c, name))
    if seen is None:
        raise NotFound(f"{name}: no such article")
    article, told, events, others = seen
    claims = [told[one] for one in article.claims if one in told]
    coded = tuple(code_claim(n, one, events.get(one.id, "")) for n, one in enumerate(claims, 1))
    best = next((one for one in coded if one.id == chosen), None)
    reasons = _reasons(told[chosen].claim) if best else ()
    view = ArticleView(
        id=article.id, title=article.title or _first_line(article.text), publisher=article.publisher, published=article.published,
        language=article.language, url=safe_url(article.url), learned=article.learned, **others,
        paragraphs=mark_text(article.text, [one.claim for one in claims], chosen), claims=coded, chosen=best, reasons=reasons,
        decisions=decisions_of(visit.ledger.decisions(), {one.id for one in coded}),
    )  # fmt: skip
    charts = {
        "types": tuple(QUADS), "stances": STANCES, "certainties": CERTAINTIES, "values": values_of(told[chosen].claim) if best else {},
        "before": _near(coded, best, -1), "after": _near(coded, best, 1),
    }  # fmt: skip
    return Page(template="article.html", title=view.title, view=view, rows=[_row(one) for one in coded], charts=charts)


def values_of(claim: Claim) -> dict[str, str]:
    """The fields of a claim as a form shows them and `parse_change` reads them back, e.g. {"actors": "PRK+RUS", "when": "2022-11-04"}."""
    def codes(parties: Sequence[Party]) -> str:
        return "+".join(dict.fromkeys(party.entity.code for party in parties))

    moment = claim.when
    when = "unknown" if moment is None else str(moment.first) if moment.first == moment.last else f"{moment.first}/{moment.last}"
    return {
        "type": claim.type, "actors": codes(claim.actors), "recipients": codes(claim.recipients), "speakers": codes(claim.speakers),
        "when": when, "stance": claim.stance, "certainty": claim.certainty,
    }  # fmt: skip


def safe_url(url: str) -> str:
    """An address that a link may lead to: http and https only, "" for any other."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def _look(connection: Any, name: str) -> tuple[StoredArticle, dict[str, Told], dict[str, str], Mapping[str, Any]] | None:
    printing = find_printing(connection, name)
    if printing is None:
        return None
    article = next(one for some in load_articles(connection, 1, ids=[printing]) for one in some)
    older, newer = find_versions_of(connection, printing)
    copies = [head for head in find_heads(connection, "text_id", find_copies_of(connection, article.text_id)) if head.id != printing]
    others = {
        "copies": tuple(map(printing_of, copies)), "older": tuple(map(printing_of, find_heads(connection, "id", older))),
        "newer": tuple(map(printing_of, find_heads(connection, "id", newer))),
    }  # fmt: skip
    return article, load_claims(connection, article.claims), find_events_of(connection, article.claims), others


def code_claim(number: int, told: Told, event: str) -> Coded:
    """A claim as pages show it, e.g. the first of its article in an event of the ledger."""
    claim = told.claim
    return Coded(
        number=number, id=claim.id, event=event, type=claim.type, hostile=is_hostile(claim.type), modes=claim.modes,
        auxiliary=claim.auxiliary, actors=_named(claim.actors), recipients=_named(claim.recipients), speakers=_named(claim.speakers),
        first=claim.when.first if claim.when else None, last=claim.when.last if claim.when else None,
        basis=claim.when.basis if claim.when else "unknown", place=claim.where.name if claim.where else "", stance=claim.stance,
        certainty=claim.certainty, trigger=claim.trigger_text, corrected=any(b.startswith("analyst:") for b in claim.because),
        withdrawn=told.withdrawn is not None,
    )  # fmt: skip


def _named(parties: Sequence[Party]) -> tuple[Named, ...]:
    return tuple(Named(code=p.entity.code, name=p.entity.name, text=p.text) for p in parties)


def _reasons(claim: Claim) -> tuple[Reason, ...]:
    return tuple(_reason(entry, claim.language) for entry in claim.because)


def _reason(entry: str, language: str) -> Reason:
    """An entry with the row of the table that it names."""
    table, _, rest = entry.partition(":")
    tag, _, key = rest.partition("/")
    try:
        pack = load_pack(tag if tag in available_languages() else language)
        tables = (_TABLES.get(table, table), "modality")
        row = next((row for name in tables for row in pack.rows(name) if key and row.cells.get("id") == key), None)
    except DetenteError:
        row = None
    if row is None:
        return Reason(entry=entry, where="", cells=())
    return Reason(entry=entry, where=row.where, cells=tuple((k, row.cells[k]) for k in _CELLS if row.cells.get(k)))


def _near(coded: Sequence[Coded], chosen: Coded | None, step: int) -> str:
    """The claim before or after the chosen one, the first or last where none is chosen."""
    if not coded:
        return ""
    place = (chosen.number - 1 + step) if chosen else (0 if step > 0 else len(coded) - 1)
    return coded[place].id if 0 <= place < len(coded) else ""


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0][:200]


def _row(one: Coded) -> dict[str, Any]:
    return {
        "claim": one.id, "event": one.event, "type": one.type, "actors": "; ".join(p.code for p in one.actors),
        "recipients": "; ".join(p.code for p in one.recipients), "first": one.first, "last": one.last,
        "speakers": "; ".join(p.code for p in one.speakers), "stance": one.stance, "certainty": one.certainty, "trigger": one.trigger,
    }  # fmt: skip
