"""GraphML: a directed multigraph of events, signed and dated, for networkx, igraph, yEd, Gephi."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from detente.export import Heading
from detente.export._graph import EDGE, NODE, as_text, make_graph
from detente.language.phrases import load_phrases
from detente.language.washing import wash
from detente.records import Account
from detente.records.wire import Plain

NAME = "graphml"
SUMMARY = "signed, dated edges between parties, for networkx, igraph, yEd, Gephi"
SUFFIX = ".graphml"
MEDIA_TYPE = "application/graphml+xml"
_SPACE = "http://graphml.graphdrawing.org/xmlns"


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """One node a party, one edge an event and pair; what parties did together stands in both directions with `mutual` true."""
    graph = make_graph(accounts, load_phrases(heading.language))
    root = ET.Element("graphml", {"xmlns": _SPACE})
    for where, columns in (("node", NODE), ("edge", EDGE)):
        for name, kind in columns.items():
            ET.SubElement(root, "key", {"id": f"{where}-{name}", "for": where, "attr.name": name, "attr.type": kind})
    ET.SubElement(root, "key", {"id": "title", "for": "graph", "attr.name": "title", "attr.type": "string"})
    inside = ET.SubElement(root, "graph", {"id": f"g{heading.id}", "edgedefault": "directed"})
    ET.SubElement(inside, "data", {"key": "title"}).text = wash(heading.title)
    for code, values in graph.nodes.items():
        _fill(ET.SubElement(inside, "node", {"id": code}), "node", values)
    for name, source, target, values in graph.edges:
        _fill(ET.SubElement(inside, "edge", {"id": name, "source": source, "target": target}), "edge", values)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _fill(element: ET.Element, where: str, values: Plain) -> None:
    for name, value in values.items():
        ET.SubElement(element, "data", {"key": f"{where}-{name}"}).text = as_text(value)
