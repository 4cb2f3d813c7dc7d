"""The words that negate."""

from detente.language import Pack


def negators(pack: Pack) -> frozenset[str]:
    """The single words that negate, by the modality table, e.g. "not", "tidak"."""
    if "negators" not in pack.caches:
        rows = [row for row in pack.rows("modality") if row["effect"] == "negation"]
        pack.caches["negators"] = frozenset(w.lower() for row in rows for w in row.items("lemma"))
    found: frozenset[str] = pack.caches["negators"]
    return found
