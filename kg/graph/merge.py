"""One record a fact: what a report says twice becomes one fact with the evidence of both."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from kg.model import Entity, Extraction, Observation, Span, Statement
from kg.rdf import plain

Fact = TypeVar("Fact", Statement, Observation)


def merged(extraction: Extraction) -> Extraction:
    """The same facts sorted and each once, without those that have no evidence.

    Of doubles the surest gives confidence and extractor.
    """
    return replace(
        extraction,
        entities=_entities(extraction.entities),
        statements=_facts(extraction.statements, statement_key),
        observations=_facts(extraction.observations, observation_key),
    )


def statement_key(one: Statement) -> tuple[str, ...]:
    """What a relation says, whatever its evidence."""
    return one.subject, one.property, one.object, "planned" if one.planned else "", one.detail or ""


def observation_key(one: Observation) -> tuple[str, ...]:
    """What a figure says, whatever its evidence and its wording."""
    parts = (one.subject, one.indicator, one.value, one.unit, one.period, one.change, one.change_unit, one.rank,
             one.rank_scope, one.comparator, one.target)
    return tuple(_plain(part) for part in parts)


def _plain(part: object) -> str:
    if isinstance(part, Decimal):
        return plain(part)  # Decimal("3.50") and Decimal("3.5") are one value
    return "" if part is None else str(part)


def _entities(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.mentions or entity.references:
            groups.setdefault(entity.id, []).append(entity)
    return tuple(_entity(groups[key]) for key in sorted(groups))


def _entity(same: list[Entity]) -> Entity:
    best = max(same, key=lambda e: e.confidence)
    mentions = _spans(e.mentions for e in same)
    references = tuple(s for s in _spans(e.references for e in same) if s not in mentions)
    aliases = tuple(sorted({alias for e in same for alias in e.aliases}))
    return replace(best, aliases=aliases, mentions=mentions, references=references)


def _facts(facts: Iterable[Fact], key: Callable[[Fact], Hashable]) -> tuple[Fact, ...]:
    groups: dict[Hashable, list[Fact]] = {}
    for fact in facts:
        if fact.evidence:
            groups.setdefault(key(fact), []).append(fact)
    return tuple(_fact(groups[k]) for k in sorted(groups))  # type: ignore[type-var]


def _fact(same: list[Fact]) -> Fact:
    best = max(same, key=lambda f: f.confidence)
    return replace(best, evidence=_spans(f.evidence for f in same))


def _spans(groups: Iterable[tuple[Span, ...]]) -> tuple[Span, ...]:
    return tuple(sorted({span for group in groups for span in group}))
