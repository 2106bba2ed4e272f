"""From the extractions of some reports to one view: each entity, relation and figure once, with all its places."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Entity, Extraction, Observation, Source, Span, Statement
from kg.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span of the text of the ``report``-th report."""

    report: int
    span: Span


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of all reports: ``mentions`` name it, ``references`` stand for it, ``degree`` counts its relations."""

    id: str
    cls: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Place, ...]
    references: tuple[Place, ...]
    confidence: float
    degree: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation between the ``subject``-th and the ``object``-th thing, said at ``evidence``."""

    subject: int
    property: str
    object: int
    planned: bool
    detail: str | None
    confidence: float
    extractors: tuple[str, ...]
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation of the ``subject``-th thing in the ``report``-th report."""

    subject: int
    report: int
    observation: Observation


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows."""

    sources: tuple[Source, ...]
    things: tuple[Thing, ...]
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]


def merge(extractions: Sequence[Extraction]) -> View:
    """One view of ``extractions``, things sorted by id, facts by subject, property and object."""
    said = _said(extractions)
    degrees = Counter(end for (s, _, o, _, _) in said for end in {s, o})
    things = _things(extractions, degrees)
    number = {thing.id: n for n, thing in enumerate(things)}
    facts = tuple(sorted((_fact(key, found, number) for key, found in said.items()), key=_order))
    figures = (Figure(number[o.subject], n, o) for n, x in enumerate(extractions) for o in x.observations)
    ordered = tuple(sorted(figures, key=lambda f: (f.subject, f.report, f.observation.evidence[:1])))
    return View(tuple(x.source for x in extractions), things, facts, ordered)


_Key = tuple[str, str, str, bool, str]


def _said(extractions: Iterable[Extraction]) -> dict[_Key, list[tuple[int, Statement]]]:
    said: dict[_Key, list[tuple[int, Statement]]] = {}
    for report, extraction in enumerate(extractions):
        for s in extraction.statements:
            ends = (s.subject, s.object)
            if vocabulary().properties[s.property].symmetric:
                ends = (min(ends), max(ends))
            key = (ends[0], s.property, ends[1], s.planned, s.detail or "")
            said.setdefault(key, []).append((report, s))
    return said


def _fact(key: _Key, found: list[tuple[int, Statement]], number: dict[str, int]) -> Fact:
    subject, prop, obj, planned, detail = key
    places = sorted({Place(report, span) for report, s in found for span in s.evidence})
    return Fact(number[subject], prop, number[obj], planned, detail or None, max(s.confidence for _, s in found),
                tuple(sorted({s.extractor for _, s in found})), tuple(places))


def _order(fact: Fact) -> tuple[int, str, int, bool, str]:
    return (fact.subject, fact.property, fact.object, fact.planned, fact.detail or "")


def _things(extractions: Iterable[Extraction], degrees: Counter[str]) -> tuple[Thing, ...]:
    found: dict[str, list[tuple[int, Entity]]] = {}
    for report, extraction in enumerate(extractions):
        for entity in extraction.entities:
            found.setdefault(entity.id, []).append((report, entity))
    return tuple(_thing(key, found[key], degrees[key]) for key in sorted(found))


def _thing(key: str, found: list[tuple[int, Entity]], degree: int) -> Thing:
    first = found[0][1]
    aliases = sorted({alias for _, e in found for alias in e.aliases} - {first.name})
    mentions = sorted({Place(report, span) for report, e in found for span in e.mentions})
    references = sorted({Place(report, span) for report, e in found for span in e.references})
    return Thing(key, first.cls, first.name, tuple(aliases), tuple(mentions), tuple(references),
                 max(e.confidence for _, e in found), degree)
