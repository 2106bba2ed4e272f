"""Result or goal: the cues of a figure's sentence, and the part of a work report that speaks of what is to come."""

import re
from collections.abc import Iterable
from itertools import groupby

from kg.extraction.observations.lines import Line
from kg.extraction.observations.rules import rules
from kg.model import Span

_OPENING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九十]+是|——|\s)*")


def planned_from(lines: tuple[Line, ...], genre: str) -> int | None:
    """The number of the paragraph from which a work report speaks of the coming year, None where it is no such report.

    A plan is told by its heading (二、2025年主要任务), else by its clauses: they open with verbs of doing (加快) and
    hold few words of what is done. A government's report that plans nothing tells results to its end.
    """
    if genre in rules("targets").table("plan.never"):
        return None
    reports = genre in rules("targets").table("plan.reports")
    headed = next((line.sentence.paragraph for line in lines if _heads_plan(line)), None) if reports else None
    if headed:
        return headed
    first = lines[0].sentence.paragraph if lines else 0
    least = int(rules("targets").table("plan.least"))
    for number, group in groupby(lines, key=lambda line: line.sentence.paragraph):
        told, plan = _telling(group)
        if number > first and plan >= least and plan >= told * float(rules("targets").table("plan.share")):
            return int(number)
    return lines[-1].sentence.paragraph + 1 if reports and lines else None


def _heads_plan(line: Line) -> bool:
    """二、2025年主要任务; 2024年要抓好以下工作："""
    text = line.text[_OPENING.match(line.text).end() :]  # type: ignore[union-attr]
    return re.match(rules("targets").table("plan.heads"), text) is not None


def _telling(lines: Iterable[Line]) -> tuple[int, int]:
    told = plan = 0
    for line in lines:
        for clause in line.clauses:
            text = line.masked[clause.span.start : clause.span.end]
            opens = rules("targets").words("plan.opens").at_start.match(text, _OPENING.match(text).end())  # type: ignore[union-attr]
            done = rules("targets").words("plan.done").inside(text)
            told += bool(opens) or done
            plan += bool(opens) and not done
    return told, plan


def conditions(lines: tuple[Line, ...]) -> frozenset[int]:
    """Where the lines begin that state what an applicant must meet."""
    table, found = rules("targets"), set()
    since: int | None = None
    for line in lines:
        paragraph = line.sentence.paragraph
        if since is not None and (table.words("released").at_start.match(line.text) or (
                paragraph != since and not _OPENING.match(line.text).group())):  # type: ignore[union-attr]
            since = None
        if since is not None or table.words("conditions").inside(line.text):
            since = paragraph
            found.add(line.offset)
    return frozenset(found)


def is_rule(line: Line, number: Span) -> bool:
    """给予100万元奖励: what is to be given, not what has been."""
    table = rules("targets")
    clause = re.split(r"[；。]", line.text[: number.start])[-1]
    near = re.split(r"[，,]", clause)[-1]
    return table.words("gives").inside(near) and not table.words("given").inside(clause)


def is_target(line: Line, noun: Span, number: Span) -> bool:
    """Whether the words before the figure plan or require it."""
    table = rules("targets")
    before = table.words("except").pattern.sub("", line.text[: number.start])
    near = table.words("except").pattern.sub("", line.text[min(noun.start, number.start) : number.end + 4])
    return table.words("cues").inside(before) or table.words("required").inside(near) or _intends(line, number)


def _intends(line: Line, number: Span) -> bool:
    """Whether 将 or 计划 stands as an adverb or a verb before the figure, in its part of the sentence."""
    part = line.text.rfind("；", 0, number.start)
    intends, except_ = rules("targets").table("intends"), rules("targets").words("except").at_start
    return any(t.tag in intends.get(t.text, ()) and not except_.match(line.text, t.start)
               for t in line.tokens if part < t.start < number.start)
