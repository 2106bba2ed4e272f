"""Words that take up an entity named before: 该研究院, 公司, 他, 获奖者."""

import re
from collections import Counter

from kg.extraction.observations.lines import Line
from kg.extraction.observations.rules import rules
from kg.model import Entity, Span

_PERSON = frozenset({"Person"})


def pointed(named: list[Entity], line: Line, clause: Span) -> Entity | None:
    """The entity that a clause's first words take up, the last named of their kind."""
    table = rules("subjects")
    text = line.masked[clause.start : clause.end].lstrip("“‘ ")
    pointers = table.words("pointers.words")
    if not pointers.at_start.match(text):
        text = _without_leads(text)
    if table.words("pointers.persons").at_start.match(text):
        return last_of(named, line, clause.start, _PERSON)
    text = text[re.match(table.table("pointers.before"), text).end() :]  # type: ignore[union-attr]
    for words in ("pointers.own", "pointers.most"):
        if own := table.words(words).at_start.match(text):
            kind = table.words("kinds").at_end.search(own.group().strip())
            return _most_named(named, frozenset(table.table("kinds")[kind.group().strip()])) if kind else None
    kinds, names = table.table("kinds"), table.words("kinds").pattern.pattern
    match = re.match(rf"(?:{pointers.pattern.pattern})[^，。\d]{{0,6}}?({names})", text) or re.match(
        rf"({table.words('pointers.bare').pattern.pattern})", text)
    return last_of(named, line, clause.start, frozenset(kinds[match[1]]), match[1]) if match else None


def _most_named(named: list[Entity], classes: frozenset[str]) -> Entity | None:
    """我院: who speaks for the body that the report is about, the most named one."""
    found = Counter(e.id for e in named if e.cls in classes)
    return next((e for e in named if e.id == found.most_common(1)[0][0]), None) if found else None


def _without_leads(text: str) -> str:
    match = rules("indicators").words("leads").at_start.match(text)
    return text[match.end() :] if match else text


def last_of(named: list[Entity], line: Line, until: int, classes: frozenset[str], word: str = "") -> Entity | None:
    """The last entity of ``classes`` that was named before ``until`` in the line, or earlier in the report.

    One whose name holds ``word`` goes before one that only may be called so.
    """
    here = [p.entity for p in line.places if p.span.end <= until]
    every = [e for e in reversed([*named, *here]) if e.cls in classes]
    return next((e for e in every if word in e.name), every[0] if every else None)
