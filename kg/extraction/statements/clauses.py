"""Relations that clauses state: the rules of data/statements over lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.statements import modality, subjects
from kg.extraction.statements.candidates import Candidate
from kg.extraction.statements.lines import Line
from kg.extraction.statements.rules import DEFAULTS, Rule, rules
from kg.model import Entity
from kg.vocabulary import vocabulary

# Acts need a clause without a subject of its own; progress of the area may have one.
_ACTS = ("publisher", "speaker")
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Report:
    lines: tuple[Line, ...]
    topics: tuple[tuple[subjects.Topic, ...], ...]
    planning: frozenset[int]
    speaker: subjects.Speaker


def find(lines: tuple[Line, ...], speaker: subjects.Speaker) -> Iterator[Candidate]:
    """The relations that the clauses of ``lines`` state; ``speaker`` stands for left-out subjects."""
    report = _Report(lines, subjects.topics(lines), modality.planning(lines), speaker)
    for number, line in enumerate(lines):
        if line.slots:
            for rule in rules():
                for match in rule.pattern.finditer(line.text):
                    yield from _stated(report, number, rule, match)


def _stated(report: _Report, number: int, rule: Rule, match: re.Match[str]) -> Iterator[Candidate]:
    line = report.lines[number]
    if modality.denied(line, match.start(), match.end()):
        return
    objects = [p for p in line.groups[match.start("O")]
               if p != _start(match, "S") and vocabulary().is_a(line.slots[p].entity.cls, rule.object)]
    plan = rule.planned
    if plan is None:
        plan = modality.planned(line, match.start(), match.end(), line.sentence.paragraph in report.planning)
    for p in objects:
        for entity, place in _subjects(report, number, rule, match, objects):
            first = place[1] if place and place[0] == number else p
            yield Candidate(entity, rule.property, line.slots[p].entity,
                            line.evidence(min(first, p, match.start()), max(first, p)), rule.confidence, rule.id, plan)


def _start(match: re.Match[str], group: str) -> int:
    return match.start(group) if group in match.re.groupindex else -1


def _subjects(report: _Report, number: int, rule: Rule, match: re.Match[str],
              objects: list[int]) -> Iterator[tuple[Entity, _Place | None]]:
    line = report.lines[number]
    if not rule.named and subjects.counted(line, match.start()):
        return
    if rule.pairs:
        places = [(number, p) for p in objects]
    elif rule.named:
        places = [(number, p) for p in line.groups[match.start("S")] if p not in objects]
    else:
        places = list(subjects.choose(line, number, match.start(), rule.subject, rule.who, report.topics,
                                      report.lines))
    found = [(report.lines[n].slots[p].entity, (n, p)) for n, p in places]
    for entity, place in found:
        if vocabulary().is_a(entity.cls, rule.subject):
            yield entity, place
    if not found and (default := _default(report, line, match.start(), rule)):
        yield default, None


def _default(report: _Report, line: Line, position: int, rule: Rule) -> Entity | None:
    way = next((w for w in rule.who if w in DEFAULTS), None)
    if way is None or (way in _ACTS and not subjects.left_out(line, position)):
        return None
    entity = report.speaker.of(way)
    return entity if entity and vocabulary().is_a(entity.cls, rule.subject) else None
