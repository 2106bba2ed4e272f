"""The graph against the ontology: only declared words, only classes that fit their relation."""

import tomllib
from collections.abc import Iterator
from functools import cache

from kg import rdf
from kg.errors import DataError
from kg.graph.gradings import gradings
from kg.namespaces import RDF, SKOS, STK
from kg.resources import resource
from kg.validate.checks import Rule, rule
from kg.vocabulary import vocabulary

Row = tuple[Rule, rdf.NamedNode | rdf.BlankNode, str | None]

_PREFIXES = f"PREFIX rdf: <{RDF}>\nPREFIX skos: <{SKOS}>\nPREFIX stk: <{STK}>\n"
_REPORTS = _PREFIXES + "SELECT DISTINCT ?this WHERE { ?this a stk:Report }"
_WORDS = _PREFIXES + ("SELECT DISTINCT ?word (SAMPLE(?s) AS ?this) WHERE { { ?s ?word ?o } UNION { ?s a ?word } "
                      "UNION { ?s rdf:predicate ?word } FILTER(STRSTARTS(STR(?word), STR(stk:))) } GROUP BY ?word")
_CLASSES = _PREFIXES + ("SELECT DISTINCT ?this ?class WHERE { ?this a ?class ; skos:prefLabel ?label "
                        "FILTER(STRSTARTS(STR(?class), STR(stk:))) }")
_STATED = _PREFIXES + ("SELECT DISTINCT ?this ?s ?p ?o WHERE { ?this rdf:subject ?s ; rdf:predicate ?p ; "
                       "rdf:object ?o FILTER(STRSTARTS(STR(?p), STR(stk:))) }")
_PLAIN = _PREFIXES + ("SELECT DISTINCT ?this ?s ?p ?o WHERE { ?s ?p ?o ; skos:prefLabel ?l FILTER(STRSTARTS(STR(?p), "
                      "STR(stk:)) && ISIRI(?o)) FILTER NOT EXISTS { ?stated rdf:subject ?s ; rdf:predicate ?p ; "
                      "rdf:object ?o } BIND(?s AS ?this) }")


@cache
def rules() -> dict[str, Rule]:
    """The rules of ontology/vocabulary-rules.toml by key; DataError where one lacks a word."""
    path = resource("ontology", "vocabulary-rules.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return {key: rule(path, key, row["severity"], row["zh"], row["en"], row["do-zh"], row["do-en"])
                for key, row in table.items()}
    except KeyError as error:
        raise DataError(f"{path}: 规则缺 / a rule lacks {error}") from error


@cache
def declared() -> frozenset[str]:
    """All IRIs of our namespace that the ontology and its schemes describe."""
    store = rdf.Store()
    for name in ("scitech-kg.ttl", "schemes.ttl", "cube.ttl"):
        store.load(path=str(resource("ontology", name)), format=rdf.RdfFormat.TURTLE)
    return frozenset(q.subject.value for q in store if isinstance(q.subject, rdf.NamedNode))


def disagreements(store: rdf.Store, graph: rdf.NamedNode | rdf.DefaultGraph) -> Iterator[Row]:
    """Every place of one graph that the ontology forbids: its rule, the node and what it says."""
    def ask(query: str) -> rdf.QuerySolutions:
        return store.query(query, default_graph=graph)  # type: ignore[return-value]

    yield from _reports([row["this"] for row in ask(_REPORTS)], graph)
    yield from ((rules()["term-declared"], row["this"], row["word"].value)
                for row in ask(_WORDS) if row["word"].value not in declared())
    classes = {row["this"]: row["class"].value.removeprefix(STK) for row in ask(_CLASSES)}
    yield from ((rules()["entity-leaf"], node, cls) for node, cls in classes.items() if cls not in vocabulary().leaves)
    for query in (_STATED, _PLAIN):
        for row in ask(query):
            if query is _PLAIN and row["p"] in _graded():
                continue  # said of the name, with no statement: the shapes look after these
            subject, obj = classes.get(row["s"]), classes.get(row["o"])
            prop = row["p"].value.removeprefix(STK)
            if not _allowed(prop, subject, obj):
                yield rules()["relation-domain-range"], row["this"], f"{subject} {prop} {obj}"


@cache
def _graded() -> frozenset[rdf.NamedNode]:
    return frozenset(one.property for one in gradings())


def _reports(found: list[rdf.NamedNode], graph: rdf.NamedNode | rdf.DefaultGraph) -> Iterator[Row]:
    named = isinstance(graph, rdf.NamedNode)
    if len(found) != 1 or (named and found != [graph]):
        focus = graph if isinstance(graph, rdf.NamedNode) else rdf.NamedNode("urn:x-default-graph")
        yield rules()["graph-report"], focus, ", ".join(sorted(f.value for f in found)) or None


def _allowed(prop: str, subject: str | None, obj: str | None) -> bool:
    words = vocabulary()
    if prop not in words.properties or subject not in words.classes or obj not in words.classes:
        return False
    return words.allows(prop, subject, obj)
