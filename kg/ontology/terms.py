"""What the ontology's files say of each class, property and concept, as records for the page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg import rdf
from kg.namespaces import OWL, PREFIXES, RDF, RDFS, SKOS, STK
from kg.rdf import BlankNode, Literal, NamedNode, Node, Term
from kg.resources import resource

FILES = ("scitech-kg.ttl", "schemes.ttl")
_SCHEMA = "https://schema.org/"
_PREFIXES = {**PREFIXES, "schema": _SCHEMA, "foaf": "http://xmlns.com/foaf/0.1/", "org": "http://www.w3.org/ns/org#",
             "vivo": "http://vivoweb.org/ontology/core#", "frapo": "http://purl.org/cerif/frapo/",
             "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
             "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
             "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#"}
_TIES = tuple(SKOS + kind for kind in ("exactMatch", "closeMatch", "narrowMatch", "broadMatch", "relatedMatch"))


@dataclass(frozen=True, slots=True)
class Name:
    """A term to show: its IRI, a short form, and labels where it is ours."""

    iri: str
    short: str
    zh: str
    en: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A class, property, scheme or concept; ``rows`` are what else is said of it: a key of the labels and the terms."""

    name: Name
    definition: tuple[str, str]
    examples: tuple[str, ...]
    colour: str | None
    traits: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Name, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: a key of its labels, and its entries."""

    key: str
    entries: tuple[Entry, ...]


def sections() -> tuple[Section, ...]:
    """All parts of the page, entries in the order of the files."""
    return _Reader().sections()


def version() -> str:
    """The version that the ontology gives itself."""
    found = rdf.read_turtle(resource("ontology", FILES[0]))
    return next(t.object.value for t in found  # type: ignore[union-attr]
                if t.predicate.value == OWL + "versionInfo")


class _Reader:
    """The triples of the ontology's files, by subject and predicate, in the order of the files."""

    def __init__(self) -> None:
        self._index: dict[tuple[Node, str], list[Term]] = defaultdict(list)
        self._inverse: dict[tuple[str, str], list[NamedNode]] = defaultdict(list)
        self._order: dict[NamedNode, None] = {}
        for name in FILES:
            for one in rdf.read_turtle(resource("ontology", name)):
                self._index[(one.subject, one.predicate.value)].append(one.object)  # type: ignore[index]
                if isinstance(one.subject, NamedNode) and one.subject.value.startswith(STK):
                    self._order.setdefault(one.subject)
                    if isinstance(one.object, NamedNode):
                        self._inverse[(one.object.value, one.predicate.value)].append(one.subject)

    def sections(self) -> tuple[Section, ...]:
        properties = self._of(OWL + "ObjectProperty")
        relations = [p for p in properties if self._index[(p, RDFS + "domain")] and self._ours_domain(p)]
        inverses = [p for p in properties if self._inverse[(p.value, OWL + "inverseOf")]]
        said = [p for p in properties if p not in relations and p not in inverses]
        schemes = self._of(SKOS + "ConceptScheme")
        return (Section("classes", self._entries(self._of(OWL + "Class"))),
                Section("relations", self._entries(relations)), Section("inverses", self._entries(inverses)),
                Section("said", self._entries([*said, *self._of(OWL + "DatatypeProperty")])),
                Section("schemes", self._entries(schemes)),
                Section("annotations", self._entries(self._of(OWL + "AnnotationProperty"))))

    def _of(self, kind: str) -> list[NamedNode]:
        return [node for node in self._order if any(isinstance(o, NamedNode) and o.value == kind
                                                    for o in self._index[(node, RDF + "type")])]

    def _ours_domain(self, node: NamedNode) -> bool:
        return any(isinstance(d, BlankNode) or d.value.startswith(STK)  # type: ignore[union-attr]
                   for d in self._index[(node, RDFS + "domain")]) and bool(self._index[(node, RDFS + "range")])

    def _entries(self, nodes: Iterable[NamedNode]) -> tuple[Entry, ...]:
        return tuple(self._entry(node) for node in nodes)

    def _entry(self, node: NamedNode) -> Entry:
        examples = tuple(e.value for e in self._index[(node, SKOS + "example")] if isinstance(e, Literal))
        colour = next((c.value for c in self._index[(node, STK + "colour")] if isinstance(c, Literal)), None)
        traits = tuple(sorted(t.value.removeprefix(OWL) for t in self._index[(node, RDF + "type")]
                              if isinstance(t, NamedNode) and t.value.endswith("Property")
                              and t.value not in (OWL + "ObjectProperty", OWL + "DatatypeProperty",
                                                  OWL + "AnnotationProperty")))
        rows = tuple((key, names) for key, names in self._rows(node) if names)
        return Entry(self._name(node), (self._text(node, "zh"), self._text(node, "en")), examples, colour, traits, rows)

    def _rows(self, node: NamedNode) -> Iterable[tuple[str, tuple[Name, ...]]]:
        for key, predicate in (("parents", RDFS + "subClassOf"), ("above", RDFS + "subPropertyOf"),
                               ("domain", RDFS + "domain"), ("range", RDFS + "range"),
                               ("bearers", _SCHEMA + "domainIncludes"), ("inverse", OWL + "inverseOf"),
                               ("scheme", STK + "scheme")):
            yield key, self._names(self._index[(node, predicate)])
        yield "children", self._names(self._inverse[(node.value, RDFS + "subClassOf")])
        yield "inverse", self._names(self._inverse[(node.value, OWL + "inverseOf")])
        yield "concepts", self._names(self._inverse[(node.value, SKOS + "inScheme")])
        yield "subject", self._names(self._using(node, RDFS + "domain"))
        yield "object", self._names(self._using(node, RDFS + "range"))
        for tie in _TIES:
            yield tie.removeprefix(SKOS), self._names(self._index[(node, tie)])

    def _using(self, cls: NamedNode, predicate: str) -> list[Term]:
        """The relations whose domain or range names the class itself."""
        return [p for p in self._of(OWL + "ObjectProperty")
                if any(n.iri == cls.value for n in self._names(self._index[(p, predicate)]))]

    def _names(self, terms: Iterable[Term]) -> tuple[Name, ...]:
        found = [name for term in terms for name in self._members(term)]
        return tuple(dict.fromkeys(found))

    def _members(self, term: Term) -> Iterable[Name]:
        if isinstance(term, NamedNode):
            yield self._name(term)
        elif isinstance(term, BlankNode):
            for union in self._index[(term, OWL + "unionOf")]:
                yield from self._list(union)

    def _list(self, node: Term) -> Iterable[Name]:
        while isinstance(node, BlankNode):
            yield from self._members(self._index[(node, RDF + "first")][0])
            node = self._index[(node, RDF + "rest")][0]

    def _name(self, node: NamedNode) -> Name:
        spaces = sorted(_PREFIXES.items(), key=lambda pair: -len(pair[1]))
        short = next((f"{p}:{node.value.removeprefix(n)}" for p, n in spaces if node.value.startswith(n)), node.value)
        labels = [self._label(node, language) for language in ("zh", "en")]
        ours = node in self._order and all(labels)
        return Name(node.value, short, labels[0] or short, labels[1] or short, ours)

    def _label(self, node: NamedNode, language: str) -> str:
        return next((v.value for predicate in (RDFS + "label", SKOS + "prefLabel")
                     for v in self._index[(node, predicate)] if isinstance(v, Literal) and v.language == language), "")

    def _text(self, node: NamedNode, language: str) -> str:
        return next((v.value for v in self._index[(node, SKOS + "definition")]
                     if isinstance(v, Literal) and v.language == language), "")
