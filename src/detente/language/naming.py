"""What parties are called in a language, by code."""

from detente.language.pack import Pack


def name_parties(pack: Pack) -> dict[str, str]:
    """The names of states, bodies and groups by code, as a language writes them, e.g. "Korea Utara" for "PRK" in Indonesian."""
    key = "names of parties"
    if key not in pack.caches:
        names: dict[str, str] = {row["code"]: row["name"] for row in pack.rows("actors/bodies")}
        for row in reversed(pack.rows("actors")):
            code = row["code"]  # NATO and Hamas are called so everywhere; the United Nations are not
            if row["kind"] == "body" and row["sector"] == "IGO" and names.get(code, code) != code:
                names[code] = row.items("names")[0]
        pack.caches[key] = names | {row["code"]: row.items("names")[0] for row in pack.rows("states")}
    found: dict[str, str] = pack.caches[key]
    return found
