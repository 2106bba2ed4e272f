"""Words for a node of the graph: what to call it, and which words of the text stand behind it."""

from kg import rdf
from kg.namespaces import DCTERMS, OA, RDF, SKOS, STK

_TITLE = DCTERMS + "title"
_IDENTIFIER = DCTERMS + "identifier"
_CONTEXT = 16

Graph = rdf.NamedNode | rdf.DefaultGraph
Node = rdf.NamedNode | rdf.BlankNode | rdf.Literal | rdf.Triple


class Places:
    """One graph, asked for labels and quotes."""

    def __init__(self, store: rdf.Store, graph: Graph) -> None:
        self._store, self._graph = store, graph
        found = store.quads_for_pattern(None, rdf.NamedNode(STK + "text"), None, graph)
        self._text = min((_text(q.object) for q in found), default="")

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
        for name in (SKOS + "prefLabel", _TITLE, _IDENTIFIER):
            if names := self.objects(node, name):
                return _text(names[0])
        if relation := self.objects(node, RDF + "predicate"):
            ends = [self._first(node, RDF + end) for end in ("subject", "object")]
            return f"{ends[0]} {_text(relation[0]).removeprefix(STK)} {ends[1]}"
        figure = [self._first(node, STK + p) for p in ("subject", "indicator", "valueText")]
        if any(figure):
            return " ".join(part for part in figure if part)
        return self._first(node, OA + "exact") or self._first(node, OA + "hasBody") or _text(node)

    def quotes(self, node: Node) -> tuple[str, ...]:
        """The text about each place that a node's evidence selects, or an entity's mentions; 【】 marks the words."""
        mentions = [] if self.objects(node, OA + "hasTarget") else self._mentions(node)
        targets = [t for n in [node, *mentions] for t in self.objects(n, OA + "hasTarget")]
        selectors = [s for t in targets for s in self.objects(t, OA + "hasSelector")] or [node]
        return tuple(dict.fromkeys(quote for s in selectors if (quote := self._quote(s))))

    def _quote(self, selector: Node) -> str:
        exact, places = self._first(selector, OA + "exact"), [self._first(selector, OA + p) for p in ("start", "end")]
        if not all(place.isdecimal() for place in places):
            return exact
        start, end = map(int, places)
        if self._text[start:end] != exact:
            return exact
        before, after = self._text[max(0, start - _CONTEXT):start], self._text[end:end + _CONTEXT]
        return before.rsplit("\n", 1)[-1] + f"【{exact}】" + after.split("\n", 1)[0]

    def _mentions(self, node: Node) -> list[Node]:
        quads = self._store.quads_for_pattern(None, rdf.NamedNode(OA + "hasBody"), node, self._graph)
        return sorted((q.subject for q in quads), key=str)

    def _first(self, node: Node, predicate: str) -> str:
        found = self.objects(node, predicate)
        return self.label(found[0]) if found else ""


def _text(node: Node | rdf.DefaultGraph) -> str:
    return node.value if isinstance(node, rdf.NamedNode | rdf.BlankNode | rdf.Literal) else ""
