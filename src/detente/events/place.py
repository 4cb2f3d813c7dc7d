"""Where an event happened, as far as its clause names the place."""

from detente.language import Pack
from detente.language.view import SentenceView
from detente.records import Event, Mention, Place

NAMED = ("place", "capital", "name", "given")


def find_place(view: SentenceView, event: Event) -> Place | None:
    """The place named with the event's predicate, e.g. Vladivostok for "Kim met Putin in Vladivostok"; None where none is.

    A town comes with latitude and longitude in degrees (GeoNames), a state without.
    """
    clause = view.parsed.clauses[event.clause]
    cases = view.pack.words("place_cases")
    named: list[Mention] = []
    for argument in clause.arguments:
        if argument.case in cases and not argument.shared:
            here = [argument.head, *view.tree.below(argument.head, "nmod", "appos", "flat", "compound")]
            named.extend(view.mention_at[i] for i in here if i in view.mention_at and view.mention_at[i].how in NAMED)
    best = min(named, key=lambda m: (m.how != "place", m.start), default=None)
    return None if best is None else _place(best, view.pack)


def _place(mention: Mention, pack: Pack) -> Place:
    town = _towns(pack).get(mention.text.lower())
    code = mention.entities[0].code if mention.entities else ""
    return Place(
        name=mention.text,
        country=code if code != "---" else "",
        lat=town[0] if town else None,
        lon=town[1] if town else None,
        start=mention.start,
        end=mention.end,
    )


def _towns(pack: Pack) -> dict[str, tuple[float, float]]:
    if "towns" not in pack.caches:
        local = {row["name"]: row["names"] for row in pack.rows("places")}
        towns: dict[str, tuple[float, float]] = {}
        for row in pack.rows("places/cities"):
            where = (float(row["lat"]), float(row["lon"]))
            for name in f"{row['name']}|{row['names']}|{local.get(row['name'], '')}".lower().split("|"):
                towns.setdefault(name, where)
        pack.caches["towns"] = towns
    found: dict[str, tuple[float, float]] = pack.caches["towns"]
    return found
