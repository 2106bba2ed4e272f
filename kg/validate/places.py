"""Words for a node of the graph: what to call it, and which words of the text stand behind it."""

from kg import rdf
from kg.namespaces import STK

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OA = "http://www.w3.org/ns/oa#"
_TITLE = "http://purl.org/dc/terms/title"
_IDENTIFIER = "http://purl.org/dc/terms/identifier"

Graph = rdf.NamedNode | rdf.DefaultGraph
Node = rdf.NamedNode | rdf.BlankNode | rdf.Literal | rdf.Triple


class Places:
    """One graph, asked for labels and quotes."""

    def __init__(self, store: rdf.Store, graph: Graph) -> None:
        self._store, self._graph = store, graph

    def objects(self, node: Node, predicate: str) -> list[Node]:
        """The objects of a node, sorted; none for a literal."""
        if not isinstance(node, rdf.NamedNode | rdf.BlankNode):
            return []
        quads = self._store.quads_for_pattern(node, rdf.NamedNode(predicate), None, self._graph)
        return sorted((q.object for q in quads), key=str)

    def identifier(self) -> str:
        """The report's identifier, or the graph's IRI where it has none."""
        found = self._store.quads_for_pattern(None, rdf.NamedNode(_IDENTIFIER), None, self._graph)
        return min((_text(q.object) for q in found), default=_text(self._graph))

    def label(self, node: Node) -> str:
        """A name for a node of any kind: entity, statement, figure, place in the text, or its IRI."""
        if names := self.objects(node, _SKOS + "prefLabel") or self.objects(node, _TITLE):
            return _text(names[0])
        if relation := self.objects(node, _RDF + "predicate"):
            ends = [self._first(node, _RDF + end) for end in ("subject", "object")]
            return f"{ends[0]} {_text(relation[0]).removeprefix(STK)} {ends[1]}"
        figure = [self._first(node, STK + p) for p in ("subject", "indicator", "valueText")]
        if any(figure):
            return " ".join(part for part in figure if part)
        return self._first(node, _OA + "exact") or self._first(node, _OA + "hasBody") or _text(node)

    def quotes(self, node: Node) -> tuple[str, ...]:
        """The text about each place that a node's evidence selects, or an entity's mentions."""
        mentions = [] if self.objects(node, _OA + "hasTarget") else self._mentions(node)
        targets = [t for n in [node, *mentions] for t in self.objects(n, _OA + "hasTarget")]
        selectors = [s for t in targets for s in self.objects(t, _OA + "hasSelector")]
        return tuple(dict.fromkeys(q for s in selectors if (q := self._first(s, _OA + "exact"))))

    def _mentions(self, node: Node) -> list[Node]:
        quads = self._store.quads_for_pattern(None, rdf.NamedNode(_OA + "hasBody"), node, self._graph)
        return sorted((q.subject for q in quads), key=str)

    def _first(self, node: Node, predicate: str) -> str:
        found = self.objects(node, predicate)
        return self.label(found[0]) if found else ""


def _text(node: Node | rdf.DefaultGraph) -> str:
    return node.value if isinstance(node, rdf.NamedNode | rdf.BlankNode | rdf.Literal) else ""
