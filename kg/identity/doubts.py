"""One node that may be two things: a name that several places have, a person in reports that share no employer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kg import places
from kg.identity.names import fits
from kg.identity.nodes import Node
from kg.namespaces import PREFIXES, STK
from kg.rdf import QuerySolutions, Store
from kg.tables import table

_FILE = ("identity", "names")
_BONDS = "SELECT ?graph ?who ?what WHERE { GRAPH ?graph { ?graph a stk:Report . ?who <PROPERTY> ?what } }"


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entity of several reports that may be several things; ``key`` says why (data/identity/reasons.toml, said)."""

    node: Node
    key: str


def doubts(store: Store, nodes: Iterable[Node]) -> tuple[Doubt, ...]:
    """The entities that may be several things under one IRI, by IRI. Nothing is changed: a person looks at them."""
    shared = [n for n in sorted(nodes, key=lambda n: n.iri) if len(n.reports) > 1]
    bonds = _bonds(store)
    found = [(n, "several-places" if _of_several_places(n) else "no-common-body" if _unbound(n, bonds) else "")
             for n in shared]
    return tuple(Doubt(node, key) for node, key in found if key)


def _of_several_places(node: Node) -> bool:
    """Whether several divisions have the name's place word and its reports are of no common place that tells which."""
    return node.within is None and len(places.named(node.name.place)) > 1


def _unbound(node: Node, bonds: dict[tuple[str, str], set[str]]) -> bool:
    """Whether two reports bind a person to bodies and to none in common."""
    if not fits(table(*_FILE)["homonym"]["classes"], node.cls):
        return False
    known = [bodies for report in node.reports if (bodies := bonds.get((report, node.iri)))]
    return any(one.isdisjoint(other) for one, other in combinations(known, 2))


def _bonds(store: Store) -> dict[tuple[str, str], set[str]]:
    query = _BONDS.replace("PROPERTY", STK + table(*_FILE)["homonym"]["property"])
    rows: QuerySolutions = store.query(query, prefixes=PREFIXES)  # type: ignore[assignment]
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        found[(row["graph"].value, row["who"].value)].add(row["what"].value)
    return found
