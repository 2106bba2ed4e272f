"""From the records of one report to the quads of its named graph, in the shape that ARCHITECTURE.md describes."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from kg import __version__, rdf
from kg.errors import DataError
from kg.graph import gradings, iris
from kg.graph import terms as t
from kg.graph.merge import merged
from kg.graph.units import counts, unit
from kg.model import Context, Entity, Extraction, Observation, Source, Span, Statement
from kg.namespaces import BASE
from kg.rdf import Literal, NamedNode, Quad, typed
from kg.vocabulary import vocabulary

Pairs = Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]


def quads(extraction: Extraction, *, base: str = BASE) -> list[Quad]:
    """The named graph of a report: sorted, without blank nodes, clock or order of sets.

    What has no evidence is not written. Of a planned statement there is no plain triple.

    Raises:
        DataError: a statement or figure is of an entity that the extraction does not hold, or of an unknown class.
    """
    writer = _Writer(merged(extraction), base)
    return sorted({Quad(s, p, o, writer.graph) for s, p, o in writer.everything()}, key=str)


class _Writer:
    """The report being written: its graph's IRI, its text and the base of the resources."""

    def __init__(self, extraction: Extraction, base: str) -> None:
        self.extraction = extraction
        self.base = base
        self.text = extraction.source.text
        self.graph = iris.report(base, extraction.source.identifier)
        self.entities = {e.id: e for e in extraction.entities}

    def everything(self) -> Pairs:
        yield from self._report(self.extraction.source)
        for entity in self.entities.values():
            yield from self._entity(entity)
        yield from self._context(self.extraction.context)
        for statement in self.extraction.statements:
            yield from self._statement(statement)
        for observation in self.extraction.observations:
            yield from self._observation(observation)
        yield from self._cube()

    def _report(self, source: Source) -> Pairs:
        run = iris.run(self.base, __version__, source.identifier, source.sha256)
        software = iris.software(self.base, __version__)
        yield self.graph, t.A, t.REPORT
        yield self.graph, t.IDENTIFIER, Literal(source.identifier)
        yield self.graph, t.SHA256, Literal(source.sha256)
        yield self.graph, t.TEXT, Literal(source.text)
        yield self.graph, t.GENERATED_BY, run
        yield run, t.A, t.ACTIVITY
        yield run, t.ASSOCIATED, software
        yield software, t.A, t.SOFTWARE
        yield software, t.LABEL, Literal(f"scitech-kg {__version__}")

    def _context(self, context: Context) -> Pairs:
        yield self.graph, t.GENRE, Literal(context.genre)
        if context.title is not None:
            yield self.graph, t.TITLE, Literal(context.title, language="zh")
        if context.year is not None:
            yield self.graph, t.YEAR, typed(f"{context.year:04d}", "gYear")
        if context.province is not None:
            yield self.graph, t.PROVINCE, Literal(context.province)
        yield from self._named(context.publisher, "Agent", t.PUBLISHER, t.PUBLISHER_NAME)
        yield from self._named(context.region, "Place", t.SPATIAL, t.SPATIAL_NAME)

    def _named(self, name: str | None, kind: str, link: NamedNode, literal: NamedNode) -> Pairs:
        """The entity of that name; its bare name where no entity of the report has it."""
        if name is None:
            return
        of_name = [e for e in self.entities.values() if e.name == name]
        fitting = [e.id for e in of_name if vocabulary().is_a(e.cls, [kind])]
        if fitting:
            yield self.graph, link, self._iri(min(fitting))
        else:
            yield self.graph, literal, Literal(name)

    def _iri(self, key: str) -> NamedNode:
        if key not in self.entities:
            raise DataError(f"{self.extraction.source.identifier}: {key}: 没有这个实体 / is no entity of the report")
        return iris.entity(self.base, key)

    def _entity(self, entity: Entity) -> Pairs:
        if entity.cls not in vocabulary().leaves:
            raise DataError(f"{entity.id}: 本体里没有这个类 / the ontology has no such class")
        node = self._iri(entity.id)
        yield node, t.A, iris.relation(entity.cls)
        yield node, t.PREF_LABEL, Literal(entity.name, language="zh")
        for alias in sorted(set(entity.aliases) - {entity.name}):
            yield node, t.ALT_LABEL, Literal(alias, language="zh")
        for grading, concept in gradings.of_entity(entity.cls, entity.name):
            yield node, grading, concept
        for span in entity.mentions:
            yield from self._place(entity, node, "mention", span)
        for span in entity.references:
            yield from self._place(entity, node, "reference", span)

    def _place(self, entity: Entity, node: NamedNode, kind: str, span: Span) -> Pairs:
        """A place in the text. A reference (我市) is no name: an annotation only where it is all there is."""
        place = iris.mention(self.graph, kind, span, entity.id)
        if kind == "mention" or not entity.mentions:
            yield place, t.A, t.ANNOTATION
        if kind == "reference":
            yield place, t.A, t.REFERENCE
        yield place, t.BODY, node
        yield from self._evidence(place, (span,))
        yield from self._origin(place, entity.confidence, entity.extractor)

    def _evidence(self, node: NamedNode, spans: tuple[Span, ...]) -> Pairs:
        for span in spans:
            target, selector = iris.target(self.graph, span), iris.selector(self.graph, span)
            yield node, t.TARGET, target
            yield target, t.SOURCE, self.graph
            yield target, t.SELECTOR, selector
            yield selector, t.A, t.POSITION
            yield selector, t.A, t.QUOTE
            yield selector, t.START, typed(str(span.start), "integer")
            yield selector, t.END, typed(str(span.end), "integer")
            yield selector, t.EXACT, Literal(span.of(self.text))

    def _origin(self, node: NamedNode, confidence: float, extractor: str) -> Pairs:
        yield node, t.CONFIDENCE, rdf.decimal(Decimal(f"{confidence:.4f}"))
        yield node, t.EXTRACTOR, Literal(extractor)

    def _statement(self, one: Statement) -> Pairs:
        subject, obj = self._iri(one.subject), self._iri(one.object)
        if one.property not in vocabulary().properties:
            raise DataError(f"{one.property}: 本体里没有这个关系 / the ontology has no such relation")
        node, relation = iris.statement(self.graph, one), iris.relation(one.property)
        yield node, t.A, t.STATEMENT
        yield node, t.SUBJECT, subject
        yield node, t.PREDICATE, relation
        yield node, t.OBJECT, obj
        if one.planned:
            yield node, t.MODALITY, t.PLANNED
        else:
            yield subject, relation, obj
        if one.detail:
            yield node, t.DETAIL, Literal(one.detail)
        yield from self._evidence(node, one.evidence)
        yield from self._origin(node, one.confidence, one.extractor)

    def _observation(self, one: Observation) -> Pairs:
        node, indicator = iris.observation(self.graph, one), iris.indicator(self.base, one.indicator)
        yield node, t.A, t.OBSERVATION
        yield node, t.OF, self._iri(one.subject)
        yield node, t.INDICATOR, indicator
        yield indicator, t.A, t.CONCEPT
        yield indicator, t.IN_SCHEME, t.INDICATORS
        yield indicator, t.PREF_LABEL, Literal(one.indicator, language="zh")
        if one.unit is not None and counts(one.unit):
            for grading, concept in gradings.of_count(one.indicator):
                yield node, grading, concept
        yield node, t.VALUE_TEXT, Literal(one.value_text)
        if one.target:
            yield node, t.MODALITY, t.TARGETED
        for predicate, literal in _figures(one):
            yield node, predicate, literal
        yield from self._unit(node, one)
        yield from self._evidence(node, one.evidence)
        yield from self._origin(node, one.confidence, one.extractor)

    def _cube(self) -> Pairs:
        """The figures that a data cube admits: with all its dimensions and its measure, and told apart by them."""
        whole = [o for o in self.extraction.observations if o.value is not None and o.period is not None]
        same = Counter((o.subject, o.indicator, o.period) for o in whole)
        admitted = [o for o in whole if same[(o.subject, o.indicator, o.period)] == 1]
        cube = iris.figures(self.graph)
        if admitted:
            yield cube, t.A, t.DATA_SET
            yield cube, t.STRUCTURE, t.FIGURE_STRUCTURE
        for one in admitted:
            yield iris.observation(self.graph, one), t.OF_DATA_SET, cube

    def _unit(self, node: NamedNode, one: Observation) -> Pairs:
        if one.unit is None:
            return
        base_unit, factor = unit(one.unit)
        iri = base_unit.iri(self.base)
        yield node, t.UNIT_LABEL, Literal(one.unit)
        yield node, t.UNIT, iri
        yield iri, t.A, t.UNIT_CLASS
        yield iri, t.LABEL, Literal(base_unit.zh, language="zh")
        if base_unit.en:
            yield iri, t.LABEL, Literal(base_unit.en, language="en")
        if not base_unit.qudt:  # QUDT's own units stand in its vocabulary
            yield iri, t.IN_SCHEME, t.UNITS
        if one.value is not None:
            yield node, t.BASE_VALUE, rdf.decimal(one.value * factor)


def _figures(one: Observation) -> Iterator[tuple[NamedNode, Literal]]:
    """What a figure may have, as literals."""
    for predicate, number in ((t.VALUE, one.value), (t.CHANGE, one.change)):
        if number is not None:
            yield predicate, rdf.decimal(number)
    for predicate, text in ((t.PERIOD, one.period), (t.CHANGE_UNIT, one.change_unit), (t.RANK_SCOPE, one.rank_scope),
                            (t.COMPARATOR, one.comparator)):
        if text is not None:
            yield predicate, Literal(text)
    if one.rank is not None:
        yield t.RANK, typed(str(one.rank), "integer")
