"""GEXF 1.3: the same graph for Gephi, whose timeline plays it: every edge lives for the days of its event."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from detente.export import Heading
from detente.export._graph import EDGE, NODE, as_text, make_graph
from detente.language.phrases import load_phrases
from detente.language.washing import wash
from detente.records import Account
from detente.records.wire import Plain

NAME = "gexf"
SUMMARY = "signed edges that live for the days of their events, for Gephi"
SUFFIX = ".gexf"
MEDIA_TYPE = "application/gexf+xml"
_SPACE, _LOOK = "http://gexf.net/1.3", "http://gexf.net/1.3/viz"
_COLOURS = {1: (0, 114, 178), 0: (119, 119, 119), -1: (194, 65, 12)}  # blue and vermilion, as in the pictures of relations
_BUILT_IN = ("weight", "first", "last")  # said by GEXF's own attributes of an edge
_KINDS = {"int": "integer"}


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """The graph with the rules that Gephi asks for: positive weights, parallel edges told apart by `kind`, days as time format.

    An edge's `kind` is its event, so that Gephi keeps several events between two parties apart instead of adding them up.
    """
    graph = make_graph(accounts, load_phrases(heading.language))
    root = ET.Element("gexf", {"xmlns": _SPACE, "xmlns:viz": _LOOK, "version": "1.3"})
    about = ET.SubElement(root, "meta", {"lastmodifieddate": heading.made.date().isoformat()})
    ET.SubElement(about, "creator").text = "detente"
    ET.SubElement(about, "description").text = wash(heading.title)
    inside = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date",
                                           "timerepresentation": "interval"})  # fmt: skip
    columns = {name: kind for name, kind in EDGE.items() if name not in _BUILT_IN}
    for where, named in (("node", NODE), ("edge", columns)):
        declared = ET.SubElement(inside, "attributes", {"class": where, "mode": "static"})
        for name, kind in named.items():
            ET.SubElement(declared, "attribute", {"id": name, "title": name, "type": _KINDS.get(kind, kind)})
    nodes = ET.SubElement(inside, "nodes", {"count": str(len(graph.nodes))})
    for code, values in graph.nodes.items():
        _fill(ET.SubElement(nodes, "node", {"id": code, "label": values["name"]}), values, NODE)
    edges = ET.SubElement(inside, "edges", {"count": str(len(graph.edges))})
    for name, source, target, values in graph.edges:
        days = {ours: values[theirs] for ours, theirs in (("start", "first"), ("end", "last")) if theirs in values}
        edge = ET.SubElement(edges, "edge", {
            "id": name, "source": source, "target": target, "label": values["type"], "kind": values["event"],
            "weight": as_text(values["weight"]), **days,
        })  # fmt: skip
        _fill(edge, values, columns)
        colour = dict(zip("rgb", map(str, _COLOURS[values["sign"]]), strict=True))
        ET.SubElement(edge, "viz:color", colour)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _fill(element: ET.Element, values: Plain, columns: dict[str, str]) -> None:
    told = [(name, values[name]) for name in columns if name in values]
    if told:
        inside = ET.SubElement(element, "attvalues")
        for name, value in told:
            ET.SubElement(inside, "attvalue", {"for": name, "value": as_text(value)})
