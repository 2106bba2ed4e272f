"""The ontology as the code sees it: classes, properties, labels, colours, domains and ranges.

The one source of truth is ontology/scitech-kg.ttl; nothing here repeats a name of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import rdf
from kg.errors import DataError
from kg.resources import resource

STK = "https://w3id.org/scitech-kg/ontology#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"

_Node = ox.NamedNode | ox.BlankNode
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


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

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._index: dict[tuple[_Node, str], list[_Term]] = defaultdict(list)
        self._subjects: dict[str, list[_Node]] = defaultdict(list)
        for t in triples:
            self._index[(t.subject, t.predicate.value)].append(t.object)  # type: ignore[index]
            if t.predicate.value == _RDF + "type" and isinstance(t.object, ox.NamedNode):
                self._subjects[t.object.value].append(t.subject)  # type: ignore[arg-type]

    def vocabulary(self) -> Vocabulary:
        nodes = {self._local(n): n for n in self._subjects[_OWL + "Class"] if self._local(n)}
        classes = {name: self._class(name, node) for name, node in sorted(nodes.items())}
        props = {self._local(n): n for n in self._subjects[_OWL + "ObjectProperty"] if self._local(n)}
        properties = {name: self._property(name, node) for name, node in sorted(props.items())
                      if self._index[(node, _RDFS + "domain")]}
        leaves = frozenset(n for n, c in classes.items() if c.colour)
        return Vocabulary(classes, properties, leaves, self._restrictions(nodes))

    def _local(self, node: _Term | _Node) -> str:
        value = node.value if isinstance(node, ox.NamedNode) else ""
        return value.removeprefix(STK) if value.startswith(STK) else ""

    def _label(self, node: _Node, language: str) -> str:
        for value in self._index[(node, _RDFS + "label")]:
            if isinstance(value, ox.Literal) and value.language == language:
                return value.value
        raise DataError(f"ontology/scitech-kg.ttl: {node} 没有 {language} 标签 / has no label @{language}")

    def _class(self, name: str, node: _Node) -> Class:
        colours = self._index[(node, STK + "colour")]
        colour = colours[0].value if colours and isinstance(colours[0], ox.Literal) else None
        return Class(name, self._label(node, "zh"), self._label(node, "en"), self._ancestors(node), colour)

    def _ancestors(self, node: _Node) -> frozenset[str]:
        parents = [p for p in self._index[(node, _RDFS + "subClassOf")] if self._local(p)]
        return frozenset({self._local(node)}).union(*(self._ancestors(p) for p in parents))  # type: ignore[arg-type]

    def _property(self, name: str, node: _Node) -> Property:
        types = {t.value for t in self._index[(node, _RDF + "type")] if isinstance(t, ox.NamedNode)}
        return Property(name, self._label(node, "zh"), self._label(node, "en"),
                        self._members(self._index[(node, _RDFS + "domain")][0]),
                        self._members(self._index[(node, _RDFS + "range")][0]),
                        _OWL + "SymmetricProperty" in types)

    def _members(self, node: _Term) -> frozenset[str]:
        if local := self._local(node):
            return frozenset({local})
        return frozenset(self._list(self._index[(node, _OWL + "unionOf")][0]))  # type: ignore[index]

    def _list(self, node: _Term) -> Iterable[str]:
        while isinstance(node, ox.BlankNode):
            yield self._local(self._index[(node, _RDF + "first")][0])
            node = self._index[(node, _RDF + "rest")][0]

    def _restrictions(self, nodes: dict[str, _Node]) -> dict[tuple[str, str], frozenset[str]]:
        found = {}
        for name, node in nodes.items():
            for parent in self._index[(node, _RDFS + "subClassOf")]:
                if not isinstance(parent, ox.BlankNode):
                    continue
                on, fillers = (self._index.get((parent, _OWL + p)) for p in ("onProperty", "allValuesFrom"))
                if on and fillers:
                    found[(name, self._local(on[0]))] = self._members(fillers[0])
        return found
