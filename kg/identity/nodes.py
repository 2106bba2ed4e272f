"""The entities of a build as identity sees them: names, and the reports that speak of them."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from kg import places
from kg.graph import terms as t
from kg.identity.names import Name, read
from kg.namespaces import PREFIXES, STK
from kg.rdf import NamedNode, QuerySolutions, Store

_NAMED = """SELECT ?graph ?entity ?class ?label ?other WHERE { GRAPH ?graph {
  ?graph a stk:Report . ?entity skos:prefLabel ?label ; a ?class OPTIONAL { ?entity skos:altLabel ?other } }
  FILTER(STRSTARTS(STR(?class), STR(stk:))) }"""
_ABOUT = """SELECT ?graph ?place WHERE { GRAPH ?graph {
  ?graph a stk:Report { ?graph dcterms:spatial/skos:prefLabel ?place } UNION { ?graph dc:coverage ?place }
  UNION { ?graph stk:province ?place } } }"""


@dataclass(frozen=True)
class Node:
    """An entity of the build: IRI, class, name, other names, its reports, and the one place that they speak of."""

    iri: str
    cls: str
    label: str
    aliases: tuple[str, ...]
    reports: tuple[str, ...]
    within: str | None

    @property
    def id(self) -> str:
        """Class and name, as ``Entity.id``: how a person and the decisions' file name it."""
        return f"{self.cls}/{self.label}"

    @cached_property
    def name(self) -> Name:
        """The name as it is compared."""
        return read(self.label, self.cls, self.within)


def nodes(store: Store) -> tuple[Node, ...]:
    """The entities of all reports in a store, by IRI."""
    rows: QuerySolutions = store.query(_NAMED, prefixes=PREFIXES)  # type: ignore[assignment]
    found: dict[tuple[str, str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for row in rows:
        graph, entity, cls, label = (row[v].value for v in ("graph", "entity", "class", "label"))
        aliases, graphs = found[(entity, cls.removeprefix(STK), label)]
        graphs.add(graph)
        if row["other"] is not None:
            aliases.add(row["other"].value)
    about = _about(store)
    return tuple(Node(*key, tuple(sorted(aliases)), tuple(sorted(graphs)), _within(about, graphs))
                 for key, (aliases, graphs) in sorted(found.items()))


def _about(store: Store) -> dict[str, list[str]]:
    """The places that a report is of, the smallest first."""
    found: dict[str, set[str]] = defaultdict(set)
    rows: QuerySolutions = store.query(_ABOUT, prefixes=PREFIXES)  # type: ignore[assignment]
    for row in rows:
        found[row["graph"].value].add(row["place"].value)
    return {graph: sorted(found[graph], key=lambda p: (-_rank(p), p)) for graph in found}


def _rank(place: str) -> int:
    division = places.find(place)
    return division.rank if division else 0


def _within(about: dict[str, list[str]], graphs: set[str]) -> str | None:
    """The smallest place that all reports of an entity are of: it tells which 鼓楼区 is meant."""
    common = [p for p in about.get(min(graphs), []) if all(p in about.get(g, ()) for g in graphs)]
    return common[0] if common else None


def evidence(store: Store, node: Node) -> NamedNode | None:
    """The first place in its first report that names an entity: the target of its annotation."""
    graph = NamedNode(node.reports[0])
    marks = sorted((q.subject for q in store.quads_for_pattern(None, t.BODY, NamedNode(node.iri), graph)), key=str)
    targets = (q.object for m in marks for q in store.quads_for_pattern(m, t.TARGET, None, graph))
    return next((x for x in targets if isinstance(x, NamedNode)), None)
