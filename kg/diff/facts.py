"""What reports say, as facts that can be held against each other whatever words say them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.graph.merge import merged
from kg.graph.units import unit
from kg.model import Entity, Extraction, Observation, Span, Statement
from kg.rdf import plain
from kg.reading.structure import sentences


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One thing that one report says.

    ``kind`` is entity, relation or figure; ``key`` says what the fact is about, ``value`` what is said of it, in base
    units and canonical names; ``shown`` is the value as a reader wants it. ``sentence`` is the first that says it.
    """

    kind: str
    key: tuple[str, ...]
    value: tuple[str, ...]
    shown: str
    report: str
    sentence: str


def facts(extractions: Iterable[Extraction]) -> list[Fact]:
    """The facts of reports, sorted: entities by class and name, relations by their two ends, figures by subject,
    indicator, period, whether they are a goal, and what is said: value, change or rank.

    A figure with growth and rank is three facts, so that it makes no difference whether one sentence or three say it.
    """
    return sorted(fact for one in extractions for fact in _Reader(one).facts())


class _Reader:
    """A report, its names by key and its sentences."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = merged(extraction)
        self.source = extraction.source
        self.spans = [sentence.span for sentence in sentences(self.source.text)]

    def facts(self) -> Iterator[Fact]:
        for entity in self.extraction.entities:
            yield self._entity(entity)
        for statement in self.extraction.statements:
            yield self._relation(statement)
        for observation in self.extraction.observations:
            for aspect, value, shown in _aspects(observation):
                yield self._figure(observation, aspect, value, shown)

    def _entity(self, one: Entity) -> Fact:
        return Fact("entity", (one.cls, one.name), (), "", self.source.identifier, self._sentence(*one.places()))

    def _relation(self, one: Statement) -> Fact:
        value = ("planned" if one.planned else "", one.detail or "")
        return Fact("relation", (one.subject, one.property, one.object), value, " ".join(v for v in value if v),
                    self.source.identifier, self._sentence(*one.evidence))

    def _figure(self, one: Observation, aspect: str, value: tuple[str, ...], shown: str) -> Fact:
        key = (one.subject, one.indicator, one.period or "", "target" if one.target else "", aspect)
        return Fact("figure", key, value, shown, self.source.identifier, self._sentence(*one.evidence))

    def _sentence(self, first: Span, *_: Span) -> str:
        around = next((span for span in self.spans if span.start <= first.start < span.end), first)
        return " ".join(around.of(self.source.text).split())


def _aspects(one: Observation) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """What a figure says: aspect, value in base units, value as written."""
    if one.value is not None:
        sign = "" if one.comparator == "=" else one.comparator
        yield "value", (one.comparator, *_based(one.value, one.unit)), f"{sign}{plain(one.value)}{one.unit or ''}"
    if one.change is not None:
        yield "change", _based(one.change, one.change_unit), f"{plain(one.change)}{one.change_unit or ''}"
    if one.rank is not None:
        yield f"rank {one.rank_scope or ''}".strip(), (str(one.rank),), str(one.rank)
    if one.value is None and one.change is None and one.rank is None:
        yield "value", (one.value_text,), one.value_text


def _based(value: Decimal, label: str | None) -> tuple[str, str]:
    if label is None:
        return plain(value), ""
    base, factor = unit(label)
    return plain(value * factor), base.zh
