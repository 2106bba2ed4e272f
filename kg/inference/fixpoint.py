"""Apply the rules until nothing new follows (naive evaluation: every rule over everything, round by round)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg import rdf
from kg.errors import DataError
from kg.inference.rules import Rule, rules
from kg.namespaces import PREFIXES, SKOS, STK
from kg.rdf import DefaultGraph, NamedNode, Quad, Store, Triple
from kg.resources import resource
from kg.vocabulary import vocabulary

# What the graphs of identity say of regions and divisions; the relations themselves come from the ontology.
_OUTSIDE = (SKOS + "exactMatch", SKOS + "broader")


@dataclass(frozen=True, slots=True, order=True)
class Inferred:
    """A triple (as its terms' N-Triples) that no report states, and the key of the rule that gave it first."""

    subject: str
    predicate: str
    object: str
    rule: str


def infer(store: Store, known: Sequence[Rule] | None = None) -> tuple[Inferred, ...]:
    """All that follows from the plain relations in a store's default graph, sorted.

    Plans have no plain triple, so nothing follows from them. Which rule gave a triple first is decided by the round,
    then by the rules' order, so the same facts give the same answer.

    Raises:
        DataError: a rule is no SPARQL, or the ontology no Turtle.
    """
    work = _facts(store)
    found: dict[Triple, str] = {}
    while new := _round(work, known or rules()):
        found |= new
        work.extend(Quad(t.subject, t.predicate, t.object) for t in new)
    return tuple(sorted(_inferred(found)))


def _inferred(found: dict[Triple, str]) -> Iterator[Inferred]:
    for triple, rule in found.items():
        yield Inferred(str(triple.subject), str(triple.predicate), str(triple.object), rule)


def _facts(store: Store) -> Store:
    """The relations of the merged graph, with the ontology beside them."""
    work = Store()
    predicates = [*sorted(STK + name for name in vocabulary().properties), *_OUTSIDE]
    for predicate in predicates:
        work.extend(store.quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph()))
    path = resource("ontology", "scitech-kg.ttl")
    work.extend(Quad(t.subject, t.predicate, t.object, NamedNode(STK)) for t in rdf.read_turtle(path))
    return work


def _round(work: Store, known: Iterable[Rule]) -> dict[Triple, str]:
    """What is new after one application of every rule to what is there."""
    new: dict[Triple, str] = {}
    for rule in known:
        for triple in _applied(work, rule):
            if Quad(triple.subject, triple.predicate, triple.object) not in work:
                new.setdefault(triple, rule.key)
    return new


def _applied(work: Store, rule: Rule) -> Iterable[Triple]:
    try:
        return work.query(rule.text, prefixes=PREFIXES)  # type: ignore[return-value]
    except SyntaxError as error:
        raise DataError(f"ontology/rules/{rule.key}.rq: 不是 SPARQL / no SPARQL: {error}") from error
