"""Why a claim was made: its sentence with the parts marked, and the entries of the language data that decided."""

from collections.abc import Iterator

from detente.errors import DetenteError
from detente.language import OwnTables, available_languages, load_pack
from detente.records import Claim, Party

Mark = tuple[int, int, str]  # start, end in the article, and what the stretch is


def marked_sentence(claim: Claim, text: str) -> Iterator[tuple[str, str]]:
    """Pieces of the sentence with what each is, e.g. ("Korut", "actor"), "" for the rest; where parts overlap, the trigger goes first."""
    at = claim.sentence_start
    for start, end, what in _marks(claim, text):
        if start > at:
            yield text[at:start], ""
        yield text[start:end], what
        at = end
    if at < claim.sentence_end:
        yield text[at : claim.sentence_end], ""


def _marks(claim: Claim, text: str) -> list[Mark]:
    wanted: list[Mark] = [(claim.trigger_start, claim.trigger_end, "trigger")]
    roles: tuple[tuple[str, tuple[Party, ...]], ...] = (
        ("speaker", claim.speakers), ("actor", claim.actors), ("recipient", claim.recipients), ("via", claim.via),
    )  # fmt: skip
    wanted += [(party.start, party.end, role) for role, parties in roles for party in parties]
    if claim.when and claim.when.text:
        found = text.find(claim.when.text, claim.sentence_start, claim.sentence_end)
        wanted.append((found, found + len(claim.when.text), "time"))
    if claim.where:
        wanted.append((claim.where.start, claim.where.end, "place"))
    kept: list[Mark] = []
    for start, end, what in wanted:
        inside = claim.sentence_start <= start < end <= claim.sentence_end
        if inside and all(end <= other or start >= stop for other, stop, _ in kept):
            kept.append((start, end, what))
    return sorted(kept)


def reasons(claim: Claim, tables: OwnTables | None = None) -> list[str]:
    """The entries that decided with the line of the table where each stands, e.g. "events:id/supply-2 (id/events.tsv:12)".

    `tables` are the user's own that the text was read with.
    """
    return [f"{entry}{_place_of(entry, claim.language, tables)}" for entry in claim.because]


def _place_of(entry: str, language: str, tables: OwnTables | None) -> str:
    table, _, rest = entry.partition(":")
    tag, _, key = rest.partition("/")
    if not key:
        return ""
    try:
        tag = tag if tag in available_languages() else language
        pack = tables.pack(tag) if tables else load_pack(tag)
    except DetenteError:
        return ""
    name = {"claims": "reporting"}.get(table, table)
    for candidate in (name, "modality"):
        for row in pack.rows(candidate):
            if row.cells.get("id") == key:
                return f" ({row.where})"
    return ""
