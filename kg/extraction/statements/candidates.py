"""What the rules propose, and how proposals become statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Entity, Span, Statement
from kg.vocabulary import vocabulary

_LEAST = 0.5
_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed relation, one place of it; ``named`` is the id of the thing whose name alone states it."""

    subject: Entity
    property: str
    object: Entity
    evidence: Span
    confidence: float
    extractor: str
    planned: bool = False
    detail: str | None = None
    named: str | None = None


def statements(found: Iterable[Candidate]) -> tuple[Statement, ...]:
    """One statement a fact, with all its evidence: what two places say is done and planned is done.

    Proposals that contradict domain or range, relate a thing to itself or are too weak are dropped.
    """
    facts: dict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
    for c in found:
        if _holds(c):
            facts[_key(c)].append(c)
    plans = _plans(facts)
    return tuple(_statement(key, members, plans) for key, members in sorted(facts.items()))


def _holds(c: Candidate) -> bool:
    return (c.confidence >= _LEAST and c.subject.id != c.object.id
            and vocabulary().allows(c.property, c.subject.cls, c.object.cls))


def _key(c: Candidate) -> tuple[str, str, str]:
    subject, obj = c.subject.id, c.object.id
    if vocabulary().properties[c.property].symmetric and obj < subject \
            and vocabulary().allows(c.property, c.object.cls, c.subject.cls):
        subject, obj = obj, subject
    return subject, c.property, obj


def _plans(facts: dict[tuple[str, str, str], list[Candidate]]) -> frozenset[str]:
    """The ids of the things of which a clause says only what is planned to be done to them."""
    done: dict[str, bool] = {}
    for (_, _, obj), members in facts.items():
        told = [c.planned for c in members if not c.named]
        if told:
            done[obj] = done.get(obj, False) or not all(told)
    return frozenset(obj for obj, is_done in done.items() if not is_done)


def _statement(key: tuple[str, str, str], members: list[Candidate], plans: frozenset[str]) -> Statement:
    best = max(members, key=lambda c: (c.confidence, c.extractor))
    evidence = tuple(sorted({c.evidence for c in members}))[:_EVIDENCE]
    details = list(dict.fromkeys(c.detail for c in members if c.detail))
    return Statement(*key, evidence=evidence, confidence=best.confidence, extractor=best.extractor,
                     planned=all(c.planned or c.named in plans for c in members), detail="、".join(details) or None)
