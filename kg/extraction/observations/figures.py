"""From a line's numbers and marks to its figures: each number is read as a level, a growth, a share or a rank."""

import re
from dataclasses import replace
from itertools import pairwise

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.growths import change_last, level_of, read_growth, read_mark
from kg.extraction.observations.indicators import left_noun, right_noun
from kg.extraction.observations.levels import read_level
from kg.extraction.observations.lines import Clause, Line
from kg.extraction.observations.marks import Growth, Mark, find_growth, find_marks, find_seconds
from kg.extraction.observations.quantities import Quantity
from kg.extraction.observations.readings import Reading, clause_at, draft, head_before, shared
from kg.extraction.observations.rules import rules
from kg.model import Span

# Figures whose list goes on stand in the clause right before.
_NEXT = 6
_JOINT = re.compile(r"\s*(?:、|和|与|及|以及)\s*")


def read_figures(line: Line) -> list[Draft]:
    """The figures that the line states, in order."""
    reading = Reading(line)
    for item in _items(line):
        if isinstance(item, Mark):
            read_mark(reading, item)
        else:
            _read_group(reading, item)
    return reading.drafts


def _items(line: Line) -> list[list[Quantity] | Mark]:
    """Marks, and quantities in groups that share one head: 分别达到22家、182家."""
    marks = [*find_marks(line.masked), *find_seconds(line.text)]
    groups: list[list[Quantity]] = []
    for quantity in line.quantities:
        if any(m.rank and m.span.start <= quantity.core.start < m.span.end for m in marks):
            continue
        if groups and _joined(line, groups[-1][-1], quantity):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    items: list[list[Quantity] | Mark] = [*groups, *marks]
    return sorted(items, key=lambda i: i.span.start if isinstance(i, Mark) else i[0].core.start)


def _joined(line: Line, first: Quantity, second: Quantity) -> bool:
    end = clause_at(line, second.core.start).span.end
    return bool(_JOINT.fullmatch(line.text[first.span.end : second.span.start])) and not right_noun(line, second, end)


def _read_group(reading: Reading, group: list[Quantity]) -> None:
    whole, clause = reading.line, clause_at(reading.line, group[0].core.start)
    reading.line = whole.opened(clause)
    _read_in(reading, group, clause)
    reading.line = whole


def _read_in(reading: Reading, group: list[Quantity], clause: Clause) -> None:
    line, first = reading.line, group[0]
    start = reading.start(clause)
    reading.ends[clause] = group[-1].span.end
    growth = find_growth(line.masked[start : first.span.start], first)
    if len(group) == 1 and _adds_to_last(reading, first, start) and change_last(reading, first, None, clause):
        return
    if len(group) > 1:
        _read_list(reading, group, start, growth)
    elif growth:
        read_growth(reading, first, start, clause)
    else:
        read_level(reading, first, start, clause)


def _adds_to_last(reading: Reading, quantity: Quantity, start: int) -> bool:
    """总数260户，净增47户: the change of the level before, where nothing else is named."""
    last, text = reading.last, reading.line.between(start, quantity.span.start).strip("，、 ")
    return last is not None and last.unit == quantity.unit and text in rules("growth").words("net")


def _read_list(reading: Reading, group: list[Quantity], start: int, growth: Growth | None) -> None:
    """分别达到22家、182家: the members of the coordination before get one number each."""
    line, first = reading.line, group[0]
    end = start + growth.start if growth else first.span.start
    noun, begin = left_noun(line, start, end, cut=not first.percent and not growth)
    if growth and not noun and _change_list(reading, group, growth):
        return
    if noun.startswith("占") and len(reading.drafts) >= len(group):
        names = [level_of(d) + noun for d in reading.drafts[-len(group) :]]
    elif len(noun) >= 2:
        names = shared(noun)
    else:
        names, begin = _names_before(reading, len(group), start, clause_at(line, first.core.start))
    if apart := _of_places(line, begin, start, end, len(group)):
        names = apart
    if len(names) == 1:
        names = _series(names[0], len(group))
    if len(names) == 1:
        names = names * len(group)
    if len(names) < len(group):
        return
    for number, (quantity, name) in enumerate(zip(group, names[-len(group) :], strict=True)):
        one = draft(reading, quantity, name + (growth.word if growth else ""), Span(begin, first.span.start),
                    growth=bool(growth), member=number)
        one = replace(one, listed=True)
        reading.drafts.append(replace(one, value=quantity.value * growth.sign) if growth else one)


def _series(name: str, count: int) -> list[str]:
    """三次产业贡献率: one indicator for each of the three."""
    for word, members in rules("indicators").table("series").items():
        if name.startswith(word) and len(members) == count:
            return [member + name[len(word) :] for member in members]
    return [name]


def _of_places(line: Line, begin: int, start: int, end: int, count: int) -> list[str]:
    """乙县、丙县高新技术企业分别达12家、30家: what is counted of each, where as many places or bodies open the head."""
    classes = rules("subjects").classes("owners.several")
    places = [p for p in line.places_in(min(begin, start), end) if p.entity.cls in classes]
    joined = all(_JOINT.fullmatch(line.between(a.span.end, b.span.start)) for a, b in pairwise(places))
    if len(places) != count or count < 2 or not joined:
        return []
    noun, _ = left_noun(line, places[-1].span.end, end, cut=False)
    return [noun] * count if len(noun) > 1 else []


def _change_list(reading: Reading, group: list[Quantity], growth: Growth) -> bool:
    """提高3.9、2.0、2.9个百分点: the changes of as many figures before."""
    drafts, count = reading.drafts, len(group)
    if len(drafts) < count or any(d.growth or d.change is not None for d in drafts[-count:]):
        return False
    for index, quantity in enumerate(group, len(drafts) - count):
        drafts[index] = drafts[index].grown(quantity.value * growth.sign, quantity.unit, quantity.span.end)
    return True


def _names_before(reading: Reading, count: int, start: int, clause: Clause) -> tuple[list[str], int]:
    """The heads of a list that only says 分别: those of the figures before, else the clause's before."""
    previous = reading.drafts[-count:]
    kept = rules("indicators").words("kept").at_start
    if len(previous) == count and len(reading.line.between(previous[-1].span.end, start)) <= _NEXT:
        return [kept.sub("", d.indicator, count=1) for d in previous], previous[0].noun.start
    noun, begin = head_before(reading.line, clause)
    return shared(noun), begin
