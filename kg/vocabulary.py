"""The ontology as the code sees it: classes, properties, labels, colours, domains and ranges.

The one source of truth is ontology/scitech-kg.ttl; nothing here repeats a name of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg import rdf
from kg.errors import DataError
from kg.namespaces import OWL, RDF, RDFS, STK
from kg.rdf import BlankNode, Literal, NamedNode, Node, Term, Triple
from kg.resources import resource


@dataclass(frozen=True, slots=True)
class Class:
    """A class: local name, labels, its ancestors (itself among them) and its colour, where it has one."""

    name: str
    zh: str
    en: str
    ancestors: frozenset[str]
    colour: str | None


@dataclass(frozen=True, slots=True)
class Property:
    """An object property: ``domain`` and ``range`` hold the local names of the classes that the ontology states."""

    name: str
    zh: str
    en: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All classes and relations by local name; ``leaves`` are the classes that an entity may have."""

    classes: dict[str, Class]
    properties: dict[str, Property]
    leaves: frozenset[str]
    _fillers: dict[tuple[str, str], frozenset[str]]

    def is_a(self, cls: str, others: Iterable[str]) -> bool:
        """Whether ``cls`` is one of ``others`` or a subclass of one."""
        return not self.classes[cls].ancestors.isdisjoint(others)

    def allows(self, prop: str, subject: str, obj: str) -> bool:
        """Whether a statement ``subject prop obj``, given as classes, holds domain, range and restrictions."""
        known = self.properties[prop]
        if not (self.is_a(subject, known.domain) and self.is_a(obj, known.range)):
            return False
        fillers = (self._fillers.get((c, prop)) for c in self.classes[subject].ancestors)
        return all(self.is_a(obj, f) for f in fillers if f)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of ontology/scitech-kg.ttl, read once.

    Raises:
        DataError: the file is no Turtle, or a class or property lacks a label.
    """
    path = resource("ontology", "scitech-kg.ttl")
    try:
        triples = rdf.read_turtle(path)
    except SyntaxError as error:
        raise DataError(f"{path}: 本体文件有误 / the ontology is no Turtle: {error}") from error
    return _Reader(triples).vocabulary()


class _Reader:
    """The triples of the ontology, indexed by subject and predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._index: dict[tuple[Node, str], list[Term]] = defaultdict(list)
        self._subjects: dict[str, list[Node]] = defaultdict(list)
        for t in triples:
            self._index[(t.subject, t.predicate.value)].append(t.object)  # type: ignore[index]
            if t.predicate.value == RDF + "type" and isinstance(t.object, NamedNode):
                self._subjects[t.object.value].append(t.subject)  # type: ignore[arg-type]

    def vocabulary(self) -> Vocabulary:
        nodes = {self._local(n): n for n in self._subjects[OWL + "Class"] if self._local(n)}
        classes = {name: self._class(name, node) for name, node in sorted(nodes.items())}
        props = {self._local(n): n for n in self._subjects[OWL + "ObjectProperty"] if self._local(n)}
        properties = {name: self._property(name, node) for name, node in sorted(props.items())
                      if self._relates(node)}
        leaves = frozenset(n for n, c in classes.items() if c.colour)
        return Vocabulary(classes, properties, leaves, self._restrictions(nodes))

    def _local(self, node: Term | Node) -> str:
        value = node.value if isinstance(node, NamedNode) else ""
        return value.removeprefix(STK) if value.startswith(STK) else ""

    def _relates(self, node: Node) -> bool:
        """A relation is said of our own classes; what is said of qb:Observation or a statement is none."""
        domains = self._index[(node, RDFS + "domain")]
        return any(self._local(d) or isinstance(d, BlankNode) for d in domains)

    def _label(self, node: Node, language: str) -> str:
        for value in self._index[(node, RDFS + "label")]:
            if isinstance(value, Literal) and value.language == language:
                return value.value
        raise DataError(f"ontology/scitech-kg.ttl: {node} 没有 {language} 标签 / has no label @{language}")

    def _class(self, name: str, node: Node) -> Class:
        colours = self._index[(node, STK + "colour")]
        colour = colours[0].value if colours and isinstance(colours[0], Literal) else None
        return Class(name, self._label(node, "zh"), self._label(node, "en"), self._ancestors(node), colour)

    def _ancestors(self, node: Node) -> frozenset[str]:
        parents = [p for p in self._index[(node, RDFS + "subClassOf")] if self._local(p)]
        return frozenset({self._local(node)}).union(*(self._ancestors(p) for p in parents))  # type: ignore[arg-type]

    def _property(self, name: str, node: Node) -> Property:
        types = {t.value for t in self._index[(node, RDF + "type")] if isinstance(t, NamedNode)}
        return Property(name, self._label(node, "zh"), self._label(node, "en"),
                        self._members(self._index[(node, RDFS + "domain")][0]),
                        self._members(self._index[(node, RDFS + "range")][0]),
                        OWL + "SymmetricProperty" in types)

    def _members(self, node: Term) -> frozenset[str]:
        if local := self._local(node):
            return frozenset({local})
        return frozenset(self._list(self._index[(node, OWL + "unionOf")][0]))  # type: ignore[index]

    def _list(self, node: Term) -> Iterable[str]:
        while isinstance(node, BlankNode):
            yield self._local(self._index[(node, RDF + "first")][0])
            node = self._index[(node, RDF + "rest")][0]

    def _restrictions(self, nodes: dict[str, Node]) -> dict[tuple[str, str], frozenset[str]]:
        found = {}
        for name, node in nodes.items():
            for parent in self._index[(node, RDFS + "subClassOf")]:
                if not isinstance(parent, BlankNode):
                    continue
                on, fillers = (self._index.get((parent, OWL + p)) for p in ("onProperty", "allValuesFrom"))
                if on and fillers:
                    found[(name, self._local(on[0]))] = self._members(fillers[0])
        return found
