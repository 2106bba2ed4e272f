"""GraphML for Gephi, Cytoscape and yEd: entities as nodes, relations as edges with their evidence."""

from collections.abc import Sequence

from kg.export.form import Format, quote, single, xml_text
from kg.graph.read import extractions
from kg.model import Extraction
from kg.rdf import Quad
from kg.vocabulary import vocabulary


def _write(quads: Sequence[Quad]) -> bytes:
    import networkx as nx

    graph = nx.MultiDiGraph()
    reports = extractions(quads)
    for key, attributes in sorted(_nodes(reports).items()):
        graph.add_node(xml_text(key), **attributes)
    for report in reports:
        _add_edges(graph, report)
    return ("\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n").encode("utf-8")


def _nodes(reports: Sequence[Extraction]) -> dict[str, dict[str, str]]:
    words = vocabulary().classes
    return {e.id: {"label": xml_text(e.name), "class": e.cls, "class_zh": words[e.cls].zh,
                   "colour": words[e.cls].colour or ""}
            for report in reports for e in report.entities}


def _add_edges(graph: "nx.MultiDiGraph", report: Extraction) -> None:  # type: ignore[name-defined]  # noqa: F821
    words = vocabulary().properties
    for one in report.statements:
        graph.add_edge(
            xml_text(one.subject), xml_text(one.object), label=words[one.property].zh, property=one.property,
            planned=one.planned, detail=xml_text(one.detail or ""), confidence=one.confidence,
            evidence=xml_text(quote(report, one.evidence)), report=xml_text(report.source.identifier))


FORMAT = Format("graphml", ".graphml", single(_write))
