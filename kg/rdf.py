"""The fence around pyoxigraph: terms, parsing, writing and stores come from here and nowhere else."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from kg.namespaces import PREFIXES, XSD

__all__ = [
    "BlankNode", "DefaultGraph", "Literal", "NamedNode", "Node", "Quad", "QueryBoolean", "QueryResultsFormat",
    "QuerySolutions", "QueryTriples", "RdfFormat", "Store", "Term", "Triple", "decimal", "named", "nquads", "plain",
    "read_nquads", "read_turtle", "serialized", "solutions", "triples", "typed",
]

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple


def read_turtle(path: Path, *, base: str | None = None) -> list[Triple]:
    """The triples of a Turtle file; ``base`` is what its relative IRIs are resolved against.

    Raises:
        SyntaxError: the file is no Turtle; line and column are in the message.
    """
    return [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE, base_iri=base)]


def read_nquads(data: bytes) -> list[Quad]:
    """The quads of an N-Quads document.

    Raises:
        SyntaxError: it is none.
    """
    return list(parse(input=data, format=RdfFormat.N_QUADS))


def solutions(data: bytes) -> QuerySolutions:
    """The rows of a document of SPARQL 1.1 Query Results JSON."""
    return parse_query_results(data, format=QueryResultsFormat.JSON)  # type: ignore[return-value]


def nquads(quads: Iterable[Quad]) -> bytes:
    """The quads as sorted canonical N-Quads, each once: the same set of quads gives the same bytes.

    That holds because no graph of ours has blank nodes (RDFC-1.0 then is sorting).
    """
    lines = sorted({f"{quad} .\n" for quad in quads})
    return "".join(lines).encode("utf-8")


def serialized(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat, *,
               prefixes: Mapping[str, str] | None = None) -> bytes:
    """Quads or triples in a format of RDF, in the order of their terms, with the project's prefixes and more."""
    ordered = sorted(statements, key=str)
    return serialize(ordered, format=form, prefixes={**PREFIXES, **(prefixes or {})}) or b""  # type: ignore[arg-type]


def triples(quads: Iterable[Quad]) -> list[Triple]:
    """The triples of the quads, whatever their graphs, each once."""
    return sorted({quad.triple for quad in quads}, key=str)


def named(*parts: str) -> NamedNode:
    """The IRI that the parts make together."""
    return NamedNode("".join(parts))


def typed(text: str, datatype: str) -> Literal:
    """A literal with a datatype of XML Schema, by its local name."""
    return Literal(text, datatype=NamedNode(XSD + datatype))


def plain(number: Decimal) -> str:
    """A decimal in the canonical form of xsd:decimal that stores rewrite it to: 3.50 is 3.5, 1E+3 is 1000."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def decimal(number: Decimal) -> Literal:
    """A number as xsd:decimal."""
    return typed(plain(number), "decimal")
