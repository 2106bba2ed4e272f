"""What has been read of a line so far, and the lookups that all readers of figures share."""

import re
from dataclasses import dataclass, field

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.indicators import left_noun, split_coordination
from kg.extraction.observations.lines import HOLE, Clause, Line
from kg.extraction.observations.quantities import Quantity
from kg.extraction.observations.rules import rules
from kg.model import Span

_APPOSED = re.compile(r"[（(][^（()）]*[）)]")
_BREAKS = frozenset({"v", "d", "p", "vd", "xc", "ad"})
_ADVERBIAL = frozenset({"TIME", "d", "p", "vd", "ad"})


@dataclass(slots=True)
class Reading:
    """A line, its figures so far, up to where each clause has been read, and the head that a list goes under."""

    line: Line
    drafts: list[Draft] = field(default_factory=list)
    ends: dict[Clause, int] = field(default_factory=dict)
    head: str = ""

    @property
    def last(self) -> Draft | None:
        """The figure read last."""
        return self.drafts[-1] if self.drafts else None

    def start(self, clause: Clause) -> int:
        """Where what is still unread of a clause begins, behind a bracket that explains the last number."""
        at = self.ends.get(clause, clause.span.start)
        if at > clause.span.start and (match := _APPOSED.match(self.line.masked, at)):
            return match.end()
        return at


def clause_at(line: Line, at: int) -> Clause:
    """The innermost clause there."""
    inside = [c for c in line.clauses if c.span.start <= at < c.span.end]
    return min(inside, key=lambda c: c.span.end - c.span.start) if inside else Clause(Span(0, len(line.text)), False)


def draft(reading: Reading, quantity: Quantity, indicator: str, noun: Span, *, growth: bool = False,
          member: int = 0) -> Draft:
    """A figure whose value is the quantity's."""
    clause = clause_at(reading.line, quantity.core.start)
    evidence = Span(min(noun.start, clause.span.start), clause.span.end)
    return Draft(indicator, quantity.span, noun, evidence, quantity, quantity.value, quantity.unit,
                 quantity.comparator, growth=growth, member=member)


def head_before(line: Line, clause: Clause) -> tuple[str, int]:
    """The noun that goes on in a clause without one: the clause before is about it, or a bracket explains it."""
    line = line.outer or line
    if clause.bracket:
        outer = [c for c in line.clauses if not c.bracket and c.span.start < clause.span.start < c.span.end]
        start = outer[0].span.start if outer else 0
        return left_noun(line, start, line.masked[: clause.span.start].find(HOLE, start))
    part = line.masked.rfind("；", 0, clause.span.start)
    before = [c for c in line.clauses if part <= c.span.start and c.span.end <= clause.span.start and not c.bracket]
    for earlier in reversed(before[-2:]):
        noun, begin = _opening_noun(line, earlier)
        if len(noun) >= 2 and not re.search(r"\d", noun):
            return noun, begin
    return "", clause.span.start


def _opening_noun(line: Line, clause: Clause) -> tuple[str, int]:
    end = clause.span.start
    verbs = rules("indicators").words("verbs")
    for token in line.tokens_in(clause.span.start, clause.span.end):
        counted = any(q.core.start <= token.start < q.core.end for q in line.quantities)
        acts = token.tag == "v" and token.text in verbs
        if acts or (end > clause.span.start and (counted or token.tag in _BREAKS)):
            break
        if token.tag not in _ADVERBIAL:
            end = token.end
    return left_noun(line, clause.span.start, end, cut=False)


def shared(noun: str) -> list[str]:
    """The members of a coordination, with the head that the first and the tail that the last states for all.

    新增省级甲中心、乙平台 → 新增省级甲中心, 新增省级乙平台; 国家级、部级平台 → 国家级平台, 部级平台.
    """
    members, table = split_coordination(noun), rules("indicators")
    if len(members) < 2:
        return members
    levels = table.words("inherited.levels")
    head = table.words("kept").at_start.match(members[0])
    prefix = head.group() if head else ""
    level = levels.at_start.match(members[0], len(prefix))
    rest = levels.at_start.sub("", members[-1], count=1) if level else members[-1]
    found = [prefix + rest_of if (rest_of := members[0][len(prefix):]) not in levels else prefix + rest_of + rest]
    for member in members[1:]:
        own = table.words("kept").at_start.match(member) or levels.at_start.match(member)
        lead = "" if own else (level.group() if level else _possessor(members[0]))
        found.append(prefix + lead + member + (rest if member in levels else ""))
    return _tailed(found)


def _possessor(member: str) -> str:
    """民营企业所占的户数和金额: what stands before 的 holds for all."""
    return member[: member.rfind("的") + 1]


def _tailed(members: list[str]) -> list[str]:
    """甲、乙产业产值: what is measured is named with the last and holds for all."""
    measures = rules("indicators").words("measures")
    tail = measures.at_end.search(members[-1])
    if not tail or any(measures.at_end.search(m) for m in members[:-1]):
        return members
    return [m + tail.group() for m in members[:-1]] + members[-1:]
