"""SHACL as SPARQL: ontology/shapes.ttl made into one query a constraint.

pySHACL gives the same results (a test compares them) but needs rdflib, which parses a report's graph for seconds. The
components are those of SHACL Core that the shapes use, as its section 4 defines them over simple paths.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg import rdf
from kg.errors import DataError
from kg.namespaces import RDF, RDFS
from kg.resources import resource
from kg.validate.checks import Check, Rule, rule

_SH = "http://www.w3.org/ns/shacl#"
_KINDS = {_SH + "IRI": "ISIRI", _SH + "Literal": "ISLITERAL", _SH + "BlankNode": "ISBLANK"}
_Term = rdf.NamedNode | rdf.BlankNode | rdf.Literal | rdf.Triple
_Focus = rdf.NamedNode | rdf.BlankNode


@cache
def checks() -> tuple[Check, ...]:
    """One Check a constraint of ontology/shapes.ttl, by shape and component.

    Raises:
        DataError: no Turtle; a component, target or path that is not known here; a missing message.
    """
    return read(resource("ontology", "shapes.ttl"))


def read(path: Path) -> tuple[Check, ...]:
    """The checks of a file of shapes; errors as in ``checks``."""
    store = rdf.Store()
    try:
        store.load(path=str(path), format=rdf.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise DataError(f"{path}: 形状文件有误 / the shapes are no Turtle: {error}") from error
    reader = _Reader(store, path)
    return tuple(sorted(reader.checks(), key=lambda c: (c.rule.key, c.query)))


class _Reader:
    """The shapes of one file."""

    def __init__(self, store: rdf.Store, path: Path) -> None:
        self._store, self._path = store, path

    def checks(self) -> Iterator[Check]:
        for quad in self._store.quads_for_pattern(None, _iri(RDF + "type"), _iri(_SH + "NodeShape")):
            targets = self._targets(quad.subject)
            for shape in self._objects(quad.subject, _SH + "property"):
                yield from self._property(shape, targets)
            for shape in self._objects(quad.subject, _SH + "sparql"):
                yield Check(self._rule(shape), self._prefixes(shape) + self._text(shape, _SH + "select"))

    def _objects(self, subject: _Term, predicate: str) -> list[_Term]:
        quads = self._store.quads_for_pattern(subject, _iri(predicate), None)  # type: ignore[arg-type]
        return sorted((q.object for q in quads), key=str)

    def _one(self, subject: _Term, predicate: str) -> _Term:
        found = self._objects(subject, predicate)
        if len(found) != 1:
            raise DataError(f"{self._path}: {subject}: 要有一个 / needs one {predicate}, has {len(found)}")
        return found[0]

    def _text(self, subject: _Term, predicate: str) -> str:
        return _value(self._one(subject, predicate))

    def _targets(self, shape: _Term) -> str:
        found = [pattern.format(term=term) for kind, pattern in TARGETS.items() for term in self._objects(shape, kind)]
        if not found:
            raise DataError(f"{self._path}: {shape}: 没有目标 / has no target")
        return " UNION ".join(f"{{ {pattern} }}" for pattern in found)

    def _property(self, shape: _Term, targets: str) -> Iterator[Check]:
        path, known = self._one(shape, _SH + "path"), self._rule(shape)
        for quad in self._store.quads_for_pattern(shape, None, None):  # type: ignore[arg-type]
            name = quad.predicate.value.removeprefix(_SH)
            if name in _ABOUT or not quad.predicate.value.startswith(_SH):
                continue
            if name not in COMPONENTS or (name == "minCount" and _value(quad.object) != "1"):
                raise DataError(f"{self._path}: {known.key}: 不认识的约束 / unknown: sh:{name} {quad.object}")
            body = COMPONENTS[name].format(path=path, n=_value(quad.object), term=self._term(name, quad.object))
            yield Check(known, f"SELECT DISTINCT ?this ?value WHERE {{ {targets} {body} }}")

    def _term(self, name: str, term: _Term) -> str:
        if name == "nodeKind":
            return _KINDS[_value(term)]
        return ", ".join(str(item) for item in self._list(term)) if isinstance(term, rdf.BlankNode) else str(term)

    def _list(self, node: _Term) -> Iterator[_Term]:
        while isinstance(node, rdf.BlankNode):
            yield self._one(node, RDF + "first")
            node = self._one(node, RDF + "rest")

    def _rule(self, shape: _Term) -> Rule:
        severity = next((_value(s).removeprefix(_SH) for s in self._objects(shape, _SH + "severity")), "Violation")
        words = [self._words(shape, predicate, language)
                 for predicate in (_SH + "message", RDFS + "comment") for language in ("zh", "en")]
        return rule(self._path, _value(shape).rsplit("#", 1)[-1], severity, *words)

    def _words(self, shape: _Term, predicate: str, language: str) -> str:
        for term in self._objects(shape, predicate):
            if isinstance(term, rdf.Literal) and term.language == language:
                return term.value
        raise DataError(f"{self._path}: {shape}: 没有 / has no {predicate} @{language}")

    def _prefixes(self, shape: _Term) -> str:
        declared = self._objects(self._one(shape, _SH + "prefixes"), _SH + "declare")
        return "".join(f"PREFIX {self._text(d, _SH + 'prefix')}: <{self._text(d, _SH + 'namespace')}>\n"
                       for d in declared)


def _iri(value: str) -> rdf.NamedNode:
    return rdf.NamedNode(value)


def _value(term: _Term) -> str:
    return "" if isinstance(term, rdf.Triple) else term.value


_ABOUT = frozenset({"path", "message", "severity"})

TARGETS = {
    _SH + "targetClass": "?this a {term}",
    _SH + "targetSubjectsOf": "?this {term} ?targeted",
    _SH + "targetObjectsOf": "?targeting {term} ?this",
}

# COALESCE: what cannot be compared does not conform (SHACL Core 4.3).
COMPONENTS = {
    "minCount": "FILTER NOT EXISTS {{ ?this {path} ?value }}",
    "maxCount": "{{ SELECT ?this WHERE {{ ?this {path} ?found }} "
                "GROUP BY ?this HAVING (COUNT(DISTINCT ?found) > {n}) }}",
    "nodeKind": "?this {path} ?value FILTER(!{term}(?value))",
    "datatype": "?this {path} ?value FILTER(COALESCE(DATATYPE(?value) != {term}, true))",
    "class": "?this {path} ?value FILTER NOT EXISTS {{ ?value a {term} }}",
    "hasValue": "FILTER NOT EXISTS {{ ?this {path} {term} }}",
    "in": "?this {path} ?value FILTER(COALESCE(?value NOT IN ({term}), true))",
    "languageIn": "?this {path} ?value FILTER(COALESCE(LANG(?value) NOT IN ({term}), true))",
    "pattern": "?this {path} ?value FILTER(COALESCE(!REGEX(STR(?value), {term}), true))",
    "minLength": "?this {path} ?value FILTER(COALESCE(STRLEN(STR(?value)) < {n}, true))",
    "minInclusive": "?this {path} ?value FILTER(COALESCE(?value < {n}, true))",
    "maxInclusive": "?this {path} ?value FILTER(COALESCE(?value > {n}, true))",
    "disjoint": "?this {path} ?value ; {term} ?value",
    "lessThan": "?this {path} ?value ; {term} ?bound FILTER(COALESCE(?value >= ?bound, true))",
}
