"""A signed, dated graph of events: parties as nodes, one edge an event and pair; what GraphML and GEXF write."""

from collections.abc import Iterable
from dataclasses import dataclass

from detente.export._events import QUADS, entities, iso, pairs, sentence_of
from detente.language.phrases import Phrases
from detente.language.washing import wash
from detente.records import Account
from detente.records.wire import Plain

CONFLICT = (3, 4)
NODE: dict[str, str] = {"name": "string", "sector": "string", "wikidata": "string", "events": "int"}
EDGE: dict[str, str] = {
    "event": "string", "type": "string", "quad": "string", "sign": "int", "score": "double", "weight": "double",
    "first": "string", "last": "string", "status": "string", "mutual": "boolean", "claims": "int", "origins": "int",
    "claimed_by": "string", "denied_by": "string", "place": "string", "sentence": "string",
}  # fmt: skip
"""What nodes and edges carry, with the type of each as both formats name it."""
_LEAST = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Nodes by code, and edges as (id, source, target, values); values are those of NODE and EDGE that are known."""

    nodes: dict[str, Plain]
    edges: tuple[tuple[str, str, str, Plain], ...]


def make_graph(accounts: Iterable[Account], phrases: Phrases) -> Graph:
    """The graph of events, in their order; an event with a single party gives a node and no edge.

    `sign` is 1 for cooperation and -1 for conflict, 0 for an event of no class; `weight` is the size of the score, never below .1, because
    tools that lay graphs out take no negative or empty weight.
    """
    nodes: dict[str, Plain] = {}
    edges: list[tuple[str, str, str, Plain]] = []
    for account in accounts:
        for code, entity in sorted(entities(account).items()):
            code = wash(code)  # noqa: PLW2901
            if code and code != "---":
                wikidata = "" if entity.office else entity.wikidata
                node = nodes.setdefault(code, {"name": phrases.name(code), "sector": entity.sector, "wikidata": wikidata, "events": 0})
                node["events"] += 1
        values = _values(account, phrases)
        for number, (actor, recipient) in enumerate(pairs(account)):
            for code in (actor, recipient):
                nodes.setdefault(code, {"name": phrases.name(code), "sector": "", "wikidata": "", "events": 1})
            edges.append((f"{account.event.id}-{number}", actor, recipient, values))
    return Graph(nodes=nodes, edges=tuple(edges))


def _values(account: Account, phrases: Phrases) -> Plain:
    event, lead, standing = account.event, account.lead.claim, account.standing
    quad = QUADS.get(lead.quad, 0)
    values: Plain = {
        "event": event.id, "type": event.type, "quad": lead.quad, "sign": -1 if quad in CONFLICT else 1 if quad else 0,
        "score": lead.score, "weight": max(abs(lead.score), _LEAST), "first": iso(event.first), "last": iso(event.last),
        "status": standing.status, "mutual": account.mutual, "claims": len(event.claims), "origins": standing.origins,
        "claimed_by": "; ".join(phrases.speakers(account.sides[0])), "denied_by": "; ".join(phrases.speakers(account.sides[1])),
        "place": wash(event.place), "sentence": sentence_of(account.sides[0] or account.voices),
    }  # fmt: skip
    return {name: value for name, value in values.items() if value not in ("", None)}


def as_text(value: object) -> str:
    """A value as XML writes it: true and false in small letters."""
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
