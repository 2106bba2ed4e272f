"""Relations that clauses state: the rules of data/statements over lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.statements import modality, rosters, speakers, subjects
from kg.extraction.statements.candidates import Candidate
from kg.extraction.statements.lines import Line
from kg.extraction.statements.rules import DEFAULTS, Rule, rules
from kg.model import Entity
from kg.vocabulary import vocabulary

# Acts need a clause without a subject of its own; progress of the area may have one.
_ACTS = ("publisher", "speaker", "region")
_OWNERS = ("Organization", "TalentTitle", "Place")
_RESPECTIVELY = re.compile("分别|分获|分列|分居|分夺|依次")


@dataclass(frozen=True, slots=True)
class _Report:
    lines: tuple[Line, ...]
    topics: tuple[tuple[subjects.Topic, ...], ...]
    planning: frozenset[int]
    speaker: speakers.Speaker


def find(lines: tuple[Line, ...], speaker: speakers.Speaker) -> Iterator[Candidate]:
    """The relations that the clauses of ``lines`` state; ``speaker`` stands for left-out subjects."""
    planning = modality.planning(lines) if speaker.publisher else frozenset()
    report = _Report(lines, subjects.topics(lines), planning, speaker)
    for number, line in enumerate(lines):
        if line.slots:
            for rule in rules():
                for match in rule.pattern.finditer(line.text):
                    yield from _stated(report, number, rule, match)


def _stated(report: _Report, number: int, rule: Rule, match: re.Match[str]) -> Iterator[Candidate]:
    line = report.lines[number]
    if modality.denied(line, match.start(), match.end()):
        return
    plan = rule.planned
    if plan is None:
        plan = modality.planned(line, match.start(), match.end(), prop=rule.property,
                                paragraph_plans=line.sentence.paragraph in report.planning)
    for subject, obj, first, last in _ends(report, number, rule, match):
        span = line.evidence(min(first, match.start()), max(last, match.end() - 1))
        yield Candidate(subject, rule.property, obj, span, rule.confidence, rule.id, plan)


def _ends(report: _Report, number: int, rule: Rule, match: re.Match[str]) -> Iterator[tuple[Entity, Entity, int, int]]:
    """Subject, object and the first and last position of the line that hold them."""
    line = report.lines[number]
    held = {end: _group(line, match, end, rule) for end in match.re.groupindex}
    if rule.pairs or rule.lacks is None:
        for s, o in _respective(line, list(_pairs(held, match, pairs=rule.pairs))):
            yield line.slots[s].entity, line.slots[o].entity, min(s, o), max(s, o)
        return
    (here,) = held.values()
    others = list(_supplied(report, number, rule, match))
    kept = set(_respective(line, [(place, p) for _, place in others if place is not None for p in here]))
    for other, place in others:
        for p in here:
            if place is None or (place, p) in kept:
                near, entity = p if place is None else place, line.slots[p].entity
                pair = (other, entity) if rule.lacks == "S" else (entity, other)
                yield *pair, min(near, p), max(near, p)


def _respective(line: Line, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """``pairs`` of positions; where 分别 stands between as many names as follow, each with its own only."""
    ends = [sorted({pair[end] for pair in pairs}) for end in (0, 1)]
    first, second = sorted(ends)
    if len(first) < 2 or len(first) != len(second) or first[-1] >= second[0] \
            or not _RESPECTIVELY.search(line.text, first[-1], second[0]):
        return pairs
    return [(a, b) for a, b in pairs if ends[0].index(a) == ends[1].index(b)]


def _pairs(held: dict[str, list[int]], match: re.Match[str], *, pairs: bool) -> Iterator[tuple[int, int]]:
    """Subject and object positions: each with each; one coordination is cut between the two that matched."""
    if pairs:
        yield from ((s, o) for s in held["O"] for o in held["O"] if s < o)
        return
    subject, obj = match.start("S"), match.start("O")
    shared = set(held["S"]) & set(held["O"])
    for s in held["S"]:
        for o in held["O"]:
            apart = not shared or ((s <= subject) == (subject < obj) and (o >= obj) == (subject < obj))
            if s != o and apart:
                yield s, o


def _group(line: Line, match: re.Match[str], end: str, rule: Rule) -> list[int]:
    classes = rule.subject if end == "S" else rule.object
    at = match.start(end)
    if rule.alone and end == "S":
        return [at]
    # What stands before the cue that opens the pattern is no part of its object.
    first, last = (0 if at == match.start() else match.start()), _next_owner(line, match, end)
    listed = rosters.people(line, at) if rosters.is_person(line, at) else ()
    group = sorted({*line.groups[at], *listed})
    return [p for p in group if first <= p < last and vocabulary().is_a(line.slots[p].entity.cls, classes)]


def _next_owner(line: Line, match: re.Match[str], end: str) -> int:
    """Where the next owner stands, if the pattern's other end owns what is at ``end``: 甲大学的A、乙大学的B."""
    at, other = match.start(end), match.start("O" if end == "S" else "S") if len(match.re.groupindex) > 1 else -1
    if not 0 <= other < at or not vocabulary().is_a(line.slots[other].entity.cls, _OWNERS):
        return len(line.text)
    return next((p for p in sorted(line.slots) if p > at and p not in line.groups[at]
                 and vocabulary().is_a(line.slots[p].entity.cls, _OWNERS)), len(line.text))


def _supplied(report: _Report, number: int, rule: Rule, match: re.Match[str]) -> Iterator[tuple[Entity, int | None]]:
    """The things that stand for the end that the pattern lacks, and their position where it is on this line."""
    line, classes = report.lines[number], rule.subject if rule.lacks == "S" else rule.object
    if rule.lacks == "S" and subjects.counted(line, match.start()):
        return
    places = subjects.choose(line, number, match.start(), classes, rule.who, report.topics, report.lines)
    found = [(report.lines[n].slots[p].entity, p if n == number else None) for n, p in places]
    yield from ((e, p) for e, p in found if vocabulary().is_a(e.cls, classes))
    default = None if found else _default(report, line, match.start(), rule)
    if default and vocabulary().is_a(default.cls, classes):
        yield default, None


def _default(report: _Report, line: Line, position: int, rule: Rule) -> Entity | None:
    way = next((w for w in rule.who if w in DEFAULTS), None)
    if way is None or (way in _ACTS and not subjects.left_out(line, position)):
        return None
    return report.speaker.of(way)
