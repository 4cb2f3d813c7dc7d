"""What PLOVER says of a type: its quad class, and its score with a mode."""

from collections.abc import Iterable

from detente.language.pack import Pack

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}


def score_type(kind: str, modes: Iterable[str], pack: Pack) -> float:
    """The PLOVER score of a type and the first of its modes that has one, -10 to 10 (`plover/scores.tsv`), e.g. 2.5 for CONSULT."""
    if "plover-scores" not in pack.caches:
        pack.caches["plover-scores"] = {(r["event"], r["mode"]): float(r["score"]) for r in pack.rows("plover/scores")}
    scores: dict[tuple[str, str], float] = pack.caches["plover-scores"]
    return next((scores[kind, mode] for mode in (*modes, "") if (kind, mode) in scores), 0.0)
