"""What comes back from reading one article: its claims, its notices, and the sentences that they rest on."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from detente.errors import MissingExtra
from detente.records import Article, Claim, Notice, Party, Sentence
from detente.records.wire import Plain, claim_to_dict

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article as it was read, e.g. `for claim in reading: print(claim.type, claim.trigger_text)`.

    `claims` stand in the order of the text; `notices` say what the data lacked; `sentences` are those of the article.
    """

    article: Article
    claims: tuple[Claim, ...] = ()
    notices: tuple[Notice, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def __bool__(self) -> bool:
        return True

    def to_dicts(self) -> list[Plain]:
        """The claims as plain dictionaries, exactly as `--format jsonl` writes them (docs/output.md)."""
        day = self.article.published.isoformat() if self.article.published else None
        printed = {"published": day, "published_basis": self.article.published_basis}
        return [{**claim_to_dict(claim), **printed} for claim in self.claims]

    def to_pandas(self) -> "pd.DataFrame":
        """The claims as a pandas table, one row a claim, lists of codes and names joined with "; ".

        Raises MissingExtra where pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtra("pandas is not installed; install it with: python -m pip install 'detente[pandas]'") from error
        return pd.DataFrame([flat(claim) for claim in self.claims], columns=list(FLAT_COLUMNS))

    def to_polars(self) -> "pl.DataFrame":
        """The claims as a polars table, one row a claim, lists of codes and names joined with "; ".

        Raises MissingExtra where polars is not installed.
        """
        try:
            import polars as pl
        except ImportError as error:
            raise MissingExtra("polars is not installed; install it with: python -m pip install 'detente[polars]'") from error
        return pl.DataFrame(
            [flat(claim) for claim in self.claims], schema={name: _polars_type(pl, kind) for name, kind in FLAT_COLUMNS.items()}
        )

    def _repr_html_(self) -> str:
        """The claims as an HTML table, for notebooks."""
        head = "".join(f"<th>{name}</th>" for name in ("actors", "type", "recipients", "when", "speakers", "stance", "certainty", "words"))
        rows = "".join(f"<tr>{_html_cells(claim)}</tr>" for claim in self.claims)
        title = escape(self.article.title or self.article.id)
        return f"<table><caption>{title}: {len(self.claims)} claims</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


# one row a claim: the columns of csv, pandas and polars, and what they hold
FLAT_COLUMNS: dict[str, type] = {
    "id": str, "article": str, "language": str, "type": str, "modes": str, "contexts": str, "auxiliary": str,
    "quad": str, "score": float, "cameo": str,
    "actors": str, "actor_names": str, "recipients": str, "recipient_names": str,
    "when": str, "start": str, "end": str, "basis": str, "where": str, "country": str,
    "speakers": str, "speaker_names": str, "via": str, "stance": str, "certainty": str, "quoted": bool,
    "sentence_start": int, "sentence_end": int, "trigger": str, "trigger_start": int, "trigger_end": int, "because": str,
}  # fmt: skip


def flat(claim: Claim) -> Plain:
    """A claim as one row: FLAT_COLUMNS with lists joined with "; ", "" where there is no time or place."""
    when, where = claim.when, claim.where
    return {
        "id": claim.id, "article": claim.article, "language": claim.language, "type": claim.type,
        "modes": _join(claim.modes), "contexts": _join(claim.contexts), "auxiliary": _join(claim.auxiliary),
        "quad": claim.quad, "score": claim.score, "cameo": claim.cameo,
        "actors": _codes(claim.actors), "actor_names": _names(claim.actors),
        "recipients": _codes(claim.recipients), "recipient_names": _names(claim.recipients),
        "when": when.value if when else "", "start": when.first.isoformat() if when else "", "end": when.last.isoformat() if when else "",
        "basis": when.basis if when else "", "where": where.name if where else "", "country": where.country if where else "",
        "speakers": _codes(claim.speakers), "speaker_names": _names(claim.speakers), "via": _codes(claim.via),
        "stance": claim.stance, "certainty": claim.certainty, "quoted": claim.quoted,
        "sentence_start": claim.sentence_start, "sentence_end": claim.sentence_end,
        "trigger": claim.trigger_text, "trigger_start": claim.trigger_start, "trigger_end": claim.trigger_end,
        "because": _join(claim.because),
    }  # fmt: skip


def _html_cells(claim: Claim) -> str:
    row = flat(claim)
    values = (
        row["actor_names"], " ".join((claim.type, *claim.modes, *claim.auxiliary)), row["recipient_names"], row["when"],
        row["speaker_names"], claim.stance, claim.certainty, claim.trigger_text,
    )  # fmt: skip
    return "".join(f"<td>{escape(str(value))}</td>" for value in values)


def _join(values: tuple[str, ...]) -> str:
    return "; ".join(values)


def _codes(parties: tuple[Party, ...]) -> str:
    return "; ".join(party.entity.code for party in parties)


def _names(parties: tuple[Party, ...]) -> str:
    return "; ".join(party.entity.name or party.text for party in parties)


def _polars_type(module: Any, kind: type) -> Any:  # polars itself and one of its types, known only where it is installed
    return {str: module.String, float: module.Float64, bool: module.Boolean, int: module.Int64}[kind]
