"""Indicators that two figures of one entity and time share: the thing spoken of before tells them apart."""

import re
from collections import defaultdict
from dataclasses import replace

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.lines import Line
from kg.extraction.observations.rules import rules
from kg.model import Observation

_AMONG = re.compile(r"其中|分别")
_COUNT = re.compile(r"(?:人数|户数|总数|数量|数)$")


def head_of(line: Line, drafts: list[Draft], index: int) -> str:
    """What the figure before in the same part of the sentence counts: 中专24所 for 在校学生5万人; else empty."""
    own = drafts[index]
    part = line.masked.rfind("；", 0, own.span.start)
    before = [d for d in drafts[:index] if d.span.start > part and d.unit != own.unit and d.quantity is not None
              and d.quantity.kind == "count" and d.indicator != own.indicator]
    whole = [d for d in drafts[:index] if d.span.start > part and d.indicator != own.indicator]
    among = _AMONG.search(line.between(whole[0].span.end, own.span.start)) if whole else None
    first = before[0] if before else whole[0] if among else None
    return _COUNT.sub("", rules("indicators").words("kept").at_start.sub("", first.indicator)) if first else ""


def told_apart(figures: list[Observation], heads: list[str]) -> list[Observation]:
    """The figures; where one subject, indicator, period and unit has several values, with what each is said of."""
    groups = defaultdict(list)
    for at, one in enumerate(figures):
        if one.value is not None and one.comparator == "=":
            groups[one.subject, one.indicator, one.period, one.unit, one.target].append(at)
    found = list(figures)
    for group in groups.values():
        if len({figures[at].value for at in group}) > 1:
            for at in group:
                found[at] = _qualified(figures[at], heads[at])
    return found


def _qualified(one: Observation, head: str) -> Observation:
    return one if not head or head in one.indicator else replace(one, indicator=head + one.indicator)
