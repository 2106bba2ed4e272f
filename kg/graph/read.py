"""From the quads of named graphs back to the records of their reports: the inverse of ``write``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.errors import InputError
from kg.graph import terms as t
from kg.graph.merge import observation_key, statement_key
from kg.model import Context, Entity, Extraction, Observation, Source, Span, Statement
from kg.namespaces import STK
from kg.rdf import NamedNode, Quad, Term


def extractions(quads: Iterable[Quad]) -> tuple[Extraction, ...]:
    """The records of every report that has a named graph among the quads, by identifier.

    Raises:
        InputError: a report's graph lacks what GRAPH.md promises.
    """
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value].append(quad)
    found = [extraction(graph) for graph in graphs.values() if any(q.object == t.REPORT for q in graph)]
    return tuple(sorted(found, key=lambda x: x.source.identifier))


def extraction(quads: Iterable[Quad]) -> Extraction:
    """The records of one report from the quads of its named graph.

    Raises:
        InputError: they are no graph of a report.
    """
    reader = _Reader(quads)
    try:
        return reader.extraction()
    except LookupError as error:
        raise InputError(f"图不完整，请重新 kg build / the graph lacks {error}: run kg build again") from error


class _Reader:
    """The triples of one named graph by subject and predicate."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._index: dict[tuple[str, NamedNode], list[Term]] = defaultdict(list)
        self._typed: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            self._index[(quad.subject.value, quad.predicate)].append(quad.object)  # type: ignore[union-attr]
            if quad.predicate == t.A and isinstance(quad.object, NamedNode):
                self._typed[quad.object.value].append(quad.subject.value)  # type: ignore[union-attr]

    def extraction(self) -> Extraction:
        report = self._typed[t.REPORT.value][0]
        source = Source(self._must(report, t.IDENTIFIER), self._must(report, t.TEXT), self._must(report, t.SHA256))
        nodes = self._entities()
        keys = {node: entity.id for node, entity in nodes.items()}
        statements = [self._statement(node, keys) for node in self._typed[t.STATEMENT.value]]
        observations = [self._observation(node, keys) for node in self._typed[t.OBSERVATION.value]]
        return Extraction(source, self._context(report, nodes),
                          tuple(sorted(nodes.values(), key=lambda e: e.id)),
                          tuple(sorted(statements, key=statement_key)),
                          tuple(sorted(observations, key=observation_key)))

    def _all(self, node: str, predicate: NamedNode) -> list[str]:
        return sorted(o.value for o in self._index.get((node, predicate), ()))  # type: ignore[union-attr]

    def _one(self, node: str, predicate: NamedNode) -> str | None:
        return next(iter(self._all(node, predicate)), None)

    def _must(self, node: str, predicate: NamedNode) -> str:
        if (value := self._one(node, predicate)) is None:
            raise LookupError(f"<{node}> {predicate}")
        return value

    def _number(self, node: str, predicate: NamedNode) -> Decimal | None:
        value = self._one(node, predicate)
        return None if value is None else Decimal(value)

    def _context(self, report: str, entities: dict[str, Entity]) -> Context:
        def name(link: NamedNode, literal: NamedNode) -> str | None:
            node = self._one(report, link)
            return self._one(report, literal) if node is None else entities[node].name

        year = self._one(report, t.YEAR)
        return Context(self._one(report, t.TITLE), name(t.PUBLISHER, t.PUBLISHER_NAME),
                       name(t.SPATIAL, t.SPATIAL_NAME), self._one(report, t.PROVINCE),
                       None if year is None else int(year), self._must(report, t.GENRE))

    def _entities(self) -> dict[str, Entity]:
        places: dict[str, list[str]] = defaultdict(list)
        for kind in (t.ANNOTATION, t.REFERENCE):
            for place in self._typed[kind.value]:
                places[self._must(place, t.BODY)].append(place)
        return {node: self._entity(node, sorted(set(places[node]))) for node in sorted(places)}

    def _entity(self, node: str, places: list[str]) -> Entity:
        referring = set(self._typed[t.REFERENCE.value])
        name = self._must(node, t.PREF_LABEL)
        mentions = self._spans(p for p in places if p not in referring)
        read = {exact for p in places if p not in referring for exact in self._quotes(p)}
        aliases = {*self._all(node, t.ALT_LABEL), *({name} & read)}
        return Entity(self._class(node), name, tuple(sorted(aliases)), mentions,
                      self._spans(p for p in places if p in referring),
                      float(self._must(places[0], t.CONFIDENCE)), self._must(places[0], t.EXTRACTOR))

    def _class(self, node: str) -> str:
        return self._must(node, t.A).removeprefix(STK)

    def _selectors(self, node: str) -> Iterator[str]:
        for target in self._all(node, t.TARGET):
            yield from self._all(target, t.SELECTOR)

    def _quotes(self, node: str) -> Iterator[str]:
        return (self._must(s, t.EXACT) for s in self._selectors(node))

    def _spans(self, nodes: Iterable[str]) -> tuple[Span, ...]:
        return tuple(sorted(Span(int(self._must(s, t.START)), int(self._must(s, t.END)))
                            for node in nodes for s in self._selectors(node)))

    def _statement(self, node: str, keys: dict[str, str]) -> Statement:
        return Statement(
            keys[self._must(node, t.SUBJECT)], self._must(node, t.PREDICATE).removeprefix(STK),
            keys[self._must(node, t.OBJECT)], self._spans([node]), float(self._must(node, t.CONFIDENCE)),
            self._must(node, t.EXTRACTOR), planned=t.PLANNED.value in self._all(node, t.MODALITY),
            detail=self._one(node, t.DETAIL))

    def _observation(self, node: str, keys: dict[str, str]) -> Observation:
        rank = self._one(node, t.RANK)
        return Observation(
            keys[self._must(node, t.OF)], self._must(self._must(node, t.INDICATOR), t.PREF_LABEL),
            self._number(node, t.VALUE), self._one(node, t.UNIT_LABEL), self._one(node, t.PERIOD),
            self._spans([node]), self._must(node, t.VALUE_TEXT), float(self._must(node, t.CONFIDENCE)),
            self._must(node, t.EXTRACTOR), change=self._number(node, t.CHANGE),
            change_unit=self._one(node, t.CHANGE_UNIT), rank=None if rank is None else int(rank),
            rank_scope=self._one(node, t.RANK_SCOPE), comparator=self._must(node, t.COMPARATOR),
            target=t.TARGETED.value in self._all(node, t.MODALITY))
