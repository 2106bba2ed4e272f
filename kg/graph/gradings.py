"""Levels, grades and kinds that names give: concepts of ontology/schemes.ttl, found by their labels.

Which property takes which scheme, of what, and where in a name the word stands is said in the ontology (stk:scheme,
schema:domainIncludes, stk:wordAt, stk:notAfter, stk:notBefore, stk:notWithin).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg import rdf
from kg.errors import DataError
from kg.namespaces import QB, SKOS, STK
from kg.rdf import Literal, NamedNode, Store
from kg.resources import resource
from kg.vocabulary import vocabulary

_DOMAIN = NamedNode("https://schema.org/domainIncludes")
_FIGURE = QB + "Observation"
# What a counted kind may end with: 省级孵化器数量.
_COUNTED = re.compile(r"(?:总数量|总数|数量|家数|个数|数)$")


@dataclass(frozen=True, slots=True)
class Grading:
    """A property, what it is said of (names of classes, the IRI qb:Observation) and its words with their concepts."""

    property: NamedNode
    bearers: frozenset[str]
    words: dict[str, NamedNode]
    pattern: re.Pattern[str]
    within: re.Pattern[str] | None

    def of(self, name: str) -> NamedNode | None:
        """The one concept whose words the name has; None where it has none or those of several."""
        if self.within and self.within.search(name):
            return None
        found = {self.words[m[0]] for m in self.pattern.finditer(name)}
        return found.pop() if len(found) == 1 else None


def of_entity(cls: str, name: str) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The gradings that an entity's name gives, as property and concept."""
    for one in gradings():
        if vocabulary().is_a(cls, one.bearers & vocabulary().classes.keys()) and (concept := one.of(name)):
            yield one.property, concept


def of_count(indicator: str) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The gradings of what an indicator counts: 省级孵化器 is of a level and a kind."""
    counted = _COUNTED.sub("", indicator)
    for one in gradings():
        if _FIGURE in one.bearers and (concept := one.of(counted)):
            yield one.property, concept


@cache
def gradings() -> tuple[Grading, ...]:
    """All gradings of the ontology, by property.

    Raises:
        DataError: a property lacks its place of the word, or its scheme has no labels.
    """
    store = Store()
    for name in ("scitech-kg.ttl", "schemes.ttl"):
        store.load(path=str(resource("ontology", name)), format=rdf.RdfFormat.TURTLE)
    quads = store.quads_for_pattern(None, NamedNode(STK + "scheme"), None)
    found = [(q.subject, q.object) for q in quads if isinstance(q.subject, NamedNode)]
    return tuple(_grading(store, p, scheme) for p, scheme in sorted(found, key=str))  # type: ignore[arg-type]


def _grading(store: Store, prop: NamedNode, scheme: NamedNode) -> Grading:
    words, place = _words(store, scheme), _texts(store, prop, STK + "wordAt")
    if not words or place not in (["end"], ["anywhere"]):
        raise DataError(f"ontology/scitech-kg.ttl: {prop}: 概念表或词位有误 / its scheme or wordAt is wrong")
    behind = "".join(f"(?<!{re.escape(w)})" for w in _texts(store, prop, STK + "notAfter"))
    ahead = "".join(f"(?!{re.escape(w)})" for w in _texts(store, prop, STK + "notBefore"))
    pattern = re.compile(f"{behind}(?:{_any(words)}){ahead}{'$' if place == ['end'] else ''}")
    bearers = frozenset(node.value.removeprefix(STK) for node in _nodes(store, prop, _DOMAIN))
    within = [_any(_words(store, other)) for other in _nodes(store, prop, NamedNode(STK + "notWithin"))]
    return Grading(prop, bearers, words, pattern, re.compile(f"(?:{'|'.join(within)})(?=.)") if within else None)


def _words(store: Store, scheme: NamedNode) -> dict[str, NamedNode]:
    """The labels of a scheme's concepts, hidden ones too."""
    quads = store.quads_for_pattern(None, NamedNode(SKOS + "inScheme"), scheme)
    concepts = sorted((q.subject for q in quads if isinstance(q.subject, NamedNode)), key=str)
    return {label: concept for concept in concepts for predicate in ("prefLabel", "altLabel", "hiddenLabel")
            for label in _texts(store, concept, SKOS + predicate)}


def _texts(store: Store, subject: NamedNode, predicate: str) -> list[str]:
    return sorted(q.object.value for q in store.quads_for_pattern(subject, NamedNode(predicate), None)
                  if isinstance(q.object, Literal) and q.object.language != "en")


def _nodes(store: Store, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(subject, predicate, None)
    return sorted((q.object for q in quads if isinstance(q.object, NamedNode)), key=str)


def _any(words: dict[str, NamedNode]) -> str:
    """The longest word first: 重点实验室 before 实验室."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
